"""Whether a published copy of a site is the one that was built: every file against the manifest of the build."""

from __future__ import annotations

import http.client
import os
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from generator.site.manifest import FOLDER, INDEX, Entry, ManifestError, read_manifest
from generator.site.signing import SUFFIX, is_signed

__all__ = ["AddressError", "Difference", "Place", "StatusError", "Verdict", "place_of", "verify"]

Kind = Literal["changed", "missing", "extra"]
_AT_ONCE = 16
_SECONDS = 20
_LARGEST = 64 * 1024 * 1024


class AddressError(Exception):
    """What was given is no address."""


class StatusError(Exception):
    """A server answered, but with another status than that of a page."""

    def __init__(self, address: str, status: int) -> None:
        super().__init__(address, status)
        self.address = address
        self.status = status


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not what was built, and the record it is made from."""

    kind: Kind
    name: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a comparison: ``own`` where a copy could be held against its own manifest only."""

    files: int
    commit: str | None
    as_of: str
    differences: list[Difference]
    own: bool
    signed: bool
    other: str | None
    """The commit that the copy's own manifest names, where that is another than the reference's."""


class Place:
    """A site in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> bytes | None:
        """A file by name, None where there is none."""
        try:
            path = self.folder / name
            return path.read_bytes() if path.resolve().is_relative_to(self.folder.resolve()) else None
        except OSError:
            return None

    def names(self) -> Iterator[str]:
        """Every file there is."""
        for folder, below, files in os.walk(self.folder):
            below.sort()
            for name in files:
                yield os.path.relpath(os.path.join(folder, name), self.folder).replace(os.sep, "/")


class Address(Place):
    """A site on a server, as readers get it: a page by the address of its folder."""

    def __init__(self, address: str) -> None:
        with urlopen(address, timeout=_SECONDS) as answer:  # leads to HTTPS or another host
            final = urlsplit(answer.geturl())
        self.secure = final.scheme == "https"
        self.host = final.netloc
        self.base = final.path if final.path.endswith("/") else final.path.rpartition("/")[0] + "/"
        self.kept = threading.local()

    def get(self, name: str) -> bytes | None:
        path = quote(self.base + (name.removesuffix("index.html") if name.endswith("/index.html") else name))
        path = self.base if name == "index.html" else path
        for again in (True, False):
            connection: http.client.HTTPConnection | None = getattr(self.kept, "connection", None)
            if connection is None:
                connection = self.kept.connection = self._connect()
            try:
                connection.request("GET", path, headers={"Cache-Control": "no-cache"})
                answer = connection.getresponse()
                data = answer.read(_LARGEST + 1)
                if len(data) > _LARGEST or answer.status != 200:
                    self._drop(connection)
                    return data if answer.status == 200 else None
                return data
            except (http.client.HTTPException, ConnectionError):  # a server closes what it has kept open long enough
                self._drop(connection)
                if not again:
                    raise
        return None

    def _connect(self) -> http.client.HTTPConnection:
        if self.secure:
            return http.client.HTTPSConnection(self.host, timeout=_SECONDS, context=ssl.create_default_context())
        return http.client.HTTPConnection(self.host, timeout=_SECONDS)

    def _drop(self, connection: http.client.HTTPConnection) -> None:
        connection.close()
        self.kept.connection = None

    def names(self) -> Iterator[str]:
        """What a server holds besides, nobody can ask it."""
        return iter(())


def place_of(text: str) -> Place:
    """A place by its address or folder. Raises OSError where there is none, StatusError and AddressError."""
    if text.startswith(("http://", "https://")):
        try:
            if not urlsplit(text).hostname:
                raise AddressError(text)
            return Address(text)
        except HTTPError as error:
            raise StatusError(text, error.code) from error
        except URLError as error:
            reason = error.reason if isinstance(error.reason, OSError) else OSError(f"{error.reason}")
            reason.filename = text  # what the system reports says nothing of where
            raise reason from error
        except (http.client.InvalidURL, ValueError) as error:
            raise AddressError(text) from error
        except http.client.HTTPException as error:
            raise OSError(f"{text} {error}") from error
    folder = Path(text)
    if not folder.is_dir():
        raise FileNotFoundError(2, os.strerror(2), text)
    return Place(folder)


def verify(copy: Place, original: Place | None, key: Path | None) -> Verdict:
    """Hold a copy against the manifest of the ``original``, else against its own.

    With a public ``key`` the manifest must be signed with its secret half. Raises ManifestError, SigningError.
    """
    reference = original or copy
    index, files = read_manifest(reference.get)
    if key is not None:
        data, signature = reference.get(INDEX), reference.get(f"{INDEX}{SUFFIX}")
        if data is None or signature is None or not is_signed(data, signature, key):
            raise ManifestError(f"{INDEX}{SUFFIX}")
    differences = [*_changed(copy.get, files), *(d for d in _extra(copy, files))]
    commit = index.get("commit")
    other = _commit_of(copy) if original is not None else commit
    return Verdict(
        files=len(files),
        commit=str(commit) if commit else None,
        as_of=str(index.get("as_of")),
        differences=sorted(differences, key=lambda difference: difference.name),
        own=original is None,
        signed=key is not None,
        other=str(other) if other and other != commit else None,
    )


def _changed(get: Callable[[str], bytes | None], files: Mapping[str, Entry]) -> Iterator[Difference]:
    def compare(name: str) -> Difference | None:
        entry, data = files[name], get(name)
        if data is None:
            return Difference("missing", name, entry.source)
        same = len(data) == entry.size and sha256(data).hexdigest() == entry.digest
        return None if same else Difference("changed", name, entry.source)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from (found for found in pool.map(compare, sorted(files)) if found is not None)


def _extra(copy: Place, files: Mapping[str, Entry]) -> Iterator[Difference]:
    for name in copy.names():
        if name not in files and not name.startswith(FOLDER):
            yield Difference("extra", name)


def _commit_of(copy: Place) -> object:
    try:
        return read_manifest(copy.get)[0].get("commit")
    except ManifestError:
        return None
