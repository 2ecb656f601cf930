"""Old records: they say which change they wait for, and get it with every comment kept. Keepers become CODEOWNERS."""

from __future__ import annotations

from support import BRANCH, UNITS, Run, TinySite

from generator.editing.migrating import migrate
from generator.records.layout import LAYOUT
from generator.records.renamed import RENAMED, Renamed

STATION = "records/stations/zhan.yml"
OLD = """\
名称: 城关指导站
属地: chengguan
依托: 中心
站长: 委员
# 值班
电话: "0000-0000000"  # 工作日
审核: 终审
"""


def test_numbers_are_stable_and_old_names_are_free() -> None:
    assert [change.number for change in RENAMED] == list(range(1, len(RENAMED) + 1))
    models = {shelf.model.kind: shelf.model for shelf in LAYOUT}
    for change in RENAMED:
        if len(change.old) == 1:
            aliases = {info.alias for info in models[change.kind].model_fields.values()}
            assert change.new in aliases and change.old[0] not in aliases


def test_an_old_record_says_what_it_needs_and_gets_it(tiny: TinySite, zhibu: Run) -> None:
    tiny.write(STATION, OLD)
    checked = zhibu(tiny.root, "check")
    assert checked.returncode == 1 and "第 1 号变更" in checked.stdout and "zhibu migrate" in checked.stdout
    rehearsed = zhibu(tiny.root, "migrate", "--dry-run")
    assert rehearsed.returncode == 0 and f"{STATION}:6" in rehearsed.stdout and tiny.read(STATION) == OLD
    assert zhibu(tiny.root, "migrate").returncode == 0
    assert tiny.read(STATION) == OLD.replace("电话:", "联系电话:")
    assert zhibu(tiny.root, "check").returncode == 0
    assert list(migrate(tiny.root)) == []


def test_both_names_at_once_are_for_a_person(tiny: TinySite, zhibu: Run) -> None:
    text = OLD.replace("审核", '联系电话: "1"\n审核')
    tiny.write(STATION, text)
    done = zhibu(tiny.root, "migrate")
    assert done.returncode == 1 and "请先删去一个" in done.stdout and tiny.read(STATION) == text


def test_a_name_inside_lists_and_brackets_is_changed_too(tiny: TinySite) -> None:
    changes = [
        Renamed(1, "unit", ("未建", "原因"), "缘由", "", ""),
        Renamed(2, "branch", ("班子", "岗位"), "任职", "", ""),
    ]
    tiny.replace(UNITS, "    群团: [工会]", "    未建: {原因: 新, 措施: 派}  # 原因: 留\n    群团: [工会]")
    done = {path: text for path, text, _ in migrate(tiny.root, changes)}
    assert "未建: {缘由: 新, 措施: 派}  # 原因: 留" in done[UNITS]
    assert "{职务: 书记, 任职: 生产部经理}" in done[BRANCH]


def test_keepers_become_code_owners(tiny: TinySite, zhibu: Run) -> None:
    tiny.replace("records/site.yml", "审核: 终审", '维护: ["@example/gongwei"]\n审核: 终审')
    tiny.replace("records/areas.yml", "上级: benxian}", '上级: benxian, 维护: ["@example/chengguan"]}')
    tiny.replace(BRANCH, "审核: 终审", '维护: ["@zhibu-1"]\n审核: 终审')
    assert zhibu(tiny.root, "owners", "--check").returncode == 1
    assert zhibu(tiny.root, "owners").returncode == 0
    assert zhibu(tiny.root, "owners", "--check").returncode == 0
    assert tiny.read("CODEOWNERS").splitlines()[1:] == [
        "*                              @example/gongwei",
        "/records/units/chengguan.yml   @example/chengguan",
        "/records/branches/shili-zhibu/ @zhibu-1 @example/chengguan",
    ]
    tiny.replace(BRANCH, "@zhibu-1", "赵某")
    assert [path for _, path, _, _ in tiny.places()] == [BRANCH]
