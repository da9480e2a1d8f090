"""Foreign names in Chinese characters: 米拉・穆拉蒂, and pairs of names: 中文名(Latin Name), Latin Name(中文名)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dossier.link.candidates.clues import Clue
from dossier.link.candidates.lexicon import characters, directory, ordinary, word_after, word_before, words

_HAN = "\u4e00-\u9fff"
#: A character of a segment behind a separator; a joint begins the next name: 德米斯·哈萨比斯和约翰·江珀.
_PART = rf"(?![和与及])[{_HAN}]"
_DOTTED = re.compile(rf"[{_HAN}]{{1,16}}(?:[·-](?:{_PART}|[A-Z]){{1,10}}\.?)*·(?:{_PART}){{1,16}}")
#: Its first separator, by which it is found, and the segment before that.
_FIRST_JOINT, _FIRST_SEGMENT, _LONGEST_SEGMENT = re.compile(rf"[·-](?<=[{_HAN}].)"), re.compile(rf"[{_HAN}]++\Z"), 16
#: Characters of the transliteration set that also hold sentences together: not at the edge of a name.
_LOOSE_EDGES = frozenset("因以于曾等其当道时")
#: Joints in front of a name of one character: 与扬·莱克.
_AND = frozenset("与和及由对")
#: Words of one character that end before a name and never begin it: 小组的简·莱克.
_NEVER_FIRST = frozenset("的了在是被把将和与及")
#: Longest first segment that is taken whole where a Latin name stands behind: 大卫·贝克(David Baker).
_LONGEST_ODD = 4
#: Lengths of a transliterated name without separator.
_SHORTEST, _LONGEST = 3, 6
#: A Latin name in brackets behind a Chinese one.
_LATIN_PAIR = re.compile(
    r" ?\( ?([A-Z][\w.'-]*(?: (?:[A-Z][\w.'&-]*|de|van|von|der|bin|al|da|di|la|le))*) ?(?=[,)、;])"
)
_HAN_PAIR = re.compile(rf" ?\( ?([{_HAN}]{{1,8}}(?:·[{_HAN}]{{1,8}})+|[{_HAN}]{{2,10}}) ?(?=[,)、;])")
_NOBODY_AFTER = re.compile(r"\((?:均?为?化名|系化名)")


@lru_cache(maxsize=1)
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The end of a first segment, and the beginning of a last one, in characters of transliteration"""
    chars = "".join(sorted(characters("transliteration") - _LOOSE_EDGES))
    inner = "".join(sorted(characters("transliteration")))
    whole = "|".join(sorted(words("zh_names", "first-names-odd")))
    return re.compile(f"(?:{whole}|[{chars}])?[{inner}]*$"), re.compile(f"[{inner}]*")


def dotted_people(text: str) -> Iterator[tuple[int, int]]:
    """Places of names with a separator, cut to size at both ends"""
    if "·" not in text:
        return
    left, right = _edges()
    surnames = characters("surnames-strong") | characters("surnames-weak")
    for match in _dotted(text):
        first, last = match[0].index("·"), match[0].rindex("·")
        start = _first_start(match[0][:first], left)
        tail = match[0][last + 1 :]
        length = _last_end(tail, right)
        if length == 0 and tail[0] in surnames:
            length = 1
        end = match.start() + last + 1 + length
        if first - start < 2 and _LATIN_PAIR.match(text, end):
            start = min(start, _odd_start(match[0][:first]))
        place = match.start() + start, end
        if start < first and length and not _nobody(text, place[1]):
            yield place


def _dotted(text: str) -> Iterator[re.Match[str]]:
    """As `finditer` would, looked for at the first separator only"""
    joint, last = _FIRST_JOINT.search(text), 0
    while joint:
        at = joint.start()
        segment = _FIRST_SEGMENT.search(text, max(last, at - _LONGEST_SEGMENT), at)
        match = _DOTTED.match(text, segment.start()) if segment else None
        if match:
            yield match
        last = match.end() if match else last
        joint = _FIRST_JOINT.search(text, max(last, at + 1))


