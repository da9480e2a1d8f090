"""Views of free pages, and of files for machines: feed, sitemap, redirects."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dossier.model import layout
from dossier.render.archive import Page
from dossier.render.book import Book, describe, free_path
from dossier.render.views import (
    FeedEntry,
    FeedView,
    FreeView,
    Link,
    PlainView,
    RedirectView,
    SitemapIndexView,
    SitemapView,
)
from dossier.urls import absolute, page_path

#: Characters of an article's text in the feed, if it may be shown.
SUMMARY = 300
#: `updated` of a feed without entries.
NEVER = "1970-01-01T00:00:00Z"
#: What one sitemap may hold by its protocol, in addresses and bytes (sitemaps.org: 50 MB, less some for the head), and
#: how many bytes an address has around it; an ampersand in one takes five.
ADDRESSES, BYTES, AROUND = 50_000, 49_000_000, 40
_MOMENT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}))?)?)?")


def file_pages(book: Book) -> Iterator[Page]:
    """Free pages and the files at fixed addresses; those that need the site's own address only if it is known"""
    plain = PlainView(site=book.site)
    for page in book.pages:
        about = next((block.text for block in page.blocks if block.kind == "paragraph"), "")
        view = FreeView(site=book.site, title=page.title, blocks=page.blocks, description=describe(about))
        yield Page(path=free_path(page), template="page.html", view=view)
    yield Page(path="404.html", template="404.html", view=plain)
    yield Page(path="robots.txt", template="robots.txt", view=plain)
    yield Page(path=".nojekyll", template="nojekyll", view=plain)
    if book.settings.url:
        yield Page(path="feed.xml", template="feed.xml", view=_feed(book))


def sitemap_pages(book: Book, listed: Iterable[str]) -> Iterator[Page]:
    """sitemap.xml with what search engines may show: lists, free pages, articles, curated names

    listed: paths of the lists, taken when the first page is asked for. Where one file may not hold all addresses,
    sitemap.xml names several.
    """
    if not book.settings.url:
        return
    names = sorted(who.path for who in book.who.values() if not who.found)
    free = (free_path(page) for page in book.pages)
    parts = list(_parts(book, (*listed, *free, *(cite.path for cite in book.cites), *names)))
    if len(parts) == 1:
        yield Page(path="sitemap.xml", template="sitemap.xml", view=SitemapView(site=book.site, paths=parts[0]))
        return
    files = tuple(f"sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    for path, paths in zip(files, parts, strict=True):
        yield Page(path=path, template="sitemap.xml", view=SitemapView(site=book.site, paths=paths))
    index = SitemapIndexView(site=book.site, paths=files)
    yield Page(path="sitemap.xml", template="sitemap-index.xml", view=index)


def _parts(book: Book, paths: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Addresses as they fit into files"""
    part: list[str] = []
    size = 0
    for path in paths:
        length = len(absolute(book.settings.url, path)) + AROUND
        if part and (len(part) == ADDRESSES or size + length > BYTES):
            yield tuple(part)
            part, size = [], 0
        part.append(path)
        size += length
    yield tuple(part)


def redirect_pages(book: Book) -> Iterator[Page]:
    """A page at every old address that leads to the new one at once

    There are no chains: an old id that is alive is an error of the editor's files, told before.
    """
    for one, cite in zip(book.heads, book.cites, strict=True):
        for old in one.formerly:
            target = Link(path=cite.path, title=cite.title)
            yield _redirect(book, page_path("article", old), target)
    for entity in book.entities.values():
        for old in entity.formerly:
            target = Link(path=page_path(entity.kind, entity.id), title=entity.name)
            yield _redirect(book, page_path(entity.kind, old), target)


def _redirect(book: Book, path: str, target: Link) -> Page:
    return Page(path=path, template="redirect.html", view=RedirectView(site=book.site, target=target))


def _feed(book: Book) -> FeedView:
    """The newest articles, each story once; those without a date cannot be news"""
    numbers = [n for n in reversed(book.stories()) if timestamp(book.cites[n].published)]
    entries = tuple(_entry(book, number) for number in numbers[: book.settings.feed])
    updated = timestamp(entries[0].cite.published) if entries else NEVER
    return FeedView(site=book.site, updated=updated, entries=entries)


def _entry(book: Book, number: int) -> FeedEntry:
    article = book.articles[number].article
    text = layout(article.blocks[:8]).text
    return FeedEntry(
        cite=book.cites[number],
        author=article.meta.author,
        updated=timestamp(article.meta.published),
        summary=describe(text, SUMMARY),
    )


def timestamp(published: str) -> str:
    """RFC 3339, which asks for a time and a zone: midnight and UTC where they are not known; empty: no date"""
    match = _MOMENT.fullmatch(published)
    return f"{match[1]}-{match[2] or '01'}-{match[3] or '01'}T{match[4] or '00:00'}:00Z" if match else ""
