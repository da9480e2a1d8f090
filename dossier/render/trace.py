"""What the views of a page read of the book, noted while they are made: what the page depends on, and nothing else.

A verifying trace, as in Mokhov, Mitchell and Peyton Jones, Build Systems à la Carte (2018): as long as nothing that was
read has changed, the page is the same, and its views need not be made to know it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Generic, TypeAlias, TypeVar, overload

from msgspec.structs import replace

from dossier.render.book import Book
from dossier.render.contributions import Hit

Value = TypeVar("Value")
#: What a dependency is of.
ARTICLE, FACTS, NAME, RECORD, IDENT, WHOLE = range(6)
#: (what, whose: the id of an article, or `kind/id`)
Need: TypeAlias = tuple[int, str]


class Trace:
    """What was read since `begin`."""

    def __init__(self, book: Book) -> None:
        """book: not the one that notes"""
        self._book = book
        self.articles = set[int]()
        """By number: what an article says, and how it is cited."""
        self.facts = set[str]()
        """By `kind/id`: what all articles say of somebody."""
        self.names = set[str]()
        """How somebody is called on other pages, and whether they have one of their own."""
        self.records = set[str]()
        """What editors, and the program, know of somebody."""
        self.idents = set[str]()
        """Whether there is an article of an id."""
        self.whole = False
        """Something of all articles, or of all names."""

    def begin(self) -> None:
        """Forgets what was read before"""
        for kind in (self.articles, self.facts, self.names, self.records, self.idents):
            kind.clear()
        self.whole = False

    def all(self) -> None:
        """Something of the whole archive was read"""
        self.whole = True

    def needs(self) -> list[Need]:
        """What was read, in order; of articles only those that are not among the sources of somebody's facts"""
        sources = set(chain.from_iterable(map(self._book.facts.sources, self.facts)))
        articles = (self._book.heads[number].id for number in self.articles - sources)
        found = [*((ARTICLE, ident) for ident in articles), *((FACTS, ref) for ref in self.facts)]
        found += [*((NAME, ref) for ref in self.names), *((RECORD, ref) for ref in self.records)]
        found += ((IDENT, ident) for ident in self.idents)
        return sorted(found) + [(WHOLE, "")] * self.whole


class _Row(Sequence[Value], Generic[Value]):
    """Values by number, whose reading is noted."""

    def __init__(self, values: Sequence[Value], note: Callable[[int], None], whole: Callable[[], None]) -> None:
        self._values, self._note, self._whole = values, note, whole

    def __len__(self) -> int:
        self._whole()
        return len(self._values)

    @overload
    def __getitem__(self, number: int) -> Value: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Value]: ...
    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            self._whole()
        else:
            self._note(number)
        return self._values[number]


class _Table(Mapping[str, Value], Generic[Value]):
    """Values by name, whose reading is noted; also that there is none."""

    def __init__(self, values: Mapping[str, Value], note: Callable[[str], None], whole: Callable[[], None]) -> None:
        self._values, self._note, self._whole = values, note, whole

    def __getitem__(self, name: str) -> Value:
        self._note(name)
        return self._values[name]

    def get(self, name: str, default: Any = None) -> Any:
        """See dict"""
        self._note(name)
        return self._values.get(name, default)

    def __contains__(self, name: object) -> bool:
        self._note(str(name))
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        self._whole()
        return iter(self._values)

    def __len__(self) -> int:
        self._whole()
        return len(self._values)


class _Noting:
    """Something of all articles."""

    def __init__(self, value: Any, note: Callable[[], None]) -> None:
        self._value, self._note = value, note

    def __getattr__(self, name: str) -> Any:
        self._note()
        return getattr(self._value, name)


def traced(book: Book, trace: Trace) -> Book:
    """The same book, which notes what is read of it"""

    def row(values: Sequence[Any]) -> Any:
        return _Row(values, trace.articles.add, trace.all)

    def facts(values: Any) -> Any:
        return _Table(values, trace.facts.add, trace.all)

    def records(values: Mapping[str, Any]) -> Any:
        return _Table(values, trace.records.add, trace.all)

    def everything(values: Sequence[Any]) -> Any:
        return _Row(values, lambda _: trace.all(), trace.all)

    def newest(ref: str) -> list[Hit]:
        trace.facts.add(ref)
        return known.newest(ref)

    known = book.facts
    return replace(
        book,
        articles=row(book.articles),
        words=row(book.words),
        heads=row(book.heads),
        cites=row(book.cites),
        entities=records(book.entities),
        who=_Table(book.who, trace.names.add, trace.all),
        staff=records(book.staff),
        namesakes=records(book.namesakes),
        numbers=_Table(book.numbers, trace.idents.add, trace.all),
        facts=replace(
            known,
            named=row(known.named),
            counts=row(known.counts),
            articles=facts(known.articles),
            timeline=_Noting(known.timeline, trace.all),
            unclear=everything(known.unclear),
            hits=facts(known.hits),
            hidden=facts(known.hidden),
            dated=facts(known.dated),
            roles=facts(known.roles),
            quotations=facts(known.quotations),
            figures=facts(known.figures),
            newest=newest,
        ),
    )
