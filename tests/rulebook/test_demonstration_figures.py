"""The demonstration records add up to the figures of the survey report they illustrate."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.publication.view import PublicView
from generator.records.register import Register
from generator.rulebook.figures import Figure, figures

REPORT = {
    "units.enterprises": 148,
    "units.employees": 1570,
    "members.total": 308,
    "organisations.total": 57,
    "organisations.single": 31,
    "organisations.joint": 26,
    "units.covered": 120,
    "coverage.organisation": Decimal("81.1"),
    "stars.5": 1,
    "stars.4": 3,
    "stars.3": 4,
    "stars.2": 12,
    "stars.1": 26,
    "stars.rated": 46,
    "stars.rated_share": Decimal("80.7"),
    "stars.unrated": 11,
    "instructors.total": 85,
    "instructors.one_to_one": 28,
    "instructors.one_to_many": 57,
    "mass.union": 43,
    "mass.youth_women": 12,
    "rooms.fixed": 25,
    "activities.theme_day": 456,
    "activities.lecture": 228,
    "pipeline.activists": 43,
    "pipeline.objects": 19,
    "pipeline.backbone": 53,
    "posts.crossed": 16,
    "sites.demonstration": 20,
}


@pytest.fixture(scope="module")
def found(register: Register) -> dict[str, Figure]:
    return figures(register.released())


@pytest.mark.parametrize("id", list(REPORT))
def test_a_figure_is_that_of_the_report(found: dict[str, Figure], id: str) -> None:
    assert (found[id].value, found[id].unknown) == (REPORT[id], 0)


def test_parts_make_up_their_wholes(found: dict[str, Figure]) -> None:
    number = {id: int(figure.value) for id, figure in found.items() if isinstance(figure.value, int)}
    assert number["organisations.single"] + number["organisations.joint"] == number["organisations.total"]
    assert number["units.covered"] + number["units.uncovered"] == number["units.enterprises"]
    assert sum(number[f"stars.{stars}"] for stars in range(1, 6)) == number["stars.rated"]
    assert number["stars.rated"] + number["stars.unrated"] == number["organisations.total"]
    assert number["instructors.one_to_one"] + number["instructors.one_to_many"] == number["instructors.total"]
    assert number["rooms.fixed"] + number["rooms.shared"] == number["organisations.total"]


def test_the_public_view_shows_the_same_figures(view: PublicView, found: dict[str, Figure]) -> None:
    assert view.figures == found
