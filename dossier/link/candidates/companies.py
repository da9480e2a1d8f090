"""Companies in Chinese text that no list has: by the end of a name (来电科技) and the words around it (加入, 旗下)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dossier.link.candidates.clues import Clue, Tie
from dossier.link.candidates.lexicon import word_after, word_before, words

_HAN = "\u4e00-\u9fff"
#: Longest name of its own before the end: 名仕宜居验房 公司.
_LONGEST_STEM = 8
#: A stem of this length at most, at the edge of a clause, is more likely a name than a phrase.
_SHORT_STEM = 4
_BREAKS = frozenset("的了在是与和及等为对从由将被把这那其以让给向到于而但并或某每各该本此家位名个款")
_STOP_AFTER = frozenset("业界化性型类圈学部院园人者家品员师")


@lru_cache(maxsize=1)
def _end() -> re.Pattern[str]:
    sections = (words("zh_companies", section) for section in ("ends", "ends-strong", "ends-noun"))
    ends = sorted(frozenset[str]().union(*sections), key=lambda word: (-len(word), word))
    return re.compile("(?:" + "|".join(ends) + ")+")


def chinese_companies(text: str) -> Iterator[Clue]:
    """Clues to companies by the last word of their name"""
    for match in _end().finditer(text):
        end = match.end()
        if text[end : end + 1] in _STOP_AFTER:
            continue
        start = _stem_start(text, match.start())
        if match.start() - start < 2:
            continue
        strong = any(match[0].endswith(word) for word in words("zh_companies", "ends-strong"))
        usual = any(match[0].endswith(word) for word in words("zh_companies", "ends"))
        rule = "company-suffix" if strong else "company-suffix-weak" if usual else "company-noun"
        yield Clue("company", start, end, rule)
        if not start or not "\u4e00" <= text[start - 1] <= "\u9fff":
            yield Clue("company", start, end, "company-edge")
            if match.start() - start <= _SHORT_STEM:
                yield Clue("company", start, end, "short-stem")
        yield from cues(text, start, end)


def cues(text: str, start: int, end: int) -> Iterator[Clue]:
    """The words around a place that say it is a company"""
    at = start - (text[start - 1 : start] == " ")
    if at and word_before(text, at, words("zh_companies", "before-strong"), 5):
        yield Clue("company", start, end, "company-cue")
    after = end + (text[end : end + 1] == " ")
    strong = words("zh_companies", "after-strong")
    if word_after(text, after, strong, 5) or word_after(text, after, words("zh_words", "titles"), 6):
        yield Clue("company", start, end, "company-deed")


def _stem_start(text: str, at: int) -> int:
    """Where the name of its own before an end begins; `at` itself: it has none"""
    start = at
    while start > 0 and at - start < _LONGEST_STEM and "\u4e00" <= text[start - 1] <= "\u9fff":
        if text[start - 1] in _BREAKS or _word_ends(text, start):
            break
        start -= 1
    if at - start >= _LONGEST_STEM:
        return at
    return start if _own(text[start:at]) else at


def _word_ends(text: str, at: int) -> bool:
    """Whether an ordinary word that stands before names ends at an offset"""
    long = word_before(text, at, _stops(), 6)
    return len(long) > 1 or (len(word_before(text, at, words("zh_companies", "phrases"), 4)) > 1)


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    parts = [words("zh_words", section) for section in ("before", "titles", "speech", "deeds")]
    parts += [words("zh_companies", section) for section in ("before", "generic")]
    return frozenset[str]().union(*parts)


def _own(stem: str) -> bool:
    """Whether a stem is a name of its own, and not only words for kinds of companies"""
    generic = words("zh_companies", "generic") | words("zh_companies", "phrases") | words("zh_companies", "ends") | words("zh_companies", "ends-noun")
    if len(stem) < 2 or stem in generic:
        return False
    return not any(stem[:cut] in generic and (stem[cut:] in generic or cut > 1) for cut in range(1, len(stem)))


def short_forms(text: str, clues: Iterable[Clue]) -> Iterator[Tie]:
    """A company's name without its end is the same company: 龙湖 of 龙湖集团, SoftBank of SoftBank Group Corp"""
    places = {text[c.start : c.end]: (c.start, c.end) for c in clues if c.kind == "company"}
    for name, place in places.items():
        for short in _shortened(name):
            if short in places:
                yield Tie("company", place, places[short])
                break


def _shortened(name: str) -> Iterator[str]:
    """A name without one, two … last words, as far as these are ends of companies' names"""
    if name[0] >= "\u2e80":
        match = _end().search(name)
        if match and match.end() == len(name) and match.start() > 1:
            yield name[: match.start()]
        return
    parts = name.split(" ")
    while len(parts) > 1 and parts[-1].rstrip(".") in words("en_words", "company-ends") | words("en_words", "content"):
        parts = parts[:-1]
        yield " ".join(parts)
