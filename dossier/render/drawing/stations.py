"""Where somebody worked, one after another: from an editor's roles and events, else from what the program read.

Of one company the editor wins: what articles say of somebody there is left out as soon as the editor says anything of
it. Of what the editor says, roles in the person's file win over events, which fill in what those leave open.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from dossier.model import CuratedRole, Event, RoleFact
from dossier.render.book import Book

#: Events that begin a time at a company, and those that end one.
ARRIVALS = frozenset({"joined", "founded", "appointed", "returned"})
DEPARTURES = frozenset({"left", "removed"})
#: Newest facts of one person that are read: of the most famous there are thousands, and they repeat each other.
FACTS = 200
#: Titles of one time at a company.
TITLES = 4


class Source(Struct, frozen=True, order=True):
    """What says so."""

    article: int
    """Its number, from the oldest."""
    anchor: str = ""
    """HTML id of the place; empty: the article."""


class Station(Struct, frozen=True, kw_only=True):
    """A time at one company. Dates are ISO 8601, perhaps partial, and empty where nobody says."""

    company: str
    """`company/id`."""
    since: str = ""
    until: str = ""
    over: bool = False
    """It has ended, whether or not anybody says when."""
    seen: tuple[str, str] = ("", "")
    """When the first and last articles came out that show somebody there; of what the program read."""
    titles: tuple[str, ...] = ()
    found: bool = False
    """The program read it; else an editor states it."""
    sources: tuple[Source, ...] = ()

    @property
    def known(self) -> str:
        """The first time that it is known to have gone on; empty: none"""
        return self.since or self.seen[0] or self.until

    @property
    def last(self) -> str:
        """The last time that it is known to have gone on; empty: none"""
        return self.until or self.seen[1] or self.since


def stations(book: Book, ref: str) -> tuple[Station, ...]:
    """All stations of a person, the earliest first, those of which no time is known before all others"""
    stated = _stated(book, book.entities[ref].roles)
    stated = _with_events(stated, list(_events(book, ref)))
    known = {station.company for station in stated}
    read = _read(book, book.facts.roles.get(ref, ())[-FACTS:], known)
    return tuple(sorted([*stated, *read], key=_order))


def upto(one: str, other: str) -> bool:
    """Whether a date is no later than another, as far as both are known: 2024-10-03 is up to 2024-10"""
    shared = min(len(one), len(other))
    return one[:shared] <= other[:shared]


def before(one: Station, other: Station) -> bool:
    """Whether a station had ended when another began, as far as anybody says, or was given up for it

    Given up: it began earlier and ended while the other went on, as when somebody sits on a company's board before they
    leave theirs for it. That an article shows somebody at a company says nothing of when that began: a founder is one
    for ever. So what is of no known time neither follows nor precedes anything: “former chair of OpenAI” does not say
    that Tesla came after it.
    """
    if one.until and other.since:
        return upto(one.until, other.since) or _given_up(one, other)
    if one.until:
        return bool(other.until) and not upto(other.until, one.until)
    return one.over and bool(one.known) and bool(other.since) and one.known < other.since


def _given_up(one: Station, other: Station) -> bool:
    """Whether a station of known time that ran when another began ended before that did"""
    began_first = bool(one.since) and not upto(other.since, one.since)
    return began_first and (not other.until or not upto(other.until, one.until))


def origin(known: Sequence[Station], at: Station) -> Station | None:
    """The station before another; None: not known. It may be at the same company: somebody returned"""
    return max((one for one in known if one is not at and before(one, at)), key=lambda s: s.last, default=None)


def destination(known: Sequence[Station], at: Station) -> Station | None:
    """The station after another; None: not known, or it goes on"""
    return min((one for one in known if one is not at and before(at, one)), key=_order, default=None)


def _order(one: Station) -> tuple[str, bool, str, str]:
    """By time; what ended in a month before what began in it"""
    return one.known[:7], bool(one.since), one.last, one.company


def _stated(book: Book, roles: Iterable[CuratedRole]) -> list[Station]:
    """An editor's roles; those at one company that overlap or follow each other at once are one station"""
    found: dict[str, list[Station]] = defaultdict(list)
    for role in sorted(roles, key=lambda r: (r.since or r.until or "~", r.until or "~", r.title)):
        number = book.numbers.get(role.source)
        one = Station(
            company=f"company/{role.company}",
            since=role.since,
            until=role.until,
            over=bool(role.until),
            titles=(role.title,),
            sources=() if number is None else (Source(number),),
        )
        same = found[one.company]
        at = next((n for n, other in enumerate(same) if _touch(other, one)), None)
        if at is None:
            same.append(one)
        else:
            same[at] = _joined(same[at], one)
    return [one for same in found.values() for one in same]


def _touch(one: Station, other: Station) -> bool:
    """Whether two times at one company are one; a role of no known time is a part of any"""
    if not (one.since or one.until) or not (other.since or other.until):
        return True
    ends_first = one.until and other.since and not upto(other.since, one.until)
    begins_last = one.since and other.until and not upto(one.since, other.until)
    return not ends_first and not begins_last


