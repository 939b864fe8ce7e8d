//! The labels that plain text needs where other formats have elements, per language; English ones for
//! a language that is not in the table. It knows nothing of documents.

use crate::text::Language;

/// The labels of one language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Labels {
    code: &'static str,
    /// Before the description of a picture.
    pub(super) image: &'static str,
    /// For a picture without one.
    pub(super) no_description: &'static str,
    /// Before a caption.
    pub(super) caption: &'static str,
    /// Before a credit.
    pub(super) credit: &'static str,
    /// Before the language of the document.
    pub(super) language: &'static str,
    /// Before a quotation.
    pub(super) quote: &'static str,
    /// After a quotation.
    pub(super) quote_end: &'static str,
    /// Before a passage beside the text.
    pub(super) aside: &'static str,
    /// After it.
    pub(super) aside_end: &'static str,
    /// Before words that are no longer true.
    pub(super) deleted: &'static str,
}

/// The labels for a language.
pub(super) fn labels(language: &Language) -> &'static Labels {
    let primary = match language.primary() {
        "nb" | "nn" => "no",
        primary => primary,
    };
    TABLE.iter().find(|labels| labels.code == primary).unwrap_or(&TABLE[0])
}

const fn row(t: [&'static str; 11]) -> Labels {
    let [
        code,
        image,
        no_description,
        caption,
        credit,
        language,
        quote,
        quote_end,
        aside,
        aside_end,
        deleted,
    ] = t;
    Labels {
        code,
        image,
        no_description,
        caption,
        credit,
        language,
        quote,
        quote_end,
        aside,
        aside_end,
        deleted,
    }
}

#[rustfmt::skip]
static TABLE: &[Labels] = &[
    row(["en", "Image", "Image without description", "Caption", "Credit", "Language", "Quote", "End of quote", "Box", "End of box", "deleted"]),
    row(["ar", "صورة", "صورة بلا وصف", "تعليق الصورة", "المصدر", "اللغة", "اقتباس", "نهاية الاقتباس", "إطار", "نهاية الإطار", "محذوف"]),
    row(["bg", "Изображение", "Изображение без описание", "Надпис", "Източник", "Език", "Цитат", "Край на цитата", "Каре", "Край на карето", "зачеркнато"]),
    row(["cs", "Obrázek", "Obrázek bez popisu", "Popisek", "Zdroj", "Jazyk", "Citát", "Konec citátu", "Rámeček", "Konec rámečku", "škrtnuto"]),
    row(["da", "Billede", "Billede uden beskrivelse", "Billedtekst", "Kilde", "Sprog", "Citat", "Citat slut", "Boks", "Boks slut", "overstreget"]),
    row(["de", "Bild", "Bild ohne Beschreibung", "Bildunterschrift", "Bildnachweis", "Sprache", "Zitat", "Ende des Zitats", "Kasten", "Ende des Kastens", "gestrichen"]),
    row(["el", "Εικόνα", "Εικόνα χωρίς περιγραφή", "Λεζάντα", "Πηγή", "Γλώσσα", "Παράθεμα", "Τέλος παραθέματος", "Πλαίσιο", "Τέλος πλαισίου", "διαγραμμένο"]),
    row(["es", "Imagen", "Imagen sin descripción", "Pie de foto", "Crédito", "Idioma", "Cita", "Fin de la cita", "Recuadro", "Fin del recuadro", "tachado"]),
    row(["et", "Pilt", "Kirjelduseta pilt", "Pildiallkiri", "Allikas", "Keel", "Tsitaat", "Tsitaadi lõpp", "Kast", "Kasti lõpp", "maha tõmmatud"]),
    row(["fi", "Kuva", "Kuva ilman kuvausta", "Kuvateksti", "Lähde", "Kieli", "Lainaus", "Lainaus päättyy", "Tietolaatikko", "Tietolaatikko päättyy", "yliviivattu"]),
    row(["fr", "Image", "Image sans description", "Légende", "Crédit", "Langue", "Citation", "Fin de la citation", "Encadré", "Fin de l’encadré", "barré"]),
    row(["he", "תמונה", "תמונה ללא תיאור", "כיתוב", "קרדיט", "שפה", "ציטוט", "סוף הציטוט", "תיבה", "סוף התיבה", "מחוק"]),
    row(["hr", "Slika", "Slika bez opisa", "Opis pod slikom", "Izvor", "Jezik", "Citat", "Kraj citata", "Okvir", "Kraj okvira", "precrtano"]),
    row(["hu", "Kép", "Kép leírás nélkül", "Képaláírás", "Forrás", "Nyelv", "Idézet", "Idézet vége", "Keretes írás", "Keretes írás vége", "áthúzva"]),
    row(["it", "Immagine", "Immagine senza descrizione", "Didascalia", "Crediti", "Lingua", "Citazione", "Fine della citazione", "Riquadro", "Fine del riquadro", "barrato"]),
    row(["lt", "Paveikslėlis", "Paveikslėlis be aprašymo", "Antraštė", "Šaltinis", "Kalba", "Citata", "Citatos pabaiga", "Intarpas", "Intarpo pabaiga", "išbraukta"]),
    row(["lv", "Attēls", "Attēls bez apraksta", "Paraksts", "Avots", "Valoda", "Citāts", "Citāta beigas", "Ierāmējums", "Ierāmējuma beigas", "svītrots"]),
    row(["nl", "Afbeelding", "Afbeelding zonder beschrijving", "Bijschrift", "Bron", "Taal", "Citaat", "Einde citaat", "Kader", "Einde kader", "doorgehaald"]),
    row(["no", "Bilde", "Bilde uten beskrivelse", "Bildetekst", "Kilde", "Språk", "Sitat", "Sitat slutt", "Boks", "Boks slutt", "strøket"]),
    row(["pl", "Ilustracja", "Ilustracja bez opisu", "Podpis", "Źródło", "Język", "Cytat", "Koniec cytatu", "Ramka", "Koniec ramki", "skreślone"]),
    row(["pt", "Imagem", "Imagem sem descrição", "Legenda", "Crédito", "Idioma", "Citação", "Fim da citação", "Caixa", "Fim da caixa", "riscado"]),
    row(["ro", "Imagine", "Imagine fără descriere", "Legendă", "Credit", "Limbă", "Citat", "Sfârșitul citatului", "Casetă", "Sfârșitul casetei", "tăiat"]),
    row(["ru", "Изображение", "Изображение без описания", "Подпись", "Источник", "Язык", "Цитата", "Конец цитаты", "Врезка", "Конец врезки", "зачёркнуто"]),
    row(["sk", "Obrázok", "Obrázok bez popisu", "Popis", "Zdroj", "Jazyk", "Citát", "Koniec citátu", "Rámček", "Koniec rámčeka", "prečiarknuté"]),
    row(["sl", "Slika", "Slika brez opisa", "Podnapis", "Vir", "Jezik", "Navedek", "Konec navedka", "Okvir", "Konec okvira", "prečrtano"]),
    row(["sv", "Bild", "Bild utan beskrivning", "Bildtext", "Källa", "Språk", "Citat", "Slut på citat", "Faktaruta", "Slut på faktaruta", "överstruket"]),
    row(["tr", "Görsel", "Açıklamasız görsel", "Resim yazısı", "Kaynak", "Dil", "Alıntı", "Alıntı sonu", "Kutu", "Kutu sonu", "üstü çizili"]),
    row(["uk", "Зображення", "Зображення без опису", "Підпис", "Джерело", "Мова", "Цитата", "Кінець цитати", "Врізка", "Кінець врізки", "закреслено"]),
    row(["vi", "Hình", "Hình không có mô tả", "Chú thích", "Nguồn", "Ngôn ngữ", "Trích dẫn", "Hết trích dẫn", "Khung", "Hết khung", "đã gạch bỏ"]),
];
