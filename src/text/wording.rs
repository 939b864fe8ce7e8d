//! What words are worth: names of files, names that programs give, words that say nothing of a picture
//! or of the end of a link, bare addresses. It knows nothing of documents; who asks decides what follows.

/// Whether a text has the form of a file's name: no space and a known ending (`chart.png`,
/// `article_final2.docx`), or the name that a camera, a telephone or a screen gives (`IMG_0001`).
/// ACT 9eb3f6.
pub fn is_file_name(text: &str) -> bool {
    let text = text.trim();
    let ending = text.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && (is_one_of(ending, PICTURES) || is_one_of(ending, DOCUMENTS))
    });
    let screen =
        ["screenshot", "screen shot", "bildschirmfoto", "capture d’écran", "capture d'écran"];
    let by_screen = || {
        let lower = text.to_lowercase();
        screen.iter().any(|start| lower.starts_with(start))
            && text.contains(|c: char| c.is_ascii_digit())
    };
    ending && (!text.contains(char::is_whitespace) || by_screen()) || is_camera_name(text)
}

/// Whether a text is the name of the file at this path or address, with or without its ending, or has
/// the form of one. ACT 9eb3f6.
pub fn is_name_of_file(text: &str, path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    // A one-word stem may be a good description ("Prague.jpg"); one with digits or joints is not.
    let machine_made = stem.contains(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-'));
    let has_ending = stem.len() < file.len();
    is_file_name(text)
        || has_ending && text == file
        || machine_made && !stem.is_empty() && text == stem
}

/// `IMG_0001`, `DSC01234`, `PXL_20240101_123456789`, `IMG-20200513-WA0001`.
fn is_camera_name(text: &str) -> bool {
    const STARTS: &[&str] = &["IMG", "DSC", "DSCN", "DSCF", "PXL", "DCIM", "VID", "MVIMG", "GOPR"];
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 3
        && STARTS.iter().any(|start| {
            text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
                && text[start.len()..]
                    .trim_start_matches(['_', '-'])
                    .strip_prefix(|c: char| c.is_ascii_digit())
                    .is_some_and(|rest| {
                        rest.replace("WA", "")
                            .chars()
                            .all(|c| c.is_ascii_digit() || matches!(c, '_' | '-'))
                    })
        })
}

/// Whether a description says only that there is a picture: `image`, `Photo 3`, `null`, or nothing but
/// punctuation; in the languages that altform knows. Signs that mean something alone (`+`, `€`, `→`,
/// `?`) are left alone.
pub fn says_nothing(text: &str) -> bool {
    let plain = plain(text);
    if plain.is_empty() {
        return text.contains(|c: char| !c.is_whitespace())
            && text.chars().all(is_mere_punctuation);
    }
    let word = plain
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '_' | '#' | '.'));
    PICTURE_WORDS.contains(&word) || LEFT_BLANK.contains(&plain.as_str())
}

fn is_mere_punctuation(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | ','
                | ':'
                | ';'
                | '-'
                | '_'
                | '–'
                | '—'
                | '*'
                | '•'
                | '·'
                | '|'
                | '…'
                | '\''
                | '"'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '~'
                | '!'
        )
}

/// Whether the words of a link say nothing of where it goes: `click here`, `read more`, in the languages
/// that altform knows. WCAG 2.2 SC 2.4.4, failure F84.
pub fn is_vague_link(text: &str) -> bool {
    let plain = plain(text);
    !plain.is_empty() && VAGUE_LINKS.iter().any(|phrases| phrases.contains(&plain.as_str()))
}

/// Whether a text is a web address with a path or a query. The name of a site alone (`example.org`,
/// `https://example.org/`) and a mail address can be said.
pub fn is_bare_address(text: &str) -> bool {
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        return false;
    }
    let lower = text.to_lowercase();
    let after =
        ["https://", "http://", "ftp://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    let rest = after.unwrap_or(&lower);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let top = host.rsplit_once('.').map(|(_, top)| top);
    let is_site = after.is_some()
        || host.starts_with("www.")
        || top.is_some_and(|top| {
            ["com", "org", "net", "edu", "gov", "int", "info", "io", "eu"].contains(&top)
        });
    is_site && !host.is_empty() && path.contains(char::is_alphanumeric)
}

