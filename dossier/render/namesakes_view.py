"""The page that tells namesakes apart: who has a name, and where an article has it and nothing says whose it is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from dossier.render.archive import Page
from dossier.render.book import Book, describe
from dossier.render.contributions import Hit
from dossier.render.names import language
from dossier.render.views import Appearance, Namesake, NamesakesView
from dossier.urls import namesakes_path

#: Places that a page shows, the newest articles first.
PLACES = 100
#: Titles that tell somebody apart.
TITLES = 3


def namesake_pages(book: Book) -> Iterator[Page]:
    """One page for each name that several curated people, or companies, have"""
    unclear = _unclear(book) if book.same_names else {}
    for same in book.same_names:
        places = unclear.get(same.path, ())
        view = NamesakesView(
            site=book.site,
            kind=same.bearers[0].partition("/")[0],
            name=same.name,
            lang=language(same.name),
            bearers=tuple(_bearer(book, ref) for ref in same.bearers),
            unclear=tuple(_appearances(book, places[:PLACES])),
            more=max(0, len(places) - PLACES),
        )
        yield Page(path=same.path, template="namesakes.html", view=view)


def _bearer(book: Book, ref: str) -> Namesake:
    entity = book.entities[ref]
    about = next((block.text for block in entity.biography if block.kind == "paragraph"), "")
    titles = dict.fromkeys(role.title for role in entity.roles)
    companies = dict.fromkeys(f"company/{role.company}" for role in entity.roles)
    return Namesake(
        who=book.who[ref],
        titles=tuple(titles)[:TITLES],
        companies=tuple(book.who[company] for company in companies if company in book.who),
        about=describe(about),
    )


def _unclear(book: Book) -> dict[str, list[Hit]]:
    """The places of unclear names that may be shown, by the path of their page; newest articles first"""
    found: dict[str, list[Hit]] = defaultdict(list)
    for number, one in sorted(book.facts.unclear, key=lambda unclear: -unclear[0]):
        place, kind, words = one.place, one.bearers[0].partition("/")[0], book.words[number]
        path = namesakes_path(kind, words.texts[place.block][place.start : place.end])
        found[path].append(Hit(number, place.block, place.start, place.end, words.ids[place.block]))
    return found


def _appearances(book: Book, hits: Sequence[Hit]) -> Iterator[Appearance]:
    """The sentences of the places, by article, each paragraph's first one"""
    for number, run in groupby(hits, lambda hit: hit.article):
        sentences = [book.sentence(number, block, [next(of)]) for block, of in groupby(run, lambda hit: hit.block)]
        yield Appearance(cite=book.cites[number], sentences=tuple(sentences), more=0, hidden=0)
