"""Lists cut anew where they differ are the lists that would be cut from the whole."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from generator.publication.archive import entry_order
from generator.publication.exposure import Facts
from generator.publication.paging import few, pieces, runs
from generator.publication.relisting import Relisted, Relisting, newest, relisting_of
from generator.publication.view import PublicView
from generator.records.activity import ActivityKind
from generator.records.dossier import Held, Place
from generator.site import feeds
from generator.site.feeds import revised_sitemaps, sitemaps
from generator.site.recutting import recut_lists
from generator.site.shown_lists import ends_of

KINDS = [ActivityKind.THEME_DAY.value, ActivityKind.LECTURE.value]
CARDS = {id: Facts(id=id, short_name=id, address=f"branches/{id}/", area=None) for id in ("a", "b", "c")}
Entries = list[tuple[Held, Facts]]

places = some.builds(
    lambda branch, day, number, kind: (
        branch,
        Held(f"2025-0{5 + day // 28}-{day % 28 + 1:02}", f"{day:02}-{number}", KINDS[kind], "主题", None, True),
    ),
    some.sampled_from(sorted(CARDS)),
    some.integers(0, 55),
    some.integers(0, 3),
    some.integers(0, 1),
)


def _lists(entries: Entries) -> dict[str, list[Any]]:
    """The lists of a site as they are kept."""
    entries = sorted(entries, key=entry_order, reverse=True)
    found: dict[str, list[Any]] = {}
    months: dict[str, Entries] = {}
    kinds: dict[str, Entries] = {}
    for entry in entries:
        months.setdefault(entry[0].date[:7], []).append(entry)
        kinds.setdefault(entry[0].kind, []).append(entry)
    slugs = {KINDS[0]: "theme-day", KINDS[1]: "lecture"}
    named = [(f"activities/{month.replace('-', '/')}/", of) for month, of in months.items()]
    named += [(f"activities/kind/{slugs[kind]}/", of) for kind, of in kinds.items()]
    for address, of_list in named:
        shares = [(of_list, False)] if few(len(of_list)) else runs(of_list, entry_order)
        for part in pieces(address, shares, entry_order):
            found[part.address] = ["list", part, address, [], None if part.number else len(of_list)]
    newest_of = {month: (len(of), of[:2]) for month, of in months.items()}
    found["activities/2025/"] = ["year", "2025", newest_of]
    return found


def _lists_of(held: dict[tuple[str, str], Held]) -> dict[str, list[Any]]:
    return _lists([(one, CARDS[branch]) for (branch, _), one in held.items()])


def _own(lists: dict[str, list[Any]]) -> set[str]:
    """The lists themselves, without their further pages."""
    return {key for key, made in lists.items() if made[0] == "year" or made[1].number is None}


def _plain(ends: dict[str, Any]) -> Any:
    return json.loads(json.dumps(ends))


def _shown(lists: dict[str, list[Any]]) -> dict[str, str]:
    return {key: repr(made) for key, made in lists.items()}


@given(some.lists(places, min_size=1, max_size=80), some.lists(places, max_size=40), some.data())
def test_lists_are_those_of_the_whole(first: Sequence[Any], more: Sequence[Any], data: some.DataObject) -> None:
    before = {(branch, held.slug): held for branch, held in first}
    after = dict(before)
    for key in data.draw(some.lists(some.sampled_from(sorted(before)), max_size=10)):
        after.pop(key, None)
    after |= {(branch, held.slug): held for branch, held in more}
    assume(_own(_lists_of(before)) == _own(_lists_of(after)))  # a month or a kind that comes or goes: the long way
    _compare(before, after)


@pytest.mark.parametrize("number", range(30))
def test_long_lists_are_those_of_the_whole(number: int) -> None:
    chance = random.Random(number)

    def any_activity() -> tuple[tuple[str, str], Held]:
        day, slug = chance.randrange(56), f"{chance.randrange(10**6)}"
        date = f"2025-0{5 + day // 28}-{day % 28 + 1:02}"
        return (chance.choice(sorted(CARDS)), slug), Held(date, slug, chance.choice(KINDS), "主题", None, True)

    before = dict(any_activity() for _ in range(chance.choice([120, 300, 900])))
    after = dict(before)
    for key in chance.sample(sorted(before), chance.choice([0, 1, 3])):
        after[key] = after[key]._replace(kind=chance.choice(KINDS))
    for key in chance.sample(sorted(before), chance.choice([0, 1, 3])):
        after.pop(key)
    after |= dict(any_activity() for _ in range(chance.choice([1, 1, 4])))
    assert 0 < _compare(before, after) < 40


def _compare(before: dict[tuple[str, str], Held], after: dict[tuple[str, str], Held]) -> int:
    """Cut the lists anew that were cut before, and compare with those of the whole; how many pages are others."""
    then, now = _lists_of(before), _lists_of(after)
    of_branches = {}
    for id in CARDS:
        was = {held.place for (branch, _), held in before.items() if branch == id}
        held = [one for (branch, _), one in after.items() if branch == id]
        come = [one for one in held if one.place not in was]
        gone = [place for place in was if place not in {one.place for one in held}]
        if come or gone:
            of_branches[id] = Relisted(gone, come, held)
    view = PublicView(Facts(), None, {}, elsewhere=list(CARDS.values()))  # type: ignore[arg-type]
    ends = ends_of(then)
    found, after_ends = recut_lists(
        view, Relisting(of_branches, "", {}), [], then.__getitem__, ends.__getitem__, lambda *_: []
    )
    assert _plain({**ends, **after_ends}) == _plain(ends_of(now))
    gone_keys = {key for key, made in found.items() if made is None}
    assert gone_keys == then.keys() - now.keys()
    assert _shown({**then, **found}) == {**_shown(now), **dict.fromkeys(gone_keys, "None")}
    return sum(made is not None and repr(made) != repr(then.get(key)) for key, made in found.items())


@given(
    some.sets(some.text("abc-1", min_size=1, max_size=4), min_size=1, max_size=30),
    some.sets(some.text("abc-1", min_size=1, max_size=4), max_size=5),
    some.data(),
)
def test_maps_are_those_of_the_whole(names: set[str], more: set[str], data: some.DataObject) -> None:
    size = data.draw(some.sampled_from([3, 5, 40_000]))
    gone = set(data.draw(some.lists(some.sampled_from(sorted(names)), max_size=4)))
    before, after = {f"{name}/" for name in names}, {f"{name}/" for name in names - gone | more}
    url = "https://example.org/a&b/"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(feeds, "_PER_SITEMAP", size)
        then = sitemaps(sorted({"", *before}), url)
        found = revised_sitemaps(then.__getitem__, after - before, before - after, url)
        assert found == sitemaps(sorted({"", *after}), url)


def test_maps_that_know_other_pages_are_not_built_upon() -> None:
    then = sitemaps(["", "a/"], "https://example.org/")
    assert revised_sitemaps(then.__getitem__, {"b/"}, {"c/"}, "https://example.org/") is None
    assert revised_sitemaps(lambda name: "", {"b/"}, set(), "https://example.org/") is None


def test_what_follows_the_newest_is_looked_for() -> None:
    def order(entry: tuple[str, str, str]) -> tuple[str, str, str]:
        return entry

    shown = [("3", "a", "x"), ("2", "a", "y")]
    older, newer = ("1", "a", "z"), ("4", "b", "n")
    assert newest(shown, {("a", "x")}, [newer], 2, order, list) == [newer, shown[1]]
    assert newest(shown, {("a", "x")}, [older], 2, order, lambda: [("anew", "", "")]) == [("anew", "", "")]
    assert newest(shown, set(), [older], 3, order, list) == [*shown, older]
    assert newest(shown, set(), [older], 2, order, list) == shown


def test_the_last_day_is_known_or_not() -> None:
    place = Place("2025-06-01", "x", KINDS[0], None)
    held = Held("2025-06-02", "y", KINDS[1], "主题", None, True)
    found = relisting_of({"a": [place]}, {"a": [held]}, "2025-06-01", {KINDS[0]: 1}, "2025-12-31")
    assert (found.latest, found.kinds) == ("2025-06-02", {KINDS[1]: 1})
    assert found.places == {("a", "x"), ("a", "y")}
