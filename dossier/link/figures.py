"""Figures in running text: amounts with their unit, 66 亿美元 or $6.6 billion, as a decimal number."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from dossier.fold import fold
from dossier.link.candidates.lexicon import sections
from dossier.link.registry import is_unread
from dossier.link.speech import any_of
from dossier.model import Article, Figure, Mention, Modifier, Place
from dossier.sentences import sentence_at


def _pairs(section: str) -> dict[str, str]:
    """Word → meaning of a section that has both on a line, folded as the text is"""
    lines = (line.split() for line in sections("figures")[section].splitlines() if line.strip())
    return {fold(word.replace("_", " ")): meaning for word, meaning in lines}


def _words(section: str) -> list[str]:
    return [fold(word) for word in sections("figures")[section].split()]


_SIGNS, _CURRENCIES, _SHARES = _pairs("signs"), _pairs("currencies"), _pairs("shares")
_POWERS, _SHORT = _pairs("powers"), _pairs("short-powers")
_KINDS: tuple[Modifier, ...] = ("about", "over", "under")
_MODIFIERS = {word.replace("_", " "): kind for kind in _KINDS for word in _words(kind)}
#: 元 in traditional characters is the dollar of Taiwan or Hong Kong, or the yuan: not known.
_YUAN, _TRADITIONAL = ("元", "圆"), ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
#: ¥ by the language of the article.
_YEN = {"zh": "CNY", "ja": "JPY", "en": "JPY"}

#: At most 15 digits before the point: more are no amount, but a number of something.
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?"
_HAN_DIGITS = "零〇一二两兩三四五六七八九"
_HAN = rf"(?:[{_HAN_DIGITS}]?[百十]?[{_HAN_DIGITS}]{{1,2}}?十?[{_HAN_DIGITS}]?|十)(?:点[{_HAN_DIGITS}]{{1,3}})?"
_POWER = rf"(?:{any_of(_POWERS)})"
_HAS_MORE = re.compile("[多余餘]")
_MORE = r"[多余餘]?"
_TO = r"\s?(?:-|~|至|到|to)\s?"
_SIGN = rf"(?:{any_of([*_SIGNS, '¥'])})"
_UNIT = any_of([*_CURRENCIES, *_SHARES])
_COUNTER_ZH, _COUNTER_EN = any_of(_words("counters-zh")), any_of(_words("counters-en"))
#: Before a number: no part of a word, of another number, of a model's name (GPT-3.5) or of an address.
_FRESH = r"(?<![0-9a-z_./#@-])(?<![0-9][:,])"
_MINUS = r"(?P<minus>(?<![a-z0-9_)%-])-)?"
_BEHIND_WORDS = frozenset("左右 上下 以上 以下 以内 多 余 餘".split())
_BEFORE = re.compile(rf"(?P<word>{any_of(_MODIFIERS.keys() - _BEHIND_WORDS)})\s?\Z")
_BEHIND = re.compile(r"\s?(?P<word>左右|上下|以上|以下|以内)")
#: Longest word before a figure that says how exact it is.
_LONGEST_MODIFIER = 12

#: A number with its power of ten; of the second one of a range, too.
_N = rf"(?P<n>{_DIGITS})\s?{_MORE}(?P<p>{_POWER})?{_MORE}"
_N2 = rf"(?P<n2>{_DIGITS})\s?{_MORE}(?P<p2>{_POWER})?{_MORE}"
_N3 = rf"(?P<n3>{_DIGITS})\s?{_MORE}(?P<p3>{_POWER})?{_MORE}"
_SIGNED_POWER = rf"{_POWER}|{any_of(_SHORT)}"

#: $6.6 billion, US$157bn, $10-15 billion, €20m.
_SIGNED = re.compile(
    rf"(?<![a-z])(?P<at>{_MINUS}(?P<sign>{_SIGN})\s?(?P<n>{_DIGITS})(?:\s?(?P<p>{_SIGNED_POWER})(?![a-z]))?"
    rf"(?:{_TO}(?P=sign)?\s?(?P<n2>{_DIGITS})(?:\s?(?P<p2>{_SIGNED_POWER})(?![a-z]))?)?{_MORE}元?)(?![0-9])"
)
#: 66 亿美元, 23%, 10亿至15亿元, 1.5 billion yuan.
_BEHIND_NUMBER = re.compile(
    rf"{_FRESH}(?P<at>{_MINUS}{_N}\s?(?:{_TO}{_N2}\s?)?(?P<u>{_UNIT})(?:{_TO}{_N3}\s?(?P=u))?)"
    rf"(?:(?<=[^a-z])|(?![a-z]))"
)
#: 3.5 万辆, 35,000 vehicles.
_COUNTED = re.compile(rf"{_FRESH}(?P<at>{_N}(?:{_TO}{_N2})?\s?(?:(?P<u>{_COUNTER_ZH})|(?P<e>{_COUNTER_EN})\b))")
#: 三百亿美元, 百分之二十三.
_HAN_NUMBER = re.compile(rf"(?<![{_HAN_DIGITS}十百千第])(?P<at>(?P<n>{_HAN})(?P<p>{_POWER}){_MORE}(?P<u>{_UNIT}))")
_PER_CENT = re.compile(rf"(?P<at>百分之(?P<n>{_HAN}|{_DIGITS}))")
#: What a text has in which a pattern finds something: most have less.
_LAST_OF_SIGNS = re.escape("".join(sorted({sign[-1] for sign in (*_SIGNS, "¥")})))
_SIGNS_OF = (
    (re.compile(rf"[{_LAST_OF_SIGNS}]\s?[0-9]"), _SIGNED),
    (re.compile(rf"[{_HAN_DIGITS}十百][十百千万亿萬億]"), _HAN_NUMBER),
    (re.compile("百分之"), _PER_CENT),
)
#: Where a number may begin (`_FRESH`), its minus included: a search for that is much faster than one for the patterns.
_BEGIN = re.compile(r"[-0-9](?<![0-9a-z_./#@-].)(?<![0-9][:,].)", re.DOTALL)
_OF_NUMBERS = (_BEHIND_NUMBER, _COUNTED)
#: Years are no number of people.
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
#: Counted things below this are no figure, unless a power of ten stands with them.
_FEW = 100
#: Longest decimal number that is one.
_LONGEST = 24


class _Amount(Struct, frozen=True):
    """A figure of a text."""

    start: int
    end: int
    value: str
    unit: str
    modifier: Modifier


def find_figures(article: Article, found: Sequence[Mention]) -> tuple[Figure, ...]:
    """The figures of an article in reading order, none overlapping another

    found: the article's mentions, in reading order; they tell which figure stands with one company only.
    """
    companies: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for mention in found:
        if mention.kind == "company":
            companies[mention.place.block].append((mention.place.start, mention.entity))
    figures = []
    for number, block in enumerate(article.blocks):
        if is_unread(block):
            continue
        for one in amounts(block.text, article.meta.lang):
            place = Place(block=number, start=one.start, end=one.end)
            only = _only_company(block.text, one.start, companies.get(number, ()))
            figures.append(Figure(place=place, value=one.value, unit=one.unit, modifier=one.modifier, company=only))
    return tuple(figures)


def _only_company(text: str, at: int, named: Sequence[tuple[int, str]]) -> str:
    """The company that the sentence of a figure names, if it is one"""
    if not named:
        return ""
    start, end = sentence_at(text, at)
    inside = {entity for _, entity in named[bisect_left(named, (start, "")) : bisect_left(named, (end, ""))]}
    return inside.pop() if len(inside) == 1 else ""


def amounts(text: str, lang: str = "") -> Iterator[_Amount]:
    """The amounts of a text from the left, of those that overlap the longest; lang: BCP 47, for ¥ and 元"""
    folded = fold(text)
    found = list(_found(folded, lang))
    last = 0
    for one in sorted(found, key=lambda amount: (amount.start, -amount.end)):
        if one.start >= last:
            last = one.end
            yield one


def _found(folded: str, lang: str) -> Iterator[_Amount]:
    """Everything that the patterns find, in no order"""
    for match in _matches(folded):
        groups = match.groupdict()
        value, unit = _value(groups), "%" if match.re is _PER_CENT else _unit(groups, lang)
        if value and unit and (match.re is not _COUNTED or _is_many(groups, value)):
            start, end = match.span("at")
            yield _Amount(start, end, value, unit, _modifier(folded, start, end))


def _matches(folded: str) -> Iterator[re.Match[str]]:
    for sign, pattern in _SIGNS_OF:
        if sign.search(folded):
            yield from pattern.finditer(folded)
    for pattern in _OF_NUMBERS:
        yield from _from_numbers(pattern, folded)


def _from_numbers(pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """As `finditer` would, tried only where a number begins"""
    begin = _BEGIN.search(folded)
    while begin:
        match = pattern.match(folded, begin.start())
        if match:
            yield match
        begin = _BEGIN.search(folded, (match or begin).end())


def _value(groups: dict[str, str | None]) -> str:
    """The decimal number, or `low/high`; the power of the second number of a range is the first one's too"""
    power = groups.get("p") or ""
    first = _number(groups["n"] or "")
    if first is None:
        return ""
    second = _number(groups.get("n2") or groups.get("n3") or "")
    last_power = groups.get("p2") or groups.get("p3") or ""
    if second is None:
        return _signed(_times(first, power), groups)
    low, high = _times(first, power or last_power), _times(second, last_power)
    return f"{_plain(low)}/{_plain(high)}" if low < high else ""


