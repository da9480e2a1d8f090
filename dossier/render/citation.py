"""How an article is cited: APA 7, GB/T 7714—2015, BibTeX, and a link in Markdown; a function for each style.

Styles after the Publication Manual of the American Psychological Association, 7th edition, 10.16 (webpages on news
websites), and GB/T 7714—2015, 4.2 and 4.6 (parts of a work, electronic resources). Titles and names stay as the article
has them: nobody's name is romanised, and no capital is changed.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dossier.fold import fold
from dossier.render.authors import HAN, apa_name, bibtex_name, gbt_name
from dossier.render.views import Citation, Piece

#: Where neither the article nor its source has a title; the first in brackets, as APA describes what has none.
UNTITLED, UNTITLED_HAN = "[Untitled]", "无题"
#: Names of months, as APA writes them; BibTeX has the first three letters of each as a word of its own.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
#: APA names all authors of up to this many, else the first 19 and the last; GB/T 7714 three.
APA_AUTHORS, GBT_AUTHORS = 20, 3
#: Length of the hash in the key of an id that is not ASCII, in hexadecimal digits.
KEY_DIGITS = 6
#: What ends a sentence already, so that no full stop follows.
ENDS = (".", "?", "!", "。", "？", "！", "…")
#: Characters that TeX reads as something else.
TEX = {c: f"\\{c}" for c in "{}$&#_%"} | {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}
#: Characters that may mean something in Markdown inside the words of a link.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>&])")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ASCII = re.compile("[A-Za-z0-9]+")


class Cited(Struct, frozen=True, kw_only=True):
    """What citations say of an article. Empty: not known."""

    key: str
    """The article's id."""
    title: str
    authors: tuple[str, ...]
    published: str
    """ISO 8601, perhaps partial."""
    source: str
    """The publication."""
    url: str
    """Of the original."""
    retrieved: str
    lang: str
    archive: str
    """Title of this archive."""
    path: str
    """Of the article's page in it."""
    address: str
    """Full address of that page; empty: the site does not know its own."""


def citations(one: Cited) -> tuple[Citation, ...]:
    """The article in each style; pure"""
    return (
        Citation(style="APA 7", pieces=tuple(apa(one)), lang="en"),
        Citation(style="GB/T 7714—2015", pieces=tuple(gbt(one)), lang="zh" if _chinese(one) else "en"),
        Citation(style="BibTeX", pieces=(Piece(text=bibtex(one)),), lang="en"),
        Citation(style="Markdown", pieces=tuple(markdown(one)), lang=one.lang),
    )


def apa(one: Cited) -> Iterator[Piece]:
    """`Doe, J. (2024, October 8). Title. Publication. Retrieved October 9, 2024, from https://…`

    Without an author the title comes first; the publication is left out where it is the author.
    """
    title = Piece(text=one.title or UNTITLED, role="title" if one.title else "")
    date = f"({_apa_date(one.published) or 'n.d.'})."
    authors = _apa_authors([apa_name(name) for name in one.authors])
    if authors:
        yield from (Piece(text=f"{_ended(authors)} {date} "), title, Piece(text=_stop(title.text)))
    else:
        yield from (title, Piece(text=f"{_stop(title.text)} {date}"))
    source = "" if fold(one.source) in map(fold, one.authors) else one.source
    where = [_ended(part) for part in (source, "" if one.url else one.archive) if part]
    retrieved = _american(one.retrieved)
    if one.url:
        where.append(f"Retrieved {retrieved}, from {one.url}" if retrieved else one.url)
    if one.address:
        where.append(f"(archived at {one.address})" if one.url else one.address)
    yield Piece(text="".join(f" {part}" for part in where))


