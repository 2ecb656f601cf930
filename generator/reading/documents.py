"""What a file that is to be downloaded says, seen and unseen: text documents, spreadsheets, PDFs, archives, pictures.

Knows no records and no site. Every file is read within bounds; one that cannot be read is refused, because what nobody
can look through cannot be published either.
"""

from __future__ import annotations

import html
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

__all__ = [
    "DAMAGED_ARCHIVE",
    "RASTER",
    "Contents",
    "UnreadableError",
    "look_through",
    "notes_in_picture",
    "text_of_markup",
]

RASTER = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
_LARGEST, _MEMBERS, _PAGES, _DEPTH = 64 * 1024 * 1024, 2_000, 3_000, 3
"""Bytes in all, files of an archive, pages of a document, archives within archives."""

_BLOCKS = re.compile(
    r"</?(?:w:p|w:br|w:tab|w:tc|w:tr|a:p|a:br|a:tc|si|c|row|f|v|is|text:p|text:h|text:tab|text:line-break|"
    r"table:table-cell|table:table-row|text|p|title|desc)(?=[\s/>])[^>]*>"
)
"""What ends a line of text; other markup may stand within one number, as word processors put it."""
_TAG = re.compile(r"<[^>]*>")
_OWNERS = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|dc:contributor|Manager)(?:\s[^>]*)?>([^<]+)<"
)
_RUNS = re.compile(r"vbaProject\.bin$|(?:^|/)(?:activeX|ctrlProps)/|(?:^|/)Basic/|oleObject\d*\.bin$", re.IGNORECASE)
_PDF_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"}


