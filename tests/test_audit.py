"""``make audit`` never takes silence for a clean bill: what could not be asked about is said, and is not success."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support import REPOSITORY

KNOWN = {"name": "a", "version": "1", "vulns": []}
UNKNOWN = {"name": "b", "skip_reason": "Dependency not found on PyPI and could not be audited: b (1)"}
BAD = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["3"]}]}


def audit(folder: Path, pypi: object, osv: object) -> tuple[int, str]:
    """Run the audit with a program in the place of pip-audit that answers so; text stands for what it cannot do."""
    answers = json.dumps({"pypi": pypi, "osv": osv})
    program = folder / "pip-audit"
    program.write_text(
        f"#!{sys.executable}\nimport json, sys\n"
        f"answer = json.loads({answers!r})[sys.argv[sys.argv.index('--vulnerability-service') + 1]]\n"
        "sys.exit(answer) if isinstance(answer, str) else print(json.dumps({'dependencies': answer, 'fixes': []}))\n"
    )
    program.chmod(0o755)
    command = [sys.executable, REPOSITORY / "tools/audit.py", program, "requirements.lock"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("pypi", "osv", "status", "said"),
    [
        ([KNOWN], "no route", 0, "CLEAN: 1 packages"),
        ([KNOWN, BAD], [KNOWN], 1, "c 2: PYSEC-2026-1"),
        ([KNOWN], [BAD], 1, "c 2: PYSEC-2026-1"),
        ("no route", "ConnectionError: no route (Caused by x)", 3, "open source vulnerabilities: UNREACHABLE"),
        ([UNKNOWN], [UNKNOWN], 3, "NOT AUDITED"),
        ([KNOWN, UNKNOWN], "no route", 3, "PARTLY AUDITED: no source could tell of b"),
        ([KNOWN, UNKNOWN], [{**UNKNOWN, "name": "a"}, {**KNOWN, "name": "b"}], 0, "CLEAN"),
    ],
)
def test_what_an_audit_says(tmp_path: Path, pypi: object, osv: object, status: int, said: str) -> None:
    found, told = audit(tmp_path, pypi, osv)
    assert (found, said in told) == (status, True), told
    assert ("CLEAN" in told) == (status == 0)
