//! The few words that altform itself puts into a document ("Notes", "By", months of dates), per
//! language. A language that is not in the table gets English words and ISO dates. It knows nothing of
//! documents.

use super::Language;

/// The words of one language. `{}` marks where a value goes.
#[derive(Debug, PartialEq, Eq)]
pub struct Terms {
    /// The primary subtag.
    pub language: &'static str,
    /// Byline: "By {}".
    pub by: &'static str,
    /// Between the last two authors, with its spaces: " and ".
    pub and: &'static str,
    /// "Source: {}".
    pub source: &'static str,
    /// Heading over the notes.
    pub notes: &'static str,
    /// "Contents".
    pub contents: &'static str,
    /// "Skip to content".
    pub skip: &'static str,
    /// "Back to reference {}".
    pub back: &'static str,
    /// What there is to say of a picture that nobody described.
    pub undescribed: &'static str,
    /// How a date is written, of `D`, `M` (the name), `Y`: "D M Y".
    pub date: &'static str,
    /// The months as dates have them (genitive where the language wants it); empty: dates stay ISO.
    pub months: &'static str,
}

impl Terms {
    /// The byline of these authors.
    pub fn byline(&self, authors: &[String]) -> Option<String> {
        let (last, others) = authors.split_last()?;
        let names = if others.is_empty() {
            last.clone()
        } else {
            format!("{}{}{last}", others.join(", "), self.and)
        };
        Some(self.by.replace("{}", &names))
    }

    /// An ISO date as this language writes it; what is no full date (or has no month names) stays as it is.
    pub fn written_date(&self, iso: &str) -> String {
        let mut parts = iso.get(..10).unwrap_or(iso).split('-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let number = |part: Option<&str>| part.and_then(|p| p.parse::<usize>().ok());
        let name = number(month).and_then(|m| self.months.split(' ').nth(m.checked_sub(1)?));
        match (year, name, number(day)) {
            (Some(year), Some(name), Some(day)) if !name.is_empty() => self
                .date
                .chars()
                .map(|c| match c {
                    'D' => day.to_string(),
                    'M' => name.to_owned(),
                    'Y' => year.to_owned(),
                    other => other.to_string(),
                })
                .collect(),
            _ => iso.to_owned(),
        }
    }
}

/// The words for a language; English ones with ISO dates where the table has none.
pub fn terms(language: &Language) -> &'static Terms {
    TABLE.iter().find(|t| t.language == language.primary()).unwrap_or(&FALLBACK)
}

static FALLBACK: Terms = Terms { months: "", language: "und", ..ENGLISH };

const ENGLISH: Terms = row([
    "en",
    "By {}",
    " and ",
    "Source: {}",
    "Notes",
    "Contents",
    "Skip to content",
    "Back to reference {}",
    "Image without description",
    "D M Y",
    "January February March April May June July August September October November December",
]);

/// Whether a text is what altform says, in any of its languages, of a picture that nobody described.
pub fn is_undescribed(text: &str) -> bool {
    TABLE.iter().any(|terms| terms.undescribed == text)
}

