//! Whole PDFs, each read back by a validator and by `lopdf`, which share nothing with the writer.

mod reader;

use lopdf::Object;

use crate::model::{Alt, Heads, InlineKind, Target};
use crate::write::Original;
use crate::write::fixture::{
    anchor, cell, everything, figure, heading, image, inline, list, paragraph, picture, table,
    text, with_body,
};
use reader::{attribute, failures, string, write, write_with};

#[test]
fn everything_is_pdf_ua_and_pdf_a() {
    let written = write(&everything());
    assert_eq!(failures(&written, "ua1"), Vec::<String>::new());
    assert_eq!(failures(&written, "2a"), Vec::<String>::new());
    assert_eq!(written.rules, Vec::<&str>::new());
}

#[test]
fn a_file_that_carries_its_source_is_pdf_a_3() {
    let bytes: Vec<u8> = (0..=255).cycle().take(4 * 256).collect();
    let name = "člá(n)ok/..\u{1}.txt";
    let source = Original { name, media_type: "text/plain", bytes: &bytes };
    let written = write_with(&everything(), Some(source));
    assert_eq!(failures(&written, "ua1"), Vec::<String>::new());
    assert_eq!(failures(&written, "3a"), Vec::<String>::new());
    assert!(written.metadata().contains("<pdfaid:part>3<"));
    let specification = written.pdf.catalog().unwrap().get(b"AF").unwrap().as_array().unwrap();
    let specification =
        written.pdf.get_dictionary(specification[0].as_reference().unwrap()).unwrap();
    assert_eq!(specification.get(b"AFRelationship").unwrap().as_name().unwrap(), b"Source");
    assert_eq!(specification.get(b"F").unwrap().as_str().unwrap(), b"_l__n_ok_.._.txt");
    let named = lopdf::decode_text_string(specification.get(b"UF").unwrap()).unwrap();
    assert_eq!(named, name);
    let file = specification.get(b"EF").unwrap().as_dict().unwrap().get(b"F").unwrap();
    let file = written.pdf.get_object(file.as_reference().unwrap()).unwrap().as_stream().unwrap();
    assert_eq!(file.get_plain_content().unwrap(), bytes);
    let size = file.dict.get(b"Params").unwrap().as_dict().unwrap().get(b"Size").unwrap();
    assert_eq!(size.as_i64().unwrap(), 1024);
}

/// A few words in each script that a bundled family is for.
const SCRIPTS: [&str; 24] = [
    "人人生而自由，朱镕基“引用”繁體ㄅㄆ。ＡＢ１２",
    "すべての人間は𠮟られない、ｶﾀｶﾅ。",
    "모든 인간은 자유로우며, 뷁.",
    "मनुष्यों को गौरव और अधिकारों के मामले में बुद्धि।",
    "তাঁদের বিবেক এবং ভ্রাতৃত্বসুলভ মনোভাব।",
    "மனிதப் பிறிவியினர், கொள்கை ஸ்ரீ",
    "ప్రతిపత్తిస్వత్వముల విషయమున",
    "પ્રતિષ્ઠા અને અધિકારોની દૃષ્ટિએ",
    "ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ",
    "ಎಲ್ಲಾ ಮಾನವರೂ ಹಕ್ಕುಗಳಲ್ಲಿ",
    "സ്വാതന്ത്ര്യത്തോടുംകൂടി",
    "ସମସ୍ତ ମନୁଷ୍ୟ ଜନ୍ମକାଳରୁ ସ୍ୱାଧୀନ।",
    "මනුෂ්\u{200D}යයෝ නිදහස්ව ශ්\u{200D}රී",
    "มนุษย์ทั้งหลายเกิดมา น้ำ ปี่",
    "ມະນຸດເກີດມາມີສິດເສລີພາບ ສຳ",
    "មនុស្សទាំងអស់កើតមកមានសេរីភាព",
    "လူတိုင်းသည် တူညီ လွတ်လပ်သော",
    "ყველა ადამიანი Բոլոր մարդիկ",
    "የሰው ልጅ ሁሉ ሲወለድ ነጻና።",
    "འགྲོ་བ་མིའི་རིགས་རྒྱུད",
    "ހުރިހާ އިންސާނުން ܫܠܡܐ ߒߞߏ",
    "ᐃᓅᔪᓕᒫᑦ ᏂᎦᏓ ⵜⴰⵎⴰⵣⵉⵖⵜ ᱥᱟᱱᱛᱟᱲᱤ 𞤀𞤣𞤤𞤢𞤥",
    "👩\u{200D}🚀 👍🏽 🇩🇪 ❤\u{FE0F} 1\u{FE0F}\u{20E3} 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "→ ↗ ➜ ▶ ★ ☎ ✓ ♫ ① ㎏ Ⅷ ∑ 𝒙 x\u{302}\u{303}y",
];

