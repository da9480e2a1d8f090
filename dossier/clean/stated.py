"""What a file states of its article in fields (front matter, JSON), whatever program named them, over what is read."""

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from dossier.clean.moment import read_moment
from dossier.model import Meta
from dossier.urls import is_lang, is_web

#: The names of fields, best first, by what they say: title, author, url, source, published, retrieved, lang, topics.
Keys = Mapping[str, tuple[str, ...]]
Stated = dict[str, tuple[str, ...]]

#: Tags that clipping programs put on everything.
OWN_TAGS = frozenset({"clippings", "clipping", "web-clip", "article", "inbox"})
#: What a value must be to say what its field's name says: `source` is an address here and a publication there.
FITS: dict[str, Callable[[str], bool]] = {
    "url": is_web,
    "source": lambda value: not is_web(value),
    "published": lambda value: bool(read_moment(value)),
    "retrieved": lambda value: bool(read_moment(value)),
    "lang": is_lang,
}


def stated(given: Mapping[str, Iterable[str]], keys: Keys) -> Stated:
    """Field names (lower case) and their texts → what they say, by the names of `keys`; the first that fits counts"""
    said: Stated = {}
    for name, ways in keys.items():
        fits = FITS.get(name, lambda value: value.lower() not in OWN_TAGS)
        found = (tuple(filter(fits, given[way])) for way in ways if way in given)
        said[name] = next(filter(None, found), ())
    return said


def overlaid(meta: Meta, said: Stated, why: str) -> Meta:
    """What the page's lines say, under what the fields say; why: how a date of theirs is known"""

    def first(name: str) -> str:
        return next(iter(said.get(name, ())), "")

    meta = replace(
        meta,
        title=first("title") or meta.title,
        author=said.get("author") or meta.author,
        source=first("source") or meta.source,
        url=first("url") or meta.url,
        lang=first("lang") or meta.lang,
        retrieved=read_moment(first("retrieved")),
        topics=said.get("topics", ()),
    )
    published = read_moment(first("published"))
    minute = meta.published_from == "page" and meta.published.startswith(published + "T")
    if not published or minute:  # the page's own line says the same, to the minute
        return meta
    return replace(meta, published=published, published_from="metadata", published_why=why)
