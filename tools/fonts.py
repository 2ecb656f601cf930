"""Makes the fonts of ``fonts``: subsets of openly licensed faces, renamed as their licence asks.

    pip install fonttools
    python tools/fonts.py SERIF.ttc SERIF-BOLD.ttc SANS-MEDIUM.ttc KAI.ttf FANG.otf

The first three are Noto Serif/Sans CJK (Debian: fonts-noto-cjk, fonts-noto-cjk-extra), the fourth LXGW WenKai Regular
(Debian: fonts-lxgw-wenkai), the fifth Fandol Fang (Debian: texlive-lang-chinese). Run it again only to take a newer
release of one of these, with "-" for the others; the results are kept in Git.

All outlines are quadratic, as TrueType has them: the typesetter copies such a character into a document, but reads
PostScript's number by number, through subroutines, and writes them anew, in every document once more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables.ttProgram import Program

FOLDER = Path(__file__).resolve().parents[1] / "fonts"
# Hangul, its compatibility forms, kana extensions, vertical forms, compatibility ideographs: never typed by an office.
UNNEEDED = (
    (0x1100, 0x11FF), (0x3130, 0x318F), (0x31F0, 0x321F), (0x3260, 0x327F), (0xA960, 0xA97F), (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF), (0xFE10, 0xFE1F), (0xFFA0, 0xFFDF), (0x1B000, 0x1B2FF), (0x2F800, 0x2FA1F),
)  # fmt: skip
FACES: tuple[tuple[str, str, str, int, str | None], ...] = (
    ("zhibu-song.ttf", "Zhibu Song", "Regular", 400, None),
    ("zhibu-biaosong.ttf", "Zhibu Biaosong", "Regular", 400, "gbk"),
    ("zhibu-hei.ttf", "Zhibu Hei", "Regular", 400, "gbk"),
    ("zhibu-kai.ttf", "Zhibu Kai", "Regular", 400, "gb2312"),
    ("zhibu-fang.ttf", "Zhibu Fang", "Regular", 400, "gb2312 alone"),
)
"""File, family, style, weight, and the character set of the Chinese part (None: all that the face has; "alone": no
Latin letters or figures, nor the marks that both scripts share: those of this face do not go with the others).

The bold face is a family of its own: within one family the typesetter would not look for a rare character elsewhere.
"""


def wanted(charset: str | None) -> Callable[[int], bool]:
    def keep(code: int) -> bool:
        if any(first <= code <= last for first, last in UNNEEDED):
            return False
        if charset is None:
            return True
        name, _, alone = charset.partition(" ")
        if code < 0x3000:
            return not alone
        try:
            chr(code).encode(name)
        except UnicodeEncodeError:
            return False
        return True

    return keep


TOLERANCE = 1.0
"""How far a quadratic curve may stray from the cubic one, in thousandths of an em: 5 µm in a title of 14 pt."""
PREPARATION = "PUSHW[ ] 511 SCANCTRL[ ] PUSHB[ ] 4 SCANTYPE[ ] CLEAR[ ]"
"""Asks for no dropped pixels. It is there because FreeType bends the outlines of faces that ask for less."""


def simplified(path: Path) -> int:
    """Which face of a collection is the Simplified Chinese one."""
    if path.suffix != ".ttc":
        return 0
    names = [font["name"].getDebugName(1) for font in TTCollection(path, lazy=True).fonts]
    return next(number for number, name in enumerate(names) if "SC" in name and "Mono" not in name)


def cut(source: Path, keep: Callable[[int], bool]) -> TTFont:
    options = subset.Options()
    options.font_number = simplified(source)
    options.hinting = False
    options.layout_features = ["kern", "liga", "ccmp", "mark", "mkmk"]
    options.notdef_outline = True
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG", "GDEF"]
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for code in font.getBestCmap() if keep(code)])
    cutter.subset(font)
    return font


def quadratic(font: TTFont) -> None:
    """Cubic outlines become quadratic ones."""
    order, drawings = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(drawings)
        drawings[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    font.recalcBBoxes = True  # a face that was cut leaves them as they were, and these have none yet
    font["glyf"].compile(font)
    for name, glyph in glyphs.items():
        font["hmtx"][name] = font["hmtx"][name][0], getattr(glyph, "xMin", 0)
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for unused in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "SizeOfInstructions"):
        setattr(limits, f"max{unused}", 0)
    limits.maxStackElements, limits.maxComponentElements = 1, 0
    font["prep"] = newTable("prep")
    font["prep"].program = Program()
    font["prep"].program.fromAssembly(PREPARATION)
    font["post"].formatType = 3.0  # no names of glyphs
    font.sfntVersion = "\0\1\0\0"
    del font["CFF "]


def rename(font: TTFont, family: str, style: str, weight: int) -> None:
    """Names of our own: reserved names may not be used for what was changed (OFL 1.1, condition 3)."""
    plain = f"{family.replace(' ', '')}-{style}"
    names = font["name"]
    copyright, licence, address = (names.getDebugName(number) for number in (0, 13, 14))
    names.names = []
    texts = {0: copyright, 1: family, 2: style, 3: f"1.000;{plain}", 4: f"{family} {style}", 5: "Version 1.000"}
    texts |= {6: plain, 13: licence, 14: address}
    for number, text in texts.items():
        if text:
            names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection, font["head"].macStyle = 0x40, 0
    font["head"].created = font["head"].modified = 3786912000  # a fixed day, so that the bytes repeat
    font.recalcTimestamp = False


def ranges(codes: list[int]) -> list[list[int]]:
    """Sorted codes as first and last of every run."""
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


def main(sources: list[Path]) -> None:
    covered: set[int] = set()
    for source, (name, family, style, weight, charset) in zip(sources, FACES, strict=True):
        if source.name != "-":
            font = cut(source, wanted(charset))
            if "CFF " in font:
                quadratic(font)
            rename(font, family, style, weight)
            font.save(FOLDER / name)
        covered = covered or set(TTFont(FOLDER / name).getBestCmap())  # every list of faces ends with the first
        print(f"{name}: {(FOLDER / name).stat().st_size:,} bytes")
    text = json.dumps(ranges(sorted(covered)), separators=(",", ":"))
    (FOLDER / "coverage.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:]])
