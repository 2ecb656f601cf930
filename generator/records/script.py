"""Simplified and Traditional characters. The conversion tables are OpenCC's and loaded only when they are needed."""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["simplified"]


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in Simplified characters."""
    return str(_converter().convert(text))
