//! The reader as a whole, on texts small enough to read. How well it does on whole pages is measured by
//! `tests/plain.rs`.

use super::read;
use crate::diagnostic::Findings;
use crate::model::{Block, BlockKind, Document, plain_text};
use crate::read::Context;
use crate::read::resources::Memory;
use crate::source::Source;

fn document(text: &str) -> (Document, Findings) {
    let mut findings = Findings::default();
    let source = Source::new("page.txt", text);
    let document =
        read(&source, &mut Context { resources: &Memory::default(), findings: &mut findings });
    (document, findings)
}

/// Each block as a word for its kind and its words.
fn outline(text: &str) -> Vec<String> {
    document(text).0.body.iter().map(line).collect()
}

fn line(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { level, content } => {
            format!("h{} {}", level.get(), plain_text(content))
        }
        BlockKind::Paragraph { lead: true, content } => format!("lead {}", plain_text(content)),
        BlockKind::Paragraph { lead: false, content } => format!("p {}", plain_text(content)),
        BlockKind::Figure(f) => {
            format!("figure {} [{}]", plain_text(&f.caption), plain_text(&f.credit))
        }
        BlockKind::List(list) => format!("list of {}", list.items.len()),
        BlockKind::Table(table) => format!("table of {}", table.rows.len()),
        BlockKind::Quote { attribution, body } => {
            let body: Vec<String> = body.iter().map(line).collect();
            format!("quote <{}> {}", plain_text(attribution), body.join(" / "))
        }
        other => format!("{other:?}"),
    }
}

const KFOR: &str = include_str!("../../../samples/kfor-article.txt");

#[test]
fn the_article_is_found_among_the_furniture() {
    let (document, findings) = document(KFOR);
    assert_eq!(
        document.meta.title.as_deref(),
        Some("Success requires staying power: Extension of the KFOR mission in Kosovo")
    );
    assert_eq!(document.meta.date.as_deref(), Some("2020-05-13"));
    let removed: Vec<&str> = document.removed.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(removed, ["Welcome", "13.05.2020 - Article", "Keywords", "Top of page"]);
    let kinds: Vec<String> =
        document.body.iter().map(|b| line(b).chars().take(12).collect()).collect();
    assert_eq!(
        kinds,
        [
            "figure The B",
            "lead The Ger",
            "p The stabil",
            "h2 Reduced p",
            "p The Bundes",
            "quote <Forei",
            "h2 De-escala",
            "p Despite al",
            "quote <Forei",
            "h2 Longest G",
            "p The multin",
        ]
    );
    assert!(line(&document.body[0]).ends_with("[© KEYSTONE / dpa Picuture-Alliance]"));
    assert!(findings.is_empty());
}

#[test]
fn no_word_is_lost_and_each_block_knows_its_place() {
    let texts = [
        KFOR,
        include_str!("../../../tests/cases/plain/german-regional-paper/input.txt"),
        include_str!("../../../tests/cases/plain/dutch-undated-blog/input.txt"),
        include_str!("../../../tests/cases/plain/italian-wrapped-feature/input.txt"),
    ];
    for text in texts {
        let (document, _) = document(text);
        let mut kept: Vec<&str> = Vec::new();
        let mut last = 0;
        for block in &document.body {
            let span = block.at.span.unwrap();
            assert!(span.start >= last, "{block:?}");
            last = span.end;
            kept.push(&text[span.start as usize..span.end as usize]);
        }
        kept.extend(document.removed.iter().map(|r| r.text.as_str()));
        kept.extend(document.meta.title.as_deref());
        let words = |text: &str| -> Vec<String> {
            let mut words: Vec<String> = text.split_whitespace().map(String::from).collect();
            words.sort();
            words
        };
        assert_eq!(words(&kept.join("\n")), words(text));
    }
}

