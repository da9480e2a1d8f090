"""Which pages a person or company has, and in which order one leads to the next."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

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
#: The same of the older pages of a vast archive, which have titles alone: each page costs as much as twenty of these.
TITLES_ON_PAGE = 100
#: `kind/id` of those before and after somebody in the index; None: nobody is.
Beside: TypeAlias = tuple[str | None, str | None]


def entity_pages(book: Book, ref: str, beside: Beside) -> Iterator[Page]:
    """The pages of one person or company"""
    articles, lists = book.facts.articles.get(ref, []), lists_of(book, ref)
    before, after = (_link(book, other) for other in beside)
    view = replace(profile(book, ref, articles, lists), previous=before, next=after)
    yield from _mention_pages(book, view, stories_of(book, ref, articles))
    yield from list_pages(book, ref, lists.all())


def neighbours(book: Book) -> dict[str, Beside]:
    """Who stands before and after each in the index of their kind"""
    found: dict[str, Beside] = {}
    read = ((entity.kind, in_index(reading(entity, book.han)), ref) for ref, entity in book.entities.items())
    ordered = sorted(read)
    for _, run in groupby(ordered, lambda one: one[0]):
        refs = [None, *(ref for *_, ref in run), None]
        found |= {ref: (before, after) for before, ref, after in zip(refs, refs[1:], refs[2:], strict=False) if ref}
    return found


def _mention_pages(book: Book, whole: EntityView, stories: Sequence[Sequence[int]]) -> Iterator[Page]:
    """The mentions by story, from the oldest page to the profile; whole: the profile without them"""
    ref, path = whole.who.ref, whole.who.path
    hits = {article: list(run) for article, run in groupby(book.facts.hits.get(ref, ()), lambda hit: hit.article)}
    newest = book.scale.newest
    pages = chunks(len(stories), TITLES_ON_PAGE if book.scale.vast else STORIES_ON_PAGE, STORIES_ON_PAGE)
    for number, (start, end) in enumerate(pages):
        last = number == len(pages) - 1
        told = start if newest is None else max(start, end - newest) if last else end
        view = replace(
            whole if last else bare(book, ref),
            appearances=tuple(appearance(book, ref, story, hits) for story in reversed(stories[told:end])),
            titles=tuple(book.cites[story[0]] for story in reversed(stories[start:told])),
            pages=page_of(path, number, len(pages)),
        )
        yield Page(path=path if last else numbered(path, number + 1), template="entity.html", view=view)


def _link(book: Book, ref: str | None) -> Link | None:
    if ref is None:
        return None
    who = book.who[ref]
    return Link(path=who.path, title=who.name, lang=who.lang)
