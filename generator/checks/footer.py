"""CK47: what the foot of every page has to say: publisher, filings, contact."""

from __future__ import annotations

from collections.abc import Iterator

from generator.findings import Finding, Severity, declare
from generator.records.register import Register
from generator.records.site import Site
from generator.rulebook.evaluation.whole_site import foot_lacks

__all__ = ["check"]

_LACKING = declare(
    "ZB0447",
    Severity.NOTE,
    (
        "页脚信息不全",
        "网站记录没有{lacking}，页脚显示不出来。",
        "请在 records/site.yml 里补上；内部网站没有备案号的不用填。",
    ),
    (
        "incomplete footer",
        "The footer is incomplete: the site record lacks {lacking_en}.",
        "Add it to records/site.yml, except a filing that an internal site does not need.",
    ),
)


def check(register: Register) -> Iterator[Finding]:
    site = register.of(Site).get("site")
    if site is None:
        return
    lacking = foot_lacks(site)
    if lacking:
        facts = {"lacking": "、".join(zh for zh, _ in lacking), "lacking_en": ", ".join(en for _, en in lacking)}
        yield Finding(_LACKING, register.place(site), facts)