/// Whether a title is none that a person gave: a file's name, the name that a program or a template
/// gives (`Untitled`, `Microsoft Word - a.doc`, `Document1`, `PowerPoint Presentation`), or an address of
/// this machine. WCAG 2.2 SC 2.4.2, failure F25.
pub fn is_program_title(text: &str) -> bool {
    let text = text.trim();
    let lower = text.to_lowercase();
    let by_program =
        ["microsoft word - ", "microsoft powerpoint - ", "microsoft excel - ", "file:///"];
    let ending = text
        .rsplit_once('.')
        .is_some_and(|(stem, ending)| !stem.is_empty() && is_one_of(ending, DOCUMENTS));
    let plain = plain(text);
    // "Untitled-1", "Document 1 (2)"
    let name = plain
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '_' | '(' | ')'));
    is_file_name(text)
        || ending
        || by_program.iter().any(|start| lower.starts_with(start))
        || UNTITLED.contains(&name)
        || name.len() < plain.len() && NUMBERED.contains(&name)
        || TEMPLATES.contains(&plain.as_str())
}

fn is_one_of(ending: &str, known: &[&str]) -> bool {
    known.iter().any(|k| ending.eq_ignore_ascii_case(k))
}

/// In lower case, with single spaces, without signs at the edges.
fn plain(text: &str) -> String {
    let text = text.to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'")
}

static PICTURES: &[&str] = &[
    "png", "jpg", "jpeg", "jpe", "gif", "webp", "svg", "bmp", "tif", "tiff", "avif", "heic", "ico",
    "psd", "eps",
];

static DOCUMENTS: &[&str] = &[
    "doc", "docx", "docm", "dot", "dotx", "odt", "ott", "rtf", "pdf", "htm", "html", "xhtml",
    "txt", "md", "tex", "indd", "qxd", "pages", "ppt", "pptx", "pps", "odp", "xls", "xlsx", "ods",
    "epub", "pub", "wpd", "php", "aspx",
];

#[rustfmt::skip]
static PICTURE_WORDS: &[&str] = &[
    "image", "img", "images", "photo", "photos", "photograph", "picture", "pictures", "pic", "graphic", "graphics",
    "illustration", "figure", "fig", "spacer", "alt", "alt text", "alternative text", "alttext", "icon", "thumbnail",
    "an image", "a picture", "a photo", "the image", "bullet",
    "صورة", "изображение", "снимка", "картина", "obrázek", "fotografie", "foto", "billede", "bild", "abbildung", "grafik", "fotografie",
    "εικόνα", "φωτογραφία", "imagen", "fotografía", "gráfico", "pilt", "kuva", "valokuva", "illustration",
    "תמונה", "slika", "fotografija", "kép", "fénykép", "fotó", "immagine", "fotografia", "figura", "画像", "写真", "図",
    "이미지", "사진", "그림", "paveikslėlis", "nuotrauka", "attēls", "fotogrāfija", "afbeelding", "bilde", "ilustracja", "obraz", "obrazek", "zdjęcie",
    "imagem", "imagine", "poză", "фото", "фотография", "рисунок", "картинка", "obrázok", "fotka", "görsel", "resim", "fotoğraf",
    "зображення", "фотографія", "малюнок", "hình", "hình ảnh", "ảnh", "图片", "图像", "照片", "圖片",
];

/// What programs leave where a description should be.
static LEFT_BLANK: &[&str] = &[
    "null",
    "undefined",
    "none",
    "n/a",
    "nan",
    "blank",
    "empty",
    "todo",
    "tbd",
    "placeholder",
    "no alt",
    "no description",
    "image without description",
    "no alt text",
    "description",
    "image description",
    "description of image",
];

