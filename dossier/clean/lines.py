"""The lines of a text dump, and the shape of each: how wide it is, whether it ends as a sentence does."""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

#: Characters that no reader sees, taken off the ends of a line like white space.
INVISIBLE = "\u200b\u2060\ufeff"
#: This much of a line says how wide it is.
MEASURED = 400
_HAN = re.compile("[\u2e80-\u2fff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_\u2e80-\ud7ff]+(?:['’.,-][^\W_\u2e80-\ud7ff]+)*")
#: What may stand in brackets behind the last sentence: （完）, （记者 某某）.
_REMARK = r"(?:\s?[（(][^（）()]{1,20}[）)])?"
#: This much of the end of a line says how it ends.
END_READ = 40
#: A line that ends as a sentence, or that announces what follows.
ENDS = re.compile(rf"(?:[。．！？!?….;；:：]|——){_REMARK}[\s”’\"'」』）)\]】》*]{{0,6}}\Z")
#: A full stop alone, also inside closing marks: what no title has.
STOPS = re.compile(rf"[。．.;；:：…]{_REMARK}[\s”’\"'」』）)\]】》*]{{0,6}}\Z")
#: Widths from which a line that ends as a sentence is a paragraph, and one that does not.
SENTENCE_WIDTH, OPEN_WIDTH = 12, 56
#: Lines of a hard-wrapped text are this long at most (and the longest at least the first): a mail, a README.
WRAP_LEAST, WRAP_MOST = 50, 100
#: Where scripts begin that put no space between words.
CJK = "\u2e80"
#: So many lines must have been broken because the next word had no room.
WRAP_EVIDENCE = 3
_FIRST_WORD = re.compile(r"\S+")


class Line:
    """One line of a dump, white space around it taken off."""

    def __init__(self, text: str, *, after_gap: bool) -> None:
        """after_gap: whether a blank line, or the beginning, stands before it"""
        self.text = text
        self.after_gap = after_gap

    @cached_property
    def width(self) -> int:
        """One for each Han character, two for each word of other scripts, of the line's first `MEASURED` characters"""
        sample = self.text[:MEASURED]
        return len(_HAN.findall(sample)) + 2 * len(_WORD.findall(sample))

    @cached_property
    def ends(self) -> bool:
        """Whether it ends as a sentence does"""
        return ENDS.search(self.text, max(0, len(self.text) - END_READ)) is not None

    @cached_property
    def stops(self) -> bool:
        """Whether it ends in a full stop, a colon or a semicolon"""
        return STOPS.search(self.text, max(0, len(self.text) - END_READ)) is not None

    @cached_property
    def prose(self) -> bool:
        """Whether it looks like a paragraph"""
        return self.width >= (SENTENCE_WIDTH if self.ends else OPEN_WIDTH)


def read_lines(text: str) -> list[Line]:
    """The lines of a text that have any, hard-wrapped ones joined to the paragraph that they were"""
    lines, gap = [], True
    for raw in text.splitlines():
        stripped = raw.strip().strip(INVISIBLE).strip()
        if stripped:
            lines.append(Line(stripped, after_gap=gap))
        gap = not stripped
    margin = _margin(lines)
    return list(_unwrapped(lines, margin)) if margin else lines


def _margin(lines: list[Line]) -> int:
    """The length at which the lines were wrapped; 0: they were not

    A wrapped line ends where the first word of the next one had no room, and mostly in the middle of a sentence.
    """
    margin = max((len(line.text) for line in lines if " " in line.text), default=0)
    if not WRAP_LEAST <= margin <= WRAP_MOST:
        return 0
    full = [line for line, after in pairwise(lines) if _was_broken(line, after, margin)]
    return margin if len(full) >= WRAP_EVIDENCE and 2 * sum(line.ends for line in full) < len(full) else 0


def _was_broken(line: Line, after: Line, margin: int) -> bool:
    """Whether a line of Latin text ended because the first word of the next had no room"""
    word = _FIRST_WORD.match(after.text)
    if after.after_gap or word is None or " " not in line.text or max(line.text[-1], word[0][0]) >= CJK:
        return False
    return len(line.text) <= margin < len(line.text) + 1 + len(word[0])


def _unwrapped(lines: list[Line], margin: int) -> Iterator[Line]:
    parts: list[Line] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        parts.append(line)
        if after is None or not _was_broken(line, after, margin):
            yield parts[0] if len(parts) == 1 else Line(_joined(parts), after_gap=parts[0].after_gap)
            parts = []


def _joined(parts: list[Line]) -> str:
    """The text of several lines: a space between, none after a hyphen"""
    return "".join(part.text if part.text.endswith("-") else part.text + " " for part in parts).strip()
