"""Quotations: words within quotation marks that somebody whom the archive knows said or wrote.

The words and the names of a block are masked, so that a pattern says `NAME said, “` whatever they are. Who speaks is
asked in this order: the words before the mark, those behind it, the quotation before, the sentence before, the
paragraph before. Where two could be meant, it is nobody.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from types import ModuleType

from msgspec import Struct

from dossier.link import speech_en, speech_zh
from dossier.link.masks import PERSON
from dossier.link.quoted import CLOSES, Quoted, is_chinese, is_clause, is_ended, masked, quoted
from dossier.link.registry import is_unread
from dossier.link.speech import NEAR, PRONOUN, Said
from dossier.model import Article, Mention, Place, Quotation
from dossier.sentences import sentence_at

_END = re.compile(r"[。！？!?]|\.(?=[\s”\"]|\Z)")
#: Behind a quotation: it is a part of a sentence that goes on, such as a name (表示，“…”将…); not so if it has ended.
_GOES_ON = re.compile(r"[ \xa0]?(?:\w|、)")
#: Most characters of a sentence before a quotation that are looked at.
_LOOK = 2 * NEAR
#: How far back a pronoun means the one person whom its paragraph names.
_BACK = 3 * NEAR
#: The one whom a pronoun speaks to stands before this: “…,” he told Jane Doe, and …
_CLAUSE_END = re.compile(r"[，。！？；：:;,.!?“\"「]")


class _Attributed(Struct, frozen=True):
    """A quotation's marks, who said it, and how that is known."""

    marks: Quoted
    speaker: str
    how: str


def quotations(article: Article, found: Sequence[Mention]) -> tuple[Quotation, ...]:
    """The quotations of an article whose speaker is one of its mentions, in reading order

    found: the article's mentions, in reading order.
    """
    if not found:
        return ()
    by_block: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        by_block[mention.place.block].append(mention)
    said: list[Quotation] = []
    before: _Block | None = None
    read = [(n, block.text) for n, block in enumerate(article.blocks) if block.text and not is_unread(block)]
    for position, (number, text) in enumerate(read):
        following = read[position + 1][1] if position + 1 < len(read) else ""
        here = _Block(text, by_block.get(number, []), before)
        for one in here.attributed():
            # Words that no mark closes go on in the next paragraph, which opens with a mark; else it is a slip.
            if one.marks.closed or following[:1] in CLOSES:
                place = Place(block=number, start=one.marks.start, end=one.marks.end)
                said.append(Quotation(place=place, speaker=one.speaker, how=one.how))
        before = here
        before.before = None
    return tuple(said)


