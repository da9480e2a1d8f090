"""What the room is given, and what a page is before it is rendered."""

from functools import cache
from typing import Any, get_args

import msgspec
from msgspec import Raw, Struct

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


class _Packed(Struct, frozen=True, array_like=True):
    """A page on its way to where it is rendered."""

    path: str
    template: str
    kind: int
    """Place of the view's class among all of them."""
    view: Raw


_KINDS: tuple[type, ...] = get_args(View)
_NUMBERS = {kind: number for number, kind in enumerate(_KINDS)}
_encode = msgspec.msgpack.Encoder(order="deterministic").encode
_head = msgspec.msgpack.Decoder(_Packed).decode


def packed(page: Page) -> bytes:
    """A page as bytes; equal ones for equal pages. Python's own way takes five times as long"""
    return _encode(_Packed(page.path, page.template, _NUMBERS[type(page.view)], Raw(_encode(page.view))))


def unpacked(data: bytes) -> Page:
    """What `packed` was given"""
    head = _head(data)
    return Page(path=head.path, template=head.template, view=_decoder(head.kind).decode(head.view))


def packed_path(data: bytes) -> str:
    """The path of a packed page"""
    return _head(data).path


@cache
def _decoder(kind: int) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(_KINDS[kind])