#[test]
fn removed_lines_name_their_line() {
    let (document, _) = document(
        "Menu\n\nA title of some length\n\nOne sentence. And one more.\n\nShare\n© 2020 Site",
    );
    let removed: Vec<_> =
        document.removed.iter().map(|r| (r.line, r.text.as_str(), r.reason.as_str())).collect();
    assert_eq!(
        removed,
        [
            (Some(1), "Menu", "site navigation"),
            (Some(7), "Share", "share and tool buttons"),
            (Some(8), "© 2020 Site", "copyright notice of the site"),
        ]
    );
}

#[test]
fn headings_are_not_invented() {
    let text = "A title of some length\n\nThe first paragraph has two sentences. This is the second.\n\n\
        Then the handle snapped.\n\nNobody spoke for quite a while, which was unusual for that family.\n\n\
        What now?\n\nThe third paragraph has two sentences. This is the second.\n\n\
        Bookings: station office, room 4, tel. 555 01 99\n\nThe last paragraph ends here, with a sentence of its own.\n\n\
        A line at the end";
    let headings: Vec<String> = outline(text).into_iter().filter(|l| l.starts_with('h')).collect();
    assert_eq!(headings, ["h2 What now?"]);
}

#[test]
fn words_after_an_announcement_are_a_quotation() {
    let start =
        "A title of some length\n\nThe first paragraph has two sentences. This is the second.\n\n";
    let last = |text: &str| outline(&format!("{start}{text}")).pop().unwrap();
    assert_eq!(
        last("The mayor put it so:\n\nWe are late, and we know it."),
        "quote <The mayor put it so:> p We are late, and we know it."
    );
    assert_eq!(
        last("Das war es:\n\n„Eins.\n\n„Zwei.“"),
        "quote <Das war es:> p „Eins. / p „Zwei.“"
    );
    assert_eq!(
        last("The figures below are rounded:\n\nThey are from August."),
        "p They are from August."
    );
    assert_eq!(last("„Wir bleiben.“\n— Jutta Brand"), "quote <— Jutta Brand> p „Wir bleiben.“");
}

#[test]
fn lists_and_tables_are_told_from_speech_and_menus() {
    let start =
        "A title of some length\n\nThe first paragraph has two sentences. This is the second.\n\n";
    let last = |text: &str| outline(&format!("{start}{text}")).pop().unwrap();
    assert_eq!(last("Bring:\n\n– boots\n– a lamp, and\n  oil for it"), "list of 2");
    assert_eq!(last("1) one\n2) two\n3) three"), "list of 3");
    assert_eq!(last("– Who is there?\n\n– Nobody."), "p – Nobody.");
    assert_eq!(last("Year | Birds\n2019 | 14\n2020 | 15"), "table of 3");
    assert_eq!(last("Year    Birds\n2019    14\n2020    15"), "table of 3");
}

#[test]
fn furniture_alone_is_kept_and_said() {
    let (document, findings) = document("Menu\nSearch\nLog in\n\nShare\n\n© 2020 Site");
    let words: Vec<String> = document.body.iter().map(line).collect();
    assert_eq!(words.concat().matches("Log in").count(), 1, "{words:?}");
    assert!(document.removed.is_empty());
    assert!(findings.iter().any(|f| f.rule.id == "document/only-furniture"));
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    for text in ["", "\n\n", "x", "-", "©", ":", "1.", "|", "\u{200F}", "“", "Foto:", "—\n—"]
    {
        document(text);
    }
    for unit in [
        "word ",
        "a\n",
        "(",
        "- a\n",
        "- a\n1. b\n",
        "- a\n  - b\n    1. c\n  - d\n",
        "1. a\n2. b\n",
        "“says:\n",
        "a | b\n",
        "|---|\n",
        "a  b\na  b  c\n",
        "a  b\nccccccccc\n",
        "\ta\tb\n",
        "4 May 2021\n",
        "Foto: © a. B: c\n\n",
        "Share\n\nA heading\n\n",
    ] {
        document(&unit.repeat(3_000));
    }
}

