"""Pictures as they are published: nothing but their points; bombs and what is no picture are refused in words."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from support import BRANCH, Run, TinySite, differing, tree

from generator.publication.variants import variants
from generator.site.media import WIDEST, PictureError, Pictures, published_picture
from generator.site.pictures import size

SECRET = b"SECRET-OWNER-104.0E"


def photograph(path: Path, width: int = 80, height: int = 60, turned: int = 1) -> Path:
    """A picture with everything a camera notes, and something behind its end."""
    image = Image.effect_mandelbrot((width, height), (-3, -2.5, 2, 2.5), 20).convert("RGB")
    notes = Image.Exif()
    notes[0x0112], notes[0x013B], notes[0x9286] = turned, SECRET, SECRET
    notes.get_ifd(0x8825).update({1: "N", 2: (30.0, 40.0, 0.0), 3: "E", 4: (104.0, 3.0, 0.0), 29: "2025:01:01"})
    more = {} if path.suffix == ".gif" else {"exif": notes}
    if path.suffix in (".jpg", ".gif"):
        more["comment"] = SECRET
    image.save(path, **more)
    with path.open("ab") as file:
        file.write(b"\0" * 8 + SECRET)
    return path


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".gif", ".avif"])
def test_nothing_but_points_is_published(tmp_path: Path, suffix: str) -> None:
    path = photograph(tmp_path / f"a{suffix}")
    assert SECRET in path.read_bytes()
    data = published_picture(path)
    assert SECRET not in data and b"Exif" not in data and b"2025:01:01" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (80, 60) == size(path)
        assert not image.getexif()
    assert published_picture(path) == data


def test_a_picture_is_upright_and_no_wider_than_a_page_needs(tmp_path: Path) -> None:
    for turned, expected in ((1, (WIDEST, 800)), (6, (1000, 2000))):
        path = photograph(tmp_path / "a.jpg", 2000, 1000, turned)
        with Image.open(io.BytesIO(published_picture(path))) as image:
            assert image.size == expected == size(path)


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.png", bomb(50_000, 50_000), "画面过大"),
        ("a.png", bomb(2_000_000_000, 2), ""),
        ("a.png", bomb(100, 100)[:60], "图片打不开"),
        ("a.jpg", b"", "图片打不开"),
        ("a.jpg", b"<script>alert(1)</script>", "图片打不开"),
        ("a.webp", b"RIFF\xff\xff\xff\xffWEBPVP8 ", "图片打不开"),
        ("a.gif", b"GIF89a/*<svg onload=alert(1)>*/=1;", "图片打不开"),
        ("a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "图片打不开"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "含有“script”"),
    ],
)
def test_what_is_no_picture_or_a_bomb_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(PictureError) as refused:
        published_picture(path)
    assert refused.value.zh.startswith(words)


PICTURE = "records/branches/shili-zhibu/photos/a"
SHOWN = "图片: [{文件: photos/a.jpg, 说明: 合影, 替代: 合影, 授权: 无人物}]\n"


def test_a_picture_that_is_refused_publishes_nothing(tiny: TinySite, zhibu: Run) -> None:
    tiny.replace(BRANCH, "简称: ", "图片: [{文件: photos/a.svg, 说明: 合影, 替代: 合影}]\n简称: ")
    tiny.write(f"{PICTURE}.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>")
    assert zhibu(tiny.root, "build").returncode == 0
    before = (tiny.root / "site/manifest/index.json").read_bytes()
    tiny.write(f"{PICTURE}.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)' viewBox='0 0 9 9'/>")
    done = zhibu(tiny.root, "build")
    assert done.returncode == 1 and "ZB0341" in done.stdout and "图片“a.svg”含有脚本“onload”。" in done.stdout
    assert (tiny.root / "site/manifest/index.json").read_bytes() == before


def test_a_photograph_is_published_in_versions_without_its_notes(tiny: TinySite, zhibu: Run) -> None:
    tiny.replace(BRANCH, "简称: ", f"{SHOWN}简称: ")
    (tiny.root / PICTURE).parent.mkdir(parents=True, exist_ok=True)
    photograph(tiny.root / f"{PICTURE}.jpg", 2000, 1000)
    photograph(tiny.root / "content/b.jpg")
    assert zhibu(tiny.root, "build").returncode == 0
    site = tiny.root / "site"
    assert [name for name, data in tree(site).items() if SECRET in data] == []
    assert (site / "b.jpg").is_file() and (site / "pictures/branch/shili-zhibu/photos/a.jpg").is_file()
    page = (site / "branches/shili-zhibu/index.html").read_text("utf-8")
    assert 'width="1600" height="800"' in page
    root, name = "../../", "pictures/branch/shili-zhibu/photos/a.jpg"
    offered = ", ".join(f"{root}{name}.{width}.webp {width}w" for width in (480, 960, 1600))
    assert f'<source type="image/webp" srcset="{offered}"' in page
    for width in (480, 960, 1600):
        with Image.open(site / f"{name}.{width}.webp") as image:
            assert (image.format, image.size) == ("WEBP", (width, width // 2))
    (site / f"{name}.480.webp").write_bytes(b"defaced")
    told = zhibu(tiny.root, "verify", "site")
    assert told.returncode == 1 and f"{name}.480.webp" in told.stdout


@pytest.mark.parametrize(
    ("width", "offered"),
    [(300, [300]), (480, [480]), (481, [480, 481]), (1200, [480, 960, 1200]), (1600, [480, 960, 1600])],
)
def test_no_version_is_wider_than_its_picture(width: int, offered: list[int]) -> None:
    assert [found for _, found in variants("a.jpg", width)] == offered


def test_versions_are_made_once(tmp_path: Path) -> None:
    photograph(tmp_path / "a.jpg", 700, 500)
    pictures = Pictures(tmp_path / "kept")
    first = pictures.versions(tmp_path, "a.jpg", (480, 960))
    kept = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "kept").iterdir()}
    assert len(kept) == 3 and pictures.versions(tmp_path, "a.jpg", (480, 960)) == first
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "kept").iterdir()} == kept
    assert pictures.get(tmp_path, "a.jpg") == first[0] and SECRET not in b"".join(first)
    (tmp_path / "a.jpg").unlink()
    Pictures(tmp_path / "kept").forget()
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_photograph_that_changes_or_goes_takes_its_versions_along(tiny: TinySite, zhibu: Run) -> None:
    tiny.replace(BRANCH, "简称: ", f"{SHOWN}简称: ")
    (tiny.root / PICTURE).parent.mkdir(parents=True, exist_ok=True)
    site = tiny.root / "site"
    for width, height in ((700, 500), (800, 200), (90, 90)):
        photograph(tiny.root / f"{PICTURE}.jpg", width, height)
        assert zhibu(tiny.root, "build").returncode == 0
        with Image.open(site / "pictures/branch/shili-zhibu/photos/a.jpg.960.webp") as image:
            assert image.size == (width, height)
    assert zhibu(tiny.root, "build", "--clean", "--site-dir", "anew").returncode == 0
    assert differing(tree(tiny.root / "anew"), tree(site)) == []
    tiny.replace(BRANCH, SHOWN, "")
    assert zhibu(tiny.root, "build").returncode == 0
    assert list(site.rglob("a.jpg*")) == []


def test_pictures_of_prose_are_offered_as_those_of_records(tiny: TinySite, zhibu: Run) -> None:
    tiny.write("content/notes/pictures/plan.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"/>')
    photograph(tiny.root / "content/notes/pictures/a, b.jpg", 1000, 500)
    tiny.write(
        "content/notes/page.md",
        "# 说明\n\n![合影](pictures/a,%20b.jpg)\n\n![图](pictures/plan.svg)\n\n![无](pictures/none.jpg)\n\n"
        '<img src="../pictures/a, b.jpg" alt="小 > 大" width="200" loading="eager">\n',
    )
    assert zhibu(tiny.root, "build").returncode == 0
    site = tiny.root / "site"
    page = (site / "notes/page/index.html").read_text("utf-8")
    name = "../pictures/a%2C%20b.jpg"
    offered = f"{name}.480.webp 480w, {name}.960.webp 960w, {name}.1600.webp 1000w"
    assert f'srcset="{offered}" sizes="(min-width: 60em) 50rem, 100vw"><img ' in page
    assert 'width="1000" height="500" loading="lazy" decoding="async"></picture>' in page
    assert f'srcset="{offered}" sizes="200px"><img ' in page
    assert 'width="200" loading="eager" height="100" decoding="async"></picture>' in page
    assert 'width="90" height="30" loading="lazy" decoding="async">' in page and page.count("<picture>") == 2
    assert "none.jpg" in page and "none.jpg." not in page
    for step, width in ((480, 480), (960, 960), (1600, 1000)):
        with Image.open(site / f"notes/pictures/a, b.jpg.{step}.webp") as image:
            assert (image.format, image.size) == ("WEBP", (width, width // 2))
    photograph(tiny.root / "content/notes/pictures/a, b.jpg", 500, 500)
    assert zhibu(tiny.root, "build").returncode == 0
    assert 'width="500" height="500" loading="lazy"' in (site / "notes/page/index.html").read_text("utf-8")
    assert zhibu(tiny.root, "build", "--clean", "--site-dir", "anew").returncode == 0
    assert differing(tree(tiny.root / "anew"), tree(site)) == []
    (tiny.root / "content/notes/pictures/a, b.jpg").unlink()
    assert zhibu(tiny.root, "build").returncode == 0
    assert list(site.rglob("a, b.jpg*")) == []
