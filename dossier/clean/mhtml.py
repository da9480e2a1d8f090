"""A page saved as one file of mail (MHTML) → its HTML, where it came from, and the pictures that it brings along.

The standard library takes it apart, by the rules that leave heads as they are: those that read them (`policy.default`)
take the square of a head's length, and fail on brackets in brackets.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import Message
from urllib.parse import quote, urljoin

from msgspec import Struct

from dossier.clean.saved import saved_comment
from dossier.urls import is_web

#: How such a file begins: lines of a mail's head, one of which speaks of MIME.
MAIL_LOOK = re.compile(
    rb"\s{0,20}(?:[A-Za-z-]{2,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){0,30}?MIME-Version:", re.I
)
PAGE_LOOK = re.compile(rb"multipart/related|text/html", re.IGNORECASE)
#: The first bytes in which it is looked for.
LOOKED_AT = 8_000
#: Most parts that hold others, most parts, and the longest line of a head: real ones have 1–3, hundreds, and 200 bytes.
MAX_MULTIPARTS, MAX_PARTS, MAX_HEAD = 40, 5_000, 4_000
MULTIPART = re.compile(rb"^content-type:\s{0,9}multipart/", re.IGNORECASE | re.MULTILINE)
HEAD = re.compile(rb"^content-[a-z-]{1,40}:[^\n]*+(?:\n[ \t][^\n]*+)*+", re.IGNORECASE | re.MULTILINE)
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
#: How a page's HTML names a picture by the id of its part, and the address that stands for it: a domain of nobody.
BY_ID = re.compile(r"""(\bsrc\s{0,3}=\s{0,3}["']?)cid:([^"'\s<>]{1,300})""", re.IGNORECASE)
ID_ADDRESS = "https://cid.invalid/"


class Unpacked(Struct, frozen=True, kw_only=True):
    """A page and what it brought along."""

    html: bytes = b""
    charset: str = ""
    """As the head of the page's part declares it."""
    comment: str = ""
    """Says where the page came from, as `saved_from` reads it."""
    pictures: dict[str, bytes] = {}
    """By address, as the page's HTML resolves it."""
    fault: str = ""
    """Why there is no page, as a clause; empty: there is one."""
    cut: bool = False
    """The file ends before the archive does."""


def is_mhtml(data: bytes) -> bool:
    """Whether a file begins as an archive of a page does, whatever it is called; a mail of plain text does not"""
    return MAIL_LOOK.match(data, 0, LOOKED_AT) is not None and PAGE_LOOK.search(data, 0, LOOKED_AT) is not None


def unpack(data: bytes) -> Unpacked:
    """The bytes of an archive → its page; a hostile or broken archive gives a `fault`"""
    costly = _costly(data)
    if costly:
        return Unpacked(fault=costly)
    archive = message_from_bytes(data, policy=policy.compat32)
    parts = list(_parts(archive))
    root = _root(archive, parts)
    if root is None:
        return Unpacked(fault="no part of the archive is a page (text/html)")
    address = _head(root, "content-location") or _head(archive, "snapshot-content-location")
    address = address if is_web(address) else _head(archive, "snapshot-content-location")
    defects = {type(defect) for part in (archive, root) for defect in part.defects}
    return Unpacked(
        html=_payload(root),
        charset=str(root.get_content_charset("")),
        comment=saved_comment(address, _head(archive, "date")),
        pictures=_pictures(parts, address),
        cut=not defects.isdisjoint((CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)),
    )


def by_address(html: str) -> str:
    """A page whose pictures that are named by ids (`cid:`) have addresses, as `Unpacked.pictures` has them"""
    return BY_ID.sub(lambda found: found[1] + _id_address(found[2]), html)


def _id_address(ident: str) -> str:
    return ID_ADDRESS + quote(ident, safe="@.-_~%")


def _costly(data: bytes) -> str:
    """Why an archive cannot be taken apart in reasonable time, as a clause"""
    if sum(1 for _ in MULTIPART.finditer(data)) > MAX_MULTIPARTS:
        return f"more than {MAX_MULTIPARTS} of its parts hold others"
    parts = 0
    for head in HEAD.finditer(data):
        parts += head[0][:13].lower() == b"content-type:"
        if head.end() - head.start() > MAX_HEAD:
            return f"a line of a head in it has more than {MAX_HEAD} bytes"
    return f"it has more than {MAX_PARTS} parts" if parts > MAX_PARTS else ""


def _parts(archive: "Message[str, str]") -> Iterator["Message[str, str]"]:
    for part in archive.walk():
        if not part.is_multipart():
            yield part


def _root(archive: "Message[str, str]", parts: list["Message[str, str]"]) -> "Message[str, str] | None":
    """The page: the part that the archive says it starts with, else the first that is HTML"""
    pages = [part for part in parts if part.get_content_type() in PAGE_TYPES]
    start = archive.get_param("start") if archive.is_multipart() else None
    started = [part for part in pages if isinstance(start, str) and _head(part, "content-id") == start.strip()]
    return next(iter([*started, *pages]), None)


def _pictures(parts: list["Message[str, str]"], page: str) -> dict[str, bytes]:
    """Pictures by the addresses that the page may give them; the first of two counts"""
    found: dict[str, bytes] = {}
    for part in parts:
        if part.get_content_maintype() not in ("image", "application"):
            continue
        location, ident = _head(part, "content-location"), _head(part, "content-id").strip("<>")
        addresses = [_joined(page, location)] if location else []
        addresses += [_id_address(ident)] if ident else []
        data = _payload(part) if addresses else b""
        for address in filter(None, addresses if data else ()):
            found.setdefault(address, data)
    return found


def _joined(page: str, location: str) -> str:
    try:
        return urljoin(page, location)
    except ValueError:
        return ""


def _head(part: "Message[str, str]", name: str) -> str:
    """A line of a part's head, without the white space at which it was folded; bytes that are no ASCII make it none"""
    value = part.get(name, "")
    text = "".join(value.split()) if isinstance(value, str) and name != "date" else str(value).strip()
    return text if text.isascii() else ""


def _payload(part: "Message[str, str]") -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""
