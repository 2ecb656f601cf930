"""Bytes to text, with real bytes on disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support import Spot, spots

from generator.reading import MAX_BYTES, parse, read_source

TEXT = "名称: 示例支部\n党员: 9\n"


def read(root: Path, name: str = "a.yml") -> tuple[str | None, list[Spot]]:
    source, findings = read_source(root, name)
    return (source.text if source else None), spots(findings)


@pytest.mark.parametrize(
    ("data", "text", "expected"),
    [
        (TEXT.encode(), TEXT, []),
        (b"", "", []),
        (TEXT.encode("gb18030"), TEXT, [("ZB0106", 0, 0)]),
        (TEXT.encode("gbk").replace(b"\n", b"\r\n"), TEXT, [("ZB0106", 0, 0), ("ZB0111", 0, 0)]),
        (TEXT.encode("utf-16"), TEXT, [("ZB0107", 0, 0)]),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, [("ZB0107", 0, 0)]),
        (TEXT.encode("utf-16-le"), TEXT, [("ZB0107", 0, 0)]),
        (TEXT.encode("utf-16-be"), TEXT, [("ZB0107", 0, 0)]),
        (TEXT.encode("utf-8-sig"), TEXT, [("ZB0110", 1, 1)]),
        (TEXT.replace("\n", "\r\n").encode(), TEXT, [("ZB0111", 0, 0)]),
        (TEXT.replace("\n", "\r").encode(), TEXT, [("ZB0112", 1, 9)]),
        (b"a: 1\r\nb: 2\rc: 3\n", "a: 1\nb: 2\nc: 3\n", [("ZB0111", 0, 0), ("ZB0112", 2, 5)]),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None, [("ZB0109", 0, 0)]),
        ("名称: 甲\0乙\n".encode(), None, [("ZB0109", 0, 0)]),
        (
            "名称: 示例建材党支部\n简称: 示".encode() + b"\xe4\xbe\n",
            "名称: 示例建材党支部\n简称: 示\ufffd\n",
            [("ZB0108", 2, 6)],
        ),
        (b"a" * (MAX_BYTES + 1), None, [("ZB0105", 0, 0)]),
        (b"a" * 20_000_000, None, [("ZB0105", 0, 0)]),
    ],
)
def test_bytes_become_text_or_are_told(tmp_path: Path, data: bytes, text: str | None, expected: list[Spot]) -> None:
    (tmp_path / "a.yml").write_bytes(data)
    assert read(tmp_path) == (text, expected)


def test_mistakes_after_gbk_are_found_too(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes("名称：示例\n".encode("gbk"))
    source, findings = read_source(tmp_path, "a.yml")
    assert source is not None
    assert [f.code for f in findings + parse(source).findings] == ["ZB0106", "ZB0140"]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.yml").write_text("a: 1\n")
    os.mkfifo(tmp_path / "pipe")
    assert read(tmp_path, "none.yml") == (None, [("ZB0101", 0, 0)])
    assert read(tmp_path, "a.yml/b.yml") == (None, [("ZB0101", 0, 0)])
    assert read(tmp_path, "") == (None, [("ZB0101", 0, 0)])
    assert read(tmp_path, "a\0b") == (None, [("ZB0101", 0, 0)])
    assert read(tmp_path, "folder") == (None, [("ZB0102", 0, 0)])
    assert read(tmp_path, "pipe") == (None, [("ZB0102", 0, 0)])
    assert read(tmp_path, "x" * 5000) == (None, [("ZB0103", 0, 0)])


def test_links_do_not_leave_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.yml").write_text("a: 1\n")
    (site / "link.yml").symlink_to(tmp_path / "secret.yml")
    (site / "loop.yml").symlink_to(site / "loop.yml")
    assert read(site, "link.yml") == (None, [("ZB0104", 0, 0)])
    assert read(site, "../secret.yml") == (None, [("ZB0104", 0, 0)])
    assert read(site, "loop.yml")[0] is None
