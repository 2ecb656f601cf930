"""What can be printed, as the command line names it; imports nothing, so that other commands need not wait for it."""

__all__ = ["BOUND", "GROUPS", "HAVE_INTERNAL_KIND", "OF_BRANCHES", "PAPERS"]

GROUPS = ("handbook", "regulations", "showcases", "yearbook", "wall", "labels", "forms", "lists")
"""Kinds of documents, as the command line names them."""

HAVE_INTERNAL_KIND = ("handbook", "regulations", "showcases", "yearbook")
"""Bound manuals, which an office may print as internal material; the others exist in the public kind only."""

OF_BRANCHES = ("handbook", "wall", "labels")
"""Documents that there are of each branch; the others are of the whole site."""

BOUND = HAVE_INTERNAL_KIND
"""What is bound, and can be filled up with empty pages to whole sheets."""

PAPERS = {"A3": 297.0, "A2": 420.0, "A1": 594.0}
"""Wall sheets: width in mm of the upright sheet (ISO 216)."""