def _signed(value: Decimal, groups: dict[str, str | None]) -> str:
    return _plain(-value if groups.get("minus") else value)


def _times(number: Decimal, power: str) -> Decimal:
    return number.scaleb(int(_POWERS.get(power) or _SHORT.get(power) or 0))


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return text if len(text) <= _LONGEST else ""


def _number(text: str) -> Decimal | None:
    """What digits of either script mean: 1,570.5, 三百二十, 一点五"""
    if not text:
        return None
    if text[0].isdigit() and text[0].isascii():
        return Decimal(text.replace(",", ""))
    whole, _, part = text.partition("点")
    total = digit = 0
    for char in whole:
        if char in "十百":
            total, digit = total + (digit or 1) * (10 if char == "十" else 100), 0
        else:
            digit = _digit(char)
    decimals = "".join(str(_digit(char)) for char in part)
    return Decimal(f"{total + digit}.{decimals}" if decimals else total + digit)


def _digit(char: str) -> int:
    return (0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9)[_HAN_DIGITS.index(char)]


def _unit(groups: dict[str, str | None], lang: str) -> str:
    """The unit's code, or the counter's own word; empty: not known"""
    sign, word = groups.get("sign"), groups.get("u") or groups.get("e") or ""
    if sign == "¥":
        return _YEN.get(lang[:2], "")
    if sign:
        return _SIGNS[sign]
    if word in _YUAN and lang.lower().startswith(_TRADITIONAL):
        return word
    return _CURRENCIES.get(word) or _SHARES.get(word) or word


def _is_many(groups: dict[str, str | None], value: str) -> bool:
    """Whether a count is a figure: 3.5 万辆, 35,000 vehicles; not 3 台, nor the people of 2019"""
    if groups["p"] or groups.get("p2"):
        return True
    number = groups["n"] or ""
    return not _YEAR.fullmatch(number) and Decimal(value.partition("/")[0]) >= _FEW


def _modifier(folded: str, start: int, end: int) -> Modifier:
    """What the words of a figure, before it or behind it say of its exactness"""
    if _HAS_MORE.search(folded, start, end):
        return "over"
    said = _BEFORE.search(folded[max(0, start - _LONGEST_MODIFIER) : start]) or _BEHIND.match(folded, end)
    return _MODIFIERS[said["word"]] if said else ""
