"""Every kind of finding this room yields: codes ZB01xx with their wording in both languages.

Wording is for county clerks: what was found, what to write instead, no parser terms. ``{fixed}`` is the offending
line as it should read.
"""

from __future__ import annotations

from generator.findings import Kind, Severity, declare

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _error(code: str, zh: tuple[str, str, str], en: tuple[str, str, str]) -> Kind:
    return declare(code, _E, zh, en)


# --- 01xx to 011x: files, bytes and characters -------------------------------------------------------------------

FILE_MISSING = _error(
    "ZB0101",
    ("找不到文件", "找不到文件“{path}”。", "请检查文件名和所在文件夹是否写对。"),
    ("missing file", "There is no file '{path}'.", "Check the name of the file and the folder it is in."),
)
NOT_A_FILE = _error(
    "ZB0102",
    ("不是普通文件", "“{path}”不是普通文件（可能是文件夹）。", "请把文件夹改名或移走，在原处放一个普通文件。"),
    (
        "no regular file",
        "'{path}' is not a regular file (perhaps it is a folder).",
        "Rename or move the folder, and put a regular file in its place.",
    ),
)
FILE_UNREADABLE = _error(
    "ZB0103",
    ("文件读不出来", "文件“{path}”打不开或读取失败。", "请检查文件的读取权限，或重新复制一份。"),
    ("unreadable file", "'{path}' cannot be opened or read.", "Check the permissions of the file, or copy it again."),
)
FILE_OUTSIDE = _error(
    "ZB0104",
    ("文件在网站文件夹之外", "“{path}”实际指向网站文件夹以外的地方。", "请把文件本身放进网站文件夹，不要用链接。"),
    (
        "file outside the site",
        "'{path}' leads outside the site's folder.",
        "Put the file itself into the site's folder, not a link to it.",
    ),
)
FILE_TOO_LARGE = _error(
    "ZB0105",
    ("文件太大", "文件大小为 {size}，超过了上限 {limit}。", "请按单位或年度拆成几个文件；图片等不要放在记录里。"),
    (
        "too large a file",
        "The size of the file is {size}, but the limit is {limit}.",
        "Split the file by unit or by year, and keep pictures and the like out of records.",
    ),
)
ENCODING_GBK = _error(
    "ZB0106",
    ("文件编码是 GBK", "文件编码是 GBK，请另存为 UTF-8。", "请在编辑器里选“另存为”，编码选 UTF-8，再保存一次。"),
    (
        "file encoded in GBK",
        "The file is encoded in GBK, not in UTF-8.",
        "Save the file again in the editor, with the encoding UTF-8.",
    ),
)
ENCODING_UTF16 = _error(
    "ZB0107",
    (
        "文件编码是 UTF-16",
        "文件编码是 UTF-16（记事本里叫“Unicode”），请另存为 UTF-8。",
        "请在编辑器里选“另存为”，编码选 UTF-8。",
    ),
    (
        "file encoded in UTF-16",
        "The file is encoded in UTF-16 (which Notepad calls 'Unicode'), not in UTF-8.",
        "Save the file again in the editor, with the encoding UTF-8.",
    ),
)
ENCODING_BROKEN = _error(
    "ZB0108",
    ("有乱码", "从这里起有 {count} 处无法识别的字节，文字已损坏。", "请补上正确的文字，并以 UTF-8 编码保存。"),
    (
        "broken characters",
        "The text is damaged from here on (unreadable bytes: {count}).",
        "Restore the text, and save it in UTF-8.",
    ),
)
BINARY = _error(
    "ZB0109",
    ("不是文字文件", "文件里含有二进制内容，不是文字文件。", "请换成文字文件；图片和文档请放到对应的文件夹里。"),
    (
        "no text file",
        "The file holds binary data and is no text file.",
        "Replace it by a text file, and put pictures and documents into the folders meant for them.",
    ),
)
BOM = declare(
    "ZB0110",
    _W,
    ("文件开头有看不见的标记", "文件开头有一个看不见的 BOM 标记。", "另存时请选“UTF-8”，不要选“带 BOM 的 UTF-8”。"),
    (
        "byte order mark",
        "The file begins with an invisible byte order mark (BOM).",
        "Save the file in UTF-8 without BOM.",
    ),
)
CRLF = declare(
    "ZB0111",
    _N,
    ("换行是 Windows 格式", "文件用的是 Windows 换行（CRLF），已自动处理。", "不影响发布；请运行 zhibu fmt 统一换行。"),
    (
        "line ends of Windows",
        "The file has the line ends of Windows (CRLF), which were handled.",
        "Run 'zhibu fmt' to make the line ends uniform.",
    ),
)
LONE_CR = declare(
    "ZB0112",
    _W,
    ("换行格式过时", "这里的换行只有回车符（CR），已按换行处理。", "请用编辑器把换行格式改为 LF 后保存。"),
    (
        "outdated line ends",
        "This line ends with a lone carriage return (CR), which was taken for a line end.",
        "Save the file with LF line ends.",
    ),
)
BIDI = _error(
    "ZB0113",
    (
        "有改变文字方向的隐藏字符",
        "这里有隐藏的文字方向控制字符（{point}），显示的和实际的可能不一样。",
        "请删掉它，改为：{fixed}",
    ),
    (
        "hidden direction character",
        "There is a hidden character for the direction of text here ({point}): what is shown may mislead.",
        "Delete it, so that the line reads: {fixed}",
    ),
)
INVISIBLE = declare(
    "ZB0114",
    _W,
    (
        "有看不见的字符",
        "这里有看不见的字符（{point}），多半是从网页或文档里复制来的，已忽略。",
        "请删掉它，改为：{fixed}",
    ),
    (
        "invisible character",
        "There is an invisible character here ({point}), which was ignored.",
        "Delete it, so that the line reads: {fixed}",
    ),
)
CONTROL = _error(
    "ZB0115",
    ("有不允许的控制字符", "这里有不允许出现的控制字符（{point}）。", "请删掉它，改为：{fixed}"),
    (
        "control character",
        "There is a control character here ({point}), which is not allowed.",
        "Delete it, so that the line reads: {fixed}",
    ),
)
FILE_EMPTY = _error(
    "ZB0116",
    ("文件没有内容", "文件是空的，或者只有注释。", "请填写内容；不需要的文件请删除。"),
    ("empty file", "The file is empty or holds only comments.", "Fill the file in, or delete it if it is not needed."),
)

