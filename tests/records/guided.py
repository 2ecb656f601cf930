"""Fuzzing that is led by what the program does: atheris mutates bytes until they reach lines that none reached before.

``pip install atheris``, then ``python tests/records/guided.py reading -runs=100000`` or ``… prose -max_total_time=60``;
further words are libFuzzer's. Not part of the suite: atheris has no wheel for every machine.
"""

from __future__ import annotations

import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator", "markdown_it"]):
    from fuzzing import ROOT, read, seeds

    from generator.site.cleaning import clean
    from generator.site.narrative import narrative

PLACES = ("records/branches/a/branch.yml", "records/words.yml", "content/showcases/a.md")
ACTIVE = {
    "script", "style", "iframe", "object", "embed", "form", "input", "button", "svg", "math", "base", "meta", "link",
}  # fmt: skip


class Active(HTMLParser):
    """Finds what could run, load from elsewhere or send something."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ACTIVE, tag
        for name, value in attrs:
            assert not name.startswith("on") and name != "style", (tag, name)
            scheme = "".join((value or "").split()).lower()
            if name in ("href", "src"):
                assert not scheme.startswith(("javascript:", "data:", "vbscript:")), (tag, value)


def reading(folder: Path) -> None:
    """Bytes as a record of some kind: kept or told, nothing else."""
    for place in PLACES:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)

    def one(data: bytes) -> None:
        place = PLACES[data[0] % len(PLACES)] if data else PLACES[0]
        read(folder, place, data[1:])
        (folder / place).unlink()

    _run(one, [(ROOT / path).read_bytes() for path in seeds()[::25]], folder)


def prose(folder: Path) -> None:
    """Text as a narrative, and as what the engine made of a page: nothing in it can run."""

    def one(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        for made in (narrative(text), clean(text)):
            Active().feed(str(made))

    pages = [path.read_bytes() for path in sorted((ROOT / "content").rglob("*.md"))[:60]]
    _run(one, [*pages, b"<a href='java\tscript:alert(1)' onclick=x>", b"[a](javascript:x)", b"<svg><script>x"], folder)


def _run(one: object, corpus: list[bytes], folder: Path) -> None:
    start = folder / "corpus"
    start.mkdir()
    for number, data in enumerate(corpus):
        (start / str(number)).write_bytes(data)
    atheris.Setup([sys.argv[0], *sys.argv[2:], "-timeout=20", "-max_len=8192", str(start)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        {"reading": reading, "prose": prose}[sys.argv[1]](Path(made))
