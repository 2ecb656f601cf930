"""The manifest of a site, and ``zhibu verify``: what is not as it was built is named."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import serving
from support import BRANCH, Run, TinySite, tree

from generator.editing.scaffold import init
from generator.site.manifest import INDEX, Entry, ManifestError, _known, _part, _revised, _row, read_manifest
from generator.site.verifying import Place, verify

PAGE = "branches/shili-zhibu/index.html"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, zhibu: Run) -> Path:
    root = tmp_path_factory.mktemp("original") / "tiny"
    init(root)
    assert zhibu(root, "build").returncode == 0
    return root


@pytest.fixture
def built(original: Path, tmp_path: Path) -> TinySite:
    return TinySite(Path(shutil.copytree(original, tmp_path / "tiny")))


@pytest.fixture
def copy(built: TinySite, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built.root / "site", tmp_path / "copy"))


@pytest.fixture
def address(copy: Path) -> Iterator[str]:
    with serving(copy) as address:
        yield address


def test_every_file_is_listed_with_its_size_digest_and_record(built: TinySite) -> None:
    site = built.root / "site"
    index, files = read_manifest(Place(site).get)
    there = {name: data for name, data in tree(site).items() if not name.startswith("manifest/")}
    assert {name: (entry.size, entry.digest) for name, entry in files.items()} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in there.items()
    }
    assert files[PAGE].source == BRANCH
    assert files["about/index.html"].source == "content/about.md"
    assert files["index.html"].source is None
    assert (index["files"], index["bytes"]) == (len(there), sum(map(len, there.values())))


def test_a_site_that_has_become_smaller_keeps_no_part_of_its_former_manifest(built: TinySite, zhibu: Run) -> None:
    site = built.root / "site"
    parts = [sorted((site / "manifest").iterdir())]
    added = [f"content/page-{n}.md" for n in range(300)]
    for change in (lambda name: built.write(name, "# 说明\n"), lambda name: (built.root / name).unlink()):
        for name in added:
            change(name)
        assert zhibu(built.root, "build").returncode == 0
        parts.append(sorted((site / "manifest").iterdir()))
    assert parts[0] == parts[2] and len(parts[1]) > len(parts[0])
    assert verify(Place(site), None, None).differences == []


@pytest.mark.parametrize("where", ["folder", "server"])
def test_a_copy_as_built_passes(copy: Path, address: str, zhibu: Run, tmp_path: Path, where: str) -> None:
    done = zhibu(tmp_path / "tiny", "verify", address if where == "server" else str(copy))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("核对结果：与生成时一致，共 ")


@pytest.mark.parametrize("where", ["folder", "server"])
def test_a_defaced_page_is_named(copy: Path, address: str, zhibu: Run, tmp_path: Path, where: str) -> None:
    page = copy / PAGE
    page.write_bytes(page.read_bytes().replace("党支部".encode(), "黑　客".encode(), 1))
    (copy / "assets/javascripts/zhibu.js").unlink()
    (copy / "index.html").write_text("defaced")
    (copy / "shell.php").write_text("<?php")
    done = zhibu(tmp_path / "tiny", "verify", address if where == "server" else str(copy))
    extra = ["多出  shell.php"] if where == "folder" else []
    assert done.stdout.splitlines()[:-1] == [
        "缺少  assets/javascripts/zhibu.js",
        f"改动  {PAGE}（{BRANCH}）",
        "改动  index.html",
        *extra,
    ]
    assert done.returncode == 1 and done.stdout.splitlines()[-1].startswith(f"核对结果：有 {3 + len(extra)} 个文件")


def test_a_defacer_who_mends_the_manifest_is_found_against_the_original_only(
    copy: Path, zhibu: Run, tmp_path: Path
) -> None:
    data = (copy / PAGE).read_bytes() + b"<!-- defaced -->"
    (copy / PAGE).write_bytes(data)
    parts = {path: json.loads(path.read_text("utf-8")) for path in (copy / "manifest").glob("[0-9]*.json")}
    path, rows = next((path, rows) for path, rows in parts.items() if PAGE in rows)
    rows[PAGE][:2] = [len(data), hashlib.sha256(data).hexdigest()]
    path.write_text(json.dumps(rows))
    index = json.loads((copy / INDEX).read_text())
    index["parts"][path.name] = [hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size]
    (copy / INDEX).write_text(json.dumps(index))
    alone = zhibu(tmp_path, "verify", str(copy))
    assert alone.returncode == 0 and "只与它自带的清单核对：" in alone.stdout
    itself = zhibu(tmp_path / "tiny", "verify", "site")
    assert itself.returncode == 0 and "这里就是生成的网站" in itself.stdout
    assert zhibu(tmp_path / "tiny", "verify", str(copy)).returncode == 1
    assert zhibu(tmp_path, "verify", str(copy), "--manifest", str(tmp_path / "tiny/site")).returncode == 1


def test_a_manifest_of_anyone_leads_nowhere_else(copy: Path) -> None:
    part = copy / "manifest/0.json"
    rows = json.loads(part.read_text("utf-8"))
    for name in ("../secret", "/etc/passwd", "a\\..\\b", "a//b", "a/./b", "a\0b"):
        part.write_text(json.dumps({**rows, name: [1, "0" * 64, None]}))
        index = json.loads((copy / INDEX).read_text())
        index["parts"]["0.json"][0] = hashlib.sha256(part.read_bytes()).hexdigest()
        (copy / INDEX).write_text(json.dumps(index))
        with pytest.raises(ManifestError):
            read_manifest(Place(copy).get)


@pytest.mark.parametrize(
    "index", ["", "[]", "{}", '{"format":1,"parts":{"../x.json":["",1]}}', '{"format":2}', "[" * 9999]
)
def test_a_broken_manifest_is_told(copy: Path, zhibu: Run, tmp_path: Path, index: str) -> None:
    (copy / INDEX).write_text(index)
    done = zhibu(tmp_path, "verify", str(copy))
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "无法核对：清单 manifest/index.json 缺少、损坏或签名不符。\n"


def test_what_cannot_be_reached_is_told(zhibu: Run, tmp_path: Path) -> None:
    for target, status, told in (
        ("http://127.0.0.1:9/", 3, "无法核对：对方拒绝连接"),
        ("http://[", 2, "无法核对：这不是正确的网址"),
        ("no-such-folder", 2, "没有这个文件或文件夹：no-such-folder"),
    ):
        done = zhibu(tmp_path, "verify", target)
        assert done.returncode == status and done.stderr.startswith(told) and "Traceback" not in done.stderr


def test_only_parts_with_changed_files_are_written_again(built: TinySite, zhibu: Run) -> None:
    assert zhibu(built.root, "build").returncode == 0
    folder = built.root / "site/manifest"
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    built.replace(BRANCH, "简称: ", "简称: 新")
    assert zhibu(built.root, "build").returncode == 0
    after = {path.name: path.stat().st_ino for path in folder.iterdir()}
    assert before.keys() == after.keys() and before["index.json"] != after["index.json"]
    assert verify(Place(built.root / "site"), None, None).differences == []


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    if shutil.which("minisign") is None:
        message = "MINISIGN IS MISSING: signatures were not tested (Debian: apt-get install minisign)"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    for name in ("ours", "theirs"):
        command = ["minisign", "-G", "-W", "-f", "-p", f"{folder}/{name}.pub", "-s", f"{folder}/{name}.key"]
        subprocess.run(command, check=True, capture_output=True)
    return folder


def test_a_signed_manifest_is_checked_with_its_key(
    tiny: TinySite, zhibu: Run, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIBU_SIGN_KEY", str(keys / "ours.key"))
    assert zhibu(tiny.root, "build").returncode == 0
    signature = (tiny.root / f"site/{INDEX}.minisig").read_bytes()
    elsewhere = tiny.root.parent
    ours = zhibu(elsewhere, "verify", str(tiny.root / "site"), "--key", str(keys / "ours.pub"))
    theirs = zhibu(elsewhere, "verify", str(tiny.root / "site"), "--key", str(keys / "theirs.pub"))
    assert (ours.returncode, theirs.returncode) == (0, 3)
    assert "只与它自带的清单核对" not in ours.stdout
    assert zhibu(tiny.root, "build", "--clean").returncode == 0
    assert (tiny.root / f"site/{INDEX}.minisig").read_bytes() == signature
    index = tiny.root / "site" / INDEX
    index.write_bytes(index.read_bytes() + b" ")
    assert zhibu(elsewhere, "verify", str(tiny.root / "site"), "--key", str(keys / "ours.pub")).returncode == 3
    monkeypatch.delenv("ZHIBU_SIGN_KEY")
    assert zhibu(tiny.root, "build").returncode == 0
    assert not (tiny.root / f"site/{INDEX}.minisig").exists(), "a signature of what is no longer there"


def test_a_key_that_does_not_sign_leaves_the_site_alone(
    built: TinySite, zhibu: Run, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (built.root / "site" / INDEX).read_bytes()
    monkeypatch.setenv("ZHIBU_SIGN_KEY", str(keys / "ours.pub"))
    done = zhibu(built.root, "build")
    assert done.returncode == 3 and "minisign" in done.stderr and "Traceback" not in done.stderr
    assert (built.root / "site" / INDEX).read_bytes() == before


def test_a_part_is_revised_in_its_places_as_if_made_anew(original: Path, tmp_path: Path) -> None:
    """Whatever changes in a few files, a part says the same as one that is put together from all entries."""
    site = Path(shutil.copytree(original / "site", tmp_path / "site"))
    index = json.loads((site / INDEX).read_text("utf-8"))
    part = min(index["parts"])
    data = (site / "manifest" / part).read_bytes()
    first, *_, last = names = list(json.loads(data))
    entry = Entry(7, "0" * 64, "records/[示例], 一.yml")
    assert _revised(data, {}) == data
    for changed in ([first], [last], names, names[1:3], ["新/[名], 字.json"], [last, "zz.html"]):
        now: dict[str, Entry | None] = dict.fromkeys(changed, entry)
        known = {**_known(data), **now}
        assert _revised(data, now) == _part(_row(name, known[name]) for name in sorted(known))  # type: ignore[arg-type]
    known = _known(data)
    del known[first]
    assert _revised(data, {first: None}) == _part(_row(name, known[name]) for name in sorted(known))
