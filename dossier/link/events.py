"""Events that sentences tell: proposals for an editor, from verbs like 离职, 加入, 收购, left, joined, acquired.

What is denied, planned, wished, asked or only rumoured gives none: a timeline holds what happened. The date is one that
the sentence names, never the day of publication by itself.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from dossier.link.dates_told import OPENING
from dossier.link.deeds import DATE, Deed, deeds
from dossier.link.events_en import ENGLISH
from dossier.link.events_zh import CHINESE
from dossier.link.masks import COMPANY, PERSON, without_masks
from dossier.model import Article, Event, EventFact, FoundDate, Mention, Place, RoleFact
from dossier.sentences import sentences
from dossier.simplified import in_simplified

_Placed = TypeVar("_Placed", Mention, FoundDate)
_MASKS = {"person": PERSON, "company": COMPANY}
_LANGUAGES = (CHINESE, ENGLISH)
_COMMA = re.compile(r"[，,；;]")
#: Before a date that ends something else, or behind one.
_UNTIL = re.compile(r"(?:[Uu]ntil|[Tt]ill|[Ss]ince|直到|截至|截止|直至) ?\Z")
#: Behind a date: a verb with a noun that it describes.
_OF_NOUN = re.compile(
    r"(?:加入|入职|成立|创立|创办|离开|上任|出任|担任|发布|推出|收购|任命|退休|毕业|上市)[^，,]{0,12}的"
)
#: Characters before a clause in which its subject may stand.
_NEAR = 160
#: Characters on either side of a deed, within its sentence, that may say more of it.
_FAR = 400
#: Tellings of one kind about somebody that another one is compared with.
_TELLINGS = 50
#: Kinds that say nothing without a person, or without a company.
_OF_PEOPLE = frozenset({"left", "joined", "returned", "appointed", "promoted", "removed"})
_OF_TWO = frozenset({"acquired", "merged", "sued"})


class _Known(Struct, frozen=True):
    """What an article's block is known to hold, in reading order."""

    number: int
    text: str
    mentions: tuple[Mention, ...]
    dates: tuple[FoundDate, ...]
    roles: tuple[RoleFact, ...]


def events(
    article: Article, found: Sequence[Mention], dates: Iterable[FoundDate], roles: Iterable[RoleFact]
) -> tuple[EventFact, ...]:
    """The events that an article's sentences tell, in reading order, each once

    found, dates, roles: of this article, in reading order. Of two tellings of one event the fuller one stays: the one
    with a company, with a date, the first.
    """
    facts = [fact for block in _blocks(article, found, dates, roles) for fact in _Reader(block).facts()]
    return tuple(_distinct(facts))


def _blocks(
    article: Article, found: Sequence[Mention], dates: Iterable[FoundDate], roles: Iterable[RoleFact]
) -> Iterator[_Known]:
    mentions, dated, titled = defaultdict(list), defaultdict(list), defaultdict(list)
    for mention in found:
        mentions[mention.place.block].append(mention)
    for date in dates:
        dated[date.place.block].append(date)
    for role in roles:
        titled[role.place.block].append(role)
    for number, mine in mentions.items():
        text = article.blocks[number].text
        if not text.isascii() or ENGLISH.sign.search(text):
            yield _Known(number, text, tuple(mine), tuple(dated[number]), tuple(titled[number]))


