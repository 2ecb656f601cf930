"""The site itself: who publishes it, as of when its data are true."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.fields import Account, Line, Part, Prose, Record, internal, public
from generator.records.values import Date, YesNo

__all__ = ["Contact", "Filing", "Imprint", "InternalColumn", "SecurityFiling", "Site"]


class SecurityFiling(Part):
    """公安备案: the number and the code its link carries."""

    number: Line = public("号", "公安备案号全文。")
    code: Line = public("代码", "备案号中的数字代码，用于链接。", pattern=r"^[0-9]+$")


class Filing(Part):
    """The filings a public website shows in its footer."""

    icp: Line | None = public("ICP", "ICP 备案号。", None)
    security: SecurityFiling | None = public("公安", "公安备案。", None)


class Contact(Part):
    """How to reach the publisher: a post's telephone, never a person's."""

    post: Line = public("岗位", "接听岗位，如“综合科值班”。")
    telephone: Line | None = public("电话", "岗位固定电话，不得为个人手机。", None)
    address: Line | None = public("地址", "办公地址。", None)
    hours: Line | None = public("时间", "接待时间。", None)


class InternalColumn(StrEnum):
    """Internal facts that an office may choose to have in its internal manuals; none is there unless chosen."""

    MEMBERS = "党员人数"
    PIPELINE = "培养发展"
    EMPLOYEES = "职工人数"
    DUE = "应到人数"
    RESOLUTION = "会议决议"


class Imprint(Part):
    """编印信息 of internal manuals; their permit number stays in the office until it is printed on a cover."""

    compiler: Line | None = internal("编印单位", "内部资料的编印单位。", None)
    permit: Line | None = internal("准印证", "准印证号。", None)
    printer: Line | None = internal("印刷单位", "印刷单位。", None)
    copies: Line | None = internal("印数", "印数。", None)
    audience: Line | None = internal("发送对象", "发送对象。", None)
    columns: list[InternalColumn] = internal("印入", "内部资料中印入哪些内部栏目；不写则一项也不印。", [])


class Site(Record):
    """One per site: ``records/site.yml``."""

    kind: ClassVar[str] = "site"
    label: ClassVar[str] = "网站"

    name: Line = public("名称", "网站名称。")
    county: Line = public("地区", "发布地区的名称，如“示例县”。")
    publisher: Line = public("发布单位", "主办单位全称。")
    slogan: Line | None = public("说明语", "首页大标题下的一句话。", None)
    about: Prose | None = public("简介", "网站简介。", None)
    demonstration: YesNo = public("示例", "是否为示例数据；写“是”则每页标明“示例”。", False)
    as_of: Date | None = public("数据截至", "数据截至日期；一切“今天”都以它为准。", None)
    records_since: Date | None = public("记录起始", "从哪一天起在本站记录活动；以前的月份不判断有没有开展。", None)
    filing: Filing = public("备案", "网站备案号。", Filing())
    contact: Contact | None = public("联系", "联系方式。", None)
    imprint: Imprint | None = internal("编印信息", "印制内部资料用。", None)
    keepers: list[Account] = internal("维护", '负责全站的平台账号，如 "@example/gongwei"，用于审核分派。', [])
