"""A site in which every field that is not public, and every record that may not go out, carries a mark of its own.

Records are made from the models themselves: a field added to a model is marked without a change here. Of every kind
there are two released records (the first refers to released records, the second to unreleased ones) and two twins that
may not go out: one not past its last review, one marked 内部.
"""

from __future__ import annotations

import datetime
import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from html import escape
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from support import AS_OF, REPOSITORY

from generator.records.fields import Record, Visibility, label_of, reference_of, visibility_of
from generator.records.gist import worded
from generator.records.layout import LAYOUT, Shelf
from generator.records.loading import classes_in
from generator.records.site import Site
from generator.records.values import Masked
from generator.rulebook.shelves import SHELVES

__all__ = ["SECRET", "SECRET_ID", "SHOWN", "Canary", "plant", "standing_alone", "written_anew"]

SECRET, SECRET_ID, SHOWN = "金丝雀", "jinsique", "示众"
RELEASED, TWINS = ("a", "b"), ("second", "inside")

# Fields that must say something particular for the record to be valid.
GIVEN: dict[str, Any] = {
    "Site.as_of": AS_OF.isoformat(),
    "Exemption.until": "2099-12-31",
    "Picture.consent_until": "2099-12-31",
    "Withdrawal.address": "branches/withdrawn/",
    "SecurityFiling.code": "00000000000000",
    "Claim.figure": "units.enterprises",
    "Claim.parts": ["1"],
    "Claim.factors": ["1"],
    "Claim.members": ["第一项"],
    "Share.part": "1",
    "Share.whole": "1",
    "Average.total": "1",
    "Average.heads": "1",
    "Average.at_least": "1",
    "Average.at_most": "1",
    "Comparison.other": "1",
    "Step.figures": ["units.enterprises"],
    "StepCheck.parts": ["units.enterprises"],
    "StepCheck.other": "units.enterprises",
    "Bands.bounds": [3, 7, 50, 100],
    "Pipeline.year": 2025,
    "YearWork.year": 2025,
    "Appraisal.year": 2025,
    "Rule.judged": "活动次数",
    "Limit.name": "次数",
    "Showcase.year": 2025,
    "AssessmentResult.veto": None,  # a star in spite of one stops publication
    "Assessment.first_year": 2024,
    "Assessment.last_year": 2025,
}
# Fields that the file's place or the caller decides.
PLACED = {
    "id",
    "visibility",
    "review",
    "Activity.branch",
    "Activity.date",
    "Unit.area",
    "MonthlyList.month",
    "Showcase.narrative",
}


class Canary:
    """Makes records and remembers the marks put into what must not be seen."""

    def __init__(self) -> None:
        self.number = itertools.count(1)
        self.numbers: set[int] = set()
        self.dates: set[datetime.date] = set()
        self.unmarked: set[str] = set()
        """Internal fields of a type that cannot carry a mark."""

    def text(self, secret: bool) -> str:
        return f"{SECRET if secret else SHOWN}{next(self.number):04}"

    def count(self, secret: bool) -> int:
        number = 7_000_003 + 137 * next(self.number)
        self.numbers.update([number] if secret else [])
        return number if secret else 5

    def date(self, secret: bool) -> str:
        day = datetime.date(1931, 1, 1) + datetime.timedelta(days=7 * next(self.number))
        self.dates.update([day] if secret else [])
        return day.isoformat() if secret else "2020-05-06"

    def part(self, model: type[BaseModel], who: str, secret: bool) -> dict[str, Any]:
        """Every field of a model filled in."""
        node = {}
        for name, info in model.model_fields.items():
            owner = f"{model.__name__}.{name}"
            hidden = secret or visibility_of(info) is Visibility.INTERNAL
            if name not in PLACED and owner not in PLACED:
                value = self.value(owner, info.annotation, reference_of(info), who, hidden)
                node.update({} if value is None else {info.alias or name: value})
        return node

    def value(self, owner: str, annotation: Any, refers: str | None, who: str, secret: bool) -> Any:
        classes = list(classes_in(annotation))
        part = next((cls for cls in classes if issubclass(cls, BaseModel)), None)
        enum = next((cls for cls in classes if issubclass(cls, Enum)), None)
        if secret and who in RELEASED and (enum or bool in classes or owner in GIVEN):
            self.unmarked.add(owner)
        if owner in GIVEN:
            return GIVEN[owner]
        if owner in ("Band.name", "AppraisalRow.grade") and secret:  # a grade is one of its scheme's
            return f"{SECRET}等次"
        if owner == "Appraisal.scheme":
            return name_of("scheme", "second")
        if owner == "Picture.file":
            return f"photos/{SECRET_ID if secret else 'shown'}-{who}.svg"
        if owner.endswith(".keepers"):
            return [f"@{self.text(secret)}"]
        if refers:
            return self.reference(owner, annotation, refers, who, secret)
        if get_origin(annotation) is list:
            return [self.value(owner, get_args(annotation)[0], None, who, secret)]
        if part is not None:
            return self.part(part, who, secret)
        if enum is not None:
            return next(iter(enum)).value
        if bool in classes:
            return "是"
        if datetime.date in classes:
            return self.date(secret)
        if Masked in classes:
            return self.count(secret)
        if int in classes or Decimal in classes:
            return 2
        assert str in classes, owner
        return self.text(secret)

    @staticmethod
    def reference(owner: str, annotation: Any, kind: str, who: str, secret: bool) -> Any:
        if owner in ("Area.parent", "Committee.parent", "Campaign.absorbed_by"):  # no circles
            return {"a": None, "b": name_of(kind, "second")}.get(who, name_of(kind, "a"))
        if owner == "Branch.units":  # a unit has one branch
            return [name_of(kind, who)] + ([name_of(kind, f"by-{who}")] if who in RELEASED else [])
        target = "second" if who == "b" or secret else "a"
        if get_origin(annotation) is list:
            return list(dict.fromkeys([name_of(kind, target), name_of(kind, "inside" if who == "b" else target)]))
        return name_of(kind, target)


