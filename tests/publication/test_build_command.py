"""``zhibu build`` and ``zhibu init`` as programs: what they write, and that a failure leaves the old site alone."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from support import AS_OF, BRANCH, Run, TinySite, environment, settle, tree

MARKER = b"\x00the published site\xff"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a site's folder but what a build keeps beside the site for itself."""
    kept = (".site-spare/", ".site.lock", ".site.cache", ".site.pictures/")
    return {name: data for name, data in tree(folder).items() if not name.startswith(kept)}


@pytest.fixture
def published(tiny: TinySite) -> TinySite:
    (tiny.root / "site" / "sub").mkdir(parents=True)
    (tiny.root / "site" / "index.html").write_bytes(MARKER)
    (tiny.root / "site" / "sitemap.xml").write_bytes(MARKER)  # by which a site is known that was built
    (tiny.root / "site" / "sub" / "page.html").write_bytes(MARKER * 2)
    return tiny


def test_a_port_that_is_taken_is_told_before_the_work(tiny: TinySite, zhibu: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = zhibu(tiny.root, "serve", "--address", f"127.0.0.1:{port}")
    assert done.returncode == 3 and done.stdout == ""
    assert f"{port} 端口已被占用" in done.stderr and "zhibu serve --address 127.0.0.1:" in done.stderr


def test_init_gives_a_site_that_passes_and_builds(tmp_path: Path, zhibu: Run) -> None:
    done = zhibu(tmp_path, "init", "wang-zhan")
    root = tmp_path / "wang-zhan"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("已在 wang-zhan/ 建好空白网站")
    assert (root / ".gitignore").is_file()
    checked = zhibu(root, "check", "--strict")
    assert (checked.returncode, checked.stdout) == (0, "检查结果：没有发现问题。\n")
    built = zhibu(root, "build")
    assert (built.returncode, built.stderr) == (0, "")
    assert "样本建材党支部" in (root / "site/branches/shili-zhibu/index.html").read_text(encoding="utf-8")
    assert (root / "site/data/index.json").is_file() and (root / "site/index.html").is_file()


def test_init_does_not_write_into_a_folder_in_use(tmp_path: Path, zhibu: Run) -> None:
    (tmp_path / "a.txt").write_text("mine")
    done = zhibu(tmp_path, "init", ".")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{tmp_path} 里已有文件，请换一个空文件夹。\n"
    assert contents(tmp_path) == {"a.txt": b"mine"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (BRANCH, "单独组建", "單獨組建"),
        (BRANCH, "属地: chengguan", "属地: chengguang"),
        ("records/site.yml", "审核: 终审", "审核: 复审"),
        ("records/site.yml", "名称: 两新党建\n", ""),
    ],
)
def test_a_broken_record_leaves_the_published_site_alone(
    published: TinySite, zhibu: Run, path: str, old: str, new: str
) -> None:
    published.replace(path, old, new)
    before = contents(published.root)
    done = zhibu(published.root, "build")
    assert done.returncode == 1
    assert done.stdout.endswith("检查结果：1 个错误。网站没有发布，原有网站保持不变。\n")
    assert contents(published.root) == before


def test_a_warning_stops_a_strict_build_only(published: TinySite, zhibu: Run) -> None:
    published.replace(BRANCH, "单独组建", "联合组建")
    before = contents(published.root)
    assert zhibu(published.root, "build", "--strict").returncode == 1
    assert contents(published.root) == before
    assert zhibu(published.root, "build").returncode == 0
    assert (published.root / "site/index.html").read_bytes() != MARKER
    assert not (published.root / "site/sub").exists()


@pytest.mark.parametrize(
    "settings",
    [
        "site_name: 甲\ndocs_dir: content\nplugins: []\n",
        "site_name: 甲\ndocs_dir: content\nplugins: [zhibu, wu]\n",
        "site_name: [\n",
        "plugins: [zhibu]\ntheme: wu\n",
    ],
)
def test_broken_settings_fail_without_touching_the_published_site(
    published: TinySite, zhibu: Run, settings: str
) -> None:
    published.write("mkdocs.yml", settings)
    before = contents(published.root)
    done = zhibu(published.root, "build")
    assert done.returncode == 3
    assert "生成失败：" in done.stderr and done.stderr.endswith("\n原有网站没有改动。\n")
    assert "Traceback" not in done.stderr
    assert contents(published.root) == before