def gbt(one: Cited) -> Iterator[Piece]:
    """`记者甲. 题名[EB/OL]//新浪科技. (2024-10-08)[2024-10-09]. https://….`

    The publication is the work that the article is a part of. Without an author the title comes first.
    """
    chinese = _chinese(one)
    names = [gbt_name(name) for name in one.authors[:GBT_AUTHORS]]
    more = ["等" if chinese else "et al"] if len(one.authors) > GBT_AUTHORS else []
    host = one.source or ("" if one.url else one.archive)
    published, retrieved = _day(one.published), _day(one.retrieved)
    dates = (f"({published})" if published else "") + (f"[{retrieved}]" if retrieved else "")
    title = f"{one.title or (UNTITLED_HAN if chinese else UNTITLED)}[EB/OL]"
    parts = [", ".join([*names, *more]), f"{title}//{host}" if host else title, dates, one.url]
    if one.address:
        parts.append((("存档: " if chinese else "archived: ") if one.url else "") + one.address)
    yield Piece(text=". ".join(part for part in parts if part) + ".")


def bibtex(one: Cited) -> str:
    """An entry of the type `misc`, which every style of BibTeX and biblatex knows; its key comes from the id alone"""
    year, month, day = _parts(one.published)
    # An address in \url stands as it is: an escaped one leads nowhere.
    archived = f"Archived at \\url{{{one.address}}}" if one.address and one.url else ""
    fields = {
        "author": " and ".join(bibtex_name(name, _tex) for name in one.authors),
        "title": f"{{{_tex(one.title or UNTITLED)}}}",
        "howpublished": _tex(one.source or one.archive),
        "year": year,
        "month": month and MONTHS[int(month) - 1][:3].lower(),
        "day": day.lstrip("0"),
        "url": one.url or one.address,
        "urldate": _day(one.retrieved),
        "note": archived,
        "langid": "chinese" if _chinese(one) else "",
    }
    lines = [f"  {key} = {text if key == 'month' else f'{{{text}}}'}," for key, text in fields.items() if text]
    return "\n".join((f"@misc{{{_key(one.key)},", *lines, "}"))


def markdown(one: Cited) -> Iterator[Piece]:
    """`[Title](address of the page in this archive)`; the page fills in an address that the site does not know"""
    words = _MARKDOWN.sub(r"\\\1", one.title or UNTITLED)
    address = one.address.replace("(", "%28").replace(")", "%29")
    yield from (Piece(text=f"[{words}]("), Piece(text=address or one.path, role="" if address else "here"))
    yield Piece(text=")")


def _apa_authors(names: Sequence[str]) -> str:
    if len(names) > APA_AUTHORS:
        return ", ".join(names[: APA_AUTHORS - 1]) + f", . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _parts(date: str) -> tuple[str, str, str]:
    """Year, month and day of an ISO date; empty: it has none, or is none"""
    match = _DATE.match(date)
    if match is None or not 1 <= int(match[2] or 1) <= len(MONTHS):
        return "", "", ""
    return match[1], match[2] or "", match[3] or ""


def _day(date: str) -> str:
    """An ISO date without its time"""
    return "-".join(filter(None, _parts(date)))


def _apa_date(date: str) -> str:
    """As precise as it is known: 2024, October 8; 2024, October; 2024"""
    year, month, day = _parts(date)
    return f"{year}, {MONTHS[int(month) - 1]} {day.lstrip('0')}".rstrip() if month else year


def _american(date: str) -> str:
    """October 9, 2024; October 2024; 2024"""
    year, month, day = _parts(date)
    words = f"{MONTHS[int(month) - 1]} {day.lstrip('0')}".rstrip() if month else ""
    return f"{words}{', ' if day else ' '}{year}" if words else year


def _ended(text: str) -> str:
    return text + _stop(text)


def _stop(text: str) -> str:
    return "" if text.endswith(ENDS) else "."


def _chinese(one: Cited) -> bool:
    return one.lang.partition("-")[0] == "zh" if one.lang else HAN.search(one.title) is not None


def _tex(text: str) -> str:
    return "".join(TEX.get(character, character) for character in text)


def _key(ident: str) -> str:
    """The id, which holds nothing that BibTeX minds; of one with letters of other scripts what is left, and a hash"""
    if ident.isascii():
        return ident
    digits = hashlib.sha256(ident.encode()).hexdigest()[:KEY_DIGITS]
    return "-".join(filter(None, (*_ASCII.findall(ident), digits)))
