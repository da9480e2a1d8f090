"""Pages become files: lots that are as they were are only named, the others are made, and rendered by the workers."""

from collections import deque
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from dossier.execute import Job, Runner
from dossier.model import Output, Theme
from dossier.render import Addresses, Book, Lot, Page, Surroundings, Trace, lots, other_pages, render, role_of, traced
from dossier.traces import Known, Traces
from dossier.write import Copy


class _UnderWay:
    """A lot whose pages are being made and rendered."""

    def __init__(self, lot: Lot) -> None:
        self.lot, self.count = lot, 0
        self.pages: list[tuple[str, str]] = []
        """Path, and SHA-256 of the bytes, of those that are rendered."""
        self.whole = True
        """None of its pages gave way to another one of the same address."""
        self.known: Known | None = None
        """Once all are made."""


class Press:
    """Of one archive."""

    def __init__(self, book: Book, theme: Theme) -> None:
        self._book, self._theme = book, theme
        self.around = Surroundings(book)
        self._line: deque[_UnderWay | None] = deque()
        self._copies: deque[Copy] = deque()
        self._addresses = Addresses()

    def files(self, runner: Runner, job: Job, traces: Traces) -> Iterator[Output | Copy]:
        """All pages of the site, each address once; job: renders a page, see `jobs.rendering`"""
        for output in runner.run(job, self._pages(traces)):
            yield from self._named()
            lot = self._line.popleft()
            if lot:
                lot.pages.append((output.path, output.digest))
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

    def _pages(self, traces: Traces) -> Iterator[Page]:
        """Those that are to be rendered"""
        trace = Trace(self._book)
        noted = traced(self._book, trace)
        for lot in lots(self.around):
            known = traces.known(lot)
            if known and self._addresses.take_all(path for path, _ in known.pages):
                traces.keep(known)
                self._copies += [self._copy(lot, path, digest) for path, digest in known.pages]
                continue
            one = _UnderWay(lot)
            trace.begin()
            for page in lot.make(noted):
                if self._addresses.take(page.path):
                    one.count += 1
                    self._line.append(one)
                    yield page
                else:
                    one.whole = False
            one.known = traces.made(lot, trace)
            self._finish(one, traces)
        self._book.facts.forget()
        for page in other_pages(self._book):
            if self._addresses.take(page.path):
                self._line.append(None)
                yield page

    def _finish(self, one: _UnderWay, traces: Traces) -> None:
        """What is known of a lot is kept when all its pages are there: which of both ends last is open"""
        if one.known and one.whole and len(one.pages) == one.count:
            traces.keep(replace(one.known, pages=tuple(one.pages)))

    def _copy(self, lot: Lot, path: str, digest: str) -> Copy:
        """A page that need not be made, if the output folder still has it"""

        def fetch() -> bytes:
            page = next(page for page in lot.make(self._book) if page.path == path)
            return render(page, self._theme).data

        return Copy(path=path, digest=digest, fetch=fetch)
