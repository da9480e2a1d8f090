"""What the room is given, and what a page is before it is rendered."""

from msgspec import Struct

from dossier.config import Settings
from dossier.model import Entity, FreePage, Linked, Story
from dossier.render.views import View


class Archive(Struct, frozen=True, kw_only=True, array_like=True):
    """Everything that a site shows."""

    settings: Settings
    entities: tuple[Entity, ...]
    """Curated and found."""
    articles: tuple[Linked, ...]
    pages: tuple[FreePage, ...] = ()
    stories: tuple[Story, ...] = ()
    """Articles that are versions of each other."""


class Page(Struct, frozen=True, kw_only=True, array_like=True):
    """A file to be rendered: a page whose fields are equal is byte-identical."""

    path: str
    """Below the output folder, with `/`."""
    template: str
    """Path below templates/."""
    view: View
