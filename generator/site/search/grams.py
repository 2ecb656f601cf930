"""Grams: the single characters, pairs and triples of a page's words, and where the triples stand.

Words hold no blank, so a page is searched run by run, a run being what stands between two blanks. A run that occurs
twice is as good as once, and the order of runs makes no difference. So the place of a run comes from the run itself: an
edit changes the entries of the runs that it touches, and what follows does not move. The title comes first and is in
the order in which it is written: what begins before ``TITLE`` stands in the title.
"""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from generator.site.search.document import Document
from generator.site.search.folding import fold

__all__ = ["TITLE", "Grams", "gram_key", "gram_text", "grams_of", "layout", "shard_of"]

TITLE = 256
"""Places kept for the title."""

Grams = dict[int, tuple[int, ...]]
"""By key: of a triple its places, ascending; of a pair or single character a one if it stands in the title."""

_SPACE_BITS = 10
"""Places of all but the longest pages, as a power of two: where a page outgrows them, all its runs move."""

_MASK = 0xFFFFFFFF


def gram_key(first: int, second: int = 0, third: int = 0) -> int:
    """A gram as one number: its characters as code points, nought for those that it lacks."""
    return first << 42 | second << 21 | third


def gram_text(key: int) -> str:
    """The characters of a gram."""
    return "".join(chr(point) for point in (key >> 42, key >> 21 & 0x1FFFFF, key & 0x1FFFFF) if point)


def shard_of(key: int, bits: int) -> int:
    """The shard of a gram: a hash of its characters, the same that the script computes."""
    mixed = ((key >> 42) * 0x9E3779B1 & _MASK) ^ (key >> 21 & 0x1FFFFF)
    mixed = ((mixed ^ mixed >> 15) * 0x85EBCA6B & _MASK) ^ (key & 0x1FFFFF)
    mixed = (mixed ^ mixed >> 13) * 0xC2B2AE35 & _MASK
    return (mixed ^ mixed >> 16) & (1 << bits) - 1


@lru_cache(1 << 14)
def _hash(run: str) -> int:
    return crc32(run.encode("utf-8", "surrogatepass")) * 0x9E3779B1 & _MASK


def layout(document: Document) -> list[tuple[int, str]]:
    """The title and every other run with its place, in ascending order.

    There are half as many places again as characters, or more; runs in the order of what they want take the next free
    ones.
    """
    title = fold(document.named)
    runs = set(fold(f"{document.note} {document.text}").split()).difference(title.split())
    places = [(0, title)]
    total = sum(map(len, runs)) + len(runs)
    shift = 32 - max(_SPACE_BITS, (total + total // 2).bit_length())
    place = first = max(TITLE, len(title) + 1)
    for want, run in sorted([(_hash(run) >> shift, run) for run in runs]):
        if place < first + want:
            place = first + want
        places.append((place, run))
        place += len(run) + 1
    return places


def grams_of(document: Document) -> Grams:
    """Every gram of a document."""
    places: dict[int, list[int]] = {}
    marks: Grams = {}
    for start, run in layout(document):
        first = second = 32
        for place, char in enumerate(run, start):
            third = ord(char)
            if third != 32:
                marks.setdefault(third << 42, (int(place < TITLE),))
                if second != 32:
                    marks.setdefault(second << 42 | third << 21, (int(place <= TITLE),))
                    if first != 32:
                        places.setdefault(first << 42 | second << 21 | third, []).append(place - 2)
            first, second = second, third
    marks.update((key, tuple(found)) for key, found in places.items())
    return marks
