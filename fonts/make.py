"""Makes the bundled faces from the packages that fonts/README.md names.

    python3 -m venv venv && venv/bin/pip install fonttools cffsubr
    apt-get download fonts-noto-core fonts-noto-mono fonts-noto-cjk && for deb in *.deb; do dpkg -x $deb noto; done
    npm pack @expo-google-fonts/noto-emoji && tar -xzf expo-google-fonts-noto-emoji-*.tgz -C noto
    venv/bin/python fonts/make.py noto fonts

Hints for coarse screens and names of glyphs are taken out, for no page needs them: a third of the size.
Noto Sans CJK is cut down besides, see `cjk`.
"""

import sys
from pathlib import Path

import cffsubr
from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

WHOLE = ["NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic",
         "NotoSansMono-Regular", "NotoSansMono-Bold", "NotoSansHebrew-Regular", "NotoSansHebrew-Bold",
         "NotoSansArabic-Regular", "NotoSansArabic-Bold", "NotoSansMath-Regular",
         "NotoSansSymbols-Regular", "NotoSansSymbols2-Regular", "NotoSerifTibetan-Regular"]
WHOLE += [f"NotoSans{script}-Regular" for script in """
    Adlam Armenian Bengali CanadianAboriginal Cherokee Devanagari Ethiopic Georgian Gothic Gujarati
    Gurmukhi Javanese Kannada Khmer Lao Lisu Malayalam MeeteiMayek Myanmar NKo OlChiki Oriya Runic
    Sinhala Sundanese Syriac Tamil Telugu Thaana Thai Tifinagh""".split()]
WHOLE += [f"NotoSans{script}-Bold" for script in
          "Armenian Devanagari Georgian Gurmukhi Khmer Lao Tamil Thai".split()]

JP, SC, TC = 0, 2, 3  # faces of the collection


def plain_options(features):
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    return options


def whole(source, target):
    options = plain_options(["*"])
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap().keys())
    subsetter.subset(font)
    save(font, target, options)


def cjk(source, target):
    """The collection holds one set of glyphs, and a table for each region that says which form of a
    character is shown. The subset has one table: a character of the Chinese standard GB 2312 has its
    form of the mainland, else one of Big5 its form of Taiwan, else one of JIS X 0208 its form of
    Japan, else that of the mainland. The other forms of the characters that are in use in Taiwan and
    Japan are reached by the language of the text (feature `locl`); Hong Kong goes with Taiwan, Korea
    with Japan."""
    cmaps = {face: TTFont(source, fontNumber=face).getBestCmap() for face in (JP, SC, TC)}
    wanted = characters(cmaps[SC])
    home, forms = {}, {TC: {}, JP: {}}
    for code in sorted(wanted):
        char = chr(code)
        face = SC
        if not encoded(char, "gb2312"):
            face = TC if encoded(char, "big5") else JP if encoded(char, "shift_jis") else SC
        home[code] = cmaps[face].get(code) or cmaps[SC][code]
        for face, codec in ((TC, "big5"), (JP, "shift_jis")):
            form = cmaps[face].get(code)
            if form and form != home[code] and in_use(char, codec):
                forms[face][home[code]] = form

    options = plain_options(["locl"])
    options.font_number = SC
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "GPOS", "DSIG"]
    font = subset.load_font(source, options)
    tables = [table for table in font["cmap"].tables if table.format in (4, 12)]
    for table in tables:
        table.cmap = {code: glyph for code, glyph in home.items()
                      if table.format == 12 or code < 0x10000}
    font["cmap"].tables = tables
    addOpenTypeFeaturesFromString(font, features(forms), tables=["GSUB"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    # Lines of Noto Sans and lines of this have their baselines at the same height.
    font["hhea"].ascent, font["hhea"].descent = 1069, -293
    font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender, font["OS/2"].sTypoLineGap = 1069, -293, 0
    cffsubr.subroutinize(font)
    save(font, target, options)


def characters(cmap):
    """All Han characters of the basic block, what the national standards have besides, and kana,
    bopomofo, hangul and the signs that stand among them."""
    blocks = [(0x2E80, 0x33FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xFE10, 0xFE1F),
              (0xFE30, 0xFE6F), (0xFF00, 0xFFEF), (0x1100, 0x11FF), (0x1B000, 0x1B16F)]
    standards = ["gb2312", "big5", "euc_jis_2004", "euc_kr"]
    wanted = {0x20, 0xFFFD} & cmap.keys()
    for code in cmap:
        char = chr(code)
        if any(low <= code <= high for low, high in blocks):
            wanted.add(code)
        elif code > 0x24F and any(encoded(char, codec) for codec in standards):
            wanted.add(code)
    return wanted


def encoded(char, codec):
    try:
        return char.encode(codec)
    except UnicodeError:
        return None


def in_use(char, codec):
    """Whether a character is a sign, or of the first, common part of its standard."""
    found = encoded(char, codec)
    han = 0x3400 <= ord(char) <= 0x9FFF or 0xF900 <= ord(char) <= 0xFAFF
    return bool(found) and (not han or found[0] < {"big5": 0xC9, "shift_jis": 0x98}[codec])


def features(forms):
    scripts = ["DFLT", "hani", "kana", "hang", "bopo"]
    languages = {"ZHT": TC, "ZHH": TC, "JAN": JP, "KOR": JP}
    lines = [f"languagesystem {script} dflt;" for script in scripts]
    for face, pairs in forms.items():
        lines.append(f"lookup FORMS{face} {{")
        lines += [f"sub {glyph} by {form};" for glyph, form in pairs.items()]
        lines.append(f"}} FORMS{face};")
    lines.append("feature locl {")
    for script in scripts:
        lines.append(f"script {script};")
        lines += [f"language {language}; lookup FORMS{face};" for language, face in languages.items()]
    lines.append("} locl;")
    return "\n".join(lines)


def save(font, target, options):
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, target, options)


def main(source, target):
    source, target = Path(source), Path(target)
    for name in WHOLE:
        whole(next(source.rglob(f"{name}.ttf")), target / name.split("-")[0] / f"{name}.ttf")
    emoji = next(source.rglob("NotoEmoji_400Regular.ttf"))
    whole(emoji, target / "NotoEmoji" / "NotoEmoji-Regular.ttf")
    cjk(next(source.rglob("NotoSansCJK-Regular.ttc")), target / "NotoSansCJK" / "NotoSansCJK-Regular.otf")


main(*sys.argv[1:3])
