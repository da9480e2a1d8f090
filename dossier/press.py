"""Pages become files: lots that are as they were are only named, the others are made, and rendered by the workers."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from dossier.digests import digest
from dossier.execute import Job, Runner
from dossier.model import Output, Theme
from dossier.render import (
    Addresses,
    Book,
    Lot,
    Page,
    Surroundings,
    Trace,
    lots,
    other_pages,
    packed,
    render,
    role_of,
    traced,
)
from dossier.traces import Known, Pressed, Traces
from dossier.write import Copy

#: The pages that are of no article, and of nobody alone: a lot that is always made, whatever it depends on.
OTHERS = Lot(name="others", make=other_pages)


class _UnderWay:
    """A lot whose pages are being made and rendered."""

    def __init__(self, before: dict[str, Pressed]) -> None:
        """before: its pages as the last build left them"""
        self.before, self.count = before, 0
        self.pages: list[Pressed] = []
        """Those that need not be rendered, or are."""
        self.whole = True
        """None of its pages gave way to another one of the same address."""
        self.known: Known | None = None
        """Once all are made."""


class Press:
    """Of one archive."""

    def __init__(self, book: Book, theme: Theme) -> None:
        self._book, self._theme = book, theme
        self.around = Surroundings(book)
        self._line: deque[tuple[_UnderWay, bytes]] = deque()
        self._copies: deque[Copy] = deque()
        self._addresses = Addresses()

    def files(self, runner: Runner, job: Job, traces: Traces) -> Iterator[Output | Copy]:
        """All pages of the site, each address once; job: renders a page, see `jobs.rendering`"""
        for output in runner.run(job, self._pages(traces)):
            yield from self._named()
            lot, shown = self._line.popleft()
            lot.pages.append(Pressed(output.path, shown, output.digest))
            self._finish(lot, traces)
            yield output
        yield from self._named()

    def role(self, traces: Traces) -> Callable[[Book, str], tuple[str, str]]:
        """`role_of`, which need not look through all that articles say of somebody as long as that is the same"""
        trace = Trace(self._book)
        noted = traced(self._book, trace)

        def role(_: Book, ref: str) -> tuple[str, str]:
            lot = Lot(name=f"role/{ref}", make=lambda book: iter(()))
            known = traces.known(lot)
            if known is None:
                trace.begin()
                found = role_of(noted, ref)
                known = replace(traces.made(lot, trace), result=found)
            traces.keep(known)
            title, company = known.result
            return title, company

        return role

    def _named(self) -> Iterator[Copy]:
        while self._copies:
            yield self._copies.popleft()

    def _pages(self, traces: Traces) -> Iterator[bytes]:
        """Those that are to be rendered, packed"""
        trace = Trace(self._book)
        noted = traced(self._book, trace)
        for lot in lots(self.around):
            known = traces.known(lot)
            if known and self._addresses.take_all(page.path for page in known.pages):
                traces.keep(known)
                self._copies += [self._copy(lot.make, page) for page in known.pages]
                continue
            one = _UnderWay(traces.pages(lot.name))
            trace.begin()
            yield from self._new(one, lot.make(noted), lot.make)
            one.known = traces.made(lot, trace)
            self._finish(one, traces)
        self._book.facts.forget()
        one = _UnderWay(traces.pages(OTHERS.name))
        trace.begin()
        yield from self._new(one, OTHERS.make(self._book), OTHERS.make)
        one.known, one.whole = traces.made(OTHERS, trace), True  # made each time, whichever gave way before
        self._finish(one, traces)

    def _new(self, lot: _UnderWay, pages: Iterable[Page], make: Callable[[Book], Iterable[Page]]) -> Iterator[bytes]:
        """Those pages of a lot that show something else than before; make: makes all again"""
        for page in pages:
            if not self._addresses.take(page.path):
                lot.whole = False
                continue
            data, before = packed(page), lot.before.get(page.path)
            shown = digest(data)
            lot.count += 1
            if before and before.shown == shown:
                lot.pages.append(before)
                self._copies.append(self._copy(make, before))
            else:
                self._line.append((lot, shown))
                yield data

    def _finish(self, one: _UnderWay, traces: Traces) -> None:
        """What is known of a lot is kept when all its pages are there: which of both ends last is open"""
        if one.known and one.whole and len(one.pages) == one.count:
            traces.keep(replace(one.known, pages=tuple(one.pages)))

    def _copy(self, make: Callable[[Book], Iterable[Page]], page: Pressed) -> Copy:
        """A page that need not be rendered, if the output folder still has it"""
        return Copy(path=page.path, digest=page.digest, fetch=partial(self._again, make, page.path))

    def _again(self, make: Callable[[Book], Iterable[Page]], path: str) -> bytes:
        return render(next(page for page in make(self._book) if page.path == path), self._theme).data
