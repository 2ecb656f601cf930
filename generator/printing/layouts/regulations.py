"""The compendium of regulations (制度汇编)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from generator.printing.indexing import grouped
from generator.printing.layouts.front_matter import meta, on_site
from generator.printing.layouts.words import day
from generator.printing.material import Material
from generator.records.activity import ActivityKind

__all__ = ["regulations", "regulations_of"]

Json = dict[str, Any]


def regulations(material: Material) -> Json:
    """制度汇编, with an index of what the articles speak of."""
    items = material.view.regulations
    words = [kind.value for kind in ActivityKind] + [item.short_name for item in items]
    entries: dict[str, list[str]] = {}
    for item in items:
        for chapter in item.chapters:
            for article in chapter.articles:
                text = article.text + "".join(article.items)
                for word in words:
                    if word in text and word != item.short_name:
                        entries.setdefault(word, []).append(f"{item.id}-{article.number}")
    return {
        "meta": meta(
            material, "制度汇编", material.view.site.name, f"{material.view.year}年", "regulations/", "制度栏目"
        ),
        "groups": [
            {
                "name": group,
                "regulations": [
                    {
                        "id": item.id,
                        "name": item.name,
                        "passed": [f"{day(item.adopted)} {item.issuer}通过"]
                        + ([f"{day(item.effective)}起施行"] if item.effective else []),
                        "scope": item.scope,
                        "version": item.version,
                        "chapters": _articles(item),
                        "bases": [
                            f"《{basis.document}》{basis.articles or ''}" + (f"：{basis.note}" if basis.note else "")
                            for basis in item.bases
                        ],
                        "qr": on_site(material, item.address),
                    }
                    for item in found
                ],
            }
            for group, found in ((name, list(rows)) for name, rows in groupby(items, key=lambda item: item.group))
        ],
        "index": grouped((word, places) for word, places in entries.items()),
    }


def _articles(regulation: Any) -> list[Json]:
    return [
        {
            "number": chapter.number,
            "title": chapter.title,
            "articles": [
                {"number": article.number, "text": article.text, "items": article.items} for article in chapter.articles
            ],
        }
        for chapter in regulation.chapters
    ]


def regulations_of(material: Material, branch: Any) -> list[Any]:
    """A branch's regulations in full; it names them by their addresses."""
    wanted = {card.address for card in branch.regulations}
    return [item for item in material.view.regulations if item.address in wanted]
