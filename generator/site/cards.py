"""Cards: small pages of a branch or of a figure that other sites show in a frame of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.site.families import Page

__all__ = ["cards", "is_card"]

_NAME = "card.html"


def is_card(name: str) -> bool:
    """Whether a file is a card rather than a page of the site."""
    return name.endswith(_NAME)


def _figure_card(id: str) -> str:
    """The file of a figure's card, beside the page of its group."""
    return f"{id.replace('.', '-')}-{_NAME}"


def cards(page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cards that lie beside a page, with what their template gets."""
    if page.family == "branch":
        yield _NAME, {"branch": page.context["item"], "figure": None}
    elif page.family == "figures":
        for figure in page.context["figures"]:
            yield _figure_card(figure.id), {"branch": None, "figure": figure, "as_of": page.context["as_of"]}
