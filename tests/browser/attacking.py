"""Opening every page of a site in Chromium and telling whatever came of an attacker's strings.

As a program: ``PYTHONPATH=tests python tests/browser/attacking.py LIST…`` puts whole lists of other people (a string a
line, or JSON) through every text field and opens every page; it prints how many strings, pages and hits.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, Request

__all__ = ["hits"]

# What runs script calls one of these; what came in as markup is in the tree even where the policy stops it.
WATCH = """
window.__ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => { window.__ran.push(name); };
document.addEventListener("securitypolicyviolation", (event) =>
  window.__ran.push("policy: " + event.violatedDirective + " " + event.blockedURI));
"""
LOOK = r"""() => {
  const found = window.__ran.slice();
  const ours = (url) => {
    try { return new URL(url, location.href).origin === location.origin; } catch { return true; }
  };
  for (const node of document.querySelectorAll("*")) {
    const name = node.localName;
    if (["iframe", "frame", "object", "embed", "base", "applet", "portal", "math", "foreignobject", "animate", "set",
         "video", "audio", "template", "marquee", "style"].includes(name)) found.push("element " + name);
    // The smaller versions of a picture are ours; no other source is.
    const versions = name === "source" && node.parentElement.localName === "picture" && node.type === "image/webp"
      && node.srcset.split(",").every((part) => ours(part.trim().split(" ")[0]));
    if (name === "source" && !versions) found.push("element source");
    // Data for search engines does not run.
    const file = node.src && ours(node.src) && node.getAttribute("src").includes("assets/javascripts/");
    if (name === "script" && node.type !== "application/ld+json" && !file)
      found.push("script " + node.outerHTML.slice(0, 80));
    if (name === "meta" && /refresh|set-cookie/i.test(node.httpEquiv)) found.push("meta " + node.httpEquiv);
    for (const {name: key, value} of node.attributes) {
      if (/^on/i.test(key)) found.push(`${name} ${key}`);
      if (key === "style" || key === "srcdoc") found.push(`${name} ${key}`);
      if (/^(href|src|action|formaction|data|xlink:href|poster|cite|background|ping|srcset)$/i.test(key)) {
        const runs = /^[\s\x00-\x20]*(javascript|vbscript|data|file|blob)\s*:/i.test(value);
        const asks = !/^(a|q|blockquote|link)$/.test(name) && !ours(value);
        if (runs || asks) found.push(`${name} ${key}=${value.slice(0, 60)}`);
        if (name === "link" && !ours(value) && node.rel !== "canonical") found.push(`link ${value.slice(0, 60)}`);
      }
    }
  }
  return found;
}"""


def _look(page: Page, address: str) -> list[str]:
    page.goto(address, wait_until="load")
    # What waits for the reader: a passage unfolded, a field entered, the pointer over a thing.
    page.evaluate(
        """() => { document.querySelectorAll("details").forEach((d) => { d.open = true; });
                   document.querySelectorAll("[tabindex],input,a").forEach((n) => {
                     n.focus(); n.dispatchEvent(new MouseEvent("mouseover", {bubbles: true})); }); }"""
    )
    found: list[str] = page.evaluate(LOOK)
    return found


def hits(browser: Browser, site: Path, address: str, without_policy: bool) -> list[str]:
    """Everything that is amiss on the pages of a site; ``without_policy`` as if its policy were not there."""
    context = browser.new_context(bypass_csp=without_policy)
    context.add_init_script(WATCH)
    page = context.new_page()
    found: list[str] = []
    page.on("dialog", lambda dialog: (found.append(f"dialog {page.url}"), dialog.dismiss()))

    def asked(request: Request) -> None:
        """What the policy stops never leaves the browser."""
        if request.failure != "csp" and not request.url.startswith((address, "data:image/svg+xml")):
            found.append(request.url)

    page.on("requestfinished", asked)
    page.on("requestfailed", asked)
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix().removesuffix("index.html")
        found += [f"{name}: {what}" for what in _look(page, address + name)]
    context.close()
    return found


def main(lists: Sequence[str]) -> int:
    """Attack with every string of some lists, 400 a site."""
    from attack_site import RefusedError, attacked
    from conftest import chromium
    from playwright.sync_api import sync_playwright
    from serving import serving
    from vectors import made, read

    vectors = list(dict.fromkeys([*made(), *(text for name in lists for text in read(Path(name)))]))
    pages = 0
    used: set[str] = set()
    found: list[str] = []
    refused: list[str] = []
    batches = [vectors[start : start + 400] for start in range(0, len(vectors), 400)]
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        while batches:
            batch = batches.pop()
            with tempfile.TemporaryDirectory() as folder:
                try:
                    used |= attacked(Path(folder), batch)
                except RefusedError as error:  # one of them is personal data, say: the rest are tried without it
                    if len(batch) == 1:
                        refused += [f"{batch[0]!r}: {error}"]
                    else:
                        batches += [batch[: len(batch) // 2], batch[len(batch) // 2 :]]
                    continue
                site = Path(folder, "site")
                pages += sum(1 for _ in site.rglob("*.html"))
                with serving(site) as address:
                    found += hits(browser, site, address, without_policy=True)
                    found += [] if len(batch) < 400 else hits(browser, site, address, without_policy=False)
            print(f"{len(batches)} to do, {pages} pages, {len(refused)} refused, {len(found)} hits", flush=True)
        browser.close()
    print(*refused, *found[:50], sep="\n")
    print(
        f"{len(vectors)} strings, {len(used)} of them in records, {len(refused)} refused by the checks, {pages} pages: "
        f"{len(found)} hits"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
    sys.exit(main(sys.argv[1:]))
