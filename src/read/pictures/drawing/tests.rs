//! Drawings that are drawn, and each way in which one may ask for too much.

use base64::Engine as _;

use super::*;

fn svg(inner: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"40\" height=\"20\">{inner}</svg>"
    )
}

fn pixel(drawn: &Drawn, x: u32, y: u32) -> [u8; 3] {
    image::load_from_memory(&drawn.picture.bytes).unwrap().to_rgb8().get_pixel(x, y).0
}

fn refused(inner: &str) -> Fault {
    draw(svg(inner).as_bytes()).unwrap_err()
}

fn is_too_much(fault: &Fault) -> bool {
    matches!(fault, Fault::TooMuch(_))
}

#[test]
fn a_drawing_is_known_by_its_first_element() {
    for text in [
        "<svg/>",
        "\u{FEFF} <?xml version='1.0'?><!-- a > b --><!DOCTYPE svg PUBLIC 'x' [<!ENTITY a 'b'>]><svg:svg ",
        "<!DOCTYPE svg><svg\n",
    ] {
        assert!(is_one(text.as_bytes()), "{text}");
    }
    for text in ["", "svg", "<html><svg/></html>", "<svgs/>", "GIF89a<svg/>"] {
        assert!(!is_one(text.as_bytes()), "{text}");
    }
}

#[test]
fn a_drawing_is_drawn_sharp_on_white_and_the_same_each_time() {
    let source = svg("<rect width='20' height='20' fill='#c81e1e'/>");
    let drawn = draw(source.as_bytes()).unwrap();
    assert_eq!((drawn.picture.width, drawn.picture.height), (40, 20));
    let pixels = image::load_from_memory(&drawn.picture.bytes).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (120, 60));
    assert_eq!(pixel(&drawn, 30, 30), [200, 30, 30]);
    assert_eq!(pixel(&drawn, 90, 30), [255, 255, 255]);
    assert_eq!(drawn.picture, draw(source.as_bytes()).unwrap().picture);
}

#[test]
fn words_are_set_in_the_bundled_faces_whatever_the_script() {
    let count = |words: &str| {
        let source = svg(&format!("<text y='16' font-family='Nobody, serif'>{words}</text>"));
        let drawn = draw(source.as_bytes()).unwrap();
        let pixels = image::load_from_memory(&drawn.picture.bytes).unwrap().to_luma8();
        pixels.pixels().filter(|pixel| pixel.0[0] < 128).count()
    };
    assert_eq!(count(""), 0);
    assert!(count("Wort") > 100 && count("文字") > 100 && count("हिन्दी") > 100);
}

#[test]
fn pictures_inside_are_shown_and_files_are_not_read() {
    let mut png = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_pixel(4, 4, image::Rgb([200, 30, 30]));
    pixels.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let data = base64::engine::general_purpose::STANDARD.encode(png.into_inner());
    let image = |href: &str| svg(&format!("<image width='20' height='20' xlink:href='{href}'/>"));
    let drawn = draw(image(&format!("data:image/png;base64,{data}")).as_bytes()).unwrap();
    assert_eq!((pixel(&drawn, 30, 30), drawn.lacks_pictures), ([200, 30, 30], false));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/document/figures/blue.png");
    for href in [file, "https://example.org/a.png", "data:image/png;base64,AAAA"] {
        let drawn = draw(image(href).as_bytes()).unwrap();
        assert_eq!((pixel(&drawn, 30, 30), drawn.lacks_pictures), ([255; 3], true), "{href}");
    }
}

#[test]
fn what_is_no_drawing_is_broken() {
    for text in ["<svg", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>", "<a/>"] {
        assert!(matches!(draw(text.as_bytes()), Err(Fault::Broken(_))), "{text}");
    }
}

#[test]
fn a_size_that_no_page_has_is_brought_down() {
    let source = "<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1e7'><rect width='1e9' height='1e7'/></svg>";
    let picture = draw(source.as_bytes()).unwrap().picture;
    assert_eq!((picture.width, picture.height), (2000, 20));
}

#[test]
fn nothing_nests_or_multiplies_without_bounds() {
    let nested = |n| format!("{}<rect width='9' height='9'/>{}", "<g>".repeat(n), "</g>".repeat(n));
    assert!(draw(svg(&nested(150)).as_bytes()).is_ok());
    assert!(is_too_much(&refused(&nested(100_000))));
    let chain = |n: usize, link: &dyn Fn(usize) -> String| (0..n).map(link).collect::<String>();
    let uses = |n| chain(n, &|k| format!("<g id='a{k}'><use xlink:href='#a{}'/></g>", k + 1));
    assert!(draw(svg(&uses(50)).as_bytes()).is_ok());
    let _ = draw(svg(&uses(9_000)).as_bytes());
    let masks = |n| {
        chain(n, &|k| {
            format!("<mask id='a{k}'><rect width='9' height='9' mask='url(#a{})'/></mask>", k + 1)
        })
    };
    let shown = "<rect width='9' height='9' mask='url(#a0)'/>";
    let _ = draw(svg(&format!("{}{shown}", masks(5_000))).as_bytes());
    assert!(is_too_much(&refused(&format!("{}{shown}", masks(20_000)))));
    let doubled = chain(40, &|k| {
        format!("<g id='a{k}'><use xlink:href='#a{n}'/><use xlink:href='#a{n}'/></g>", n = k + 1)
    });
    assert!(is_too_much(&refused(&format!("{doubled}<rect id='a40' width='1' height='1'/>"))));
    let itself = "<g id='a'><use xlink:href='#a'/></g>";
    assert!(draw(svg(itself).as_bytes()).is_ok());
}

#[test]
fn nothing_takes_hours_or_all_memory() {
    let filter = |effect: &str| {
        format!(
            "<filter id='f' x='-9' y='-9' width='20' height='20'>{effect}</filter><rect width='40' height='20' filter='url(#f)'/>"
        )
    };
    assert!(draw(svg(&filter("<feGaussianBlur stdDeviation='2'/>")).as_bytes()).is_ok());
    let octaves = "<feTurbulence baseFrequency='0.1' numOctaves='1000000000'/>";
    assert!(is_too_much(&refused(&filter(octaves))));
    assert!(is_too_much(&refused(&filter("<feMorphology radius='9999999'/>"))));
    let tile = "<pattern id='p' width='1e6' height='1e6' patternUnits='userSpaceOnUse'><rect width='9' height='9'/></pattern><rect width='40' height='20' fill='url(#p)'/>";
    assert!(is_too_much(&refused(tile)));
    let dashes = "<path d='M0 0L1e6 0' stroke='red' stroke-dasharray='0.00001'/>".repeat(100);
    assert!(is_too_much(&refused(&dashes)));
    let points = "M0 0L9 9".repeat(10_000);
    let marked = format!(
        "<marker id='m'>{}</marker><path d='{points}' marker-mid='url(#m)'/>",
        "<rect width='1' height='1'/>".repeat(1000)
    );
    assert!(is_too_much(&refused(&marked)));
    let sheet = format!("<style>{}</style>{}", ".a{fill:red}".repeat(9_000), "<g/>".repeat(9_000));
    assert!(is_too_much(&refused(&sheet)));
}
