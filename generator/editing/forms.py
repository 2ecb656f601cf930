"""``zhibu forms``: a form for every record kind in the browser, made from the models, nothing fetched from elsewhere.

The editor (Sveltia CMS, vendored) talks to the platform's API directly. Its forms drop comments and layout; ``zhibu fmt
--base`` puts them back, so the configuration only has to get the values right.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from generator.checks.content_files import FORMS
from generator.records.activity import Activity
from generator.records.layout import LAYOUT, Shelf
from generator.records.outline import Entry, entries, is_review, review_states
from generator.records.picture import Picture
from generator.records.register import Register
from generator.records.unit import Unit
from generator.rulebook.terms import TermSet, term_sets

__all__ = ["configuration", "write"]

_HOSTS = {"github": "https://api.github.com", "gitlab": "https://gitlab.com", "gitea": "https://gitea.com"}
_EDITORIAL = ("github", "gitlab")
"""Backends for which the editor keeps drafts as pull requests."""

_PAGE = """<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self';
 style-src 'self' 'unsafe-inline'; img-src 'self' blob: data: https:; font-src 'self' data:;
 connect-src 'self' blob: data: {connect}; worker-src 'self' blob:; frame-src 'self' blob:; object-src 'none';
 base-uri 'none'">
<title>记录填报</title>
<script src="language.js"></script>
<script type="module" src="sveltia-cms.js"></script>
</html>
"""
# The editor takes its language from what it was last set to; the first time it would be the browser's.
_LANGUAGE = """const key = "sveltia-cms.prefs";
const kept = JSON.parse(localStorage.getItem(key) || "{}");
if (!kept.locale) localStorage.setItem(key, JSON.stringify({ ...kept, locale: "zh-CN" }));
"""


def write(root: Path, register: Register, backend: str, repo: str, branch: str, api: str | None) -> list[str]:
    """Write the form page below the site's content; the files written."""
    folder = root / FORMS
    vendor = Path(__file__).resolve().parent / "vendor"
    shutil.copytree(vendor / "assets", folder / "assets", dirs_exist_ok=True)
    for name in ("sveltia-cms.js", "LICENSES.txt"):
        shutil.copyfile(vendor / name, folder / name)
    settings = configuration(register, backend, repo, branch, api)
    texts = {
        "index.html": _PAGE.replace("{connect}", _hosts(backend, api)),
        "language.js": _LANGUAGE,
        "config.yml": json.dumps(settings, ensure_ascii=False, indent=1) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(path.relative_to(root).as_posix() for path in folder.rglob("*") if path.is_file())


def _hosts(backend: str, api: str | None) -> str:
    """Where the page may send anything to: the platform, and nobody else."""
    if api:
        return "/".join(api.split("/")[:3])
    return _HOSTS.get(backend, "")


def configuration(register: Register, backend: str, repo: str, branch: str, api: str | None) -> dict[str, Any]:
    """The editor's configuration for a site."""
    name = "github" if backend == "local" else backend
    server: dict[str, Any] = {"name": name, "repo": repo, "branch": branch}
    if api:
        server["api_root"] = api
        server["base_url"] = "/".join(api.split("/")[:3])
    maker = _Maker(term_sets(register))
    kept = [shelf for shelf in LAYOUT if shelf.model is not Unit]
    return {
        "backend": server,
        "publish_mode": "editorial_workflow" if backend in _EDITORIAL else "simple",
        "media_folder": "content/pictures",
        "public_folder": "pictures",
        "app_title": f"{register.site.name}：记录填报",
        "slug": {"encoding": "ascii", "sanitize_replacement": "-"},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_size": 2, "indent_sequences": True}},
        "collections": [*map(maker.collection, kept), *maker.ledgers(register)],
    }


class _Maker:
    def __init__(self, terms: Any) -> None:
        self.terms: dict[str, TermSet] = terms

    def collection(self, shelf: Shelf) -> dict[str, Any]:
        """One kind of record: a folder of files, or one file."""
        model = shelf.model
        if "{" not in shelf.path:
            return self.single(model.kind, model.label, [self.file(model.kind, model.label, shelf.path, shelf)])
        base, _, rest = shelf.path.partition("{")
        path = ("{" + rest).rpartition(".")[0].replace("{id}", "{{slug}}")
        path = path.replace("{branch}", "{{fields.支部}}").replace("{year}", "{{fields.日期 | date('YYYY')}}")
        found: dict[str, Any] = {
            "name": model.kind,
            "label": model.label,
            "folder": base.rstrip("/"),
            "extension": "md" if shelf.body else "yml",
            "format": "yaml-frontmatter" if shelf.body else "yaml",
            "create": True,
            "delete": False,
            "identifier_field": self.title(shelf),
            "slug": {"template": self.slug(shelf), "editable": ["create"]},
            "summary": f"{{{{{self.title(shelf)}}}}}",
            "fields": self.fields(shelf),
        }
        if path != "{{slug}}":
            found["path"] = path
        if any(entry.part is Picture for entry in entries(model)):
            folder = "../../../photos" if model is Activity else "pictures" if shelf.body else "photos"
            found["media_folder"], found["public_folder"] = folder, folder.rpartition("/")[2]
        return found

    @staticmethod
    def slug(shelf: Shelf) -> str:
        if shelf.model is Activity:
            return "{{fields.日期}}-{{uuid_shorter}}"
        return "{{fields.年月}}" if ("年月", "id") in shelf.fixed else "{{uuid_shorter}}"

    @staticmethod
    def title(shelf: Shelf) -> str:
        keys = [entry.key for entry in entries(shelf.model)]
        return next(key for key in ("简称", "主题", "名称") if key in keys)

    @staticmethod
    def single(name: str, label: str, files: list[dict[str, Any]]) -> dict[str, Any]:
        return {"name": name, "label": label, "files": files}

    def file(self, name: str, label: str, path: str, shelf: Shelf) -> dict[str, Any]:
        fields = self.fields(shelf)
        if shelf.ledger is not None:
            review = next(field for field in fields if field["name"] == "审核")
            rows = {"name": shelf.ledger, "label": shelf.ledger, "widget": "list", "collapsed": True, "fields": fields}
            rows["summary"] = "{{名称}}"
            fields = [review, rows]
        return {"name": name, "label": label, "file": path, "format": "yaml", "fields": fields}

    def ledgers(self, register: Register) -> list[dict[str, Any]]:
        """The ledgers of units, a file an area."""
        shelf = next(shelf for shelf in LAYOUT if shelf.model is Unit)
        files = []
        for id, area in register.areas.items():
            path = shelf.path.replace("{area}", id)
            if (register.root / path).is_file():
                files.append(self.file(f"unit-{id}", area.name, path, shelf))
        return [self.single(Unit.kind, "单位台账", files)] if files else []

    def fields(self, shelf: Shelf) -> list[dict[str, Any]]:
        decided = {key for key, name in shelf.fixed if name not in ("id", "branch")}
        skipped = {"编号", *decided} if shelf.ledger is None else decided
        return [self.field(entry) for entry in entries(shelf.model) if entry.key not in skipped]

    def field(self, entry: Entry) -> dict[str, Any]:
        article = entry.shape == "article"
        found: dict[str, Any] = {
            "name": "body" if article else entry.key,
            "label": entry.key,
            "required": entry.required and not article and entry.key != "编号",
            "hint": entry.description + ("（内部，不发布）" if entry.internal else ""),
        }
        found |= self.widget(entry)
        if entry.many and found["widget"] not in ("select", "relation", "list"):
            inner = {key: value for key, value in found.items() if key not in ("name", "label", "required", "hint")}
            found = {key: found[key] for key in ("name", "label", "required", "hint")} | {"widget": "list"}
            if inner["widget"] == "object":
                found |= {"fields": inner["fields"], "collapsed": True}
        if entry.many and found["widget"] in ("select", "relation"):
            found["multiple"] = True
        if entry.fewest:
            found["min"] = entry.fewest
        return found

    def widget(self, entry: Entry) -> dict[str, Any]:
        """How a value is put in."""
        known = self.terms.get(entry.terms) if entry.terms else None
        if known is not None and known.closed:
            return {"widget": "select", "options": list(known.members)}
        if entry.refers in _FOLDERS:
            shown = _FOLDERS[entry.refers]
            names = {"display_fields": [shown], "search_fields": [shown]}
            return {"widget": "relation", "collection": entry.refers, "value_field": "{{slug}}", **names}
        if is_review(entry):
            states = review_states()
            return {"widget": "select", "options": list(states), "default": states[0]}
        if entry.part is not None:
            if entry.part is Picture:
                return {"widget": "object", "fields": [self.picture(inner) for inner in entries(Picture)]}
            return {
                "widget": "object",
                "collapsed": "auto",
                "fields": [self.field(inner) for inner in entries(entry.part)],
            }
        if entry.choices:
            return {"widget": "select", "options": list(entry.choices)}
        match entry.shape:
            case "yes_no":
                return {"widget": "select", "options": ["是", "否"]}
            case "date":
                return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
            case "integer":
                bounds = {"min": entry.least, "max": entry.most}
                return {"widget": "number", "value_type": "int", **{k: v for k, v in bounds.items() if v is not None}}
            case "number":
                return {"widget": "number", "value_type": "float"}
            case "count":  # a number stays a number, 400余 stays text
                return {"widget": "number", "value_type": "int/string"}
            case "amount":
                return {"widget": "number", "value_type": "float/string"}
            case "prose":
                return {"widget": "text"}
            case "article":
                return {"widget": "markdown", "modes": ["raw", "rich_text"]}
            case "month":
                return {"widget": "string", "pattern": ["^[0-9]{4}-(0[1-9]|1[0-2])$", "写成 2025-03"]}
        pattern = {"pattern": [entry.pattern, entry.description]} if entry.pattern else {}
        return {"widget": "string", **pattern}

    def picture(self, entry: Entry) -> dict[str, Any]:
        field = self.field(entry)
        if entry.key == "文件":
            field["widget"] = "image"
            field.pop("pattern", None)
        return field


_FOLDERS = {
    "branch": "简称",
    "committee": "简称",
    "regulation": "简称",
    "showcase": "名称",
    "station": "名称",
    "list": "主题",
    "campaign": "名称",
}
"""Kinds kept a file each, which a form can look up, with the field they are known by."""