def test_a_template_that_fails_leaves_the_site_alone(published: TinySite, zhibu: Run) -> None:
    published.replace("mkdocs.yml", "  name: material", "  name: material\n  custom_dir: own")
    published.write("own/pages/branch.html", "{{ page.title }}\n{{ page.nothing }}")
    before = contents(published.root)
    done = zhibu(published.root, "build")
    assert (done.returncode, "Traceback" in done.stderr) == (3, False)
    assert "own/pages/branch.html:2 “nothing”没有定义" in done.stderr
    assert contents(published.root) == before


@pytest.mark.parametrize(
    ("prose", "code", "place"),
    [
        ('第一段。\n\n<![><img src="]><img\n', "ZB0843", ":5:1"),
        ("第一段。\n\n见<![附件[甲]]>。\n", "ZB0843", ":5:2"),
        ("第一段。\n\n" + "[" * 20_000 + "\n", "ZB0343", ":5:101"),
        ("- " * 2_000 + "甲\n", "ZB0943", ""),  # deeper than the engine can go
    ],
)
def test_prose_that_makes_no_page_leaves_the_site_alone(
    published: TinySite, zhibu: Run, prose: str, code: str, place: str
) -> None:
    published.write("content/about.md", f"# 关于\n\n{prose}")
    before = contents(published.root)
    done = zhibu(published.root, "build")
    assert (done.returncode, done.stderr) == (1, "")
    assert f"content/about.md{place}" in done.stdout and code in done.stdout
    assert "原有网站保持不变" in done.stdout and "Error" not in done.stdout
    assert contents(published.root) == before
    engine = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=published.root, capture_output=True, text=True, check=False
    )
    assert engine.returncode == 1 and "Traceback" not in engine.stderr
    assert code in engine.stdout + engine.stderr and contents(published.root) == before


def test_a_folder_that_cannot_be_written_leaves_the_site_alone(published: TinySite, zhibu: Run) -> None:
    published.write("taken", "a file")
    done = zhibu(published.root, "build", "--site-dir", "taken/site")
    assert done.returncode == 3
    assert "原有网站没有改动" in done.stderr and "Traceback" not in done.stderr
    assert (published.root / "site/index.html").read_bytes() == MARKER


def test_the_site_may_be_built_in_another_folder(published: TinySite, zhibu: Run) -> None:
    done = zhibu(published.root, "build", "--site-dir", "elsewhere")
    assert (done.returncode, done.stderr) == (0, "")
    assert "网站在 elsewhere/" in done.stdout
    assert (published.root / "elsewhere/index.html").is_file()
    assert (published.root / "site/index.html").read_bytes() == MARKER


def test_two_builds_are_equal_byte_for_byte(tiny: TinySite, zhibu: Run) -> None:
    for folder in ("one", "two"):
        assert zhibu(tiny.root, "build", "--site-dir", folder, "--as-of", AS_OF.isoformat()).returncode == 0
    assert contents(tiny.root / "one") == contents(tiny.root / "two")


def test_a_build_tells_again_what_was_found_in_the_one_before(tiny: TinySite, zhibu: Run) -> None:
    """The second build looks at one branch only, in a program that has not loaded every check."""
    notes = Image.Exif()
    notes.get_ifd(0x8825).update({1: "N", 2: (30.0, 40.0, 0.0), 3: "E", 4: (104.0, 3.0, 0.0)})  # where it was taken
    Image.new("RGB", (9, 9)).save(tiny.root / "content/a.jpg", exif=notes)
    tiny.replace(BRANCH, "审核: ", "简介: 示例\n审核: ")
    settle()
    first = zhibu(tiny.root, "build")
    assert first.returncode == 0 and "ZB0643" in first.stdout
    tiny.replace(BRANCH, "简介: 示例", "简介: 示例示例")
    second = zhibu(tiny.root, "build")
    assert (second.returncode, second.stderr) == (0, "")
    assert "ZB0643" in second.stdout


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("content/about.md", "# 关于\n\n家庭住址：示例县城关镇幸福路12号3栋2单元401室\n", "ZB0840"),
        ("content/run.js", "alert(1)", "ZB0743"),
    ],
)
def test_what_lies_beside_the_records_is_checked_in_every_build(
    tiny: TinySite, zhibu: Run, path: str, text: str, code: str
) -> None:
    settle()
    assert zhibu(tiny.root, "build").returncode == 0
    tiny.write(path, text)
    done = zhibu(tiny.root, "build")
    assert done.returncode == 1 and code in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="asks /dev/full")
@pytest.mark.parametrize("words", [["check"], ["--help"]])
def test_what_finds_no_room_to_be_told_is_no_success(published: TinySite, words: list[str]) -> None:
    command = [sys.executable, "-m", "generator", *words]
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            command, cwd=published.root, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (3, "无法完成：磁盘空间不足。原有网站没有改动。\n")
