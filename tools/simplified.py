"""Makes the table of Traditional characters that the search page falls back on, from OpenCC.

    python tools/simplified.py

Run it again after taking a newer OpenCC; the result is kept in Git, and a test compares the two.
"""

from __future__ import annotations

from pathlib import Path

from generator.records.script import simplified

TARGET = Path(__file__).resolve().parents[1] / "theme" / "assets" / "javascripts" / "zhibu-simplified.js"


def table() -> str:
    """The script: Traditional characters in one string, their Simplified forms in the same places of another."""
    chars = [chr(code) for code in range(0x4E00, 0xA000)]
    pairs = [(char, simple) for char in chars if (simple := simplified(char)) != char and len(simple) == 1]
    traditional, simple = ("".join(part) for part in zip(*pairs, strict=True))
    return f'// From OpenCC, by tools/simplified.py.\nwindow.zhibuSimplified = ["{traditional}", "{simple}"];\n'


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
