"""Strings and documents that have broken other programs, for ``test_naughty.py`` and for whoever has more of them."""

from __future__ import annotations

__all__ = ["DOCUMENTS", "STRINGS"]

STRINGS = [
    # Nothing, almost nothing, and words that mean something to programs.
    " ", "　", "\u00a0", "-", "--", "---", "...", ".", "..", "~", "null", "Null", "NULL", "None", "nil", "NaN",
    "nan", "Infinity", "-Infinity", ".inf", "-.INF", ".nan", "true", "false", "True", "yes", "no", "on", "off",
    "y", "n", "undefined", "undef", "(null)", "void", "self", "__proto__", "constructor", "prototype",
    "toString", "hasOwnProperty", "__class__", "__dict__", "__import__('os')", "con", "CON", "NUL", "aux.txt",
    "COM1", "LPT1.txt", "是", "否", "无",
    # Numbers.
    "0", "-0", "00", "012", "0o17", "0x1F", "0b11", "1_000", "1e3", "1E309", "1e-400", "-1", "1.", ".5",
    "1.2.3", "1,000", "１２", "一百二十三", "９９９９９９９９９９", "9" * 400, "0." + "1" * 400, "1/0", "0/0",
    "2147483648", "9223372036854775808", "2025-02-30", "2025-13-01", "0000-00-00", "9999-12-31", "12:30:45",
    "1:60", "٣", "४", "Ⅷ", "½", "⁵", "①",
    # Signs of YAML, Markdown, templates, spreadsheets, shells, databases.
    ":", "：", "a: b", "a:b", "- a", "? a", "# a", "a # b", "'", '"', "'''", '"""', "“", "”“", "‘", "[", "]",
    "{", "}", "[]", "{}", "[[", "}}", "&a", "*a", "!a", "!!python/object:os.system", "!!binary aGk=",
    "%YAML 1.1", "@", "`", "|", ">", "|-", ">+", "<<", "<<: *a", "a\tb", "\ta", "\\", "\\n", "\\u0000", "\\x41",
    "a\\", "{{ 1 }}", "{{ 数(\"x\") }}", "{% raw %}", "{# a #}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{7*'7'}}",
    "{{ self.__class__ }}", "%s%s%s%n", "%d", "{0}", "{0.__class__}", "$HOME", "$(reboot)", "`id`", "; ls",
    "| ls", "&& ls", "> /dev/null", "' OR 1=1 --", "1; DROP TABLE a", "\\';", "=1+1", "+1+1", "-1+1",
    "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://e.cn\",\"a\")", "*a*", "**a**", "_a_", "[a](b)",
    "![a](b)", "[a]: b", "# 标题", "> 引用", "```", "~~~", "a | b\n--- | ---", "- [ ] a", "1. a", "<!-- a -->",
    "[[a]]", "^[a]", ":smile:", "==a==", "++a++", "--8<-- \"a\"", "{: .a }", "{ .a #b }", "/// a", "!!! note",
    "??? note",
    # Addresses.
    "../../etc/passwd", "..\\..\\windows", "/etc/passwd", "C:\\a", "file:///etc/passwd", "javascript:alert(1)",
    "//e.cn", "http://e.cn/?a=b&c=d", "data:text/html,a", "a/b", "a%2Fb", "%00", "%2e%2e%2f", "a?b#c",
    "mailto:a", "http://[::1]/",
    # HTML.
    "<", ">", "&", "&amp;", "&lt;", "&#60;", "&#x3c;", "&nbsp;", "&notit;", "<b>", "</b>", "<br/>",
    "<a href=x>", "</title>", "</script>", "</style>", "</textarea>", "<!DOCTYPE html>", "<![CDATA[a]]>",
    "<?xml version='1.0'?>", "]]>", "-->", "--!>", "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>", "' autofocus onfocus=alert(1) '", "<svg/onload=alert(1)>",
    "<math><mtext></math>", "<plaintext>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    # Signs that are hard to see, to count or to set.
    "a\u200bb", "a\u200cb", "a\u200db", "a\u200eb", "a\u200fb", "a\u2060b", "a\ufeffb", "\ufeffa", "a\u00adb",
    "a\u034fb", "a\u061cb", "a\u115fb", "a\u3164b", "\u202eabc", "\u2066abc", "\u202aabc\u202c", "a\u2028b",
    "a\u2029b", "a\x85b", "a\x0bb", "a\x0cb", "a\x1bb", "a\x7fb", "a\x00b", "a\x01b", "a\ufffeb", "a\uffffb",
    "a\ue000b", "a\ufffdb", "a\U000e0041b", "a\U0010ffffb", "\ud800", "\udfff", "a\u0301", "é", "e\u0301",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A", "a" + "\u0300" * 200, "ﷺ", "﷽", "𒐫", "𠮷", "𪚥", "㋿", "⿰⿱", "ﬁ", "ß", "ẞ", "İ",
    "ı", "ſ", "K", "Ω", "Å", "한글", "ภาษา", "العربية", "עברית", "हिन्दी", "ქართ", "👨‍👩‍👧‍👦", "👍🏽", "🇨🇳",
    "🏴\U000e0067\U000e0062\U000e007f", "1️⃣", "❤️", "☺︎", "゙", "゚", "ｶﾞ", "ﾃｽﾄ", "Ａ", "　a　", "黨", "国國",
    "䀀", "〇", "々", "ㄅ", "𝕳𝖎", "ⓗ", "🄰", "ᴬ", "ǆ", "ŉ", "ΐ",
    # Long ones.
    "长" * 5_000, "a" * 20_000, "a " * 3_000, "字" * 200 + "\n" + "行" * 200, "\n" * 100 + "a", "(" * 500,
    "[" * 500, "<b>" * 300, "&" * 1_000, "{{" * 300, "*" * 500, "`" * 300, "> " * 200 + "a", "-" * 1_000,
    "https://e.cn/" + "a" * 3_000,
]  # fmt: skip
"""Written into text fields."""