#[test]
fn an_article_may_be_about_cookies() {
    let text = "We use cookies. Accept all\n\nWhy cookies crumble, and what follows\n\n5 May 2021\n\n\
        The rules on cookies have changed again. Every site must ask.\n\n\
        Who pays?\n\nCookies cost nothing. Our newsletter asked what they are worth.\n\n\
        Share\nWe use cookies and similar tools. Read on.\n© 2021 The Crumb";
    assert_eq!(
        outline(text),
        [
            "lead The rules on cookies have changed again. Every site must ask.",
            "h2 Who pays?",
            "p Cookies cost nothing. Our newsletter asked what they are worth.",
        ]
    );
}

#[test]
fn blank_lines_may_say_nothing() {
    let tight = "Menu\nSearch\nA title of some length\n4 May 2021\nShare\nTweet\n\
        The first paragraph has two sentences. This is the second.\nA heading\n\
        More prose stands under it. It has two sentences.\nShare\n© 2021 Site";
    let apart = tight.replace('\n', "\n\n");
    let want = [
        "lead The first paragraph has two sentences. This is the second.",
        "h2 A heading",
        "p More prose stands under it. It has two sentences.",
    ];
    assert_eq!(outline(tight), want);
    assert_eq!(outline(&apart), want);
}

const START: &str = "A title of some length\n\n4 May 2021\n\n\
    The first paragraph tells at once, and in one sentence, what the whole story is about.\n\n";

#[test]
fn sentences_of_the_article_are_no_furniture() {
    let text = format!(
        "{START}She left without permission and came back late, her mother said.\n\n\
         Follow us on foot, said the guide.\n\nFollow us on Facebook and Twitter.\n\n\
         The last paragraph has two sentences. This is the second."
    );
    let (document, _) = document(&text);
    let removed: Vec<&str> = document.removed.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(removed, ["4 May 2021", "Follow us on Facebook and Twitter."]);
}

#[test]
fn lists_at_the_end_of_an_article_stay() {
    let last = |text: &str| outline(&format!("{START}{text}")).pop().unwrap();
    assert!(last("Best jam\n\nPeter Brown\nMary Stone\nJoe Field").contains("Mary Stone"));
    assert!(last("Filling\n\n120 g butter\nvanilla\nrum\n\n© 2021 Site").contains("rum"));
    assert!(last("Home\nWeather\nSport\n\n© 2021 Site").starts_with("lead"));
}

#[test]
fn rows_right_below_the_lead_are_a_table() {
    let rows = "| | 2020 | 2021 |\n|---|---|---|\n| Leek | | 2 |\n\nThe prices hold until May.";
    assert_eq!(outline(&format!("{START}{rows}"))[1], "table of 2");
    let tabs = "\tRed\tBlue\nHats\t1\t2\nShoes\t3\t4\n\nThe prices hold until May.";
    let (document, _) = document(&format!("{START}{tabs}"));
    let BlockKind::Table(table) = &document.body[1].kind else { panic!("{:?}", document.body) };
    assert!(table.rows.iter().all(|row| row.cells.len() == 3));
}

#[test]
fn a_table_may_have_no_head() {
    let heads = |rows: &str| {
        let (document, _) = document(&format!("{START}{rows}"));
        let BlockKind::Table(table) = &document.body[1].kind else { panic!("{:?}", document.body) };
        table.rows.iter().map(|row| row.cells[1].heads.is_some()).collect::<Vec<_>>()
    };
    assert_eq!(heads("Ober    dry since May\nMittel  some water\nUnter   never dry"), [false; 3]);
    assert_eq!(heads("Apples   3 kg\nPears    2 kg\nPlums    1 kg"), [false; 3]);
    assert_eq!(heads("Name     Village\nAnn      Hollin\nBen      Dale"), [true, false, false]);
}

