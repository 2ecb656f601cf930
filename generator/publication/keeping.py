"""The public view as it is kept from one build to the next, and what a few changed texts change in it.

What is kept are bytes that give back nothing but plain facts: whatever else they name is refused, so that a file from
elsewhere can be wrong but not harmful.
"""

from __future__ import annotations

import datetime
import io
import pickle
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from generator.publication.archive import Archive, pictures
from generator.publication.exposure import Facts, expose
from generator.publication.view import PublicView
from generator.records.branch import Branch
from generator.records.dossier import Held
from generator.records.fields import alone
from generator.records.register import Register
from generator.rulebook.figures import Figure

__all__ = ["UnknownFactsError", "packed_view", "retouch", "unpacked_view"]

_FACTS = {(cls.__module__, cls.__name__): cls for cls in (Facts, Held, Figure, Decimal, datetime.date)}
_NOT_OF_RECORDS = ("commit", "downloads", "activities_of")


class UnknownFactsError(Exception):
    """Something kept is not a view's."""


class _Unpacking(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _FACTS[module, name]
        except KeyError:
            raise UnknownFactsError(f"{module}.{name}") from None


def packed_view(view: PublicView) -> bytes:
    """A view without what does not come from its records: the commit, the printed documents, the way to activities."""
    facts = {name: value for name, value in vars(view).items() if name not in _NOT_OF_RECORDS}
    return pickle.dumps(facts, protocol=5)


def unpacked_view(data: bytes) -> PublicView:
    """What ``packed_view`` has packed."""
    return PublicView(**_Unpacking(io.BytesIO(data)).load())


def retouch(view: PublicView, register: Register, changed: Collection[str]) -> None:
    """Bring a kept view up to date where nothing has changed in its records but texts of the ``changed`` branches:
    fields of theirs that stand alone, and activities except for what a list counts them by.

    ``register`` has the released records of these branches as they are now, and knows those of the others.
    """
    view.activities_of = Archive(register, view).of
    texts = [name for name in alone(Branch) if name != "pictures"]
    fresh: dict[str, Facts] = {}
    for branch in view.branches:
        if branch.id in changed:
            record = register.branches[branch.id]
            for name in texts:
                if hasattr(branch, name):
                    setattr(branch, name, expose(getattr(record, name)))
            branch.pictures = pictures(register, record)
            fresh |= {item.address: item for item in view.activities_of(branch.id)}
    held = {(id, row.slug): row for id in changed for row in register.rows[id].held}
    view.held = [(held.get((branch.id, row.slug), row), branch) for row, branch in view.held]
    for monthly in view.lists:
        for item in monthly.activities:
            if item.address in fresh:
                item.title = fresh[item.address].title
    view.recent = [fresh.get(item.address, item) for item in view.recent]