#[rustfmt::skip]
static VAGUE_LINKS: &[&[&str]] = &[
    &["click here", "click", "click this", "click for more", "click here for more", "here", "go here", "see here", "right here", "more", "read more", "see more", "learn more", "find out more", "more info", "more information", "more details", "view more", "show more", "details", "link", "this link", "this", "this page", "this article", "this site", "continue", "continue reading", "read on", "go", "follow this link", "info", "start", "tap here", "press here"],
    &["انقر هنا", "اضغط هنا", "هنا", "المزيد", "اقرأ المزيد", "رابط"],
    &["тук", "щракнете тук", "кликнете тук", "натиснете тук", "още", "повече", "прочетете още", "прочети още", "виж още", "вижте още", "линк", "връзка"],
    &["zde", "tady", "klikněte zde", "klikněte sem", "více", "čtěte více", "číst dál", "více informací", "odkaz"],
    &["her", "klik her", "læs mere", "mere", "se mere", "se her", "link", "læs videre"],
    &["hier", "hier klicken", "klicken sie hier", "klick hier", "mehr", "mehr lesen", "mehr erfahren", "weiterlesen", "weiter", "mehr informationen", "weitere informationen", "mehr dazu", "lesen sie mehr", "siehe hier", "details", "link", "dieser link"],
    &["εδώ", "κάντε κλικ εδώ", "πατήστε εδώ", "περισσότερα", "διαβάστε περισσότερα", "δείτε περισσότερα", "σύνδεσμος"],
    &["aquí", "haga clic aquí", "haz clic aquí", "clic aquí", "pulse aquí", "pincha aquí", "más", "leer más", "ver más", "más información", "saber más", "seguir leyendo", "enlace"],
    &["siin", "siit", "vajuta siia", "klõpsa siin", "klikk siia", "loe edasi", "loe veel", "loe rohkem", "rohkem", "veel", "link"],
    &["tästä", "täältä", "tässä", "klikkaa tästä", "klikkaa tähän", "lue lisää", "lisää", "lisätietoja", "katso lisää", "linkki"],
    &["ici", "cliquez ici", "cliquer ici", "cliquez", "plus", "lire plus", "lire la suite", "en savoir plus", "la suite", "suite", "voir plus", "plus d'infos", "plus d'informations", "lien", "ce lien"],
    &["כאן", "לחצו כאן", "לחץ כאן", "עוד", "קרא עוד", "קראו עוד", "למידע נוסף", "קישור"],
    &["ovdje", "kliknite ovdje", "više", "pročitaj više", "pročitajte više", "saznaj više", "opširnije", "poveznica", "link", "ovde", "kliknite ovde", "овде", "кликните овде", "више", "опширније", "прочитајте више", "линк"],
    &["itt", "ide", "kattintson ide", "kattints ide", "tovább", "bővebben", "részletek", "olvass tovább", "tovább olvasom", "link"],
    &["qui", "clicca qui", "cliccare qui", "fare clic qui", "di più", "leggi", "leggi di più", "leggi tutto", "continua", "continua a leggere", "scopri di più", "maggiori informazioni", "vai", "link"],
    &["こちら", "ここ", "ここをクリック", "こちらをクリック", "もっと見る", "もっと読む", "続きを読む", "詳細", "詳しく", "詳しくはこちら", "リンク"],
    &["여기", "여기를 클릭", "여기를 클릭하세요", "더 보기", "더보기", "더 읽기", "자세히", "자세히 보기", "링크"],
    &["čia", "spauskite čia", "paspauskite čia", "daugiau", "skaityti daugiau", "skaitykite daugiau", "plačiau", "nuoroda"],
    &["šeit", "spiediet šeit", "klikšķiniet šeit", "vairāk", "lasīt vairāk", "lasīt tālāk", "saite"],
    &["hier", "klik hier", "meer", "lees meer", "lees verder", "meer lezen", "meer informatie", "meer info", "bekijk meer", "link"],
    &["her", "klikk her", "les mer", "les meir", "mer", "se mer", "les videre", "lenke"],
    &["tutaj", "tu", "kliknij tutaj", "kliknij tu", "kliknij", "więcej", "czytaj więcej", "czytaj dalej", "zobacz więcej", "dowiedz się więcej", "więcej informacji", "link"],
    &["aqui", "clique aqui", "clica aqui", "mais", "leia mais", "ler mais", "saiba mais", "ver mais", "veja mais", "mais informações", "continuar lendo", "continuar a ler", "link"],
    &["aici", "click aici", "clic aici", "apasă aici", "faceți clic aici", "mai mult", "citește mai mult", "citeşte mai mult", "află mai multe", "mai multe", "detalii", "link"],
    &["здесь", "тут", "сюда", "нажмите здесь", "нажмите сюда", "кликните здесь", "щёлкните здесь", "подробнее", "ещё", "еще", "далее", "читать далее", "читать дальше", "читать полностью", "узнать больше", "ссылка"],
    &["tu", "tuto", "kliknite sem", "kliknite tu", "viac", "čítať viac", "čítajte viac", "čítať ďalej", "odkaz"],
    &["tukaj", "kliknite tukaj", "kliknite tu", "več", "preberi več", "preberite več", "več o tem", "povezava"],
    &["här", "klicka här", "läs mer", "mer", "läs vidare", "se mer", "mer information", "länk"],
    &["burada", "buradan", "buraya tıklayın", "tıklayın", "tıklayınız", "buraya tıkla", "devamı", "devamını oku", "daha fazla", "daha fazlası", "daha fazla bilgi", "detaylar", "bağlantı", "link"],
    &["тут", "тутка", "натисніть тут", "клацніть тут", "детальніше", "докладніше", "більше", "читати далі", "читати більше", "посилання", "лінк"],
    &["tại đây", "ở đây", "bấm vào đây", "nhấn vào đây", "nhấp vào đây", "xem thêm", "đọc thêm", "đọc tiếp", "chi tiết", "liên kết"],
    &["这里", "此处", "点击这里", "点击此处", "更多", "阅读更多", "查看更多", "了解更多", "详情", "链接", "這裡", "點擊這裡", "按此", "閱讀更多", "更多資訊"],
];