#[test]
fn narrow_lines_are_joined_and_short_paragraphs_are_not() {
    let narrow = "THE MILL\nBy Ann Hart\n\nThe mill stands at the end of\nthe lane by the brook. It has\n\
        not turned since the war, when\nthe miller died. Now people of\nthe village mend it.";
    assert_eq!(outline(narrow).len(), 1);
    let tight = "Storks return\nBy Eva Long\nFor the first time in years a pair of storks nests in Newtown.\n\
        The town put up a camera. Everyone can watch the birds.\nWhy they are back\n\
        The trust says that wet meadows brought them. There are frogs.\nPlenty of food\n\
        The mild winter has helped too, they say. Many birds stayed.";
    let headings: Vec<String> = outline(tight).into_iter().filter(|l| l.starts_with('h')).collect();
    assert_eq!(headings, ["h2 Why they are back", "h2 Plenty of food"]);
}

#[test]
fn a_line_that_says_more_than_its_date_stays() {
    let prose = "The first paragraph tells in one sentence what the whole story is about.";
    let (titled, _) = document(&format!("Timetable from 10 December 2023\n\n{prose}"));
    assert_eq!(titled.meta.title.as_deref(), Some("Timetable from 10 December 2023"));
    let (held, _) =
        document(&format!("Minutes of the council\n\nHeld on 4 May 1926 in the hall\n\n{prose}"));
    assert_eq!(held.meta.date.as_deref(), Some("1926-05-04"));
    assert_eq!(held.meta.subtitle.as_deref(), Some("Held on 4 May 1926 in the hall"));
    let (diary, _) = document(&format!(
        "Diary of a walk\n\n{prose}\n\n3 May 2021\n\nWe set out at seven. It rained.\n\n\
         4 May 2021\n\nStill rain. We slept in a barn."
    ));
    assert_eq!((diary.meta.date, diary.removed.len()), (None, 0));
}

#[test]
fn names_stand_before_dates_in_figures_and_after_menus() {
    let prose = "The first paragraph tells in one sentence what the whole story is about.";
    let (page, _) = document(&format!(
        "Wetter  Sport  Kultur\n\nA title of some length\n\nEva Lang, 12.04.2022\n\n{prose}"
    ));
    assert_eq!(page.meta.title.as_deref(), Some("A title of some length"));
    assert_eq!(page.meta.authors, ["Eva Lang"]);
    let (letter, _) =
        document(&format!("A title of some length\n\n3 May 1917\n\nDear Mother,\n\n{prose}"));
    assert!(letter.meta.authors.is_empty());
}

#[test]
fn a_source_below_a_table_is_no_picture() {
    let text = format!(
        "{START}Year\tBarrels\n2019\t14\n2020\t15\n\nSource: Town Hall\n\nNext year it will fall."
    );
    assert_eq!(outline(&text)[2], "p Source: Town Hall");
}

#[test]
fn places_are_no_authors_and_events_no_dates() {
    let prose = "The first paragraph tells in one sentence what the whole story is about.";
    let page = |lines: &str| {
        let (page, _) = document(&format!("Otters are back on the river\n\n{lines}\n\n{prose}"));
        (page.meta.authors.join(", "), page.meta.date, page.body.len())
    };
    let date = || Some("2023-03-14".to_owned());
    assert_eq!(page("14 March 2023\nUpper Weardale"), (String::new(), date(), 1));
    assert_eq!(page("14 March 2023\nAnn Field"), ("Ann Field".into(), date(), 1));
    assert_eq!(page("Manuel Ortega Ruiz"), ("Manuel Ortega Ruiz".into(), None, 1));
    let (event, _) = document(&format!(
        "A concert for the organ fund\n\n{prose}\n\nSunday 10 April 2022, 3 pm, St Mary's Church\n\n\
         The choir will sing. Tickets are not needed."
    ));
    assert_eq!(event.meta.date, None);
    assert_eq!(line(&event.body[1]), "p Sunday 10 April 2022, 3 pm, St Mary's Church");
    let (dated, _) = document(&format!(
        "The bell of the old hall\n\nThe bell was cast on 12 February 1956 – nobody knows by whom, and it \
         hangs there still.\n\n{prose}\n\nFirst published: 4 January 2019"
    ));
    assert_eq!(dated.meta.date.as_deref(), Some("2019-01-04"));
}

