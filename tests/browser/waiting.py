"""Waiting for a page to come to something.

The engine's own way lets the page evaluate text, which the policy of our pages forbids; asking from outside is allowed.
"""

from __future__ import annotations

import time

from playwright.sync_api import Page

__all__ = ["settled", "until"]

_PATIENCE = 30
"""Seconds; a machine may be busy."""


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true on the page."""
    end = time.monotonic() + _PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"still not so: {expression}"
        page.wait_for_timeout(20)


_SETTLED = """async () => {
  await document.fonts.ready;
  const seen = [...document.images].filter((image) => {
    const box = image.getBoundingClientRect();
    return image.checkVisibility() && box.bottom > 0 && box.top < innerHeight;
  });
  for (const image of seen) Object.assign(image, { loading: "eager", decoding: "sync" });
  await Promise.all(seen.map((image) => image.decode()));
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
}"""


def settled(page: Page) -> None:
    """Wait until everything in the window can be painted. A page counts as loaded before its lazy pictures are there,
    and those that decode beside are left out of a screenshot that comes too soon."""
    page.evaluate(_SETTLED)
