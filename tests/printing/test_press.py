"""The press: same bytes again, nothing set twice, damage noticed, unprintable characters named, exit statuses."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from print_site import EMPTY, ORDINARY, PrintSite, write_picture
from reading_pdf import page_images, texts
from support import Run, places, tree

from generator.printing.crew import in_batches
from generator.printing.documents import Document
from generator.printing.glyphs import FONTS, missing
from generator.printing.indexing import grouped, initial
from generator.printing.ledger import working_folder
from generator.printing.pictures import prepared
from generator.printing.press import _batches
from generator.workers import WorkerError

GROUPS = ["handbook", "forms", "wall", "yearbook"]


def test_the_same_records_give_the_same_bytes_in_any_number_of_processes(fresh: PrintSite, printed: PrintSite) -> None:
    fresh.print(groups=GROUPS, jobs=1)
    here = tree(fresh.root / "print")
    there = tree(printed.root / "print")
    assert len(here) == 3 + 1 + 12 + 1
    assert {name for name, content in here.items() if there[name] != content} == set()


@pytest.mark.parametrize(
    ("handbooks", "jobs", "sizes"),
    [
        (3, 2, [2, 1]),
        (150, 2, [75, 75]),
        (250, 1, [100, 100, 50]),
        (300, 2, [75, 57, 42, 32, 24, 18, 13, 10, 10, 10, 9]),
    ],
)
def test_batches_become_smaller_so_that_processes_end_together(handbooks: int, jobs: int, sizes: list[int]) -> None:
    order = [(Document(f"handbook/{n}.pdf", "handbook", "handbook", "", dict), "") for n in range(handbooks)]
    batches = _batches(order, jobs)
    assert [len(batch) for batch in batches] == sizes
    assert [row for batch in batches for row in batch] == order


def test_the_yearbook_stands_alone() -> None:
    yearbook = Document("yearbook.pdf", "yearbook", "yearbook", "", dict, 500)
    rest = [Document(f"handbook/{n}.pdf", "handbook", "handbook", "", dict) for n in range(500)]
    batches = _batches([(document, "") for document in (yearbook, *rest)], 2)
    assert [len(batch) for batch in batches][:3] == [1, 100, 100]


def test_unchanged_documents_are_not_set_again(fresh: PrintSite) -> None:
    assert fresh.print(groups=GROUPS).printed.changed == 17
    before = {path: path.stat().st_mtime_ns for path in (fresh.root / "print").rglob("*.pdf")}
    assert fresh.print(groups=GROUPS).printed.changed == 0
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_an_edit_sets_only_what_shows_it(fresh: PrintSite) -> None:
    fresh.print(groups=GROUPS)
    record = fresh.root / f"records/branches/{ORDINARY}/branch.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("党员都在一线", "党员都在岗位上"), encoding="utf-8")
    assert fresh.print(groups=GROUPS).printed.changed == 1


def test_a_changed_picture_sets_its_document_again(fresh: PrintSite) -> None:
    fresh.print(groups=GROUPS)
    write_picture(fresh.root / f"records/branches/{ORDINARY}/photos/room.jpg", (800, 1000))
    assert fresh.print(groups=GROUPS).printed.changed == 1


@pytest.mark.parametrize("damage", [b"%PDF-1.7 torn", b"", None])
def test_a_damaged_document_is_set_again(fresh: PrintSite, damage: bytes | None) -> None:
    fresh.print(groups=["forms"])
    path = fresh.root / "print/forms.pdf"
    whole = path.read_bytes()
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    assert fresh.print(groups=["forms"]).printed.changed == 1
    assert path.read_bytes() == whole


@pytest.mark.parametrize("damage", ["{", "[]", '{"format": 1, "documents": {"forms.pdf": {"input": 3}}}', "\x00\xff"])
def test_a_damaged_ledger_is_noticed_and_counts_as_none(fresh: PrintSite, damage: str) -> None:
    fresh.print(groups=["forms"])
    (working_folder(fresh.root / "print") / "ledger.json").write_text(damage, encoding="utf-8")
    printed = fresh.print(groups=["forms"]).printed
    assert (printed.damaged, printed.changed) == (True, 1)
    assert not fresh.print(groups=["forms"]).printed.damaged


def test_documents_of_records_that_are_gone_are_removed(fresh: PrintSite) -> None:
    fresh.print(groups=["lists", "forms"])
    (fresh.root / "records/lists/2025-03.yml").unlink()
    assert fresh.print(groups=["lists"]).printed.removed == 1
    assert set(tree(fresh.root / "print")) == {"forms.pdf"}


def test_padding_fills_the_sheets_of_a_booklet(fresh: PrintSite) -> None:
    plain = fresh.print(groups=["handbook", "showcases"]).printed
    counts = [len(texts(path.read_bytes())) for path in sorted((fresh.root / "print").rglob("*.pdf"))]
    assert any(count % 4 for count in counts) and plain.pages == sum(counts)
    fresh.print(groups=["handbook", "showcases"], pad=True)
    padded = [len(texts(path.read_bytes())) for path in sorted((fresh.root / "print").rglob("*.pdf"))]
    assert [count + -count % 4 for count in counts] == padded


def test_a_character_without_glyph_is_a_finding_at_its_record(fresh: PrintSite) -> None:
    record = f"records/branches/{ORDINARY}/branch.yml"
    path = fresh.root / record
    path.write_text(path.read_text(encoding="utf-8").replace("质检班长", "质检\U000323a0班长"), encoding="utf-8")
    outcome = fresh.print(groups=GROUPS)
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "\U000323a0" in text)
    assert [(code, file, row) for code, file, row, _ in places(outcome.findings)] == [("ZB0704", record, line)]
    assert "U+323A0" in outcome.findings[0].text().message
    assert tree(fresh.root / "print") == {}


def test_what_the_fonts_have_is_known() -> None:
    assert missing("党支部𠮷㐂䶮“”—…①Ⅳ℃±×÷㎡　 \n") == set()
    assert missing("☑\U000323a0🙂") == {"☑", "\U000323a0", "🙂"}


def test_the_coverage_file_agrees_with_the_fonts() -> None:
    """Every character that the file names can be set, in every face, without a box: the typesetter would refuse."""
    import typst

    from generator.printing.typesetting import fonts

    runs = json.loads((FONTS / "coverage.json").read_text(encoding="utf-8"))
    chars = [chr(code) for first, last in runs for code in range(first, last + 1) if not chr(code).isspace()]
    some = "".join(char for char in chars[::37] if char.isprintable())
    assert len(some) > 500
    faces = ['("Zhibu Song",)', *(f'("Zhibu {name}", "Zhibu Song")' for name in ("Fang", "Kai", "Hei", "Biaosong"))]

    def set_in(batch: Sequence[str]) -> list[bytes]:
        said = json.dumps(some, ensure_ascii=False)
        head = '#set document(title: "x")\n#set text(fallback: false, font: '
        sources = [f"{head}{face})\n#{said}".encode() for face in batch]
        found = fonts()
        return [
            typst.compile(source, font_paths=found, ignore_system_fonts=True, pdf_standards=["a-2b"])
            for source in sources
        ]

    # In a child: the typesetter's threads in this process would be missing in those that later tests fork.
    assert [len(made) for made in in_batches(1, [[face] for face in faces], set_in)] == [1] * 5


def test_a_full_disk_is_told_as_such_and_other_failures_in_their_words() -> None:
    def full(part: Sequence[int]) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/a/file")

    def fails(part: Sequence[int]) -> int:
        raise ValueError("第一份出错")

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        list(in_batches(2, [[1], [2]], full))
    with pytest.raises(WorkerError, match="ValueError: 第一份出错"):
        list(in_batches(2, [[1], [2]], fails))


def test_pictures_lose_their_metadata_and_are_no_larger_than_print_needs(tmp_path: Path) -> None:
    source = tmp_path / "big.jpg"
    write_picture(source, (5000, 3000))
    assert b"SECRETCAMERA" in source.read_bytes()
    name = prepared(source, tmp_path / "made")
    assert name is not None
    made = (tmp_path / "made" / name).read_bytes()
    assert b"SECRET" not in made and b"Exif" not in made
    with Image.open(tmp_path / "made" / name) as image:
        assert image.size == (1843, 1106)


def test_printed_pictures_carry_no_metadata(printed: PrintSite) -> None:
    for path in (printed.root / "print").rglob("*.pdf"):
        assert b"SECRET" not in path.read_bytes()


def test_a_broken_picture_is_left_out(fresh: PrintSite) -> None:
    (fresh.root / f"records/branches/{ORDINARY}/photos/room.jpg").write_bytes(b"\xff\xd8 no picture")
    assert fresh.print(groups=["handbook"], branch=ORDINARY).findings == []
    assert len(page_images(fresh.read(f"handbook/{ORDINARY}.pdf"), 0.1)) == 8


@pytest.mark.parametrize(
    ("name", "letter"), [("北街", "B"), ("示例", "S"), ("安居", "A"), ("左岸", "Z"), ("A座", "A"), ("𠮷祥", "其他")]
)
def test_a_name_stands_under_the_letter_it_is_read_with(name: str, letter: str) -> None:
    assert initial(name) == letter


def test_an_index_is_in_the_order_of_pinyin() -> None:
    groups = grouped((name, []) for name in ("左岸", "北坡", "北街", "安居", "示例"))
    assert [(g["letter"], [e["name"] for e in g["entries"]]) for g in groups] == [  # type: ignore[attr-defined]
        ("A", ["安居"]),
        ("B", ["北街", "北坡"]),
        ("S", ["示例"]),
        ("Z", ["左岸"]),
    ]


def test_the_command_says_what_it_did(zhibu: Run, fresh: PrintSite) -> None:
    done = zhibu(fresh.root, "print", "handbook", "--branch", ORDINARY, "--jobs", "1")
    assert done.returncode == 0 and "1 个" in done.stdout and done.stderr == ""
    assert set(tree(fresh.root / "print")) == {f"handbook/{ORDINARY}.pdf"}


def test_an_unknown_branch_is_a_usage_error(zhibu: Run, fresh: PrintSite) -> None:
    done = zhibu(fresh.root, "print", "--branch", "meiyou")
    assert (done.returncode, "meiyou" in done.stderr) == (2, True)
    assert not (fresh.root / "print").exists()


def test_a_branch_is_found_by_its_name_and_one_document_is_told_by_its_path(zhibu: Run, fresh: PrintSite) -> None:
    done = zhibu(fresh.root, "print", "labels", "--branch", "普通", "--jobs", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"  PDF 是 print/labels/{ORDINARY}.pdf。\n" in done.stdout
    done = zhibu(fresh.root, "print", "labels", "--branch", EMPTY)
    assert done.returncode == 0 and "这个支部没有写资料盒" in done.stdout and "没有印出任何文件" in done.stdout
    done = zhibu(fresh.root, "print", "wall", "--branch", "支部")
    assert done.returncode == 2 and f"\n  {EMPTY}　" in done.stderr and "排印" not in done.stdout


def test_records_with_errors_are_not_printed(zhibu: Run, fresh: PrintSite) -> None:
    (fresh.root / f"records/branches/{ORDINARY}/photos/room.jpg").unlink()
    done = zhibu(fresh.root, "print", "forms")
    assert done.returncode == 1 and "ZB0301" in done.stdout
    assert not (fresh.root / "print").exists()


def test_a_later_run_takes_a_glance_and_prints_the_same(zhibu: Run, fresh: PrintSite) -> None:
    """What was read is kept; the bytes are those of a run that knows nothing."""
    words = ("print", "handbook", "yearbook", "labels", "--jobs", "2")
    assert zhibu(fresh.root, *words).returncode == 0
    record = fresh.root / f"records/branches/{ORDINARY}/branch.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("党员都在一线", "党员都在岗位上"), encoding="utf-8")
    activity = next((record.parent / "activities/2025").glob("2025-03*"))
    activity.write_text(activity.read_text(encoding="utf-8").replace("会前看了资料", "会前读了资料"), encoding="utf-8")
    done = zhibu(fresh.root, *words)
    assert done.returncode == 0 and "重新排印 1 个" in done.stdout
    after = tree(fresh.root / "print")
    shutil.rmtree(fresh.root / "print")
    shutil.rmtree(working_folder(fresh.root / "print"))
    assert zhibu(fresh.root, *words).returncode == 0
    assert tree(fresh.root / "print") == after


@pytest.mark.parametrize("whole", [True, False])
def test_an_error_made_since_the_last_run_stops_printing(zhibu: Run, fresh: PrintSite, whole: bool) -> None:
    words = ("print", "handbook", "--branch", ORDINARY)
    assert zhibu(fresh.root, *words).returncode == 0
    before = tree(fresh.root / "print")
    folder = fresh.root / f"records/branches/{ORDINARY}"
    (folder / "photos/room.jpg").unlink()
    if whole:  # what a glance does not suffice for
        branch = folder / "branch.yml"
        branch.write_text(branch.read_text(encoding="utf-8").replace("2018-05-06", "2018-05-36"), encoding="utf-8")
    done = zhibu(fresh.root, *words)
    assert done.returncode == 1 and "错误" in done.stdout
    assert tree(fresh.root / "print") == before


def test_a_character_without_glyph_is_found_at_a_glance_too(zhibu: Run, fresh: PrintSite) -> None:
    assert zhibu(fresh.root, "print", "handbook").returncode == 0
    path = fresh.root / f"records/branches/{ORDINARY}/branch.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("党员都在一线", "党员都在\U000323a0一线"), encoding="utf-8"
    )
    done = zhibu(fresh.root, "print", "handbook")
    assert done.returncode == 1 and "ZB0704" in done.stdout and f"branches/{ORDINARY}/branch.yml:" in done.stdout


@pytest.mark.parametrize("damage", ["nothing of a database", None])
def test_damaged_memory_of_records_is_not_trusted(zhibu: Run, fresh: PrintSite, damage: str | None) -> None:
    words = ("print", "handbook", "--branch", ORDINARY)
    assert zhibu(fresh.root, *words).returncode == 0
    before = tree(fresh.root / "print")
    kept = working_folder(fresh.root / "print") / "records.cache"
    if damage is None:  # one byte of what a glance takes the view from
        with closing(sqlite3.connect(kept)) as base, base:
            changed = base.execute(
                "UPDATE kept SET data = substr(data, 1, length(data) - 1) WHERE section = 'rest' AND id = ''"
            )
            assert changed.rowcount == 1
    else:
        kept.write_text(damage, encoding="utf-8")
    shutil.rmtree(fresh.root / "print")
    assert zhibu(fresh.root, *words).returncode == 0
    assert tree(fresh.root / "print") == before
