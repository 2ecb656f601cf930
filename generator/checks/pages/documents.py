"""CK52: printed documents: pages of a booklet in fours, bleed on what is cut, fonts embedded and licensed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.findings import Finding, Location, Severity, declare
from generator.records.register import Register

if TYPE_CHECKING:
    import pikepdf

__all__ = ["FACES", "check"]

_PAGES = declare(
    "ZB0452",
    Severity.NOTE,
    (
        "页数不是4的倍数",
        "共{found}页，骑马订要凑成4的倍数，还差{missing}页。",
        "要装订成册的，请加上 --pad 重新印制：最后补上空白页。",
    ),
    (
        "number of pages that is no multiple of four",
        "The number of pages is {found}; saddle stitching needs {missing} more.",
        "Print it again with --pad if it is to be stitched.",
    ),
)
_BLEED = declare(
    "ZB0552",
    Severity.WARNING,
    (
        "出血不足",
        "第{page}页的出血是{found}毫米，裁切的版面四边各要3毫米。",
        "请用 zhibu print 重新印制；自己排的版，请把底色铺到裁切线外3毫米。",
    ),
    (
        "too little bleed",
        "Page {page} has {found} mm of bleed, but 3 mm are needed on each side.",
        "Print it again with 'zhibu print', or extend the colours 3 mm beyond the cut.",
    ),
)
_OUTSIDE = declare(
    "ZB0652",
    Severity.ERROR,
    (
        "字体没有嵌入",
        "字体“{found}”没有嵌入文件，换一台机器印出来字就变了。",
        "请用 zhibu print 重新印制；自己排的版，请嵌入全部字体。",
    ),
    (
        "font that is not embedded",
        "The font '{found}' is not embedded in the file, which looks different on another machine.",
        "Print it again with 'zhibu print', or embed every font.",
    ),
)
_FOREIGN = declare(
    "ZB0752",
    Severity.WARNING,
    (
        "字体没有授权记录",
        "字体“{found}”不是本系统附带的开放授权字体。",
        "请改用附带的字体；另购了授权的，请自行留存授权书。",
    ),
    (
        "font without a known licence",
        "The font '{found}' is none of the freely licensed fonts that come with the program.",
        "Use the fonts that come with the program, or keep the licence of this one at hand.",
    ),
)
_UNREADABLE = declare(
    "ZB0852",
    Severity.ERROR,
    (
        "印制的文件打不开",
        "这个 PDF 打不开：文件已损坏、已加密，或者不是 PDF。",
        "请用 zhibu print 重新印制；自己排的版，请重新导出不加密的 PDF；用不上的，请删去。",
    ),
    (
        "printed document that cannot be opened",
        "This PDF cannot be opened: it is damaged, encrypted or no PDF at all.",
        "Print it again with 'zhibu print', export your own without encryption, or delete it if it is not needed.",
    ),
)

FACES = ("ZhibuBiaosong", "ZhibuFang", "ZhibuHei", "ZhibuKai", "ZhibuSong")
"""The faces in ``fonts/``, all under free licences that lie beside them."""
_BOUND = {"handbook", "regulations", "showcases", "yearbook"}
"""Folders of what is bound."""
_CUT = "wall"
"""The folder of what is cut to size."""
_MM = Decimal(72) / Decimal("25.4")
_NEEDED, _SLACK = Decimal(3), Decimal("0.01")


def check(register: Register, folder: Path) -> Iterator[Finding]:
    """Look at every PDF below ``folder``, where ``zhibu print`` leaves them."""
    for path in sorted(path for path in folder.rglob("*.pdf") if path.is_file()):
        yield from _looked_at(path, path.relative_to(folder).parts, _shown(register, path))


def _shown(register: Register, path: Path) -> Location:
    inside = path.is_relative_to(register.root)
    return Location((path.relative_to(register.root) if inside else path).as_posix())


def _looked_at(path: Path, parts: tuple[str, ...], place: Location) -> Iterator[Finding]:
    import pikepdf  # takes its time, and only who prints needs it

    try:
        found = list(_document(path, parts, place))
    except (pikepdf.PdfError, OSError, RuntimeError, ValueError, TypeError, ArithmeticError):
        found = [Finding(_UNREADABLE, place)]  # whatever was seen of it before counts for nothing
    yield from found


def _document(path: Path, parts: tuple[str, ...], place: Location) -> Iterator[Finding]:
    import pikepdf

    with pikepdf.open(path) as pdf:
        count = len(pdf.pages)
        if _BOUND & set(parts) and count % 4:
            yield Finding(_PAGES, place, {"found": str(count), "missing": str(-count % 4)})
        if _CUT in parts:
            for number, page in enumerate(pdf.pages, 1):
                bleed = _bleed(page)
                if bleed < _NEEDED - _SLACK:
                    yield Finding(_BLEED, place, {"page": str(number), "found": f"{bleed:.1f}"})
        for name, embedded in sorted(_fonts(pdf).items()):
            if not embedded:
                yield Finding(_OUTSIDE, place, {"found": name})
            elif not name.replace("-", "").startswith(FACES):
                yield Finding(_FOREIGN, place, {"found": name})


def _bleed(page: pikepdf.Page) -> Decimal:
    """The narrowest margin between trim and bleed, in mm."""
    outer, inner = ([Decimal(str(value)) for value in box] for box in (page.bleedbox, page.trimbox))
    return min(inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]) / _MM


def _fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """Every font that a document names, without the mark of a subset, and whether it is inside."""
    import pikepdf

    found: dict[str, bool] = {}
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
            continue
        inner: Any = item.get("/DescendantFonts")
        font = inner[0] if inner is not None else item
        name = str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2]
        descriptor: Any = font.get("/FontDescriptor", {})
        embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        found[name] = found.get(name, True) and embedded
    return found
