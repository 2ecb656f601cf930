"""Blank forms, and the indicators of a rating to be scored by hand."""

from __future__ import annotations

from typing import Any

from generator.printing.layouts.front_matter import meta
from generator.printing.material import Material

__all__ = ["forms", "scheme"]

Json = dict[str, Any]


def forms(material: Material) -> Json:
    """The blank forms."""
    return {
        "meta": meta(material, "党支部工作用表", material.view.site.county),
        "branch_name": None,
        "scheme": scheme(material),
    }


def scheme(material: Material) -> Json | None:
    """The indicators of the latest rating, to be scored by hand; None leaves the rows of the form blank."""
    for assessment in material.view.assessments:
        scheme = material.schemes.get(assessment.scheme)
        if scheme is not None:
            rows = [
                [indicator.name, str(indicator.maximum) if indicator.maximum is not None else ""]
                for aspect in scheme.aspects
                for indicator in aspect.indicators
            ]
            return {"name": scheme.name, "rows": rows}
    return None