/// The items of a list in brackets, their parts one after the other.
fn nested(block: &Block) -> String {
    let BlockKind::List(list) = &block.kind else { return line(block)[2..].to_owned() };
    let item = |body: &Vec<Block>| body.iter().map(nested).collect::<Vec<_>>().join(" ");
    let items: Vec<String> = list.items.iter().map(|i| format!("({})", item(&i.body))).collect();
    items.concat()
}

#[test]
fn credits_stand_by_captions_and_bylines_by_articles() {
    let text = format!(
        "{START}Photo: Jane Holt/The Courier\nThe ferry at its pier.\n\nIt sank. It was old."
    );
    assert_eq!(outline(&text)[1], "figure The ferry at its pier. [Photo: Jane Holt/The Courier]");
    let (page, _) =
        document(&format!("{START}It sank. It was old.\n\nText: Ann Hart / Photos: Jane Holt"));
    assert_eq!((page.meta.authors, page.body.len()), (vec!["Ann Hart".to_owned()], 2));
    let (form, _) = document(
        "Minutes of the fire brigade\n\nPresent: 42 members, 3 guests\n\n\
         The chairman opened the meeting and greeted the guests. Then he read his report.",
    );
    assert_eq!(line(&form.body[0]), "p Present: 42 members, 3 guests");
}

#[test]
fn lists_stand_in_lists() {
    let last = |text: &str| nested(document(&format!("{START}{text}")).0.body.last().unwrap());
    for (text, want) in [
        ("- food\n  - bread\n  - cheese\n- a map", "(food (bread)(cheese))(a map)"),
        ("- food\n\t- bread\n\t\t- rye\n- a map", "(food (bread (rye)))(a map)"),
        ("1. food\n• bread\n• cheese\n2. a map", "(food (bread)(cheese))(a map)"),
        ("1. food\n\n   It is heavy.\n\n2. a map", "(food It is heavy.)(a map)"),
        ("9. food\n   a) bread\n   b) cheese\n10. a map", "(food (bread)(cheese))(a map)"),
        ("  • food\n• bread\n• a map", "(food)(bread)(a map)"),
    ] {
        assert_eq!(last(text), want, "{text}");
    }
    let (apart, _) = document(&format!("{START}1. food\n2. a map\n\n- bread\n- cheese"));
    assert_eq!(apart.body.len(), 3);
}

#[test]
fn stanzas_keep_their_lines_together() {
    let poem = "The Tide\n\nby Oliver Reed\n\nThe tide comes in\nwithout a sound\nand lifts the boats\n\
        from off the ground\n\nThe gulls go up\nthe gulls go home\n\nAnd no one hears";
    assert_eq!(outline(poem).len(), 3);
    let text = format!(
        "{START}It begins:\n\nThe Wheel Stands Still.\nThe Snow Is Deep,\nThe Mill Is Cold.\n\n\
         She wrote to her sister:\n\nThe birds are few,\nand I am going home.\n\nShe died. It snowed."
    );
    assert_eq!(
        outline(&text)[2..],
        [
            "p The Wheel Stands Still. The Snow Is Deep, The Mill Is Cold.",
            "quote <She wrote to her sister:> p The birds are few, and I am going home.",
            "p She died. It snowed.",
        ]
    );
    let verses = "Oh The Wheel Stands Still Beneath Snow\nAnd The River Does Not Care To Flow\n\
        And The Ice Has Locked The Old Mill Door\nAnd The Miller Grinds His Corn No More\n";
    assert_eq!(
        outline(&format!("A title of some length\n\n{}", format!("{verses}\n").repeat(4))).len(),
        4
    );
}

