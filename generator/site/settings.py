"""The settings of a site as the engine reads them, and what is wrong with them, setting by setting."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generator.site.families import SECTIONS
from generator.site.trees import theme_folder

__all__ = ["EngineError", "SettingsError", "settings_of", "unfit_settings"]


class EngineError(Exception):
    """The engine could not render: a broken mkdocs.yml, a template that fails."""


class SettingsError(EngineError):
    """``mkdocs.yml`` has settings that the engine, or the site, does not take: what is wrong with each, by key."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{key}: {words}" for key, words in self.problems)


_OF_SETTING = re.compile(r"Config value '([^']+)': (.*)", re.DOTALL)
_OF_PLUGIN = re.compile(r"Plugin '[^']+' option '([^']+)': (.*)")
_TYPE = re.compile(r"Expected type: <class '\w+'> but received: <class '\w+'>")
_NO_THEME_FOLDER = re.compile(r"The path set in custom_dir \('([^']+)'\) does not exist")
_GUIDE = "guide/"
"""What a site may do without; the menu that a new one begins with names it."""
_NO_TABLE = "Expected a key-value mapping"


def settings_of(root: Path, **more: str) -> Any:
    """What ``mkdocs.yml`` says, as the engine reads it; raises SettingsError."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    with _listening() as told:
        try:
            config = load_config(str(root / "mkdocs.yml"), **more)
        except ConfigurationError as error:
            place = getattr(error.__context__, "problem_mark", None)
            if place is not None:
                raise SettingsError([("syntax", f"{place.line + 1}:{place.column + 1}")]) from error
            if isinstance(error.__context__, UnicodeError) or hasattr(error.__context__, "encoding"):
                raise SettingsError([("encoding", "")]) from error
            if _NO_TABLE in str(error):
                raise SettingsError([("table", "")]) from error
            raise
        except Abort as error:
            lines = [line for level, line in told if level >= logging.ERROR]
            raise SettingsError([problem for line in lines for problem in _problems(line)]) from error
        except (ValueError, TypeError, AttributeError) as error:  # a date that there is not; a list in place of keys
            raise SettingsError([("value", str(error))]) from error
    plugin = config.plugins.get("zhibu")  # without it the engine's caller says what is missing
    if plugin is not None and (problems := list(unfit_settings(config, plugin))):
        raise SettingsError(problems)
    return config


def unfit_settings(config: Any, plugin: Any) -> Iterator[tuple[str, str]]:
    """What the engine takes, or only warns of, and the site would be published otherwise than meant."""
    known = sorted(key for key, _ in plugin.config_scheme)
    given = set(plugin.config.data)  # what it does not know is among it
    yield from (("unknown", f"{key} ({', '.join(known)})") for key in sorted(given.difference(known)))
    if not config.use_directory_urls:
        yield "use_directory_urls", ""
    if config.theme.name != "material":
        yield "theme", str(config.theme.name)
    content = Path(config.docs_dir)
    for page in _pages(config.nav or ()):
        if page.removesuffix("index.md") not in {*SECTIONS, _GUIDE} and not (content / page).is_file():
            yield "nav", page
    folders = [content, theme_folder(), *map(Path, config.theme.dirs)]
    for key in ("extra_css", "extra_javascript"):
        for name in map(str, config[key]):
            if "//" not in name and not any((folder / name).is_file() for folder in folders):
                yield "extra", f"{key}: {name}"


def _pages(nav: Iterable[Any]) -> Iterator[str]:
    """The pages that a navigation names, on every level."""
    for entry in nav:
        for item in entry.values() if isinstance(entry, dict) else [entry]:
            if isinstance(item, list):
                yield from _pages(item)
            elif isinstance(item, str) and item.endswith(".md"):
                yield item


class _Listener(logging.Handler):
    """Takes down warnings and errors, with their levels."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append((record.levelno, record.getMessage()))


@contextmanager
def _listening() -> Iterator[list[tuple[int, str]]]:
    """What the engine says of settings: it tells what is wrong with them in its log alone, which is kept silent."""
    listener, log = _Listener(), logging.getLogger("mkdocs.config")
    level, propagate = log.level, log.propagate
    log.addHandler(listener)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield listener.told
    finally:
        log.removeHandler(listener)
        log.setLevel(level)
        log.propagate = propagate


def _problems(line: str) -> list[tuple[str, str]]:
    """The settings that a line of the engine's log is about, and what it says of them."""
    found = _OF_SETTING.fullmatch(line)
    if found is None:
        return [("mkdocs.yml", line)]
    if _TYPE.search(found[2]) and found[1] != "plugins":
        return [("type", found[1])]
    if (missing := _NO_THEME_FOLDER.search(found[2])) is not None:
        return [("custom_dir", missing[1])]
    of_plugins = [(key, words) for key, words in _OF_PLUGIN.findall(found[2])] if found[1] == "plugins" else []
    return of_plugins or [(found[1], found[2])]
