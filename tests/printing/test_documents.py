"""Every kind of document: that it is there, whole, archival, accessible, and says what it should."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops
from print_site import EMPTY, ORDINARY, RARE, UTMOST, PrintSite
from reading_pdf import fonts, outline, page_images, pages_of_words, qr_codes, text, texts
from support import tree

EVERY = {
    *(f"handbook/{id}.pdf" for id in (ORDINARY, UTMOST, EMPTY)),
    *(f"labels/{id}.pdf" for id in (ORDINARY, UTMOST)),
    *("regulations.pdf", "showcases.pdf", "yearbook-2025.pdf", "forms.pdf", "lists/2025-03.pdf"),
    *(
        f"wall/{sheet}-{paper}.pdf"
        for sheet in ("regulation-sanhui", "regulation-zhuti", "station-chengguan-zhan", "rooms")
        for paper in ("a3", "a2", "a1")
    ),
    *(f"internal/handbook/{id}.pdf" for id in (ORDINARY, UTMOST, EMPTY)),
    *(f"internal/{name}.pdf" for name in ("regulations", "showcases", "yearbook-2025")),
}


def test_every_document_is_there_and_nothing_else(printed: PrintSite) -> None:
    assert set(tree(printed.root / "print")) == EVERY


@pytest.mark.parametrize("name", sorted(EVERY))
def test_it_is_archival_and_accessible(printed: PrintSite, name: str) -> None:
    """What can be seen without a validator of PDF/A: none is in a package registry that CI reaches. The typesetter
    itself refuses what PDF/A-2a and PDF/UA-1 forbid; here is checked that it was told to, and what qpdf reports."""
    with pikepdf.open(io.BytesIO(printed.read(name))) as document:
        assert document.check_pdf_syntax() == []
        root = document.Root
        assert str(root.Lang) == "zh-CN"
        assert root.MarkInfo.Marked and "/StructTreeRoot" in root
        assert root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("2", "A", "1")
            assert len(about["dc:title"]) > 3
        assert "/OutputIntents" in root
        assert all("/JS" not in thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary))


@pytest.mark.parametrize("name", sorted(EVERY))
def test_fonts_are_ours_subset_and_embedded(printed: PrintSite, name: str) -> None:
    found = fonts(printed.read(name))
    assert found and all(found.values())
    ours = re.compile(r"/[A-Z]{6}\+Zhibu(Song|Biaosong|Fang|Hei|Kai)-Regular")
    assert [font for font in found if not ours.fullmatch(font)] == []


@pytest.mark.parametrize("name", sorted(EVERY))
def test_days_are_written_without_blanks_as_on_the_site(printed: PrintSite, name: str) -> None:
    words = "\n".join(texts(printed.read(name)))
    assert re.findall(r"[0-9] +[年月日].*", words) == []


@pytest.mark.parametrize("name", ["regulations.pdf", "showcases.pdf", "yearbook-2025.pdf", f"handbook/{ORDINARY}.pdf"])
def test_bookmarks_and_contents_lead_to_the_right_pages(printed: PrintSite, name: str) -> None:
    content = printed.read(name)
    pages = pages_of_words(content)
    marks = outline(content)
    assert len(marks) >= 3
    for title, page in marks:
        assert re.sub(r"\s", "", title) in pages[page - 1]
    # The contents give the page number printed at the foot of the page that the bookmark leads to.
    contents = pages[1] if name.startswith("handbook/") else "".join(pages[2:4])
    chapters = {re.sub(r"\s", "", title): page for title, page in marks}
    listed = [title for title in chapters if re.search(rf"{re.escape(title)}·*\d+", contents)]
    assert len(listed) >= 2
    for title in listed:
        said = re.search(rf"{re.escape(title)}·*(\d+)", contents)
        assert said is not None
        assert f"—{said[1]}—" in pages[chapters[title] - 1]


@pytest.mark.parametrize("name", ["regulations.pdf", "showcases.pdf", "yearbook-2025.pdf"])
def test_no_page_number_is_used_twice(printed: PrintSite, name: str) -> None:
    """Contents are numbered in Roman figures, the body begins at 1, and neither numbers a page before it."""
    pages = pages_of_words(printed.read(name))
    at_foot = [re.findall(r"—([IVX]+|\d+)—$", page) for page in pages]
    assert at_foot[:2] == [[], []] and at_foot[2] == ["I"] and at_foot[3] == []
    assert [number for numbers in at_foot[4:] for number in numbers] == [str(n) for n in range(1, len(pages) - 3)]


@pytest.mark.parametrize("id", [ORDINARY, UTMOST, EMPTY])
def test_a_handbook_begins_on_its_third_page(printed: PrintSite, id: str) -> None:
    """Contents and imprint share the back of the title page; thousands are printed."""
    pages = pages_of_words(printed.read(f"handbook/{id}.pdf"))
    at_foot = [re.findall(r"—(\d+)—$", page) for page in pages]
    assert at_foot == [[], [], *([str(n)] for n in range(1, len(pages) - 1))]
    assert "目录" in pages[1] and "编印单位" in pages[1]


def test_a_handbook_has_all_its_parts_and_few_pages(printed: PrintSite) -> None:
    content = printed.read(f"handbook/{ORDINARY}.pdf")
    words = text(content)
    parts = ["支部名片", "支部班子", "组建与届期", "覆盖单位", "党员活动室", "资料盒"]
    parts += ["年度自查", "执行的制度", "年度活动档案"]
    forms = ["“三会一课”记录", "主题党日记录", "谈心谈话记录", "流动党员联系卡", "整改台账", "星级评定评分表"]
    assert [part for part in parts + forms if part not in words] == []
    assert all(title in words for title in ("学习新年工作安排", "重温入党誓词", "一年做了哪些事"))
    assert len(texts(content)) <= 8


def test_page_numbers_are_mirrored(printed: PrintSite) -> None:
    document = pypdfium2.PdfDocument(printed.read("regulations.pdf"))
    sides = {}
    for page in document:
        words = page.get_textpage()
        search = words.search("—")
        found = [search.get_next()]
        while found[-1] is not None:
            found.append(search.get_next())
        for index, _ in (hit for hit in found if hit is not None):
            left, bottom, _, _ = words.get_charbox(index)
            number = re.match(r"\s*(\d+)", words.get_text_range(index + 1, 5))
            if bottom < 90 and number:
                sides[int(number[1])] = left > 595 / 2
    assert len(sides) >= 4
    assert all(right == (number % 2 == 1) for number, right in sides.items())


def test_regulation_articles_are_numbered_and_the_index_is_right(printed: PrintSite) -> None:
    pages = pages_of_words(printed.read("regulations.pdf"))
    whole = "".join(pages)
    assert "第一章总则第一条为使会议按时召开" in whole and "第二十七条第25项要求" in whole
    assert "（一）学习传达；" in whole
    (index,) = (page for page in pages if "按音序排列" in page)
    said = re.search(r"主题党日[·\s]*([\d、]+)", index)
    assert said is not None
    at_foot = {int(number): page for page in pages for number in re.findall(r"—(\d+)—", page)}
    # An article is found on the page on which its number stands.
    expected = {n for n, page in at_foot.items() if re.search(r"第[一二三四五六七八九十]+条第\d+项要求", page)}
    assert {int(number) for number in said[1].split("、")} == expected and len(expected) >= 2


@pytest.mark.parametrize(
    ("name", "page", "address"),
    [
        (f"handbook/{ORDINARY}.pdf", 2, f"https://print.example/branches/{ORDINARY}/"),
        ("showcases.pdf", 4, "https://print.example/showcases/anquan-shao/"),
        ("wall/regulation-sanhui-a3.pdf", 0, "https://print.example/regulations/sanhui/"),
        ("lists/2025-03.pdf", 0, "https://print.example/lists/2025-03/"),
        (f"labels/{ORDINARY}.pdf", 1, f"https://print.example/branches/{ORDINARY}/"),
    ],
)
def test_qr_codes_lead_to_the_page(printed: PrintSite, name: str, page: int, address: str) -> None:
    assert qr_codes(printed.read(name), [page]) == [address]


def test_long_tables_repeat_their_heads(printed: PrintSite) -> None:
    pages = pages_of_words(printed.read(f"handbook/{UTMOST}.pdf"))
    with_posts = [page for page in pages if f"{RARE}第" in page and "车间质量检验" in page]
    assert len(with_posts) >= 2
    assert all("职务岗位委员" in page for page in with_posts)


def test_rare_characters_and_sixty_posts_are_all_there(printed: PrintSite) -> None:
    words = text(printed.read(f"handbook/{UTMOST}.pdf"))
    for number in range(1, 61):
        assert f"委员{number}{RARE}第{number}车间质量检验" in words
    for number in range(1, 29):
        assert f"第{number}次活动：" in words
    assert words.count("长") >= 1200


def test_an_empty_year_says_so(printed: PrintSite) -> None:
    assert "2025年没有登记公开的活动" in text(printed.read(f"handbook/{EMPTY}.pdf"))


def test_wall_sheets_have_bleed_and_trim(printed: PrintSite) -> None:
    millimetre = 72 / 25.4
    for paper, width, height in (("a3", 297, 420), ("a2", 420, 594), ("a1", 594, 840)):
        with pikepdf.open(printed.root / f"print/wall/regulation-sanhui-{paper}.pdf") as document:
            page = document.pages[0].obj
            boxes = [[float(edge) for edge in page[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")]
        sizes = [((box[2] - box[0]) / millimetre, (box[3] - box[1]) / millimetre) for box in boxes]
        for (wide, high), margin in zip(sizes, (16, 6, 0), strict=True):
            assert wide == pytest.approx(width + margin, abs=0.1) and high == pytest.approx(height + margin, abs=0.1)


def test_spine_labels_have_the_sizes_of_boxes(printed: PrintSite) -> None:
    (page,) = page_images(printed.read(f"labels/{ORDINARY}.pdf"), 25.4 / 72 * 10, [0])  # ten points a millimetre
    found = text(printed.read(f"labels/{ORDINARY}.pdf"))
    assert all(f"{width}mm" in found for width in (20, 30, 40, 50, 60))
    assert all(field in found for field in ("全宗号", "年度", "保管期限", "起止件号", "盒号", "备考表"))
    # The red head of every label is as wide as the label.
    reds = page.getchannel("R").point(lambda value: value > 120 and 255)
    heads = ImageChops.multiply(reds, page.getchannel("G").point(lambda value: value < 60 and 255))
    box = heads.getbbox()
    assert box is not None
    top = box[1] + 10  # a millimetre below the upper edge, above the number
    runs, length = [], 0
    for x in range(page.width + 1):
        if x < page.width and heads.getpixel((x, top)):
            length += 1
        elif length:
            runs.append(length)
            length = 0
    wide = [run / 10 for run in runs if run > 50]
    assert wide == [pytest.approx(width, abs=0.4) for width in (20, 30, 40, 50, 60)]


def test_case_book_sets_markdown(printed: PrintSite) -> None:
    words = text(printed.read("showcases.pdf"))
    assert "划区设哨：每区一名党员" in words and "事项责任人频次巡看党员每班一次" in words
    assert "**" not in words and "##" not in words


def test_forms_have_every_form(printed: PrintSite) -> None:
    pages = texts(printed.read("forms.pdf"))
    names = ["“三会一课”记录", "主题党日记录", "谈心谈话记录", "流动党员联系卡", "整改台账", "星级评定评分表"]
    assert [name for name, page in zip(names, pages, strict=True) if name not in page] == []
    assert "1班子健全602活动经常40345678910合计" in re.sub(r"\s", "", pages[5])  # the scheme's own indicators, and room
