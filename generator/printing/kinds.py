"""What can be printed, as the command line names it; imports nothing, so that other commands need not wait for it."""

__all__ = ["GROUPS", "HAVE_INTERNAL_KIND", "PAPERS"]

GROUPS = ("handbook", "regulations", "showcases", "yearbook", "wall", "labels", "forms", "lists")
"""Kinds of documents, as the command line names them."""

HAVE_INTERNAL_KIND = ("handbook", "regulations", "showcases", "yearbook")
"""Bound manuals, which an office may print as internal material; the others exist in the public kind only."""

PAPERS = {"A3": 297.0, "A2": 420.0, "A1": 594.0}
"""Wall sheets: width in mm of the upright sheet (ISO 216)."""
