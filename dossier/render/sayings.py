"""What somebody says, and which figures stand with an organisation: the newest article first, each with its place."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from dossier.model import Figure, Quotation
from dossier.render.book import Book
from dossier.render.contributions import Hit
from dossier.render.views import FigureView, QuoteView

#: Longest quotation that the speaker's page shows; the article has all of it.
LONGEST = 500
ELLIPSIS = "…"
_Fact = TypeVar("_Fact", Quotation, Figure)


def quotes(book: Book, ref: str) -> Iterator[QuoteView]:
    """What somebody says, each word for word once: the first of it in the newest article that has it"""
    seen: set[str] = set()
    for number, said in _newest(book.facts.quotations.get(ref, ())):
        place, cite = said.place, book.cites[number]
        words = book.articles[number].article.blocks[place.block].text[place.start : place.end]
        same = "".join(filter(str.isalnum, words))
        if same not in seen:
            seen.add(same)
            text = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + ELLIPSIS
            path = f"{cite.path}#{book.facts.ids[number][place.block]}"
            yield QuoteView(text=text, place=path, cite=cite)


def figures(book: Book, ref: str) -> Iterator[FigureView]:
    """The amounts of sentences that name one organisation only; one of several articles in the same words once"""
    seen: set[tuple[str, str, str]] = set()
    for number, figure in _newest(book.facts.figures.get(ref, ())):
        place = figure.place
        hit = Hit(number, place.block, place.start, place.end, book.facts.ids[number][place.block])
        sentence = book.sentence(number, place.block, [hit])
        key = (figure.value, figure.unit, sentence.text)
        if key not in seen:
            seen.add(key)
            words = book.articles[number].article.blocks[place.block].text[place.start : place.end]
            yield FigureView(words=words, modifier=figure.modifier, sentence=sentence, cite=book.cites[number])


def _newest(facts: Sequence[tuple[int, _Fact]]) -> Iterator[tuple[int, _Fact]]:
    """Facts with the number of their article: the newest article's first, in the order of its text"""
    runs = [list(run) for _, run in groupby(facts, key=lambda fact: fact[0])]
    for run in reversed(runs):
        yield from run
