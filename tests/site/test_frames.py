"""A filled frame is what the engine itself renders for the same content, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from mkdocs.commands.build import build as engine_build
from mkdocs.config import load_config
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.toc import get_toc
from support import REPOSITORY, copy_demonstration, differing, tree

from generator.cache import Cache
from generator.changes import last_changes
from generator.plugin import ZhibuPlugin
from generator.project import Project
from generator.site.families import SECTIONS, Page
from generator.site.filling import measure
from generator.site.frame import Frame, mark
from generator.site.kept import Kept
from generator.site.narrative import narrative
from generator.site.pages import pages
from generator.site.rendering import environment
from generator.site.sharing import OWN, has_own, picture_of


class NativePlugin(ZhibuPlugin):
    """Hands every record page to the engine as an ordinary page of its own; no frames, no filling."""

    def on_files(self, files: Any, *, config: Any) -> Any:
        files = super().on_files(files, config=config)
        self.pages: dict[str, Page] = {}
        self.env_own = environment()
        self.kept = Kept(last_changes(self.root, Cache(None)), None)
        for page in pages(self.view):
            if page.address in SECTIONS:
                continue
            measure(getattr(page.context.get("item"), "pictures", ()), self.root)
            if page.family == "showcase":
                page.context["narrative"] = narrative(page.context["item"].narrative)
            file = File.generated(config, f"{page.address}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
            self.pages[file.url] = page
            files.append(file)
        return files

    def on_page_content(self, html: str, *, page: Any, config: Any, files: Any) -> str:
        wanted = self.pages.get(page.file.url)
        if wanted is None:
            return super().on_page_content(html, page=page, config=config, files=files)
        page.meta.update(
            title=wanted.title,
            description=wanted.description,
            zhibu_family=wanted.family,
            zhibu_section=wanted.section,
            zhibu_share=f"{wanted.address}{OWN}" if has_own(wanted.family) else picture_of(wanted.section),
            hide=["navigation", "toc"],
        )
        page.toc = get_toc([])
        template = self.env_own.get_template(f"{wanted.family}.html")
        here = {"root": wanted.root, "page": wanted, "site_url": config.site_url}
        return template.render(**here, prose=Markup(""), **wanted.context) + self.kept.line(wanted)

    def on_post_page(self, output: str, *, page: Any, config: Any) -> str:
        return output if page.file.url in self.pages else ""

    def on_post_build(self, *, config: Any) -> None:
        pass


@pytest.fixture(scope="module")
def native(demonstration: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Page]]:
    """The site as the engine itself renders it, and its record pages."""
    folder = tmp_path_factory.mktemp("native") / "site"
    config = load_config(str(REPOSITORY / "mkdocs.yml"), site_dir=str(folder))
    plugin = NativePlugin()
    plugin.load_config({})
    plugin.project = demonstration
    plugin._serving = True  # build where we say, no switching
    config.plugins["zhibu"] = plugin
    config.plugins.events = {name: [] for name in config.plugins.events}
    for name in config.plugins.events:
        method = getattr(plugin, f"on_{name}", None)
        if method is not None:
            config.plugins._register_event(name, method)
    engine_build(config)
    return folder, plugin.pages


def test_every_record_page_equals_what_the_engine_renders(site: Path, native: tuple[Path, dict[str, Page]]) -> None:
    theirs, pages = native
    assert len(pages) > 800
    different = [
        address
        for address in pages
        if (site / address / "index.html").read_bytes() != (theirs / address / "index.html").read_bytes()
    ]
    assert different == []


def test_no_mark_is_left(site: Path) -> None:
    assert [path for path in site.rglob("*.html") if "zbmark" in path.read_text("utf-8")] == []


def test_values_of_a_frame_are_escaped() -> None:
    frame = Frame.cut(f"<title>{mark('title')}</title><p>{mark('body')}</p>")
    assert frame.names == {"title", "body"}
    filled, _ = frame.fill({"title": '<img onerror="x">&'}, {"body": "<b>ours</b>"})
    assert filled == b"<title>&lt;img onerror=&#34;x&#34;&gt;&amp;</title><p><b>ours</b></p>"


def test_what_is_filled_in_is_told_with_what_stands_beside_it() -> None:
    frame = Frame.cut(f"{'a' * 200}138{mark('title')}0013{'b' * 200}8000{mark('body')}.")
    page, own = frame.fill({"title": "0013"}, {"body": "5"})
    assert page == f"{'a' * 200}13800130013{'b' * 200}80005.".encode()
    assert b"13800130013" in own and b"80005." in own
    assert len(own) < len(page)


def test_text_of_records_is_not_searched_for_marks() -> None:
    frame = Frame.cut(f"<p>{mark('body')}</p>")
    assert frame.fill({"body": mark("title")}, {})[0] == f"<p>{mark('title')}</p>".encode()


def test_an_unfilled_mark_is_an_error() -> None:
    with pytest.raises(KeyError):
        Frame.cut(mark("title")).fill({}, {})


def test_the_engine_alone_gives_the_same_site(site: Path, tmp_path: Path) -> None:
    copy_demonstration(tmp_path, ".git")  # figures name the commit
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    engine_build(config)
    assert differing(tree(tmp_path / "site"), tree(site)) == []
