"""The last look before publication: what came past the records stops it, and the site that readers have stays."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from support import BRANCH, Run, TinySite, environment, tree

from generator.publication.scanning import scan
from generator.reading.documents import look_through
from generator.reading.private import private

MOBILE, ID, MAIL = "13800001234", "11010519491231002X", "shi.li@example.com"


def photograph(text: str) -> bytes:
    """A picture with a remark in its notes."""
    buffer = io.BytesIO()
    notes = Image.Exif()
    notes[0x010E] = text.encode()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", exif=notes)
    return buffer.getvalue()


def painting(place: str) -> Callable[[str], bytes]:
    """A PNG with a remark in one of the places that its format has for words."""

    def made(text: str) -> bytes:
        buffer, more, notes = io.BytesIO(), PngInfo(), Image.Exif()
        if place == "eXIf":
            notes[0x010E] = text.encode()
        elif place == "iTXt":
            more.add_itxt("Comment", text)
        else:
            more.add(b"tEXt", b"Comment\0" + text.encode(), after_idat=place == "at the end")
        Image.new("P", (8, 8)).save(buffer, "PNG", pnginfo=more, exif=notes)
        return buffer.getvalue()

    return made


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


def pages(text: str = "", **more: object) -> bytes:
    """A document with a page that says something, and whatever else it is given."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page = pdf.add_blank_page()
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 72 Td ({text}) Tj ET".encode())
    if "author" in more:
        pdf.docinfo["/Author"] = more["author"]
    if "script" in more:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=more["script"])
        pdf.Root.OpenAction = action
    if "remark" in more:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=more["remark"])
        note.Rect = pikepdf.Array([0, 0, 9, 9])
        page.Annots = pikepdf.Array([pdf.make_indirect(note)])
    if "file" in more:
        pdf.attachments["a.csv"] = str(more["file"]).encode()
    buffer = io.BytesIO()
    pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b") if more.get("locked") else False)
    return buffer.getvalue()


def office(**members: str | bytes) -> bytes:
    """An office document of these members, whose names are written with __ for a dot and _ for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name.replace("__", ".").replace("_", "/"), text)
    return buffer.getvalue()


def placed() -> bytes:
    buffer, notes = io.BytesIO(), Image.Exif()
    notes.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", exif=notes)
    return buffer.getvalue()


def damaged(packing: int) -> bytes:
    """An archive packed in some way, of which some bytes are wrong: what is packed cannot be unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as packed:
        packed.writestr("a.txt", "示例" * 500)
    data = bytearray(buffer.getvalue())
    start = 30 + len("a.txt")
    data[start + 4 : start + 20] = b"\xff" * 16
    return bytes(data)


def archive(data: bytes) -> bytes:
    return office(a__txt=data)


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
        *[("a.png", painting(place)) for place in ("eXIf", "iTXt", "tEXt", "at the end")],
        ("a.pdf", document),
        ("a.gz", lambda text: gzip.compress(text.encode())),
        ("a.zip", lambda text: archive(text.encode())),
    ],
)
def test_every_kind_of_file_is_read(name: str, make: Callable[[str], bytes], text: str) -> None:
    assert len({hit.what for hit in scan(name, make(text))}) == 1
    assert scan(name, make("电话 0000-0000000，提交 ab13800001234，共 13800001235004 元")) == []


