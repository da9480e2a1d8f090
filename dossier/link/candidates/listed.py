"""Names of the lists at their places: well-known companies and people, and products, which are nobody."""

import re

from msgspec import Struct

from dossier.link.candidates.lexicon import Known, characters, directory, ordinary, word_after, word_before, words

#: A product's name right behind a company's: 华为Mate 30, 小米 11, but not 微软 CEO.
_MODEL = re.compile(r" ?([A-Z][A-Za-z]*|\d)")


class Hit(Struct, frozen=True):
    """A listed name at a place."""

    start: int
    end: int
    known: Known
    plain: bool
    """An ordinary word too, or cut out of other words: needs a cue."""


def listed(text: str) -> tuple[Hit, ...]:
    """Every listed name of a text, leftmost and longest, that is not a part of a Latin word"""
    known = directory()
    hits = (
        Hit(start, end, known.names[number], known.names[number].plain or _cut_out(text, start, end))
        for number, start, end in known.machine.find_matches_as_indexes(text)
        if not (_joined(text, start) or _joined(text, end))
    )
    return tuple(
        hit
        for hit in hits
        if hit.known.kind != "company" or not (_before_model(text, hit.end) or _is_given(text, hit.start, hit.end))
    )


def _is_given(text: str, start: int, end: int) -> bool:
    """Whether a Han name is somebody's given name, a surname and a title before it: 永辉 in 研究员吴永辉"""
    if end - start != 2 or start < 2 or text[start - 1] not in characters("surnames-strong"):
        return False
    return bool(word_before(text, start - 1, words("zh_words", "titles"), 6))


def _joined(text: str, at: int) -> bool:
    """Whether an offset lies inside a Latin word or number"""
    return 0 < at < len(text) and _latin(text[at - 1]) and _latin(text[at])


def _latin(char: str) -> bool:
    return char < "\u0250" and (char.isalnum() or char in "_-")


def _cut_out(text: str, start: int, end: int) -> bool:
    """Whether a Han name may stand across two words: 高通 in 提高通信, 三星 in 三星期, but not in 三星手机"""
    if text[start] < "\u2e80":
        return False
    if start and text[start - 1 : start + 1] in ordinary():
        return True
    sounds = characters("transliteration")
    if end - start == 2 and sounds.issuperset(text[start : end + 1]) and end < len(text):
        return not word_after(text, end, ordinary(), 4)  # 默克尔 is no company 默克
    return text[end - 1 : end + 1] in ordinary() and not word_after(text, end, ordinary(), 4)


def _before_model(text: str, end: int) -> bool:
    """Whether a Han brand stands before a model's name"""
    if text[end - 1] < "\u2e80":
        return False
    match = _MODEL.match(text, end)
    return match is not None and not (match[1] in words("zh_words", "titles") or match[1] in words("en_words", "roles"))
