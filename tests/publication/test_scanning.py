"""The last look before publication: what came past the records stops it, and the site that readers have stays."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from openpyxl import Workbook
from PIL import Image
from support import Run, TinySite

from generator.publication.scanning import scan

MOBILE, ID, MAIL = "13800001234", "11010519491231002X", "shi.li@example.com"


def photograph(text: str) -> bytes:
    """A picture with a remark in its notes."""
    buffer = io.BytesIO()
    notes = Image.Exif()
    notes[0x010E] = text.encode()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", exif=notes)
    return buffer.getvalue()


def sheet(text: str, author: str = "", hidden: bool = False) -> bytes:
    book = Workbook()
    book.active["A1"] = text  # type: ignore[index]
    book.properties.creator = author
    if hidden:
        book.create_sheet("隐藏").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def document(text: str) -> bytes:
    """A document that says something in its properties, packed."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Subject"] = text
    buffer = io.BytesIO()
    pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def archive(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", data)
    return buffer.getvalue()


@pytest.mark.parametrize("text", [MOBILE, ID, MAIL, "机密★"])
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a/index.html", lambda text: f"<p>电话{text}。</p>".encode()),
        ("search/12", lambda text: b"\x00\x01\xff" + f"请拨 {text} 或".encode() + b"\xfe"),
        ("feed.xml", lambda text: f"<summary>{text}</summary>".encode()),
        ("data/a.json", lambda text: f'{{"a":"{text}"}}'.encode()),
        ("data/a.csv", lambda text: f"a,{text},b\r\n".encode()),
        ("data/a.xlsx", sheet),
        ("a.svg", lambda text: f"<svg><text>{text}</text></svg>".encode()),
        ("a.jpg", photograph),
        ("a.pdf", document),
        ("a.gz", lambda text: gzip.compress(text.encode())),
        ("a.zip", lambda text: archive(text.encode())),
    ],
)
def test_every_kind_of_file_is_read(name: str, make: object, text: str) -> None:
    assert len({hit.what for hit in scan(name, make(text))}) == 1  # type: ignore[operator]
    assert scan(name, make("电话 0000-0000000，提交 ab13800001234，共 13800001235004 元")) == []  # type: ignore[operator]


def test_the_numbers_of_a_drawing_are_no_telephone() -> None:
    path = "M 138 0.0 0 1.2 34 L 13.800001234 0.13800001234 161 24.20 1 38 0000 1234"
    assert scan("a.svg", f'<svg><path d="{path}"/><text>图</text></svg>'.encode()) == []


def test_broken_archives_break_nothing() -> None:
    for name in ("a.xlsx", "a.gz", "a.pdf"):
        for data in (b"PK\x03\x04junk", b"\x1f\x8bjunk", b"%PDF-junk", b""):
            assert scan(name, data) == []


def published(tiny: TinySite, zhibu: Run) -> bytes:
    assert zhibu(tiny.root, "build").returncode == 0
    return (tiny.root / "site/manifest/index.json").read_bytes()


def test_a_template_that_leaks_publishes_nothing(tiny: TinySite, zhibu: Run) -> None:
    before = published(tiny, zhibu)
    tiny.replace("mkdocs.yml", "  name: material", "  name: material\n  custom_dir: own")
    tiny.write("own/partials/footer.html", f"<footer>站长手机 {MOBILE}</footer>")
    done = zhibu(tiny.root, "build")
    assert done.returncode == 1
    assert "ZB0940" in done.stdout and "将要发布的“404.html”里有手机号码“138****1234”。" in done.stdout
    assert done.stdout.endswith("网站没有发布，原有网站保持不变。\n")
    assert (tiny.root / "site/manifest/index.json").read_bytes() == before
    tiny.write(
        "records/exemptions.yml",
        f'豁免:\n  - {{编号: yangli, 内容: "{MOBILE}", 理由: 示例号码, 截至: 2999-12-31, 审核: 终审}}\n',
    )
    assert zhibu(tiny.root, "build").returncode == 0
    assert (tiny.root / "site/manifest/index.json").read_bytes() != before
    assert all(b"yangli" not in path.read_bytes() for path in (tiny.root / "site").rglob("*") if path.is_file())


CONTENT = {
    "content/about.md": (f"\n站长 {MOBILE}\n".encode(), "ZB0840"),
    "content/biao.xlsx": (sheet(MOBILE), "ZB0840"),
    "content/yincang.xlsx": (sheet("表", hidden=True), "ZB0643"),
    "content/zuozhe.xlsx": (sheet("表", author="王某某"), "ZB0643"),
    "content/mingdan.csv": (f"姓名,证件\n甲,{ID}\n".encode(), "ZB0840"),
    "content/yemian.html": (b"<script>alert(1)</script>", "ZB0743"),
    "content/jiaoben.js": (b"alert(1)", "ZB0743"),
    "content/tu.svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "ZB0743"),
    "content/bad.xlsx": (b"PK\x03\x04", "ZB0743"),
}


@pytest.mark.parametrize("path", CONTENT)
def test_what_lies_in_content_is_looked_through(tiny: TinySite, path: str) -> None:
    data, code = CONTENT[path]
    file = tiny.root / path
    file.write_bytes((file.read_bytes() if file.exists() else b"") + data)
    assert {(f.code, f.location.path) for f in tiny.load().findings} == {(code, path)}


def test_a_link_out_of_the_folder_is_refused(tiny: TinySite, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tiny.root / "content/secret.txt").symlink_to(tmp_path / "secret.txt")
    assert [finding.code for finding in tiny.load().findings] == ["ZB0743"]


def test_an_exemption_that_has_ended_is_told(tiny: TinySite) -> None:
    tiny.replace("records/branches/shili-zhibu/branch.yml", "简称: ", f"备注: 产品编号{MOBILE}\n简称: ")
    codes = [finding.code for finding in tiny.load().findings]
    assert codes == ["ZB0440"]
    entry = f'豁免:\n  - {{编号: yangli, 内容: "{MOBILE}", 理由: 产品编号, 截至: DAY, 审核: 终审}}\n'
    tiny.write("records/exemptions.yml", entry.replace("DAY", "2025-12-31"))
    assert tiny.load().findings == []
    tiny.write("records/exemptions.yml", entry.replace("DAY", "2025-12-30"))
    assert sorted(finding.code for finding in tiny.load().findings) == ["ZB0440", "ZB0740"]
