"""CK42: no text of an internal field stands on a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from generator.checks.pages.page import pages
from generator.findings import Finding, Location, Severity, declare
from generator.records.fields import Record, Visibility, visibility_of
from generator.records.register import Register

__all__ = ["check"]

_LEAK = declare(
    "ZB0442",
    Severity.ERROR,
    (
        "页面上有内部内容",
        "{record}的内部项“{key}”出现在页面上：“{found}”。",
        "请立即撤下这个页面，核对写进公开项里的文字，重新生成网站。",
    ),
    (
        "internal text on a page",
        "The internal '{key}' of the {record_en} stands on the page: '{found}'.",
        "Take the page down at once, check the public keys for this text, and build the site again.",
    ),
    private=True,
)
_SHORTEST = 6
"""Characters; shorter words stand on pages for reasons of their own."""


def check(register: Register, folder: Path) -> Iterator[Finding]:
    hidden: dict[str, tuple[str, str, str]] = {}
    shown: set[str] = set()
    for kind, records in register.records.items():
        if kind == "activity":  # one dossier at a time
            continue
        for record in records.values():
            _sort(record, record.released, record, hidden, shown)
    for dossier in register.dossiers():
        for activity in dossier.activities:
            _sort(activity, activity.released, activity, hidden, shown)
    said = "\n".join(shown)
    secrets = {text: where for text, where in hidden.items() if text not in said}
    for page in pages(folder):
        whole = page.text
        for text, (name, name_en, key) in secrets.items():
            if text in whole:
                facts = {"record": name, "record_en": name_en, "key": key}
                facts["found"] = text if len(text) <= 20 else f"{text[:19]}…"
                yield Finding(_LEAK, Location(f"{folder.name}/{page.path}"), facts)


def _sort(part: BaseModel, out: bool, record: Record, hidden: dict[str, tuple[str, str, str]], shown: set[str]) -> None:
    """Put every text of a record among what may be shown or what may not."""
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        public = out and visibility_of(info) is Visibility.PUBLIC
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, BaseModel):
                _sort(item, public, record, hidden, shown)
            elif type(item) is str and len(item) >= _SHORTEST:
                if public:
                    shown.add(item)
                elif name != "id":
                    kind = record.kind.replace("_", " ")
                    hidden.setdefault(
                        item, (f"{record.label}“{record.id}”", f"{kind} '{record.id}'", info.alias or name)
                    )
