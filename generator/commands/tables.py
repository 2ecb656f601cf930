"""Records as tables for spreadsheets, and back: what the commands accept and say."""

from __future__ import annotations

import sys
from collections import Counter

from generator.commands.common import FINDINGS, OK, USAGE, Options, is_folder, out_of_the_way, records_of, site_folder
from generator.wording import say

__all__ = ["run_export", "run_import"]


def run_import(options: Options) -> int:
    """``zhibu import``: records from a table; what would change is told first."""
    from generator.editing.importing import apply, plan
    from generator.editing.workbooks import WorkbookError

    root = site_folder(options)
    if root is None:
        return USAGE
    if not options.file.is_file():
        print(say("file-is-folder" if options.file.is_dir() else "no-path").format(path=options.file), file=sys.stderr)
        return USAGE
    register = records_of(root)
    if register is None:
        return FINDINGS
    try:
        found = plan(options.file, register)
    except WorkbookError as error:
        reason = error.reason.text(options.lang)
        print(say("import-unreadable").format(file=options.file.name, reason=reason), file=sys.stderr)
        return USAGE
    for note in found.notes:
        print(say("import-note").format(text=note.text(options.lang)))
    for change in found.changes:
        print(say("import-new" if change.new else "import-changed").format(name=change.name, path=change.path))
        for head, old, new, cell in () if change.new else change.fields:
            become = new if isinstance(new, str) else new.text(options.lang)
            print(say("import-field").format(head=head, old=_short(old, become), new=_short(become, old), cell=cell))
    for refusal in found.refusals:
        head = f" {say('quoted').format(text=refusal.head)}" if refusal.head else ""
        reason = refusal.reason.text(options.lang)
        print(say("import-refused").format(address=refusal.address, head=head, reason=reason))
    added = sum(change.new for change in found.changes)
    changed = len(found.changes) - added
    print(say("import-sum").format(new=added, changed=changed, same=found.unchanged, bad=len(found.refusals)))
    if found.refusals:
        print(say("import-nothing"))
        return FINDINGS
    states = Counter(change.review == "终审" for change in found.changes if change.new)
    for final, count in sorted(states.items()):
        print(say("import-final" if final else "import-drafts").format(count=count))
    if options.dry_run:
        print(say("import-dry"))
        return OK
    apply(root, found)
    print(say("import-done").format(count=len(found.files)))
    return OK


def _short(text: str, beside: str) -> str:
    """A value in a line, cut to where it begins to differ from the one it stands beside."""
    line = text.replace("\n", " ")
    if not line:
        return say("import-empty")
    pairs = zip(line, beside.replace("\n", " "), strict=False)
    alike = next((at for at, (one, other) in enumerate(pairs) if one != other), 0)
    start = max(0, alike - 10) if len(line) > 30 and alike > 20 else 0
    shown = line[start : start + 30]
    return say("quoted").format(text=f"{'…' if start else ''}{shown}{'…' if start + 30 < len(line) else ''}")


def run_export(options: Options) -> int:
    """``zhibu export``: records of a kind as a table."""
    from generator.editing.exporting import export

    root = site_folder(options)
    if root is None:
        return USAGE
    if options.file.suffix != ".xlsx":
        print(say("export-suffix").format(file=options.file), file=sys.stderr)
        return USAGE
    if not is_folder(options.file.parent):
        return USAGE
    if not options.file.parent.exists():
        print(say("no-folder-yet").format(folder=options.file.parent), file=sys.stderr)
        return USAGE
    if not out_of_the_way(root, options.file):
        return USAGE
    if options.file.exists():  # perhaps the table that somebody is filling in
        print(say("export-exists").format(file=options.file), file=sys.stderr)
        return USAGE
    register = records_of(root)
    if register is None:
        return FINDINGS
    count = export(options.kind, register, options.file)
    print(say("export-done").format(count=count, file=options.file))
    return OK
