"""What the command line says, in both languages."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

__all__ = ["explained", "in_chinese", "say", "told_of_settings", "use"]

_lang = "zh"


def use(lang: str) -> None:
    """Choose the interface language, ``zh`` or ``en``."""
    global _lang
    _lang = lang
    # argparse looks its own words up through this name (gettext); it offers no other way to translate them.
    setattr(argparse, "_", (lambda text: text) if lang == "en" else _translated)  # noqa: B010


def say(key: str) -> str:
    """The sentence for ``key`` in the chosen language."""
    zh, en = _SENTENCES[key]
    return en if _lang == "en" else zh


def in_chinese() -> bool:
    """Whether the chosen language is Chinese."""
    return _lang == "zh"


def told_of_settings(problems: Iterable[tuple[str, str]]) -> str:
    """What is wrong with ``mkdocs.yml``, a line each, from the keys of settings and what was found there."""
    lines = (
        (explained(f"setting-{key}") or say("setting-other")).format(key=key, found=found) for key, found in problems
    )
    return "\n".join([say("settings-wrong"), *(f"  {line}" for line in lines)])


def explained(key: str) -> str | None:
    """The sentence for ``key``, None where there is none."""
    return say(key) if key in _SENTENCES else None


def _translated(text: str) -> str:
    return _ARGPARSE.get(text, text)


_ARGPARSE = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示帮助",
    "the following arguments are required: %s": "缺少参数：%s",
    "expected one argument": "后面要跟一个值",
    "ignored explicit argument %r": "不应有值 %r",
    "not allowed with argument %s": "不能与 %s 同时写",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
}

_SENTENCES = {
    "about": (
        "支部记录成站：从每个支部一份的 YAML 记录，生成公开网站和印制品，并核对数据。",
        "One YAML record per branch becomes a website, printed matter and a proof that the figures agree.",
    ),
    # What stands for a value in the usage of a command.
    "DIR": ("文件夹", "DIR"),
    "FILE": ("文件", "FILE"),
    "FILE.xlsx": ("文件.xlsx", "FILE.xlsx"),
    "PATH": ("路径", "PATH"),
    "ID": ("编号", "ID"),
    "ID|PATH": ("编号|路径", "ID|PATH"),
    "NAME": ("名称", "NAME"),
    "OWNER/NAME": ("单位/仓库", "OWNER/NAME"),
    "URL": ("网址", "URL"),
    "URL|DIR": ("网址|文件夹", "URL|DIR"),
    "HOST:PORT": ("地址:端口", "HOST:PORT"),
    "DATE": ("日期", "DATE"),
    "YEAR": ("年份", "YEAR"),
    "PART": ("部分", "PART"),
    "SUBJECT": ("对象", "SUBJECT"),
    "RULE": ("规则", "RULE"),
    "WHAT": ("种类", "WHAT"),
    "KIND": ("种类", "KIND"),
    "KEY=VALUE": ("栏目=内容", "KEY=VALUE"),
    "REV": ("版本", "REV"),
    "REASON": ("理由", "REASON"),
    "command": ("命令", "COMMAND"),
    "comma": ("、", ", "),
    "gap": ("　", "  "),
    "colon": ("：", ":"),
    "quoted": ("“{text}”", "'{text}'"),
    "in-brackets": ("（{text}）", " ({text})"),
    "unknown-words": ("不认识“{words}”。", "'{words}' is not known here. "),
    "bad-choice": ("不能写“{text}”，可以写：{choices}。", "'{text}' is none of: {choices}. "),
    "missing": ("缺少参数：{names}", "the following arguments are required: {names}"),
    "help-version": ("显示版本号", "show the version"),
    "help-lang": ("界面语言：zh（默认）或 en", "interface language: zh (default) or en"),
    "help-folder": ("网站所在文件夹（默认为当前文件夹）", "the site's folder (default: the current one)"),
    "help-build": ("读取、检查并生成网站", "read, check and publish the site"),
    "help-check": ("检查全部记录，列出问题", "check every record and list all findings"),
    "help-serve": ("本机预览，保存后自动更新", "live preview on this machine"),
    "help-init": ("新建一个空白网站", "start a new, empty site"),
    "help-init-dir": ("新网站的文件夹（须为空或尚不存在）", "folder of the new site (empty or not there yet)"),
    "help-report": (
        "生成内部报告：状态、到期事项、数据质量",
        "write the internal report: statuses, what falls due, quality of the data",
    ),
    "help-report-dir": (
        "报告文件夹（默认 report；不能在网站文件夹里）",
        "where the report goes (default: report; never inside the site)",
    ),
    "help-report-site": ("连同已生成的网站一起检查", "look through the site built in DIR as well"),
    "help-explain": (
        "说明一个支部、指导站、单位、区域对照一条规则是什么状态、怎么得来；或一个指标怎么算",
        "explain how a status under a rule, or a computed figure, comes about",
    ),
    "help-explain-subject": (
        "支部、指导站、单位或区域的编号或名称，或指标编号，如 coverage.work",
        "a branch, station, unit or area by identifier or name; or the identifier of a figure",
    ),
    "help-explain-rule": (
        "规则编号或名称，如 RU13；不写则逐条说明",
        "the rule: identifier or name, e.g. RU13 (default: each in turn)",
    ),
    "no-report": ("网站记录读不出来，没有生成报告。", " The site record cannot be read; no report was written."),
    "report-published": (
        "报告是内部的，不能写进 {folder}：{published} 里的内容会对外发布。请换一个文件夹。",
        "The report is internal and cannot go to {folder}: what lies in {published} is published.",
    ),
    "reported": (
        "内部报告已写好：{folder}/（{files}）。\n"
        "  各支部、指导站、单位和全站的状态：绿 {绿}，黄 {黄}，红 {红}，资料不足 {资料不足}，不适用 {不适用}。\n"
        "  只供内部使用，不得上网。",
        "The internal report stands in {folder}/ ({files}).\n"
        "  Statuses: green {绿}, yellow {黄}, red {红}, unknown {资料不足}, not applicable {不适用}.\n"
        "  For the office only; never publish it.",
    ),
    "unknown-对象": (
        "没有“{name}”这个支部、指导站、单位、区域或指标。",
        "There is no branch, station, unit, area or figure '{name}'. ",
    ),
    "unknown-指标": (
        "“{name}”是指标，不按规则判断，请去掉后面的“{rule}”。",
        "'{name}' is a figure, to which no rule is put; leave out '{rule}'. ",
    ),
    "unknown-规则": ("没有“{name}”这条规则。", "There is no rule '{name}'. "),
    "did-you-mean": ("是不是“{close}”？", "Did you mean '{close}'?"),
    "light-绿": ("绿", "green"),
    "light-黄": ("黄", "yellow"),
    "light-红": ("红", "red"),
    "light-不适用": ("不适用", "not applicable"),
    "light-资料不足": ("资料不足", "unknown"),
    "scope-支部": ("支部", "a branch"),
    "scope-单位": ("单位", "a unit"),
    "scope-指导站": ("指导站", "a station"),
    "scope-全站": ("全站", "the whole site"),
    "confidence-原文核对": ("原文核对", "checked against the text"),
    "confidence-通行做法": ("通行做法", "common practice"),
    "confidence-地方规定": ("地方规定", "laid down locally"),
    "confidence-本系统默认": ("本系统默认", "this program's default"),
    "explain-figure": (
        "{label}（{id}）　{said}：{division}{source}{unknown}。",
        "{label} ({id})  {said}: {division}{source}{unknown}。",
    ),
    "explain-division": (
        "{numerator} ÷ {denominator} = {said}，",
        "{numerator} ÷ {denominator} = {said}, ",
    ),
    "explain-unknown": (
        "，另有{count}条记录没有写明确切数，不计入",
        "; {count} records give no exact number and are left out",
    ),
    "explain-folders": ("记录　{folders}，数据截至{day}", "records  {folders} as of {day}"),
    "explain-under": ("规则　{id} {name}：{grounds}", "rule  {id} {name}: {grounds}"),
    "explain-subject": ("{name}（{id}）　数据截至{day}", "{name} ({id}), as of {day}"),
    "explain-title": ("{name}（{id}）　{rule} {title}", "{name} ({id})  {rule} {title}"),
    "explain-line": ("  {id} {name}：{state}{grounds}", "  {id} {name}: {state} {grounds}"),
    "explain-light": ("{light}，{sentence}", "{light}: {sentence}"),
    "explain-status": ("状态：{state}", "status: {state}"),
    "explain-rule": (
        "规则　对象是{scope}，判定办法“{judged}”。",
        "rule  put to {scope}, judged by '{judged}'",
    ),
    "explain-pair": ("  {name}：{text}", "  {name}: {text}"),
    "explain-local": ("当地改动　{grounds}", "changed locally  {grounds}"),
    "explain-grounds": ("依据　{confidence}", "grounds  {confidence}"),
    "explain-may-differ": (
        "  各地可以另作规定：在 records/rulebook/local/ 下新建一个文件，只写不同的地方。",
        "  A locality may rule otherwise: add a file to records/rulebook/local/ that names what differs.",
    ),
    "explain-working": ("计算", "working"),
    "explain-records": ("记录　数据截至{day}", "records  as of {day}"),
    "explain-more-records": ("  ……另有{count}条", "  … and {count} more"),
    "explain-short": ("没有做到的", "those that fall short"),
    "explain-one": ("  {name}（{id}）：{state}", "  {name} ({id}): {state}"),
    "explain-more": ("  ……另有{count}个", "  … and {count} more"),
    "explain-remedy": ("改进", "what to do"),
    "explain-next": ("下一步　{day}以前{what}。", "next  by {day}: {what}"),
    "explain-count": ("{light}{count}个", "{light} {count}"),
    "explain-counts": ("{counts}。", "{counts}."),
    "explain-none": ("没有适用的对象。", "there is nothing that it applies to."),
    "explain-off": ("当地没有启用这条规则。", "This rule is switched off here."),
    "explain-other": ("这条规则的对象是{scope}，不是{other}。", "This rule is put to {scope}, not to {other}."),
    "explain-unfit": (
        "这条规则的写法有错，不能判断，请运行“zhibu check”。",
        "This rule is not well formed and cannot be put to anything; run 'zhibu check'.",
    ),
    "explain-silent": ("这条规则没有对它作出判断。", "This rule has nothing to say of it."),
    "explain-covered": (
        "已由{branches}覆盖，这条规则只看还没有党组织的单位。",
        "Covered by {branches}; this rule looks at units without a branch only.",
    ),
    "help-site-dir": (
        "网站输出文件夹（默认取 mkdocs.yml 的 site_dir）",
        "where the site is written (default: site_dir of mkdocs.yml)",
    ),
    "place-of-sources": (
        "网站不能生成到 {folder}：记录、文章或设置就在那里，会被网站替换掉。"
        "请在 --site-dir（或 mkdocs.yml 的 site_dir）另写一个文件夹，如 site。",
        "The site cannot go to {folder}: what it is made from lies there and would be replaced. "
        "Name another folder, such as site, with --site-dir (or site_dir in mkdocs.yml).",
    ),
    "place-in-use": (
        "网站不能生成到 {folder}：里面有别的文件，不是以前生成的网站，会被删去。"
        "请在 --site-dir（或 mkdocs.yml 的 site_dir）写一个空文件夹，或先把那些文件移走。",
        "The site cannot go to {folder}: it holds files that are no built site and would be deleted. "
        "Name an empty folder with --site-dir (or site_dir in mkdocs.yml), or move the files away.",
    ),
    "place-is-file": (
        "网站不能生成到 {folder}：那是文件，不是文件夹。"
        "请在 --site-dir（或 mkdocs.yml 的 site_dir）写一个文件夹，如 site。",
        "The site cannot go to {folder}, which is a file. "
        "Name a folder, such as site, with --site-dir (or site_dir in mkdocs.yml).",
    ),
    "help-strict": ("提醒也算不通过", "treat warnings as errors"),
    "help-clean": ("全部重新生成，不沿用上一次的文件", "write everything anew"),
    "help-jobs": ("同时使用的进程数（默认为处理器个数）", "processes to use (default: one per processor)"),
    "bad-processes": (
        "“{text}”不是进程数，请写 1 到 {most} 的整数",
        "'{text}' is no number of processes; write one from 1 to {most}",
    ),
    "bad-year": ("“{text}”不是年份，请写成 2025 的样子", "'{text}' is no year; write 2025"),
    "bad-text": (
        "“{text}”里有认不出的文字，请把终端的编码设为 UTF-8 再试",
        "'{text}' is no readable text; set the terminal to UTF-8 and try again",
    ),
    "bad-number": ("“{text}”不是正整数", "'{text}' is no positive whole number"),
    "help-as-of": ("数据截至日期，如 2025-12-31", "the day the data are true for, such as 2025-12-31"),
    "help-format": ("输出格式", "output format"),
    "help-paths": ("只看这些文件或文件夹的问题", "show only findings below these files or folders"),
    "help-address": ("预览地址，默认 127.0.0.1:8000", "address of the preview, 127.0.0.1:8000 unless given"),
    "port-taken": (
        "{port} 端口已被占用：可能另一个窗口开着预览，请先关掉那个，或者换一个：zhibu serve --address {host}:{other}",
        "Port {port} is taken, perhaps by another preview. End that one, or: zhibu serve --address {host}:{other}",
    ),
    "address-refused": (
        "不能在 {host}:{port} 预览：{error}。在本机预览请写 127.0.0.1:{port}。",
        "No preview at {host}:{port}: {error}. For one on this machine write 127.0.0.1:{port}.",
    ),
    "usage-error": ("用法错误：", "usage error: "),
    "bad-day": ("“{text}”不是日期，请写成 2025-12-31 的样子", "'{text}' is not a date; write 2025-12-31"),
    "day-out-of-range": (
        "“{text}”超出范围，年份应在 {first} 年到 {last} 年之间",
        "'{text}' is out of range; its year must lie between {first} and {last}",
    ),
    "bad-address": ("“{text}”不是地址，请写成 127.0.0.1:8000 的样子", "'{text}' is no address; write 127.0.0.1:8000"),
    "disk-full": ("磁盘空间不足", "no space left on the disk"),
    "no-permission": ("没有写入权限", "no permission to write"),
    "read-only": ("目标位置只读", "the target is read-only"),
    "not-there": ("没有这个文件或文件夹", "no such file or folder"),
    "no-folder": ("这不是文件夹", "this is no folder"),
    "is-folder": ("这是文件夹，应当是文件", "this is a folder, not a file"),
    "there-already": ("已经有同名的文件", "a file of that name is there already"),
    "name-too-long": ("名称太长", "the name is too long"),
    "link-in-circle": ("链接绕成了圈", "links lead in a circle"),
    "in-use": ("正被别的程序占用", "another program is using it"),
    "disk-broken": ("磁盘读写出错", "the disk cannot be read or written"),
    "too-many-files": ("同时打开的文件太多", "too many files are open"),
    "no-memory": ("内存不足", "not enough memory"),
    "address-in-use": ("端口已被占用", "the port is taken"),
    "address-not-here": ("本机没有这个地址", "this machine has no such address"),
    "no-host": ("找不到这个主机名（写错了，或者没有联网）", "there is no such host, or no network"),
    "refused": ("对方拒绝连接（网址或端口不对，或者服务没有开）", "the connection was refused"),
    "cut-off": ("连接中断", "the connection was cut off"),
    "no-answer": ("对方没有回应", "there was no answer"),
    "no-network": ("网络不通", "the network cannot be reached"),
    "no-certificate": ("网站证书有问题，或者不支持 https", "the site's certificate is not valid, or it knows no https"),
    "no-address": ("这不是正确的网址", "this is no address"),
    "status": ("网址答复 {status}", "the server answered {status}"),
    "waiting": ("另一个生成任务正在进行，等它结束后继续……", "Another build is under way; waiting for it …"),
    "stopped": ("已中断，原有网站没有改动。", "Stopped; the published site is unchanged."),
    "os-error": ("无法完成：{error}。原有网站没有改动。", "Failed: {error}. The published site is unchanged."),
    "no-site": (
        "在 {folder} 及其上级文件夹里没有找到网站（应有 mkdocs.yml 和 records 文件夹）。"
        "新建网站请用“zhibu init 文件夹”。",
        "No site in {folder} or above it (mkdocs.yml and a records folder are expected). "
        "Start one with 'zhibu init DIR'.",
    ),
    "not-in-site": (
        "{path} 不在这个网站（{root}）里，没有检查。",
        "'{path}' lies outside this site ({root}); nothing was checked.",
    ),
    "in-the-way": (
        "不能写到 {path}：{folder} 里只放网站自己的内容。请换一个位置。",
        "{path} cannot be written: {folder} is for what the site is made of. Choose another place.",
    ),
    "no-scheme": (
        "{path} 不是网址，网址以 https:// 或 http:// 开头。",
        "'{path}' is no address: one begins with https:// or http://.",
    ),
    "file-is-folder": ("{path} 是文件夹，这里要写文件。", "'{path}' is a folder; name a file."),
    "folder-is-file": ("{path} 是文件，这里要写文件夹。", "'{path}' is a file; name a folder."),
    "no-path": ("没有这个文件或文件夹：{path}", "There is no file or folder '{path}'."),
    "reading": ("正在读取和检查记录……", "Reading and checking records …"),
    "joining": ("正在合并各部分……", "Joining the parts …"),
    "built-part": (
        "这一部分已完成：{branches} / {all} 个党支部，用时 {seconds:.1f} 秒。都完成后运行“zhibu merge”。",
        "Part done: {branches} of {all} branches in {seconds:.1f} s. Run 'zhibu merge' when all are.",
    ),
    "bad-share": ("“{text}”应写成“几分之几”的样子，如 2/4", "'{text}' should read like 2/4"),
    "no-part": ("{found} 不是完整的部分，请重新生成这一部分。", "{found} is not a complete part; build it again."),
    "no-parts": (
        "没有找到可合并的部分（{found}.part-…）。先用“zhibu build --shard 1/4”等逐个生成。",
        "No parts to join ({found}.part-…). Build them first with 'zhibu build --shard 1/4' and so on.",
    ),
    "part-twice": (
        "第 {found} 部分写了两个，请只留一个。",
        "Part {found} is named twice; leave one of them out.",
    ),
    "parts-counted": (
        "各部分的总份数不一样（{found}），不是同一次分的。请删去旧的，或写明要合并哪些文件夹。",
        "The parts are of different counts ({found}). Delete the old ones, or name the folders to be joined.",
    ),
    "parts-missing": ("还缺这些部分：{found}。", "These parts are missing: {found}."),
    "parts-differ": (
        "各部分不是由同一批记录、同一个程序版本生成的，不能合并。请在同一次提交上重新生成各部分。",
        "The parts were not made from the same records by the same program. Build all of them on one commit.",
    ),
    "help-offline": (
        "另外生成离线版：一个文件夹和一个 zip，双击 index.html 就能打开",
        "make the offline edition as well: a folder and a zip that open by a double click on index.html",
    ),
    "built-offline": (
        "离线版在 {folder}/，共 {files} 个文件；打包为 {archive}，{size:.1f} MB。拷到 U 盘，双击 index.html 打开。",
        "The offline edition is in {folder}/, {files} files, and as {archive}, {size:.1f} MB: double-click index.html.",
    ),
    "help-build-branch": (
        "只生成这一个支部自己的网站（网址写在 mkdocs.yml 的 own_sites 里），可以单独放到一个域名上",
        "build this branch's own site only (its address stands in mkdocs.yml under own_sites), ready for a domain",
    ),
    "built-own": (
        "支部网站在 {folder}/：{pages} 页，{files} 个文件，{size:.1f} MB。整个文件夹放到该域名的网页服务器上即可。",
        "The branch's site is in {folder}/: {pages} pages, {files} files, {size:.1f} MB. Put the folder on its server.",
    ),
    "own-no-branch": (
        "没有编号为“{found}”的公开支部（内部的、未终审的支部没有网站）。",
        "There is no public branch '{found}' (internal and unreviewed ones have no site).",
    ),
    "own-no-address": (
        "mkdocs.yml 没有写支部“{found}”的网址。请在 zhibu 下写：own_sites: {{{found}: {{url: https://……/}}}}",
        "mkdocs.yml has no address for branch '{found}'. Write under zhibu: own_sites: {{{found}: {{url: https://…/}}}}",
    ),
    "own-no-whole": (
        "mkdocs.yml 没有写全站的网址（site_url），支部“{found}”的网站里通向全站的链接没有着落。",
        "mkdocs.yml has no address of the whole site (site_url) that the site of branch '{found}' can lead to.",
    ),
    "help-shard": ("只生成第 I 份（共 N 份）支部的页面，供合并", "build the pages of share I of N only, to be joined"),
    "help-merge": ("把各部分合并成一个网站", "join parts into one site"),
    "help-parts": (
        "各部分的文件夹；不写则取网站旁的全部部分",
        "folders of the parts; all beside the site if none is given",
    ),
    "unchanged": (
        "与上次生成时相比没有变化，网站保持原样。",
        "Nothing changed since the last build; the site stays as it is.",
    ),
    "building": ("正在生成网站……", "Building the site …"),
    "not-published": ("网站没有发布，原有网站保持不变。", " Nothing was published; the old site is unchanged."),
    "not-updated": (
        "预览没有更新，改好后会自动刷新。",
        " The preview was not updated; it will be once this is mended.",
    ),
    "mend-and-save": (
        "改好保存，预览就会更新（按 Ctrl+C 结束）。",
        "Mend it and save; the preview will follow (Ctrl+C ends it).",
    ),
    "no-forms-gitee": (
        "Gitee 没有填报表单可用，请在网页上直接改文件：页面下面的“编辑”就通到那里",
        "there are no forms for Gitee; edit files there, where 'edit' on each page leads",
    ),
    "shown-first": (
        "改动的记录已先显示，列表、数字等其他页面随后更新……",
        "What was changed is shown; lists, figures and other pages follow …",
    ),
    "preparing": ("正在准备预览……", "Preparing the preview …"),
    "ready": (
        "预览已就绪：{pages} 个页面，{seconds:.1f} 秒。请打开 http://{address}/ （按 Ctrl+C 结束）",
        "The preview is ready: {pages} pages in {seconds:.1f} s. Open http://{address}/ (Ctrl+C ends it)",
    ),
    "updated": (
        "预览已更新：{pages} 个页面，{seconds:.1f} 秒。请打开 http://{address}/ （按 Ctrl+C 结束）",
        "Preview updated: {pages} pages in {seconds:.1f} s. Open http://{address}/ (Ctrl+C ends it)",
    ),
    "engine-failed": (
        "生成失败：{error}\n原有网站没有改动。",
        "Building failed: {error}\nThe published site is unchanged.",
    ),
    "settings-wrong": ("mkdocs.yml 里的设置要改：", "mkdocs.yml has settings to be mended:"),
    "setting-syntax": (
        "{found}（行:列）附近写法不对：缩进要对齐，冒号后面要有空格，括号、引号要成对",
        "{found} (line:column): check indents, the space after a colon, brackets and quotes",
    ),
    "setting-encoding": ("文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8"),
    "setting-value": (
        "有一个值不成立，如日历上没有的日期：{found}",
        "a value cannot be, such as a day that there is not: {found}",
    ),
    "setting-unknown": (
        "zhibu 下面没有这一项（括号里是可以写的）：{found}",
        "zhibu has no such option (those it has in brackets): {found}",
    ),
    "setting-other": ("{key}：{found}", "{key}: {found}"),
    "setting-table": (
        "文件里应是一栏一栏的设置，写成“site_name: 名称”的样子",
        "the file should hold settings such as 'site_name: NAME'",
    ),
    "setting-type": (
        "{found} 的值不对：开关写 true 或 false，清单每项一行",
        "{found} is of another kind than it should be",
    ),
    "setting-custom_dir": ("theme 的 custom_dir 没有这个文件夹：{found}", "theme's custom_dir is no folder: {found}"),
    "setting-use_directory_urls": (
        "use_directory_urls 不能关：页面的地址以“/”结尾，请删去这一行",
        "use_directory_urls cannot be off: addresses of pages end in '/'; delete the line",
    ),
    "setting-theme": (
        "theme 的 name 应是 material（现在是 {found}）；要改样子，用 custom_dir",
        "theme's name must be material (found: {found}); use custom_dir for another look",
    ),
    "setting-nav": ("nav 里的页面没有：{found}", "nav names a page that there is not: {found}"),
    "setting-extra": ("没有这个文件：{found}", "there is no such file: {found}"),
    "setting-plugins": (
        "plugins 里应有 zhibu，名称不要写错：{found}",
        "plugins must name zhibu, and none that is not installed: {found}",
    ),
    "setting-site_url": (
        "site_url 应是网址，写成 https://example.cn/ 的样子（{found}）",
        "site_url must be an address such as https://example.cn/ ({found})",
    ),
    "setting-site_name": ("site_name 要写网站名称（{found}）", "site_name must be the site's name ({found})"),
    "setting-docs_dir": (
        "docs_dir 应是文章所在的文件夹 content（{found}）",
        "docs_dir must be the folder content ({found})",
    ),
    "setting-as_of": (
        "as_of 应是日期，写成 2025-12-31 的样子，年份在 1900 年到 2100 年之间",
        "as_of must be a day such as 2025-12-31, between the years 1900 and 2100",
    ),
    "setting-platform": (
        "platform 应是代码平台，如 github、gitlab、gitea、gitee（{found}）",
        "platform must be one of those known ({found})",
    ),
    "setting-branch": (
        "branch 应是分支名，如 main；像数字的要加引号",
        "branch must be the name of a branch, such as main; put quotes around what looks like a number",
    ),
    "setting-share_pictures": (
        "share_pictures 只能写 records 或 sections",
        "share_pictures must be 'records' or 'sections'",
    ),
    "setting-own_sites": (
        "own_sites 要逐个支部写网址：own_sites: {{支部编号: {{url: https://……/}}}}",
        "own_sites names an address for each branch: own_sites: {{ID: {{url: https://…/}}}}",
    ),
    "built": (
        "\n完成。\n"
        "  记录  {records} 条\n"
        "  页面  {pages} 个\n"
        "  文件  {files} 个，{size:.1f} MB；有变化的 {changed} 个\n"
        "  用时  读取检查 {read:.1f} 秒，生成 {build:.1f} 秒\n"
        "  {findings}\n"
        "  网站在 {folder}/，可放到任何网页服务器上；要先看看，运行“zhibu serve”，打开 http://127.0.0.1:8000/。",
        "\nDone.\n"
        "  records  {records}\n"
        "  pages    {pages}\n"
        "  files    {files}, {size:.1f} MB; {changed} changed\n"
        "  time     reading and checking {read:.1f} s, building {build:.1f} s\n"
        "  {findings}\n"
        "  The site is in {folder}/, ready for any web server. To look at it: 'zhibu serve', http://127.0.0.1:8000/.",
    ),
    "help-print": ("排印工作手册、制度汇编、上墙版、表格等 PDF", "typeset manuals, sheets, labels and forms as PDF"),
    "help-print-what": (
        "印什么：handbook 工作手册，regulations 制度汇编，showcases 案例集，yearbook 年度活动档案，wall 上墙版，"
        "labels 资料盒标签，forms 空白表格，lists 月度清单，all 全部（默认）；写中文也可以",
        "what to print: handbook, regulations, showcases, yearbook, wall, labels, forms, lists or all (default: all)",
    ),
    "help-print-branch": (
        "只印这一个支部的（编号、简称、全称或名称里的几个字）",
        "only this branch's documents (its id, its name or a part of that)",
    ),
    "help-print-year": ("年份（默认为数据截至的年份）", "the year (default: that of the as-of date)"),
    "help-print-internal": (
        "印制内部资料：封面印“内部资料，免费交流”和准印证号，放在 internal 文件夹，不上网站",
        "print internal manuals (permit number on the cover; never offered on the site)",
    ),
    "help-print-pad": ("补足页数为四的倍数，便于骑马订", "pad to a multiple of four pages, for saddle stitching"),
    "help-print-size": ("上墙版只印这一种幅面（默认三种都印）", "wall sheets of this size only (default: all three)"),
    "help-print-output": ("输出文件夹（默认为网站文件夹下的 print）", "output folder (default: print)"),
    "printing": ("正在排印……", "Typesetting …"),
    "the-site": ("网站文件夹", "the site"),
    "not-printed": ("没有印出任何文件。", " Nothing was printed."),
    "print-public-only": (
        "{what}没有内部资料一种，请去掉 --internal，或改印工作手册、制度汇编、案例集、年度活动档案。",
        "{what} exists in the public kind only; drop --internal.",
    ),
    "print-of-site": (
        "{what}是全站一份的，不按支部印。请去掉 --branch，或改印工作手册、上墙版、资料盒标签。",
        "{what} exist for the whole site only; drop --branch, or print handbook, wall or labels.",
    ),
    "no-branch": (
        "没有可印的支部“{branch}”（内部的、未终审的支部不印）。",
        "There is no printable branch '{branch}' (internal and unreviewed ones are not printed). ",
    ),
    "several-branches": (
        "“{branch}”对应不止一个支部，请写其中一个的编号：",
        "'{branch}' may be any of these branches; write the identifier of one:",
    ),
    "print-nothing": ("没有可印的内容，没有印出任何文件。", "There is nothing to print."),
    "print-no-labels": (
        "“{branch}”没有资料盒标签可印：这个支部没有写资料盒。",
        "There are no labels for '{branch}', which records no boxes ('资料盒').",
    ),
    "print-no-wall": (
        "“{branch}”没有上墙版可印：这个支部没有写活动室。",
        "There is no wall sheet for '{branch}', which records no room ('活动室').",
    ),
    "printed-in": ("PDF 在 {folder}/。", "The PDFs are in {folder}/."),
    "printed-one": ("PDF 是 {file}。", "The PDF is {file}."),
    "print-failed": (
        "排印失败：{error}\n已有的文件没有损坏。",
        "Typesetting failed: {error}\nExisting files are whole.",
    ),
    "print-ledger-damaged": (
        "上一次的排印台账已损坏，全部重新排印。",
        "The ledger of the last run was damaged; everything was set anew.",
    ),
    "printed": (
        "\n完成。\n"
        "  文件  {documents} 个，{pages} 页，{size:.1f} MB；重新排印 {changed} 个，清理 {removed} 个\n"
        "  用时  {seconds:.1f} 秒\n"
        "  {where}",
        "\nDone.\n"
        "  files    {documents}, {pages} pages, {size:.1f} MB; {changed} set, {removed} removed\n"
        "  time     {seconds:.1f} s\n"
        "  {where}",
    ),
    "occupied": ("{folder} 里已有文件，请换一个空文件夹。", "{folder} is not empty; choose another folder."),
    "initialised": (
        "已在 {folder}/ 建好空白网站（{count} 个文件）。\n"
        "  1. 打开 records/site.yml，写上网站名称和发布单位；\n"
        "  2. 照 records/branches/shili-zhibu/branch.yml 的样子填写第一个支部；\n"
        "  3. 运行“zhibu check”检查，再运行“zhibu build”生成网站。",
        "A new site stands in {folder}/ ({count} files).\n"
        "  1. Fill in records/site.yml;\n"
        "  2. write the first branch after records/branches/shili-zhibu/branch.yml;\n"
        "  3. run 'zhibu check', then 'zhibu build'.",
    ),
    # --- what editors' commands say ---
    "help-schema": (
        "把各类记录的填写规则写成 JSON Schema（编辑器据此提示）",
        "write JSON Schemas of all record kinds for editors",
    ),
    "help-schema-check": ("只核对，不写文件", "compare only, write nothing"),
    "schema-done": ("更新了 {count} 个文件，schema/ 已是最新。", "schema/ is up to date; {count} files changed."),
    "schema-stale": (
        "schema/ 里有 {count} 个文件不是最新，请运行“zhibu schema”。",
        "{count} files in schema/ are out of date; run 'zhibu schema'.",
    ),
    "site-unreadable": (
        "读不出 records/site.yml，请先运行“zhibu check”，改好后再来。",
        "records/site.yml cannot be read; run 'zhibu check' and mend it first.",
    ),
    "help-fmt": ("把记录整理成统一格式，保留注释", "put records into canonical form, keeping comments"),
    "help-fmt-check": ("只核对，不改文件", "compare only, change nothing"),
    "help-fmt-paths": ("只整理这些文件或文件夹", "only these files or folders"),
    "no-record": ("{path} 不是记录文件", "{path} is no record."),
    "fmt-refused": (
        "有 {count} 个文件要先由人改好，没有整理。",
        "{count} files need a person's hand first and were left alone.",
    ),
    "fmt-done": ("共 {all} 个文件，整理了 {count} 个。", "{all} files, {count} put in order."),
    "fmt-stale": (
        "共 {all} 个文件，{count} 个不是统一格式，请运行“zhibu fmt”。",
        "{count} of {all} files are not in canonical form; run 'zhibu fmt'.",
    ),
    "help-fmt-base": (
        "与这个版本相比有改动的文件，恢复其中被网页表单去掉的注释和写法",
        "in files that differ from this revision, restore comments and layout that a web form dropped",
    ),
    "git-missing": ("没有找到 Git 程序，请先安装", "Git is not installed"),
    "git-no-repository": (
        "这个网站不在 Git 仓库里，请先运行“git init”并提交一次",
        "the site is in no Git repository; run 'git init' and commit first",
    ),
    "git-unknown": (
        "没有这个提交、分支或标签（还没有提交过的，请先提交一次）",
        "no such commit, branch or tag (where there is none at all, commit first)",
    ),
    "git-no-records": ("那时还没有 records 文件夹", "there was no records folder then"),
    "no-revision": ("找不到版本“{rev}”：{error}", "There is no revision '{rev}': {error}"),
    "help-new": (
        "新建一条记录：支部、活动、制度、案例或月度清单",
        "start a branch, activity, regulation, showcase or list",
    ),
    "new-branch": ("党支部", "a branch"),
    "new-activity": ("一次活动", "an activity"),
    "new-regulation": ("一项制度", "a regulation"),
    "new-showcase": ("一个品牌、案例或工作法", "a showcase"),
    "new-list": ("一个月的清单", "a monthly list"),
    "help-new-yes": ("不提问，能推断的都用推断值", "ask nothing, take every proposal"),
    "help-new-answers": (
        "已知的内容，如 覆盖单位=样本建材有限公司 党员.正式=3；没有给的会提问",
        "what is known, such as 党员.正式=3; the rest is asked for",
    ),
    "new-form": ("“{text}”应写成“栏目=内容”。", "Write '{text}' as KEY=VALUE."),
    "new-missing": ("还缺：{missing}", "Still missing: {missing}"),
    "new-question": ("{path}（{words}）{proposed}：", "{path} ({words}){proposed}: "),
    "new-needed": ("这一栏必须填。", "This field is needed."),
    "new-ended": (
        "没有写完，什么也没有保存。要接着写，运行：\n  {again}",
        "Ended early; nothing was saved. To go on:\n  {again}",
    ),
    "new-photos": (
        "有照片的，放到 {folder}/（文件名用英文），在“图片”里写文件（如 photos/huiyi.jpg）、说明、"
        "替代（看不见图片的读者听到的描述）；画面里能认出人的，写授权。",
        "Photographs go into {folder}/; '图片' names the file (as photos/huiyi.jpg), its caption and what it shows.",
    ),
    "new-exists": ("{path} 已经有了，请换一个编号。", "{path} is there already; choose another id."),
    "new-done": (
        "已建立 {path}。审核状态改为“终审”后才会发布。",
        "Wrote {path}. It is published once '审核' says '终审'.",
    ),
    "help-import": ("从 Excel 表格导入，先列出改动", "take in a spreadsheet, showing the changes first"),
    "help-import-file": ("要导入的表格", "the spreadsheet"),
    "help-import-dry": ("只列出会有什么改动，不写文件", "show the changes, write nothing"),
    "help-export": ("把记录导出为 Excel 表格（含内部项，不要对外）", "write records to a spreadsheet (internal)"),
    "help-export-kind": (
        "导出哪一类：branch 党支部，unit 单位，activity 活动，committee 上级组织，area 区域，station 指导站，"
        "honour 荣誉，campaign 载体，list 月度清单，regulation 制度，showcase 案例，rectification 整改事项；"
        "写中文也可以",
        "which records: branch, unit, activity, committee, area, station, honour, campaign, list, regulation, showcase "
        "or rectification",
    ),
    "help-export-file": ("表格文件名", "file to write"),
    "import-unreadable": ("{file}：{reason}", "{file}: {reason}"),
    "import-note": ("说明  {text}", "note     {text}"),
    "import-new": ("新增  {name}  → {path}", "new      {name}  → {path}"),
    "import-changed": ("改动  {name}  → {path}", "changed  {name}  → {path}"),
    "import-field": ("        {head}：{old} → {new}（{cell}）", "         {head}: {old} → {new} ({cell})"),
    "import-empty": ("（空）", "(empty)"),
    "import-refused": ("不能导入  {address}{head}：{reason}", "refused  {address}{head}: {reason}"),
    "import-sum": (
        "新增 {new} 条，改动 {changed} 条，不变 {same} 条，不能导入 {bad} 处。",
        "{new} new, {changed} changed, {same} unchanged, {bad} refused.",
    ),
    "import-nothing": (
        "有不能导入的内容，什么也没有写。请改好表格再来。",
        "Nothing was written; mend the spreadsheet and try again.",
    ),
    "import-drafts": (
        "新增的有 {count} 条是草稿；网站上要等审核改为“终审”才有。",
        "Of the new, {count} are drafts; the site has them once their '审核' says '终审'.",
    ),
    "import-final": (
        "新增的有 {count} 条的审核是“终审”，网站下次生成就公开。",
        "Of the new, {count} are at '终审' already and public with the next build.",
    ),
    "import-dry": ("这是预演，什么也没有写。", "A rehearsal; nothing was written."),
    "import-done": ("已写入 {count} 个文件。请运行“zhibu check”。", "{count} files written. Now run 'zhibu check'."),
    "no-folder-yet": ("没有文件夹“{folder}”，请先建立。", "There is no folder '{folder}'; make it first."),
    "export-suffix": ("{file}：文件名要以 .xlsx 结尾", "The name of {file} must end in .xlsx."),
    "export-exists": (
        "{file} 已经有了，里面可能有还没有导入的内容。请换一个文件名，或先把它移走。",
        "{file} is there already and may hold what is not imported yet. Choose another name, or move it away.",
    ),
    "export-done": (
        "已导出 {count} 条到 {file}（含内部项，只供办公室使用，不要对外发布）。",
        "{count} records in {file} (internal fields included; not for publication).",
    ),
    "help-diff": ("说明与某个版本相比，读者会看到什么变化", "what readers will see changed since a revision"),
    "help-diff-rev": ("与哪个版本比（默认 HEAD，即最近一次提交）", "the revision to compare with (default: HEAD)"),
    "diff-title": ("这次改动，读者会看到什么", "What readers will see of this change"),
    "diff-nothing": ("读者看不出变化。", "Readers will see no difference."),
    "diff-blocked": ("不能对照页面", "pages cannot be compared"),
    "diff-blocked-was": ("对照的版本有错误，不能发布", "the revision compared with has errors and cannot be published"),
    "diff-blocked-is": ("改动后有错误，不能发布", "there are errors now that stop publication"),
    "diff-new": ("新增的页面 {count} 个", "new pages: {count}"),
    "diff-changed": ("改动的页面 {count} 个", "changed pages: {count}"),
    "diff-gone": ("撤下的页面 {count} 个", "pages taken down: {count}"),
    "diff-follows": ("随之更新的页面 {count} 个", "pages that follow: {count}"),
    "diff-page": ("{title}（{address}）{fields}", "{title} ({address}){fields}"),
    "diff-fields": ("：{fields}", ": {fields}"),
    "diff-field": ("{label}（{before} → {after}）", "{label} ({before} → {after})"),
    "diff-lists": ("随之更新的目录页", "pages of lists that follow"),
    "diff-pages": ("{count} 个", "{count}"),
    "diff-figures": ("数字的变化", "figures"),
    "diff-figure": ("{label}：{before} → {after}（{source}）", "{label}: {before} → {after} ({source})"),
    "diff-none": ("没有", "none"),
    "diff-feed": ("订阅源新增", "new in the feed"),
    "diff-downloads": ("开放数据有变化的文件", "open data that differ"),
    "diff-print": ("要重印的印制品", "to be printed again"),
    "diff-print-branch": ("工作手册：{whose}", "handbooks: {whose}"),
    "diff-print-no-more": ("{name}（不再印）", "{name} (no longer printed)"),
    "diff-print-activity": ("年度活动档案", "the yearbook"),
    "diff-print-regulation": ("制度汇编和上墙版", "the regulations, bound and for the wall"),
    "diff-print-showcase": ("案例集", "the case book"),
    "diff-print-list": ("月度清单", "the monthly list"),
    "diff-private": ("涉及个人信息，先处理再合并", "personal data: settle this before merging"),
    "diff-findings": ("检查新发现的问题", "new findings"),
    "diff-more": ("……还有 {count} 项", "… and {count} more"),
    "help-migrate": ("把旧格式的记录改成现在的格式", "bring old records to the present form"),
    "migrate-one": ("{path}:{line}  第 {number} 号变更：{why}", "{path}:{line}  change {number}: {why}"),
    "migrate-refused": (
        "{path}:{line}  第 {number} 号变更没有做：新旧两个栏目都有，请先删去一个",
        "{path}:{line}  change {number} was not made: both keys are there; delete one of them.",
    ),
    "migrate-done": ("改了 {count} 处，记录已是现在的格式。", "{count} places changed; the records are up to date."),
    "migrate-dry": ("会改 {count} 处；这是预演，什么也没有写。", "{count} places would change; nothing was written."),
    "help-owners": (
        "根据记录的“维护”一栏写 CODEOWNERS（谁负责审核）",
        "write CODEOWNERS from the keepers that records name",
    ),
    "owners-done": ("已写入 CODEOWNERS，共 {count} 条。", "CODEOWNERS written, {count} rules."),
    "owners-fresh": ("CODEOWNERS 已是最新。", "CODEOWNERS is up to date."),
    "owners-stale": ("CODEOWNERS 不是最新，请运行“zhibu owners”。", "CODEOWNERS is stale; run 'zhibu owners'."),
    "help-reviews-rev": (
        "从哪个版本起看，一般是合并到的分支，如 origin/main",
        "since which revision, usually the branch that is merged into, such as origin/main",
    ),
    "help-reviews": (
        "终审记录的改动有没有别人同意（看 Git 提交和平台的审核结果）",
        "whether somebody else approved what changed in records in final review",
    ),
    "help-approvals": (
        "平台接口给出的审核结果（JSON 文件，可写多个）；给了就只认平台，不认提交里的 Reviewed-by",
        "answers of the platform's API (JSON, may be given again); trailers in commits count for nothing then",
    ),
    "help-least": ("除修改人以外至少几位同意（默认 1）", "how many besides the authors must approve (default: 1)"),
    "bad-approvals": (
        "{file}：不是 GitHub、GitLab、Gitea 或 Gitee 的审核结果",
        "{file} is no answer of GitHub, GitLab, Gitea or Gitee.",
    ),
    "reviews-missing": (
        "改动的文件 {all} 个，{count} 个还没有别人同意。",
        "{all} files changed, of which {count} are not approved.",
    ),
    "reviews-done": (
        "改动的文件 {all} 个，终审的都有别人同意。",
        "{all} files changed; whatever is in final review was approved.",
    ),
    "help-forms": ("生成网页填报表单（/admin/）", "make the forms for the browser (/admin/)"),
    "help-backend": (
        "代码平台：github、gitlab、gitea（含 Forgejo），或 local 在本机试用",
        "the platform, or local for a trial on this machine",
    ),
    "help-forms-repo": ("仓库，如 单位/仓库", "the repository"),
    "help-forms-branch": ("分支（默认 main）", "branch (default: main)"),
    "bad-branch-name": ("“{text}”不是分支名，请写成 main 的样子", "'{text}' is no name of a branch; write main"),
    "help-forms-api": ("自建平台的接口地址", "API address of a platform of one's own"),
    "forms-repo": (
        "“{repo}”不是仓库，请用 --repo 写成“单位/仓库”的样子",
        "'{repo}' is no repository; give --repo OWNER/NAME.",
    ),
    "forms-api": (
        "“{api}”不是接口地址，应写成 https://git.example.cn/api/v1 的样子",
        "'{api}' is no API address; write one such as https://git.example.cn/api/v1.",
    ),
    "help-withdraw": (
        "撤下一条记录或一张图片：各处不再公开，原地址保留说明",
        "take a record or a picture down everywhere; its address keeps a notice",
    ),
    "help-withdraw-name": (
        "记录编号、“类别/编号”、记录文件或图片文件的路径",
        "identifier, KIND/IDENTIFIER, or path of a record or a picture",
    ),
    "help-withdraw-reason": ("理由（只留在内部，不发布）", "the reason (internal, never published)"),
    "no-reason": ("请写明理由", "say why"),
    "help-withdraw-date": ("撤下日期（默认今天）", "day of the withdrawal (default: today)"),
    "withdraw-unknown": (
        "没有找到“{name}”。请写“类别/编号”，或记录、图片文件的路径。",
        "There is no '{name}'; write KIND/IDENTIFIER or the path of a record or a picture. ",
    ),
    "withdraw-several": (
        "“{name}”不止一个，请写明是其中哪一个：",
        "There is more than one '{name}'; write one of these:",
    ),
    "withdraw-like": ("相近的有：", "Those like it:"),
    "withdraw-site": (
        "“{name}”是整个网站的记录，不能撤下。要停办网站，请在服务器上关闭。",
        "'{name}' is the record of the whole site and cannot be withdrawn; switch the server off instead.",
    ),
    "withdraw-again": ("“{name}”已经撤下过了，什么也没有改。", "'{name}' was withdrawn before; nothing was changed."),
    "withdraw-by-hand": (
        "“{name}”所在文件的写法不能自动修改，请手工把“可见”改为“内部”。什么也没有改。",
        "The file of '{name}' cannot be changed automatically; set '可见: 内部' by hand. Nothing was changed.",
    ),
    "withdraw-ledger": (
        "撤下的内容要记入 records/withdrawals.yml，这个文件的写法不能自动修改。请先运行“zhibu check”，照提示改好，"
        "再撤下“{name}”。什么也没有改。",
        "records/withdrawals.yml, which notes what is withdrawn, cannot be changed automatically. Mend it first "
        "('zhibu check' tells how), then withdraw '{name}'. Nothing was changed.",
    ),
    "withdraw-deleted": ("删除  {path}", "deleted  {path}"),
    "withdraw-changed": ("修改  {path}", "changed  {path}"),
    "withdraw-done": (
        "“{name}”已撤下。请提交并重新生成网站、重印有关印制品；"
        "Git 历史里仍有原来的内容，清除办法见编辑指南“撤下内容”。",
        "'{name}' is withdrawn. Commit, build and print again; Git history still holds it (see the guide).",
    ),
    "help-verify": (
        "核对已发布的网站是不是生成的那一份，列出被改动的文件",
        "tell whether a published copy is the built one, and name what differs",
    ),
    "help-verify-target": ("网址，或网站文件夹", "address or folder of the copy"),
    "help-verify-manifest": (
        "以哪一份的清单为准（默认：本机生成的网站）",
        "the original whose manifest holds (default: the site built here)",
    ),
    "help-verify-key": (
        "minisign 公钥文件：清单须有这把钥匙的签名",
        "minisign public key; the manifest must bear its signature",
    ),
    "verify-changed": ("改动  {name}{source}", "changed  {name}{source}"),
    "verify-missing": ("缺少  {name}{source}", "missing  {name}{source}"),
    "verify-extra": ("多出  {name}{source}", "extra    {name}{source}"),
    "verify-other": (
        "它自带的清单是另一次生成的（提交 {other}，本机为 {commit}），先确认两边是不是同一版。",
        "Its own manifest is of another build (commit {other}, here {commit}); compare like with like.",
    ),
    "verify-itself": (
        "这里就是生成的网站，只与它自带的清单核对；要核对发布出去的，请写网址。",
        "This is the built site, held against its own manifest; name the address of the published one to check that.",
    ),
    "verify-offline": (
        "{path} 是离线版，页面与网站本来就不同，没有清单可以核对；请核对压缩包的 SHA-256。",
        "{path} is an offline edition: its pages differ by intent and it has no manifest; compare the zip's SHA-256.",
    ),
    "verify-own": (
        "只与它自带的清单核对：若连清单一起被改，这样查不出来。请在网站文件夹里运行，或加 --manifest、--key。",
        "Held against its own manifest only, which may have been changed too; use --manifest or --key.",
    ),
    "verify-differs": (
        "核对结果：有 {count} 个文件与生成时不同（共 {files} 个，提交 {commit}，数据截至 {as_of}）。"
        "请立即查明，必要时重新上传。",
        "{count} files differ from the build ({files} files, commit {commit}, as of {as_of}).",
    ),
    "verify-same": (
        "核对结果：与生成时一致，共 {files} 个文件（提交 {commit}，数据截至 {as_of}）。",
        "The same as built: {files} files (commit {commit}, as of {as_of}).",
    ),
    "verify-no-manifest": (
        "无法核对：清单 {file} 缺少、损坏或签名不符。",
        "Cannot verify: {file} is missing, damaged or not signed with this key.",
    ),
    "verify-no-key": ("无法核对签名：{error}", "Cannot check the signature: {error}"),
    "verify-unreachable": ("无法核对：{error}", "Cannot verify: {error}"),
    "forms-done": (
        "已在 {folder}/ 写好填报表单（{count} 个文件）。生成网站后，在网址后面加 /admin/ 打开。",
        "The forms are in {folder}/ ({count} files). Build the site and open /admin/.",
    ),
}
