"""Chinese names of two to four characters, by the shape of a name and the words around it.

Without a segmenter, a surname character is a name's beginning only if no ordinary word covers it, and its end is where
the next word begins: 张磊今天 is 张磊 since 今天 is a word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dossier.link.candidates.chinese_edges import edge_lists, left_of, right_of
from dossier.link.candidates.clues import Clue
from dossier.link.candidates.lexicon import characters, ordinary, word_after, words

#: Between two names of a list: 王强(2016年)、李丽 or 王强和李丽.
_JOINT = re.compile(
    r"(?:\([^()\n]{1,24}\))?(?: ?[、/] ?|,? ?(?:和|与|及|以及|还有) ?)(?=[\u4e00-\u9fff])"
    r"|\([^()\n]{1,24}\), ?"
)
#: Who wrote or took the picture: (记者 王强), 图/王强, 编辑:王强.
_BYLINE = re.compile(
    r"[(【\[](?:[\u4e00-\u9fff]{2,6})?记者 ?[/:|]? ?$"
    r"|(?:^|[\s(【\[|])"
    r"(?:文|图|文字|摄影|编辑|责编|责任编辑|校对|作者|审核|制图|摄|编译|整理|撰文|采写|来源) ?[/:|丨] ?$"
)
_BYLINE_AFTER = re.compile(r" ?[/]? ?(?:摄影?|制图|报道|整理|编译)(?=$|[\s)】。,])")
#: How many characters before a name a byline may begin.
_BYLINE_WINDOW = 14
_ALIAS_AFTER = re.compile(r"\((?:均?为?化名|系化名)")


class Shape(Struct, frozen=True):
    """A string that looks like a name at a place, with what stands around it."""

    start: int
    end: int
    weak: bool
    left: str
    """title, office (ends like a title), organisation, listed, start, edge, or empty: unknown."""
    right: str
    """title, speech, deed, listed, edge, word (an ordinary one), or empty."""
    usual: bool
    """All its given characters are usual ones."""


@lru_cache(maxsize=1)
def _surname() -> re.Pattern[str]:
    """The first character of a surname, before one that given names can have; it begins with a set of characters, so
    that a search skips all others at once
    """
    compounds = sorted(words("zh_names", "surnames-compound"))
    single = "".join(sorted(characters("surnames-strong") | characters("surnames-weak")))
    never = "".join(sorted(characters("never-given")))
    first = "".join(sorted({*single, *(name[0] for name in compounds)}))
    ends = "|".join(f"(?<={name[0]}){name[1:]}" for name in compounds)
    return re.compile(f"[{first}](?:{ends}|(?<=[{single}])(?=[\u4e00-\u9fff])(?![{never}]))")


def _surname_length(text: str, start: int) -> int:
    """How many characters the surname at a place has; 0: there is none"""
    lists = edge_lists()
    if text[start : start + 2] in lists["compound"]:
        return 2
    return int(text[start] in lists["surnames"])


def chinese_people(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Clue]:
    """Clues to people with Chinese names; `taken`: places of names already known, whatever they are"""
    covered, ends = _covered(taken), {end for _, end in taken}
    starts = (match.start() for match in _surname().finditer(text))
    shapes = [shape for start in starts if start not in covered for shape in _shape(text, start)]
    shapes = [_of_company(shape) if shape.start in ends else shape for shape in shapes]
    shapes = [s for s in _settled(text, shapes) if covered.isdisjoint(range(s.start, s.end))]
    lists = _chains(text, shapes)
    repeats = Counter(text[shape.start : shape.end] for shape in shapes if shape.left or shape.right)
    for number, shape in enumerate(shapes):
        for rule in _rules(text, shape, lists[number], repeats):
            yield Clue("person", shape.start, shape.end, rule)


def _of_company(shape: Shape) -> Shape:
    """A name right behind a company's: 美团王兴"""
    return shape if shape.left in ("title", "office") else replace(shape, left="organisation")


def _covered(taken: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in taken for at in range(start, end)}


def is_name_at(text: str, start: int) -> bool:
    """Whether a Chinese name with a sure surname, or a clear end, begins at an offset"""
    return start < len(text) and any(shape.right or not shape.weak for shape in _shape(text, start))


