"""Draws the house: the rooms of ``generator/`` on the way from records to readers, each with the rooms it imports.

``python tools/house.py`` writes ``docs/images/house.svg``. Where a room stands is ours to say; what it imports is read
from the code, so the picture cannot lie (``tests/test_rooms.py`` compares).
"""

from __future__ import annotations

import ast
from html import escape
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "house.svg"
WIDTH, HEIGHT = 960, 836

_ROOMS = {
    "editing": (40, 176, 200, "forms, spreadsheets, scaffolds"),
    "reading": (300, 116, 360, "text → nodes with line and column"),
    "records": (300, 206, 360, "typed records → Register, linked"),
    "rulebook": (300, 306, 172, "rules, figures"),
    "checks": (488, 306, 172, "one check a file"),
    "publication": (300, 440, 360, "the public view: allow-listed fields, released records"),
    "drawing": (300, 536, 360, "charts, codes, stars"),
    "site": (150, 636, 330, "pages, search, feeds, open data"),
    "printing": (496, 636, 224, "handbooks, wall sheets, labels"),
    "reporting": (736, 636, 184, "the internal report"),
    "findings": (720, 206, 200, "what an editor is told"),
}
"""Where a room stands (left, top, width), and what it does."""
_PAPER = {
    "records/*.yml, content/*.md": (300, 20, 360),
    "website": (150, 768, 330),
    "PDFs": (496, 768, 224),
    "for the office only": (736, 768, 184),
}
"""What goes in and what comes out."""
_WAYS = (
    "M480 64V116", "M480 186V206", "M386 276V306", "M574 276V306", "M386 396V440", "M480 510V536", "M396 606V636",
    "M580 606V636", "M315 726V768", "M608 726V768", "M828 726V768", "M140 176V42H300",
)  # fmt: skip
_TOLD = ("M660 151H820V206", "M660 241H720", "M660 351H820V276")
"""Where findings come from."""
_INWARD = "M472 351H480V418H828V636"
"""What the public never sees goes past the public view."""
_TITLE = "From records through reading, the register, rules, checks and the public view to website, print and report"
_STYLE = """
text{text-anchor:middle;font-family:system-ui,sans-serif;fill:#2b2622}.n{font-weight:700;font-size:17px}.d{font-size:12.5px}
.i{font-size:11px;fill:#6b6258}.room{fill:#fffdf9;stroke:#9a1b1e;stroke-width:1.6}.paper{fill:#f6ecd6;stroke:#b59a5b}
.door{fill:#9a1b1e;stroke:#9a1b1e}.door~text{fill:#fff}.way{fill:none;stroke:#2b2622;stroke-width:1.8;marker-end:url(#a)}
.told{fill:none;stroke:#b59a5b;stroke-width:1.4;stroke-dasharray:5 4;marker-end:url(#b)}
.in{fill:none;stroke:#9a1b1e;stroke-width:1.4;stroke-dasharray:2 4;marker-end:url(#c)}
"""


def imports(room: str) -> list[str]:
    """The other rooms that a room imports, as they stand in the picture."""
    found: set[str] = set()
    for path in (ROOT / "generator" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator."):
                found.add((node.module or "").split(".")[1])
    return [name for name in _ROOMS if name in found - {room}]


def _box(left: int, top: int, width: int, height: int, kind: str, lines: list[tuple[str, str]]) -> str:
    first = top + (height - 19 * len(lines)) / 2 + 15
    texts = "".join(
        f'<text class="{style}" x="{left + width / 2:g}" y="{first + 19 * number:g}">{escape(line)}</text>'
        for number, (style, line) in enumerate(lines)
    )
    return f'<g><rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}" rx="5"/>{texts}</g>'


def picture() -> str:
    """The drawing as SVG."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        f"<title>{_TITLE}</title>",
        f"<style>{_STYLE}</style><defs>",
        *(
            f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
            for name, colour in (("a", "#2b2622"), ("b", "#b59a5b"), ("c", "#9a1b1e"))
        ),
        f'</defs><rect width="{WIDTH}" height="{HEIGHT}" fill="#fbf6ee"/>',
        *(f'<path class="way" d="{way}"/>' for way in _WAYS),
        *(f'<path class="told" d="{way}"/>' for way in _TOLD),
        f'<path class="in" d="{_INWARD}"/>',
    ]
    for text, (left, top, width) in _PAPER.items():
        parts.append(_box(left, top, width, 44, "paper", [("n", text)]))
    for name, (left, top, width, said) in _ROOMS.items():
        kind = "room door" if name == "publication" else "room"
        used = ", ".join(imports(name)) or "no other room"
        wrapped = wrap(f"imports {used}", int(width / 6.2))
        lines = [("n", name), ("d", said), *(("i", line) for line in wrapped)]
        parts.append(_box(left, top, width, 50 + 20 * len(wrapped), kind, lines))
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
    print(f"{PICTURE.relative_to(ROOT)} drawn")
