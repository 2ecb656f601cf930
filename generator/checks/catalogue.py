"""The list of checks for developers: the number in the list of the domain, what it looks for, its file, its codes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

__all__ = ["CATALOGUE", "Entry", "as_markdown", "codes_of"]


class Entry(NamedTuple):
    """One check of the list: its number (CK), what it looks for, and the modules that do it."""

    number: int
    what: str
    modules: tuple[str, ...]


CATALOGUE = (
    Entry(1, "required fields", ("records/kinds.py",)),
    Entry(2, "references lead somewhere; one unit, one branch", ("records/register.py", "checks/coverage_once.py")),
    Entry(3, "identifier and file name", ("records/kinds.py",)),
    Entry(4, "order of dates; nothing in the future", ("checks/date_order.py", "checks/future_dates.py")),
    Entry(5, "enumerations, term sets, forms of rules", ("records/kinds.py", "checks/rule_forms.py")),
    Entry(6, "masked and rounded numbers left out of totals", ("checks/left_out.py",)),
    Entry(7, "kind against members; formation against units", ("checks/branch_forms.py", "checks/formation_units.py")),
    Entry(8, "units of a joint branch", ("checks/joint_units.py",)),
    Entry(9, "committee size and posts", ("checks/committee_posts.py",)),
    Entry(10, "terms of office", ("checks/terms_of_office.py",)),
    Entry(11, "units that ought to have an organisation", ("checks/unformed_units.py",)),
    Entry(12, "dispatch with consent", ("checks/dispatch_consent.py",)),
    Entry(13, "temporary branches", ("checks/temporary_branches.py",)),
    Entry(14, "meetings and lectures", ("checks/meetings_and_lectures.py",)),
    Entry(15, "theme days and their fixed day", ("checks/theme_days.py",)),
    Entry(16, "yearly organisation life and talks", ("checks/yearly_life.py",)),
    Entry(17, "stations: meetings, lists, scores", ("checks/station_work.py",)),
    Entry(18, "quorum", ("checks/quorum.py",)),
    Entry(19, "two activities at one hour, one picture twice", ("checks/same_twice.py",)),
    Entry(20, "hours of training", ("checks/training_hours.py",)),
    Entry(21, "said = found of term sets", ("checks/term_counts.py",)),
    Entry(22, "parts = whole", ("checks/stated_figures.py",)),
    Entry(23, "percentage = part / base", ("checks/stated_figures.py",)),
    Entry(24, "shares sum to 100", ("checks/stated_figures.py",)),
    Entry(
        25, "stars, scores, schemes", ("checks/star_scores.py", "checks/one_star_each.py", "checks/schemes_add_up.py")
    ),
    Entry(26, "kinds of money", ("checks/money_kinds.py",)),
    Entry(27, "instructor identity", ("checks/instructor_identity.py",)),
    Entry(28, "weights 4:3:3", ("checks/weights.py",)),
    Entry(29, "coverage formulas", ("checks/coverage_formulas.py",)),
    Entry(30, "jumps from year to year", ("checks/yearly_jumps.py",)),
    Entry(31, "六有, 八有, 五有, 6+X with evidence", ("checks/marks_with_evidence.py",)),
    Entry(32, "eight boxes", ("checks/file_boxes.py",)),
    Entry(33, "四包, 五个一, 五个掌握, 五个清", ("checks/named_sets.py",)),
    Entry(34, "the four defects", ("checks/four_defects.py",)),
    Entry(35, "too many campaigns", ("checks/many_campaigns.py",)),
    Entry(36, "brand without evidence", ("checks/brand_evidence.py",)),
    Entry(37, "rectification overdue, closed unaccepted", ("checks/rectifications.py",)),
    Entry(38, "star veto", ("checks/star_veto.py",)),
    Entry(39, "pairing ratio", ("checks/pairing_ratio.py",)),
    Entry(
        40,
        "personal data in records, prose and files to be published; place of pictures",
        ("checks/personal_data.py", "checks/content_files.py", "checks/withdrawals.py", "publication/scanning.py"),
    ),
    Entry(41, "consent", ("checks/consent.py",)),
    Entry(42, "internal text on a page", ("checks/pages/leaks.py",)),
    Entry(
        43,
        "requests to other servers, dead links, files that run",
        ("checks/pages/links.py", "checks/content_files.py"),
    ),
    Entry(44, "emblem", ("checks/emblem.py",)),
    Entry(45, "maps", ("checks/maps.py",)),
    Entry(46, "freshness, empty sections", ("checks/freshness.py",)),
    Entry(47, "footer", ("checks/footer.py",)),
    Entry(48, "text alternatives, headings, language", ("checks/pages/access.py",)),
    Entry(49, "full names", ("checks/organisation_names.py",)),
    Entry(50, "wording, Traditional characters", ("checks/wording.py",)),
    Entry(51, "imprint", ("checks/imprint.py",)),
    Entry(52, "pages, bleed and fonts of documents", ("checks/pages/documents.py",)),
    Entry(53, "three reviews", ("checks/three_reviews.py", "checks/approvals.py")),
    Entry(54, "figures in prose", ("checks/prose_figures.py", "checks/borrowed_figures.py", "rulebook/statements.py")),
)

_HEAD = """\
# Checks

The list of checks, where each is made and the codes of what it finds. This table is written by
`generator/checks/catalogue.py`; a test compares them. Codes ZB02xx belong to reading records; every check has golden
cases in `tests/checks/cases/`.

`zhibu check` runs what finds mistakes in records. Checks that say only that a branch falls short of a rule belong to
`zhibu report`; those of `checks/pages/` look at a built site (`zhibu report --site-dir DIR`) and
at the documents that `zhibu print` left in `print/`.

| CK | looks for | file in `generator/` | codes |
|---|---|---|---|
"""


def codes_of(module: str) -> str:
    """The codes that a module declares; of the shared list of reading only the range is named."""
    if module.startswith("records/"):
        return "ZB02xx"
    text = (Path(__file__).resolve().parents[1] / module).read_text(encoding="utf-8")
    return ", ".join(sorted(set(re.findall(r'"(ZB0\d{3})"', text))))


def as_markdown() -> str:
    """The page ``docs/checks.md``."""
    rows = []
    for entry in CATALOGUE:
        modules = "<br>".join(f"`{module}`" for module in entry.modules)
        codes = "<br>".join(codes_of(module) for module in entry.modules)
        rows.append(f"| {entry.number:02} | {entry.what} | {modules} | {codes} |\n")
    return _HEAD + "".join(rows)
