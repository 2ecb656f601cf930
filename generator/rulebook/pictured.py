"""What the words of a picture tell of it: the emblem inside a mark of one's own, a map (RU34).

A module of its own: checks of single records need these words and nothing else of the rulebook.
"""

from __future__ import annotations

import re

__all__ = ["EMBLEM", "MAP", "MAP_NUMBER", "misused"]

EMBLEM = re.compile(r"(?:标识|标志|商标|LOGO|logo).{0,12}党徽|党徽.{0,12}(?:标识|标志|商标|LOGO|logo)")
"""Words of a picture that shows the emblem inside a mark of one's own."""
MAP = re.compile(r"地图|区位图|分布图|(?:^|[^a-z])map(?:[^a-z]|$)")
"""Words or file name of a picture that shows a map."""
MAP_NUMBER = re.compile(r"审图号[:： ]?\S+")


def misused(file: str, caption: str, alternative: str) -> bool:
    """Whether words of a picture and the name of its file tell of such an emblem, or of a map without its number."""
    words = f"{file} {caption} {alternative}"
    return bool(EMBLEM.search(words) or (MAP.search(words) and not MAP_NUMBER.search(words)))
