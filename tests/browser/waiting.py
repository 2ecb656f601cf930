"""Waiting for a page to come to something.

The engine's own way lets the page evaluate text, which the policy of our pages forbids; asking from outside is allowed.
"""

from __future__ import annotations

import time

from playwright.sync_api import Page

__all__ = ["until"]

_PATIENCE = 30
"""Seconds; a machine may be busy."""


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true on the page."""
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"still not so: {expression}"
        page.wait_for_timeout(20)
