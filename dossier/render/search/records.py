"""What a result shows: of each article its head and its text, compressed; of people and companies who they are."""

import re
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

import msgspec
from msgspec import Raw, Struct

from dossier.digests import digest
from dossier.items import Keyed
from dossier.model import Output
from dossier.render.book import Book
from dossier.render.entity.roles import present
from dossier.render.offers import Words, packed_at
from dossier.render.output import carried, literal
from dossier.render.search.scripts import script
from dossier.render.search.tokens import pieces, together

#: Articles in one folder: some systems list long ones slowly.
FOLDER = 1_000
#: People and companies in one file.
TOGETHER = 128
#: Characters of an article that `search: lead` publishes for searching.
LEAD = 300
#: Of zlib; the highest takes twice as long for one part in a hundred.
LEVEL = 6

#: Encodings that all browsers read; by their place here. Chinese in the second is a seventh shorter when deflated.
ENCODINGS = ("utf-8", "gb18030")
#: What browsers and Python read differently in the second: GB 18030 of 2000, 2005 and 2022 put these elsewhere.
_MOVED = re.compile("[\u1e3e\u1e3f\u20ac\u9fb4-\u9fbb\ue000-\uf8ff\ufe10-\ufe19]")

#: Articles that are worked on together, and kept together in the cache: an edit makes so many anew.
AT_ONCE = 20

#: (book, `kind/id`) → what `role_of` gives.
RoleOf: TypeAlias = Callable[[Book, str], tuple[str, str]]
#: A paragraph's HTML id, and its text.
Paragraph = tuple[str, str]


class Told(Struct, frozen=True, array_like=True):
    """What the search tells of an article."""

    number: int
    head: tuple[str, ...]
    """Path, title, date, source, language, rights."""
    words: Words


class Filed(Struct, frozen=True, kw_only=True):
    """What is made of an article by itself."""

    file: Output
    runs: str
    """Together, like the words."""
    words: str
    titled: tuple[int, int]
    """How many runs and words are of its title: those come first."""


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(tuple[str, list[Told]]).decode


def paragraphs(words: Words, text: str) -> tuple[Paragraph, ...]:
    """What is searched of an article, and shown of it; text: full, lead or none, as `search` in site.yaml"""
    if text == "none":
        return ()
    found, left = list[Paragraph](), LEAD
    for ident, block in zip(words.ids, words.texts, strict=True):
        said = carried(block)
        if said and text == "full":
            found.append((ident, said))
        elif said and left > 0:
            found.append((ident, said[:left]))
            left -= len(said)
    return tuple(found)


def told(book: Book, text: str) -> Iterator[Keyed]:
    """All articles in order, some together, packed when they are asked for; text: as `paragraphs` takes it"""
    count = len(book.cites)
    for start in range(0, count, AT_ONCE):
        some = range(start, min(start + AT_ONCE, count))
        said = [(_head(book, number), book.wordings[number]) for number in some]
        yield Keyed(digest(_pack((text, start, said))), partial(_told, book, text, some))


def _head(book: Book, number: int) -> tuple[str, ...]:
    cite = book.cites[number]
    said = (cite.path, carried(cite.title), cite.published, carried(cite.source), cite.lang)
    return *said, book.heads[number].rights


def _told(book: Book, text: str, some: Sequence[int]) -> bytes:
    """Some articles, each as `Told`, whose texts are still packed: this process need not look at them"""
    return _pack((text, [(number, _head(book, number), Raw(packed_at(book.words, number))) for number in some]))


def filed(articles: bytes | Keyed) -> tuple[Filed, ...]:
    """Of each article its file, and what it is found by: `search/a/<thousand>/<number>.js`; articles: of `told`"""
    text, some = _unpack(articles.make() if isinstance(articles, Keyed) else articles)
    return tuple(_filed(one, text) for one in some)


def _filed(one: Told, text: str) -> Filed:
    number, said = one.number, paragraphs(one.words, text)
    file = script(f"a/{number // FOLDER}/{number}", "article", number, one.head, *packed(said))
    title = one.head[1]
    runs, words = pieces([title, *(paragraph for _, paragraph in said)])
    of_title = pieces([title])
    return Filed(file=file, runs=together(runs), words=together(words), titled=(len(of_title[0]), len(of_title[1])))


def packed(said: Sequence[Paragraph]) -> tuple[int, str]:
    """Paragraphs as JSON: the number of its encoding; it deflated without header, in base 64. Empty: none"""
    if not said:
        return 0, ""
    text = literal(said)
    plain = text.encode(ENCODINGS[0])
    short = plain if _MOVED.search(text) else text.encode(ENCODINGS[1])
    chosen = 1 if len(short) < len(plain) else 0
    squeezer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = squeezer.compress((plain, short)[chosen]) + squeezer.flush()
    return chosen, b64encode(data).decode()


def entity_files(book: Book, counts: dict[str, int], role: RoleOf) -> Iterator[Output]:
    """`search/e/<k>.js`: records of `TOGETHER` people and companies; counts: of stories, in order of their numbers

    A record: path, name, its language, another name, its language, whether it was found by the program, the role or
    type, where, number of stories that name them, all other names, which say whether it has all that is looked for.
    """
    refs = list(counts)
    for part, start in enumerate(range(0, len(refs), TOGETHER)):
        some = refs[start : start + TOGETHER]
        yield script(f"e/{part}", "entities", part, [_record(book, ref, counts[ref], role) for ref in some])


def _record(book: Book, ref: str, count: int, role: RoleOf) -> list[object]:
    who, entity = book.who[ref], book.entities[ref]
    title, company = role(book, ref) if entity.kind == "person" else (entity.type, "")
    names = [carried(who.name), who.lang, carried(who.also), who.also_lang]
    others = dict.fromkeys(carried(name.text) for name in entity.names)
    rest = [name for name in others if name not in (who.name, who.also)]
    return [who.path, *names, int(who.found), carried(title), carried(company), count, rest]


def role_of(book: Book, ref: str) -> tuple[str, str]:
    """(title, company) of what the profile says that somebody is now"""
    now = present(book, ref)
    return (now.title, now.who.name if now.who else "") if now else ("", "")
