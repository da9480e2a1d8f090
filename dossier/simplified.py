"""Traditional characters as simplified ones, one for one: names and searches find a text in either."""

import re
from functools import lru_cache
from importlib.resources import files

from dossier.fold import Table

#: What the list has besides pairs of characters: comments, and the heading of its section.
_BESIDE = re.compile(r"^(?:#.*|\[.*\])$", re.MULTILINE)


@lru_cache(maxsize=1)
def simplified() -> dict[int, str]:
    """Traditional characters and the simplified ones for which the lists are written, as `str.translate` wants them"""
    pairs = _BESIDE.sub("", files("dossier").joinpath("data", "zh_traditional.txt").read_text("utf-8")).split()
    return {ord(pair[0]): pair[1] for pair in pairs}


@lru_cache(maxsize=1)
def _traditional() -> tuple[re.Pattern[str], Table]:
    """A traditional character, and what all become"""
    return re.compile(f"[{''.join(map(chr, sorted(simplified())))}]"), Table(simplified())


def in_simplified(text: str) -> str:
    """A text in simplified characters; same offsets. Most texts have no others: a search tells that sooner"""
    pattern, table = _traditional()
    return text if text.isascii() or not pattern.search(text) else text.translate(table)