# --- 012x and 013x: YAML we do not accept, and structure -----------------------------------------------------------

NOT_A_MAPPING = _error(
    "ZB0120",
    ("内容不是“键: 值”", "这里开始的内容不是“键: 值”形式。", "请按“键: 值”一行一项填写，例如“名称: 示例党支部”。"),
    (
        "content without key and value",
        "What begins here is not written as 'key: value'.",
        "Write one 'key: value' a line.",
    ),
)
SECOND_DOCUMENT = _error(
    "ZB0121",
    (
        "一个文件里有两份记录",
        "这一行的“{marker}”把文件分成了两份，后面的内容没有读取。",
        "请把后面的内容移到另一个文件，或删掉这一行。",
    ),
    (
        "two documents in one file",
        "'{marker}' splits the file in two, and what follows was not read.",
        "Move what follows to another file, or delete this line.",
    ),
)
DIRECTIVE = _error(
    "ZB0122",
    ("不能用“%”开头的指令", "行首的“%”会被当作 YAML 指令，这里不允许使用。", "请删掉这一行；如果是文字，请加引号。"),
    (
        "directive with '%'",
        "A line that begins with '%' is taken for a directive, which is not allowed.",
        "Delete the line, or quote it if it is text.",
    ),
)
ANCHOR = _error(
    "ZB0123",
    ("不能用“&”做记号", "这里用“&”给内容做了记号，记录里不允许使用。", "请删掉“&”和后面的记号；如果是文字，请加引号。"),
    (
        "anchor with '&'",
        "'&' marks content for use elsewhere, which is not allowed in records.",
        "Delete '&' and the name behind it, or quote the value if it is text.",
    ),
)
ALIAS = _error(
    "ZB0124",
    (
        "不能用“*”引用别处",
        "这里用“*”引用了别处的内容，记录里不允许使用。",
        "请把内容直接写在这里；如果是文字，请加引号。",
    ),
    (
        "alias with '*'",
        "'*' refers to content elsewhere, which is not allowed in records.",
        "Write the content out here, or quote the value if it is text.",
    ),
)
TAG = _error(
    "ZB0125",
    ("不能用“!”指定类型", "以“!”开头的内容会被当作类型标记，记录里不允许使用。", "请删掉它；如果是文字，请加引号。"),
    (
        "tag with '!'",
        "'!' begins the name of a type, which is not allowed in records.",
        "Delete it, or quote the value if it is text.",
    ),
)
MERGE_KEY = _error(
    "ZB0126",
    ("不能用“<<”合并", "键“<<”表示合并别处的内容，记录里不允许使用。", "请把要合并的内容直接写出来。"),
    (
        "merge key '<<'",
        "The key '<<' merges content from elsewhere, which is not allowed in records.",
        "Write the content out here.",
    ),
)
KEY_NOT_TEXT = _error(
    "ZB0127",
    ("键不是文字", "冒号左边的键应当是一段文字，这里不是。", "请写成“键: 值”的形式。"),
    (
        "key that is not text",
        "The key to the left of the colon should be text, but is not.",
        "Write it as 'key: value'.",
    ),
)
DUPLICATE_KEY = _error(
    "ZB0128",
    (
        "键重复",
        "“{key}”在第 {first} 行已经写过，这里又写了一次；以第 {first} 行为准。",
        "请把两处合并成一处，删掉多余的一行。",
    ),
    (
        "duplicate key",
        "'{key}' was already given on line {first}, which is the one that counts.",
        "Merge the two into one, and delete the other line.",
    ),
)
TOO_DEEP = _error(
    "ZB0129",
    ("层次太深", "从这里起嵌套超过了 {limit} 层。", "请减少层次，检查是否多写了括号或缩进。"),
    (
        "too deep nesting",
        "From here on, the nesting is deeper than {limit} levels.",
        "Use fewer levels, and check for needless brackets or indentation.",
    ),
)
TOO_MANY_NODES = _error(
    "ZB0130",
    ("内容太多", "一个文件里的项目超过了 {limit} 个，从这里起没有读取。", "请按单位或年度拆成几个文件。"),
    (
        "too many values in a file",
        "The file holds more than {limit} values and was not read from here on.",
        "Split the file by unit or by year.",
    ),
)
SCALAR_TOO_LONG = _error(
    "ZB0131",
    ("文字太长", "这一项有 {size} 个字符，超过了上限 {limit}。", "请缩短；长篇文字请写到 content 文件夹的文章里。"),
    (
        "too long a text",
        "The text has {size} characters, but the limit is {limit}.",
        "Shorten it, or make it an article in the folder 'content'.",
    ),
)
FRONT_MATTER_MISSING = _error(
    "ZB0132",
    (
        "缺少开头的信息栏",
        "文章第一行应当是“---”，下面填写信息栏。",
        "请在文章最前面写一行“---”，填好各项，再写一行“---”。",
    ),
    (
        "missing front matter",
        "The article should begin with a line '---' and the fields below it.",
        "Begin the article with a line '---', fill in the fields, and write another line '---'.",
    ),
)
FRONT_MATTER_UNCLOSED = _error(
    "ZB0133",
    ("信息栏没有结束", "开头的信息栏没有用“---”结束。", "请在信息栏最后一项的下一行单独写“---”。"),
    (
        "unclosed front matter",
        "The front matter is not closed by '---'.",
        "Write '---' on a line of its own below the last field.",
    ),
)

