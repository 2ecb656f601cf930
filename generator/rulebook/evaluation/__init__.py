"""Putting the rules to the records: a status for each branch, unit, station and for the site, with its reasoning.

Pure functions of (dossier, the register's other records, rulebook, as-of day). Where data are missing or masked the
status is 资料不足, never a guess.
"""

from generator.rulebook.evaluation.case import Surroundings
from generator.rulebook.evaluation.running import evaluate_dossier, evaluate_site
from generator.rulebook.evaluation.statuses import Light, Status, Subject, Verdict
from generator.rulebook.evaluation.tally import Tally, answers_of, answers_of_others, answers_of_some, tallies

__all__ = [
    "Light",
    "Status",
    "Subject",
    "Surroundings",
    "Tally",
    "Verdict",
    "answers_of",
    "answers_of_others",
    "answers_of_some",
    "evaluate_dossier",
    "evaluate_site",
    "tallies",
]
