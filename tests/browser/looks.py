"""Readers with looks of their own: light or dark, usual or large type."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext

__all__ = ["reader"]


def reader(browser: Browser, look: str, width: int, height: int, **more: Any) -> BrowserContext:
    """A reader's browser; ``look`` is light, dark, or large for large type."""
    size: Any = {"width": width, "height": height}
    scheme: Any = "dark" if look == "dark" else "light"
    context = browser.new_context(viewport=size, color_scheme=scheme, **more)
    if look == "large":
        context.add_init_script("localStorage.setItem('/.zhibu.size', 'large')")
    return context
