"""The live preview: a site served from a folder of its own, and built again whenever a file of it changes.

Most changes take a build a quarter of a second. One from which other pages follow takes a large site longer; then the
pages of the changed records are shown at once, from a folder that lies over the site's, until the build is done.
"""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections.abc import Callable, Iterable
from copy import copy
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

from generator.site.policy import let_reload
from generator.site.trees import remembered
from generator.site.writing import discard, make_second_tree

__all__ = ["Rebuild", "Show", "serve"]

Show = Callable[[Callable[[Path], bool]], bool]
"""Shows pages before a build is done, if what it is given writes them into a folder and says that they may be seen."""
Rebuild = Callable[[Path, Show], None]
"""Builds into the folder it is given, or reports why it does not; what was served before stays."""


class _Changes(Observer):  # type: ignore[valid-type, misc]
    """Tells of changes as the system reports them; asking every file in turn takes half a second and more.

    It leaves out that a file was opened: a build opens them all.
    """

    def schedule(self, handler: Any, path: str, *, recursive: bool = False, event_filter: Any = None) -> Any:
        kinds = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
        return super().schedule(handler, path, recursive=recursive, event_filter=kinds)


class _Server(LiveReloadServer):
    """Serves what lies over the site before what is in it."""

    over: Path | None = None

    def show(self, write: Callable[[Path], bool], folder: Path) -> bool:
        """Let pages be written into a folder and lay this over the site. What goes wrong is for the build to tell."""
        try:
            shown = write(folder)
        except Exception:
            shown = False
        if shown:
            self.over = folder
            self._tell_browsers()
        return shown

    def uncover(self) -> None:
        """Serve the site as it has been built."""
        over, self.over = self.over, None
        if over is not None:
            self._tell_browsers()
            discard(over)

    def _tell_browsers(self) -> None:
        with self._epoch_cond:
            self._wanted_epoch += 1  # they compare it with what they have shown
            self._visible_epoch = self._wanted_epoch
            self._epoch_cond.notify_all()

    def _serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes] | None:
        over = self.over
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        name = posixpath.normpath(f"{path}index.html" if path.endswith("/") else path).lstrip("/")
        if over is None or not (over / name).is_file():
            return super()._serve_request(environ, start_response)
        covered = copy(self)
        covered.root, covered.over = str(over), None
        covered._visible_epoch = covered._wanted_epoch  # it stays what it is, and waits for no build
        return covered._serve_request(environ, start_response)


def _can_watch(root: Path) -> bool:
    """Whether the system watches as many folders as the site has."""
    limit = Path("/proc/sys/fs/inotify/max_user_watches")
    folders = sum(1 for name in ("records", "content") for _ in os.walk(root / name))
    return not limit.is_file() or folders < int(limit.read_text()) // 2


def serve(root: Path, address: tuple[str, int], rebuild: Rebuild) -> None:
    """Serve a site at ``host:port`` from a folder of its own and rebuild it whenever a file of the site changes."""
    host, port = address
    with tempfile.TemporaryDirectory(prefix="zhibu-") as temporary:
        folder = Path(temporary) / "site"
        rebuild(folder, lambda write: False)
        make_second_tree(folder, remembered(folder))
        shown = 0

        def again() -> None:
            nonlocal shown
            shown += 1
            try:
                rebuild(folder, lambda write: server.show(write, Path(temporary) / f"early-{shown}"))
            finally:
                server.uncover()

        server = _Server(again, host=host, port=port, root=str(folder))
        let_reload(server)
        if _can_watch(root):
            server.observer = _Changes()
        for name in ("records", "content", "mkdocs.yml"):
            if (root / name).exists():
                server.watch(str(root / name))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
