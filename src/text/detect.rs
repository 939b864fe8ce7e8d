//! Which language a text is in, from its script, its letters and its small words. It knows nothing of
//! documents.

mod profiles;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use whatlang::{Lang, Script};

use self::profiles::{PARTS, PROFILES, Profile};
use super::Language;

/// How many bytes of a text are looked at.
const SAMPLE: usize = 32 * 1024;
/// What the best language must have scored in all: a few words of its own.
const ENOUGH: f32 = 6.0;
/// Of a long text as many small words are asked as of one of so many different words.
const DIFFERENT: usize = 300;
/// Which share of the letters may be none of its alphabet.
const FOREIGN: f32 = 0.04;
/// What a letter says, beside a word.
const LETTER: f32 = 0.25;
/// By which share the best language must lead the next one.
const LEAD: f32 = 0.04;

/// What must be there lest the nearest language be taken for one that is not in the table.
#[derive(Debug, Clone, Copy)]
struct Bar {
    /// Which share of the different words must be small ones of the language.
    share: f32,
    /// How many must be there at least.
    fewest: usize,
}

/// Latin letters are anybody's.
const LATIN: Bar = Bar { share: 0.09, fewest: 3 };
/// Latin letters that another judge knows, too.
const SPELT: Bar = Bar { share: 0.04, fewest: 1 };
/// Other scripts have few languages, and these have letters of their own.
const OTHERS: Bar = Bar { share: 0.045, fewest: 1 };

/// The language of a text, if it can be told: a title is hardly enough, a paragraph mostly is.
pub fn detect(text: &str) -> Option<Language> {
    let sample: String = text[..text.floor_char_boundary(SAMPLE)].nfc().collect();
    let tag = match whatlang::detect_script(&sample)? {
        Script::Latin => by_words(&sample, LATIN)?,
        Script::Greek | Script::Cyrillic | Script::Hebrew | Script::Arabic => {
            by_words(&sample, OTHERS)?
        }
        _ => by_script(&sample)?,
    };
    Language::parse(tag)
}

/// The languages in whose profile each word and each letter stands, by their places in the table.
static WORDS: LazyLock<BTreeMap<&str, Vec<usize>>> =
    LazyLock::new(|| index(|i| PROFILES[i].2.split(' ')));
static LETTERS: LazyLock<BTreeMap<char, Vec<usize>>> =
    LazyLock::new(|| index(|i| PROFILES[i].1.chars()));

fn index<K: Ord, I: Iterator<Item = K>>(keys: impl Fn(usize) -> I) -> BTreeMap<K, Vec<usize>> {
    let mut out: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for at in 0..PROFILES.len() {
        for key in keys(at) {
            let places = out.entry(key).or_default();
            if places.last() != Some(&at) {
                places.push(at);
            }
        }
    }
    out
}

/// The tag of the language whose small words and letters the text has. A word counts the more the
/// fewer languages have it; a letter that a language lacks counts against it.
fn by_words(sample: &str, bar: Bar) -> Option<&'static str> {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let apart = |c: char| !c.is_alphabetic() && c != '\u{307}';
    for word in sample.split(apart).filter(|word| !word.is_empty()) {
        // The lower case of the Turkish İ is an i with a second dot.
        let entry = words.entry(word.to_lowercase().replace('\u{307}', "")).or_default();
        entry.count += 1.0;
        entry.may_be_name |= word.starts_with(char::is_uppercase);
    }
    let mut scores = vec![0.0_f32; PROFILES.len()];
    let with_parts = PROFILES.iter().position(|profile| profile.0 == PARTS.0);
    for (word, &Word { count, .. }) in &words {
        if let Some(places) = WORDS.get(word.as_str()) {
            for &at in places {
                scores[at] += count * rarity(places);
            }
        }
        if let Some(at) = with_parts.filter(|_| PARTS.1.iter().any(|part| word.contains(part))) {
            scores[at] += count;
        }
        for places in word.chars().filter_map(|c| LETTERS.get(&c)) {
            for score in &mut scores {
                *score -= count * 2.0 * LETTER;
            }
            for &at in places {
                scores[at] += count * LETTER * (2.0 + rarity(places));
            }
        }
    }
    let mut order: Vec<usize> = (0..PROFILES.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let (best, next) = (scores[order[0]], scores[order[1]]);
    let leads = best >= ENOUGH && best - next >= LEAD * best;
    let is_sure = || {
        is_written(order[0], &words, bar)
            || is_written(order[0], &words, SPELT) && is_seconded(order[0], &words, sample)
    };
    (leads && is_sure()).then_some(PROFILES[order[0]].0)
}

