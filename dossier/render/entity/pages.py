"""Which pages a person or company has, and in which order one leads to the next."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from dossier.render.archive import Page
from dossier.render.book import Book, chunks, numbered, page_of
from dossier.render.entity.lists import list_pages
from dossier.render.entity.mentions import appearance, stories_of
from dossier.render.entity.profile import bare, lists_of, profile
from dossier.render.names import in_index, reading
from dossier.render.views import EntityView, Link

#: Stories on one page of mentions: this many, and up to twice as many on the newest, which is the profile.
STORIES_ON_PAGE = 25


def entity_pages(book: Book) -> Iterator[Page]:
    """The pages of each person and company"""
    beside = _neighbours(book)
    for ref in book.entities:
        articles, lists = book.facts.articles.get(ref, []), lists_of(book, ref)
        before, after = beside[ref]
        view = replace(profile(book, ref, articles, lists), previous=before, next=after)
        yield from _mention_pages(book, view, stories_of(book, ref, articles))
        yield from list_pages(book, ref, lists.all())


def _mention_pages(book: Book, whole: EntityView, stories: Sequence[Sequence[int]]) -> Iterator[Page]:
    """The mentions by story, from the oldest page to the profile; whole: the profile without them"""
    ref, path = whole.who.ref, whole.who.path
    hits = {article: list(run) for article, run in groupby(book.facts.hits.get(ref, ()), lambda hit: hit.article)}
    pages = chunks(len(stories), STORIES_ON_PAGE)
    for number, (start, end) in enumerate(pages):
        last = number == len(pages) - 1
        shown = hits if last or book.scale.whole else {}
        view = replace(
            whole if last else bare(book, ref),
            appearances=tuple(appearance(book, ref, story, shown) for story in reversed(stories[start:end])),
            in_short=not (last or book.scale.whole),
            pages=page_of(path, number, len(pages)),
        )
        yield Page(path=path if last else numbered(path, number + 1), template="entity.html", view=view)


def _neighbours(book: Book) -> Mapping[str, tuple[Link | None, Link | None]]:
    """Who stands before and after each in the index of their kind"""
    found: dict[str, tuple[Link | None, Link | None]] = {}
    ordered = sorted((entity.kind, in_index(reading(entity)), ref) for ref, entity in book.entities.items())
    for _, run in groupby(ordered, lambda one: one[0]):
        who = [book.who[ref] for *_, ref in run]
        links = [None, *(Link(path=one.path, title=one.name, lang=one.lang) for one in who), None]
        found |= {one.ref: (links[n], links[n + 2]) for n, one in enumerate(who)}
    return found