class _Reader:
    """One block: its deeds become facts."""

    def __init__(self, block: _Known) -> None:
        self._block = block
        self._at = {m.place.start: m for m in block.mentions}
        self._masked = _masked(block)
        self._employers = _employers(block)

    def facts(self) -> Iterator[EventFact]:
        for start, end in sentences(self._block.text):
            if not _within(self._block.mentions, start - _NEAR, end):
                continue
            for language in _LANGUAGES:
                told = sorted(deeds(self._masked, start, end, language), key=lambda d: (d.cue, d.start))
                yield from self._sentence(told, start, end)

    def _sentence(self, told: Iterable[Deed], start: int, end: int) -> Iterator[EventFact]:
        for deed in told:
            event = self._event(deed, max(start, deed.start - _FAR), min(end, deed.end + _FAR))
            if event:
                place = Place(block=self._block.number, start=deed.start + self._blank(deed), end=deed.end)
                yield EventFact(event=event, place=place)

    def _blank(self, deed: Deed) -> int:
        words = self._masked[deed.start : deed.end]
        return len(words) - len(words.lstrip())

    def _event(self, deed: Deed, start: int, end: int) -> Event | None:
        """What a deed says; None: who did it is not known"""
        people = [self._at[at].entity for at in deed.people]
        companies = [self._at[at].entity for at in deed.companies]
        if deed.lacks:
            subject = self._subject(deed, start)
            if subject is None:
                return None
            (companies if deed.lacks == "company" else people).insert(0, subject.entity)
        if deed.type in _OF_PEOPLE and not companies and deed.people:
            companies = self._of_titles(deed, start, end)
        people, companies = list(dict.fromkeys(people)), sorted(set(companies))
        if not _is_whole(deed.type, people, companies):
            return None
        date = self._date(deed, start, end)
        return Event(type=deed.type, date=date, people=tuple(people), companies=tuple(companies))

    def _of_titles(self, deed: Deed, start: int, end: int) -> list[str]:
        """The companies of the titles that stand beside a deed's people, where its sentence names them"""
        named = {m.entity for m in _within(self._block.mentions, start, end)}
        return [self._employers[at] for at in deed.people if self._employers.get(at) in named]

    def _subject(self, deed: Deed, start: int) -> Mention | None:
        """The only person, or company, named in the sentence before; of a pronoun also in the one before"""
        kind = "company" if deed.lacks == "company" else "person"
        first = deed.start - _NEAR if deed.lacks == "pronoun" else max(start, deed.start - _NEAR)
        near = [m for m in _within(self._block.mentions, first, deed.start) if m.kind == kind]
        return near[-1] if len({m.entity for m in near}) == 1 else None

    def _date(self, deed: Deed, start: int, end: int) -> str:
        """The nearest date of the clause, or else one before that holds for the clause too; empty: none"""
        inside = [d for d in _within(self._block.dates, start, end) if self._is_point(d)]
        first, last = self._clause(deed, start, end)
        before = [d for d in inside if d.place.end <= deed.cue[0] and not self._is_of_noun(d, deed)]
        if self._masked.startswith("的", deed.cue[1]):
            return next((d.value for d in before if d.place.start >= deed.start), "")
        near = [d.value for d in before if d.place.start >= first][-1:]
        after = [d.value for d in inside if deed.cue[1] <= d.place.start < last][:1]
        in_clause = near + after if deed.language.date_first else after + near
        return in_clause[0] if in_clause else self._carried(deed, before, (first, last))

    def _carried(self, deed: Deed, before: Sequence[FoundDate], clause: tuple[int, int]) -> str:
        """The last date before a clause, where that goes on, or where the date opens a clause: 2023年11月17日，…"""
        if not before or deed.language.later.search(self._masked, *clause):
            return ""
        at = before[-1].place.start
        goes_on = bool(deed.lacks) or self._masked.startswith(" and ", clause[0])
        return before[-1].value if goes_on or OPENING.search(self._block.text, max(0, at - 8), at) else ""

    def _is_of_noun(self, date: FoundDate, deed: Deed) -> bool:
        """Whether a date before a deed tells of somebody what is no part of it: 去年加入公司的副总裁某某离职"""
        return bool(_OF_NOUN.match(self._masked, date.place.end, max(date.place.end, deed.start)))

    def _is_point(self, date: FoundDate) -> bool:
        """Whether a date is one when something happened, not one up to which it lasted"""
        return not _UNTIL.search(self._block.text, max(0, date.place.start - 8), date.place.start)

    def _clause(self, deed: Deed, start: int, end: int) -> tuple[int, int]:
        """Of a deed's verb"""
        commas = [m.end() for m in _COMMA.finditer(self._masked, max(start, deed.cue[0] - _NEAR), deed.cue[0])]
        after = _COMMA.search(self._masked, deed.cue[1], end)
        return commas[-1] if commas else start, after.start() if after else end


def _masked(block: _Known) -> str:
    """Simplified, with names and dates as runs of one character: a name behind its bracketed other one stays apart"""
    parts, last = list[str](), 0
    text = in_simplified(without_masks(block.text, (PERSON, COMPANY, DATE)))
    spans = [(m.place.start, m.place.end, _MASKS[m.kind]) for m in block.mentions]
    spans += [(d.place.start, d.place.end, DATE) for d in block.dates]
    for start, end, mask in sorted(spans):
        if start >= last:
            parts += [text[last:start], mask * (end - start)]
            last = end
    return "".join((*parts, text[last:]))


def _employers(block: _Known) -> dict[int, str]:
    """Start of a person's name → the company of the title that stands in the same words"""
    found: dict[int, str] = {}
    for role in block.roles:
        if role.company:
            beside = _within(block.mentions, role.place.start, role.place.end)
            found |= {m.place.start: role.company for m in beside if m.entity == role.person}
    return found


def _within(placed: Sequence[_Placed], start: int, end: int) -> Sequence[_Placed]:
    """Of things in reading order those that begin between two offsets"""
    first = bisect_left(placed, start, key=lambda one: one.place.start)
    return placed[first : bisect_left(placed, end, lo=first, key=lambda one: one.place.start)]


def _is_whole(kind: str, people: Sequence[str], companies: Sequence[str]) -> bool:
    """Whether an event names all without whom it says nothing"""
    if kind in _OF_TWO:
        return len(people) + len(companies) > 1
    return bool(people) if kind in _OF_PEOPLE else bool(companies)


def _distinct(facts: Iterable[EventFact]) -> list[EventFact]:
    """Each event once, by its fullest telling, in reading order"""
    kept: list[EventFact] = []
    told: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: (-len(f.event.companies), not f.event.date, _place(f))):
        event = fact.event
        subject = event.type, (*event.people, *event.companies)[0]
        if not any(_covers(other, event) for other in told[subject][:_TELLINGS]):
            kept.append(fact)
            for one in (*event.people, *event.companies):
                told[event.type, one].append(event)
    return sorted(kept, key=lambda f: (_place(f), f.event.type, f.event.people, f.event.companies))


def _covers(fuller: Event, other: Event) -> bool:
    """Whether one telling says all that another says, and their dates may be one"""
    return (
        fuller.type == other.type
        and set(other.people) <= set(fuller.people)
        and set(other.companies) <= set(fuller.companies)
        and (
            not other.date
            or not fuller.date
            or fuller.date.startswith(other.date)
            or other.date.startswith(fuller.date)
        )
    )


def _place(fact: EventFact) -> tuple[int, int, int]:
    return fact.place.block, fact.place.start, fact.place.end