#[test]
fn every_script_is_shown_and_says_the_same_words() {
    let body = SCRIPTS.iter().flat_map(|words| {
        let bold = InlineKind::Strong(text(words));
        [paragraph(words), crate::model::Block::paragraph(vec![inline(bold)])]
    });
    let written = write(&with_body(body.collect()));
    assert_eq!(written.rules, Vec::<&str>::new());
    assert_eq!(failures(&written, "ua1"), Vec::<String>::new());
    assert_eq!(failures(&written, "2a"), Vec::<String>::new());
    let read = written.text();
    for words in SCRIPTS {
        assert_eq!(read.matches(words).count(), 2, "{words}");
    }
}

#[test]
fn han_looks_as_its_language_writes_it() {
    let glyphs = |lang: &str| {
        let mut block = paragraph("骨直");
        block.at.lang = crate::text::Language::parse(lang);
        let written = write(&with_body(vec![block]));
        written.pdf.objects.values().filter_map(font_file).collect::<Vec<_>>()
    };
    let [simplified, traditional, japanese] = ["zh-Hans", "zh-TW", "ja"].map(glyphs);
    assert_ne!(simplified, traditional);
    assert_ne!(simplified, japanese);
    assert_ne!(traditional, japanese);
}

fn font_file(object: &Object) -> Option<Vec<u8>> {
    let stream = object.as_stream().ok()?;
    let outlines = reader::name(&stream.dict, b"Subtype") == "CIDFontType0C";
    outlines.then(|| stream.get_plain_content().unwrap())
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let (first, second) = (write(&everything()), write(&everything()));
    assert!(first.bytes == second.bytes);
    let other = write(&with_body(vec![paragraph("Other words.")]));
    assert_ne!(first.pdf.trailer.get(b"ID").unwrap(), other.pdf.trailer.get(b"ID").unwrap());
}

#[test]
fn the_tree_says_what_the_blocks_are() {
    let body = vec![
        heading(2, "Part"),
        list(Some(1), vec![vec![paragraph("one"), list(None, vec![vec![paragraph("inside")]])]]),
        figure(Some(image(Alt::Authored("A view".into()), Some(picture()))), "Caption", "© A"),
        figure(Some(image(Alt::Decorative, Some(picture()))), "", ""),
        figure(None, "No picture", ""),
        table(
            "Facts",
            vec![
                vec![cell(Some(Heads::Column), "a"), cell(Some(Heads::Column), "b")],
                vec![cell(None, "1"), cell(None, "")],
            ],
        ),
    ];
    let written = write(&with_body(body));
    let list = "L(LI(Lbl LBody(P L(LI(Lbl LBody(P))))))";
    let figures = "Div(Figure Caption(P P)) Div(Caption(P))";
    let table = "Table(Caption TR(TH(P) TH(P)) TR(TD(P) TD))";
    assert_eq!(written.tree(), format!("Document(H1 H2 {list} {figures} {table})"));
    let figure = written.with_tag("Figure")[0];
    assert_eq!(string(figure, b"Alt"), "A view");
    assert!(attribute(figure, b"BBox").is_some());
    let scope = attribute(written.with_tag("TH")[0], b"Scope").unwrap();
    assert_eq!(scope.as_name().unwrap(), b"Column");
}

#[test]
fn inlines_keep_language_expansion_and_struck_words() {
    let written = write(&everything());
    let spans = written.with_tag("Span");
    assert!(spans.iter().any(|span| string(span, b"E") == "World Wide Web"));
    assert!(spans.iter().any(|span| string(span, b"Lang") == "fr"));
    assert!(spans.iter().any(|span| attribute(span, b"TextDecorationType").is_some()));
    assert_eq!(string(written.with_tag("Formula")[0], b"Alt"), "a^2 + b^2");
    let ids: Vec<String> = written.with_tag("Note").iter().map(|n| string(n, b"ID")).collect();
    assert!(ids.len() == 2 && ids[0] != ids[1]);
}

#[test]
fn text_comes_out_as_it_went_in() {
    assert!(write(&everything()).text().contains("a line\nand the next"));
    let words =
        "The difficult fjord: efficient, na\u{EF}ve \u{10D}aj, x\u{30C}\u{301}, 10\u{A0}km.";
    let written =
        write(&with_body(vec![paragraph(words), paragraph("\u{5E9}\u{5DC}\u{5D5}\u{5DD}")]));
    let text = written.text();
    assert!(text.contains(words), "{text}");
    assert!(text.contains("\u{5E9}\u{5DC}\u{5D5}\u{5DD}"), "{text}");
}

