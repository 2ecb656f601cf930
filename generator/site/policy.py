"""What a browser may load and run on a page of the site: nothing but the site's own files, no script within the page.

The policy stands in every page (``<meta http-equiv>``), so that it holds on a server that nobody has set up; headers
that say more are in docs/serving.md. One script stands in the page, because a colour scheme must be there before the
first paint: the policy names its hash. The hash is that of the theme's file, never of what a page holds, so that script
which came into a page some other way is not let in by it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import jinja2

__all__ = ["EARLY", "add_to", "allowing", "policy"]

EARLY = "partials/early.html"
"""The theme's file with the one script that stands in the page."""
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content="[^"]*?script-src )')


def _hash(script: bytes) -> str:
    return f"'sha256-{b64encode(sha256(script).digest()).decode()}'"


def policy(script: str) -> str:
    """The policy of a page whose only inline script is ``script``; stylesheets hold drawings as ``data:``."""
    return (
        f"default-src 'self';script-src 'self' {_hash(script.encode())};img-src 'self' data:;"
        "object-src 'none';base-uri 'none';form-action 'self'"
    )


def add_to(env: jinja2.Environment) -> None:
    """Give page frames the policy; a site's own theme may have an early script of its own."""
    assert env.loader is not None
    source = env.loader.get_source(env, EARLY)[0].strip()
    env.globals["zb_policy"] = policy(source.removeprefix("<script>").removesuffix("</script>"))


def allowing(page: bytes, script: bytes) -> bytes:
    """A page of the live preview, whose policy lets in the script that reloads it as well."""
    return _POLICY.sub(lambda found: found[1] + _hash(script).encode() + b" ", page, count=1)