def test_the_numbers_of_a_drawing_are_no_telephone() -> None:
    path = "M 138 0.0 0 1.2 34 L 13.800001234 0.13800001234 161 24.20 1 38 0000 1234"
    assert scan("a.svg", f'<svg><path d="{path}"/><text>图</text></svg>'.encode()) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_markup_in_any_encoding_is_read(encoding: str) -> None:
    found = look_through("a.docx", office(word_document__xml=f"<w:t>电话 {MOBILE}</w:t>".encode(encoding)))
    assert "手机号码" in {hit.what for text in found.texts for hit in private(text)}


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
        f'豁免:\n  - {{编号: yangli, 内容: "{MOBILE}", 理由: 示例号码, 截至: 2099-12-31, 审核: 终审}}\n',
    )
    assert zhibu(tiny.root, "build").returncode == 0
    assert (tiny.root / "site/manifest/index.json").read_bytes() != before
    assert all(b"yangli" not in data for data in tree(tiny.root / "site").values())


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
    "content/dianhua.pdf": (pages(f"Tel {MOBILE}"), "ZB0840"),
    "content/pizhu.pdf": (pages(remark="校对"), "ZB0643"),
    "content/wenzi.pdf": (pages("Theme day 2025"), ""),
    "content/zuozhe.pdf": (pages(author="王某某"), "ZB0643"),
    "content/jiaoben.pdf": (pages(script="app.alert(1)"), "ZB0743"),
    "content/suo.pdf": (pages(locked=True), "ZB0743"),
    "content/huai.pdf": (b"%PDF-1.7 junk", "ZB0743"),
    "content/bao.zip": (archive(f"a,{MOBILE}".encode()), "ZB0840"),
    "content/taowa.zip": (archive(archive(archive(archive(b"a")))), "ZB0743"),
    "content/deflate.zip": (damaged(zipfile.ZIP_DEFLATED), "ZB0743"),
    "content/bzip2.zip": (damaged(zipfile.ZIP_BZIP2), "ZB0743"),
    "content/lzma.zip": (damaged(zipfile.ZIP_LZMA), "ZB0743"),
    "content/gbk.txt": (f"站长手机{MOBILE}".encode("gb18030"), "ZB0840"),
    "content/zhuren.docx": (
        office(word_document__xml="<w:p><w:r><w:t>138</w:t></w:r><w:r><w:t>0000</w:t></w:r><w:t>1234</w:t></w:p>"),
        "ZB0840",
    ),
    "content/liangduan.docx": (
        office(word_document__xml="<w:p><w:t>138000</w:t></w:p><w:p><w:t>01234</w:t></w:p>"),
        "",
    ),
    "content/xiuding.docx": (office(word_document__xml='<w:p><w:del w:id="1"><w:t>旧</w:t></w:del></w:p>'), "ZB0643"),
    "content/yin.docx": (office(word_document__xml="<w:p><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:p>"), "ZB0643"),
    "content/hong.xlsx": (office(xl_vbaProject__bin="x"), "ZB0743"),
    "content/beizhu.pptx": (office(ppt_notesSlides_notesSlide1__xml="<a:t>备注</a:t>"), "ZB0643"),
    "content/yincang.pptx": (office(ppt_slides_slide1__xml='<p:sld show="0"/>'), "ZB0643"),
    "content/hang.ods": (office(content__xml='<table:table table:display="false"/>'), "ZB0643"),
    "content/zhaopian.jpg": (placed(), "ZB0643"),
    "content/fuzhu.jpg": (photograph(f"联系 {MOBILE}"), "ZB0840"),
    "content/tu2.svg": (f'<svg xmlns="http://www.w3.org/2000/svg"><text>{MOBILE}</text></svg>'.encode(), "ZB0840"),
}


@pytest.mark.parametrize("path", CONTENT)
def test_what_lies_in_content_is_looked_through(tiny: TinySite, path: str) -> None:
    data, code = CONTENT[path]
    file = tiny.root / path
    file.write_bytes((file.read_bytes() if file.exists() else b"") + data)
    assert {(f.code, f.location.path) for f in tiny.load().findings} == ({(code, path)} if code else set())


def test_a_file_within_a_document_is_looked_through(tiny: TinySite) -> None:
    (tiny.root / "content/a.pdf").write_bytes(pages(file=f"a,{MOBILE}"))
    told = {(f.code, f.text().message) for f in tiny.load().findings}
    assert told == {("ZB0643", "附件里有夹带的文件。"), ("ZB0840", "这里有手机号码“138****1234”。")}


def test_a_number_in_the_notes_of_a_picture_is_told(tiny: TinySite) -> None:
    tiny.replace(BRANCH, "简称: ", "图片: [{文件: photos/a.jpg, 说明: 厂房, 替代: 厂房, 授权: 无人物}]\n简称: ")
    photo = tiny.root / "records/branches/shili-zhibu/photos/a.jpg"
    photo.parent.mkdir(parents=True, exist_ok=True)
    photo.write_bytes(photograph("厂房外景"))
    assert tiny.load().findings == []
    photo.write_bytes(photograph(f"摄影者 {MOBILE}"))
    assert [(f.code, f.location.path) for f in tiny.load().findings] == [("ZB0541", BRANCH)]


def test_a_link_out_of_the_folder_is_refused(tiny: TinySite, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tiny.root / "content/secret.txt").symlink_to(tmp_path / "secret.txt")
    assert [finding.code for finding in tiny.load().findings] == ["ZB0743"]


def test_a_link_to_a_record_is_refused_too(tiny: TinySite) -> None:
    """A record has internal fields; as a page or a file it would be published with them."""
    for name in ("page.md", "data.csv"):
        (tiny.root / "content" / name).symlink_to(tiny.root / BRANCH)
    assert [finding.code for finding in tiny.load().findings] == ["ZB0743"] * 2


def test_a_link_that_leads_in_a_circle_stands_in_no_commands_way(tiny: TinySite, zhibu: Run) -> None:
    tiny.replace(BRANCH, "简称: ", "图片: [{文件: photos/a.jpg, 说明: 厂房, 替代: 厂房, 授权: 无人物}]\n简称: ")
    folder = (tiny.root / BRANCH).parent
    (folder / "photos").mkdir(exist_ok=True)
    (folder / "photos/a.jpg").symlink_to("a.jpg")
    (tiny.root / "records/committees/a.yml").symlink_to("a.yml")
    found = {(finding.code, finding.location.path) for finding in tiny.load().findings}
    assert found == {("ZB0301", BRANCH), ("ZB0102", "records/committees/a.yml")}
    checked = zhibu(tiny.root, "check", "records/committees/a.yml")
    assert (checked.returncode, checked.stderr) == (1, "") and "检查结果：1 个错误。" in checked.stdout
    for words, code in ((["fmt"], 0), (["withdraw", "--reason", "撤下"], 2)):
        done = zhibu(tiny.root, *words, "records/committees/a.yml")
        assert (done.returncode, "Traceback" in done.stderr) == (code, False)


