"""What follows where a few records say something else that is only counted, or are called otherwise, or branches hold
other activities: figures, how many keep each rule, and what reports are found to state. All else stands.

What figures count of every branch is kept, so that they are summed up anew without looking at any other record; how
each branch keeps the rules likewise (``generator.answers``). Texts into which a figure that has changed may be typed
are looked through again; where they are many, or one asks for such a figure, the long way is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from generator.answers import KeptAnswers
from generator.checks.of_reports import run_stated
from generator.checks.prose_figures import TYPED, check_file
from generator.findings import Finding
from generator.glance import Changed
from generator.intake import FEW
from generator.memory import ForgottenError, kept_covered, kept_covering, kept_figures, kept_numbers
from generator.publication.methods import counted_again
from generator.publication.relisting import Relisting
from generator.recalling import Recount
from generator.rulebook.figures import AllNumbers, Figure, numbers_of, numbers_of_unit, recounted
from generator.rulebook.statements import may_type

__all__ = ["recount"]


def recount(
    changed: Changed, ids: Sequence[str], relisting: Relisting, others: Collection[Finding], answers: KeptAnswers
) -> Recount | None:
    """What follows for a site in which nothing has changed but what the branches ``ids`` say that is only counted, what
    they are called, and what activities they hold; ``others`` is what was found in records of no branch and in the site
    as a whole. None where that is not known.
    """
    register = changed.released
    published = [id for id in ids if id in register.branches]
    try:
        (computed, shown), (branches, units) = kept_figures(changed.cache), kept_numbers(changed.cache)
    except ForgottenError:
        return None
    differing = {id: numbers_of(register.branches[id], register.as_of.year) for id in published}
    differing = {id: row for id, row in differing.items() if branches[id] != row}
    rows = {name: numbers_of_unit(unit) for name, unit in changed.units.items() if unit.released}
    rows = {name: row for name, row in rows.items() if units[name] != row}
    numbers = AllNumbers({**branches, **differing}, {**units, **rows})
    try:
        known = (numbers.branches if differing else None, numbers.units if rows else None)
        now, shown_now = recounted(register, *known, relisting.kinds, computed, shown)
    except LookupError:
        return None
    if any(shown_now[id] != shown[id] for id in changed.notes["asked"] if id in shown_now):
        return None
    found = _found(changed, others, computed, now)
    if found is None:
        return None
    of_units = (kept_covering(changed.cache, changed.units), partial(kept_covered, changed.cache))
    counted = counted_again(register, answers, published, relisting.latest, *of_units)
    if counted is None:
        return None
    differ = shown_now != shown
    return Recount(numbers if differing or rows else None, now, shown_now, differ, counted, relisting, found)


def _found(
    changed: Changed, others: Collection[Finding], before: Mapping[str, Figure], now: Mapping[str, Figure]
) -> list[Finding] | None:
    """What is found in the site by other figures; None where many texts may tell of one that has changed."""
    differing = [figure for id, figure in now.items() if figure != before[id]]
    if not differing:
        return list(others)
    labels, typed = {figure.label for figure in differing}, may_type(differing)
    paths = {one.location.path for one in others if one.kind in TYPED and one.facts["label"] in labels}
    paths |= {path for path, text in changed.texts() if typed(text)}
    if len(paths) > FEW:
        return None

    def stated(figures: Mapping[str, Figure]) -> list[Finding]:
        typed = (found for path in sorted(paths) for found in check_file(changed.common, path, figures))
        return [*run_stated(changed.common, figures), *typed]

    then = stated(before)
    return [finding for finding in others if finding not in then] + stated(now)
