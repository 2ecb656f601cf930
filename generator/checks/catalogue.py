"""The list of checks for developers: the number in the list of the domain, what it looks for, its file, its codes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

__all__ = ["CATALOGUE", "Entry", "as_markdown", "codes_of"]


class Entry(NamedTuple):
    """One check of the list: its number (CK), what it looks for, the file that is its home, its golden cases.

    ``also`` has further files that look for the same. ``read`` names the codes of a check that only a reader can make,
    whose home then is a file of the reading rooms.
    """

    number: int
    what: str
    home: str
    cases: tuple[str, ...]
    """Folders of ``tests/checks/cases/``."""
    also: tuple[str, ...] = ()
    read: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        return (self.home, *self.also)

    def codes(self, file: str) -> str:
        """What one of its files finds."""
        return self.read if self.read and file == self.home else codes_of(file)


CATALOGUE = (
    Entry(1, "required fields", "records/loading.py", ("required-fields",), read="ZB0201"),
    Entry(
        2,
        "references lead somewhere; one unit, one branch",
        "records/register.py",
        ("references", "coverage-once"),
        also=("checks/coverage_once.py",),
        read="ZB0217, ZB0218",
    ),
    Entry(3, "identifier and file name", "records/collecting.py", ("identity",), read="ZB0214, ZB0215, ZB0216, ZB0222"),
    Entry(
        4,
        "order of dates; nothing in the future",
        "checks/date_order.py",
        ("date-order", "date-order-of-others", "future-dates"),
        also=("checks/future_dates.py",),
    ),
    Entry(
        5,
        "enumerations, term sets, forms of rules",
        "records/loading.py",
        ("enumerations", "terms", "rule-forms"),
        also=("checks/rule_forms.py", "rulebook/terms.py"),
        read="ZB0203",
    ),
    Entry(6, "masked and rounded numbers left out of totals", "checks/left_out.py", ("left-out",)),
    Entry(
        7,
        "kind against members; formation against units",
        "checks/branch_forms.py",
        ("branch-forms", "formation-units"),
        also=("checks/formation_units.py",),
    ),
    Entry(8, "units of a joint branch", "checks/joint_units.py", ("joint-units",)),
    Entry(9, "committee size and posts", "checks/committee_posts.py", ("committee-posts",)),
    Entry(10, "terms of office", "checks/terms_of_office.py", ("terms-of-office",)),
    Entry(11, "units that ought to have an organisation", "checks/unformed_units.py", ("unformed-units",)),
    Entry(12, "dispatch with consent", "checks/dispatch_consent.py", ("dispatch-consent",)),
    Entry(13, "temporary branches", "checks/temporary_branches.py", ("temporary-branches",)),
    Entry(14, "meetings and lectures", "checks/meetings_and_lectures.py", ("meetings-and-lectures",)),
    Entry(15, "theme days and their fixed day", "checks/theme_days.py", ("theme-days",)),
    Entry(16, "yearly organisation life and talks", "checks/yearly_life.py", ("yearly-life",)),
    Entry(17, "stations: meetings, lists, scores", "checks/station_work.py", ("station-work",)),
    Entry(18, "quorum", "checks/quorum.py", ("quorum",)),
    Entry(19, "two activities at one hour, one picture twice", "checks/same_twice.py", ("same-twice", "same-picture")),
    Entry(20, "hours of training", "checks/training_hours.py", ("training-hours",)),
    Entry(
        21,
        "said = found of term sets",
        "checks/term_counts.py",
        ("term-counts", "stated-lists"),
        also=("checks/stated_lists.py",),
    ),
    Entry(22, "parts = whole", "checks/parts_and_whole.py", ("parts-and-whole",)),
    Entry(23, "percentage = part / base", "checks/percentages.py", ("percentages",)),
    Entry(24, "shares sum to 100", "checks/shares_of_a_whole.py", ("shares-of-a-whole",)),
    Entry(
        25,
        "stars, scores, schemes",
        "checks/star_scores.py",
        ("star-scores", "one-star-each", "schemes-add-up"),
        also=("checks/one_star_each.py", "checks/schemes_add_up.py"),
    ),
    Entry(26, "kinds of money", "checks/money_kinds.py", ("money-kinds",)),
    Entry(27, "instructor identity", "checks/instructor_identity.py", ("instructor-identity",)),
    Entry(28, "weights 4:3:3", "checks/weights.py", ("weights",)),
    Entry(29, "coverage formulas", "checks/coverage_formulas.py", ("coverage-formulas",)),
    Entry(30, "jumps from year to year", "checks/yearly_jumps.py", ("yearly-jumps",)),
    Entry(31, "六有, 八有, 五有, 6+X with evidence", "checks/marks_with_evidence.py", ("marks-with-evidence",)),
    Entry(32, "eight boxes", "checks/file_boxes.py", ("file-boxes",)),
    Entry(33, "四包, 五个一, 五个掌握, 五个清", "checks/named_sets.py", ("named-sets",)),
    Entry(34, "the four defects", "checks/four_defects.py", ("four-defects",)),
    Entry(35, "too many campaigns", "checks/many_campaigns.py", ("many-campaigns",)),
    Entry(36, "brand without evidence", "checks/brand_evidence.py", ("brand-evidence",)),
    Entry(
        37,
        "rectification overdue, closed unaccepted",
        "checks/rectifications.py",
        ("rectifications", "rectifications-overdue"),
    ),
    Entry(38, "star veto", "checks/star_veto.py", ("star-veto",)),
    Entry(39, "pairing ratio", "checks/pairing_ratio.py", ("pairing-ratio",)),
    Entry(
        40,
        "personal data in records, prose and files to be published; place of pictures",
        "checks/personal_data.py",
        ("personal-data", "content-files", "withdrawals"),
        also=("checks/content_files.py", "checks/withdrawals.py", "publication/scanning.py"),
    ),
    Entry(41, "consent", "checks/consent.py", ("consent",)),
    Entry(42, "internal text on a page", "checks/pages/leaks.py", ("page-leaks",)),
    Entry(
        43,
        "requests to other servers, dead links, files that run",
        "checks/pages/links.py",
        ("page-links",),
        also=("checks/content_files.py",),
    ),
    Entry(44, "emblem", "checks/emblem.py", ("emblem",)),
    Entry(45, "maps", "checks/maps.py", ("maps",)),
    Entry(46, "freshness, empty sections", "checks/freshness.py", ("freshness", "empty-sections")),
    Entry(47, "footer", "checks/footer.py", ("footer",)),
    Entry(48, "text alternatives, headings, language", "checks/pages/access.py", ("page-access",)),
    Entry(49, "full names", "checks/organisation_names.py", ("organisation-names",)),
    Entry(
        50,
        "wording, Traditional characters, wide digits",
        "checks/wording.py",
        ("wording", "prose-wording"),
        also=("checks/prose_wording.py",),
    ),
    Entry(51, "imprint", "checks/imprint.py", ("imprint",)),
    Entry(52, "pages, bleed and fonts of documents", "checks/pages/documents.py", ("printed-documents",)),
    Entry(53, "three reviews", "checks/three_reviews.py", ("three-reviews",), also=("checks/approvals.py",)),
    Entry(
        54,
        "figures in prose",
        "checks/prose_figures.py",
        ("prose-figures", "borrowed-figures", "stated-figures", "unlisted-numbers"),
        also=(
            "checks/borrowed_figures.py",
            "checks/stated_figures.py",
            "checks/unlisted_numbers.py",
            "rulebook/statements.py",
        ),
    ),
)

_HEAD = """\
# Checks

