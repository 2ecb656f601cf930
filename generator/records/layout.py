"""Which file holds which kind of record: the one place that knows the folders of ``records/``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from generator.listing import UNKNOWN
from generator.records.activity import Activity
from generator.records.appraisal import Appraisal
from generator.records.area import Area
from generator.records.assessment import Assessment
from generator.records.branch import Branch
from generator.records.campaign import Campaign
from generator.records.committee import Committee
from generator.records.exemption import Exemption
from generator.records.fields import Record
from generator.records.honour import Honour
from generator.records.monthly_list import MonthlyList
from generator.records.pairing import Pairing
from generator.records.rectification import Rectification
from generator.records.regulation import Regulation
from generator.records.report import Report
from generator.records.showcase import Showcase
from generator.records.site import Site
from generator.records.station import Station
from generator.records.unit import Unit
from generator.records.withdrawal import Withdrawal
from generator.records.words import Word

__all__ = ["LAYOUT", "Shelf"]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where records of one kind stand.

    ``path`` is a pattern of path segments; ``{id}`` is the segment the identifier comes from, other ``{names}``
    match any segment. ``ledger`` names the key under which one file lists many records. ``fixed`` maps Chinese keys to
    pattern segments that decide them (the branch of an activity is the folder it lies in). ``body`` names the key that
    takes the narrative of a Markdown file.
    """

    model: type[Record]
    path: str
    ledger: str | None = None
    fixed: tuple[tuple[str, str], ...] = ()
    body: str | None = None

    @property
    def plain(self) -> bool:
        """Whether a file holds one record and nothing else."""
        return self.ledger is None and self.body is None

    def match(self, path: str) -> dict[str, str] | None:
        """The named segments of ``path``, or None where it is not of this shelf."""
        found = _pattern(self.path).fullmatch(path)
        return None if found is None else found.groupdict()


@cache
def _pattern(path: str) -> re.Pattern[str]:
    """``records/branches/{id}/branch.yml`` as an expression with a group a name."""
    parts = re.split(r"\{(\w+)\}", path)
    parts[0::2] = [re.escape(part) for part in parts[0::2]]
    parts[1::2] = [f"(?P<{name}>[^/{UNKNOWN}]+)" for name in parts[1::2]]  # a name that is no text names no record
    return re.compile("".join(parts))


LAYOUT: tuple[Shelf, ...] = (
    Shelf(Site, "records/site.yml"),
    Shelf(Word, "records/words.yml", ledger="用语"),
    Shelf(Exemption, "records/exemptions.yml", ledger="豁免"),
    Shelf(Withdrawal, "records/withdrawals.yml", ledger="撤下"),
    Shelf(Area, "records/areas.yml", ledger="区域"),
    Shelf(Committee, "records/committees/{id}.yml"),
    Shelf(Unit, "records/units/{area}.yml", ledger="单位", fixed=(("属地", "area"),)),
    Shelf(Branch, "records/branches/{id}/branch.yml"),
    Shelf(Activity, "records/branches/{branch}/activities/{year}/{id}.yml", fixed=(("支部", "branch"),)),
    Shelf(Regulation, "records/regulations/{id}.yml"),
    Shelf(Showcase, "content/showcases/{id}.md", body="正文"),
    Shelf(Station, "records/stations/{id}.yml"),
    Shelf(MonthlyList, "records/lists/{id}.yml", fixed=(("年月", "id"),)),
    Shelf(Assessment, "records/assessments/{id}.yml"),
    Shelf(Pairing, "records/pairings/{id}.yml"),
    Shelf(Campaign, "records/campaigns/{id}.yml"),
    Shelf(Honour, "records/honours/{id}.yml"),
    Shelf(Report, "records/reports/{id}.yml"),
    Shelf(Appraisal, "records/appraisals/{id}.yml"),
    Shelf(Rectification, "records/rectifications/{id}.yml"),
)
