"""Mutated real records, read and checked by the ten thousand: no exception, no hang, nothing kept by halves.

``python tests/records/fuzzing.py 100000 1`` mutates so many files, beginning with seed 1, and says how it went. The
suite runs a small share of it.
"""

from __future__ import annotations

import datetime
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from pydantic import BaseModel

from generator.checks.registry import run_records
from generator.findings import has_errors
from generator.reading import forget_folders
from generator.records.collecting import Collector, record_files
from generator.records.layout import LAYOUT
from generator.rulebook.shelves import SHELVES

__all__ = ["DAY", "ROOT", "SECONDS", "HangError", "fuzz", "mutated", "read", "seeds", "within"]

ROOT = Path(__file__).resolve().parents[2]
DAY = datetime.date(2025, 12, 31)
SECONDS = 20
"""A file that takes longer hangs; most take a few milliseconds."""
SHARDS = [
    ":", "：", "- ", "  ", "\t", "[", "}", "'", "“", '"', "&a ", "*a", "!!python/object:os.system ", "!!binary ",
    "<<: *a", "? ", "| ", ">-", "%YAML 1.1\n", "---\n", "...\n", "#", "\\", "\u0000", "\u202e", "\u200b", "\ufeff",
    "\u2028", "\x85", "\r", "𠮷", "é", "xx", "400余", "１２", "2025-02-30", "是", "null", "~", ".inf", "0x1F",
    "1e309", "-0", "012", "1_000", "9" * 400, "编号: a\n", "无: 1\n", "{{ 数(\"units.enterprises\") }}",
    "<script>alert(1)</script>", "../../etc/passwd", "=cmd|' /C calc'!A0", "a" * 5000, "[" * 200, "{a: " * 60,
    "\n" * 50,
]  # fmt: skip


class HangError(Exception):
    """A file took too long."""


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """What is done takes no longer, or ends in a ``HangError``."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise HangError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def seeds(root: Path = ROOT) -> list[str]:
    """Every record of a site, the repository's own to begin with."""
    return sorted(path for path in record_files(root) if path.endswith((".yml", ".md")))


def mutated(data: bytes, chance: random.Random, most: int = 4) -> bytes:
    """A file with one to four slips, or at ``most`` so many, of an editor, a program or a network in it."""
    text = data.decode()
    for _ in range(chance.randint(1, most)):
        at = chance.randrange(len(text) + 1)
        lines = text.splitlines(keepends=True) or [""]
        row = chance.randrange(len(lines))
        match chance.randrange(9):
            case 0:
                text = text[:at] + chance.choice(SHARDS) + text[at + chance.randrange(4) :]
            case 1:
                del lines[row : row + chance.randint(1, 5)]
                text = "".join(lines)
            case 2:
                lines.insert(chance.randrange(len(lines) + 1), lines[row])
                text = "".join(lines)
            case 3:
                lines[row] = chance.choice(["  ", "\t", "　", " "]) * chance.randint(1, 6) + lines[row].lstrip()
                text = "".join(lines)
            case 4:
                text = (
                    text[:at] + chr(chance.choice([chance.randrange(0x20), chance.randrange(0xD800)])) + text[at + 1 :]
                )
            case 5:
                text = text[:at]
            case 6:
                lines[row] = lines[row].replace(":", chance.choice(["：", "", " :", "::"]), 1)
                text = "".join(lines)
            case 7:
                end = min(len(text), at + chance.randint(1, 30))
                text = text[:at] + text[end:]
            case _:
                lines[row] = f"{lines[row].partition(':')[0]}: {chance.choice(SHARDS)}\n"
                text = "".join(lines)
    found = bytearray(text.encode("utf-8", "surrogatepass"))
    if found and chance.random() < 0.1:  # a damaged disk, another encoding
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found) if chance.random() < 0.97 else text.encode("gb18030", "ignore")


def read(root: Path, path: str, data: bytes) -> str:
    """What came of one file: kept, told or both. Raises whatever goes wrong."""
    (root / path).write_bytes(data)
    forget_folders()
    collector = Collector(root, (*LAYOUT, *SHELVES))
    collector.take([path])
    register = collector.register
    kept = [record for items in register.records.values() for record in items.values()]
    assert all(isinstance(record, BaseModel) for record in kept)
    findings = [*collector.findings, *run_records(register, kept, register.broken)]
    height = data.count(b"\n") + data.count(b"\r") + data.count("\u2028".encode()) + data.count("\x85".encode()) + 2
    for finding in findings:
        assert finding.text("zh").message and finding.text("en").message
        assert 0 <= finding.location.line <= height, finding
    assert kept or has_errors(findings), "a file that is neither kept nor told of"
    return "kept" if not findings else "told" if not kept else "both"


def fuzz(count: int, seed: int) -> tuple[Counter[str], list[tuple[int, str, str]]]:
    """Read ``count`` mutated files; what came of them, and (seed, path, exception) of those that went wrong."""
    told: Counter[str] = Counter()
    wrong: list[tuple[int, str, str]] = []
    originals = {path: (ROOT / path).read_bytes() for path in seeds()}
    paths = list(originals)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path in paths:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
        for number in range(seed, seed + count):
            chance = random.Random(number)
            path = chance.choice(paths)
            data = mutated(originals[path], chance)
            try:
                with within(SECONDS):
                    told[read(root, path, data)] += 1
            except Exception as error:
                wrong.append((number, path, f"{type(error).__name__}: {error}"[:300]))
            (root / path).unlink()
    return told, wrong


def main() -> int:
    count, seed = (int(word) for word in (*sys.argv[1:], "100000", "1")[:2])
    start = time.perf_counter()
    told, wrong = fuzz(count, seed)
    for number, path, error in wrong[:30]:
        print(f"seed {number} {path}: {error}")
    print(f"{count} mutated files in {time.perf_counter() - start:.0f} s: {dict(told)}, {len(wrong)} went wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
