"""Signing a manifest with minisign (https://jedisct1.github.io/minisign/), and checking such a signature.

The key lies outside the site's folder; ``ZHIBU_SIGN_KEY`` names it (a secret key without password, as a CI server keeps
it: ``minisign -G -W``). The same bytes get the same signature: its comment names no time.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

__all__ = ["SUFFIX", "SigningError", "is_signed", "sign", "signing_key"]

SUFFIX = ".minisig"
_KEY = "ZHIBU_SIGN_KEY"
_SECONDS = 30


class SigningError(OSError):
    """minisign is missing, or refuses the key."""


def signing_key() -> Path | None:
    """The key that the environment names, if it names one."""
    named = os.environ.get(_KEY)
    return Path(named).resolve() if named else None


def _minisign(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = ["minisign", *map(str, words)]
    try:
        return subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL
        )
    except (FileNotFoundError, subprocess.TimeoutExpired) as error:
        raise SigningError(f"minisign：{error}") from error


def sign(data: bytes, key: Path) -> bytes:
    """The signature of some bytes. Raises SigningError."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "index.json")
        file.write_bytes(data)
        signature = Path(folder, f"index.json{SUFFIX}")
        done = _minisign("-S", "-s", key, "-m", file, "-x", signature, "-t", "zhibu", "-c", "zhibu")
        if done.returncode or not signature.is_file():
            raise SigningError(f"minisign：{(done.stderr or done.stdout).strip()}")
        return signature.read_bytes()


def is_signed(data: bytes, signature: bytes, public_key: Path) -> bool:
    """Whether a signature of some bytes was made with the key that belongs to a public one. Raises SigningError."""
    if not public_key.is_file():
        raise SigningError(f"{public_key}")
    with tempfile.TemporaryDirectory() as folder:
        file, beside = Path(folder, "index.json"), Path(folder, f"index.json{SUFFIX}")
        file.write_bytes(data)
        beside.write_bytes(signature)
        return _minisign("-V", "-q", "-p", public_key, "-m", file, "-x", beside).returncode == 0
