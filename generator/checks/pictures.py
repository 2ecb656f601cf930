"""Every picture a record shows exists beside the record."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.findings import Finding, Severity, declare
from generator.records.fields import Record
from generator.records.picture import Picture
from generator.records.register import Register

__all__ = ["check", "picture_path"]

_MISSING = declare(
    "ZB0301",
    Severity.ERROR,
    (
        "图片不存在",
        "找不到图片“{found}”。",
        "请把图片放到 {folder}/ 下，或改正写法：从记录的文件夹写起，如“photos/huiyi.jpg”，注意大小写。",
    ),
    (
        "missing picture",
        "The picture '{found}' does not exist.",
        "Put it below {folder}/, or correct its name, written from the record's folder on: photos/huiyi.jpg.",
    ),
)
_OUTSIDE = declare(
    "ZB0302",
    Severity.ERROR,
    ("图片路径出了范围", "图片路径“{found}”指到了记录文件夹之外。", "图片请放在记录所在文件夹里，路径中不要写“..”。"),
    (
        "picture path out of the folder",
        "The picture path '{found}' leads out of the record's folder.",
        "Keep pictures in the record's folder, and write no '..' in the path.",
    ),
)


def picture_path(register: Register, record: Record, picture: Picture) -> PurePosixPath | None:
    """The picture's file, relative to the site's folder; None where the path leaves the record's folder."""
    origin = PurePosixPath(register.origin(record).path)
    folder = origin.parents[2] if "activities" in origin.parts else origin.parent
    relative = PurePosixPath(picture.file)
    if relative.is_absolute() or ".." in relative.parts:
        return None
    return folder / relative


def check(register: Register, records: Iterable[Record]) -> Iterator[Finding]:
    root, real = Path(register.root), os.path.realpath(register.root)
    for record in records:
        for index, picture in enumerate(getattr(record, "pictures", ())):
            path = picture_path(register, record, picture)
            where = ("图片", index, "文件")
            if path is None or not Path(os.path.realpath(root / path)).is_relative_to(real):
                yield Finding(_OUTSIDE, register.place(record, where), {"found": picture.file})
            elif not (root / path).is_file():
                facts = {"found": picture.file, "folder": str(path.parent)}
                yield Finding(_MISSING, register.place(record, where), facts)
