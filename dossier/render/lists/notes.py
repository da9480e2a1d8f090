"""The editor's notes: all of them, and those of one kind."""

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from dossier.render.archive import Page
from dossier.render.lists.stock import NOTES, Stock, runs
from dossier.render.views import ArticleNotes, NotesView, NoteView, Way

#: Articles with notes on one page.
ON_PAGE = 50
#: Kinds of notes; a note may be of several.
KINDS: tuple[tuple[str, Callable[[NoteView], bool]], ...] = (
    ("corrections", lambda note: bool(note.correction)),
    ("events", lambda note: note.event is not None),
    ("comments", lambda note: bool(note.text)),
)


def notes_pages(stock: Stock) -> Iterator[Page]:
    """notes.html, and a list for each kind of notes that there is"""
    parts = {"": stock.noted, **{kind: tuple(_of_kind(stock.noted, says)) for kind, says in KINDS}}
    counts = {part: sum(len(one.notes) for one in noted) for part, noted in parts.items()}
    ways = tuple(Way(path=_path(part), part=part, count=count) for part, count in counts.items() if count or not part)
    # Only the list of all says how many each kind has: a kind's page changes with its own notes alone.
    plain = tuple(replace(way, count=0) for way in ways)
    for way in ways:
        yield from _pages(stock, way, (plain if way.part else ways, parts[way.part]))


def _pages(stock: Stock, way: Way, listed: tuple[tuple[Way, ...], Sequence[ArticleNotes]]) -> Iterator[Page]:
    """The pages of a list; listed: the ways to all of them, and its articles from the oldest"""
    kinds, noted = listed
    for run in runs(way.path, len(noted), ON_PAGE):
        view = NotesView(
            site=stock.book.site,
            part=way.part,
            path=way.path,
            kinds=kinds if run.newest else tuple(replace(kind, count=0) for kind in kinds),
            articles=tuple(reversed(noted[run.start : run.end])),
            count=way.count if run.newest else 0,
            pages=run.pages,
        )
        yield Page(path=run.path, template="notes.html", view=view)


def _of_kind(noted: Sequence[ArticleNotes], says: Callable[[NoteView], bool]) -> Iterator[ArticleNotes]:
    for one in noted:
        notes = tuple(note for note in one.notes if says(note))
        if notes:
            yield replace(one, notes=notes)


def _path(part: str) -> str:
    return f"notes/{part}.html" if part else NOTES
