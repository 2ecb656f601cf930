"""What a check wants to know of an HTML page: its text, its headings, what it links to and what it loads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

__all__ = ["Page", "pages"]

_LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
_LINKED = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "preconnect", "dns-prefetch", "prefetch"}
Spot = tuple[int, int]
"""Line and column, from 1."""


@dataclass
class Page(HTMLParser):
    """A page, taken apart."""

    path: str
    """Relative to the site's folder."""
    lang: str | None = None
    ids: set[str] = field(default_factory=set)
    headings: list[tuple[int, Spot]] = field(default_factory=list)
    links: list[tuple[str, Spot]] = field(default_factory=list)
    loads: list[tuple[str, Spot]] = field(default_factory=list)
    unnamed: list[tuple[str, Spot]] = field(default_factory=list)
    """Pictures without a text alternative."""
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @property
    def text(self) -> str:
        """All that the page says, attributes included."""
        return "\n".join(self.words)

    def _spot(self) -> Spot:
        line, column = self.getpos()
        return line, column + 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.words += [value for value in found.values() if value]
        if "id" in found:
            self.ids.add(found["id"])
        if tag == "html":
            self.lang = found.get("lang")
        elif tag == "a" and "href" in found:
            self.links.append((found["href"], self._spot()))
        elif tag == "link" and _LINKED & set(found.get("rel", "").split()):
            self.loads.append((found.get("href", ""), self._spot()))
        elif tag in _LOADS and found.get(_LOADS[tag]):
            self.loads.append((found[_LOADS[tag]], self._spot()))
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.headings.append((int(tag[1]), self._spot()))
        if tag == "img" and "alt" not in found:
            self.unnamed.append((found.get("src", ""), self._spot()))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def pages(folder: Path) -> Iterator[Page]:
    """Every page of a built site, in the order of their paths."""
    for path in sorted(folder.rglob("*.html")):
        page = Page(path.relative_to(folder).as_posix())
        page.feed(path.read_text(encoding="utf-8", errors="replace"))
        page.close()
        yield page
