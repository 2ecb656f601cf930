"""A large branch's own site: its pages alone, under a masthead and an address of its own, ready to be put on a domain.

It is made from the same public view as the whole site, and shows the branch, its activities, the regulations it has
adopted, its cases and what was printed for it, with a search over these. Whatever else its pages mention, they lead to
on the whole site. ``mkdocs.yml`` says which branches have one::

    plugins:
      - zhibu:
          own_sites:
            kuangye-lanshan: {url: https://lanshan.example/, icp: 示ICP备00000000号-2}
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.printing.downloads import Download, of_branch
from generator.publication.exposure import Facts
from generator.publication.paging import Part
from generator.publication.view import PublicView
from generator.site.families import Page
from generator.site.feeds import NOT_FOUND, robots, sitemaps
from generator.site.grouping import Marks
from generator.site.offline import LINK
from generator.site.pages import groups
from generator.site.publishing import Published, Publisher
from generator.site.sharing import picture_of, share_pictures
from generator.site.shell import Shell
from generator.site.suggesting import proposals
from generator.site.trees import theme_folder

__all__ = ["OWN_FRAMES", "OwnSite", "OwnSiteError", "own_folder", "own_site", "publish_own"]

OWN_FRAMES = (
    ("branch", 0, ""),
    ("branch-activities", 2, "activities/"),
    ("branch-activities", 3, "activities/"),
    ("activity", 3, "activities/"),
    ("regulation", 2, "regulations/"),
    ("regulation", 3, "regulations/"),
    ("comparison", 3, "regulations/"),
    ("comparison", 4, "regulations/"),
    ("showcase", 2, "showcases/"),
    ("download", 1, "downloads/"),
    ("search", 1, "search/"),
)
"""Family, depth and section of the pages of such a site."""


class OwnSiteError(Exception):
    """A site that cannot be made: the key of the sentence that says why, and what was found."""

    def __init__(self, key: str, found: str) -> None:
        super().__init__(key, found)
        self.key = key
        self.found = found


@dataclass(frozen=True, slots=True)
class OwnSite:
    """What ``mkdocs.yml`` and the records say of a branch's site."""

    item: Facts
    """The branch with its activities; it is at the site's root, and so says its address."""
    url: str
    """The address of the site, ending in a slash."""
    whole: str
    """That of the whole site."""
    whole_name: str
    icp: str | None = None
    """A filing holds for one domain; that of the whole site is not shown here."""
    pages: list[Page] = field(default_factory=list)
    printed: list[Download] = field(default_factory=list)
    """Documents of the branch, as far as they were printed."""

    def masthead(self) -> dict[str, Any]:
        """What the theme shows otherwise than on the whole site."""
        branch = self.item
        menu = [("首页", "")]
        menu += [("活动", f"activities/{branch.id}/")] if branch.activities else []
        menu += [("执行的制度", "#h-rules")] if branch.regulations else []
        menu += [("品牌案例", "#h-cases")] if branch.showcases else []
        menu += [("下载", "downloads/")] if self.printed else []
        return {
            "slogan": branch.name,
            "publisher": branch.name,
            "icp": self.icp,
            "security_number": None,
            "contact_post": "党支部值班" if branch.telephone else None,
            "telephone": branch.telephone,
            "address": None,
            "hours": None,
            "own": {"menu": menu, "whole": self.whole, "whole_name": self.whole_name},
        }


def own_folder(site: Path, id: str) -> Path:
    """Where a branch's own site lies unless told otherwise: beside the whole site."""
    return site.parent / f"{site.name}-{id}"


