"""The checks of what reports state, by figures that the caller knows: they alone tell something else when only figures
have changed.

Figures typed into texts are another matter (``prose_figures``): there every text is looked through.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import parts_and_whole, percentages, shares_of_a_whole, stated_figures, stated_lists
from generator.checks.workings import Computed
from generator.findings import Finding
from generator.records.register import Register

__all__ = ["run_stated"]

_CHECKS = (stated_figures.check, parts_and_whole.check, percentages.check, shares_of_a_whole.check, stated_lists.check)


def run_stated(register: Register, computed: Computed) -> Iterator[Finding]:
    """What is found in reports and methods by the ``computed`` figures of the released records."""
    for check in _CHECKS:
        yield from check(register, computed)