def name_before(text: str, end: int) -> int:
    """Where a Chinese name that ends at an offset begins; `end`: there is none"""
    for length in (3, 2, 4):
        start = end - length
        surname = _surname_length(text, start) if start >= 0 else 0
        if surname != (2 if length == 4 else 1) or not left_of(text, start):
            continue
        if _can_be_given(text[start + surname : end], edge_lists()["never"]) and text[start:end] not in ordinary():
            return start
    return end


# --- the shape and its edges -----------------------------------------------------------------------------------------


def _shape(text: str, start: int) -> list[Shape]:
    """The name that begins with a surname at a place, if it looks like one: none or one"""
    lists = edge_lists()
    length = _surname_length(text, start)
    if text[start - 1 : start].isdecimal():  # 2213项记录: what is counted; 项 is a surname too
        return []
    behind_office = text[start - 1 : start] in lists["offices"]  # 首席技术官方若川, though 官方
    if not length or (not behind_office and _inside_word(text, start, lists["ordinary"])):
        return []
    ends = [end for end in (start + length + 2, start + length + 1) if _may_end(text, start, length, end)]
    left = left_of(text, start) if ends else ""
    if behind_office and left != "title" and _inside_word(text, start, lists["ordinary"]):
        return []
    shapes = []
    for end in ends:
        given = text[start + length : end]
        if not _can_be_given(given, lists["never"]) and not _ends_late(text, start, end, left):
            continue
        if not left and end - start > 2 and text[start : start + 2] in lists["ordinary"]:
            continue
        sure = text[start] in lists["strong"] or length > 1
        # 总裁田安娜、 but not 投资者应提高
        sure = sure or (left == "title" and right_of(text, end) in ("title", "speech", "listed"))
        if not sure and given in lists["ordinary"]:
            continue
        weak = text[start] not in lists["strong"] or text[start:end] in lists["either"]
        weak = (weak and length == 1) or text[start : start + 2] in lists["ordinary"]
        usual = lists["given"].issuperset(given)
        shapes.append(Shape(start, end, weak, left, right_of(text, end), usual))
    return _one_of(text, shapes)


def _may_end(text: str, start: int, surname: int, end: int) -> bool:
    """Whether a name may end at an offset, by its own characters: nearly none does, and what is around it costs more

    surname: its length.
    """
    lists = edge_lists()
    given = text[start + surname : end]
    if len(given) != end - start - surname or given in lists["leads"] or text[start:end] in lists["ordinary"]:
        return False
    if not _can_be_given(given, lists["never"]) and given[-1] not in lists["last"]:
        return False
    return not _straddled(text, start, end, lists["ordinary"])


def _can_be_given(given: str, never: frozenset[str]) -> bool:
    """Whether all of one or more characters are Han characters that given names have"""
    return never.isdisjoint(given) and min(given) >= "\u4e00" and max(given) <= "\u9fff"


def _ends_late(text: str, start: int, end: int, left: str) -> bool:
    """Whether a character that seldom is a given one ends a name of three: 林百里, where both edges are clear"""
    lists = edge_lists()
    if end - start != 3 or left not in ("title", "office", "listed") or text[end - 1] not in lists["last"]:
        return False
    right = right_of(text, end)
    if text[end - 1] == "和" and right != "speech":  # 主任应东和介绍, but not 总裁张磊和董事长
        return False
    return bool(right) and _can_be_given(text[start + 1 : end - 1], lists["never"])


def _inside_word(text: str, start: int, lexicon: frozenset[str]) -> bool:
    """Whether an ordinary word begins before a surname and covers it: 紧张磊, 扩张性"""
    before = text[max(0, start - 2) : start]
    if not before or not "\u4e00" <= before[-1] <= "\u9fff":
        return False
    if text[start - 1 : start + 1] in lexicon or text[start - 1 : start + 2] in lexicon:
        return True
    return len(before) == 2 and (text[start - 2 : start + 1] in lexicon or text[start - 2 : start + 2] in lexicon)


