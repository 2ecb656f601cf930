"""Narratives for paper: Markdown as plain blocks and runs of text, without HTML."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

__all__ = ["blocks", "parser"]

Block = dict[str, Any]


@cache
def parser() -> MarkdownIt:
    """Reads the Markdown of narratives: tables and strikethrough, no raw HTML."""
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def blocks(markdown: str) -> list[Block]:
    """Headings, paragraphs, lists, quotations and tables. A run of text is ``[text, style, address]``."""
    tree = SyntaxTreeNode(parser().parse(markdown))
    found = [block for node in tree.children for block in _block(node)]
    level = 1
    for block in found:  # no level may be skipped in a tagged document; the title of a case is level 1
        if block["is"] == "heading":
            level = block["level"] = min(max(block["level"], 2), level + 1)
    return found


def _block(node: SyntaxTreeNode) -> list[Block]:
    if node.type == "heading":
        return [{"is": "heading", "level": int(node.tag[1:]), "runs": _inline(node)}]
    if node.type == "paragraph":
        return [{"is": "text", "runs": _inline(node)}]
    if node.type in ("bullet_list", "ordered_list"):
        items = [[part for child in item.children for part in _block(child)] for item in node.children]
        return [{"is": "list", "ordered": node.type == "ordered_list", "items": items}]
    if node.type == "blockquote":
        return [{"is": "quote", "blocks": [part for child in node.children for part in _block(child)]}]
    if node.type == "table":
        rows = [[_inline(cell) for cell in row.children] for part in node.children for row in part.children]
        return [{"is": "table", "heads": rows[0], "rows": rows[1:]}]
    if node.type in ("fence", "code_block"):
        return [{"is": "text", "runs": [[node.content.rstrip("\n"), "plain", None]]}]
    return []


def _inline(node: SyntaxTreeNode, style: str = "plain", address: str | None = None) -> list[list[str | None]]:
    runs: list[list[str | None]] = []
    for child in node.children:
        if child.type == "inline":
            runs.extend(_inline(child, style, address))
        elif child.type in ("text", "code_inline"):
            runs.append([child.content, style, address])
        elif child.type in ("softbreak", "hardbreak"):
            runs.append(["", "break" if child.type == "hardbreak" else "plain", None])
        elif child.type == "strong":
            runs.extend(_inline(child, "strong", address))
        elif child.type == "em":
            runs.extend(_inline(child, "em", address))
        elif child.type == "link":
            href = str(child.attrGet("href") or "")
            runs.extend(_inline(child, style, href if href.startswith(("http://", "https://")) else None))
        elif child.children:
            runs.extend(_inline(child, style, address))
    return runs
