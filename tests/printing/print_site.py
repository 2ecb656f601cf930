"""A small site for printing: an ordinary branch, one at the limits of what can be recorded, one with next to nothing.

It does not follow the demonstration records, so that golden pages change only when the printing does.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from support import BANDS

from generator.printing.command import Order, Outcome, carry_out
from generator.project import Project, load

__all__ = ["EMPTY", "ORDINARY", "RARE", "UTMOST", "PrintSite", "Record", "secrets", "write_picture", "write_site"]

Record = dict[str, Any]
ORDINARY, UTMOST, EMPTY = "putong-zhibu", "jixian-zhibu", "kongbai-zhibu"
LONG_NAME = "示例县" + "超长名称综合产业融合创新发展示范服务管理" * 2 + "股份有限公司"
RARE = "𠮷㐂䶮"

SITE: Record = {
    "名称": "示例县两新党建",
    "地区": "示例县",
    "发布单位": "中共示例县委两新组织工作委员会",
    "示例": "是",
    "数据截至": "2025-12-31",
    "联系": {"岗位": "综合科值班", "电话": "0000-0000000", "地址": "示例县示范路1号"},
    "编印信息": {
        "编印单位": "中共示例县委两新组织工作委员会",
        "准印证": "示例内资准字第0000号",
        "印刷单位": "示例县示例印务有限公司",
        "印数": "300册",
        "发送对象": "全县两新组织党支部",
        "印入": ["党员人数", "培养发展", "职工人数", "应到人数", "会议决议"],
    },
}
PICTURES = [{"文件": "photos/room.jpg", "说明": "活动室（示意）", "替代": "示意图：一间活动室", "授权": "无人物"}]


def unit(name: str, **more: Any) -> Record:
    return {"名称": name, "类别": "非公企业", "行业": "建材", "职工": 40, **more}


def branch(name: str, short: str, units: list[str], **more: Any) -> Record:
    return {
        "名称": name,
        "简称": short,
        "组建": {"方式": "单独组建" if len(units) == 1 else "联合组建", "日期": "2018-05-06"},
        "隶属": {"归口": "gongwei", "属地": "chengguan"},
        "覆盖单位": units,
        "党员": {"正式": 7131, "预备": 7132},
        **more,
    }


ROOM = {"方式": "固定", "地点": "办公楼二层", "面积": 45, "具备": ["有场所", "有设施", "有党旗"]}
WALL = {
    "标题": "三会一课制度",
    "要点": [
        "党员大会一般每季度一次。",
        "支委会一般每月一次。",
        "党课要有题目、有提纲、有讨论，会后五个工作日内整理记录。",
    ],
}
REGULATION: Record = {
    "名称": "三会一课制度",
    "简称": "三会一课",
    "类别": "组织生活",
    "版本": "2025-01",
    "通过日期": "2025-01-10",
    "施行日期": "2025-02-01",
    "制定单位": "中共示例县委两新组织工作委员会",
    "适用范围": "全县两新组织党支部",
    "依据": [{"文件": "中国共产党支部工作条例（试行）", "条款": "第十一条"}],
    "章": [
        {
            "标题": "总则",
            "条": [{"文": "为使会议按时召开、议有结果，制定本制度。\n会议和党课都要有记录。"}],
        },
        {
            "标题": "会议",
            "条": [
                {"文": "支部党员大会由全体党员参加，主要议题包括：", "项": ["学习传达；", "选举表决；", "发展党员。"]},
                *(
                    {"文": f"第{n}项要求写得具体，便于对照，主题党日照此办理，“{RARE}”等字也应当印得出来。"}
                    for n in range(1, 26)
                ),
            ],
        },
    ],
    "上墙": WALL,
}
SECOND: Record = {
    **REGULATION,
    "名称": "主题党日制度",
    "简称": "主题党日",
    "上墙": {"标题": "主题党日制度", "要点": ["每月相对固定一天。", "一月一题，提前告知。"]},
    "章": [{"标题": "总则", "条": [{"文": "每月相对固定一天开展主题党日。"}]}],
}
CASE = """## 起因

班组里有人看见隐患，却都以为别人报过了。

## 做法

**划区设哨**：每区一名党员、两名职工。

- 只讲一个隐患；
- 当班能改的当班改。

| 事项 | 责任人 | 频次 |
|---|---|---|
| 巡看 | 党员 | 每班一次 |
| 复看 | 提出人 | 当日 |