class _Block:
    """One block: who says what in it; asked by the next one who spoke last."""

    def __init__(self, text: str, found: Sequence[Mention], before: "_Block | None") -> None:
        """before: the block before, as it was read"""
        self.text, self.before, self._found = text, before, found
        self.marks = quoted(text)
        self._at = {m.place.start: f"{m.kind}/{m.entity}" for m in found}
        self._starts = [m.place.start for m in found]
        self._masked: str | None = None
        self._rules: ModuleType | None = None
        self._said: list[_Attributed] = []

    @property
    def masked(self) -> str:
        if self._masked is None:
            self._masked = masked(self.text, self._found, self.marks)
        return self._masked

    @property
    def rules(self) -> ModuleType:
        """Of the block's language; asked for once, for a pronoun asks again and again"""
        if self._rules is None:
            self._rules = speech_zh if is_chinese(self.text) else speech_en
        return self._rules

    def attributed(self) -> list[_Attributed]:
        """The quotations of the block with their speakers"""
        if self.marks:
            rules = self.rules
            for number, marks in enumerate(self.marks):
                known = self._speaker(number, rules)
                if known:
                    self._said.append(_Attributed(marks, *known))
        return self._said

    def carried(self) -> str:
        """Who goes on speaking in the next block: its quotation is not closed, or it ends with `X said:`"""
        if self._said and not self._said[-1].marks.closed:
            return self._said[-1].speaker
        if self.text[-1] not in ":：":
            return ""
        first, _ = sentence_at(self.masked, len(self.text) - 1)
        rules = self.rules
        _, said = rules.before(self.masked[first:])
        return self._whom(said, first, len(self.text)) if said else ""

    # --- who speaks --------------------------------------------------------------------------------------------

    def _speaker(self, number: int, rules: ModuleType) -> tuple[str, str] | None:
        """Speaker of a quotation, and how that is known; None: nobody known, or it cannot be told"""
        marks = self.marks[number]
        words = self.text[marks.start : marks.end]
        if not is_clause(words, glued=False):
            return None
        first = max(sentence_at(self.masked, marks.left)[0], marks.left - _LOOK)
        heard, said = rules.before(self.masked[first : marks.left])
        if heard:
            return self._introduced(said, first, marks) if said else None
        rest = self._rest(number)
        heard, said = rules.after(rest)
        if heard and _belongs(words, rest, said):
            return self._told(said, marks) if said else None
        if heard and not is_ended(words):
            return None
        speaker = self._continued(number, first, rules)
        if speaker or number or marks.left or not is_ended(words) or rules is not speech_zh:
            return (speaker, "continued") if speaker else None
        told = speech_zh.beside(rest)  # nothing stands before it, so that the sentence behind tells whose it is
        return (self._whom(told, marks.right, marks.left), "after") if told else None

    def _told(self, said: Said, marks: Quoted) -> tuple[str, str] | None:
        """By the words behind a quotation; a pronoun is not the one who is spoken to: “…,” he told Jane Doe"""
        speaker, how = self._whom(said, marks.right, marks.left), "after"
        if said.start == PRONOUN:
            stop = _CLAUSE_END.search(self.masked, marks.right + 2)
            how = "pronoun"
            if speaker in self._people(marks.right, stop.start() if stop else len(self.masked)):
                return None
        return (speaker, how) if speaker else None

    def _introduced(self, said: Said, first: int, marks: Quoted) -> tuple[str, str] | None:
        """By the words before a quotation, which begin at `first`"""
        words = self.text[marks.start : marks.end]
        if _GOES_ON.match(self.text, marks.right) and not (is_ended(words) or words.endswith((",", "，"))):
            return None
        if (said.glued and not is_clause(words, glued=True)) or (said.weak and not is_ended(words)):
            return None
        speaker = self._whom(said, first, marks.left)
        return (speaker, "pronoun" if said.start == PRONOUN else "before") if speaker else None

    def _continued(self, number: int, first: int, rules: ModuleType) -> str:
        """Of the quotation, sentence or block before, if nothing parts this one from it"""
        marks = self.marks[number]
        last = self._said[-1] if self._said else None
        if last and number and last.marks == self.marks[number - 1]:
            between = self.masked[last.marks.right : marks.left]
            if not between.strip() or (last.how in ("after", "pronoun", "continued") and _is_one_sentence(between)):
                return last.speaker
        tail = self.masked[first : marks.left]
        if tail.rstrip().endswith(("，", ",")):
            # X表示，…，“…”; where somebody else is named in between, the words may be theirs.
            said = rules.within(tail) if len(self._people(first, marks.left)) <= 1 else None
            return self._whom(said, first, marks.left) if said and not _GOES_ON.match(self.text, marks.right) else ""
        if tail.strip():
            return ""
        if first == 0:
            return self.before.carried() if self.before else ""
        if not is_ended(self.text[marks.start : marks.end]):
            return ""
        start, end = self._sentence_before(first)
        said = rules.within(self.masked[start:end])
        return self._whom(said, start, start) if said else ""

    def _rest(self, number: int) -> str:
        following = self.marks[number + 1].left if number + 1 < len(self.marks) else len(self.text)
        return self.masked[self.marks[number].right : following]

    # --- whose name it is --------------------------------------------------------------------------------------

    def _whom(self, said: Said, base: int, at: int) -> str:
        """`kind/id` of a speaker; base: where the text that the rule saw begins, at: from where a pronoun looks back"""
        return self._meant(at) if said.start == PRONOUN else self._at.get(base + said.start, "")

    def _meant(self, at: int) -> str:
        """Whom a pronoun means: the one person of its sentence so far, or else of the one before"""
        first, _ = sentence_at(self.masked, at)
        people = self._people(first, at)
        if people:
            return people.pop() if len(people) == 1 else ""
        if first > 0:
            return self._only(*self._sentence_before(first)) or self._sole(first)
        return self.before.last() if self.before else ""

    def last(self) -> str:
        """The one person of the last sentence, or who speaks in it"""
        return self._only(*sentence_at(self.masked, len(self.text) - 1)) or self._sole(len(self.text))

    def _sole(self, end: int) -> str:
        """The only person whom the paragraph names before an offset, and nobody without a name since"""
        start = max(0, end - _BACK)
        people = self._people(start, end)
        if len(people) != 1:
            return ""
        named = self._starts[bisect_left(self._starts, start)]
        return "" if self.rules.has_stranger(self.masked[named:end]) else people.pop()

    def _only(self, start: int, end: int) -> str:
        sentence, people = self.masked[start:end], self._people(start, end)
        last = next((one for one in reversed(self._said) if one.marks.left < end), None)
        if last and last.marks.left >= start:
            return last.speaker if people <= {last.speaker} else ""
        rules = self.rules
        told = rules.within(sentence)
        if told and told.start != PRONOUN and self.masked[start + told.start] == PERSON:
            return self._at.get(start + told.start, "")
        if not people:
            return self._spoken(end)
        return people.pop() if len(people) == 1 and not rules.has_stranger(sentence) else ""

    def _spoken(self, end: int) -> str:
        """The person whose quotation stands right before a sentence that names nobody"""
        last = self._said[-1] if self._said else None
        if last is None or not last.speaker.startswith("person/") or end - last.marks.right > NEAR:
            return ""
        return last.speaker if _is_one_sentence(self.masked[last.marks.right : end]) else ""

    def _people(self, start: int, end: int) -> set[str]:
        """Who is named outside of quotation marks"""
        inside = self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return {self._at[at] for at in inside if self.masked[at] == PERSON}

    def _sentence_before(self, first: int) -> tuple[int, int]:
        at = first - 1
        while at > 0 and self.masked[at].isspace():
            at -= 1
        return sentence_at(self.masked, max(0, at))


def _belongs(words: str, rest: str, said: Said | None) -> bool:
    """Whether the verb behind a quotation is its own: not of a sentence that has ended, nor of the next quotation"""
    if words.endswith("."):
        return False
    if is_ended(words) and words[-1] in "。！？":
        return said is None or not said.leads_on or rest.rstrip().endswith(("，", ","))
    # English print loses commas: “… and continue to see ” Jane Doe said.
    parted = words.endswith((",", "，", "—", "-")) or rest.lstrip().startswith((",", "，", "—"))
    return is_ended(words) or parted or words[-1].isascii()


def _is_one_sentence(text: str) -> bool:
    """Whether text is one sentence at most, with its full stop"""
    ends = [match.end() for match in _END.finditer(text)]
    return bool(text.strip()) and (len(ends) == 0 or (len(ends) == 1 and not text[ends[0] :].strip()))
