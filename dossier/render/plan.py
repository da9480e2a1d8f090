"""Which files a site has, and what each shows."""

from collections.abc import Iterator
from itertools import chain

from dossier.render.archive import Archive, Page
from dossier.render.article_view import article_pages
from dossier.render.book import book
from dossier.render.entity_view import entity_pages
from dossier.render.file_views import file_pages, redirect_pages
from dossier.render.list_views import list_pages
from dossier.render.namesakes_view import namesake_pages
from dossier.render.source_view import rules_pages


def plan(archive: Archive) -> Iterator[Page]:
    """Every page of the site, each address once; pure, and linear in the archive's mentions

    A redirect whose old address is a living page's gives way to it.
    """
    made = book(archive)
    taken: set[str] = set()
    pages = (article_pages, rules_pages, entity_pages, list_pages, namesake_pages, file_pages, redirect_pages)
    for page in chain.from_iterable(kind(made) for kind in pages):
        if page.path.casefold() not in taken:
            taken.add(page.path.casefold())
            yield page
