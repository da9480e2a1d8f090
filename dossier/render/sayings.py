"""What somebody says, and which figures stand with an organisation: the newest article first, each with its place."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from dossier.render.book import Book
from dossier.render.contributions import Hit
from dossier.render.views import FigureView, QuoteView

#: Longest quotation that the speaker's page shows; the article has all of it.
LONGEST = 500
ELLIPSIS = "…"
_View = TypeVar("_View", QuoteView, FigureView)


def quotes(book: Book, ref: str) -> list[QuoteView]:
    """What somebody says, the newest first; each word for word once, from the oldest article that has it

    So a new article that repeats old words moves nothing in a list that is numbered from the oldest entry.
    """
    return _newest(_quotes(book, ref))


def figures(book: Book, ref: str) -> list[FigureView]:
    """The amounts of sentences that name one organisation only, in the same order; in the same words once"""
    return _newest(_figures(book, ref))


def _quotes(book: Book, ref: str) -> Iterator[tuple[int, QuoteView]]:
    """(article, quotation), the oldest article's first"""
    seen: set[str] = set()
    for number, said in book.facts.quotations.get(ref, ()):
        place, cite = said.place, book.cites[number]
        words = book.words[number].texts[place.block][place.start : place.end]
        same = "".join(filter(str.isalnum, words))
        if same not in seen:
            seen.add(same)
            text = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + ELLIPSIS
            path = f"{cite.path}#{book.words[number].ids[place.block]}"
            yield number, QuoteView(text=text, place=path, cite=cite)


def _figures(book: Book, ref: str) -> Iterator[tuple[int, FigureView]]:
    """(article, figure), the oldest article's first"""
    seen: set[tuple[str, str, str]] = set()
    for number, figure in book.facts.figures.get(ref, ()):
        place = figure.place
        hit = Hit(number, place.block, place.start, place.end, book.words[number].ids[place.block])
        sentence = book.sentence(number, place.block, [hit])
        key = (figure.value, figure.unit, sentence.text)
        if key not in seen:
            seen.add(key)
            words = book.words[number].texts[place.block][place.start : place.end]
            cite = book.cites[number]
            yield number, FigureView(words=words, modifier=figure.modifier, sentence=sentence, cite=cite)


def _newest(said: Iterable[tuple[int, _View]]) -> list[_View]:
    """What the newest article says first, of each article in the order of its text"""
    runs = [[view for _, view in run] for _, run in groupby(said, key=itemgetter(0))]
    return [view for run in reversed(runs) for view in run]
