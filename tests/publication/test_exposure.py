"""What leaves the records: only fields marked 公开 of released records, and nothing is public by default."""

from __future__ import annotations

from typing import Any, get_origin

import pytest
from pydantic import BaseModel
from support import BANDS, MODELS, make_register

from generator.publication.exposure import Facts, expose
from generator.publication.linking import public_view
from generator.publication.view import PublicView
from generator.records.branch import Branch
from generator.records.fields import Line, Part, Visibility, internal, public, visibility_of
from generator.records.loading import classes_in

UNREVIEWED: list[dict[str, Any]] = [{"审核": "草稿"}, {"审核": "初审"}, {"审核": "复审"}, {"可见": "内部"}]


def parts(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and every model inside it."""
    inner = [cls for info in model.model_fields.values() for cls in classes_in(info.annotation)]
    return {model}.union(*(parts(cls) for cls in inner if issubclass(cls, BaseModel)))


ALL_PARTS = sorted(set().union(*(parts(model) for model in MODELS.values())), key=lambda cls: cls.__name__)


@pytest.mark.parametrize("model", ALL_PARTS, ids=lambda cls: cls.__name__)
def test_every_field_says_who_may_see_it_and_what_it_is(model: type[BaseModel]) -> None:
    assert issubclass(model, Part)
    for name, info in model.model_fields.items():
        assert visibility_of(info) in Visibility
        assert info.alias and info.description, name
        assert info.description.endswith("。"), name


@pytest.mark.parametrize("model", ALL_PARTS, ids=lambda cls: cls.__name__)
def test_unknown_keys_are_refused_and_records_do_not_change(model: type[BaseModel]) -> None:
    assert (model.model_config["extra"], model.model_config["frozen"]) == ("forbid", True)
    labels = [info.alias for info in model.model_fields.values()]
    assert len(set(labels)) == len(labels)


def test_a_field_without_visibility_cannot_be_exposed() -> None:
    class Careless(Part):
        name: str

    with pytest.raises(ValueError, match="not a valid Visibility"):
        expose(Careless(name="甲"))


def test_only_public_fields_are_there() -> None:
    class Inner(Part):
        shown: Line = public("明", "明。")
        hidden: Line = internal("暗", "暗。")

    class Outer(Part):
        inner: Inner = public("内", "内。")
        rows: list[Inner] = public("行", "行。", [])
        secret: Inner = internal("密", "密。")

    node = {"明": "甲", "暗": "乙"}
    facts = expose(Outer.model_validate({"内": node, "行": [node], "密": node}))
    assert facts == Facts(inner=Facts(shown="甲"), rows=[Facts(shown="甲")])
    for asked in (lambda: facts.secret, lambda: facts.inner.hidden, lambda: facts.rows[0].hidden):
        with pytest.raises(AttributeError):
            asked()


def view_of(rows: dict[str, list[dict[str, Any]]]) -> PublicView:
    return public_view(make_register({"site": [{}], **rows}))


def test_a_branch_has_no_members_only_a_band() -> None:
    row = {
        "编号": "a",
        "备注": "内情",
        "培养": [{"年度": 2025, "积极分子": 2}],
        "审核": {"状态": "终审", "批准": "书记"},
    }
    [branch] = view_of({"bands": [BANDS], "unit": [{"名称": "甲公司"}], "branch": [row]}).branches
    assert branch.members_band == "3—6人"
    hidden = {name for name, info in Branch.model_fields.items() if visibility_of(info) is Visibility.INTERNAL}
    assert hidden >= {"members", "pipeline", "remark", "mobile", "work"}
    assert not hidden & set(vars(branch))
    assert not {"review", "visibility", "subordination"} & set(vars(branch))
    assert not {"employees", "unformed", "owner_is_member"} & set(vars(branch.units[0]))


@pytest.mark.parametrize("state", UNREVIEWED, ids=lambda state: next(iter(state.values())))
def test_what_is_not_released_does_not_exist(state: dict[str, Any]) -> None:
    view = view_of(
        {
            "unit": [{"名称": "甲公司"}, {"名称": "乙公司", **state}],
            "branch": [{"编号": "a", "覆盖单位": ["甲公司", "乙公司"], "制度": ["zhidu"]}, {"编号": "b", **state}],
            "activity": [
                {"编号": "a/1", "支部": "a"},
                {"编号": "a/2", "支部": "a", **state},
                {"编号": "b/1", "支部": "b"},
            ],
            "assessment": [{"编号": "x", "结果": [{"支部": "a", "星级": 1}, {"支部": "b", "星级": 5}]}],
        }
    )
    assert [branch.id for branch in view.branches] == ["a"]
    assert [unit.name for unit in view.branches[0].units] == ["甲公司"]
    assert view.branches[0].regulations == []
    assert [(branch.id, held.slug) for held, branch in view.held] == [("a", "1")]
    assert [activity.id for activity in view.dossier(view.branches[0]).activities] == ["a/1"]
    assert [row.branch.id for row in view.assessments[0].results] == ["a"]
    assert view.assessments[0].unrated == 0
    assert {
        id: view.figures[id].value for id in ("organisations.total", "units.enterprises", "stars.5", "stars.rated")
    } == {
        "organisations.total": 1,
        "units.enterprises": 1,
        "stars.5": 0,
        "stars.rated": 1,
    }


def test_two_pictures_of_one_name_keep_apart() -> None:
    pictures = [{"文件": f"{folder}/1.svg", "说明": "甲", "替代": "乙"} for folder in ("photos/a", "photos/b")]
    view = view_of({"unit": [{"名称": "甲公司"}], "branch": [{"编号": "a", "图片": pictures}]})
    assert len({picture.src for picture in view.branches[0].pictures}) == 2
    assert sorted(picture.path for picture in view.branches[0].pictures) == [
        "records/photos/a/1.svg",
        "records/photos/b/1.svg",
    ]


def test_masked_values_are_shown_as_written() -> None:
    activity = {"编号": "a/1", "支部": "a", "参加": {"应到": 9, "实到": "400余", "列席": "xx"}}
    [shown] = view_of({"unit": [{"名称": "甲公司"}], "branch": [{"编号": "a"}], "activity": [activity]}).recent
    assert (str(shown.attendance.present), str(shown.attendance.guests)) == ("400余", "xx")
    assert not hasattr(shown.attendance, "due")


def test_lists_of_parts_are_the_only_containers() -> None:
    """``expose`` walks parts and lists; a field of another container type would slip past it."""
    for model in ALL_PARTS:
        for name, info in model.model_fields.items():
            assert get_origin(info.annotation) not in (dict, tuple, set, frozenset), (model, name)
