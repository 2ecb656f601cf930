"""A site that is built again and again, each time compared with a build from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support import AS_OF, differing, settle, tree

from generator.cache import Cache
from generator.findings import Finding
from generator.project import load
from generator.site import engine
from generator.site.engine import build
from generator.site.publishing import Published
from generator.workers import default_jobs

__all__ = ["Watched"]


class Watched:
    """Builds a site and tells whether a build went the short way."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, jobs: int = 1) -> None:
        self.root, self.number, self.long, self.jobs = root, 0, 0, jobs
        self.findings: list[Finding] = []
        """What the last build has found."""
        whole: Callable[..., Published] = engine.publish

        def counted(*given: object, **named: object) -> Published:
            self.long += 1
            return whole(*given, **named)

        monkeypatch.setattr(engine, "publish", counted)

    def build(self) -> bool:
        """Build, compare with a build from nothing; whether the site was retouched."""
        settle()
        self.long = 0
        cache = Cache(self.root / ".site.cache", "1")
        project = load(self.root, AS_OF, self.jobs, cache, glance=True)
        told = build(project, self.root / "site", cache, self.jobs)
        cache.close()
        retouched = self.long == 0
        self.number += 1
        clean = self.root / f"clean-{self.number}"
        whole = load(self.root, AS_OF, default_jobs())
        assert project.findings == whole.findings
        fresh = build(whole, clean, jobs=default_jobs())
        others = differing(tree(self.root / "site"), tree(clean))
        assert not others, others[:10]
        shutil.rmtree(clean)
        assert (told.pages, told.files, told.bytes) == (fresh.pages, fresh.files, fresh.bytes)
        self.findings = project.findings
        return retouched