#[test]
fn questions_of_an_interview_are_treated_alike() {
    let answer = "No, never. Nobody asked.";
    let asked = |questions: [&str; 4]| {
        let parts: Vec<String> = questions.iter().map(|q| format!("{q}\n\n{answer}")).collect();
        let lines = outline(&format!("{START}{}", parts.join("\n\n")));
        lines.iter().filter(|line| line.starts_with("h2")).count()
    };
    let long = "You were nine years old then, and nobody in the family had any idea of clocks. Did \
        somebody teach you?";
    assert_eq!(asked(["And now?", long, "Did it run?", "Who comes after you?"]), 0);
    assert_eq!(asked(["And now?", "Who taught you?", "Did it run?", "Who comes after you?"]), 4);
}

#[test]
fn two_sentences_are_no_title_and_facts_no_speech() {
    let (page, _) = document(
        "The old mill at Hollin has ground its last corn. The miller locked the door on Sunday.\n\n\
         It had been at work since 1703. In that time it burnt down twice.",
    );
    assert_eq!((page.meta.title, page.body.len()), (None, 2));
    let last = |text: &str| outline(&format!("{START}{text}")).pop().unwrap();
    let told = "She told the visitors the opening hours:\n\n";
    assert!(last(&format!("{told}The barn is open from May to September.")).starts_with("p "));
    assert!(last(&format!("{told}We are open when I am here.")).starts_with("quote "));
}

#[test]
fn one_wrapped_paragraph_is_joined_among_others() {
    let long = "It cost four million, half of which came from the county. The rest was borrowed, and \
        will be paid back over thirty years by the people of the town.";
    let wrapped = [
        "The old bridge had been closed since a lorry hit its third pillar.",
        "Nobody was hurt, but the engineers of the county found cracks that",
        "were older than the accident, and so the council of the town",
        "decided that it had to build a new one.",
    ]
    .join("\n");
    assert_eq!(outline(&format!("{START}{long}\n\n{wrapped}\n\n{long}")).len(), 4);
}

#[test]
fn boxes_and_buttons_in_the_middle_go() {
    let last = "The last paragraph has two sentences. This is the second.";
    let left = |box_lines: &str| {
        let text =
            format!("{START}It is warm. It is May.\n\n{box_lines}\n\n{last}\n\nShare\n© 2021 Site");
        outline(&text).len()
    };
    assert_eq!(left("Print recipe\nSave to Pinterest"), 3);
    assert_eq!(left("The Morning\nWhat matters, in our newsletter\nSIGN UP"), 3);
    assert_eq!(left("The mill at dawn. Photo: Ann Hart\n\n1/5"), 4);
    assert_eq!(left("Instagram and what comes after it"), 4);
    let signed = format!("{START}{last}\n\nNguyễn Hoài Thương\n\nRelated\n\n© 2021 Site");
    let (page, _) = document(&signed);
    assert_eq!(page.meta.authors, ["Nguyễn Hoài Thương"]);
    let told = format!("{START}The mill turned. Its miller told us:\n\n\"I am old.\"\n\n{last}");
    let lines = outline(&told);
    assert_eq!(lines[1..3], ["p The mill turned.", "quote <Its miller told us:> p \"I am old.\""]);
}

#[test]
fn a_number_in_a_row_is_no_title() {
    let prose = "The first paragraph tells in one sentence what the whole story is about.";
    for number in ["Press release No. 117/2024", "Tisková zpráva č. 12", "Basın açıklaması 4/2024"]
    {
        let (page, _) = document(&format!("Home\n\n{number}\n\nThe moor is wet again\n\n{prose}"));
        assert_eq!(page.meta.title.as_deref(), Some("The moor is wet again"), "{number}");
    }
}
