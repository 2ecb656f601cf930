"""Are there known vulnerabilities in what the lock file names? Tells apart "none" from "could not be asked".

``python tools/audit.py PIP-AUDIT LOCK`` runs pip-audit with one source of advisories after the other. A package that a
source does not know counts as not asked about: pip-audit itself says "no known vulnerabilities" where it could ask
about none. Exit status: 0 every package was asked about and none is known to be vulnerable; 1 some are; 3 nothing, or
not everything, could be asked about.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field

SOURCES = {"pypi": "advisories of the package index", "osv": "open source vulnerabilities"}
_SECONDS = 300


@dataclass
class Answer:
    """What one source said."""

    asked: set[str] = field(default_factory=set)
    """Packages that it knows."""
    open: set[str] = field(default_factory=set)
    """Packages that it could not tell of."""
    vulnerable: dict[str, list[str]] = field(default_factory=dict)
    """Advisories by package."""
    failure: str = ""
    """Why there is no answer at all."""


def ask(program: str, lock: str, source: str) -> Answer:
    """Everything one source tells of the packages of a lock file."""
    words = ["--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    command = [program, *words, "--vulnerability-service", source, "--requirement", lock]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        found = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return Answer(failure=f"no answer within {_SECONDS} s")
    except (ValueError, KeyError, TypeError):
        said = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return Answer(failure=said.partition(" (Caused by")[0][:160])
    answer = Answer()
    for row in found:
        if "skip_reason" in row:
            answer.open.add(row["name"])
            continue
        answer.asked.add(row["name"])
        if row["vulns"]:
            name = f"{row['name']} {row['version']}"
            answer.vulnerable[name] = [vulnerability["id"] for vulnerability in row["vulns"]]
    return answer


def main() -> int:
    program, lock = sys.argv[1:3]
    missing: set[str] | None = None
    vulnerable: dict[str, list[str]] = {}
    asked = 0
    for source, name in SOURCES.items():
        answer = ask(program, lock, source)
        if answer.failure or not answer.asked:
            why = answer.failure or "it knows none of the packages"
            print(f"{name}: UNREACHABLE, nothing is known from it ({why})")
            continue
        print(f"{name}: asked about {len(answer.asked)} packages, {len(answer.vulnerable)} with advisories")
        vulnerable |= answer.vulnerable
        asked = max(asked, len(answer.asked))
        missing = answer.open if missing is None else missing & answer.open
    for package, advisories in sorted(vulnerable.items()):
        print(f"{package}: {', '.join(advisories)}")
    if vulnerable:
        return 1
    if missing is None:
        print("NOT AUDITED: no source of advisories could be reached. This says nothing about the packages.")
        return 3
    if missing:
        print(f"PARTLY AUDITED: no source could tell of {', '.join(sorted(missing))}")
        return 3
    print(f"CLEAN: {asked} packages, no known vulnerability")
    return 0


if __name__ == "__main__":
    sys.exit(main())