def _first_start(segment: str, left: re.Pattern[str]) -> int:
    """Where a name begins in what stands before its first separator: behind a title or a word, in its characters"""
    match = left.search(segment)
    start = match.start() if match else len(segment)
    words_before = words("zh_words", "titles", "before")
    for at in range(len(segment) - 1, start, -1):
        if len(word_before(segment, at, words_before, 6)) > 1:
            return at
    return start


def _odd_start(segment: str) -> int:
    """Where a first segment with characters that seldom transliterate begins: behind the nearest word or edge"""
    words_before = words("zh_words", "titles", "before")
    for at in range(len(segment) - 1, max(-1, len(segment) - _LONGEST_ODD - 1), -1):
        if segment[at] in _NEVER_FIRST:
            return at + 1
        joined = at > 0 and segment[at - 1] in _AND  # 与扬·莱克: one character, behind a joint
        if joined or at == 0 or (at < len(segment) - 1 and word_before(segment, at, words_before, 6)):
            return at
    return len(segment)


def _last_end(segment: str, right: re.Pattern[str]) -> int:
    """How many characters of what stands behind the last separator are the name"""
    match = right.match(segment)
    length = match.end() if match else 0
    lexicon = ordinary()
    for at in range(1, length):
        if any(segment[at:stop] in lexicon for stop in range(max(at + 2, length), len(segment) + 1) if stop - at < 5):
            length = at
            break
    while length and segment[length - 1] in _LOOSE_EDGES:
        length -= 1
    return length


def _nobody(text: str, end: int) -> bool:
    """Whether a name is that of a thing (冯·诺依曼架构) or a pseudonym"""
    return bool(_NOBODY_AFTER.match(text, end) or word_after(text, end, words("zh_words", "things-after"), 5))


def apposed(text: str, place: tuple[int, int]) -> tuple[int, int] | None:
    """The name in brackets right behind a name in the other script"""
    pattern = _HAN_PAIR if text[place[1] - 1] < "\u2e80" else _LATIN_PAIR
    match = pattern.match(text, place[1])
    return match.span(1) if match else None


def transliterated_before(text: str, end: int) -> int:
    """Where a name in characters of transliteration that ends at an offset begins; `end`: there is none"""
    begin = max(0, end - 8)
    start = begin + _first_start(text[begin:end], _edges()[0])
    return start if end - start > 1 else end


def single_people(text: str) -> Iterator[Clue]:
    """Transliterated names without a separator, between a title and a word: CEO 皮查伊表示"""
    titles, speech = words("zh_words", "titles"), words("zh_words", "speech")
    for match in _single().finditer(text):
        start = _behind_title(text, match.start(), titles)
        end = start + _last_end(text[start : match.end() + 3], _edges()[1])
        is_dotted = text[end : end + 1] == "·"
        if is_dotted or not _SHORTEST <= end - start <= _LONGEST or _holds_word(text[start:end]):
            continue
        rules = [
            rule
            for rule in (
                "title-before" if word_before(text, start, titles, 6) else "",
                "speech-verb" if word_after(text, end, speech, 5) else "",
            )
            if rule
        ]
        for rule in [*rules, "transliteration"] if rules else ():
            yield Clue("person", start, end, rule)


def _behind_title(text: str, start: int, titles: frozenset[str]) -> int:
    """Where a run begins behind the end of a title: 艾伟 in 院士艾伟, as 士 transliterates too"""
    return next((at for at in (start + 2, start + 1) if word_before(text, at, titles, 6)), start)


def _holds_word(name: str) -> bool:
    lexicon = _plain_words()
    return any(name[at : at + 2] in lexicon for at in range(len(name) - 1))


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    """Ordinary words without the names of companies: 默克 says nothing against 默克伦"""
    return ordinary() - frozenset(directory().texts)


@lru_cache(maxsize=1)
def _single() -> re.Pattern[str]:
    """A run of characters of transliteration at the edge of something"""
    inner = "".join(sorted(characters("transliteration") - _LOOSE_EDGES))
    return re.compile(f"[{inner}](?<![{inner}·].)[{inner}]{{2,7}}+(?!·)", re.DOTALL)
