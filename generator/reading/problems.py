"""The parser's complaints in plain words. Its English never reaches a Chinese reader."""

from __future__ import annotations

from generator.findings import Kind
from generator.reading import kinds

__all__ = ["explain"]

# (part of the parser's problem or context, kind, Chinese, English); the first that fits.
_WORDS: tuple[tuple[str, Kind, str, str], ...] = (
    ("undefined tag handle", kinds.TAG, "", ""),
    ("while scanning an anchor", kinds.ANCHOR, "", ""),
    ("while scanning an alias", kinds.ALIAS, "", ""),
    ("while scanning a tag", kinds.TAG, "", ""),
    ("while parsing a tag", kinds.TAG, "", ""),
    ("while scanning a directive", kinds.DIRECTIVE, "", ""),
    ("directive", kinds.DIRECTIVE, "", ""),
    ("expected <document start>", kinds.SECOND_DOCUMENT, "", ""),
    ("did not find expected <document start>", kinds.SECOND_DOCUMENT, "", ""),
    (
        "mapping values are not allowed",
        kinds.SYNTAX,
        "这里多了一个冒号，或者缩进不对。",
        "There is a colon too many here, or the indent is wrong.",
    ),
    ("block sequence entries are not allowed", kinds.SYNTAX, "列表符号“-”不能写在这里。", "An item cannot begin here."),
    ("mapping keys are not allowed", kinds.SYNTAX, "问号“?”不能写在这里。", "'?' cannot stand here."),
    ("could not find expected ':'", kinds.SYNTAX, "这一行缺少冒号。", "A colon is missing on this line."),
    (
        "document indicator",
        kinds.SYNTAX,
        "引号或括号还没有结束就遇到了“---”。",
        "'---' stands within quotes or brackets that are still open.",
    ),
    ("tab character", kinds.SYNTAX, "这里用了制表符（Tab）缩进。", "A tab is used as indent here."),
    ("escape", kinds.SYNTAX, "双引号里的反斜杠用法不对。", "A backslash is misused within double quotes."),
    (
        "cannot start any token",
        kinds.SYNTAX,
        "这里的符号不能作为值的开头，请加引号。",
        "A value cannot begin with this sign and needs quotes.",
    ),
    (
        "comment or line break",
        kinds.SYNTAX,
        "“|”或“>”后面不能有文字，请换行写。",
        "Text behind '|' or '>' should begin on the next line.",
    ),
    ("',' or ']'", kinds.SYNTAX, "方括号里缺少逗号或右括号。", "A comma or ']' is missing."),
    ("',' or '}'", kinds.SYNTAX, "花括号里缺少逗号或右括号。", "A comma or '}' is missing."),
    (
        "expected '-'",
        kinds.SYNTAX,
        "这里应当是以“- ”开头的列表项，或者缩进不对。",
        "There should be an item '- ' here, or the indent is wrong.",
    ),
    (
        "expected key",
        kinds.SYNTAX,
        "这里应当是“键: 值”，或者缩进不对。",
        "There should be 'key: value' here, or the indent is wrong.",
    ),
    ("expected node content", kinds.SYNTAX, "这里应当有内容。", "There should be content here."),
    ("maximum depth", kinds.SYNTAX, "层次太深。", "The nesting is too deep."),
)


def explain(error: Exception) -> tuple[Kind, int, int, dict[str, str]]:
    """A parser's exception as (kind, line, column, facts), positions from 0."""
    context = str(getattr(error, "context", None) or "")
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None)
    if opened is not None and "end of stream" in problem and "quoted" in context:
        return kinds.UNCLOSED_QUOTE, opened.line, opened.column, {}
    line, column = (mark.line, mark.column) if mark else (0, 0)
    for part, kind, zh, en in _WORDS:
        if part in problem or part in context:
            facts = {"problem": zh, "problem_en": en} if kind is kinds.SYNTAX else {"marker": "---"}
            return kind, line, column, facts
    return kinds.SYNTAX, line, column, {"problem": "这里的写法无法识别。", "problem_en": "This cannot be understood."}