@pytest.mark.parametrize("path", ["content/a.md", "content/a.pdf", "content/a.svg", "content/a"])
@pytest.mark.parametrize(
    ("leads", "words"),
    [
        ("itself", "链接指向的文件不存在"),
        ("nowhere", "链接指向的文件不存在"),
        ("folder", "这是指到文件夹的链接"),
        ("pipe", "这不是普通文件"),
    ],
)
def test_what_is_no_file_in_content_is_told(tiny: TinySite, path: str, leads: str, words: str) -> None:
    place = tiny.root / path
    if leads == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to({"itself": place.name, "nowhere": "b", "folder": "branches"}[leads])
    (tiny.root / "content/branches").mkdir(exist_ok=True)
    findings = [finding for finding in tiny.load().findings if finding.code == "ZB0743"]
    assert [(f.location.path, f.text().message) for f in findings] == [(path, f"{words}。")]
    assert tiny.load().findings == findings  # and nothing else is said of it


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("# 关于\n\n本站由县委组织部主办，内容定期更新。\n".encode("gbk"), "ZB0106"),
        ("# 关于\n".encode("utf-16"), "ZB0107"),
        ("# 关于\n\n甲".encode() + b"\xff", "ZB0108"),
        (b"# \x00\x01", "ZB0109"),
        ("# 关于\n".encode() + b"a" * 1_200_000, "ZB0105"),
    ],
    ids=["GBK", "UTF-16", "a broken byte", "no text", "too large"],
)
def test_prose_that_cannot_be_read_stops_publication(tiny: TinySite, zhibu: Run, data: bytes, code: str) -> None:
    (tiny.root / "content/ye.md").write_bytes(data)
    assert [(f.code, f.location.path) for f in tiny.load().findings] == [(code, "content/ye.md")]
    assert not tiny.load().publishable
    if code == "ZB0106":  # the engine, which would fail at it, is not asked
        for done in (zhibu(tiny.root, "build"), engine(tiny)):
            assert done.returncode == 1 and code in done.stdout and "Unicode" not in done.stdout + done.stderr


def engine(tiny: TinySite) -> subprocess.CompletedProcess[str]:
    """The engine's own command line."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    return subprocess.run(command, cwd=tiny.root, env=environment(), capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("extra_javascript: [assets/local.js]", True),
        ("extra_javascript: [l.js]", False),
        ("extra_javascript:\n  - {path: l.js, type: module}", False),
        ("extra_css: [./l.js?v=2]", False),
        ("extra: {note: l.js}", True),
        ("# l.js", True),
    ],
)
def test_only_what_settings_list_as_a_script_may_run(tiny: TinySite, settings: str, found: bool) -> None:
    tiny.write("content/l.js", "alert(1)")
    tiny.write("content/assets/local.js" if "local" in settings else "content/b.txt", "a")
    tiny.write("mkdocs.yml", f"{tiny.read('mkdocs.yml')}\n{settings}\n")
    told = [(f.code, f.location.path) for f in tiny.load().findings]
    assert told == ([("ZB0743", "content/l.js")] if found else [])


def test_what_desktops_leave_behind_is_passed_over_and_not_published(tiny: TinySite, zhibu: Run) -> None:
    for folder in ("content", "content/guide", "records", "records/branches/shili-zhibu/photos"):
        for name in ("Thumbs.db", "desktop.ini", ".DS_Store"):
            tiny.write(f"{folder}/{name}", "a")
    assert tiny.load().findings == []
    done = zhibu(tiny.root, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert not [name for name in tree(tiny.root / "site") if name.endswith(("Thumbs.db", ".ini", ".DS_Store"))]


def test_an_exemption_that_has_ended_is_told(tiny: TinySite) -> None:
    tiny.replace(BRANCH, "简称: ", f"备注: 产品编号{MOBILE}\n简称: ")
    codes = [finding.code for finding in tiny.load().findings]
    assert codes == ["ZB0440"]
    entry = f'豁免:\n  - {{编号: yangli, 内容: "{MOBILE}", 理由: 产品编号, 截至: DAY, 审核: 终审}}\n'
    tiny.write("records/exemptions.yml", entry.replace("DAY", "2025-12-31"))
    assert tiny.load().findings == []
    tiny.write("records/exemptions.yml", entry.replace("DAY", "2025-12-30"))
    assert sorted(finding.code for finding in tiny.load().findings) == ["ZB0440", "ZB0740"]
