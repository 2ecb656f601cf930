"""What describes open data to programs: a JSON Schema of the files, an OpenAPI description of their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.publication.view import PublicView

__all__ = ["CHANGES", "LICENCE", "openapi", "schema"]

LICENCE = "可以自由使用、转载和加工，须注明来源和数据截至日期；不得据此识别个人。"
"""On which terms open data are given where the site says nothing else."""
CHANGES = (
    ("4", "增加 areas 和 areas-years（各区域的覆盖，现在和历年）；statistics.csv 增加“未报个数”，与工作簿一致。"),
    ("3", "指标增加“区间”：写出确数就能推算出小支部人数的，数值留空，只给区间；活动实到人数少的也只给区间。"),
    ("2", "增加 data.xlsx、schema.json、openapi.json 和数据许可；各表字段不变。"),
    ("1", "指标、党支部、已覆盖单位、活动、制度、荣誉，JSON 和 CSV。"),
)
"""What changed in the form of the data, the newest first. Names of files and of fields stay; a field may be added."""

Described = dict[str, Any]
_TEXT: Described = {"type": ["string", "null"]}
_NUMBER: Described = {"type": ["number", "null"]}
_COUNT: Described = {"type": ["integer", "null"]}
_MANY: Described = {"type": "array", "items": {"type": "string"}}
_DAY: Described = {"type": ["string", "null"], "format": "date"}
_FORMS: dict[str, Described] = {
    "stars": _COUNT, "articles": _COUNT, "adopters": _COUNT, "numerator": _COUNT, "denominator": _COUNT,
    "value": _NUMBER, "unknown": _COUNT, "branches_count": _COUNT, "enterprises": _COUNT, "covered": _COUNT,
    "coverage": _NUMBER, "year": _COUNT, "units": _MANY, "branches": _MANY, "date": _DAY, "adopted": _DAY,
    "awarded": _DAY, "formation_date": _DAY, "term_start": _DAY, "term_end": _DAY, "demonstration_since": _DAY,
}  # fmt: skip
"""Forms of fields that are not plain text, by their English names."""

Columns = Mapping[str, Sequence[tuple[str, str]]]
"""Name and Chinese title of each column, by table."""


def schema(columns: Columns) -> Described:
    """Draft 2020-12: every table is an array of objects of its own kind."""
    tables = {}
    for table, fields in columns.items():
        properties = {name: {"title": title, **_FORMS.get(name, _TEXT)} for name, title in fields}
        row = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
        tables[table] = {"type": "array", "items": row}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": tables}


def openapi(view: PublicView, site_url: str, files: Iterable[tuple[str, str]], columns: Columns) -> Described:
    """OpenAPI 3.1: a path for every file of open data."""
    kinds = {"json": "application/json", "csv": "text/csv; charset=utf-8", "html": "text/html",
             "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip
    paths = {}
    for name, description in files:
        table, _, ending = name.rpartition(".")
        content: Described = {}
        if ending == "json" and table in columns:
            content = {"schema": {"$ref": f"schema.json#/$defs/{table}"}}
        answer = {"description": description, "content": {kinds[ending]: content}}
        paths[f"/data/{name}"] = {"get": {"summary": description, "responses": {"200": answer}}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{view.site.name}：开放数据",
            "version": f"{CHANGES[0][0]}+{view.as_of.isoformat()}",
            "description": LICENCE,
        },
        "servers": [{"url": site_url.rstrip("/") or "/"}],
        "paths": paths,
    }
