"""Views of free pages, and of files for machines: feed, sitemap, redirects."""

import re
from collections.abc import Iterator

from dossier.model import layout
from dossier.render.archive import Page
from dossier.render.book import Book, describe, free_path
from dossier.render.list_views import ARTICLES, INDEXES, NOTES, TIMELINE
from dossier.render.views import FeedEntry, FeedView, FreeView, Link, PlainView, RedirectView, SitemapView
from dossier.urls import page_path

#: Characters of an article's text in the feed, if it may be shown.
SUMMARY = 300
#: `updated` of a feed without entries.
NEVER = "1970-01-01T00:00:00Z"
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
        yield Page(path="sitemap.xml", template="sitemap.xml", view=_sitemap(book))


def redirect_pages(book: Book) -> Iterator[Page]:
    """A page at every old address that leads to the new one at once

    There are no chains: an old id that is alive is an error of the editor's files, told before.
    """
    for one in book.articles:
        for old in one.article.formerly:
            target = Link(path=page_path("article", one.article.id), title=one.article.meta.title)
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


def _sitemap(book: Book) -> SitemapView:
    """What search engines may show: articles, lists and curated names"""
    lists = ("index.html", *(path for _, path in INDEXES), ARTICLES, TIMELINE, NOTES)
    names = (who.path for who in book.who.values() if not who.found)
    free = (free_path(page) for page in book.pages)
    return SitemapView(site=book.site, paths=(*lists, *free, *(cite.path for cite in book.cites), *sorted(names)))
