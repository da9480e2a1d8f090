"""Roles of a person, or of the people of a company: what editors state, and what the program read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from dossier.model import CuratedRole, RoleFact, Span
from dossier.render.book import Book
from dossier.render.contributions import Hit
from dossier.render.names import language
from dossier.render.views import RoleView

#: A title that a sentence gives, and the number of its article.
Read: TypeAlias = tuple[int, RoleFact]


class Roles(Struct, frozen=True, kw_only=True):
    """All that is said of what somebody is and was."""

    now: Sequence[RoleView]
    """What editors state and has no end, the newest first."""
    before: Sequence[RoleView]
    """What editors state and has ended, the last first."""
    read: Sequence[Read]
    """What the program read, the newest first."""


def stated(book: Book, ref: str) -> tuple[list[RoleView], list[RoleView]]:
    """What editors state: what has no end, the newest first, and what has ended, the last first

    Of one date in the order of the editor's file.
    """
    roles = [_stated(book, other, role) for other, role in _own(book, ref)]
    now = sorted((role for role in roles if not role.until), key=lambda role: role.since, reverse=True)
    before = sorted((role for role in roles if role.until), key=lambda role: (role.until, role.since), reverse=True)
    return now, before


def read(book: Book, ref: str) -> list[Read]:
    """What the program read and no editor states, the newest first; of each title the newest that is said of it"""
    return list(_once(book, ref, reversed(book.facts.roles.get(ref, ())), lambda fact: False))


def read_ever(book: Book, ref: str) -> list[Read]:
    """The same, but of each title when it was first read, and when it was first read as over; the newest first

    So an article that repeats an old title moves nothing in a list that is numbered from the oldest entry.
    """
    return list(_once(book, ref, iter(book.facts.roles.get(ref, ())), lambda fact: fact.past))[::-1]


def in_short(book: Book, ref: str, roles: Roles) -> tuple[Sequence[RoleView | Read], Sequence[RoleView | Read]]:
    """What somebody is and what they were: as editors state it, else as the program read it last, once for each company

    An article says what somebody was when it was written, and those that tell of a farewell come out after it: a title
    at a company at which an editor states that their time has ended is none any more, and neither is one without a
    company in an article up to the last end that is stated.
    """
    ends: dict[str, str] = {}
    for role in roles.before:
        at = role.who.ref if role.who else ""
        ends[at] = max(ends.get(at, ""), role.until)

    def over(one: Read) -> bool:
        if one[1].company:
            return _other(ref, one[1]) in ends
        end = max(ends.values(), default="")
        return bool(end) and book.cites[one[0]].published[: len(end)] <= end

    gone = [one for one in roles.read if one[1].past or one[1].until]
    going = [one for one in roles.read if not (one[1].past or one[1].until or over(one))]
    return roles.now or _last(ref, going), roles.before or _last(ref, gone)


def present(book: Book, ref: str) -> RoleView | None:
    """The first of what the profile says that somebody is now; None: nothing is known"""
    now, before = stated(book, ref)
    known, _ = in_short(book, ref, Roles(now=now, before=before, read=read(book, ref)))
    return next(iter(role_views(book, ref, known[:1])), None)


def role_views(book: Book, ref: str, roles: Iterable[RoleView | Read]) -> tuple[RoleView, ...]:
    """Roles as a page shows them: those that one sentence gives in its order, with all their places marked in it"""
    found: list[RoleView] = []
    views = (_view(book, ref, role) for role in roles)
    for _, run in groupby(views, key=lambda role: (role.cite, role.sentence and role.sentence.text)):
        same = list(run)
        if same[0].sentence and len(same) > 1:
            spans = sorted({span for role in same if role.sentence for span in role.sentence.spans}, key=_extent)
            sentence = replace(same[0].sentence, spans=tuple(spans))
            same = [replace(role, sentence=sentence) for role in reversed(same)]
        found += same
    return tuple(found)


def _view(book: Book, ref: str, role: RoleView | Read) -> RoleView:
    if isinstance(role, RoleView):
        return role
    number, fact = role
    place = fact.place
    hit = Hit(number, place.block, place.start, place.end, book.words[number].ids[place.block])
    return RoleView(
        who=book.who.get(_other(ref, fact)),
        title=fact.title,
        lang=language(fact.title),
        found=True,
        past=fact.past,
        since=fact.since,
        until=fact.until,
        inferred=fact.inferred,
        cite=book.cites[number],
        sentence=book.sentence(number, place.block, [hit]),
    )


def _extent(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _own(book: Book, ref: str) -> Sequence[tuple[str, CuratedRole]]:
    """(who is at the other end, role) as editors state it"""
    if ref.startswith("person/"):
        return [("company/" + role.company, role) for role in book.entities[ref].roles]
    return book.staff.get(ref, ())


def _other(ref: str, fact: RoleFact) -> str:
    return f"company/{fact.company}" if ref.startswith("person/") else f"person/{fact.person}"


def _last(ref: str, found: Iterable[Read]) -> Sequence[Read]:
    """The first of each at the other end; those without a company only if there are no others"""
    first: dict[str, Read] = {}
    for one in found:
        first.setdefault(_other(ref, one[1]) if one[1].company else "", one)
    nowhere = first.pop("", None)
    return list(first.values()) or ([nowhere] if nowhere else [])


def _once(book: Book, ref: str, facts: Iterator[Read], kind: Callable[[RoleFact], bool]) -> Iterator[Read]:
    """The first fact of each title at each company, and of each kind; without a company any with that title counts"""
    known = [(other, role.title, kept) for other, role in _own(book, ref) for kept in (False, True)]
    seen, titles = set(known), {(title, kept) for _, title, kept in known}
    for number, fact in facts:
        other, title = _other(ref, fact), (fact.title, kind(fact))
        if other not in book.who and not ref.startswith("person/"):
            continue  # hidden: a title without its name says nothing
        if (other, *title) not in seen and (fact.company or title not in titles):
            seen.add((other, *title))
            titles.add(title)
            yield number, fact


def _stated(book: Book, other: str, role: CuratedRole) -> RoleView:
    number = book.numbers.get(role.source)
    return RoleView(
        who=book.who.get(other),
        title=role.title,
        lang=language(role.title),
        since=role.since,
        until=role.until,
        cite=book.cites[number] if number is not None else None,
    )
