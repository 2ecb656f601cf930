"""Kinds of finding about what a record says: keys, values, references."""

from __future__ import annotations

from generator.findings import Severity, declare

__all__: list[str] = []

MISSING = declare(
    "ZB0201",
    Severity.ERROR,
    ("缺少必填项", "缺少必填项“{key}”（{what}）。", "请补上一行“{key}: ……”。"),
    ("missing required key", "The required key '{key}' is missing ({what}).", "Add a line '{key}: …'."),
)
UNKNOWN_KEY = declare(
    "ZB0202",
    Severity.ERROR,
    ("不认识的项", "不认识的项“{key}”。", "{suggestion}"),
    ("unknown key", "The key '{key}' is unknown.", "{suggestion_en}"),
)
NOT_ALLOWED = declare(
    "ZB0203",
    Severity.ERROR,
    ("取值不在规定范围", "“{key}”写了“{found}”，不在规定的取值之内。", "{suggestion}只能写：{allowed}。"),
    (
        "value that is not allowed",
        "'{key}' is '{found}', which is not an allowed value.",
        "Choose one of these: {allowed}.",
    ),
)
WRONG_SHAPE = declare(
    "ZB0204",
    Severity.ERROR,
    ("写法不对", "“{key}”应当是{expected}，这里是{found}。", "{example}"),
    ("wrong shape", "'{key}' should hold {expected_en}, but holds {found_en}.", "{example_en}"),
)
NOT_A_NUMBER = declare(
    "ZB0205",
    Severity.ERROR,
    ("不是数字", "“{key}”应当填数字，这里是“{found}”。", "{suggestion}"),
    (
        "value that is not a number",
        "'{key}' should be a number, but is '{found}'.",
        "Write a number such as 12, '400余' for about 400, or 'xx' for a masked one.",
    ),
)
NOT_A_DATE = declare(
    "ZB0206",
    Severity.ERROR,
    ("不是日期", "“{key}”应当填日期，这里是“{found}”。", "请写成“2024-03-05”这样的年-月-日。"),
    (
        "value that is not a date",
        "'{key}' should be a date, but is '{found}'.",
        "Write year, month and day, like this: '2024-03-05'.",
    ),
)
IMPOSSIBLE_DATE = declare(
    "ZB0207",
    Severity.ERROR,
    ("日历上没有这一天", "“{key}”写的“{found}”在日历上不存在。", "请核对月份和日期。"),
    (
        "date that does not exist",
        "'{key}' is '{found}', a day that is not in the calendar.",
        "Check the month and the day.",
    ),
)
NOT_YES_NO = declare(
    "ZB0208",
    Severity.ERROR,
    ("应当填“是”或“否”", "“{key}”应当填“是”或“否”，这里是“{found}”。", "请写“{key}: 是”或“{key}: 否”。"),
    (
        "value other than yes or no",
        "'{key}' should be '是' or '否', but is '{found}'.",
        "Write '{key}: 是' or '{key}: 否'.",
    ),
)
OUT_OF_BOUNDS = declare(
    "ZB0209",
    Severity.ERROR,
    ("超出范围", "“{key}”的值“{found}”超出范围：{bound}。", "请核对后改正。"),
    ("value out of bounds", "'{key}' is '{found}', but {bound_en}.", "Check it, and correct it."),
)
BAD_FORM = declare(
    "ZB0210",
    Severity.ERROR,
    ("格式不符", "“{key}”的写法“{found}”不符合要求（{what}）。", "请按要求改写。"),
    (
        "wrong form",
        "The form of '{found}' in '{key}' is not the required one ({what}).",
        "Rewrite it in the required form.",
    ),
)
EMPTY = declare(
    "ZB0211",
    Severity.ERROR,
    ("没有填内容", "“{key}”后面没有内容。", "请填写；暂时没有的，把这一行整行删去。"),
    (
        "key without a value",
        "'{key}' has no value.",
        "Fill it in, or delete the whole line if there is nothing to say yet.",
    ),
)
TOO_LONG = declare(
    "ZB0212",
    Severity.ERROR,
    ("内容太长", "“{key}”太长：有 {length} 个字，最多 {limit} 个字。", "请精简。"),
    ("too long a value", "'{key}' has {length} characters, but the limit is {limit}.", "Shorten it."),
)
STRANGE_FILE = declare(
    "ZB0213",
    Severity.WARNING,
    ("文件放错了地方", "records/ 里有一个用不上的文件，没有读取。", "{suggestion}"),
    ("misplaced file", "This file is of no use in records/ and was not read.", "{suggestion_en}"),
)
BAD_ID = declare(
    "ZB0214",
    Severity.ERROR,
    (
        "编号不合规",
        "编号“{found}”不合规：只能用小写英文字母、数字和连字符（-）。",
        "请把文件（文件夹）改名，例如“{suggestion}”。",
    ),
    (
        "invalid identifier",
        "The identifier '{found}' may hold only lower-case letters, digits and hyphens.",
        "Rename the file or the folder, for example to '{suggestion}'.",
    ),
)
ID_DIFFERS = declare(
    "ZB0215",
    Severity.ERROR,
    (
        "与文件名不一致",
        "“{key}”写的是“{found}”，而文件名（文件夹名）表明应是“{expected}”。",
        "请改成“{expected}”，或者删去这一行。",
    ),
    (
        "difference from the file name",
        "'{key}' is '{found}', but the name of the file or folder says '{expected}'.",
        "Write '{expected}', or delete the line.",
    ),
)
DOUBLE = declare(
    "ZB0216",
    Severity.ERROR,
    ("重复", "{label}“{found}”与 {other} 重复。", "全站不能有两个同样的名称或编号，请改其中一个。"),
    (
        "duplicate name or identifier",
        "'{found}' is taken: it also stands at {other_en}.",
        "Change one of the two, because names and identifiers are unique.",
    ),
)
DANGLING = declare(
    "ZB0217",
    Severity.ERROR,
    ("找不到所指的记录", "“{key}”指向的{label}“{found}”不存在。", "{suggestion}"),
    (
        "reference that leads nowhere",
        "'{key}' names the {label_en} '{found}', which does not exist.",
        "{suggestion_en}",
    ),
)
AMBIGUOUS = declare(
    "ZB0218",
    Severity.ERROR,
    ("所指不明", "“{key}”写的“{found}”同时对应几个{label}：{others}。", "请写全称。"),
    ("ambiguous reference", "'{found}' in '{key}' may be any of these: {others}.", "Write the full name."),
)
NOT_A_TERM = declare(
    "ZB0219",
    Severity.ERROR,
    ("不在术语集内", "“{key}”里的“{found}”不是“{terms}”的成员。", "{suggestion}可用的有：{allowed}。"),
    (
        "value outside the term set",
        "'{found}' in '{key}' is not a member of '{terms}'.",
        "Choose one of these: {allowed}.",
    ),
)
NO_DAY = declare(
    "ZB0224",
    Severity.WARNING,
    (
        "不知道数据截至哪一天",
        "网站没有写“数据截至”，也没有党支部、活动和 Git 提交可以推断，暂以今天为准。",
        "在 records/site.yml 里写“数据截至: 2025-12-31”的样子。",
    ),
    (
        "no day that the data are of",
        "The site record has no '数据截至', and no branch, activity or Git commit tells the day; today's is taken.",
        "Write it in records/site.yml, such as '数据截至: 2025-12-31'.",
    ),
)
NAME_NO_TEXT = declare(
    "ZB0225",
    Severity.ERROR,
    (
        "文件名认不出来",
        "文件（文件夹）名“{found}”里有认不出来的字符（不是 UTF-8 编码），没有读取。",
        "请把文件（文件夹）改名，只用英文小写字母、数字和连字符（-）。",
    ),
    (
        "file name that is no text",
        "The name '{found}' of the file or folder is not encoded in UTF-8, and the file was not read.",
        "Rename it with lower-case letters, digits and hyphens.",
    ),
)
NO_SITE = declare(
    "ZB0220",
    Severity.ERROR,
    (
        "缺少网站记录",
        "没有找到 records/site.yml。",
        "请新建 records/site.yml，写明网站名称和发布单位；可用“zhibu init”生成样本。",
    ),
    (
        "missing site record",
        "There is no records/site.yml.",
        "Create records/site.yml with the site's name and publisher, or have 'zhibu init' write a sample.",
    ),
)
NOT_A_LEDGER = declare(
    "ZB0221",
    Severity.ERROR,
    ("应当是清单", "这个文件应当有“{key}:”一项，下面逐条列出{label}。", "请按“{key}:”换行“  - 名称: ……”的样子书写。"),
    (
        "file without a list",
        "This file should hold a list of records under '{key}:'.",
        "Write '{key}:', and below it entries such as '  - 名称: …'.",
    ),
)
WRONG_TIME = declare(
    "ZB0222",
    Severity.ERROR,
    (
        "日期与文件名不一致",
        "活动日期是 {found}，而文件名以 {expected} 开头。",
        "请把文件名改为 {suggestion}，或者改正日期。",
    ),
    (
        "date that differs from the file name",
        "The activity's date is {found}, but the file name begins with {expected}.",
        "Rename the file to {suggestion}, or correct the date.",
    ),
)
SITE_NOT_FINAL = declare(
    "ZB0223",
    Severity.ERROR,
    (
        "网站记录还没有终审",
        "records/site.yml 没有写“审核: 终审”，整个网站不能发布。",
        "审核完成后，请在文件末尾写“审核: 终审”。",
    ),
    (
        "site record without final review",
        "The site record does not say '审核: 终审', so that the site cannot be published.",
        "Write '审核: 终审' at the end of records/site.yml once the review is done.",
    ),
)
