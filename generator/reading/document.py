"""Text to documents: characters, hygiene, parser, in this order, with positions of the original text throughout."""

from __future__ import annotations

from collections.abc import Callable

from generator.findings import Finding, Location, ordered
from generator.reading import kinds
from generator.reading.bounds import MAX_BYTES, MAX_DEPTH
from generator.reading.characters import clean
from generator.reading.construct import Complaint, Construction, construct
from generator.reading.hygiene import Scanner
from generator.reading.nodes import Document, Mapping, Node, Sequence
from generator.reading.patterns import suspicious
from generator.reading.problems import explain
from generator.reading.repair import Columns, compose
from generator.reading.scanning import Mistake
from generator.reading.source import Source

__all__ = ["mend", "parse", "split_front_matter"]

Place = Callable[[int, int], tuple[int, int]]


def parse(source: Source, first_line: int = 1) -> Document:
    """Read YAML. Never raises; ``root`` is an empty mapping where there is nothing to go on with."""
    path = source.path
    if len(source.text) > MAX_BYTES:
        facts = {"size": f"{len(source.text) // 1024} KB", "limit": f"{MAX_BYTES // 1024} KB"}
        finding = Finding(kinds.FILE_TOO_LARGE, Location(path), facts)
        return Document(path, Mapping(first_line, 1), [finding], complete=False, first_line=first_line)
    lines, columns, findings = clean(path, source.text, source.lines, first_line)
    text = source.text if lines is source.lines else "\n".join(lines)
    result = None if suspicious(text) else construct(text, first_line)
    mistakes: list[Finding] = []
    if result is None or result.error is not None:
        scanner = Scanner(lines, MAX_DEPTH)
        scanner.scan()
        repaired, second = scanner.repairs.apply()
        both = compose(columns, second)
        mistakes = [_finding(mistake, scanner, path, columns, first_line) for mistake in scanner.mistakes]
        if result is None or second:
            result = construct("\n".join(repaired), first_line)
        columns = both
    if columns or "?" in text:
        _restore(result.root, columns, first_line, len(lines) - 1 + first_line)
    document = Document(path, Mapping(first_line, 1), [], True, source.lines, first_line)
    _conclude(document, result, columns, mistakes, first_line)
    document.findings = ordered(findings + mistakes + document.findings)
    return document


_ONE_READING = {
    *(kinds.BIDI, kinds.CONTROL, kinds.INVISIBLE, kinds.WIDE_COLON, kinds.WIDE_HASH, kinds.WIDE_BRACKET),
    *(kinds.WIDE_COMMA, kinds.WRONG_DASH, kinds.TAB_INDENT, kinds.WIDE_INDENT, kinds.COLON_SPACE, kinds.DASH_SPACE),
    *(kinds.MIXED_QUOTES, kinds.RESERVED_START, kinds.BAD_ESCAPE),
}
"""Slips that can be mended without asking: the repair drops nothing and has no alternative."""


def mend(source: Source) -> tuple[list[str], list[Finding]]:
    """The lines of a source with every slip mended that has one reading only, and what stands in the way of that.

    Where a person must decide (or the parser gives up) there are findings, and the lines are not to be used.
    """
    lines, _, _ = clean(source.path, source.text, source.lines, 1)
    text = "\n".join(lines)
    result = None if suspicious(text) else construct(text, 1)
    if result is None or result.error is not None:
        scanner = Scanner(lines, MAX_DEPTH)
        scanner.scan()
        lines, _ = scanner.repairs.apply()
        if any(mistake.kind not in _ONE_READING | {kinds.WIDE_QUOTES} for mistake in scanner.mistakes):
            return lines, parse(source).findings
        result = construct("\n".join(lines), 1)
    if result.error is not None or result.stopped:
        return lines, parse(source).findings
    return lines, []


def _where(finding: Finding) -> tuple[str, int, int]:
    return finding.code, finding.location.line, finding.location.column


