"""What a browser may load and run on a page of the site: nothing but the site's own files, no script within the page.

The policy stands in every page (``<meta http-equiv>``), so that it holds on a server that nobody has set up; headers
that say more are in docs/serving.md. What must be there before the first paint is a file too (``zhibu-early.js``), so
that no script whatever is let in that stands in a page.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import jinja2

__all__ = ["POLICY", "add_to", "let_reload"]

POLICY = (
    "default-src 'self';script-src 'self';img-src 'self' data:;object-src 'none';base-uri 'none';form-action 'self'"
)
"""Style sheets hold drawings as ``data:``."""
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content="[^"]*?script-src )')


def add_to(env: jinja2.Environment) -> None:
    """Give page frames the policy."""
    env.globals["zb_policy"] = POLICY


def _allowing(page: bytes, script: bytes) -> bytes:
    """A page of the live preview, whose policy lets in the script that reloads it as well."""
    hash = b64encode(sha256(script).digest())
    return _POLICY.sub(lambda found: found[1] + b"'sha256-" + hash + b"' ", page, count=1)


def let_reload(server: Any) -> None:
    """Let the script that the live preview adds to every page run under the page's policy."""
    add = server._inject_js_into_html

    def added(content: bytes, epoch: float) -> bytes:
        page: bytes = add(content, epoch)
        return _allowing(page, page[page.rindex(b"<script>") + len(b"<script>") : page.rindex(b"</script>")])

    server._inject_js_into_html = added
