"""Everything that a release hands out, in ``dist/``: ``make release``, or ``python tools/release.py DOCUMENT…``.

Wheel and sdist, the demonstration site with its manifest (signed where ``ZHIBU_SIGN_KEY`` names a key) as a zip and as
the offline edition, the bill of materials, and the digests of all of these (signed, too). Everything depends on the
commit alone: a second run writes the same bytes, and says so. Exit status: 0 done; 1 this commit is no release.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from generator.site.offline import pack
from generator.site.signing import SUFFIX, sign, signing_key

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
SUMS = "SHA256SUMS"


def _run(*command: str, cwd: Path = ROOT, **settings: str) -> str:
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def version() -> str:
    """The version that the package says it has."""
    text = (ROOT / "generator" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    assert found is not None
    return found[1]


def unready(number: str) -> list[str]:
    """Why this commit is no release."""
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    reasons = []
    if not re.fullmatch(r"\d+\.\d+\.\d+", number):
        reasons.append(f"generator/__init__.py says {number}: a release has three numbers and nothing else")
    if not re.search(rf"^## {re.escape(number)} \(\d{{4}}-\d\d-\d\d\)$", changes, re.MULTILINE):
        reasons.append(f"CHANGELOG.md has no heading '## {number} (YYYY-MM-DD)'")
    if changed := _run("git", "status", "--porcelain"):
        reasons.append(f"not committed:\n{changed}")
    return reasons


def make(number: str, documents: Sequence[str], made: Path) -> None:
    """All files of the release, in an empty folder; ``documents`` are what the demonstration offers for download.

    The site is built in a clone: nothing that lies about gets in.
    """
    epoch = _run("git", "log", "-1", "--format=%ct")
    with tempfile.TemporaryDirectory() as scratch:
        clone = Path(scratch) / "zhibu"
        _run("git", "clone", "--quiet", str(ROOT), str(clone))
        _run(sys.executable, "-m", "hatchling", "build", "-d", str(made), cwd=clone, SOURCE_DATE_EPOCH=epoch)
        zhibu = (sys.executable, "-m", "generator")
        _run(*zhibu, "print", *documents, cwd=clone)
        _run(*zhibu, "build", "--offline", "--strict", cwd=clone)
        pack(clone / "site", made / f"zhibu-{number}-demonstration.zip")
        shutil.copyfile(clone / "site-offline.zip", made / f"zhibu-{number}-demonstration-offline.zip")
    shutil.copyfile(ROOT / "sbom.json", made / f"zhibu-{number}.cdx.json")
    files = sorted(made.iterdir())
    sums = "".join(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (made / SUMS).write_text(sums, encoding="ascii")
    key = signing_key()
    if key is not None:
        (made / f"{SUMS}{SUFFIX}").write_bytes(sign(sums.encode("ascii"), key))


def main() -> int:
    number = version()
    if reasons := unready(number):
        print(f"No release of {number}:", *reasons, sep="\n- ")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        make(number, sys.argv[1:], Path(scratch))
        sums = (Path(scratch) / SUMS).read_text("ascii")
        before = (DIST / SUMS).read_text("ascii") if (DIST / SUMS).is_file() else None
        shutil.rmtree(DIST, ignore_errors=True)
        DIST.mkdir()
        for path in Path(scratch).iterdir():
            shutil.copyfile(path, DIST / path.name)
    print(sums, end="")
    print(
        {None: f"dist/ holds {number}.", sums: f"dist/ holds {number}, the same bytes as before."}.get(
            before, f"dist/ holds {number}; it held something else before."
        )
    )
    print(f"To hand out: git tag -a v{number} -m 'Zhibu {number}', push it, and publish what lies in dist/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