def _conclude(
    document: Document, result: Construction, columns: Columns, mistakes: list[Finding], first_line: int
) -> None:
    """Turn what the parser said into the document's root and findings."""
    complaints: list[Complaint] = list(result.complaints)
    document.complete = not result.stopped and result.error is None
    if result.error is not None:
        complaints.append(explain(result.error))
    for kind, line, column, facts in complaints:
        if line >= len(document.lines):  # the parser counts a line past the end
            line = max(0, len(document.lines) - 1)
            column = len(document.line(line + first_line))
        column = _original(columns, line, column)
        if kind is kinds.UNCLOSED_QUOTE:
            facts = {"found": document.line(line + first_line)[column : column + 1]}
        finding = Finding(kind, Location(document.path, line + first_line, column + 1), facts)
        if _where(finding) not in map(_where, mistakes):  # a quote at the end is noticed on the way there, too
            document.findings.append(finding)
    root = result.root
    said = bool(mistakes or document.findings)
    if isinstance(root, Mapping):
        document.root = root
    elif isinstance(root, Sequence):
        document.findings.append(Finding(kinds.NOT_A_MAPPING, Location(document.path, root.line, root.column)))
        document.complete = False
    else:
        document.complete = False
        if said:
            return
        for number, text in enumerate(document.lines):
            content = text.strip()
            if content and not content.startswith("#") and content not in ("---", "..."):
                column = text.index(content[0]) + 1
                place = Location(document.path, number + first_line, column, len(content))
                document.findings.append(Finding(kinds.NOT_A_MAPPING, place))
                return
        document.findings.append(Finding(kinds.FILE_EMPTY, Location(document.path)))


def _original(columns: Columns, line: int, column: int) -> int:
    known = columns.get(line)
    return known[min(column, len(known) - 1)] if known else column


def _finding(mistake: Mistake, scanner: Scanner, path: str, columns: Columns, first_line: int) -> Finding:
    fixed = scanner.repairs.line(mistake.line)
    facts = {"fixed": fixed.strip(), "fixed_indented": fixed.rstrip(), **mistake.facts}
    column = _original(columns, mistake.line, mistake.column)
    return Finding(mistake.kind, Location(path, mistake.line + first_line, column + 1, max(1, mistake.length)), facts)


def _restore(root: object, columns: Columns, first_line: int, last_line: int) -> None:
    """Move every mark from the repaired text to the original; a key behind ``?`` may have its value past the end."""

    def column(line: int, number: int) -> int:
        return _original(columns, line - first_line, number - 1) + 1

    todo: list[Node] = [root] if isinstance(root, (Mapping, Sequence)) else []
    while todo:
        node = todo.pop()
        if isinstance(node, Mapping):
            node.column = column(node.line, node.column)
            node.marks = {
                k: (a, column(a, b), min(c, last_line), column(c, d)) for k, (a, b, c, d) in node.marks.items()
            }
            todo.extend(node.values())
        elif isinstance(node, Sequence):
            node.column = column(node.line, node.column)
            node.marks = [(min(line, last_line), column(line, number)) for line, number in node.marks]
            todo.extend(node)


def split_front_matter(source: Source) -> tuple[Document, str, int]:
    """A Markdown file's front matter, its body, and the line its body begins on."""
    lines = source.lines
    path = source.path
    if not lines or lines[0].rstrip() != "---":
        document = Document(path, Mapping(), [], complete=False, lines=lines)
        kind = kinds.FRONT_MATTER_MISSING if source.text.strip() else kinds.FILE_EMPTY
        document.findings.append(Finding(kind, Location(path, 1, 1) if source.text.strip() else Location(path)))
        return document, _body(document, lines, 0), 1
    end = next((k for k in range(1, len(lines)) if lines[k].rstrip() == "---"), None)
    if end is None:
        # Up to the first blank line it may be front matter; what follows is an article and would only give noise.
        stop = next((k for k in range(1, len(lines)) if not lines[k].strip()), len(lines))
        document = parse(Source(path, "\n".join(lines[1:stop])), 2)
        document.findings.insert(0, Finding(kinds.FRONT_MATTER_UNCLOSED, Location(path, 1, 1, 3)))
        document.complete = False
        return document, _body(document, lines, stop), stop + 1
    document = parse(Source(path, "\n".join(lines[1:end])), 2)
    return document, _body(document, lines, end + 1), end + 2


def _body(document: Document, lines: list[str], start: int) -> str:
    body = lines[start:]
    cleaned, _, findings = clean(document.path, "\n".join(body), body, start + 1)
    document.findings += findings
    return "\n".join(cleaned)
