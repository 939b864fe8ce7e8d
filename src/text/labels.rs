//! The labels that plain text needs where other formats have elements, per language; English ones for
//! a language that is not in the table. It knows nothing of documents.

use super::Language;

/// The labels of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Labels {
    /// The primary subtag.
    pub code: &'static str,
    /// Before the description of a picture.
    pub image: &'static str,
    /// Before a caption.
    pub caption: &'static str,
    /// Before a credit.
    pub credit: &'static str,
    /// Before the language of the document.
    pub language: &'static str,
    /// Before a quotation.
    pub quote: &'static str,
    /// After a quotation.
    pub quote_end: &'static str,
    /// Before a passage beside the text.
    pub aside: &'static str,
    /// After it.
    pub aside_end: &'static str,
    /// Before words that are no longer true.
    pub deleted: &'static str,
}

/// The labels for a language.
pub fn labels(language: &Language) -> &'static Labels {
    let primary = match language.primary() {
        "nb" | "nn" => "no",
        primary => primary,
    };
    TABLE.iter().find(|labels| labels.code == primary).unwrap_or(&TABLE[0])
}

const fn row(t: [&'static str; 10]) -> Labels {
    let [code, image, caption, credit, language, quote, quote_end, aside, aside_end, deleted] = t;
    Labels { code, image, caption, credit, language, quote, quote_end, aside, aside_end, deleted }
}

/// The labels of every language that is in the table; which of them a text was written with may have to be found
/// out from the text.
pub fn all() -> impl Iterator<Item = &'static Labels> {
    TABLE.iter()
}

#[rustfmt::skip]
static TABLE: &[Labels] = &[
    row(["en", "Image", "Caption", "Credit", "Language", "Quote", "End of quote", "Box", "End of box", "deleted"]),
    row(["ar", "صورة", "تعليق الصورة", "المصدر", "اللغة", "اقتباس", "نهاية الاقتباس", "إطار", "نهاية الإطار", "محذوف"]),
    row(["bg", "Изображение", "Надпис", "Източник", "Език", "Цитат", "Край на цитата", "Каре", "Край на карето", "зачеркнато"]),
    row(["cs", "Obrázek", "Popisek", "Zdroj", "Jazyk", "Citát", "Konec citátu", "Rámeček", "Konec rámečku", "škrtnuto"]),
    row(["da", "Billede", "Billedtekst", "Kilde", "Sprog", "Citat", "Citat slut", "Boks", "Boks slut", "overstreget"]),
    row(["de", "Bild", "Bildunterschrift", "Bildnachweis", "Sprache", "Zitat", "Ende des Zitats", "Kasten", "Ende des Kastens", "gestrichen"]),
    row(["el", "Εικόνα", "Λεζάντα", "Πηγή", "Γλώσσα", "Παράθεμα", "Τέλος παραθέματος", "Πλαίσιο", "Τέλος πλαισίου", "διαγραμμένο"]),
    row(["es", "Imagen", "Pie de foto", "Crédito", "Idioma", "Cita", "Fin de la cita", "Recuadro", "Fin del recuadro", "tachado"]),
    row(["et", "Pilt", "Pildiallkiri", "Allikas", "Keel", "Tsitaat", "Tsitaadi lõpp", "Kast", "Kasti lõpp", "maha tõmmatud"]),
    row(["fi", "Kuva", "Kuvateksti", "Lähde", "Kieli", "Lainaus", "Lainaus päättyy", "Tietolaatikko", "Tietolaatikko päättyy", "yliviivattu"]),
    row(["fr", "Image", "Légende", "Crédit", "Langue", "Citation", "Fin de la citation", "Encadré", "Fin de l’encadré", "barré"]),
    row(["he", "תמונה", "כיתוב", "קרדיט", "שפה", "ציטוט", "סוף הציטוט", "תיבה", "סוף התיבה", "מחוק"]),
    row(["hr", "Slika", "Opis pod slikom", "Izvor", "Jezik", "Citat", "Kraj citata", "Okvir", "Kraj okvira", "precrtano"]),
    row(["hu", "Kép", "Képaláírás", "Forrás", "Nyelv", "Idézet", "Idézet vége", "Keretes írás", "Keretes írás vége", "áthúzva"]),
    row(["it", "Immagine", "Didascalia", "Crediti", "Lingua", "Citazione", "Fine della citazione", "Riquadro", "Fine del riquadro", "barrato"]),
    row(["ja", "画像", "説明文", "クレジット", "言語", "引用", "引用終わり", "囲み記事", "囲み記事終わり", "削除"]),
    row(["ko", "이미지", "설명", "출처", "언어", "인용", "인용 끝", "상자", "상자 끝", "삭제됨"]),
    row(["lt", "Paveikslėlis", "Antraštė", "Šaltinis", "Kalba", "Citata", "Citatos pabaiga", "Intarpas", "Intarpo pabaiga", "išbraukta"]),
    row(["lv", "Attēls", "Paraksts", "Avots", "Valoda", "Citāts", "Citāta beigas", "Ierāmējums", "Ierāmējuma beigas", "svītrots"]),
    row(["nl", "Afbeelding", "Bijschrift", "Bron", "Taal", "Citaat", "Einde citaat", "Kader", "Einde kader", "doorgehaald"]),
    row(["no", "Bilde", "Bildetekst", "Kilde", "Språk", "Sitat", "Sitat slutt", "Boks", "Boks slutt", "strøket"]),
    row(["pl", "Ilustracja", "Podpis", "Źródło", "Język", "Cytat", "Koniec cytatu", "Ramka", "Koniec ramki", "skreślone"]),
    row(["pt", "Imagem", "Legenda", "Crédito", "Idioma", "Citação", "Fim da citação", "Caixa", "Fim da caixa", "riscado"]),
    row(["ro", "Imagine", "Legendă", "Credit", "Limbă", "Citat", "Sfârșitul citatului", "Casetă", "Sfârșitul casetei", "tăiat"]),
    row(["ru", "Изображение", "Подпись", "Источник", "Язык", "Цитата", "Конец цитаты", "Врезка", "Конец врезки", "зачёркнуто"]),
    row(["sk", "Obrázok", "Popis", "Zdroj", "Jazyk", "Citát", "Koniec citátu", "Rámček", "Koniec rámčeka", "prečiarknuté"]),
    row(["sl", "Slika", "Podnapis", "Vir", "Jezik", "Navedek", "Konec navedka", "Okvir", "Konec okvira", "prečrtano"]),
    row(["sv", "Bild", "Bildtext", "Källa", "Språk", "Citat", "Slut på citat", "Faktaruta", "Slut på faktaruta", "överstruket"]),
    row(["tr", "Görsel", "Resim yazısı", "Kaynak", "Dil", "Alıntı", "Alıntı sonu", "Kutu", "Kutu sonu", "üstü çizili"]),
    row(["uk", "Зображення", "Підпис", "Джерело", "Мова", "Цитата", "Кінець цитати", "Врізка", "Кінець врізки", "закреслено"]),
    row(["vi", "Hình", "Chú thích", "Nguồn", "Ngôn ngữ", "Trích dẫn", "Hết trích dẫn", "Khung", "Hết khung", "đã gạch bỏ"]),
    row(["zh", "图片", "说明", "来源", "语言", "引文", "引文结束", "方框", "方框结束", "已删除"]),
];