# --- 014x and 015x: slips of the keyboard, repaired in memory -----------------------------------------------------

WIDE_COLON = _error(
    "ZB0140",
    ("冒号应为半角", "“{key}”后面用了全角冒号“{found}”。", "请改用半角冒号加一个空格，写成：{fixed}"),
    (
        "full-width colon",
        "'{key}' is followed by the full-width colon '{found}'.",
        "Use a half-width colon and a space, like this: {fixed}",
    ),
)
WIDE_QUOTES = declare(
    "ZB0141",
    _W,
    ("引号是文字的一部分", "整段文字用中文引号 {found} 括了起来，引号会原样显示。", "如果不要引号，请写成：{fixed}"),
    (
        "quotation marks as part of the text",
        "The whole text stands in the quotation marks {found}, which will be shown.",
        "Leave them out if they are not meant, like this: {fixed}",
    ),
)
WIDE_HASH = _error(
    "ZB0142",
    (
        "注释应以半角“#”开头",
        "这里用了全角“＃”，不会被当作注释。",
        "请写成：{fixed}（如果“＃”是文字，请给整段文字加引号）",
    ),
    (
        "full-width hash",
        "The full-width '＃' does not begin a comment.",
        "Quote the whole text if '＃' belongs to it, and otherwise write: {fixed}",
    ),
)
WIDE_BRACKET = _error(
    "ZB0143",
    ("括号应为半角", "这里用了全角括号“{found}”，不会被当作列表。", "请写成：{fixed}（如果括号是文字，请加引号）"),
    (
        "full-width bracket",
        "The full-width bracket '{found}' does not make a list.",
        "Quote the text if the bracket belongs to it, and otherwise write: {fixed}",
    ),
)
WIDE_COMMA = _error(
    "ZB0144",
    (
        "列表里的逗号应为半角",
        "方括号或花括号里用了“{found}”，不能把各项分开。",
        "请写成：{fixed}（如果是文字，请给这一项加引号）",
    ),
    (
        "full-width comma",
        "'{found}' does not separate items in brackets.",
        "Quote the item if the sign belongs to it, and otherwise write: {fixed}",
    ),
)
WRONG_DASH = _error(
    "ZB0145",
    ("列表符号应为半角“-”", "行首用了“{found}”，不会被当作列表项。", "请用半角“-”加一个空格，写成：{fixed}"),
    (
        "wrong dash",
        "'{found}' at the beginning of a line does not make an item.",
        "Use a half-width '-' and a space, like this: {fixed}",
    ),
)
TAB_INDENT = _error(
    "ZB0146",
    ("缩进用了制表符", "行首的缩进用了制表符（Tab）。", "请改用空格，写成：{fixed_indented}"),
    ("tab as indent", "The line is indented with a tab.", "Use spaces, like this: {fixed_indented}"),
)
WIDE_INDENT = _error(
    "ZB0147",
    ("缩进用了特殊空格", "行首的缩进用了全角空格或不换行空格。", "请改用半角空格，写成：{fixed_indented}"),
    (
        "odd spaces as indent",
        "The line is indented with full-width or no-break spaces.",
        "Use half-width spaces, like this: {fixed_indented}",
    ),
)
COLON_SPACE = _error(
    "ZB0148",
    ("冒号后面缺空格", "“{key}:”后面要有一个半角空格。", "请写成：{fixed}"),
    ("missing space after a colon", "'{key}:' should be followed by a space.", "Write the line like this: {fixed}"),
)
DASH_SPACE = _error(
    "ZB0149",
    ("“-”后面缺空格", "列表符号“-”后面要有一个半角空格。", "请写成：{fixed}"),
    (
        "missing space after a dash",
        "The dash of an item should be followed by a space.",
        "Write the line like this: {fixed}",
    ),
)
BROKEN_INDENT = _error(
    "ZB0150",
    ("缩进没有对齐", "这一行缩进了 {found} 格，与上面各行都对不齐。", "请与同级各行对齐；这里应缩进 {expected} 格。"),
    (
        "indent that does not fit",
        "The indent of this line is {found}, which fits none of the lines above.",
        "Align the line with those of its level, here with an indent of {expected}.",
    ),
)
STRAY_TEXT = _error(
    "ZB0151",
    (
        "这一行不是“键: 值”",
        "“{text}”既不是“键: 值”，也不是“- 列表项”。",
        "请补上键和冒号；如果是接着上一行的文字，请比上一行多缩进两格。",
    ),
    (
        "text that is neither key nor item",
        "'{text}' is neither 'key: value' nor '- item'.",
        "Add a key and a colon, or indent the line by two more if it continues the one above.",
    ),
)
STRAY_ITEM = _error(
    "ZB0152",
    ("列表项没有归属", "列表项“{text}”上面没有等着填列表的键。", "请在上面写一行“键:”（冒号后不填值），再写列表项。"),
    (
        "item without a list",
        "The item '{text}' has no key above it that waits for a list.",
        "Write a line 'key:' above it, with nothing behind the colon.",
    ),
)
MIXED_QUOTES = _error(
    "ZB0153",
    ("引号不成对", "左边是半角引号“{left}”，右边是“{found}”。", "请把两边都改为半角引号，写成：{fixed}"),
    (
        "mixed quotation marks",
        "The text is opened by {left} but closed by {found}.",
        "Use half-width quotation marks on both sides, like this: {fixed}",
    ),
)
VALUE_COLON = _error(
    "ZB0154",
    (
        "一行里有两个冒号",
        "值里面又出现了半角冒号加空格，分不清哪一段是键。",
        "请把后一个冒号改成全角，写成：{fixed}，或给整个值加引号。",
    ),
    (
        "second colon",
        "The value holds another colon and space, so that the key cannot be told.",
        "Quote the whole value, or write: {fixed}",
    ),
)
RESERVED_START = _error(
    "ZB0155",
    ("值的开头要加引号", "值以“{found}”开头，这个符号在这里有特殊含义。", "请给整个值加引号，写成：{fixed}"),
    (
        "value in need of quotes",
        "A value cannot begin with '{found}', which has a meaning of its own here.",
        "Quote the whole value, like this: {fixed}",
    ),
)
TEXT_AFTER = _error(
    "ZB0156",
    ("引号或括号后面有多余文字", "引号或括号已经结束，后面还有“{text}”。", "请删掉多余文字，或给整个值加引号：{fixed}"),
    (
        "text after the end",
        "'{text}' follows the closing quote or bracket.",
        "Delete it, or quote the whole value, like this: {fixed}",
    ),
)
BAD_ESCAPE = _error(
    "ZB0157",
    (
        "反斜杠用法不对",
        "双引号里的反斜杠“\\”有特殊含义，这里的“{found}”不成立。",
        "请写两个反斜杠，或改用单引号：{fixed}",
    ),
    (
        "misused backslash",
        "'{found}' means nothing within double quotes, where a backslash has a meaning of its own.",
        "Double the backslash, or use single quotes, like this: {fixed}",
    ),
)
UNCLOSED_QUOTE = _error(
    "ZB0158",
    ("引号没有结束", "这里开始的引号“{found}”没有找到另一半。", "请在文字结束处补上“{found}”。"),
    ("unclosed quote", "The quote {found} that opens here is never closed.", "Write {found} where the text ends."),
)
UNCLOSED_BRACKET = _error(
    "ZB0159",
    ("括号没有结束", "这里开始的“{found}”没有找到“{close}”。", "请在最后一项后面补上“{close}”。"),
    (
        "unclosed bracket",
        "The bracket '{found}' that opens here is never closed by '{close}'.",
        "Write '{close}' behind the last item.",
    ),
)
SYNTAX = _error(
    "ZB0160",
    ("格式有误，读不下去", "{problem}这一行以后的内容没有读取。", "请对照上面几行检查冒号、引号、括号和缩进。"),
    (
        "text that cannot be read further",
        "{problem_en} What follows this line was not read.",
        "Check the colons, quotes, brackets and indents of the lines above.",
    ),
)
