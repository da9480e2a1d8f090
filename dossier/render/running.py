"""Running text with its spans becomes HTML: names, links, dates, the places of notes."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from operator import attrgetter
from urllib.parse import unquote

from markupsafe import Markup
from msgspec import Struct

from dossier.model import Block, Image, Span
from dossier.render.anchors import mention_ids
from dossier.render.inline import Mark, apart, around, beside, layered, nested, wall_around
from dossier.render.views import NoteView, Sentence, Who
from dossier.urls import is_safe, is_web

#: Elements of spans that need no more than their name.
PLAIN = {"strong": "strong", "em": "em", "code": "code"}
#: Emphasis of a text with none of these is slanted in a Chinese article too; Chinese characters get a dot each.
HAN = re.compile("[\u3400-\u9fff]")
#: What `<time datetime>` may hold; an interval is shown, but is none.
DATETIME = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?")
#: A relative address in an editor's text: a page of ours, from the home on.
SITE_RELATIVE = re.compile(r"(?:\.{0,2}/)*([^:?#]+(?:#.*)?)")


class Writing(Struct, frozen=True, kw_only=True):
    """What the HTML of some blocks depends on, besides the blocks."""

    href: Callable[[str], str]
    """Path below the output folder → relative address."""
    label: Callable[[str], str]
    """Key of a message → text."""
    level: int = 2
    """Of the highest heading; 0: headings are bold paragraphs, as in a note."""
    own: bool = True
    """An editor's text: links to our own pages are allowed, and it has no permanent places."""
    who: Mapping[str, Who] = {}
    """Whom mentions may lead to, by `kind/id`."""
    notes: Mapping[str, NoteView] = {}
    """By id."""
    images: Sequence[Image] = ()
    image_mode: str = "link"
    page: str = ""
    """Path of the page, beside which the copies of its pictures lie."""


def sentence_html(sentence: Sentence, href: Callable[[str], str]) -> Markup:
    """A sentence in which the name is marked, and leads to its place"""
    marks = []
    for span in sentence.spans:
        opening = f'<a class="hit" href="{escape(href(span.ref))}">'
        marks.append(Mark(span.start, span.end, opening, opening, "</a>"))
    return Markup(nested(sentence.text, apart(marks, len(sentence.text))))


def name_html(who: Who, href: Callable[[str], str], found: str) -> Markup:
    """A name that leads to its page; found: what is said of one that the program found"""
    lang = f' lang="{who.lang}"' if who.lang else ""
    title = f' title="{escape(found)}"' if who.found else ""
    return Markup(f"<a {_leading(who, href)}{lang}{title}>{escape(who.name)}</a>")


def _leading(who: Who, href: Callable[[str], str]) -> str:
    """Class and address of a link to somebody's page"""
    kind = who.ref.partition("/")[0] + (" found" if who.found else "")
    return f'class="{escape(kind)}" href="{escape(href(who.path))}"'


