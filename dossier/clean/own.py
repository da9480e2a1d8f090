"""The pictures that a source brings along, in its own bytes or as files beside it: which of an article's images."""

import binascii
import posixpath
import re
from urllib.parse import unquote, urljoin, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from dossier.clean.mhtml import ID_ADDRESS
from dossier.model import Article, Image
from dossier.pictures import PAGE_FOLDERS, copy_name
from dossier.urls import is_web

#: A picture written out as an address. Possessive: no way back.
DATA = re.compile(r"data:image/[\w.+-]{1,40}(?:;[\w=-]{1,40}){0,3};base64,([A-Za-z0-9+/=%]*+)", re.IGNORECASE)
#: Smaller ones, in bytes, stand in place of pictures that a page loads later: one pixel, or a blurred hint.
SMALLEST = 1_000
#: Longest path of a picture beside a source, in characters.
LONGEST_PATH = 500


class Opened(Struct, frozen=True, kw_only=True):
    """A scrape as text, out of its archive if it came in one."""

    text: str
    suffix: str
    pictures: dict[str, bytes] = {}
    """By address: those of its archive."""


def with_copies(article: Article, opened: Opened) -> Article:
    """The article, its images told which of them its source brings along"""
    if not article.images:
        return article
    folder = _folder(article.meta.url)
    return replace(article, images=tuple(_told(image, opened, folder) for image in article.images))


def _folder(url: str) -> str:
    """The address in which a page's relative addresses begin; empty: its own is not known, or is none"""
    try:
        return urljoin(url, ".") if is_web(url) else ""
    except ValueError:  # http://[x/
        return ""


def brought(opened: Opened) -> dict[str, bytes]:
    """The pictures inside a source by their names, those of `Image.copy` among them"""
    inline = (_decoded(found[1]) for found in DATA.finditer(opened.text))
    named = ((copy_name(data), data) for data in (*opened.pictures.values(), *inline))
    return {name: data for name, data in named if name}


def _told(image: Image, opened: Opened, folder: str) -> Image:
    """An image with the name of its copy, or the path where it may lie; folder: address of the page's own"""
    if image.src[:5].lower() == "data:":
        inline = DATA.fullmatch(image.src)
        data = _decoded(inline[1]) if inline and image.src in opened.text else b""
        return replace(image, src="", copy=copy_name(data) if len(data) >= SMALLEST else "")
    if image.src in opened.pictures:
        src = "" if image.src.startswith(ID_ADDRESS) else image.src
        return replace(image, src=src, copy=copy_name(opened.pictures[image.src]))
    local = _local(image.src, folder)
    saved = local.partition("/")[0].endswith(PAGE_FOLDERS)
    return replace(image, src="" if saved else image.src, local=local)


def _local(src: str, folder: str) -> str:
    """The path that an address is beside the source; empty: it is none"""
    if is_web(src):
        below = src.startswith(folder) if folder else False
        path = src[len(folder) :] if below else ""
    else:
        path = src
    try:
        parts = urlsplit(path)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/") or len(path) > LONGEST_PATH:
        return ""
    plain = posixpath.normpath(unquote(parts.path).replace("\\", "/"))
    return plain if plain.isprintable() and plain not in (".", "..") else ""


def _decoded(base64: str) -> bytes:
    """The bytes that an address of data spells; empty: it spells none"""
    try:
        return binascii.a2b_base64(unquote(base64))
    except ValueError:
        return b""
