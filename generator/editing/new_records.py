"""``zhibu new``: a commented record to fill in. What the site knows is filled in, what is optional stands as a comment.

Which questions there are follows from the model: every field that must be there and that nothing else decides.
"""

from __future__ import annotations

import copy
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from generator.editing.dumping import lines_of, word
from generator.editing.naming import called
from generator.editing.proposals import PROPOSALS
from generator.editing.record_files import value_at
from generator.editing.schema import hint
from generator.findings import Location
from generator.records.activity import Activity
from generator.records.branch import Branch
from generator.records.collecting import is_identifier
from generator.records.fields import Record
from generator.records.layout import Shelf
from generator.records.loading import explain, nearest
from generator.records.monthly_list import MonthlyList
from generator.records.outline import Entry, entries, entry_at
from generator.records.register import Register
from generator.records.regulation import Regulation
from generator.records.showcase import Showcase
from generator.records.unit import Unit
from generator.rulebook.shelves import shelf_for
from generator.rulebook.terms import term_sets

__all__ = ["Draft", "Question", "WrongAnswerError", "begin", "write"]

_SKIPPED = {"编号", "审核", "可见"}
_SPLIT = str.maketrans({"，": "、", ",": "、", "；": "、", ";": "、"})
_WHOLE = re.compile("-?[0-9]{1,15}")
"""A whole number as it may be answered; whether one so long is meant tells the model."""
_BODY = "## 背景\n\n（为什么要做）\n\n## 做法\n\n（怎样做的，分步骤写）\n\n## 成效\n\n（用数字说明）\n"
_FIRST: dict[type[Record], tuple[str, ...]] = {
    Branch: ("覆盖单位",),
    Activity: ("支部", "日期", "类别", "主题"),
    Regulation: ("名称", "类别", "通过日期"),
    MonthlyList: ("年月",),
}
_PLAIN_ACTIVITY: dict[str, Any] = {
    "编号": "x", "支部": "x", "主题": "x", "类别": "主题党日", "地点": "x", "内容": "x",
}  # fmt: skip
_SAMPLES: dict[type[Record], dict[str, Any]] = {
    Regulation: {"章": [{"标题": "总则", "条": [{"文": "（条文写在这里，一行一段，不写“第×条”。）"}]}]},
}


class WrongAnswerError(Exception):
    """An answer that its field cannot take; the text says why, in the user's language."""


@dataclass(frozen=True, slots=True)
class Question:
    """One field to be asked: its path (``党员.正式``), what it means, what may be answered, what is proposed."""

    path: str
    description: str
    choices: tuple[str, ...] = ()
    proposed: str = ""


