"""What a build remembers for the next one: a file beside the site, to be deleted at any time.

Nothing in it is trusted further than a seal goes: whatever is damaged, or was made by another version of the program,
is thrown away as a whole and made again. Values are bytes that their owners read as JSON, so that a cache from
elsewhere (a CI server keeps one between runs) can be wrong but not harmful.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

__all__ = ["Cache", "program_key", "seal"]

_TABLE = """
CREATE TABLE IF NOT EXISTS kept (
  section TEXT NOT NULL, id TEXT NOT NULL, data BLOB NOT NULL, seal BLOB NOT NULL, UNIQUE (section, id)
)"""
_KEY = "key"


def seal(*parts: str | bytes) -> str:
    """A digest of some values in their order."""
    digest = blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def program_key(*folders: Path) -> str:
    """A digest of the program itself: all files in its own folder and in ``folders``."""
    found = []
    for folder in (Path(__file__).parent, *folders):
        for place, below, names in os.walk(folder):
            below[:] = sorted(name for name in below if name != "__pycache__")
            for name in sorted(names):
                path = Path(place, name)
                with suppress(OSError):
                    found += [path.relative_to(folder).as_posix().encode(), path.read_bytes()]
    return seal(*found)


class _DamagedError(Exception):
    """Something kept is not what was put there."""


class Cache:
    """Values by section and identifier in one SQLite file; without a path, nothing is ever remembered."""

    def __init__(self, path: Path | None, key: str = "") -> None:
        self.path = path
        self.key = key
        self._connection: sqlite3.Connection | None = None
        self._process = os.getpid()
        if path is not None:
            self._open()

    @property
    def kept(self) -> bool:
        """Whether anything is remembered at all."""
        return self.path is not None

    def _open(self) -> None:
        assert self.path is not None
        try:
            self._connect()
            if self.get("", _KEY) != self.key.encode():
                raise _DamagedError
        except (sqlite3.DatabaseError, _DamagedError):
            self._renew()

    def _connect(self) -> sqlite3.Connection:
        assert self.path is not None
        # Another process of the same build may be writing a large site's view.
        self._connection = sqlite3.connect(self.path, timeout=60, isolation_level="IMMEDIATE")
        self._connection.execute("PRAGMA synchronous = OFF")  # losing it costs a build, not a record
        self._connection.execute(_TABLE)
        self._process = os.getpid()
        return self._connection

    def _renew(self) -> None:
        assert self.path is not None
        self.close()
        try:
            self.path.unlink(missing_ok=True)
            connection = self._connect()
            with connection:
                self._put(connection, "", [(_KEY, self.key.encode())])
        except (sqlite3.DatabaseError, OSError):  # no room, or no right to write: then nothing is remembered
            self.close()
            self.path = None

    def _live(self) -> sqlite3.Connection:
        # A connection must not be used on both sides of a fork.
        return self._connection if self._connection and self._process == os.getpid() else self._connect()

    def get(self, section: str, id: str) -> bytes | None:
        """One value, None where it is not known. Where it is damaged nothing is known any more."""
        if self.path is None:
            return None
        try:
            rows = self._live().execute("SELECT data, seal FROM kept WHERE section = ? AND id = ?", (section, id))
            with closing(rows):
                row = rows.fetchone()
            return None if row is None else _sound(section, id, *row)
        except (sqlite3.DatabaseError, _DamagedError):
            self._renew()
            return None

    def all(self, section: str) -> dict[str, bytes]:
        """Every value of a section. Where one is damaged nothing is known any more."""
        if self.path is None:
            return {}
        try:
            rows = self._live().execute("SELECT id, data, seal FROM kept WHERE section = ?", (section,))
            return {id: _sound(section, id, data, sealed) for id, data, sealed in rows}
        except (sqlite3.DatabaseError, _DamagedError):
            self._renew()
            return {}

    def ids(self, section: str) -> set[str]:
        """The identifiers of a section."""
        if self.path is None:
            return set()
        try:
            return {id for (id,) in self._live().execute("SELECT id FROM kept WHERE section = ?", (section,))}
        except sqlite3.DatabaseError:
            self._renew()
            return set()

    def update(self, section: str, values: Iterable[tuple[str, bytes]], gone: Iterable[str] = ()) -> None:
        """Put values and drop others, all or none."""
        if self.path is None:
            return
        try:
            connection = self._live()
            with connection:
                connection.executemany("DELETE FROM kept WHERE section = ? AND id = ?", ((section, id) for id in gone))
                self._put(connection, section, values)
        except sqlite3.DatabaseError:
            self._renew()

    @staticmethod
    def _put(connection: sqlite3.Connection, section: str, values: Iterable[tuple[str, bytes]]) -> None:
        rows: Iterator[tuple[str, str, bytes, bytes]] = (
            (section, id, data, _seal_of(section, id, data)) for id, data in values
        )
        connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None


def _seal_of(section: str, id: str, data: bytes) -> bytes:
    """Tells damage, not forgery: what is kept can be wrong but not harmful. A cryptographic digest took five times."""
    return crc32(data, crc32(f"{section}/{id}".encode())).to_bytes(4, "big")


def _sound(section: str, id: str, data: bytes, sealed: bytes) -> bytes:
    if _seal_of(section, id, data) != sealed:
        raise _DamagedError
    return data
