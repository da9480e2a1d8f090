"""Views of the data of previews: what a card beside a link says of the page that the link leads to."""

from msgspec import Struct

from dossier.render.views.common import Cite, Site, Who


class EntityCard(Struct, frozen=True, kw_only=True, array_like=True):
    """Of a person or company."""

    address: str
    """Of the page from the home on, percent-encoded as links are."""
    who: Who
    kind: str
    type: str
    """Of a company, as its editor says; empty: nothing special."""
    role: str = ""
    """What a person is now, in short."""
    role_lang: str = ""
    role_found: bool = False
    """The program read it, no editor states it."""
    at: Who | None = None
    """Where."""
    text: str = ""
    """The beginning of the biography, else the newest sentence that names them."""
    text_lang: str = ""
    text_from: Cite | None = None
    """Where the sentence stands, if that is not the newest mention."""
    articles: int = 0
    last: Cite | None = None
    """The newest article that names them."""


class ArticleCard(Struct, frozen=True, kw_only=True, array_like=True):
    """Of an article."""

    address: str
    cite: Cite
    text: str
    """Its first sentence; empty: none may be shown."""
    named: tuple[Who, ...]
    """Those that it names most, the most frequent first."""


class PreviewsView(Struct, frozen=True, kw_only=True, array_like=True):
    """data/preview/<number>.js; and index.js, which says how many there are of these"""

    site: Site
    entities: tuple[EntityCard, ...] = ()
    articles: tuple[ArticleCard, ...] = ()
    files: int = 0
    """0: this is not the index."""
