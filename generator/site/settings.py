"""The settings of a site as the engine reads them, and what is wrong with them, setting by setting."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["EngineError", "SettingsError", "settings_of"]


class EngineError(Exception):
    """The engine could not render: a broken mkdocs.yml, a template that fails."""


class SettingsError(EngineError):
    """``mkdocs.yml`` has settings that the engine does not take: each with what is wrong, in the engine's words."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{key}: {words}" for key, words in self.problems)


_OF_SETTING = re.compile(r"Config value '([^']+)': (.*)", re.DOTALL)
_OF_PLUGIN = re.compile(r"Plugin '[^']+' option '([^']+)': (.*)")
_UNKNOWN = re.compile(r"Plugin 'zhibu' option '([^']+)': Unrecognised")


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
            raise
        except Abort as error:
            lines = [line for level, line in told if level >= logging.ERROR]
            raise SettingsError([problem for line in lines for problem in _problems(line)]) from error
        except (ValueError, TypeError, AttributeError) as error:  # a date that there is not; a list in place of keys
            raise SettingsError([("value", str(error))]) from error
    for _, line in told:  # the engine only warns; a day or a branch misspelt would be published otherwise than meant
        if (found := _UNKNOWN.search(line)) is not None:
            known = ", ".join(sorted(key for key, _ in config.plugins["zhibu"].config_scheme))
            raise SettingsError([("unknown", f"{found[1]} ({known})")])
    return config


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
    of_plugins = [(key, words) for key, words in _OF_PLUGIN.findall(found[2])] if found[1] == "plugins" else []
    return of_plugins or [(found[1], found[2])]