def _straddled(text: str, start: int, end: int, lexicon: frozenset[str]) -> bool:
    """Whether an ordinary word begins inside a name and ends behind it, or is a longer one from its beginning"""
    openings = edge_lists()["openings"]
    for at in range(start, end):
        if text[at : at + 2] in openings:
            for stop in range(end + 1, min(end + 3, len(text)) + 1):
                if text[at:stop] in lexicon:
                    return True
    return False


def _one_of(text: str, shapes: list[Shape]) -> list[Shape]:
    """Three characters or two, by which of the two ends where a word begins"""
    if len(shapes) < 2:
        return shapes
    long, short = shapes
    if _firmness(short.right) != _firmness(long.right):
        return [max(shapes, key=lambda shape: _firmness(shape.right))]
    rare = text[short.end] not in edge_lists()["known"]  # no ordinary word has it: 林俊旸
    return [long] if long.usual or rare else [short]


def _firmness(right: str) -> int:
    """How clearly what stands behind a name says that the name is over"""
    return 0 if not right else 1 if right in ("edge", "word") else 2


def _settled(text: str, shapes: list[Shape]) -> list[Shape]:
    """One length for one person: 吴亚 is 吴亚军 cut short where the longer name stands more often; none overlap"""
    counts = Counter(text[shape.start : shape.end] for shape in shapes if shape.right or shape.left)
    settled, last = [], 0
    for found in shapes:
        shape = _lengthened(text, found, counts)
        name = text[shape.start : shape.end]
        is_cut_wrong = len(name) == 3 and counts[name[:2]] > max(2, 2 * counts[name])
        if shape.start >= last and not is_cut_wrong:
            settled.append(shape)
            last = shape.end
    return settled


def _lengthened(text: str, shape: Shape, counts: Counter[str]) -> Shape:
    """A name with one character more, where that is the commoner name"""
    name, longer = text[shape.start : shape.end], text[shape.start : shape.end + 1]
    if len(longer) == len(name) or counts[longer] <= counts[name]:
        return shape
    return replace(shape, end=shape.end + 1, right=right_of(text, shape.end + 1))


# --- lists and rules -------------------------------------------------------------------------------------------------


def _chains(text: str, shapes: list[Shape]) -> list[int]:
    """For each name, how many names stand in its list; 1: it stands alone"""
    sizes, run = [], 1
    for number, shape in enumerate(shapes):
        following = shapes[number + 1].start if number + 1 < len(shapes) else -1
        joint = _JOINT.match(text, shape.end)
        if joint and joint.end() == following:
            run += 1
            continue
        sizes += [run] * run
        run = 1
    return sizes


def _rules(text: str, shape: Shape, listed: int, repeats: Counter[str]) -> Iterator[str]:
    """The rules that hold for a name at its place; none: it is nobody"""
    name = text[shape.start : shape.end]
    if _nobody(text, shape):
        return
    if not (shape.left or shape.right) and repeats[name] < 2:
        return
    if shape.weak:
        yield "weak-surname-shape"
    elif shape.usual:
        yield "full-surname-shape" if len(name) > 2 else "surname-shape"
    else:
        yield "odd-surname-shape"
    if shape.left in ("title", "office", "organisation"):
        yield "organisation-before" if shape.left == "organisation" else "title-before"
    if shape.right in ("title", "speech", "deed") and shape.left:
        yield {"title": "title-after", "speech": "speech-verb", "deed": "deed"}[shape.right]
    if listed > 2:
        yield "name-list"
    elif listed == 2:
        yield "name-pair"
    if shape.left == "start":
        yield "clause-start"
    if shape.left and shape.right:
        yield "clean-edges"
        if repeats[name] > 1:
            yield "repeated"


def _nobody(text: str, shape: Shape) -> bool:
    """Bylines, pseudonyms, and what is named after somebody"""
    if _ALIAS_AFTER.match(text, shape.end) or _BYLINE_AFTER.match(text, shape.end):
        return True
    if _BYLINE.search(text, max(0, shape.start - _BYLINE_WINDOW), shape.start):
        return True
    return bool(word_after(text, shape.end, edge_lists()["things"], 5)) and shape.right != "title"
