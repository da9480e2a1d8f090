"""How Chinese is read, by syllables. The library is loaded when it is first asked: 0.1 s and 50 MB a process."""

from functools import cache
from types import ModuleType


@cache
def _library() -> ModuleType:
    import pypinyin  # noqa: PLC0415

    return pypinyin


def syllables(text: str) -> list[str]:
    """Pinyin without tones of each character; what is not Chinese stays as it is, in one piece"""
    found: list[str] = _library().lazy_pinyin(text)
    return found


def pinyin(text: str) -> str:
    """The same in one line"""
    return " ".join(syllables(text))
