"""Whether an SVG drawing is only a drawing. Opened by itself it is a document: script in it would run on the site."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

__all__ = ["LARGEST", "fault_of_drawing"]

LARGEST = 4 * 1024 * 1024
"""Bytes of a drawing that is read at all."""
_ELEMENTS = {
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer",
    "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",
    "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode",
    "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    "filter", "g", "image", "line", "linearGradient", "marker", "mask", "path", "pattern", "polygon", "polyline",
    "radialGradient", "rect", "stop", "style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan",
    "use", "view",
}  # fmt: skip
_SVG = "{http://www.w3.org/2000/svg}"
_STRANGE = re.compile(r"\{[^}]*(?:inkscape|sodipodi|creativecommons|purl\.org|w3\.org/1999/02)[^}]*\}")
"""Notes of drawing programs, which no browser looks at."""
_PICTURE = re.compile(r"data:image/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/=\s]*")
_CALLS = re.compile(
    r"@import|expression\s*\(|javascript:|url\(\s*['\"]?\s*(?!['\"]?#)|(?:image|image-set|cross-fade|src)\s*\(", re.I
)
"""What in a style asks for something else, as long as none of its characters is written as an escape."""
_ENCODING = re.compile(rb"""^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']*)""")
_MOST = 50_000
"""Elements of a drawing."""


def fault_of_drawing(data: bytes) -> tuple[str, str] | None:
    """What in a drawing does not belong there, in Chinese and in English; None where it is fit to be shown."""
    if len(data) > LARGEST:
        return "文件过大", "it is too large"
    encoding = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    if not _is_utf8(data) or (encoding is not None and encoding[1].lower() not in (b"utf-8", b"us-ascii")):
        return "不是 UTF-8 编码", "it is not written in UTF-8"  # browsers may read another one otherwise than we do
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        return "不是规范的 SVG（或带有 DTD、实体）", "it is no well-formed SVG, or declares entities"
    if root.tag != f"{_SVG}svg":
        return "不是 SVG 图形", "it is no SVG drawing"
    if b"<?xml-stylesheet" in data:
        return "引用了样式表", "it asks for a style sheet"
    for count, element in enumerate(root.iter()):
        fault = _fault(element)
        if count > _MOST:
            return "图形过于复杂", "it has too many elements"
        if fault is not None:
            return fault
    return None


def _fault(element: Element) -> tuple[str, str] | None:
    tag = element.tag
    if not isinstance(tag, str) or _STRANGE.match(tag) or tag == f"{_SVG}metadata":
        return None
    name = tag.removeprefix(_SVG)
    if name not in _ELEMENTS:
        return f"含有“{name[-30:]}”", f"it holds '{name[-30:]}'"
    if name == "style" and _asks("".join(element.itertext())):
        return "样式引用了外部内容", "its style asks for something else"
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        if plain.startswith("on"):
            return f"含有脚本“{plain}”", f"it holds script, '{plain}'"
        if plain in ("href", "src") and not _is_inside(name, value):
            return "链接或引用了图形以外的内容", "it refers to something outside"
        if plain not in ("d", "href") and (_CALLS.search(value) if "}" in key else _asks(value)):
            return "样式引用了外部内容", "its style asks for something else"
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _asks(style: str) -> bool:
    return "\\" in style or _CALLS.search(style) is not None


def _is_inside(name: str, address: str) -> bool:
    return address.strip().startswith("#") or (name == "image" and _PICTURE.fullmatch(address.strip()) is not None)