#[rustfmt::skip]
static UNTITLED: &[&str] = &[
    "untitled", "untitled document", "untitled page", "unnamed", "unnamed document", "no title", "(no title", "new document", "new page",
    "بدون عنوان", "без заглавие", "bez názvu", "uden titel", "unavngivet", "ohne titel", "unbenannt", "unbenanntes dokument", "neues dokument", "χωρίς τίτλο",
    "sin título", "documento sin título", "nimeta", "nimetön", "sans titre", "document sans titre", "ללא שם", "ללא כותרת", "bez naslova", "névtelen", "cím nélkül", "senza titolo", "documento senza titolo",
    "無題", "無題のドキュメント", "제목 없음", "be pavadinimo", "bez nosaukuma", "naamloos", "naamloos document", "uten navn", "uten tittel", "bez tytułu", "dokument bez tytułu", "sem título", "documento sem título", "fără titlu",
    "без названия", "безымянный", "neimenovano", "brez naslova", "namnlös", "namnlöst dokument", "adsız", "başlıksız", "без назви", "không có tiêu đề", "无标题", "未命名", "無標題",
];

/// What programs call documents, with a number.
#[rustfmt::skip]
static NUMBERED: &[&str] = &[
    "document", "dokument", "documento", "doc", "presentation", "präsentation", "présentation", "presentación", "presentazione", "book", "workbook", "sheet", "slide", "layout", "publication", "drawing", "page",
    "документ", "презентация", "文档", "文書", "문서",
];

/// The titles of templates, whole.
#[rustfmt::skip]
static TEMPLATES: &[&str] = &[
    "powerpoint presentation", "powerpoint-präsentation", "présentation powerpoint", "presentación de powerpoint", "presentazione standard di powerpoint", "presentazione di powerpoint", "apresentação do powerpoint", "powerpoint-presentatie", "powerpoint-presentation", "prezentacja programu powerpoint", "презентация powerpoint", "powerpoint プレゼンテーション", "powerpoint 演示文稿",
    "title", "document", "document title", "page title", "title goes here", "your title here", "insert title here", "enter the title of your html document here", "slide title", "index", "react app", "vite app", "welcome to nginx",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_have_endings_or_come_from_cameras() {
        for name in [
            "chart.PNG",
            "article_final2.docx",
            "IMG_0001",
            "IMG-20200513-WA0001",
            "Screenshot 2024-01-02 at 10.20.png",
        ] {
            assert!(is_file_name(name), "{name}");
        }
        for words in [
            "Prague",
            "Rain over the chart.png window",
            "A screen with chart.png",
            "Node.js",
            ".png",
            "VIDA 2030",
            "Imágenes 2024",
            "",
        ] {
            assert!(!is_file_name(words), "{words}");
        }
        assert!(is_name_of_file("port-3", "a/port-3.jpg?w=300"));
        assert!(
            !is_name_of_file("Prague", "Prague.jpg")
                && !is_name_of_file("", "https://example.org/")
        );
    }

    #[test]
    fn descriptions_that_say_only_that_there_is_a_picture() {
        for text in ["image", "Photo 3", "[Bild]", "图片", "null", "-", "***", "Фото.", "img_2"]
        {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["", " ", "+", "€", "→", "Image of a ferry", "Photo: Ann Lee", "Logo", "3", "?"]
        {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn links_that_say_nothing_in_many_languages() {
        for text in [
            "Click here",
            "read  more…",
            "Mehr erfahren »",
            "Lire la suite",
            "Подробнее",
            "こちら",
            "Plus d’infos",
        ] {
            assert!(is_vague_link(text), "{text}");
        }
        for text in ["", "Read more about ferries", "Here be dragons", "→"] {
            assert!(!is_vague_link(text), "{text}");
        }
    }

    #[test]
    fn bare_addresses_have_a_path() {
        for text in [
            "https://example.org/a/b",
            "www.example.org/news",
            "example.org/?q=1",
            "HTTP://EXAMPLE.ORG/A",
        ] {
            assert!(is_bare_address(text), "{text}");
        }
        for text in [
            "example.org",
            "https://example.org/",
            "ann@example.org",
            "and/or",
            "Node.js/Express",
            "see https://example.org/a",
            "",
        ] {
            assert!(!is_bare_address(text), "{text}");
        }
    }

    #[test]
    fn titles_that_no_person_gave() {
        for text in [
            "Untitled",
            "Untitled-1",
            "Microsoft Word - a.doc",
            "Document1",
            "PowerPoint Presentation",
            "annual report 2.docx",
            "Sans titre",
            "file:///C:/a",
        ] {
            assert!(is_program_title(text), "{text}");
        }
        for text in [
            "",
            "Document retention",
            "Title IX",
            "Untitled goose game",
            "Page",
            "The ferry of 1908",
            "Slide rules",
        ] {
            assert!(!is_program_title(text), "{text}");
        }
    }
}
