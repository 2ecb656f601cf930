"""What can be shown of a changed site at once, while it is worked out what follows from the change.

For the live preview: a record that was saved is to be seen before totals, lists and neighbours are right again.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.findings import has_errors
from generator.glance import Changed, found_alone
from generator.memory import kept_item
from generator.publication.exposure import Facts
from generator.publication.keeping import renew_branches
from generator.publication.own_facts import renew
from generator.publication.prose import filled
from generator.publication.view import PublicView

__all__ = ["Early", "early"]


class Early(NamedTuple):
    """What a few records that have changed say themselves; all else is as it was published last."""

    view: PublicView
    """The core of a view, with the branches that have changed."""
    items: dict[str, Facts]
    """The records of no branch that have changed, by the addresses of their pages."""
    shell: str
    """The name under which the engine's part of the published site is kept."""


def early(changed: Changed) -> Early | None:
    """What changed records say themselves; None where none has a page, or something is wrong with one of them.

    Raises ForgottenError where what was published is not known any more.
    """
    rows = changed.read.values()
    found = found_alone(changed)
    if found is None or None in changed.filed.values() or any(row.broken for row in rows):
        return None
    if has_errors([*found, *(finding for row in rows for finding in row.findings)]):
        return None
    view = changed.kept_view
    renew_branches(view, changed.register, changed.read.keys())
    items = {}
    for address, record in changed.items.items():
        facts = kept_item(changed.cache, address)
        if facts is not None:
            renew(facts, filled(record, view.figures))
            items[address] = facts
    return Early(view, items, changed.notes["published"]["shell"]) if view.branches or items else None
