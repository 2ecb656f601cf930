"""Lighthouse, as on a telephone, on one page of every family: ``python -m benchmarks.lighthouse [SITE] [FAMILY…]``.

Needs Node and ``npm install lighthouse@12`` in a folder named by LIGHTHOUSE (the folder that holds ``node_modules``),
and Chromium. SITE is a built site, ``site`` unless given. Pages are served compressed, as a web server would. Prints
the four scores of every family, and what cost points; ends with 1 where a score is below 99.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.project import load
from generator.site.pages import pages
from tests.serving import Quiet, serving

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
LEAST = 99


class Compressed(Quiet):
    """Serves a folder compressed and cacheable."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)) + "; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(data)


def measure(address: str) -> dict[str, object]:
    """What Lighthouse reports of one page."""
    tool = Path(os.environ["LIGHTHOUSE"]) / "node_modules" / ".bin" / "lighthouse"
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [str(tool), address, "--quiet", "--output=json", "--only-categories=" + ",".join(CATEGORIES),
             f"--chrome-flags={FLAGS} --user-data-dir={profile}"],
            capture_output=True, encoding="utf-8", check=True,
            env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
        )  # fmt: skip
    found: dict[str, object] = json.loads(done.stdout)
    return found


def _report(site: str, families: dict[str, str]) -> int:
    """Print a line for each family; how many fall short."""
    below = 0
    for family, path in families.items():
        report = measure(site + path)
        categories: dict[str, dict[str, object]] = report["categories"]  # type: ignore[assignment]
        audits: dict[str, dict[str, object]] = report["audits"]  # type: ignore[assignment]
        scores = [round(100 * float(categories[name]["score"] or 0)) for name in CATEGORIES]  # type: ignore[arg-type]
        below += min(scores) < LEAST
        lost = [
            str(ref["id"])
            for category in categories.values()
            for ref in category["auditRefs"]  # type: ignore[attr-defined]
            if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 0.9 and audits[ref["id"]]["score"] is not None  # type: ignore[operator]
        ]
        print(f"{family:20} {' '.join(f'{score:4}' for score in scores)}  {' '.join(lost)}", flush=True)
    return below


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lighthouse", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"), help="a built site (default: site)")
    parser.add_argument("families", nargs="*", metavar="family", help="only these families of pages")
    options = parser.parse_args()
    families: dict[str, str] = {}
    for page in pages(load(Path()).view()):
        families[page.family] = min(families.get(page.family, page.address), page.address)
    families["article"] = "about/"
    wanted = {family: path for family, path in families.items() if family in options.families or not options.families}
    with serving(options.site.resolve(), Compressed) as address:
        return int(_report(address, wanted) > 0)


if __name__ == "__main__":
    sys.exit(main())
