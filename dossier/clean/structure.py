"""The structure of kept lines: headings between paragraphs, lists of marked items."""

from collections.abc import Sequence

from dossier.clean import dump_rules as rules
from dossier.clean.weigh import Judged
from dossier.model import Block

#: Where the marked lines of a list are fewer, the marks are text.
LEAST_ITEMS = 2
#: Widest heading.
HEADING_WIDEST = 40
#: Level of a heading that a dump has: below the title.
LEVEL = 2


def list_groups(texts: Sequence[str]) -> dict[int, tuple[int, int, str]]:
    """Number of a line → (number of its list from 1, length of its mark, style) for every item of a list

    A list is two marked lines or more in a row; numbers must count from 1, since the page draws its own.
    """
    found: dict[int, tuple[int, int, str]] = {}
    group, start = 0, 0
    while start < len(texts):
        end, style = _run(texts, start)
        if end - start >= LEAST_ITEMS:
            group += 1
            found.update({n: (group, _mark(texts[n], style), style) for n in range(start, end)})
        start = max(end, start + 1)
    return found


def block_of(kept: Sequence[Judged], number: int, groups: dict[int, tuple[int, int, str]]) -> tuple[Block, str]:
    """The block of a kept line, and the list mark that was taken off its front"""
    one = kept[number]
    if number in groups:
        group, length, style = groups[number]
        block = Block(kind="item", text=one.text[length:].strip(), group=group, style=style)
        return block, one.text[:length].strip()
    if one.credit:
        return Block(kind="credit", text=one.text), ""
    following = kept[number + 1] if number + 1 < len(kept) else None
    if _is_heading(one, following) and number + 1 not in groups:
        return Block(kind="heading", text=one.text, level=LEVEL), ""
    return Block(kind="paragraph", text=one.text), ""


def _run(texts: Sequence[str], start: int) -> tuple[int, str]:
    """Where the list that begins at a line ends, and its style; the line itself: none begins there"""
    end = start
    while end < len(texts) and rules.BULLET.match(texts[end]):
        end += 1
    if end > start:
        return end, ""
    while end < len(texts) and (number := rules.NUMBER.match(texts[end])) and int(number[1]) == end - start + 1:
        end += 1
    return end, "ordered"


def _mark(text: str, style: str) -> int:
    match = (rules.NUMBER if style else rules.BULLET).match(text)
    return match.end() if match else 0


def _is_heading(one: Judged, following: Judged | None) -> bool:
    """A short line that does not end as a sentence does, above a paragraph"""
    if one.line.ends or one.line.width > HEADING_WIDEST or following is None or rules.SIGN_OFF.match(one.text):
        return False
    return following.line.prose or following.line.ends