/// Whether letters of its own speak for a language, and another judge that looks at the rest of the words.
fn is_seconded(at: usize, words: &BTreeMap<String, Word>, sample: &str) -> bool {
    /// How many letters that are not everybody's must be there.
    const FEWEST: usize = 5;
    const CONFIDENCE: f64 = 0.9;
    let Profile(tag, letters, _) = PROFILES[at];
    let own = words.keys().flat_map(|word| word.chars()).filter(|&c| letters.contains(c)).count();
    let Some(info) = whatlang::detect(sample).filter(|_| own >= FEWEST) else { return false };
    let same = SECONDED.iter().any(|&(lang, of)| of == tag && lang == info.lang());
    same && info.confidence() >= CONFIDENCE
}

/// The languages of the other judge that are also in the table, and have letters of their own.
const SECONDED: &[(Lang, &str)] = &[
    (Lang::Ces, "cs"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Hrv, "hr"),
    (Lang::Pol, "pl"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Lit, "lt"),
    (Lang::Lav, "lv"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
];

/// How often a word occurs, and whether it begins with a capital somewhere.
#[derive(Debug, Default)]
struct Word {
    count: f32,
    may_be_name: bool,
}

/// Whether words are of this language at all, which may be but the nearest to one that is not in the
/// table: enough different small words of more than one letter, and hardly any foreign letter but in
/// names.
fn is_written(at: usize, words: &BTreeMap<String, Word>, bar: Bar) -> bool {
    let has = |word: &str| WORDS.get(word).is_some_and(|places| places.contains(&at));
    let (mut known, mut letters, mut foreign) = (0, 0.0, 0.0);
    for (word, about) in words {
        known += usize::from(word.chars().nth(1).is_some() && has(word));
        for c in word.chars().filter(|_| !about.may_be_name) {
            let common =
                matches!(c, 'a'..='z' | 'α'..='ω' | 'ἀ'..='ῼ' | 'а'..='я' | 'א'..='ת' | 'ء'..='ي');
            letters += 1.0;
            foreign += f32::from(!common && !PROFILES[at].1.contains(c));
        }
    }
    let different = words.len().min(DIFFERENT);
    known >= bar.fewest
        && as_f32(known) >= bar.share * as_f32(different)
        && foreign <= FOREIGN * letters
}

/// How much it says that a language has what these languages have.
fn rarity(places: &[usize]) -> f32 {
    (as_f32(PROFILES.len()) / as_f32(places.len())).ln()
}

#[allow(clippy::cast_precision_loss, reason = "a few thousand at most")]
fn as_f32(number: usize) -> f32 {
    number as f32
}

/// The tag of the language of a script that few languages share.
fn by_script(sample: &str) -> Option<&'static str> {
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    Some(match info.lang() {
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Tha => "th",
        Lang::Hin => "hi",
        Lang::Mar => "mr",
        Lang::Nep => "ne",
        Lang::Ben => "bn",
        Lang::Pan => "pa",
        Lang::Guj => "gu",
        Lang::Ori => "or",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Kan => "kn",
        Lang::Mal => "ml",
        Lang::Sin => "si",
        Lang::Mya => "my",
        Lang::Khm => "km",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Amh => "am",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::text::decode;

    fn tag(text: &str) -> Option<String> {
        detect(text).map(|language| language.to_string())
    }

    #[rustfmt::skip]
    const PARAGRAPHS: &[(&str, &str)] = &[
        ("en", "The bakery on the corner opens before anybody else is awake. Nobody knows when the baker sleeps, and those who have asked were given a roll instead of an answer."),
        ("de", "Die Bäckerei an der Ecke öffnet, bevor sonst jemand wach ist. Niemand weiß, wann der Bäcker schläft, und wer gefragt hat, bekam ein Brötchen statt einer Antwort."),
        ("fr", "La boulangerie du coin ouvre avant que les autres ne se réveillent. Personne ne sait quand le boulanger dort, et ceux qui l’ont demandé ont reçu un petit pain."),
        ("es", "La panadería de la esquina abre antes de que nadie se despierte. Nadie sabe cuándo duerme el panadero, y a los que preguntaron les dio un bollo en lugar de una respuesta."),
        ("it", "Il panificio all’angolo apre prima che gli altri siano svegli. Nessuno sa quando dorme il fornaio, e chi lo ha chiesto ha ricevuto un panino al posto della risposta."),
        ("pt", "A padaria da esquina abre antes de toda a gente acordar. Ninguém sabe quando é que o padeiro dorme, e quem perguntou recebeu um pão em vez de uma resposta."),
        ("pt", "O trem parou na estação e não saiu mais. Os passageiros foram a pé até a cidade, com as malas na cabeça."),
        ("es", "El tren paró en la estación y no salió más. Los pasajeros fueron a pie hasta la ciudad, con las maletas en la cabeza."),
        ("nl", "De bakkerij op de hoek gaat open voordat er iemand wakker is. Niemand weet wanneer de bakker slaapt, en wie het vroeg, kreeg een broodje in plaats van een antwoord."),
        ("sv", "Bageriet på hörnet öppnar innan någon annan är vaken. Ingen vet när bagaren sover, och den som har frågat fick en bulle i stället för ett svar."),
        ("da", "Bageriet på hjørnet åbner, før nogen anden er vågen. Ingen ved, hvornår bageren sover, og den, der har spurgt, fik et rundstykke i stedet for et svar."),
        ("da", "Toget holdt på stationen og kørte ikke videre. Passagererne gik ind til byen med kufferterne på hovedet."),
        ("nb", "Bakeriet på hjørnet åpner før noen andre er våkne. Ingen vet når bakeren sover, og den som har spurt, fikk et rundstykke i stedet for et svar."),
        ("nb", "Toget sto på stasjonen og kjørte ikke videre. Passasjerene gikk inn til byen med koffertene på hodet."),
        ("fi", "Kulman leipomo avaa ovensa ennen kuin kukaan muu on hereillä. Kukaan ei tiedä, milloin leipuri nukkuu, ja kysyjä on saanut vastauksen sijasta sämpylän."),
        ("pl", "Piekarnia na rogu otwiera się, zanim ktokolwiek inny wstanie. Nikt nie wie, kiedy piekarz śpi, a kto pytał, dostał bułkę zamiast odpowiedzi."),
        ("cs", "Pekárna na rohu otevírá dřív, než se kdokoli jiný probudí. Nikdo neví, kdy pekař spí, a kdo se zeptal, dostal místo odpovědi housku."),
        ("cs", "Vlak zastavil na stanici a dál nejel. Lidé šli do města pěšky s kufry na hlavě."),
        ("sk", "Pekáreň na rohu otvára skôr, než sa niekto iný zobudí. Nikto nevie, kedy pekár spí, a kto sa opýtal, dostal namiesto odpovede žemľu."),
        ("sk", "Vlak zastal na stanici a ďalej nešiel. Ľudia išli do mesta pešo s kuframi na hlave."),
        ("sl", "Pekarna na vogalu se odpre, preden se kdo drug zbudi. Nihče ne ve, kdaj pek spi, in kdor je vprašal, je namesto odgovora dobil žemljo."),
        ("sl", "Vlak se je ustavil na postaji in ni šel naprej. Potniki so šli v mesto peš s kovčki na glavi."),
        ("cs", "Hasiči vyjeli v noci k požáru stodoly. Škoda přesáhla milion korun. Příčinu zjišťuje vyšetřovatel. Zraněn nebyl nikdo, zvířata zachránili sousedé."),
        ("sk", "Hasiči vyrazili v noci k požiaru stodoly. Škoda presiahla tisíc eur. Príčinu zisťuje vyšetrovateľ. Zranený nebol nikto, zvieratá zachránili susedia."),
        ("sk", "Rada mesta schválila rozpočet na budúci rok. Najviac peňazí pôjde na opravy ciest a chodníkov, menej na kultúru."),
        ("sl", "Mestni svet je sprejel proračun za prihodnje leto. Največ denarja bo šlo za obnovo cest in pločnikov, manj za kulturo."),
        ("sl", "Gasilci so ponoči odhiteli na požar hleva. Škoda presega sto tisoč evrov. Vzrok raziskuje policija, poškodovan ni bil nihče."),
        ("hr", "Pekara na uglu otvara se prije nego što se itko drugi probudi. Nitko ne zna kada pekar spava, a tko je pitao, dobio je pecivo umjesto odgovora."),
        ("hr", "Vlak je stao na kolodvoru i nije išao dalje. Putnici su krenuli pješice u grad s kovčezima na glavi."),
        ("sr-Latn", "Pekara na uglu otvara se pre nego što se iko drugi probudi. Niko ne zna kada pekar spava, a ko je pitao, dobio je zemičku umesto odgovora."),
        ("hu", "A sarki pékség kinyit, mielőtt bárki más felébredne. Senki sem tudja, mikor alszik a pék, és aki megkérdezte, válasz helyett egy zsemlét kapott."),
        ("ro", "Brutăria din colț se deschide înainte ca altcineva să se trezească. Nimeni nu știe când doarme brutarul, iar cine a întrebat a primit o chiflă în loc de răspuns."),
        ("bg", "Пекарната на ъгъла отваря, преди някой друг да се е събудил. Никой не знае кога спи пекарят, а който попита, получава кифла вместо отговор."),
        ("bg", "Влакът спря на гарата и не продължи. Пътниците тръгнаха пеша към града с куфари на главите."),
        ("ru", "Пекарня на углу открывается раньше, чем просыпаются все остальные. Никто не знает, когда спит пекарь, а кто спросил, получил булочку вместо ответа."),
        ("ru", "Поезд остановился на станции и дальше не пошёл. Пассажиры отправились в город пешком."),
        ("uk", "Пекарня на розі відчиняється раніше, ніж прокидаються всі інші. Ніхто не знає, коли спить пекар, а хто запитав, отримав булочку замість відповіді."),
        ("uk", "Потяг зупинився на станції й далі не поїхав. Пасажири пішли до міста пішки."),
        ("el", "Ο φούρνος στη γωνία ανοίγει πριν ξυπνήσει κανείς άλλος. Κανείς δεν ξέρει πότε κοιμάται ο φούρναρης."),
        ("tr", "Köşedeki fırın, başka kimse uyanmadan önce açılır. Fırıncının ne zaman uyuduğunu kimse bilmez; soran, cevap yerine bir çörek almıştır."),
        ("vi", "Tiệm bánh ở góc phố mở cửa trước khi mọi người thức dậy. Không ai biết bác thợ bánh ngủ lúc nào, và người hỏi chỉ nhận được một ổ bánh."),
        ("he", "המאפייה בפינה נפתחת לפני שמישהו אחר מתעורר. איש לא יודע מתי האופה ישן, ומי ששאל קיבל לחמנייה במקום תשובה."),
        ("ar", "يفتح المخبز الذي في الزاوية قبل أن يستيقظ أي شخص آخر. لا أحد يعرف متى ينام الخباز، ومن سأل حصل على رغيف بدلا من الجواب."),
        ("fa", "نانوایی سر کوچه پیش از آن که کسی بیدار شود باز می‌شود. هیچ کس نمی‌داند نانوا کی می‌خوابد و هر که پرسید به جای پاسخ یک نان گرفت."),
        ("lt", "Kepykla ant kampo atsidaro anksčiau, nei kas nors kitas pabunda. Niekas nežino, kada kepėjas miega, o kas paklausė, gavo bandelę vietoj atsakymo."),
        ("lv", "Maiznīca uz stūra atveras, pirms kāds cits ir pamodies. Neviens nezina, kad maiznieks guļ, un tas, kurš jautāja, saņēma maizīti, nevis atbildi."),
        ("et", "Nurgapealne pagariäri avab uksed enne, kui keegi teine ärkab. Keegi ei tea, millal pagar magab, ja kes on küsinud, sai vastuse asemel saia."),
        ("ca", "El forn de la cantonada obre abans que ningú no es llevi. Ningú no sap quan dorm el forner, i qui ho ha preguntat ha rebut un panet en comptes d’una resposta."),
        ("ja", "角のパン屋は、ほかの誰よりも早く店を開けます。"),
        ("zh", "街角的面包店在别人醒来之前就开门了。没有人知道面包师什么时候睡觉。"),
        ("ko", "모퉁이 빵집은 누구보다 먼저 문을 엽니다."),
    ];

    #[test]
    fn a_short_paragraph_tells_its_language() {
        let wrong: Vec<_> = PARAGRAPHS
            .iter()
            .filter(|(want, text)| tag(text).as_deref() != Some(want))
            .map(|(want, text)| (want, tag(text), text))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn letters_may_come_in_parts_and_all_be_capitals() {
        for (want, text) in PARAGRAPHS {
            let parts: String = text.nfd().collect();
            assert_eq!(tag(&parts).as_deref(), Some(*want), "{text}");
            assert_eq!(tag(&text.to_uppercase()).as_deref(), Some(*want), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not() {
        for text in [
            "",
            "2021 – 33 % (4/5)",
            "Anna Novak",
            "OK",
            "Lorem ipsum dolor",
            "xq zzv prt wkkl bnn qwq rrt xq zzv prt wkkl",
            // Words that Danish and Norwegian share.
            "Hun har fire barn.",
            // Upper Sorbian, which is not in the table.
            "Wulki staw je stary hród wobnowił. Třěcha bě dźěrawa a murje włóžne. Wobnowjenje je zapłaćił kraj.",
            // Samoan, which is not in the table.
            "Ua fananau mai tagata soifua uma i le saolotoga, e tutusa foi tulaga aloaia faapea aia tatau.",
        ] {
            assert_eq!(tag(text), None, "{text}");
        }
    }

    #[test]
    fn names_from_elsewhere_do_not_turn_a_text() {
        let text = "Miroslav Lajčák met Žofia Ďurišová and Jiří Dvořák in Kraków. They spoke about the bridge, and the three of them agreed that it should be built of wood.";
        assert_eq!(tag(text).as_deref(), Some("en"));
    }

    fn tag_of(file: &Path) -> Option<String> {
        tag(&decode(&std::fs::read(file).unwrap(), None).text)
    }

    #[test]
    fn scraped_texts_tell_their_language() {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/plain");
        let mut count = 0;
        for folder in std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()) {
            let want = std::fs::read(folder.join("expected.json")).unwrap();
            let want: serde_json::Value = serde_json::from_slice(&want).unwrap();
            let got = tag_of(&folder.join("input.txt"));
            assert_eq!(got.as_deref(), want["language"].as_str(), "{}", folder.display());
            count += 1;
        }
        assert!(count >= 7, "{count}");
    }

    #[test]
    fn the_samples_tell_their_language() {
        for (name, want) in [
            ("kfor-article.txt", "en"),
            ("everything.md", "en"),
            ("incomplete.md", "en"),
            ("long.md", "en"),
            ("den-long.md", "vi"),
            ("latarnia.md", "pl"),
            ("kronika.txt", "cs"),
            ("mlyn.txt", "sk"),
            ("scholeio.txt", "el"),
        ] {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
            assert_eq!(tag_of(&file).as_deref(), Some(want), "{name}");
        }
    }

    #[test]
    fn only_the_beginning_of_a_long_text_is_looked_at() {
        let long = "The mill is old and the water is low. ".repeat(1_000_000);
        assert_eq!(tag(&long).as_deref(), Some("en"));
    }
}
