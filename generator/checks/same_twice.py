"""CK19: one branch cannot hold two activities at the same hour; a picture belongs to one activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.summaries import Summary
from generator.findings import Finding, Severity, declare
from generator.records.activity import Activity
from generator.records.dossier import Dossier
from generator.records.register import Register

__all__ = ["check", "check_dossier"]

_HOUR = declare(
    "ZB0419",
    Severity.WARNING,
    (
        "同一时间有两次活动",
        "这次活动与“{other}”在同一天同一时间。",
        "请核对日期和时间；同一次活动只记一次，类别按主要内容填写。",
    ),
    (
        "two activities at one hour",
        "This activity is held on the same day and at the same hour as '{other}'.",
        "Check the date and the time, and record one activity only once.",
    ),
)
_PICTURE = declare(
    "ZB0519",
    Severity.NOTE,
    (
        "一张图片用在两次活动里",
        "图片“{found}”与活动 {other} 的图片是同一张。",
        "请换上本次活动的图片，或删去这一张。",
    ),
    (
        "one picture in two activities",
        "The picture '{found}' is the same as one of the activity '{other}'.",
        "Use a picture of this activity, or delete this one.",
    ),
)


def check_dossier(register: Register, dossier: Dossier) -> Iterator[Finding]:
    """Two activities of one branch at the same hour."""
    seen: dict[tuple[object, str], Activity] = {}
    for activity in dossier.activities:
        if activity.time is None:
            continue
        first = seen.setdefault((activity.date, activity.time), activity)
        if first is not activity:
            place = register.place(activity, ("时间",))
            yield Finding(_HOUR, place, {"other": first.title})


def check(register: Register, summaries: Sequence[Summary]) -> Iterator[Finding]:
    """The same picture in two activities, of one branch or of two."""
    seen: dict[str, str] = {}
    for summary in summaries:
        for digest, id, index, file in summary.pictures:
            first = seen.setdefault(digest, id)
            if first != id:
                origin = register.origin_of(Activity.kind, id)
                place = register.place_at(origin, ("图片", index, "文件"))
                yield Finding(_PICTURE, place, {"found": file, "other": first})