def name_of(kind: str, who: str) -> str:
    """What a record is referred to by; that of a record which may not go out is a mark itself."""
    if kind == "list":
        return {"a": "2025-03", "b": "2025-04", "second": "1961-07", "inside": "1961-08"}[who]
    if kind == "unit":
        return f"{SHOWN}单位{who}" if who in RELEASED else f"{SECRET}单位{who}"
    return f"{kind}-{who}".replace("_", "-") if who in RELEASED else f"{SECRET_ID}-{kind}-{who}".replace("_", "-")


def head(who: str) -> dict[str, str]:
    return {
        "审核": "复审" if who == "second" or who.startswith("by") else "终审",
        "可见": "内部" if who == "inside" else "公开",
    }


def write(path: Path, node: dict[str, Any], body: str | None) -> None:
    """A record as YAML (JSON is), with a comment that must not be seen either."""
    text = f"# {SECRET}注释\n" + json.dumps(node, ensure_ascii=False, indent=1) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{text}---\n{body}\n" if body is not None else text, encoding="utf-8")


def picture(path: Path, mark: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"<text>{escape(mark)}</text>"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6">{text}</svg>', encoding="utf-8")


def written_anew(path: Path, change: Callable[[dict[str, Any]], object], body: str = "") -> None:
    """Write a record of this site with other values; a narrative says ``body`` besides."""
    text = path.read_text("utf-8")
    front, told = text.removeprefix("---\n").rsplit("---\n", 1) if path.suffix == ".md" else (text, None)
    comment, _, values = front.partition("\n")
    node = json.loads(values)
    change(node)
    front = f"{comment}\n{json.dumps(node, ensure_ascii=False, indent=1)}\n"
    path.write_text(front if told is None else f"---\n{front}---\n{told.rstrip()}{body}\n", "utf-8")


def standing_alone(model: type[BaseModel], node: dict[str, Any]) -> Iterator[tuple[Any, str | int]]:
    """Where the values of a record hold a text that concerns nothing else: a mapping or list, and the key in it."""
    own, inside = worded(model)
    for name in own:
        key = label_of(model, name)
        value = node.get(key)
        if isinstance(value, str):
            yield node, key
        elif isinstance(value, list):
            yield from ((value, number) for number, item in enumerate(value) if isinstance(item, str))
    for name, part in inside.items():
        found = node.get(label_of(model, name)) or []
        for below in found if isinstance(found, list) else [found]:
            yield from standing_alone(part, below)


def people(model: type[Record]) -> tuple[str, ...]:
    extra = ("by-a", "by-b") if model.kind == "unit" else ()
    return (*RELEASED, *TWINS, *extra)


def place(shelf: Shelf, who: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files of one record: path and what the file's place decides."""
    name = name_of(shelf.model.kind, who)
    if shelf.model.kind != "activity":
        yield shelf.path.replace("{id}", name).replace("{area}", name_of("area", "a")).replace("{file}", "a"), {}
        return
    day = "2025-03-05" if who in RELEASED else "1962-03-04"
    # The activity of a branch that may not go out does not go out either, whatever its own reviews say.
    for branch in (name_of("branch", "a"), *([name_of("branch", "second")] if who == "inside" else [])):
        path = shelf.path.replace("{branch}", branch).replace("{year}", day[:4]).replace("{id}", f"{day}-{name}")
        yield path, {"日期": day, **({"可见": "公开"} if "jinsique" in branch else {})}


def plant(root: Path) -> Canary:
    """Write the site's folder and return the marks in it."""
    canary = Canary()
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(REPOSITORY / "content", root / "content", ignore=shutil.ignore_patterns("showcases"))
    for shelf in (*LAYOUT, *SHELVES):
        ledger = []
        for who in ("a",) if shelf.model is Site else people(shelf.model):
            secret = who not in RELEASED
            for path, decided in place(shelf, who):
                node = {**head(who), **canary.part(shelf.model, who, secret), **decided}
                if shelf.ledger:
                    named = (
                        {"名称": name_of("unit", who)}
                        if shelf.model.kind == "unit"
                        else {"编号": name_of(shelf.model.kind, who)}
                    )
                    ledger.append({**node, **named})
                    write(root / path, {shelf.ledger: ledger}, None)
                    continue
                write(root / path, node, canary.text(secret) if shelf.body else None)
                if "图片" in node:
                    folder = (root / path).parents[2 if shelf.model.kind == "activity" else 0]
                    picture(folder / node["图片"][0]["文件"], canary.text(secret))
    bands = root / "records/rulebook/bands.yml"
    bands.write_text(bands.read_text(encoding="utf-8").replace('"bands-a"', '"dangyuan"'), encoding="utf-8")
    canary.dates |= {datetime.date(1962, 3, 4)}
    return canary