const fn row(t: [&'static str; 11]) -> Terms {
    let [language, by, and, source, notes, contents, skip, back, undescribed, date, months] = t;
    Terms { language, by, and, source, notes, contents, skip, back, undescribed, date, months }
}

#[rustfmt::skip]
static TABLE: &[Terms] = &[
    ENGLISH,
    row(["bg", "Автор: {}", " и ", "Източник: {}", "Бележки", "Съдържание", "Към съдържанието", "Обратно към препратка {}", "Изображение без описание", "D M Y г.", "януари февруари март април май юни юли август септември октомври ноември декември"]),
    row(["cs", "Autor: {}", " a ", "Zdroj: {}", "Poznámky", "Obsah", "Přejít k obsahu", "Zpět k odkazu {}", "Obrázek bez popisu", "D. M Y", "ledna února března dubna května června července srpna září října listopadu prosince"]),
    row(["da", "Af {}", " og ", "Kilde: {}", "Noter", "Indhold", "Gå til indholdet", "Tilbage til henvisning {}", "Billede uden beskrivelse", "D. M Y", "januar februar marts april maj juni juli august september oktober november december"]),
    row(["de", "Von {}", " und ", "Quelle: {}", "Anmerkungen", "Inhalt", "Zum Inhalt springen", "Zurück zu Verweis {}", "Bild ohne Beschreibung", "D. M Y", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"]),
    row(["el", "Συντάκτης: {}", " και ", "Πηγή: {}", "Σημειώσεις", "Περιεχόμενα", "Μετάβαση στο περιεχόμενο", "Επιστροφή στην παραπομπή {}", "Εικόνα χωρίς περιγραφή", "D M Y", "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου"]),
    row(["es", "Por {}", " y ", "Fuente: {}", "Notas", "Contenido", "Saltar al contenido", "Volver a la referencia {}", "Imagen sin descripción", "D de M de Y", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"]),
    row(["et", "Autor: {}", " ja ", "Allikas: {}", "Märkused", "Sisukord", "Liigu sisu juurde", "Tagasi viite {} juurde", "Kirjelduseta pilt", "D. M Y", "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember"]),
    row(["fi", "Kirjoittaja: {}", " ja ", "Lähde: {}", "Viitteet", "Sisällys", "Siirry sisältöön", "Takaisin viittaukseen {}", "Kuva ilman kuvausta", "D. M Y", "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta"]),
    row(["fr", "Par {}", " et ", "Source : {}", "Notes", "Sommaire", "Aller au contenu", "Retour à l’appel de note {}", "Image sans description", "D M Y", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"]),
    row(["hr", "Autor: {}", " i ", "Izvor: {}", "Bilješke", "Sadržaj", "Prijeđi na sadržaj", "Natrag na referencu {}", "Slika bez opisa", "D. M Y.", "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca"]),
    row(["hu", "Szerző: {}", " és ", "Forrás: {}", "Jegyzetek", "Tartalom", "Ugrás a tartalomhoz", "Vissza a hivatkozáshoz: {}", "Kép leírás nélkül", "Y. M D.", "január február március április május június július augusztus szeptember október november december"]),
    row(["it", "Di {}", " e ", "Fonte: {}", "Note", "Indice", "Vai al contenuto", "Torna al riferimento {}", "Immagine senza descrizione", "D M Y", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"]),
    row(["lt", "Autorius: {}", " ir ", "Šaltinis: {}", "Pastabos", "Turinys", "Pereiti prie turinio", "Grįžti į nuorodą {}", "Paveikslėlis be aprašymo", "Y M. D", ""]),
    row(["lv", "Autors: {}", " un ", "Avots: {}", "Piezīmes", "Saturs", "Pāriet uz saturu", "Atpakaļ uz atsauci {}", "Attēls bez apraksta", "Y. gada D. M", "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris"]),
    row(["nl", "Door {}", " en ", "Bron: {}", "Noten", "Inhoud", "Naar de inhoud", "Terug naar verwijzing {}", "Afbeelding zonder beschrijving", "D M Y", "januari februari maart april mei juni juli augustus september oktober november december"]),
    row(["no", "Av {}", " og ", "Kilde: {}", "Noter", "Innhold", "Gå til innholdet", "Tilbake til henvisning {}", "Bilde uten beskrivelse", "D. M Y", "januar februar mars april mai juni juli august september oktober november desember"]),
    row(["nb", "Av {}", " og ", "Kilde: {}", "Noter", "Innhold", "Gå til innholdet", "Tilbake til henvisning {}", "Bilde uten beskrivelse", "D. M Y", "januar februar mars april mai juni juli august september oktober november desember"]),
    row(["pl", "Autor: {}", " i ", "Źródło: {}", "Przypisy", "Spis treści", "Przejdź do treści", "Powrót do odsyłacza {}", "Ilustracja bez opisu", "D M Y", "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"]),
    row(["pt", "Por {}", " e ", "Fonte: {}", "Notas", "Índice", "Saltar para o conteúdo", "Voltar à referência {}", "Imagem sem descrição", "D de M de Y", "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"]),
    row(["ro", "De {}", " și ", "Sursa: {}", "Note", "Cuprins", "Salt la conținut", "Înapoi la referința {}", "Imagine fără descriere", "D M Y", "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie"]),
    row(["ru", "Автор: {}", " и ", "Источник: {}", "Примечания", "Содержание", "Перейти к содержанию", "Назад к сноске {}", "Изображение без описания", "D M Y", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"]),
    row(["sk", "Autor: {}", " a ", "Zdroj: {}", "Poznámky", "Obsah", "Preskočiť na obsah", "Späť na odkaz {}", "Obrázok bez popisu", "D. M Y", "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra"]),
    row(["sl", "Avtor: {}", " in ", "Vir: {}", "Opombe", "Kazalo", "Skoči na vsebino", "Nazaj na sklic {}", "Slika brez opisa", "D. M Y", "januar februar marec april maj junij julij avgust september oktober november december"]),
    row(["sv", "Av {}", " och ", "Källa: {}", "Noter", "Innehåll", "Hoppa till innehållet", "Tillbaka till hänvisning {}", "Bild utan beskrivning", "D M Y", "januari februari mars april maj juni juli augusti september oktober november december"]),
    row(["tr", "Yazar: {}", " ve ", "Kaynak: {}", "Notlar", "İçindekiler", "İçeriğe geç", "{} numaralı göndermeye dön", "Açıklamasız görsel", "D M Y", "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"]),
    row(["uk", "Автор: {}", " і ", "Джерело: {}", "Примітки", "Зміст", "Перейти до вмісту", "Назад до посилання {}", "Зображення без опису", "D M Y", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"]),
    row(["vi", "Tác giả: {}", " và ", "Nguồn: {}", "Chú thích", "Mục lục", "Chuyển đến nội dung", "Trở lại chỗ dẫn {}", "Hình không có mô tả", "D tháng M, Y", "1 2 3 4 5 6 7 8 9 10 11 12"]),
    row(["he", "מאת {}", " ו", "מקור: {}", "הערות", "תוכן", "דילוג לתוכן", "חזרה להפניה {}", "תמונה ללא תיאור", "D בM Y", "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר"]),
    row(["ar", "بقلم {}", " و", "المصدر: {}", "ملاحظات", "المحتويات", "تخطَّ إلى المحتوى", "العودة إلى المرجع {}", "صورة بلا وصف", "D M Y", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"]),
    row(["zh", "作者：{}", "、", "来源：{}", "注释", "目录", "跳到正文", "返回引用 {}", "没有描述的图片", "Y年M月D日", "1 2 3 4 5 6 7 8 9 10 11 12"]),
    row(["ja", "著者：{}", "、", "出典：{}", "注", "目次", "本文へ移動", "参照 {} に戻る", "説明のない画像", "Y年M月D日", "1 2 3 4 5 6 7 8 9 10 11 12"]),
    row(["ko", "글: {}", ", ", "출처: {}", "주석", "차례", "본문으로 건너뛰기", "참조 {}(으)로 돌아가기", "설명이 없는 이미지", "Y년 M월 D일", "1 2 3 4 5 6 7 8 9 10 11 12"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tag: &str) -> &'static Terms {
        terms(&Language::parse(tag).unwrap())
    }

    #[test]
    fn every_row_is_whole() {
        for row in TABLE {
            assert!(
                row.by.contains("{}") && row.source.contains("{}") && row.back.contains("{}"),
                "{row:?}"
            );
            assert!(
                ["D", "M", "Y"].iter().all(|part| row.date.matches(part).count() == 1),
                "{row:?}"
            );
            assert!(row.months.is_empty() || row.months.split(' ').count() == 12, "{row:?}");
        }
    }

    #[test]
    fn dates_and_bylines_follow_the_language() {
        assert_eq!(of("en-GB").written_date("2020-05-13"), "13 May 2020");
        assert_eq!(of("sk").written_date("2021-01-02T10:00:00Z"), "2. januára 2021");
        assert_eq!(of("es").written_date("2022-01-11"), "11 de enero de 2022");
        assert_eq!(of("vi").written_date("2021-05-12"), "12 tháng 5, 2021");
        assert_eq!(of("en").written_date("2020-05"), "2020-05");
        assert_eq!(of("xx").written_date("2020-05-13"), "2020-05-13");
        let names: Vec<String> = ["A", "B", "C"].map(String::from).into();
        assert_eq!(of("fr").byline(&names).as_deref(), Some("Par A, B et C"));
        assert_eq!(of("en").byline(&[]), None);
    }
}
