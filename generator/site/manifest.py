"""The manifest of a site: what a build has made, file by file, so that a copy can be told from the original.

``manifest/index.json`` names the commit and the day of the records, and the digest of every part; a part
(``manifest/<n>.json``) lists its files with size, SHA-256 and the record each was made from. A file belongs to the part
that the checksum of its path says, and there are as many parts as the site needs, so that an edit changes a few small
files. Parts that hold nothing new are not read; what a page's digest is, the writer knows.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring as _quoted
from pathlib import Path
from zlib import crc32

from generator.packing import unpacked_json
from generator.site.signing import SUFFIX, sign, signing_key
from generator.site.writing import Writer, Written
from generator.workers import spread

__all__ = [
    "FOLDER", "INDEX", "SIGNATURE", "Entry", "ManifestError", "read_manifest", "revise_manifest", "write_manifest",
]  # fmt: skip

FOLDER = "manifest/"
INDEX = f"{FOLDER}index.json"
SIGNATURE = f"{INDEX}{SUFFIX}"
_FORMAT = 1
_IN_A_PART = 256
"""Files that a part lists, on an average at most."""
_MANY = 300
"""Parts that change, from which on it is worthwhile to share them out."""
_LARGEST = 64 * 1024 * 1024
"""Bytes of a part or an index that are read at all."""


class ManifestError(Exception):
    """A manifest that is missing, damaged or of another kind."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the site: size in bytes, SHA-256 in hexadecimal, the file it was made from where that is one."""

    size: int
    digest: str
    source: str | None


_SHELVES = {
    "branches": "records/branches/{}/branch.yml",
    "methods": "records/rulebook/methods/{}.yml",
    "showcases": "content/showcases/{}.md",
    **{name: f"records/{name}/{{}}.yml" for name in ("regulations", "stations", "lists", "reports", "pairings")},
}
"""Which record a page is made from, by the first and the second folder of its address."""
_CONTINUED = re.compile(r"/p\d+(?:-[0-9a-f]+)?$")


