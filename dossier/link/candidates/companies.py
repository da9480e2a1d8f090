"""Companies in Chinese text that no list has: by the end of a name (来电科技) and the words around it (加入, 旗下)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from dossier.link.candidates.clues import Clue, Tie
from dossier.link.candidates.lexicon import ordinary, word_after, word_before, words

_HAN = "\u4e00-\u9fff"
#: Longest name of its own before the end: 名仕宜居验房 公司.
_LONGEST_STEM = 8
#: Last characters of verbs, which take a plain 公司 behind them: 并入公司, 指称公司, 提到公司.
_VERB_ENDS = frozenset("入到至称向往疑")
#: A stem of this length at most, at the edge of a clause, is more likely a name than a phrase.
_SHORT_STEM = 4
_BREAKS = frozenset("有的了在是与和及等为对从由将被把这那其以让给向到于而但并或某每各该本此家位名个款")
_FUNCTION = frozenset("在与和由是对据从被让给及")
_STOP_AFTER = frozenset("所交业界化性型类圈学部院园人者家品员师")


@lru_cache(maxsize=1)
def _end() -> re.Pattern[str]:
    sections = (words("zh_companies", section) for section in ("ends", "ends-strong", "ends-noun"))
    ends = sorted(frozenset[str]().union(*sections), key=lambda word: (-len(word), word))
    one = "|".join(ends)
    return re.compile(f"(?:{one})(?:{one})*")  # not (?:…)+, which the regex engine cannot skip ahead for


def chinese_companies(text: str, known: frozenset[int]) -> Iterator[Clue]:
    """Clues to companies by the last word of their name; `known`: where listed companies begin"""
    for match in _end().finditer(text):
        end = match.end()
        if text[end : end + 1] in _STOP_AFTER:
            continue
        start = _stem_start(text, match.start())
        start = max((at for at in range(start, match.start() - 1) if at in known), default=start)
        if match.start() - start < 2 or (match[0] == "公司" and text[match.start() - 1] in _VERB_ENDS):
            continue
        yield Clue("company", start, end, _strength(match[0]))
        if _at_edge(text, start):
            yield Clue("company", start, end, "company-edge")
            if match.start() - start <= _SHORT_STEM:
                yield Clue("company", start, end, "short-stem")
        yield from cues(text, start, end)


@lru_cache(maxsize=1024)
def _strength(ends: str) -> str:
    """The rule for the last words of a name, by how seldom they end anything else"""
    if ends.endswith(tuple(words("zh_companies", "ends-strong"))):
        return "company-suffix"
    return "company-suffix-weak" if ends.endswith(tuple(words("zh_companies", "ends"))) else "company-noun"


def _at_edge(text: str, start: int) -> bool:
    """Whether a name begins a clause, or stands right behind a word that stands before companies"""
    if not start or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return True
    before = (words("zh_companies", "before"), words("zh_words", "before"))
    return text[start - 1] in _FUNCTION or any(len(word_before(text, start, lexicon, 5)) > 1 for lexicon in before)


#: A short name before the office of somebody who runs a company: 绿城创始人宋卫平.
_RUN_BY = re.compile(
    rf"(?<![{_HAN}])([{_HAN}]{{2,4}}?)(?:联合|共同|副)?(?:创始人|创办人|CEO|首席|董事长|总裁|总经理|合伙人|公关|副总裁|高级副总裁)"
)


#: A name behind what it is and what somebody did with it: 创办了机器人公司灵动未来.
_NAMED = re.compile(
    rf"(?:(?:创办|创立|加入|收购)了?[^,。;\n]{{0,8}}?(?:公司|企业|平台)|初创公司|初创企业|创业公司)([{_HAN}]{{2,6}})(?=[,。;(\n])"
)


def named(text: str) -> Iterator[Clue]:
    """Clues to companies that a sentence introduces by name"""
    for match in _NAMED.finditer(text):
        if _own(match[1]) and not word_after(match[1], 0, ordinary(), 4) and not _BREAKS & set(match[1]):
            yield Clue("company", *match.span(1), "company-named")


#: Characters on each side of a name in which it is looked for again.
_NEAR = 20_000


def run_by(text: str) -> Iterator[Clue]:
    """Clues to companies before the office of those who run them"""
    for match in _RUN_BY.finditer(text):
        start, end = match.span(1)
        if _own(match[1]) and not _word_ends(text, end) and match[1] not in ordinary():
            yield Clue("company", start, end, "run-by")
            if text.count(match[1], max(0, start - _NEAR), end + _NEAR) > 1:
                yield Clue("company", start, end, "company-again")


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


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    parts = (words("zh_companies", section) for section in ("generic", "phrases", "ends", "ends-noun"))
    return frozenset[str]().union(*parts)


def _own(stem: str) -> bool:
    """Whether a stem is a name of its own, and not only words for kinds of companies"""
    generic = _generic()
    if len(stem) < 2 or stem in generic:
        return False
    return not any(stem[:cut] in generic and (stem[cut:] in generic or cut > 1) for cut in range(1, len(stem)))


#: Names with `、` between: 公信宝、天翼征信等, 恒大、万科和碧桂园.
_LIST = re.compile(rf"[{_HAN}A-Za-z]{{2,14}}(?:、[{_HAN}A-Za-z ]{{2,12}})+(?:和[{_HAN}A-Za-z]{{2,8}})?")
_LIST_JOINT = re.compile("、|和|等|以?及|与")


def listed_companies(text: str, ends: Sequence[int]) -> Iterator[Clue]:
    """Clues to companies in a list with others; `ends`: where known ones end, in order"""
    if not ends or "、" not in text:
        return
    for match in _LIST.finditer(text):
        inside = ends[bisect_right(ends, match.start()) : bisect_right(ends, match.end() + 1)]
        if inside:
            yield from _of_list(text, match, set(inside))


def _of_list(text: str, match: re.Match[str], ends: set[int]) -> Iterator[Clue]:
    """The elements of a list that are no company yet, if enough of the others are"""
    elements, at = [], match.start()
    for joint in _LIST_JOINT.finditer(text, match.start(), match.end() + 1):
        elements.append((at, joint.start()))
        at = joint.end()
        if joint[0] == "等":
            break
    sure = sum(end in ends for _, end in elements)
    rule = "company-list" if sure > 1 else "company-pair"
    if elements:
        elements[0] = _stem_start(text, elements[0][1]), elements[0][1]
    for start, end in elements:
        name = text[start:end]
        known = word_after(name, 0, ordinary(), 4)  # 阿里旺旺 is a product of 阿里, and 高端 a word
        if sure and end not in ends and 2 <= len(name) <= 6 and not known and _own(name):
            yield Clue("company", start, end, rule)


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
    ends, content = words("en_words", "company-ends"), words("en_words", "content")
    while len(parts) > 1 and (parts[-1].rstrip(".") in ends or parts[-1] in content):
        parts = parts[:-1]
        yield " ".join(parts)