#[test]
fn links_have_words_boxes_and_places() {
    let long =
        "words that run on and on over the end of the line and further to the next one, twice";
    let link = |target, words: &str| inline(InlineKind::Link { target, content: text(words) });
    let mut goal = heading(2, "Goal");
    goal.at = anchor("goal");
    let paragraph = crate::model::Block::paragraph(vec![
        link(Target::External("https://example.org/\u{10D}".into()), &format!("{long} {long}")),
        link(Target::Internal("goal".into()), "inside"),
    ]);
    let written = write(&with_body(vec![paragraph, goal]));
    let links = written.links();
    let (outside, inside) = (links[0], links[1]);
    assert_eq!(outside.get(b"QuadPoints").unwrap().as_array().unwrap().len(), 3 * 8);
    assert!(string(outside, b"Contents").ends_with("(https://example.org/\u{10D})"));
    let action = outside.get(b"A").unwrap().as_dict().unwrap();
    assert_eq!(string(action, b"URI"), "https://example.org/%C4%8D");
    assert_eq!(string(inside, b"Contents"), "inside");
    assert_eq!(inside.get(b"Dest").unwrap().as_array().unwrap().len(), 5);
    assert_eq!(written.tree(), "Document(H1 P(Link Link) H2)");
}

#[test]
fn notes_and_references_lead_to_each_other() {
    let written = write(&everything());
    let tree = written.tree();
    assert_eq!(tree.matches("Reference(Link)").count(), 6, "{tree}");
    assert!(tree.contains("Note(Lbl P Reference(Link) Reference(Link))"), "{tree}");
}

#[test]
fn cells_name_their_headers_where_scope_does_not_tell() {
    use Heads::{Both, Column, Row};
    let wide = crate::model::Cell { colspan: 2, ..cell(Some(Column), "wide") };
    let tall = crate::model::Cell { rowspan: 2, ..cell(Some(Row), "tall") };
    let corner = crate::model::Cell { rowspan: 2, ..cell(Some(Both), "corner") };
    let written = write(&with_body(vec![table(
        "",
        vec![
            vec![corner, wide],
            vec![cell(Some(Column), "left"), cell(Some(Column), "right")],
            vec![tall, cell(None, "1"), cell(None, "2")],
            vec![cell(None, "3"), cell(None, "4")],
        ],
    )]));
    let named: Vec<String> = written.with_tag("TH").iter().map(|th| string(th, b"ID")).collect();
    let headers = |cell: usize| -> Vec<usize> {
        let cell = written.with_tag("TD")[cell];
        let headers = attribute(cell, b"Headers").unwrap().as_array().unwrap();
        let headers = headers.iter().map(|name| lopdf::decode_text_string(name).unwrap());
        headers.map(|name| named.iter().position(|known| *known == name).unwrap()).collect()
    };
    // 0 corner, 1 wide, 2 left, 3 right, 4 tall
    assert_eq!((headers(0), headers(1)), (vec![1, 2, 4], vec![1, 3, 4]));
    assert_eq!((headers(2), headers(3)), (vec![1, 2, 4], vec![1, 3, 4]));
}

#[test]
fn claims_are_dropped_where_they_are_not_earned() {
    let claimed = |written: &reader::Written| {
        let xmp = written.metadata();
        (xmp.contains("<pdfuaid:part>1<"), xmp.contains("<pdfaid:part>2<"))
    };
    let whole = write(&with_body(vec![paragraph("All is well.")]));
    assert_eq!(claimed(&whole), (true, true));

    let undescribed = figure(Some(image(Alt::Missing, Some(picture()))), "", "");
    let written = write(&with_body(vec![undescribed]));
    assert_eq!(claimed(&written), (false, true));
    assert_eq!(failures(&written, "2a"), Vec::<String>::new());
    assert_eq!(written.rules, ["pdf/claim-dropped"]);

    let written = write(&with_body(vec![paragraph("\u{13000}")]));
    assert_eq!(claimed(&written), (false, false));
    assert_eq!(written.rules, ["font/no-glyph", "pdf/claim-dropped"]);
    assert!(written.text().contains('\u{13000}'));
}

#[test]
fn the_outline_nests_as_the_headings_do() {
    let body = ["2 a", "3 b", "2 c"].map(|words| heading(words[..1].parse().unwrap(), &words[2..]));
    let written = write(&with_body(body.to_vec()));
    let outline = written.catalogue("Outlines");
    let title = written.get(outline, "First").unwrap().as_dict().unwrap();
    assert_eq!(string(title, b"Title"), "Title");
    let a = written.get(title, "First").unwrap().as_dict().unwrap();
    let c = written.get(a, "Next").unwrap().as_dict().unwrap();
    assert_eq!((string(a, b"Title"), string(c, b"Title")), ("a".into(), "c".into()));
    assert_eq!(a.get(b"Count").unwrap(), &Object::Integer(1));
    assert!(!c.has(b"Next"));
}

#[test]
fn a_picture_that_is_shown_twice_is_in_the_file_once() {
    let shown = || figure(Some(image(Alt::Authored("A view".into()), Some(picture()))), "", "");
    let written = write(&with_body(vec![shown(), shown()]));
    let objects = written.pdf.objects.values();
    let is_picture = |object: &&Object| {
        object.as_stream().is_ok_and(|stream| reader::name(&stream.dict, b"Subtype") == "Image")
    };
    assert_eq!(objects.filter(is_picture).count(), 1);
    assert_eq!(written.with_tag("Figure").len(), 2);
}
