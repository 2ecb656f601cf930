"""Kinds of records that the commands of editors name; imports nothing, so that other commands need not wait for it."""

__all__ = ["ASKED_FOR", "TABLES"]

ASKED_FOR = ("branch", "activity", "regulation", "showcase", "list")
"""Kinds that ``zhibu new`` starts."""

TABLES = ("branch", "unit", "activity", "committee", "area", "station", "honour", "campaign", "list", "regulation",
          "showcase", "rectification")  # fmt: skip
"""Kinds that fit a table; the others are mostly lists within a record."""