DOCUMENTS = [
    # Flow and block collections, well and badly closed.
    "", " ", "\n", "\n\n\n", "a", "a: b", "a: b\n", "- a\n- b\n", "- a\n - b\n", "- - - a\n", "[a, b]", "[a, b",
    "[a,, b]", "[, a]", "{a: b}", "{a: b", "{a, b: c}", "{a: b}}", "[a]]", "{? a : b}", "[? a : b]",
    "[a: b, c]", "[[[[a]]]]", "{a: {b: {c: d}}}", "a: [b,\nc]", "a: [\n]\n", "a: {\n}\n", "a:\n- b\n- c\n",
    "a:\n  - b\n - c\n", "a: - b", "a: b: c", "a: b\n c: d\n", "? a\n: b\n", "? [a, b]\n: c\n",
    "? {a: b}\n: c\n", "? |\n a\n: b\n", "?\n:\n", ": a", "a :b", "a : b", "\"a\":b", "{\"a\":b}",
    "a:\n\tb: c\n", "\ta: b\n", "a: b\t\n", "a:\tb\n", "-\ta\n", "- \t- a\n", "a:\n  b\n c\n", "a: b\nc",
    "a: b\n  c\n  d\n",
    # Scalars.
    "'a", "\"a", "'a''b'", "\"a\\\"b\"", "\"a\\qb\"", "\"\\x4\"", "\"\\u12\"", "\"\\U00110000\"", "\"\\ud800\"",
    "\"a\n b\n\n c\"", "'a\n b'", "a: 'b' c", "a: \"b\" c", "a: |\n b\n  c\n d\n", "a: >\n b\n\n  c\n d\n",
    "a: |2\n   b\n", "a: |0\n b\n", "a: |10\n b\n", "a: |-+\n b\n", "a: |\n\tb\n", "a: >-\n", "a: |\n\n\n",
    "a: |\nb\n", "a: | # b\n c\n", "a: |b\n", "a: %b\n", "a: @b\n", "a: `b\n", "a: b #c\n", "a: b#c\n",
    "a: #b\n", "#\n", "# a\n---\n# b\n", "a: -\n", "-\n-\n", "- -\n", "-a\n", "--- a", "---a", "--- |\n a\n",
    "--- >\n", "--- # a\n",
    # Several documents, directives, tags, anchors.
    "---\n---\n", "---\n...\n", "...\n", "a\n...\nb\n", "a: b\n---\nc: d\n", "%YAML 1.2\n---\na\n",
    "%YAML 1.1\n---\na: no\n", "%YAML 3.0\n---\na\n", "%YAML 1.2\na\n", "%YAML 1.2\n%YAML 1.2\n---\n",
    "%TAG ! tag:a,2000:\n---\n!b c\n", "%FOO a\n---\nb\n", "%\n---\n", "!a b", "!!str a", "! a", "!!int 'a'",
    "!!map [a]", "!!set {a, b}", "!!omap [a: b]", "!!binary a", "!!timestamp 2001-01-01", "!<tag:a> b", "!<a b",
    "!e!a b", "&a b", "&a a: &b b\n*a : *b\n", "*a", "&a *a", "&a\n", "& b", "*", "&a [*a]", "&a {b: *a}",
    "- &a b\n- *a\n- &a c\n- *a\n", "&a &b c", "a: &b\nc: *b\n", "<<: {a: b}\nc: d\n", "<<: [a, b]\n",
    "<<: *a\n", "<<: a\n<<: b\n", "a: &x [y, y]\nb: &z [*x, *x]\nc: [*z, *z]\n",
    # Keys.
    "a: b\na: c\n", "? \n", "1: a\n", "true: a\n", "~: a\n", "2025-01-01: a\n", "'': a\n", "\"\\0\": a\n",
    "[a]: b\n", "{a: b}: c\n", "a" * 1_200 + ": b\n", "? " + "a" * 1_200 + "\n: b\n",
    "[" + "a" * 1_200 + ": b]", "{a: b, a: c}", "a:\nb:\nc:\n", ": : :\n", "? ? ?\n",
    # Signs.
    "\ufeffa: b\n", "a: \ufeffb\n", "a: b\x00c\n", "a: b\x07c\n", "a: \"\x01\"\n", "a: b\x85c: d\n",
    "a: b\u2028c: d\n", "a: b\rc: d\r", "a: b\r\nc: d\r\n", "a: b\n\rc: d\n", "a： b\n", "a：b\n", "ａ: b\n",
    "“a”: b\n", "a: “b\n", "a: 【b】\n", "a: b，c\n", "a: [b，c]\n", "a: {b：c}\n", "－ a\n", "＃ a\n",
    "　a: b\n", "a:　b\n", "\x7f: a\n", "a: \ud7ff\n", "a: \ue000\n", "a: \ufffe\n", "a: \U0001f600\n", "\x1a",
    "a: b\x1a", "a: \x0b\n", "\x0c\na: b\n",
    # Deep, wide, long.
    "[" * 2_000, "[" * 150 + "]" * 150, "{a: " * 150 + "b" + "}" * 150, "- " * 500 + "a\n",
    "".join("  " * n + "a:\n" for n in range(150)), "a: " + "b " * 30_000, "a: [" + "b, " * 20_000 + "]",
    "".join(f"k{n}: v\n" for n in range(5_000)), "#" * 50_000, " " * 50_000 + "a", "\n" * 20_000,
    "a: &a0 [x]\n" + "".join(f"b{n}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(12)),
]  # fmt: skip
"""Written in the place of whole records."""