class UnreadableError(Exception):
    """A file that cannot be looked through: why, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en


@dataclass(slots=True)
class Contents:
    """What is in a file."""

    texts: list[str] = field(default_factory=list)
    """All that it says, in lines."""
    unseen: dict[str, str] = field(default_factory=dict)
    """What readers do not see at once: in Chinese, and in English."""
    runs: dict[str, str] = field(default_factory=dict)
    """What would run where the file is opened, likewise."""
    said_only: bool = False


def look_through(name: str, data: bytes, said_only: bool = False) -> Contents:
    """Everything in a file, or all that it says only. Raises UnreadableError."""
    found = Contents(said_only=said_only)
    _look(PurePosixPath(name).suffix.lower(), data, found, 0)
    return found


def _look(suffix: str, data: bytes, found: Contents, depth: int) -> None:
    if len(data) > _LARGEST:
        raise UnreadableError("文件过大（64 MB 以内）", "it is larger than 64 MB")
    if suffix == ".png" and _shows_only(data):
        return
    if suffix in RASTER:
        notes, placed = notes_in_picture(io.BytesIO(data))
        found.texts.append(notes)
        if placed:
            found.unseen["图片的拍摄地点"] = "the place where a picture was taken"
    elif data[:5] == b"%PDF-" or suffix == ".pdf":
        _look_through_pdf(data, found, depth)
    elif data[:4] == b"PK\x03\x04" or suffix in (".zip", ".xlsx", ".docx", ".pptx", ".ods", ".odt"):
        _look_through_archive(data, found, depth)
    elif suffix in (".svg", ".xml", ".rels"):
        found.texts.append(text_of_markup(_decoded(data)))
    else:
        found.texts.append(_decoded(data))


def _decoded(data: bytes) -> str:
    """Text in the encodings that offices write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if data[:2] in (b"<\0", b"\0<"):  # markup without the mark that tells
        return data.decode("utf-16-le" if data[0] else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def text_of_markup(markup: str) -> str:
    """What marked-up text says: once line by line, without the markup within a line, once with every part apart."""
    joined = _TAG.sub("", _BLOCKS.sub("\n", markup))
    lines = dict.fromkeys((*joined.split("\n"), *_TAG.split(markup)))  # a sheet says most things many times
    return html.unescape("\n".join(filter(None, map(str.strip, lines))))


# Archives: office documents are archives of marked-up text.


DAMAGED_ARCHIVE = (
    zipfile.BadZipFile, OSError, RuntimeError, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, ValueError,
)  # fmt: skip
"""What is raised for an archive that is damaged: each way of packing has its own."""


def _look_through_archive(data: bytes, found: Contents, depth: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > _MEMBERS or sum(member.file_size for member in members) > _LARGEST or depth >= _DEPTH:
                raise UnreadableError("附件展开后过大或层数过多", "it unpacks too large or too deep")
            for member in members:
                with archive.open(member) as file:
                    part = file.read(_LARGEST)
                found.texts.append(member.filename)
                _look_through_member(member.filename, part, found, depth)
    except DAMAGED_ARCHIVE as error:
        raise UnreadableError("附件打不开或已加密", "it cannot be opened, or is encrypted") from error


def _look_through_member(name: str, part: bytes, found: Contents, depth: int) -> None:
    if _RUNS.search(name):
        found.runs["宏或控件"] = "macros or controls"
    text = _decoded(part) if name.endswith((".xml", ".rels")) else ""
    found.unseen.update(_unseen(name, text))
    _look(PurePosixPath(name).suffix.lower(), part, found, depth + 1)


def _unseen(name: str, text: str) -> Iterator[tuple[str, str]]:
    if name == "xl/workbook.xml" and re.search(r'state="(?:hidden|veryHidden)"', text):
        yield "隐藏的工作表", "a hidden sheet"
    if re.match(r"xl/worksheets/", name) and re.search(r'<(?:col|row)\b[^>]*\bhidden="(?:1|true)"', text):
        yield "隐藏的行或列", "hidden rows or columns"
    if name == "content.xml" and re.search(r'table:(?:display="false"|visibility="(?:collapse|filter)")', text):
        yield "隐藏的工作表、行或列", "hidden sheets, rows or columns"
    if re.search(r"(?:^|/)(?:comments?|threadedComment)\d*\.xml$", name) or "<office:annotation" in text:
        yield "批注", "comments"
    if re.search(r"externalLinks?/", name):
        yield "指向别的文件的链接", "links to other files"
    if name.startswith("word/") and re.search(r"<w:(?:del|ins|moveFrom)\s", text):
        yield "没有接受的修订", "tracked changes"
    if name.startswith("word/") and re.search(r"<w:vanish(?:\s*/>|\s+w:val=\"(?:1|true|on)\")", text):
        yield "隐藏的文字", "hidden text"
    if re.match(r"ppt/slides/slide", name) and re.search(r'<p:sld\b[^>]*\bshow="0"', text):
        yield "隐藏的幻灯片", "a hidden slide"
    if re.match(r"ppt/notesSlides/", name):
        yield "演讲者备注", "speaker's notes"
    if name == "docProps/custom.xml":
        yield "自定义属性", "custom properties"
    if name in ("docProps/core.xml", "docProps/app.xml", "meta.xml"):
        for owner in dict.fromkeys(_OWNERS.findall(text)):
            yield f"作者“{owner[:1]}……”", f"an author, '{owner[:1]}…'"


# Portable documents.


def _look_through_pdf(data: bytes, found: Contents, depth: int) -> None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("PDF 打不开或已加密", "the PDF cannot be opened, or is encrypted") from error
    try:
        if len(document) > _PAGES:
            raise UnreadableError("PDF 页数过多", "the PDF has too many pages")
        said = document.get_metadata_dict()
        found.texts += said.values()
        if said.get("Author"):
            found.unseen[f"作者“{said['Author'][:1]}……”"] = f"an author, '{said['Author'][:1]}…'"
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            found.texts.append(text.get_text_bounded())
            text.close()
            page.close()
        if depth < _DEPTH:
            for number in range(document.count_attachments()):
                attachment = document.get_attachment(number)
                found.unseen["夹带的文件"] = "files within"
                found.texts.append(attachment.get_name())
                inner = bytes(attachment.get_data())
                _look(PurePosixPath(attachment.get_name()).suffix.lower(), inner, found, depth + 1)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("PDF 已损坏", "the PDF is damaged") from error
    finally:
        document.close()
    if not found.said_only:
        _look_at_objects(data, found)


def _look_at_objects(data: bytes, found: Contents) -> None:
    """Notes in the margin and what runs when a document is opened, which its pages do not show."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for entry in (part for whole in pdf.objects for part in _dictionaries(whole)):
                if str(entry.get("/S", "")) in _PDF_ACTIONS or "/JS" in entry:
                    found.runs["打开时会运行的脚本或动作"] = "a script or an action that runs"
                if str(entry.get("/Subtype", "")) in ("/Text", "/FreeText", "/Popup") and "/Contents" in entry:
                    found.unseen["批注"] = "comments"
                    found.texts.append(str(entry["/Contents"]))
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, OSError):
        return  # the pages could be read; what is broken here no reader opens either


def _dictionaries(whole: Any) -> Iterator[Any]:
    """A dictionary and those that stand in it, not those that it refers to."""
    import pikepdf

    if isinstance(whole, pikepdf.Stream):
        return
    if isinstance(whole, pikepdf.Dictionary):
        yield whole
    if isinstance(whole, pikepdf.Dictionary | pikepdf.Array):
        for part in whole.values() if isinstance(whole, pikepdf.Dictionary) else whole:
            if isinstance(part, pikepdf.Object) and not part.is_indirect:
                yield from _dictionaries(part)


# Pictures.


_PNG = b"\x89PNG\r\n\x1a\n"
_SILENT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"pHYs", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"tIME"}
"""Pieces of a PNG that hold its points and how to show them; words stand in others."""


def _shows_only(data: bytes) -> bool:
    """Whether a PNG holds points and nothing else. The names of its pieces tell, and no point need be unpacked."""
    at, name = len(_PNG), b""
    while name != b"IEND":
        name = data[at + 4 : at + 8]
        if name not in _SILENT:
            return False
        at += 12 + int.from_bytes(data[at : at + 4])
    return at == len(data) and data.startswith(_PNG)


def notes_in_picture(source: Path | io.BytesIO) -> tuple[str, bool]:
    """What a picture says besides what it shows, and whether it tells where it was taken.

    Its points, read as text, could say anything. One that cannot be opened is another check's matter.
    """
    from PIL import ExifTags, Image, UnidentifiedImageError

    said: list[object] = []
    try:
        with Image.open(source) as image:
            exif = image.getexif()
            said = [*image.info.values(), *exif.values(), *exif.get_ifd(ExifTags.IFD.Exif).values()]
            placed = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "", False
    texts = [value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in said]
    lines = [text for text in texts if isinstance(text, str)]
    # Some formats know Western letters only, and programs put others there all the same.
    lines += [text.encode("latin-1", "ignore").decode("utf-8", "replace") for text in lines if not text.isascii()]
    return "\n".join(lines), placed
