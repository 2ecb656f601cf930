"""Frames: pages rendered once by the engine with marks in them, cut at the marks and filled for every record.

A mark is letters and digits only, so that neither Markdown nor escaping nor URL quoting changes it. Values are escaped
before they are filled in; text of records is never searched for marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import escape

__all__ = ["Frame", "mark", "replace_marks"]

_MARK = re.compile(r"zbmark((?:[0-9a-f]{2})+)zbmark")


def mark(name: str) -> str:
    """The mark that stands for ``name`` until the frame is filled."""
    return f"zbmark{name.encode().hex()}zbmark"


def _name(code: str) -> str:
    return bytes.fromhex(code).decode()


def replace_marks(html: str, value: Callable[[str], str]) -> str:
    """The page with every mark replaced by what ``value`` gives for its name (HTML, already escaped)."""
    return _MARK.sub(lambda found: value(_name(found[1])), html)


_BESIDE = 64
"""Bytes of the frame on either side of a value that may make one word or one number with it."""


@dataclass(frozen=True)
class Frame:
    """A rendered page cut at its marks: text, name, text, name, …, text."""

    pieces: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> Frame:
        """The frame that a page rendered with marks makes."""
        parts = _MARK.split(html)
        parts[1::2] = [_name(code) for code in parts[1::2]]
        return cls(tuple(parts))

    @property
    def names(self) -> set[str]:
        """What its marks stand for."""
        return set(self.pieces[1::2])

    @cached_property
    def _own(self) -> list[bytes]:
        """Its own text, with room for the values in between."""
        return [piece.encode() for piece in self.pieces]

    @cached_property
    def _edges(self) -> list[bytes]:
        """What of its own text stands beside values, with room for these in between."""
        own = [
            piece if len(piece) <= 2 * _BESIDE else piece[:_BESIDE] + b"\n" + piece[-_BESIDE:] for piece in self._own
        ]
        own[0], own[-1] = self._own[0][-_BESIDE:], self._own[-1][:_BESIDE]
        return own

    def fill(self, text: Mapping[str, str], html: Mapping[str, str]) -> tuple[bytes, bytes]:
        """The page, and of it what is not the frame's alone: values with what stands beside them.

        Values of ``text`` are escaped here, values of ``html`` are markup of ours.
        """
        values = {name: str(escape(value)).encode() for name, value in text.items()}
        values.update((name, value.encode()) for name, value in html.items())
        filled = [values[name] for name in self.pieces[1::2]]
        page, own = self._own.copy(), self._edges.copy()
        page[1::2] = own[1::2] = filled
        return b"".join(page), b"".join(own)