> 讲完才下井。
"""


def activity(day: str, title: str, **more: Any) -> Record:
    return {
        "主题": title,
        "类别": "主题党日",
        "日期": day,
        "时间": "14:30—16:00",
        "地点": "二层活动室",
        "主持": "党支部书记",
        "参加": {"应到": 7133, "实到": 7},
        "内容": "“按期交纳党费”“参加组织生活”这两条说得最多。会前看了资料，会后列了三件事。\n散会前定了下个月的题目。",
        "成效": "列出三件事，两件已经办完。",
        "决议": "内部决议：七一三四号事项照办。",
        **more,
    }


def write(path: Path, record: Record, body: str | None = None) -> None:
    text = json.dumps({"审核": "终审", **record}, ensure_ascii=False, indent=1) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text if body is None else f"---\n{text}---\n{body}", encoding="utf-8")


def write_picture(path: Path, size: tuple[int, int] = (1200, 800)) -> None:
    """A picture with a position, a device and a comment in its metadata."""
    image = Image.new("RGB", size, "#efe6da")
    draw = ImageDraw.Draw(image)
    draw.rectangle((size[0] // 8, size[1] // 2, size[0] * 7 // 8, size[1] * 5 // 8), fill="#8d6b4f")
    draw.ellipse((size[0] // 3, size[1] // 8, size[0] // 2, size[1] // 3), fill="#a31a1a")
    notes = Image.Exif()
    notes[0x010F] = "SECRETCAMERA"
    notes.get_ifd(0x8825)[1] = "N"
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, exif=notes, comment=b"SECRETCOMMENT", quality=90)


def write_site(root: Path) -> None:
    """Write the site's folder."""
    records = root / "records"
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text(
        "site_name: 印制\nsite_url: https://print.example/\nplugins: [zhibu]\n", encoding="utf-8"
    )
    write(records / "site.yml", SITE)
    areas = [{"编号": "xian", "名称": "示例县", "类别": "县"}]
    areas.append({"编号": "chengguan", "名称": "城关街道", "类别": "街道", "上级": "xian"})
    write(records / "areas.yml", {"区域": areas})
    write(records / "committees/gongwei.yml", {"名称": "示例县委两新工委", "简称": "两新工委", "级别": "两新工委"})
    names = [
        "示例县普通建材有限公司",
        LONG_NAME,
        *(f"示例县第{n}{RARE}商贸有限公司" for n in range(1, 5)),
        "示例县空白商行",
    ]
    write(records / "units/chengguan.yml", {"单位": [unit(name) for name in names]})
    write(records / "regulations/sanhui.yml", REGULATION)
    write(records / "regulations/zhuti.yml", SECOND)
    terms = [
        {
            "编号": "liuyou-huodongshi",
            "名称": "六有",
            "成员": ["有场所", "有设施", "有标志", "有党旗", "有书报", "有制度"],
        },
        {"编号": "ziliaohe", "名称": "资料盒", "成员": ["基本组织", "基本队伍", "基本活动", "基本制度"]},
        {"编号": "liuyou-zhidaozhan", "名称": "六有", "成员": ["有站组标牌", "有固定场所"]},
        {"编号": "zhidaoyuan-laiyuan", "名称": "来源", "成员": ["退休干部"]},
    ]
    write(records / "rulebook/terms.yml", {"术语集": terms})
    write(records / "rulebook/bands.yml", {"人数区间": [BANDS]})
    folder = records / "branches"
    write(
        folder / ORDINARY / "branch.yml",
        branch(
            "中国共产党示例县普通建材有限公司支部委员会",
            "普通建材党支部",
            names[:1],
            届期={"起": "2024-06-20", "年限": 3},
            班子=[{"职务": "书记", "岗位": "生产部经理"}, {"职务": "组织委员", "岗位": "质检班长"}],
            培养=[{"年度": 2025, "积极分子": 7135, "发展对象": 1, "新发展": 0, "业务骨干": 2}],
            活动室=ROOM,
            主题党日=15,
            示范点="2023-03-01",
            制度=["sanhui", "zhuti"],
            资料盒=["基本组织", "基本活动"],
            联系电话="0000-0000000",
            简介="支部设在厂区，党员都在一线。\n每月十五日是主题党日。",
            图片=PICTURES,
        ),
    )
    write_picture(folder / ORDINARY / "photos/room.jpg")
    for month, title in (
        (1, "学习新年工作安排"),
        (3, "“3·15”前后看得见的服务"),
        (7, "重温入党誓词"),
        (12, "一年做了哪些事"),
    ):
        day = f"2025-{month:02}-15"
        more: Record = {"图片": PICTURES} if month == 7 else {}
        write(folder / ORDINARY / f"activities/2025/{day}-dangri.yml", activity(day, title, **more))
    posts = [{"职务": f"委员{n}", "岗位": f"{RARE}第{n}车间质量检验与安全生产管理岗位负责人"} for n in range(1, 61)]
    write(
        folder / UTMOST / "branch.yml",
        branch(
            f"中国共产党{LONG_NAME}联合支部委员会",
            f"{RARE}超长名称综合产业融合创新发展示范服务管理联合党支部",
            names[1:6],
            班子=posts,
            活动室={**ROOM, "地点": "园区综合服务中心附属楼东侧" * 6},
            制度=["sanhui"],
            资料盒=["基本制度"],
            简介="长" * 1200,
        ),
    )
    for number in range(1, 29):
        day = f"2025-02-{number:02}"
        title = f"第{number}次活动：" + "把要办的事一件一件写清楚、办到底、说明白" * 2
        write(folder / UTMOST / f"activities/2025/{day}-huodong.yml", activity(day, title))
    pipeline = [{"年度": 2025, "积极分子": 200}]  # the site publishes sums; with one branch the sum would be its own
    empty = branch("中国共产党示例县空白商行支部委员会", "空白党支部", names[6:], 培养=pipeline)
    write(folder / EMPTY / "branch.yml", empty)
    instructors = [
        {"岗位": f"县直机关退休干部{n}", "来源": "退休干部", "方式": "一对多", "联系支部": [ORDINARY]}
        for n in range(1, 9)
    ]
    station: Record = {
        "名称": "城关街道党建工作指导站",
        "属地": "chengguan",
        "服务区域": ["chengguan"],
        "依托": "党群服务中心",
        "站长": "街道组织委员",
        "副站长": ["党建办主任"],
        "六有": ["有站组标牌"],
        "加X": ["多媒体设备"],
        "指导员": instructors,
    }
    write(records / "stations/chengguan-zhan.yml", station)
    month: Record = {
        "年月": "2025-03",
        "主题": "学政策、助企惠企",
        "发布日期": "2025-02-28",
        "发布站": ["chengguan-zhan"],
        "主题党日": ["集中学习惠企政策", "收集难题"],
        "工作提示": [{"事项": "一季度党课记录归档", "时限": "3月31日前", "制度": "sanhui"}],
    }
    write(records / "lists/2025-03.yml", month)
    scheme: Record = {
        "名称": "星级评定",
        "对象": "党支部",
        "方面": [
            {"名称": "班子", "指标": [{"代码": "1", "名称": "班子健全", "分值": "60"}]},
            {"名称": "活动", "指标": [{"代码": "2", "名称": "活动经常", "分值": "40"}]},
        ],
        "等次": [{"名称": "四星", "星级": 4}],
        "周期": "两年一轮",
        "依据": [{"文献": "示例办法"}],
        "把握": "地方规定",
    }
    write(records / "rulebook/schemes/xingji.yml", scheme)
    stars: Record = {
        "名称": "2024—2025年度星级评定",
        "体系": "xingji",
        "起年": 2024,
        "止年": 2025,
        "公布日期": "2025-12-26",
        "结果": [{"支部": ORDINARY, "星级": 4, "得分": 7136}],
    }
    write(records / "assessments/xingji-2024-2025.yml", stars)
    honour = {
        "名称": "县级示范支部",
        "级别": "县级",
        "授予日期": "2025-07-01",
        "授予单位": "示例县委",
        "支部": [ORDINARY],
    }
    write(records / "honours/2025-shifan.yml", honour)
    case: Record = {
        "名称": "井口党员安全哨",
        "类别": "样板",
        "支部": ORDINARY,
        "一句话": "班前五分钟讲一个隐患，当班能改的当班改。",
        "年度": 2025,
        "属性": {"创新性": "与班前会合在一起。", "推广性": "班组单位都可以用。"},
        "成效": [{"指标": "责任区", "数值": 6, "单位": "个"}, {"指标": "查出隐患", "数值": "200余", "单位": "项"}],
        "可复制": ["每次只讲一个隐患。", "复看后签字销号。"],
        "佐证": ["登记簿", "整改台账"],
    }
    write(root / "content/showcases/anquan-shao.md", case, CASE)


@dataclass(frozen=True)
class PrintSite:
    """A site's folder that can be printed again and again."""

    root: Path

    def load(self) -> Project:
        return load(self.root)

    def print(self, output: Path | None = None, **order: object) -> Outcome:
        project = self.load()
        assert project.publishable and project.register is not None, project.findings
        wanted = Order(output=output or self.root / "print", **order)  # type: ignore[arg-type]
        return carry_out(self.root, project.register, project.view(), wanted)

    def read(self, path: str) -> bytes:
        return (self.root / "print" / path).read_bytes()


def secrets() -> list[str]:
    """What only an internal manual may say: figures and words of internal fields."""
    return ["7131", "7132", "7133", "7134", "七一三四", "7135", "7136", "示例内资准字", "示例印务", "300册"]