def own_site(view: PublicView, id: str, settings: Mapping[str, Any], whole: str) -> OwnSite:
    """The site of a branch. Raises OwnSiteError where it is not public, or the settings do not say what is needed."""
    branch = next((branch for branch in view.branches if branch.id == id), None)
    if branch is None:
        raise OwnSiteError("own-no-branch", id)
    said = settings.get(id)
    url = said.get("url") if isinstance(said, dict) else None
    icp = said.get("icp") if isinstance(said, dict) else None
    if not _is_address(url) or not isinstance(icp, str | None):
        raise OwnSiteError("own-no-address", id)
    if not _is_address(whole):
        raise OwnSiteError("own-no-whole", id)
    item = view.dossier(branch)
    item.address = ""
    own = OwnSite(item, f"{str(url).rstrip('/')}/", whole, view.site.name, icp)
    wanted = {branch.address, *(item.address for item in (*branch.regulations, *branch.showcases))}
    for group in groups(view, Marks({branch.id: "" for branch in view.branches})):
        if group.key in wanted:
            own.pages.extend(_at_home(page, item) for page in group.pages())
    adopted = [item.address.split("/")[1] for item in branch.regulations]
    own.printed.extend(of_branch(view.downloads, id, adopted))
    if own.printed:
        listed = Facts(title="下载", files=own.printed)
        part = Part("downloads/", None, own.printed, None, None)
        context = {"as_of": view.as_of, "group": listed, "part": part, "own": True}
        words = f"{branch.short_name}可以直接打印的资料。"
        own.pages.append(Page("downloads/", "download", "下载", words, "downloads/", context))
    words = f"搜索{branch.short_name}的活动、制度和案例。"
    own.pages.append(Page("search/", "search", "搜索", words, "search/", {"own": True}))
    return own


def _is_address(url: object) -> bool:
    parts = urlsplit(url) if isinstance(url, str) else None
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.hostname)


def _at_home(page: Page, branch: Facts) -> Page:
    """A page as the branch's site has it; its own profile is the home page there."""
    if page.family == "branch":
        return replace(page, address="", section="", context={**page.context, "item": branch})
    return page


def publish_own(own: OwnSite, view: PublicView, shell: Shell, publisher: Publisher) -> Published:
    """Write a branch's site: its pages, pictures and feed, style sheets, sitemap and the page for lost readers."""
    from generator.site.search.building import build_index  # with numpy, which others who know of own sites do without

    writer = publisher.writer
    shell.sections[""] = shell.frames["branch", 0, ""]
    shell.sections["downloads/"] = shell.frames["download", 1, "downloads/"]
    shell.sections["search/"] = shell.frames["search", 1, "search/"]
    made = publisher.make_only(own.pages)
    for name, path in shell.assets.items():
        if name == NOT_FOUND or name.startswith("assets/"):
            made[name] = writer.write(name, path.read_bytes())
    shown = {picture_of(section) for section in ("regulations", "activities", "showcases", "")}
    for name, picture in share_pictures(view.site, theme_folder().parent / "fonts"):
        if name in shown:
            made[name] = writer.write(name, picture)
    named = [(page.title, page.kind, page.address) for page in publisher.documents if not page.behind]
    for name, data in {"suggest.json": proposals(named), **build_index(publisher.documents)}.items():
        made[f"search/{name}"] = writer.write(f"search/{name}", data)
    addresses = {page.address for page in own.pages}
    for name in [name for name in made if name.endswith(".html")]:
        html = (writer.current_file(name) or b"").decode()
        made[name] = writer.write(name, _leading_out(html, posixpath.dirname(name), own, addresses))
    for name, text in {"robots.txt": robots(own.url), **sitemaps(sorted(addresses), own.url)}.items():
        made[name] = writer.write(name, text)
    pages = sum(name.endswith("index.html") for name in made)
    return Published(pages, len(made), len(writer.changed), sum(made.values()))


def _leading_out(html: str, folder: str, own: OwnSite, addresses: set[str]) -> str:
    """A page whose links stay on the branch's site where it has what they lead to, and go to the whole site else."""
    profile = f"branches/{own.item.id}/"
    base = urlsplit(own.url).path

    def link(found: re.Match[str]) -> str:
        start, way, rest = found[1], found[2], found[3] or ""
        if not way:
            return found[0]
        path = way.removeprefix(base) if way.startswith("/") else posixpath.normpath(posixpath.join(folder, way))
        path = "" if path == "." else f"{path}/" if way.endswith(("/", ".")) and not path.endswith("/") else path
        if path == profile:
            path = ""
        if path.startswith(("assets/", "activities/", "regulations/")) and not path.endswith("/"):
            return found[0]
        if path in addresses:
            back = "../" * (folder.count("/") + 1) if folder else ""
            return f'{start}{base + path if way.startswith("/") else back + path or "./"}{rest}"'
        if path in ("feed.xml", "card.html") or not way.endswith(("/", ".")):
            return found[0]
        return f'{start}{own.whole}{path}{rest}"'

    return LINK.sub(link, html)