class _Sources:
    """What the files of a site were made from; ``pictures`` says it of those that were copied."""

    def __init__(self, root: Path, pictures: Mapping[str, str]) -> None:
        self._root = root
        self._pictures = pictures
        self._folders: dict[str, set[str]] = {}
        """The files in every folder that was asked for: one look at a folder tells of a dozen records."""

    def of(self, name: str) -> str | None:
        """The one record or page of prose that a file was made from, None where there are many or none."""
        if not name.endswith("/index.html"):
            return self._pictures.get(name)
        address = _CONTINUED.sub("", name[: -len("/index.html")])
        parts = address.split("/")
        if len(parts) == 3 and parts[0] == "activities":
            possible = [f"records/branches/{parts[1]}/activities/{parts[2][:4]}/{parts[2]}.yml"]
        elif len(parts) == 2 and parts[0] in _SHELVES:
            possible = [_SHELVES[parts[0]].format(parts[1])]
        else:
            possible = [f"content/{address}.md", f"content/{address}/index.md"]
        return next(filter(self._is_there, possible), None)

    def _is_there(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        if folder not in self._folders:
            try:
                with os.scandir(self._root / folder) as entries:
                    self._folders[folder] = {entry.name for entry in entries if entry.is_file()}
            except OSError:
                self._folders[folder] = set()
        return name in self._folders[folder]


def _parts_for(count: int) -> int:
    return 1 << (count // _IN_A_PART).bit_length()


def write_manifest(
    writer: Writer, sizes: Mapping[str, int], pictures: Mapping[str, str], root: Path, commit: str | None, as_of: str
) -> dict[str, int]:
    """Bring the manifest up to date with files and their ``sizes``; its own files with their sizes.

    ``pictures`` says where files came from that were copied. What has not changed is taken from the published manifest.
    """
    count, sources = _parts_for(len(sizes)), _Sources(root, pictures)
    before = _published_parts(writer, count)
    members: dict[int, list[str]] = {number: [] for number in range(count)}
    for name in sizes:
        members[crc32(name.encode()) & (count - 1)].append(name)
    due = {crc32(name.encode()) & (count - 1) for name in writer.changed} if before else set(members)
    written: dict[str, int] = {}
    digests: dict[str, str] = {}
    for number, names in members.items():
        part = f"{FOLDER}{number}.json"
        if number not in due:
            digests[part], written[part] = before[part]
            continue
        known = _known(writer.published_file(part)) if part in before else {}
        rows = []
        for name in sorted(names):
            digest = writer.digests.get(name)
            old = known.get(name)
            if digest is None and old is not None and name not in writer.changed:
                rows.append(_row(name, old))
                continue
            found = digest.hex() if digest else sha256(writer.current_file(name) or b"").hexdigest()
            rows.append(_row(name, Entry(sizes[name], found, sources.of(name))))
        data = _part(rows)
        digests[part] = sha256(data).hexdigest()
        written[part] = writer.write(part, data)
    parts = {part: (digests[part], written[part]) for part in digests}
    return written | _write_index(writer, parts, len(sizes), sum(sizes.values()), commit, as_of)


def revise_manifest(
    writer: Writer,
    sizes: Mapping[str, int],
    pictures: Mapping[str, str],
    root: Path,
    commit: str | None,
    as_of: str,
    count: int,
    total: int,
    jobs: int = 1,
) -> dict[str, int] | None:
    """The same where only a few files have changed: ``sizes`` are theirs, ``count`` and ``total`` those of all files.

    None where the published manifest cannot be built upon.
    """
    number, sources = _parts_for(count), _Sources(root, pictures)
    parts = _published_parts(writer, number)
    if not parts:
        return None
    due: dict[str, list[str]] = {}
    for name in sorted(writer.changed):
        due.setdefault(f"{FOLDER}{crc32(name.encode()) & (number - 1)}.json", []).append(name)

    def work(some: Iterable[tuple[str, list[str]]]) -> tuple[Written, dict[str, tuple[str, int]] | None]:
        own, found = writer.fork(), {}
        for part, names in some:
            data = writer.published_file(part)
            if data is None or sha256(data).hexdigest() != parts[part][0]:
                return own.result(), None
            now = {n: Entry(sizes[n], writer.digests[n].hex(), sources.of(n)) if n in sizes else None for n in names}
            data = _revised(data, now)
            found[part] = sha256(data).hexdigest(), own.write(part, data)
        return own.result(), found

    written: dict[str, int] = {}
    for result, found in spread(jobs, list(due.items()), work, _MANY):
        writer.take(result)
        if found is None:
            return None
        parts |= found
        written |= {part: size for part, (_, size) in found.items()}
    return written | _write_index(writer, parts, count, total, commit, as_of)


def _revised(part: bytes, now: Mapping[str, Entry | None]) -> bytes:
    """A part of the manifest with other entries for some files, none for one that has gone."""
    revised = part
    for name, entry in now.items():
        start = revised.find(f"\n{_quoted(name)}:[".encode()) + 1
        if not start or entry is None:  # a name more or less
            rows = {name: entry for name, entry in {**_known(part), **now}.items() if entry is not None}
            return _part(_row(name, rows[name]) for name in sorted(rows))
        end = revised.index(b"\n", start)
        between = b"," if revised.endswith(b",", start, end) else b""
        revised = revised[:start] + _row(name, entry).encode() + between + revised[end:]
    return revised


def _part(rows: Iterable[str]) -> bytes:
    return ("{\n" + ",\n".join(rows) + "\n}\n").encode()


def _write_index(
    writer: Writer, parts: Mapping[str, tuple[str, int]], count: int, total: int, commit: str | None, as_of: str
) -> dict[str, int]:
    """Write the index, and sign it where there is a key; these files with their sizes."""
    index = {
        "format": _FORMAT,
        "commit": commit,
        "as_of": as_of,
        "files": count,
        "bytes": total,
        "parts": {part.removeprefix(FOLDER): [*parts[part]] for part in sorted(parts)},
    }
    written = {}
    data = f"{json.dumps(index, indent=0, separators=(',', ':'))}\n".encode()
    written[INDEX] = writer.write(INDEX, data)
    key = signing_key()
    if key is not None:
        written[SIGNATURE] = writer.write(SIGNATURE, sign(data, key))
    elif writer.published_file(SIGNATURE) is not None:
        writer.remove(SIGNATURE)
    return written


def _row(name: str, entry: Entry) -> str:
    source = _quoted(entry.source) if entry.source is not None else "null"
    return f'{_quoted(name)}:[{entry.size},"{entry.digest}",{source}]'


def _published_parts(writer: Writer, count: int) -> dict[str, tuple[str, int]]:
    """Parts of the published manifest with digest and size; none where it cannot be built upon."""
    if not writer.knows:
        return {}
    data = writer.published_file(INDEX)
    try:
        found = unpacked_json(data or b"")["parts"]
        parts = {f"{FOLDER}{name}": (str(digest), int(size)) for name, (digest, size) in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return parts if len(parts) == count else {}


def _known(data: bytes | None) -> dict[str, Entry]:
    try:
        return {name: Entry(*row) for name, row in unpacked_json(data or b"{}").items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def read_manifest(fetch: Callable[[str], bytes | None]) -> tuple[dict[str, object], dict[str, Entry]]:
    """What an index says, and every file; ``fetch`` gives a file of the site by name, None where there is none.

    Raises ManifestError where it is missing, or not whole.
    """
    index = _object(fetch(INDEX), INDEX)
    parts = index.get("parts")
    if index.get("format") != _FORMAT or not isinstance(parts, dict) or len(parts) > 1 << 20:
        raise ManifestError(INDEX)
    files: dict[str, Entry] = {}
    for part, row in parts.items():
        name = f"{FOLDER}{part}"
        if not re.fullmatch(r"\d{1,7}\.json", part) or not isinstance(row, list) or not row:
            raise ManifestError(INDEX)
        data = fetch(name)
        if data is None or sha256(data).hexdigest() != row[0]:
            raise ManifestError(name)
        files.update(_entries(_object(data, name), name))
    return index, files


def _entries(rows: Mapping[str, object], name: str) -> Iterator[tuple[str, Entry]]:
    for path, row in rows.items():
        match row:
            case [int(size), str(digest), str() | None as source] if _inside(path):
                yield path, Entry(size, digest, source)
            case _:
                raise ManifestError(name)


def _inside(path: str) -> bool:
    """Whether a path of a manifest, which may be anyone's, stays within the site."""
    parts = path.split("/")
    return not (path.startswith("/") or "\\" in path or "\0" in path or {"", ".", ".."} & set(parts))


def _object(data: bytes | None, name: str) -> dict[str, object]:
    try:
        found = unpacked_json(data) if data is not None and len(data) <= _LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ManifestError(name)
    return found
