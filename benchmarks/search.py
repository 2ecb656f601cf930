"""The search index of a built site: building it anew, changing it after one edit, what a query fetches.

    python -m benchmarks.search SITE [--jobs N] [--copies N] [--queries]

The documents are those that the published index holds; with ``--copies`` each record page is there several times under
other addresses, to see how cost grows. Edits run in processes of their own, from the shell as a user has it. Queries
run in Chromium and count every byte below ``search/`` that is fetched, beginning with an empty cache.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import quote

from generator.site.search import Document, revised
from generator.site.search.building import gather, write_index
from tests.serving import serving

PARAGRAPH = "会后又补充说明：支部把新添的三件事写进公示栏，请大家监督；有不同意见的，可以向书记或者指导员当面提出。"
QUERIES = [
    "党支部",
    "支部",
    "党支部 2025年",
    "支部书记 党员 2025年",
    "主题党日 党支部 2025年12月",
    "组织生活会 党支部 同志 2025年",
    "党支部书记 列席 活动室",
    "三会一课 党支部",
    "2025年12月25日",
]

_EDIT = """
import sys, time
from pathlib import Path
from generator.site.search import Document, begin_update
root, address, title, kind, note, area, period, text, after = sys.argv[1:]
files = 0
def read(name):
    global files
    files += 1
    path = Path(root, name)
    return path.read_bytes() if path.is_file() else None
started = time.process_time()
document = Document(address, title, kind, note, area, period, after) if after else None
changes = begin_update(read, {address: document}).files()
updated = time.process_time()
for name, data in changes.items():
    if data is not None:
        path = Path(root + "-new", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
print(updated - started, time.process_time(), files, len(changes), sum(len(data) for data in changes.values() if data))
"""


class _Folder:
    """A sink that writes files and counts them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.files, self.bytes = folder, 0, 0

    def write(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.files += 1
        self.bytes += len(data)


def _read(folder: Path, name: str) -> bytes | None:
    with suppress(FileNotFoundError):
        return (folder / name).read_bytes()
    return None


def _copies(documents: list[Document], copies: int) -> Iterator[Document]:
    yield from documents
    for number in range(1, copies):
        for document in documents:
            section, _, rest = document.address.partition("/")
            if rest:
                yield replace(document, address=f"{section}/{number}-{rest}")


class _Peak:
    """Memory of this process and its children (Linux: proportional set size), looked at now and then."""

    def __enter__(self) -> _Peak:
        self.kilobytes, self._done = 0, threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            self.kilobytes = max(self.kilobytes, sum(map(self._of, self._family())))

    @staticmethod
    def _family() -> list[int]:
        mine = os.getpid()
        found = [mine]
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, IndexError):
                if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == mine:
                    found.append(int(folder.name))
        return found

    @staticmethod
    def _of(process: int) -> int:
        with suppress(OSError):
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    return int(line.split()[1])
        return 0


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _build(documents: Iterator[Document], folder: Path, jobs: int) -> int:
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch, _Peak() as peak:
        wall, cpu = time.perf_counter(), _cpu()
        count = 0

        def counted() -> Iterator[Document]:
            nonlocal count
            for document in documents:
                count += 1
                yield document

        gathered = gather(counted(), Path(scratch))
        sinks = write_index([gathered], Path(scratch), partial(_Folder, folder), jobs)
        wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    files, size = sum(sink.files for sink in sinks), sum(sink.bytes for sink in sinks)
    print(f"{count} pages, {jobs} jobs: {wall:.1f} s wall, {cpu:.1f} s CPU, {cpu / count * 1000:.2f} ms a page,")
    print(f"  {files} files, {size / 1e6:.1f} MB, peak {peak.kilobytes / 1024:.0f} MiB over all processes")
    return count


def _edits(documents: list[Document], folder: Path) -> None:
    activity = next(d for d in documents if d.kind == "活动" and " 成效 " in d.text)
    branch = next(d for d in documents if d.kind == "党支部" and " 覆盖单位 " in d.text)
    middle = len(activity.text) // 2
    edits = {
        "activity: a paragraph more": (activity, activity.text.replace(" 成效 ", f" {PARAGRAPH} 成效 ", 1)),
        "activity: a sentence within a paragraph": (
            activity,
            activity.text[:middle] + PARAGRAPH + activity.text[middle:],
        ),
        "branch: a paragraph more": (branch, branch.text.replace(" 覆盖单位 ", f" {PARAGRAPH} 覆盖单位 ", 1)),
        "activity: page deleted": (activity, ""),
    }
    for name, (document, text) in edits.items():
        command = [sys.executable, "-c", _EDIT, str(folder), *document.fields, text]
        runs = []
        for _ in range(3):
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            runs.append([float(word) for word in done.stdout.split()])
            shutil.rmtree(f"{folder}-new", ignore_errors=True)
        update, process, read, written, size = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"{name}: {update:.3f} s CPU, whole process {process:.3f}; {read:.0f} files read, {written:.0f} written,")
        print(f"  {size / 1e6:.1f} MB")


def _queries(site: Path) -> None:
    from playwright.sync_api import Response, sync_playwright

    from tests.browser.waiting import until

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    ready = "/^(找到|没有找到)/.test(document.getElementById('zb-status').textContent)"
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for query in QUERIES:
            page = browser.new_context().new_page()
            sizes: dict[str, int] = {}

            def count(answer: Response, sizes: dict[str, int] = sizes) -> None:
                if "/search/" in answer.url and "?" not in answer.url:
                    sizes[answer.url] = len(answer.body())

            page.on("response", count)
            page.goto(f"{address}search/?q={quote(query)}")
            until(page, ready)
            page.wait_for_load_state("networkidle")
            said = page.locator("#zb-status").inner_text()
            page.close()
            print(f"{query}: {sum(sizes.values()) / 1000:.0f} KB in {len(sizes)} files; {said}")
        browser.close()


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes that build")
    parser.add_argument("--copies", type=int, default=1, metavar="N", help="of every record page")
    parser.add_argument("--queries", action="store_true", help="also count what queries fetch")
    options = parser.parse_args()
    documents = list(revised(partial(_read, options.site / "search"), {}))
    with tempfile.TemporaryDirectory() as folder:
        _build(_copies(documents, options.copies), Path(folder, "search"), options.jobs)
        _edits(documents, Path(folder, "search"))
    if options.queries:
        _queries(options.site)
    return 0


if __name__ == "__main__":
    sys.exit(main())
