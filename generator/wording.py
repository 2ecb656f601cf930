"""What the command line says, in both languages."""

from __future__ import annotations

import argparse

__all__ = ["say", "use"]

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


def _translated(text: str) -> str:
    return _ARGPARSE.get(text, text)


_ARGPARSE = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示帮助",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "expected one argument": "后面要跟一个值",
    "ignored explicit argument %r": "不应有值 %r",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能写 %(value)r，可以写：%(choices)s",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确，可能是：%(matches)s",
}

_SENTENCES = {
    "about": (
        "支部记录成站：从每个支部一份的 YAML 记录，生成公开网站、印制品和数据核对。",
        "One YAML record per branch becomes a website, printed matter and a proof that the figures agree.",
    ),
    "command": ("命令", "COMMAND"),
    "help-version": ("显示版本号", "show the version"),
    "help-lang": ("界面语言：zh（默认）或 en", "interface language: zh (default) or en"),
    "help-folder": ("网站所在文件夹（默认为当前文件夹）", "the site's folder (default: the current one)"),
    "help-build": ("读取、检查并生成网站", "read, check and publish the site"),
    "help-check": ("检查全部记录，列出问题", "check every record and list all findings"),
    "help-serve": ("本机预览，保存后自动更新", "live preview on this machine"),
    "help-init": ("新建一个空白网站", "start a new, empty site"),
    "help-init-dir": ("新网站的文件夹（须为空或尚不存在）", "folder of the new site (empty or not there yet)"),
    "help-site-dir": (
        "网站输出文件夹（默认取 mkdocs.yml 的 site_dir）",
        "where the site is written (default: site_dir of mkdocs.yml)",
    ),
    "help-strict": ("提醒也算不通过", "treat warnings as errors"),
    "help-clean": ("全部重新生成，不沿用上一次的文件", "write everything anew"),
    "help-jobs": ("同时使用的进程数（默认为处理器个数）", "processes to use (default: one a processor)"),
    "bad-number": ("“{text}”不是正整数", "'{text}' is no positive whole number"),
    "help-as-of": ("数据截至日期，如 2025-12-31", "the day the data are true for, such as 2025-12-31"),
    "help-format": ("输出格式", "output format"),
    "help-paths": ("只看这些文件或文件夹的问题", "show only findings below these files or folders"),
    "help-address": ("预览地址", "address of the preview"),
    "usage-error": ("用法错误：", "usage error: "),
    "bad-day": ("“{text}”不是日期，请写成 2025-12-31 的样子", "'{text}' is not a date; write 2025-12-31"),
    "bad-address": ("“{text}”不是地址，请写成 127.0.0.1:8000 的样子", "'{text}' is no address; write 127.0.0.1:8000"),
    "disk-full": ("磁盘空间不足", "no space left on the disk"),
    "no-permission": ("没有写入权限", "no permission to write"),
    "read-only": ("目标位置只读", "the target is read-only"),
    "waiting": ("另一个生成任务正在进行，等它结束后继续……", "Another build is under way; waiting for it …"),
    "stopped": ("已中断，原有网站没有改动。", "Stopped; the published site is unchanged."),
    "os-error": ("无法完成：{error}。原有网站没有改动。", "Failed: {error}. The published site is unchanged."),
    "no-site": (
        "在 {folder} 及其上级文件夹里没有找到网站（应有 mkdocs.yml 和 records 文件夹）。"
        "新建网站请用“zhibu init 文件夹”。",
        "No site in {folder} or above it (mkdocs.yml and a records folder are expected). "
        "Start one with 'zhibu init DIR'.",
    ),
    "no-path": ("没有这个文件或文件夹：{path}", "no such file or folder: {path}"),
    "reading": ("正在读取和检查记录……", "Reading and checking records …"),
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
    "updated": (
        "预览已更新：{pages} 个页面，{seconds:.1f} 秒。请打开 http://{address}/ （按 Ctrl+C 结束）",
        "Preview updated: {pages} pages in {seconds:.1f} s. Open http://{address}/ (Ctrl+C ends it)",
    ),
    "engine-failed": (
        "生成失败：{error}\n原有网站没有改动。",
        "Building failed: {error}\nThe published site is unchanged.",
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
    "help-print": ("排印手册、汇编、上墙、标签、表格等 PDF", "typeset manuals, sheets, labels and forms as PDF"),
    "help-print-what": (
        "印什么：handbook 支部手册，regulations 制度汇编，showcases 案例集，yearbook 年度档案，wall 上墙，"
        "labels 资料盒标签，forms 空白表格，lists 月度清单，all 全部（默认）",
        "what to print (default: all)",
    ),
    "help-print-branch": ("只印这一个支部的（编号）", "only this branch's documents (its id)"),
    "help-print-year": ("年份（默认为数据截至的年份）", "the year (default: that of the as-of date)"),
    "help-print-internal": (
        "印制内部资料：封面印“内部资料，免费交流”和准印证号，放在 internal 文件夹，不上网站",
        "print internal manuals (permit number on the cover; never offered on the site)",
    ),
    "help-print-pad": ("补足页数为四的倍数，便于骑马订", "pad to a multiple of four pages, for saddle stitching"),
    "help-print-size": ("上墙只印这一种幅面（默认三种都印）", "wall sheets of this size only (default: all three)"),
    "help-print-output": ("输出文件夹（默认为网站文件夹下的 print）", "output folder (default: print)"),
    "printing": ("正在排印……", "Typesetting …"),
    "the-site": ("网站文件夹", "the site"),
    "not-printed": ("没有印出任何文件。", " Nothing was printed."),
    "print-public-only": (
        "{what} 没有内部资料一种，请去掉 --internal，或改印手册、汇编、案例集、年度档案。",
        "{what} exists in the public kind only; drop --internal.",
    ),
    "no-branch": (
        "没有编号为“{branch}”的可印支部（内部的、未终审的支部不印）。",
        "no printable branch '{branch}' (internal and unreviewed ones are not printed).",
    ),
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
        "  PDF 在 {folder}/。",
        "\nDone.\n"
        "  files    {documents}, {pages} pages, {size:.1f} MB; {changed} set, {removed} removed\n"
        "  time     {seconds:.1f} s\n"
        "  The PDFs are in {folder}/.",
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
}
