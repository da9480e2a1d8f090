"""What all other pages and files may show, and what a page can be."""

from msgspec import Struct

from dossier.model import Block
from dossier.render.views.articles import ArticleView, RulesView, SourceView
from dossier.render.views.common import Cite, Link, Site
from dossier.render.views.entities import EntityListView, EntityView, NamesakesView
from dossier.render.views.lists import (
    ArchiveView,
    ArticlesView,
    FacetView,
    HomeView,
    IndexView,
    NotesView,
    TimelineView,
)
from dossier.render.views.pictures import GraphPageView
from dossier.render.views.previews import PreviewsView


class FreeView(Struct, frozen=True, kw_only=True, array_like=True):
    """pages/<id>.html"""

    site: Site
    title: str
    blocks: tuple[Block, ...]
    description: str


class Choice(Struct, frozen=True, kw_only=True, array_like=True):
    """An entry of a menu: what found articles may be narrowed down to."""

    value: str
    """What stands for it in the address."""
    name: str
    """Empty: the articles without a date."""
    count: int
    """Its articles."""


class SearchView(Struct, frozen=True, kw_only=True, array_like=True):
    """search.html"""

    site: Site
    years: tuple[Choice, ...]
    """Newest first."""
    topics: tuple[Choice, ...]
    """Those of most articles."""
    companies: tuple[Choice, ...]
    """Those that most articles name."""


class PlainView(Struct, frozen=True, kw_only=True, array_like=True):
    """404.html, robots.txt, .nojekyll"""

    site: Site


class RedirectView(Struct, frozen=True, kw_only=True, array_like=True):
    """A page at an old address."""

    site: Site
    target: Link


class FeedEntry(Struct, frozen=True, kw_only=True, array_like=True):
    """An article in feed.xml."""

    cite: Cite
    author: tuple[str, ...]
    updated: str
    """RFC 3339."""
    summary: str


class FeedView(Struct, frozen=True, kw_only=True, array_like=True):
    """feed.xml"""

    site: Site
    updated: str
    """Of the newest entry."""
    entries: tuple[FeedEntry, ...]


class SitemapView(Struct, frozen=True, kw_only=True, array_like=True):
    """sitemap.xml, or sitemap-1.xml and so on"""

    site: Site
    paths: tuple[str, ...]


class SitemapIndexView(Struct, frozen=True, kw_only=True, array_like=True):
    """sitemap.xml of a site whose addresses take several files"""

    site: Site
    paths: tuple[str, ...]
    """Of these files."""


View = (
    ArticleView
    | SourceView
    | RulesView
    | EntityView
    | EntityListView
    | NamesakesView
    | IndexView
    | ArticlesView
    | ArchiveView
    | FacetView
    | TimelineView
    | NotesView
    | HomeView
    | FreeView
    | GraphPageView
    | SearchView
    | PlainView
    | RedirectView
    | FeedView
    | SitemapView
    | SitemapIndexView
    | PreviewsView
)
