"""Lighthouse, as on a telephone, on one page of every family: ``python -m benchmarks.lighthouse [SITE] [FAMILY…]``.

Needs Node and ``npm install lighthouse@12`` in a folder named by LIGHTHOUSE (the folder that holds ``node_modules``),
and Chromium. SITE is a built site, ``site`` unless given. Pages are served compressed, as a web server would. Prints
the four scores of every family, and what cost points.
"""

from __future__ import annotations

import functools
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.project import load
from generator.site.pages import pages

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
LEAST = 99


class Compressed(SimpleHTTPRequestHandler):
    """Serves a folder compressed and cacheable."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

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


def main(site: Path, wanted: list[str]) -> int:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Compressed, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    families: dict[str, str] = {}
    for page in pages(load(Path()).view()):
        families[page.family] = min(families.get(page.family, page.address), page.address)
    below = 0
    for family, path in (families | {"article": "about/"}).items():
        if wanted and family not in wanted:
            continue
        report = measure(f"http://127.0.0.1:{server.server_port}/{path}")
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
    server.shutdown()
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "site").resolve(), sys.argv[2:]))