The list of checks: where each has its home, which further files look for the same, the codes of what is found and the
golden cases in `tests/checks/cases/` that show what is accepted and what is not. This table is written by
`generator/checks/catalogue.py`; a test compares them.

`zhibu check` runs what finds mistakes in records. Checks that say only that a branch falls short of a rule belong to
`zhibu report`; those of `checks/pages/` look at a built site (`zhibu report --site-dir DIR`) and
at the documents that `zhibu print` left in `print/`.

One file a check, with four exceptions: CK01, CK02, CK03 and CK05 are made while records are read, because afterwards
nothing is left to look at. A required key that is missing, or a value outside its list, leaves no record; an identifier
is what a record is filed under, so one that is wrong or stands twice never gets into the Register; and a reference is
followed as records are linked. What such a check looks for is declared where the field is described (`public("…",
refers="branch")`, an enumeration, a default), so that a field is described once and there is no second list to be
forgotten; a file in `checks/` could only repeat that list. Their codes are therefore those of the reading rooms, and
they have golden cases like all others.

| CK | looks for | home in `generator/` | codes | golden cases | also |
|---|---|---|---|---|---|
"""


def codes_of(file: str) -> str:
    """The codes that a file declares, in order."""
    text = (Path(__file__).resolve().parents[1] / file).read_text(encoding="utf-8")
    return ", ".join(sorted(set(re.findall(r'"(ZB0\d{3})"', text))))


def as_markdown() -> str:
    """The page ``docs/checks.md``."""
    rows = []
    for entry in CATALOGUE:
        cases = "<br>".join(f"`{folder}`" for folder in entry.cases)
        also = "<br>".join(f"`{file}`{f' ({codes})' if (codes := entry.codes(file)) else ''}" for file in entry.also)
        codes = entry.codes(entry.home)
        rows.append(f"| {entry.number:02} | {entry.what} | `{entry.home}` | {codes} | {cases} | {also} |\n")
    return _HEAD + "".join(rows)


if __name__ == "__main__":
    print(as_markdown(), end="")
