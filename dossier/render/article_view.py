"""Views of one article."""

from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from dossier.model import Article, Block
from dossier.render.archive import Page
from dossier.render.book import Book, describe
from dossier.render.citation import Cited, citations
from dossier.render.related import Names, Near, nearest, related
from dossier.render.reporting import report_address
from dossier.render.source_view import source_view
from dossier.render.views import ArticleView, Citation, Link, NoteView, Participant, VersionView
from dossier.urls import absolute, archive_path, is_web, source_list_path, source_path, topic_path

#: Other versions that an article's page shows: a notice scraped ten thousand times has as many.
VERSIONS = 50


class Around(Struct, frozen=True, array_like=True):
    """Where the page of an article leads: to the articles before and after it, by number, and to related stories."""

    older: int | None
    newer: int | None
    near: tuple[Near, ...]


def around(book: Book, number: int, known: Names) -> Around:
    """What is around an article; known: `names` of the book"""
    older, newer = number - 1 if number else None, number + 1 if number + 1 < len(book.cites) else None
    return Around(older, newer, nearest(book, number, known)[: book.scale.related])


def article_pages(book: Book, number: int, beside: Around) -> Iterator[Page]:
    """The page of one article, and its source page if the site has these"""
    yield Page(path=book.cites[number].path, template="article.html", view=article_view(book, number, beside))
    if book.scale.audit:
        path = source_path(book.articles[number].article.id)
        yield Page(path=path, template="source.html", view=source_view(book, number))


def article_view(book: Book, number: int, beside: Around) -> ArticleView:
    """What an article's page shows"""
    one, meta = book.articles[number], book.articles[number].article.meta
    notes = book.notes(number)
    placed = {span.ref for block in one.article.blocks for span in block.spans if span.kind == "note"}
    people, companies = _participants(book, number)
    return ArticleView(
        site=book.site,
        cite=book.cites[number],
        description=describe(next((b.text for b in one.article.blocks if b.kind == "paragraph" and b.text), "")),
        author=meta.author,
        url=meta.url if is_web(meta.url) else "",
        retrieved=meta.retrieved,
        topics=tuple(Link(path=topic_path(topic), title=topic) for topic in meta.topics),
        rights=meta.rights,
        published_from=meta.published_from,
        published_why=meta.published_why,
        blocks=tuple(_once(one.article.blocks)) if book.scale.vast else one.article.blocks,
        images=one.article.images,
        image_mode=book.settings.images,
        notes=tuple(note for note in notes if note.id in placed),
        loose=(*whole_note(one.article), *(note for note in notes if note.id not in placed)),
        people=people,
        companies=companies,
        older=_link(book, beside.older),
        newer=_link(book, beside.newer),
        source_page=source_path(one.article.id) if book.scale.audit else "",
        trail=_trail(meta.published),
        source_list=source_list_path(meta.source) if meta.source else "",
        related=related(book, beside.near),
        citations=_citations(book, number),
        report=report_address(book.settings, meta.title, book.cites[number].path),
        versions=tuple(islice(_versions(book, number), VERSIONS)),
        more_versions=max(0, book.versions.count(number) - 1 - VERSIONS),
    )


def _once(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in which of each name only the first mention is a link"""
    seen: set[str] = set()
    for block in blocks:
        kept = []
        for span in block.spans:
            if span.kind != "mention" or span.ref not in seen:
                kept.append(span)
                seen.update([span.ref] if span.kind == "mention" else ())
        yield block if len(kept) == len(block.spans) else replace(block, spans=tuple(kept))


def _versions(book: Book, number: int) -> Iterator[VersionView]:
    """The other versions of an article's story"""
    told = book.versions.told(number)
    own = told[book.versions.ranks[number]][1] if told else None
    for rank, (at, version) in enumerate(told):
        if own and at != number:
            yield VersionView(
                cite=book.cites[at],
                leads=rank == 0,
                more=version.length - own.length,
                stated=version.stated or own.stated,
            )


def whole_note(article: Article) -> tuple[NoteView, ...]:
    """The note on an article as a whole, if there is one"""
    if not article.note:
        return ()
    return (NoteView(id="", number=0, quote="", text=article.note, correction="", event=None),)


def _trail(published: str) -> tuple[Link, ...]:
    """The pages of the archive that lead to an article: its year's and its month's, as far as its date goes"""
    parts = dict.fromkeys((published[:4], published[:7]))
    return tuple(Link(path=archive_path(part), title=part) for part in parts)


def _citations(book: Book, number: int) -> tuple[Citation, ...]:
    meta, path = book.articles[number].article.meta, book.cites[number].path
    return citations(
        Cited(
            key=book.articles[number].article.id,
            title=_line(meta.title),
            authors=tuple(filter(None, map(_line, meta.author))),
            published=meta.published,
            source=_line(meta.source),
            url=meta.url if is_web(meta.url) else "",
            retrieved=meta.retrieved,
            lang=meta.lang,
            archive=_line(book.settings.title),
            path=path,
            address=absolute(book.settings.url, path) if book.settings.url else "",
        )
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _link(book: Book, number: int | None) -> Link | None:
    if number is None:
        return None
    cite = book.cites[number]
    return Link(path=cite.path, title=cite.title, lang=cite.lang)


def _participants(book: Book, number: int) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """People and companies that an article names, in order of first mention, with the titles that it gives"""
    one = book.articles[number]
    titles: dict[str, list[str]] = {}
    for role in one.roles:
        titles.setdefault(f"person/{role.person}", []).append(role.title)
    everybody = [
        Participant(who=book.who[ref], count=count, titles=tuple(dict.fromkeys(titles.get(ref, ()))))
        for ref, count in book.counts(number).items()
    ]
    return (
        tuple(p for p in everybody if p.who.ref.startswith("person/")),
        tuple(p for p in everybody if p.who.ref.startswith("company/")),
    )
