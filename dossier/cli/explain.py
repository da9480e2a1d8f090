"""`inspect --explain`: what cleaning made of a file, for a terminal: its data, then its text with removals in place.

Lines are made here; the command prints them. In a pipe nothing is shortened and nothing is coloured.
"""

import os
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import click
from msgspec import Struct

from dossier.cli.report import count, printable
from dossier.model import Article, Block, Meta, Removal

#: Columns of a line that has no end, and of the names before a text.
ENDLESS, NAMES = 1_000_000, 11
#: Narrowest terminal that lines are shortened to, and characters that say where in a block something was cut out.
NARROWEST, CONTEXT = 40, 12
#: How a published date is known, in words.
KNOWN = {
    "sidecar": "the editor's file",
    "metadata": "data of the page",
    "page": "text of the page",
    "dateline": "the first line of the report",
    "none": "",
}


class Line(Struct, frozen=True):
    """A line for the terminal: what it begins with, in a colour, and its text."""

    lead: str
    text: str = ""
    colour: str = ""
    """Of the lead; empty: none."""
    faint: bool = False
    """Whether the text is less important than others."""


def explain(path: str, article: Article) -> Iterator[Line]:
    """The lines that explain an article: path, data, text in its order, and how often each rule removed something"""
    yield Line(path, colour="bold")
    yield from _data(article.meta)
    yield Line("")
    yield from _text(article)
    yield Line("")
    yield from _counts(article)


def show(lines: Iterator[Line]) -> None:
    """Prints lines: on a terminal shortened to its width and, unless NO_COLOR is set, in colour"""
    terminal = sys.stdout.isatty()
    width = max(NARROWEST, shutil.get_terminal_size().columns) if terminal else ENDLESS
    colour = terminal and not os.environ.get("NO_COLOR")
    for line in lines:
        lead = printable(line.lead)
        text = _shortened(printable(" ".join(line.text.split())), width - columns(lead))
        if colour:
            lead = click.style(lead, bold=True) if line.colour == "bold" else click.style(lead, fg=line.colour or None)
            text = click.style(text, dim=True) if line.faint else text
        click.echo((lead + text).rstrip(), color=colour)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: a Han character takes two"""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


# --- parts ---------------------------------------------------------------------------------------------------------


def _data(meta: Meta) -> Iterator[Line]:
    known = ": ".join(filter(None, (KNOWN[meta.published_from], meta.published_why)))
    fields = {
        "title": meta.title,
        "published": f"{meta.published} ({known})" if meta.published and known else meta.published,
        "author": "、".join(meta.author),
        "source": meta.source,
        "url": meta.url,
        "lang": meta.lang,
        "retrieved": meta.retrieved,
        "topics": "、".join(meta.topics),
    }
    for name, value in fields.items():
        yield _named(name, value or "not known", faint=not value)


def _text(article: Article) -> Iterator[Line]:
    gone: dict[int, list[Removal]] = {}
    for removal in article.removals:
        gone.setdefault(removal.at, []).append(removal)
    for number, block in enumerate(article.blocks):
        here = gone.get(number, [])
        yield from _removals([removal for removal in here if not removal.offset])
        yield _named(block.kind, _words(block, article))
        for removal in here:
            if removal.offset:
                yield from _removals([removal], f" after “{block.text[: removal.offset][-CONTEXT:]}”")
    yield from _removals(gone.get(len(article.blocks), []))


def _words(block: Block, article: Article) -> str:
    if block.kind != "image":
        return block.text
    image = article.images[block.ref]
    return f"{image.alt} {image.src}".strip()


def _removals(removals: Sequence[Removal], where: str = "") -> Iterator[Line]:
    """Removals that follow each other; rule and reason once for all that have the same; where: in a block"""
    for (rule, reason), group in groupby(removals, key=lambda removal: (removal.rule, removal.reason)):
        yield Line(f"- {rule}{where}  ", reason, "red", faint=True)
        yield from (Line("    ", removal.text) for removal in group)


def _counts(article: Article) -> Iterator[Line]:
    pieces = Counter((removal.rule, removal.reason) for removal in article.removals)
    for (rule, reason), number in sorted(pieces.items(), key=lambda one: (-one[1], one[0])):
        yield Line(f"{number:6} {rule}  ", reason, "red", faint=True)
    removed = sum(len(removal.text) for removal in article.removals)
    whole = removed + sum(len(block.text) for block in article.blocks)
    share = f"{removed / whole:.0%}" if whole else "nothing"
    kept = f"{count(len(article.blocks), 'block')} kept"
    yield Line(f"{count(len(article.removals), 'piece')} removed, {share} of the characters; {kept}", colour="bold")


def _named(name: str, text: str, *, faint: bool = False) -> Line:
    return Line(f"{name:<{NAMES}}", text, "cyan", faint)


def _shortened(text: str, width: int) -> str:
    """A text that takes at most `width` columns"""
    if columns(text) <= width:
        return text
    taken = 1  # for the dots
    for end, char in enumerate(text):
        taken += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if taken > width:
            return text[:end] + "…"
    return text
