"""How a field of a record is described: once, here, in Chinese, with its visibility.

Schema, forms, help pages, table heads and error texts all derive from what ``public`` and ``internal`` note.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.fields import FieldInfo

from generator.records.values import Date, Spelling

__all__ = [
    "Account",
    "Line",
    "Part",
    "Prose",
    "Record",
    "Review",
    "ReviewState",
    "Source",
    "Visibility",
    "alone",
    "called",
    "counted",
    "internal",
    "label_of",
    "lighten",
    "public",
    "reference_of",
    "terms_of",
    "visibility_of",
]

# A number stands for its digits (村: 12), so the schema takes it too.
_TEXT = {"type": ["string", "integer"], "minLength": 1}

Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    Spelling("line", {**_TEXT, "maxLength": 300}, ""),
]
"""One line of text."""

Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000),
    Spelling("prose", {**_TEXT, "maxLength": 20_000}, ""),
]
"""Plain paragraphs, one a line."""


Account = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^@\S+$", max_length=100),
    Spelling("line", {"type": "string", "pattern": "^@", "maxLength": 100}, "@example/chengguan"),
]
"""An account or a group on the platform that keeps the records' Git repository."""


class Visibility(StrEnum):
    """Who may see a field or a record. What may never be published (身份证号, 住址, 健康 …) has no field at all."""

    PUBLIC = "公开"
    INTERNAL = "内部"


def _field(
    label: str,
    description: str,
    visibility: Visibility,
    default: Any,
    noted: dict[str, Any],
    extra: Any,
) -> Any:
    notes = {"visibility": visibility.value, **{name: note for name, note in noted.items() if note}}
    if isinstance(default, list):
        extra["default_factory"] = list
    else:
        extra["default"] = default
    return Field(alias=label, description=description, json_schema_extra=notes, **extra)


def public(
    label: str,
    description: str,
    default: Any = ...,
    *,
    refers: str | None = None,
    terms: str | None = None,
    alone: bool = False,
    counted: bool = False,
    called: bool = False,
    **extra: Any,
) -> Any:
    """A field that readers may see. ``refers`` names the record kind its value points to, ``terms`` its term set.

    What stands ``alone`` concerns only the record's own page and checks: no other page shows it, no figure counts it.
    What is ``counted`` concerns figures, rules and totals besides: of other pages just those that tell totals, or who
    counts among whom. What the record is ``called``, and how long it is, is said on other pages, but nothing is put in
    order, counted or judged by it.
    """
    noted = {"refers": refers, "terms": terms, "alone": alone, "counted": counted, "called": called}
    return _field(label, description, Visibility.PUBLIC, default, noted, extra)


def internal(
    label: str,
    description: str,
    default: Any = ...,
    *,
    refers: str | None = None,
    terms: str | None = None,
    alone: bool = False,
    counted: bool = False,
    **extra: Any,
) -> Any:
    """A field that never leaves the office."""
    noted = {"refers": refers, "terms": terms, "alone": alone, "counted": counted}
    return _field(label, description, Visibility.INTERNAL, default, noted, extra)


def _note(field: FieldInfo, name: str) -> Any:
    extra = field.json_schema_extra
    return extra.get(name) if isinstance(extra, dict) else None


def visibility_of(field: FieldInfo) -> Visibility:
    """A field without a visibility is a mistake of ours: nothing is public by default."""
    return Visibility(_note(field, "visibility"))


def reference_of(field: FieldInfo) -> str | None:
    """The record kind a field points to, if it does."""
    note = _note(field, "refers")
    return str(note) if note else None


def terms_of(field: FieldInfo) -> str | None:
    """The term set whose members a field may hold, if it is bound to one."""
    note = _note(field, "terms")
    return str(note) if note else None


def alone(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a model's fields that concern nothing but the record itself."""
    return tuple(name for name, field in model.model_fields.items() if _note(field, "alone"))


def counted(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a model's fields that concern figures and rules besides the record itself."""
    return tuple(name for name, field in model.model_fields.items() if _note(field, "counted"))


def called(model: type[BaseModel]) -> tuple[str, ...]:
    """The names of a model's fields that tell what a record is called."""
    return tuple(name for name, field in model.model_fields.items() if _note(field, "called"))


def label_of(model: type[BaseModel], name: str) -> str:
    """The Chinese key of a field, as on the paper form."""
    return model.model_fields[name].alias or name


class Part(BaseModel):
    """A part of a record: described fields, unknown keys refused, unchangeable once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, defer_build=True)


_NONE: set[str] = set()


def lighten(part: Part) -> None:
    """Let go of the note of which fields were written, a set a part: nobody asks, and it is two fifths of a record."""
    object.__setattr__(part, "__pydantic_fields_set__", _NONE)
    held = part.__dict__
    for name in _with_parts(part.__class__):
        value = held[name]
        if value.__class__ is list:
            for item in value:
                if isinstance(item, Part):
                    lighten(item)
        elif isinstance(value, Part):
            lighten(value)


@cache
def _with_parts(model: type[Part]) -> tuple[str, ...]:
    """The names of a model's fields that may hold parts."""
    return tuple(name for name, field in model.model_fields.items() if _may_be_part(field.annotation))


def _may_be_part(annotation: Any) -> bool:
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, Part)
    return any(map(_may_be_part, get_args(annotation)))


class ReviewState(StrEnum):
    """The three reviews (三审); only what passed the last one is published."""

    DRAFT = "草稿"
    FIRST = "初审"
    SECOND = "复审"
    FINAL = "终审"


class Source(Part):
    """Where a record's facts come from."""

    document: Line = public("文献", "资料名称，不加书名号。")
    date: Line | None = public("日期", "资料的日期或年份，照原样写。", None)
    place: Line | None = public("位置", "页码、行号或条款。", None)
    note: Line | None = public("说明", "资料状况，如“数字被隐去”。", None)


class Review(Part):
    """How far the three reviews have come, by post, never by name."""

    state: ReviewState = public("状态", "草稿、初审、复审或终审；只有终审的记录对外发布。")
    date: Date | None = internal("日期", "最近一次审核的日期。", None)
    drafted_by: Line | None = internal("起草", "起草人岗位。", None)
    checked_by: Line | None = internal("审核", "审核人岗位。", None)
    approved_by: Line | None = internal("批准", "批准人岗位。", None)


def _review(value: Any) -> Any:
    """``审核: 终审`` is short for ``审核: {状态: 终审}``."""
    return {"状态": value} if isinstance(value, str) else value


class Record(Part):
    """What every record carries, whatever its kind."""

    kind: ClassVar[str]
    label: ClassVar[str]

    id: str = public("编号", "稳定的英文编号；单独成文件的以文件名（或文件夹名）为准，可以不写。")
    source: Source | None = public("来源", "资料来源。", None)
    visibility: Visibility = public("可见", "公开或内部；内部的记录整条不发布。", Visibility.PUBLIC)
    review: Annotated[Review, BeforeValidator(_review)] = public(
        "审核", "三审状态，可简写为“审核: 终审”。", Review.model_validate({"状态": "草稿"})
    )
    remark: Prose | None = internal("备注", "给编辑人员看的话，不发布。", None, alone=True)

    @property
    def released(self) -> bool:
        """Whether the record as a whole may go out."""
        return self.visibility is Visibility.PUBLIC and self.review.state is ReviewState.FINAL