def _joined(one: Station, other: Station) -> Station:
    """Two times at one company as one

    A role that says only when it ended began inside another that was running then, but before one that it made way for.
    """
    if one.since and other.since:
        since = min(one.since, other.since)
    else:
        known, unknown = (one, other) if one.since else (other, one)
        since = "" if unknown.until and upto(unknown.until, known.since) else known.since
    timed = [s for s in (one, other) if s.since or s.until]
    until = max((s.until for s in timed), default="") if all(s.until for s in timed) else ""
    return replace(
        one,
        since=since,
        until=until,
        over=bool(until),
        titles=tuple(dict.fromkeys([*one.titles, *other.titles]))[:TITLES],
        sources=tuple(dict.fromkeys([*one.sources, *other.sources])),
    )


def _events(book: Book, ref: str) -> Iterator[tuple[Event, Source]]:
    """The editor's events that somebody takes part in and that have one company; oldest first"""
    person = ref.partition("/")[2]
    for dated in sorted(book.facts.dated.get(ref, ()), key=lambda d: (d.date, d.article, d.anchor)):
        for anchor in dated.events:
            event = anchor.annotation.event
            if event and person in event.people and len(event.companies) == 1:
                yield event, Source(dated.article, dated.anchor)


def _with_events(stated: Sequence[Station], events: Sequence[tuple[Event, Source]]) -> list[Station]:
    known = list(stated)
    arrivals = [event for event, _ in events if event.type in ARRIVALS]
    for event, source in events:
        date = event.date.partition("/")[0]
        if event.type in ARRIVALS:
            _arrive(known, event, date, source)
        elif event.type in DEPARTURES:
            back = any(e.companies == event.companies and upto(date, e.date) for e in arrivals)
            _leave(known, event, (date, back), source)
    return _continued(known)


def _continued(known: Sequence[Station]) -> list[Station]:
    """Stations of which nobody says that they ended, and later ones at the same company, as one"""
    found: list[Station] = []
    for one in sorted(known, key=_order):
        n = next((n for n, o in enumerate(found) if o.company == one.company and not o.over), None)
        if n is None:
            found.append(one)
        else:
            found[n] = replace(_joined(found[n], one), until=one.until, over=one.over)
    return found


def _arrive(known: list[Station], event: Event, date: str, source: Source) -> None:
    """A new station, unless one at the company was running then; or the beginning of one that has none"""
    company = f"company/{event.companies[0]}"
    for n, one in enumerate(known):
        if one.company == company and upto(one.since, date) and (not one.until or upto(date, one.until)):
            if not one.since and event.type != "appointed":  # appointed: perhaps from within
                known[n] = replace(one, since=date, sources=(*one.sources, source))
            return
    known.append(Station(company=company, since=date, sources=(source,)))


def _leave(known: list[Station], event: Event, when: tuple[str, bool], source: Source) -> None:
    """The end of a station that has none, unless somebody came back; where there is no station, one of known end

    when: the date, and whether somebody came back to the company later, or in the same month for all that is said
    """
    company, (date, back) = f"company/{event.companies[0]}", when
    own = [n for n, one in enumerate(known) if one.company == company]
    if not own:
        known.append(Station(company=company, until=date, over=True, sources=(source,)))
    for n in own:
        one = known[n]
        if not one.until and not back and upto(one.since, date):
            known[n] = replace(one, until=date, over=True, sources=(*one.sources, source))


def _read(book: Book, facts: Sequence[tuple[int, RoleFact]], known: set[str]) -> Iterator[Station]:
    """What sentences say of companies of which the editor says nothing; none where the sentence does not name it"""
    named = [(n, f) for n, f in facts if f.company and not f.inferred and f"company/{f.company}" not in known]
    named.sort(key=lambda one: one[1].company)  # stable: articles stay oldest first
    for company, run in groupby(named, key=lambda one: one[1].company):
        said = list(run)
        since, until = _most(f.since for _, f in said), _most(f.until for _, f in said)
        if since and until and not upto(since, until):
            since = until = ""
        running = [book.cites[n].published[:10] for n, f in said if not f.past and book.cites[n].published]
        yield Station(
            company=f"company/{company}",
            since=since,
            until=until,
            over=bool(until) or said[-1][1].past,
            seen=(running[0], running[-1]) if running else ("", ""),
            titles=tuple(dict.fromkeys(f.title for _, f in said))[:TITLES],
            found=True,
            sources=(_source(book, *said[-1]),),
        )


def _source(book: Book, number: int, fact: RoleFact) -> Source:
    return Source(number, book.words[number].ids[fact.place.block])


def _most(dates: Iterable[str]) -> str:
    """The date that is said most often, of equals the earliest"""
    counts = Counter(filter(None, dates))
    return min(counts, key=lambda date: (-counts[date], date), default="")