class Running:
    """The running text of some blocks; keeps which notes have been met."""

    def __init__(self, writing: Writing) -> None:
        """writing: what the text depends on"""
        self.writing = writing
        self.due: list[NoteView] = []
        """Notes met since this was last emptied."""
        self._met: set[str] = set()
        self._leading: dict[str, str] = {}

    def inner(self, block: Block, paragraph: str) -> str:
        """A block's text with its spans; paragraph: its HTML id, empty in an editor's text"""
        if not block.spans:
            return nested(block.text, ())
        length = len(block.text)
        plain: dict[str, list[Mark]] = {}
        for span in block.spans:
            if span.kind in PLAIN:
                name = PLAIN[span.kind]
                slanted = name == "em" and not HAN.search(block.text, span.start, span.end)
                opening = f'<{name} class="slanted">' if slanted else f"<{name}>"
                plain.setdefault(name, []).append(Mark(span.start, span.end, opening, opening, f"</{name}>"))
            elif span.kind == "date":
                plain.setdefault("time", []).append(_date(span))
        mentions = apart(self._mentions(block, paragraph), length)
        marks = [mark for same in plain.values() for mark in apart(same, length)]
        if not any(span.kind in ("link", "note") for span in block.spans):
            return nested(block.text, [*mentions, *marks])
        links = around(apart(self._links(block.spans), length), mentions)
        walls = sorted((*mentions, *links), key=attrgetter("start"))
        notes = beside(layered(self._notes(block), length), walls)
        points = self._references(block, walls)
        return nested(block.text, [*notes, *mentions, *links, *marks], points)

    def _mentions(self, block: Block, paragraph: str) -> Iterable[Mark]:
        """Names that lead to their page, each with its id"""
        identified = mention_ids(block, paragraph) if paragraph else ((s, "") for s in block.spans)
        for span, ident in identified:
            who = self.writing.who.get(span.ref) if span.kind == "mention" else None
            if who is not None:
                rest = self._leading.get(span.ref)
                if rest is None:
                    rest = self._leading[span.ref] = _leading(who, self.writing.href) + ">"
                first = f'<a id="{ident}" {rest}' if ident else f"<a {rest}"
                yield Mark(span.start, span.end, first, f"<a {rest}", "</a>")

    def _links(self, spans: Iterable[Span]) -> Iterable[Mark]:
        """Links of the source and of editors; one that is unsafe, or that leads nowhere from here, is text"""
        for span in spans:
            if span.kind == "link":
                opening = self._link(span.ref)
                if opening:
                    yield Mark(span.start, span.end, opening, opening, "</a>")

    def _link(self, address: str) -> str:
        if not is_safe(address):
            return ""
        if is_web(address):
            return f'<a class="out" href="{escape(address)}" rel="external noopener">'
        if address.lower().startswith("mailto:"):
            return f'<a href="{escape(address)}">'
        ours = SITE_RELATIVE.fullmatch(address) if self.writing.own else None
        return f'<a href="{escape(self.writing.href(unquote(ours[1])))}">' if ours else ""

    def _notes(self, block: Block) -> Iterable[Mark]:
        """The places of notes, which may overlap"""
        for span, note in self._noted(block):
            opening = f'<span class="{"noted wrong" if note.correction else "noted"}">'
            yield Mark(span.start, span.end, opening, opening, "</span>")

    def _references(self, block: Block, walls: Sequence[Mark]) -> dict[int, str]:
        """A link to each note at the end of its place, or of a link there; its number is drawn by the style sheet"""
        points: dict[int, str] = {}
        ends = [wall.end for wall in walls]
        for span, note in self._noted(block):
            # The style sheet sets a note beside the first reference to it, which it finds by this name.
            ident = "" if note.id in self._met else f' id="{note.id}-at" style="--at:--{note.id}"'
            if note.id not in self._met:
                self._met.add(note.id)
                self.due.append(note)
            label = f"{escape(self.writing.label('note'))} {note.number}"
            reference = f'<a class="noteref"{ident} href="#{note.id}" aria-label="{label}" data-n="{note.number}"></a>'
            at = min(max(span.end, 0), len(block.text))
            wall = wall_around(at, walls, ends)
            at = wall.end if wall else at
            points[at] = points.get(at, "") + reference
        return points

    def _noted(self, block: Block) -> list[tuple[Span, NoteView]]:
        return [(s, self.writing.notes[s.ref]) for s in block.spans if s.kind == "note" and s.ref in self.writing.notes]


def _date(span: Span) -> Mark:
    """A date as the reader finds it, with the one that is meant"""
    value = escape(span.ref)
    if DATETIME.fullmatch(span.ref):
        opening = f'<time datetime="{value}" title="{value}">'
        return Mark(span.start, span.end, opening, opening, "</time>")
    opening = f'<span class="date" title="{value}">'
    return Mark(span.start, span.end, opening, opening, "</span>")
