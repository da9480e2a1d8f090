"""What the room is given, and what a page is before it is rendered."""

from typing import Any, get_args

from msgspec import Raw, Struct

from dossier.config import Settings
from dossier.model import Entity, FreePage, Linked, Story
from dossier.packing import pack, unpack
from dossier.render.views import View


class Archive(Struct, frozen=True, kw_only=True):
    """Everything that a site shows."""

    settings: Settings
    entities: tuple[Entity, ...]
    """Curated and found."""
    articles: tuple[Linked, ...]
    pages: tuple[FreePage, ...] = ()
    stories: tuple[Story, ...] = ()
    """Articles that are versions of each other."""


class Page(Struct, frozen=True, kw_only=True):
    """A file to be rendered: a page whose fields are equal is byte-identical."""

    path: str
    """Below the output folder, with `/`."""
    template: str
    """Path below templates/."""
    view: View


class _Packed(Struct, frozen=True, array_like=True):
    """A page on its way to where it is rendered."""

    path: str
    template: str
    kind: int
    """Place of the view's class among all of them."""
    view: Raw


_KINDS: tuple[type[Any], ...] = get_args(View)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}


def packed(page: Page) -> bytes:
    """A page as bytes, with the class of its view: as `pack` gives it, nothing would tell that from others"""
    return pack(_Packed(page.path, page.template, _NUMBERS[type(page.view)], Raw(pack(page.view))))


def unpacked(data: bytes) -> Page:
    """What `packed` was given"""
    head = unpack(data, _Packed)
    return Page(path=head.path, template=head.template, view=unpack(head.view, _KINDS[head.kind]))


def packed_path(data: bytes) -> str:
    """The path of a packed page"""
    return unpack(data, _Packed).path
