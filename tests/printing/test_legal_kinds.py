"""Internal manual and public leaflet: what each bears, what neither may hold, which combinations are refused."""

from __future__ import annotations

import pytest
from print_site import ORDINARY, SITE, PrintSite, secrets, write
from reading_pdf import text, texts
from support import Run, places

from generator.printing.kinds import HAVE_INTERNAL_KIND


def test_the_internal_cover_and_imprint_say_what_the_rules_ask(printed: PrintSite) -> None:
    for name in ("handbook/" + ORDINARY, "regulations", "showcases", "yearbook-2025"):
        pages = texts(printed.read(f"internal/{name}.pdf"))
        assert "内部资料，免费交流" in pages[0] and "准印证号：示例内资准字第0000号" in pages[0].replace(" ", "")
        for words in ("编印单位", "发送对象", "印刷单位", "示例县示例印务有限公司", "印刷日期", "印数", "300册"):
            assert words in pages[1].replace(" ", "")


def test_internal_manuals_hold_the_columns_that_the_office_chose(printed: PrintSite) -> None:
    words = text(printed.read(f"internal/handbook/{ORDINARY}.pdf"))
    for shown in ("7131", "7132", "7135", "职工人数", "应到7133人", "内部决议：七一三四号事项照办。"):
        assert shown in words
    assert "7136" not in words  # the score of a rating is not among what can be chosen


def test_internal_manuals_hold_nothing_that_was_not_chosen(fresh: PrintSite) -> None:
    imprint = {**SITE["编印信息"], "印入": ["会议决议"]}
    write(fresh.root / "records/site.yml", {**SITE, "编印信息": imprint})
    assert fresh.print(groups=["handbook"], branch=ORDINARY, internal=True).findings == []
    words = text(fresh.read(f"internal/handbook/{ORDINARY}.pdf"))
    assert "七一三四号" in words and not any(number in words for number in ("7131", "7132", "7133", "7135"))


def test_public_documents_say_nothing_internal(printed: PrintSite) -> None:
    folder = printed.root / "print"
    public = [path for path in sorted(folder.rglob("*.pdf")) if "internal" not in path.parts]
    assert len(public) == 22
    for path in public:
        content = path.read_bytes()
        words = text(content)
        assert [secret for secret in secrets() if secret in words] == [], path
        assert "内部资料" not in words and "准印证" not in words


def test_an_internal_manual_without_imprint_is_refused(fresh: PrintSite) -> None:
    imprint = {key: value for key, value in SITE["编印信息"].items() if key not in ("准印证", "印数")}
    write(fresh.root / "records/site.yml", {**SITE, "编印信息": imprint})
    outcome = fresh.print(groups=["handbook"], internal=True)
    (place,) = places(outcome.findings)
    assert (place[0], place[1]) == ("ZB0701", "records/site.yml")
    assert "准印证、印数" in outcome.findings[0].text().message
    assert not (fresh.root / "print").exists()
    assert fresh.print(groups=["forms"]).findings == []  # the public kind needs none


def test_an_internal_manual_may_not_call_itself_a_periodical(fresh: PrintSite) -> None:
    write(fresh.root / "records/site.yml", {**SITE, "名称": "示例县两新党建月刊"})
    outcome = fresh.print(groups=["regulations"], internal=True)
    assert [(f.code, f.facts["word"]) for f in outcome.findings] == [("ZB0702", "刊")]
    assert not (fresh.root / "print").exists()


@pytest.mark.parametrize("name", ["示例县两新党建", "情况通报", "学习简报工作室", "创刊以来"])
def test_ordinary_names_are_no_periodicals(fresh: PrintSite, name: str) -> None:
    write(fresh.root / "records/site.yml", {**SITE, "名称": name})
    assert fresh.print(groups=["showcases"], internal=True).findings == []


@pytest.mark.parametrize("where", ["site/print", "content/print"])
def test_internal_material_is_not_written_where_it_would_be_published(zhibu: Run, fresh: PrintSite, where: str) -> None:
    done = zhibu(fresh.root, "print", "handbook", "--internal", "--output", where)
    assert done.returncode == 1 and "ZB0703" in done.stdout
    assert not (fresh.root / where).exists()


@pytest.mark.parametrize("kind", ["wall", "labels", "forms", "lists"])
def test_what_has_no_internal_kind_is_a_usage_error(zhibu: Run, fresh: PrintSite, kind: str) -> None:
    assert kind not in HAVE_INTERNAL_KIND
    done = zhibu(fresh.root, "print", kind, "--internal")
    assert done.returncode == 2 and "--internal" in done.stderr
    assert not (fresh.root / "print").exists()