@dataclass
class Draft:
    """A record in the making."""

    register: Register
    shelf: Shelf
    lang: str
    today: datetime.date
    values: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    """What was answered, as it was written."""

    @property
    def model(self) -> type[Record]:
        """The model of what is being made."""
        return self.shelf.model

    def questions(self) -> Iterator[Question]:
        """What is still to be answered, one after another: an answer may settle later questions."""
        while (path := self._next()) is not None:
            yield self.question(path)

    def given(self) -> list[str]:
        """The answers so far, as the command line takes them."""
        return [f"{path}={text}" for path, text in self.answers.items()]

    def missing(self) -> list[str]:
        """Paths that only a person can answer, once every proposal has been taken."""
        trial = Draft(self.register, self.shelf, self.lang, self.today, copy.deepcopy(self.values), self.id)
        while proposed := [path for path in trial._open() if trial._proposed(path)]:
            trial.answer(proposed[0], trial._proposed(proposed[0]))
        still = list(trial._open())
        return [path for path in still if (self.model, path) not in PROPOSALS] or still

    def settle(self) -> None:
        """Take every proposal that is left."""
        for question in self.questions():
            if not question.proposed:
                raise WrongAnswerError(question.path)
            self.answer(question.path, question.proposed)

    def _next(self) -> str | None:
        return next(self._open(), None)

    def _open(self) -> Iterator[str]:
        first = _FIRST.get(self.model, ())
        paths = [*first, *(path for path in _required(self.model) if path not in first)]
        yield from (path for path in paths if value_at(self.values, path.split(".")) is None)
        if not self.id:
            yield "编号"

    def question(self, path: str) -> Question:
        """What to ask for a field."""
        if path == "编号":
            return Question(path, self._meaning(path), proposed=self._proposed(path))
        entry = self._entry(path)
        choices = entry.choices
        if entry.terms and (known := term_sets(self.register).get(entry.terms)):
            choices = tuple(known.members)
        if entry.refers and entry.refers != Unit.kind:
            choices = tuple(self.register.records.get(entry.refers, {}))
        words = self._meaning(path)
        if entry.refers and entry.refers != Unit.kind:
            words = (
                "编号、简称或名称，写出名称里独有的几个字也可以"
                if self.lang == "zh"
                else f"{words}, by its id or a part of its name"
            )
        if entry.shape == "prose":
            words += "另起一段写“\\n”。" if self.lang == "zh" else "; \\n begins a new paragraph"
        return Question(path, words, choices if len(choices) <= 12 else (), self._proposed(path))

    def _meaning(self, path: str) -> str:
        """What a field means: its description, in English its name in the program and how it is written."""
        entry = self._entry(path)
        if self.lang == "zh":
            return entry.description
        keys = path.split(".")
        names = [self._entry(".".join(keys[: upto + 1])).name.replace("_", " ") for upto in range(len(keys))]
        example = entry.spelling.example if entry.spelling else ""
        words = ": ".join(names) + (f", such as {example}" if example else "")
        return f"{words}; several with commas between" if entry.many else words

    def _proposed(self, path: str) -> str:
        found = PROPOSALS.get((self.model, path))
        value = found(self) if found else None
        return "" if value is None else "、".join(value) if isinstance(value, list) else str(value)

    def _entry(self, path: str) -> Entry:
        entry = entry_at(self.model, tuple(path.split(".")))
        if entry is None:
            known = [inner.key for inner in entries(self.model)]
            close = nearest(path.split(".")[0], known)
            if self.lang == "en":
                more = f"Write '{close}' if that is meant." if close else f"Those known here are {', '.join(known)}."
                raise WrongAnswerError(f"There is no field '{path}'. {more}")
            more = f"是不是“{close}”？" if close else f"这里可以写的有：{'、'.join(known)}。"
            raise WrongAnswerError(f"没有“{path}”这一栏。{more}")
        return entry

    def answer(self, path: str, text: str) -> None:
        """Take an answer; ``WrongAnswerError`` says what is wrong with it."""
        self._take(path, text.strip().replace("\\n", "\n"))
        self.answers[path] = text.strip()

    def _take(self, path: str, text: str) -> None:
        entry = self._entry(path)
        if entry.part is not None and path != "审核":
            inner = ("、" if self.lang == "zh" else ", ").join(f"{path}.{part.key}" for part in entries(entry.part))
            raise WrongAnswerError(
                f"“{path}”要分项写：{inner}。" if self.lang == "zh" else f"Write the parts of '{path}': {inner}."
            )
        if path == "编号":
            self._identify(text)
            return
        if path in ("审核", "审核.状态") and text == "终审" and self.model in (Regulation, Showcase):
            raise WrongAnswerError(
                "新建的里面还有要填的空白，先存为“草稿”，写好正文再改为“终审”。"
                if self.lang == "zh"
                else "A new one has blanks to fill in. Keep it '草稿', and make it '终审' once they are filled."
            )
        value: Any = (
            [part.strip() for part in text.translate(_SPLIT).split("、") if part.strip()] if entry.many else text
        )
        if not entry.many and entry.shape in ("count", "amount", "integer", "number") and _WHOLE.fullmatch(text):
            value = int(text)
        if entry.refers:
            value = [self._meant(entry, name) for name in value] if entry.many else self._meant(entry, str(value))
        for name in value if isinstance(value, list) else [value]:
            self._known(entry, str(name))
        *above, last = path.split(".")
        node: dict[str, Any] = {last: value}
        for upto in range(len(above), 0, -1):
            node = {above[upto - 1]: [node] if self._entry(".".join(above[:upto])).many else node}
        self._fits(node, path)
        self._holder(above)[last] = value

    def _holder(self, keys: Sequence[str]) -> dict[str, Any]:
        """The mapping at a path of keys, of a list its only one; a short answer to one of them stands in the way."""
        holder = self.values
        for upto, key in enumerate(keys, 1):
            many = self._entry(".".join(keys[:upto])).many
            found = holder.setdefault(key, [{}] if many else {})
            if many and isinstance(found, list):
                found = found[0]
            if not isinstance(found, dict):
                above = ".".join(keys[:upto])
                raise WrongAnswerError(
                    f"“{above}”已经填了“{found}”，不能再分项写；两种写法请只用一种。"
                    if self.lang == "zh"
                    else f"'{above}' was answered with '{found}' and takes no parts besides. Write it in one way only."
                )
            holder = found
        return holder

    def _identify(self, text: str) -> None:
        if not is_identifier(text):
            raise WrongAnswerError(
                f"“{text}”不能作编号；编号用小写英文字母、数字和“-”，如 chengguan-jiancai。"
                if self.lang == "zh"
                else f"'{text}' is no identifier. Write small letters, digits and '-'."
            )
        self.id = text

    def _meant(self, entry: Entry, name: str) -> str:
        """The identifier of what is called by its name."""
        if entry.refers is None or entry.refers == Unit.kind or self.register.find(entry.refers, name):
            return name
        records = self.register.records.get(entry.refers, {})
        if (meant := called(name, records)) is not None:
            return meant
        part = [id for id, record in records.items() if name in _names_of(record)]
        return part[0] if len(part) == 1 else name

    def _known(self, entry: Entry, name: str) -> None:
        """A name must lead somewhere, a term must be of its set."""
        ids: list[str] = []
        if entry.refers:
            if len(self.register.find(entry.refers, name)) == 1:
                self._uncovered(entry, name)
                return
            records = self.register.records.get(entry.refers, {})
            known = [_names_of(record).partition("\n")[0] or id for id, record in records.items()]
            ids = list(records)
            if entry.refers == Unit.kind:
                known = list(self.register.unit_names)
        elif entry.terms and (terms := term_sets(self.register).get(entry.terms)) and terms.closed:
            known = list(terms.members)
            if name in known:
                return
        else:
            return
        close = nearest(name, [*ids, *known])
        few = ("、" if self.lang == "zh" else ", ").join([each for each in known if name in each][:8] or known[:8])
        if self.lang == "en":
            more = f"Write '{close}' if that is meant." if close else f"Those known are {few}." if few else ""
            raise WrongAnswerError(f"There is no '{name}' here. {more}".strip())
        more = f"是不是“{close}”？" if close else f"已有的如：{few}。" if few else ""
        raise WrongAnswerError(f"没有“{name}”。{more}")

    def _uncovered(self, entry: Entry, name: str) -> None:
        """A unit belongs to one branch."""
        unit = self.register.unit(name)
        if self.model is not Branch or entry.refers != Unit.kind or unit is None:
            return
        for branch in self.register.branches.values():
            if any(self.register.unit(other) is unit for other in branch.units):
                zh, en = (
                    f"“{name}”已由“{branch.short_name}”覆盖。",
                    f"'{name}' belongs to '{branch.short_name}' already.",
                )
                raise WrongAnswerError(en if self.lang == "en" else zh)

    def _fits(self, node: dict[str, Any], path: str) -> None:
        try:
            self.model.model_validate(node)
        except ValidationError as error:
            keys = path.split(".")
            found = explain(self.model, node, error, lambda *_: Location(""))
            for item, finding in zip(error.errors(include_url=False), found, strict=False):
                if item["type"] != "missing" and [k for k in item["loc"] if isinstance(k, str)][: len(keys)] == keys:
                    raise WrongAnswerError(finding.in_one(self.lang)) from None

    def path(self) -> str:
        """Where the record will stand."""
        names = {"id": self.id, "branch": str(self.values.get("支部", ""))}
        if self.model is Activity:
            names["id"] = f"{self.day().isoformat()}-{self.id}"
            names["year"] = str(self.day().year)
        if self.model is MonthlyList:
            names["id"] = self.id
        found = self.shelf.path
        for name, value in names.items():
            found = found.replace(f"{{{name}}}", value)
        return found

    def day(self) -> datetime.date:
        """When an activity took place, as far as it was answered."""
        return Activity.model_validate({**_PLAIN_ACTIVITY, "日期": self.values.get("日期", self.today)}).date

    def canonical(self, key: str) -> Any:
        """An answer as the record writes it; None where there is none yet."""
        given = self.values.get(key)
        return None if given is None else _canonical(given, _inner(self.model, key))

    def text(self) -> str:
        """The record: what is known, what is optional as comments, in the order of the form."""
        decided = {key for key, name in self.shelf.fixed if name != "id"}
        values = {key: value for key, value in self.values.items() if key not in decided}
        values.setdefault("审核", "草稿")
        values |= {key: value for key, value in _SAMPLES.get(self.model, {}).items() if key not in values}
        lines: list[str] = []
        for entry in entries(self.model):
            if entry.key in values:
                lines += lines_of(entry.key, _canonical(values[entry.key], entry), 0, entry)
            elif entry.shape != "article" and entry.key not in {*_SKIPPED, *decided} and not entry.required:
                lines.append(f"# {entry.key}: {_sample(entry)}  # {entry.description}")
        if self.shelf.body is not None:
            return "\n".join(["---", *lines, "---", "", _BODY])
        return hint(self.path()) + "\n".join([*lines, ""])


