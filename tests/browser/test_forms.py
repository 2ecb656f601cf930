"""The forms in a real Chromium on a real Git repository: what a form saves, what is put back, what the check answers.

The folder that the forms work on is the browser's private one (``conftest.opened``), carried back to the repository
afterwards.
"""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from support import BRANCH, REPOSITORY, Run, TinySite, git

from generator.editing.forms import configuration
from generator.records.layout import LAYOUT
from generator.records.outline import entries
from generator.records.register import Register
from generator.rulebook.shelves import shelf_of

_READ = """async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (name === '.git') continue;
      if (handle.kind === 'directory') await walk(handle, `${path}${name}/`);
      else found[path + name] =
        btoa(String.fromCharCode(...new Uint8Array(await (await handle.getFile()).arrayBuffer())));
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('repository'), '');
  return found;
}"""


def carry_back(site: TinySite, page: Page) -> None:
    for path, data in page.evaluate(_READ).items():
        target = site.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(base64.b64decode(data))


def test_a_branch_is_edited_and_only_that_shows(opened: tuple[TinySite, Page, set[str]], zhibu: Run) -> None:
    site, page, hosts = opened
    page.get_by_text("党支部", exact=True).first.click()
    page.get_by_text("样本建材党支部").first.click()
    field = page.locator('section[data-key-path="主题党日"] input').first
    field.fill("20")
    page.get_by_role("button", name="保存").first.click()
    expect(page.get_by_text("您正在浏览").first).to_be_attached(timeout=60_000)
    carry_back(site, page)
    assert "主题党日: 20" in site.read(BRANCH) and "组建:\n" in site.read(BRANCH)  # the form's own layout
    assert zhibu(site.root, "fmt", "--base", "HEAD").returncode == 0
    changed = [line for line in git(site.root, "diff", "-U0", "--", "records").splitlines() if line[:1] in "+-"]
    assert changed[2:] == ["-主题党日: 15", "+主题党日: 20"]  # a person changed this, and a reviewer sees this
    assert zhibu(site.root, "check").returncode == 0
    assert hosts == {"127.0.0.1"}  # nothing is fetched from anywhere else


def test_every_kind_has_its_form(register: Register) -> None:
    for backend in ("github", "gitlab", "gitea", "local"):
        made = configuration(register, backend, "example/site", "main", None)
        names = [collection["name"] for collection in made["collections"]]
        assert set(names) == {shelf.model.kind for shelf in LAYOUT} and len(names) == len(set(names))
    branch = next(c for c in made["collections"] if c["name"] == "branch")
    found = shelf_of(BRANCH)
    assert found is not None
    assert [field["name"] for field in branch["fields"]] == [e.key for e in entries(found[0].model) if e.key != "编号"]
    widgets = {field["name"]: field["widget"] for field in branch["fields"]}
    assert widgets["名称"] == "string" and widgets["简介"] == "text" and widgets["组建"] == "object"
    assert widgets["制度"] == "relation" and widgets["审核"] == "select"
    jsonschema.validate(made["collections"], _PLAIN)


_WIDGETS = ["string", "text", "number", "datetime", "select", "relation", "list", "object", "markdown", "image"]
_FIELD: dict[str, Any] = {
    "type": "object",
    "required": ["name", "label", "widget", "hint"],
    "properties": {
        "widget": {"enum": _WIDGETS},
        "fields": {"type": "array", "items": {"$ref": "#/definitions/field"}},
    },
}
# The editor's own schema lets misspelt widgets pass; this one does not.
_PLAIN = {
    "definitions": {"field": _FIELD},
    "type": "array",
    "items": {"properties": {"fields": {"type": "array", "items": {"$ref": "#/definitions/field"}}}},
}


def test_the_licences_of_all_that_the_editor_holds() -> None:
    vendor = REPOSITORY / "generator/editing/vendor"
    named = re.findall(r"^== (.*)$", (vendor / "LICENSES.txt").read_text("utf-8"), re.M)
    held = {name.split(" ")[0] for line in named for name in line.split(", ")}
    assert {"@sveltia/cms", "svelte", "lexical", "react", "dompurify", "yaml", "dayjs", "immutable"} <= held


def test_wrong_use_is_said(tiny: TinySite, zhibu: Run) -> None:
    assert zhibu(tiny.root, "forms", "--backend", "github").returncode == 2
    assert zhibu(tiny.root, "forms", "--backend", "gitea", "--repo", "a/b", "--api", "http://x").returncode == 2
    done = zhibu(tiny.root, "forms", "--backend", "gitea", "--repo", "a/b", "--api", "https://git.example.org/api/v1")
    assert done.returncode == 0
    text = tiny.read("content/admin/index.html")
    assert "connect-src 'self' blob: data: https://git.example.org;" in text and "script-src 'self';" in text
    settings = json.loads(tiny.read("content/admin/config.yml"))
    assert settings["backend"]["base_url"] == "https://git.example.org"


def test_an_activity_is_added_with_a_picture(
    opened: tuple[TinySite, Page, set[str]], zhibu: Run, tmp_path: Path
) -> None:
    site, page, _ = opened
    Image.new("RGB", (320, 200), (180, 30, 30)).save(tmp_path / "study.png")
    page.goto(page.url.partition("#")[0] + "#/collections/activity/new")

    def field(path: str) -> Locator:
        found = page.locator(f'section.field[data-key-path="{path}"]')
        for _ in range(30):  # what is out of sight is not made before it is scrolled to
            if found.locator("input, textarea, [role=combobox], [role=radio], button").count():
                break
            page.mouse.wheel(0, 500)
            page.wait_for_timeout(100)
        found.scroll_into_view_if_needed()
        return found

    page.mouse.move(300, 600)
    field("支部").get_by_role("radio").first.click()
    field("主题").locator("input").fill("学习安全生产法")
    field("类别").get_by_role("combobox").click()
    page.get_by_role("option", name="主题党日").click()
    field("日期").locator("input").fill("2025-03-05")
    field("地点").locator("input").fill("会议室")
    field("内容").locator("textarea").first.fill("学习。\n讨论。")
    field("图片").get_by_role("button").filter(has_text="图片").first.click()
    field("图片.0.文件").locator("input[type=file]").first.set_input_files(tmp_path / "study.png")
    field("图片.0.说明").locator("input").fill("学习现场")
    field("图片.0.替代").locator("input").fill("一间会议室，桌上摆着学习材料")
    page.get_by_role("button", name="保存").first.click()
    page.wait_for_url("**/collections/activity/entries/**", timeout=60_000)
    carry_back(site, page)
    (added,) = site.root.glob("records/branches/shili-zhibu/activities/2025/2025-03-05-*.yml")
    assert "文件: photos/" in added.read_text("utf-8")
    (picture,) = site.root.glob("records/branches/shili-zhibu/photos/*")
    assert picture.read_bytes()[:4] in (b"\x89PNG", b"RIFF")
    assert zhibu(site.root, "fmt", "--base", "HEAD").returncode == 0
    checked = zhibu(site.root, "check")
    assert checked.returncode == 0, checked.stdout