def _names_of(record: Record) -> str:
    """What a record is called, the short name first, a line each."""
    names = (getattr(record, attribute, None) for attribute in ("short_name", "name"))
    return "\n".join(str(name) for name in names if name)


def _canonical(value: Any, entry: Entry) -> Any:
    """Dates and yes/no as they are written, whatever the answer looked like."""
    if isinstance(value, list) and entry.part is not None:
        return [_canonical(item, entry) for item in value]
    if isinstance(value, dict) and entry.part is not None:
        return {key: _canonical(item, _inner(entry.part, key)) for key, item in value.items()}
    if entry.shape in ("date", "month", "yes_no") and isinstance(value, str):
        from generator.editing.formatting import spell
        from generator.editing.tree import Leaf

        return (spell(Leaf(value, '"', (0, 0), (0, 0)), entry) or value).strip('"')
    return value


def _inner(part: type[BaseModel], key: str) -> Entry:
    return next(entry for entry in entries(part) if entry.key == key)


def _sample(entry: Entry) -> str:
    """How an optional field would look, to be changed after the ``#`` is taken away."""
    if entry.part is not None:
        inner = ", ".join(f"{part.key}: {_sample(part)}" for part in entries(entry.part) if part.part is None)
        return f"[{{{inner}}}]" if entry.many else f"{{{inner}}}"
    example = entry.spelling.example if entry.spelling else ""
    if entry.shape in ("integer", "number"):
        example = example or ("2025" if (entry.least or 0) > 1000 else str(entry.least or 1))
    text = entry.choices[0] if entry.choices else example or "……"
    if entry.text:
        text = word(text, flow=True)
    return f"[{text}]" if entry.many else text


def _required(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for entry in entries(model):
        if not entry.required or entry.key in _SKIPPED:
            continue
        if entry.part is None:
            yield before + entry.key
        elif not entry.many:
            yield from _required(entry.part, f"{before}{entry.key}.")


def begin(kind: str, register: Register, lang: str = "zh", today: datetime.date | None = None) -> Draft:
    """A draft of a kind (``branch`` …); ``today`` is proposed where a day is asked for."""
    return Draft(register, shelf_for(kind), lang, today or register.as_of)


def write(root: Path, draft: Draft) -> str:
    """Write the record where it belongs and return its path; ``FileExistsError`` where there is one already."""
    path = draft.path()
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(draft.text())
    return path
