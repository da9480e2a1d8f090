"""Blocks become HTML: the only place that makes markup of text, and it escapes everything.

Elements are ours alone; addresses are those of `href`, or of the web; ids come from `anchors`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from urllib.parse import unquote

from markupsafe import Markup
from msgspec import Struct

from dossier.model import Block, Image, Span
from dossier.render.anchors import mention_ids, paragraph_ids
from dossier.render.inline import Mark, apart, around, nested
from dossier.render.views import NoteView, Sentence, Who
from dossier.urls import is_safe, is_web

#: Elements of spans that need no more than their name.
PLAIN = {"strong": "strong", "em": "em", "code": "code"}
#: Blocks that belong together if they have one group, and blocks that stand alone.
FAMILIES = {"item": "list", "cell": "table", "quote": "quote", "image": "figure", "caption": "figure"}
FAMILIES |= {"credit": "figure", "heading": "heading", "code": "code", "embed": "embed"}
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


class Part(Struct, frozen=True):
    """A paragraph, list or table with notes, these, and what follows until the next one with notes."""

    first: Markup
    notes: tuple[NoteView, ...]
    rest: Markup


def prose(blocks: Sequence[Block], writing: Writing) -> Markup:
    """Blocks as HTML"""
    return Markup("").join(part.first + part.rest for part in parts(blocks, writing))


def parts(blocks: Sequence[Block], writing: Writing) -> list[Part]:
    """Blocks as HTML, cut before each paragraph, list or table on which notes hang; the first part may have none"""
    writer = _Writer(blocks, writing)
    found: list[Part] = []
    first, rest = "", list[str]()
    notes: tuple[NoteView, ...] = ()
    for (family, _), run in groupby(range(len(blocks)), lambda n: _family(blocks[n], n)):
        html = writer.family(family, list(run))
        if not writer.due:
            rest.append(html)
            continue
        if first or rest:
            found.append(Part(Markup(first), notes, Markup("".join(rest))))
        first, notes, rest = html, tuple(writer.due), []
        writer.due = []
    return [*found, Part(Markup(first), notes, Markup("".join(rest)))]


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


def _family(block: Block, number: int) -> tuple[str, int]:
    """What neighbours have in common that become one element; a block without group is alone"""
    return FAMILIES.get(block.kind, "paragraph"), block.group or -number - 1


class _Writer:
    """One pass over some blocks; keeps which notes have been met."""

    def __init__(self, blocks: Sequence[Block], writing: Writing) -> None:
        self.blocks, self.writing = blocks, writing
        self.ids = () if writing.own else paragraph_ids(blocks)
        self.met: set[str] = set()
        self.due: list[NoteView] = []
        self.leading: dict[str, str] = {}
        levels = [b.level for b in blocks if b.kind == "heading"]
        self.shift = writing.level - min(levels, default=1)
        self.last_level = writing.level - 1
        self.permalink = "" if writing.own else escape(writing.label("permalink"))

    def family(self, family: str, run: list[int]) -> str:
        """HTML of neighbours of one family and group"""
        if family == "list":
            return self._list(run)
        if family == "table":
            return self._table(run)
        if family == "figure":
            return self._figure(run)
        if family == "quote":
            inner = "".join(self._block("p", number) for number in run)
            return f"<blockquote>{inner}</blockquote>\n"
        return "".join(self._alone(family, number) for number in run)

    def _alone(self, family: str, number: int) -> str:
        block = self.blocks[number]
        if not block.text:
            return ""
        if family == "heading":
            return self._heading(block, number)
        if family == "code":
            inner = self._inner(number).replace("<br>\n", "\n")
            return f'<pre tabindex="0"{self._id(number)}><code>{inner}</code></pre>\n'
        if family == "embed":
            return f'<p class="embed"{self._id(number)}>{self._inner(number)}</p>\n'
        return self._block("p", number)

    def _heading(self, block: Block, number: int) -> str:
        """Levels follow each other without a gap, whatever the source had"""
        if not self.writing.level:
            return f"<p><strong>{self._inner(number)}</strong></p>\n"
        level = max(self.writing.level, min(block.level + self.shift, self.last_level + 1, 6))
        self.last_level = level
        return self._block(f"h{level}", number)

    def _block(self, tag: str, number: int) -> str:
        return f"<{tag}{self._id(number)}>{self._inner(number)}{self._permalink(number)}</{tag}>\n"

    def _id(self, number: int) -> str:
        return f' id="{self.ids[number]}"' if self.ids and self.ids[number] else ""

    def _permalink(self, number: int) -> str:
        """Its sign is drawn by the style sheet, so that it is no part of the text"""
        if not self.ids:
            return ""
        return f'<a class="permalink" href="#{self.ids[number]}" aria-label="{self.permalink}"></a>'

    def _list(self, run: list[int]) -> str:
        out: list[str] = []
        tags: list[str] = []
        for number in run:
            block = self.blocks[number]
            tag = "ol" if block.style == "ordered" else "ul"
            level = min(max(block.level, 0), len(tags))
            while len(tags) > level + 1:
                out.append(f"</li></{tags.pop()}>")
            if len(tags) == level + 1:
                out.append("</li>")
                if tags[-1] != tag:
                    out.append(f"</{tags.pop()}>")
            if len(tags) == level:
                out.append(f"<{tag}>")
                tags.append(tag)
            out.append(f"<li{self._id(number)}>{self._inner(number)}")
        out += [f"</li></{tag}>" for tag in reversed(tags)]
        return "".join(out) + "\n"

    def _table(self, run: list[int]) -> str:
        rows = []
        for row, (_, cells) in enumerate(groupby(run, lambda number: self.blocks[number].level)):
            rows.append("<tr>" + "".join(self._cell(number, row) for number in cells) + "</tr>\n")
        return f'<div class="scroll" tabindex="0"><table>\n{"".join(rows)}</table></div>\n'

    def _cell(self, number: int, row: int) -> str:
        if self.blocks[number].style != "header":
            return f"<td{self._id(number)}>{self._inner(number)}</td>"
        scope = "row" if row else "col"
        return f'<th scope="{scope}"{self._id(number)}>{self._inner(number)}</th>'

    def _figure(self, run: list[int]) -> str:
        """Pictures first, then what is said of them; nothing where a picture is all there was, and is not shown"""
        pictures = "".join(self._image(self.blocks[n]) for n in run if self.blocks[n].kind == "image")
        said = "".join(
            f'<span class="{self.blocks[n].kind}"{self._id(n)}>{self._inner(n)}</span> '
            for n in run
            if self.blocks[n].kind != "image" and self.blocks[n].text
        )
        caption = f"<figcaption>{said.rstrip()}</figcaption>" if said else ""
        return f"<figure>{pictures}{caption}</figure>\n" if pictures or caption else ""

    def _image(self, block: Block) -> str:
        images, mode = self.writing.images, self.writing.image_mode
        if mode == "drop" or not 0 <= block.ref < len(images) or not is_web(images[block.ref].src):
            return ""
        image = images[block.ref]
        src, alt = escape(image.src), escape(image.alt)
        if mode == "keep":
            size = f' width="{image.width}" height="{image.height}"' if image.width > 0 and image.height > 0 else ""
            return f'<img src="{src}" alt="{alt}"{size} loading="lazy" decoding="async">'
        label = escape(self.writing.label("image"))
        return f'<a class="picture out" href="{src}" rel="external noopener">{label}{": " if alt else ""}{alt}</a>'

    # --- running text ----------------------------------------------------------------------------------------------

    def _inner(self, number: int) -> str:
        """A block's text with its spans"""
        block = self.blocks[number]
        if not block.spans:
            return nested(block.text, ())
        length = len(block.text)
        plain: dict[str, list[Mark]] = {}
        for span in block.spans:
            if span.kind in PLAIN:
                name = PLAIN[span.kind]
                opening = f"<{name}>"
                plain.setdefault(name, []).append(Mark(span.start, span.end, opening, opening, f"</{name}>"))
            elif span.kind == "date":
                plain.setdefault("time", []).append(_date(span))
        mentions = apart(self._mentions(block, number), length)
        links = around(apart(self._links(block.spans), length), mentions)
        notes, points = self._notes(block)
        marks = [mark for same in plain.values() for mark in apart(same, length)]
        return nested(block.text, [*notes, *mentions, *links, *marks], points)

    def _mentions(self, block: Block, number: int) -> Iterable[Mark]:
        """Names that lead to their page, each with its id"""
        identified = mention_ids(block, self.ids[number]) if self.ids else ((s, "") for s in block.spans)
        for span, ident in identified:
            who = self.writing.who.get(span.ref) if span.kind == "mention" else None
            if who is not None:
                rest = self.leading.get(span.ref)
                if rest is None:
                    rest = self.leading[span.ref] = _leading(who, self.writing.href) + ">"
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

    def _notes(self, block: Block) -> tuple[list[Mark], dict[int, str]]:
        """The places of notes, and a reference at the end of each; its number is drawn by the style sheet"""
        marks = []
        for span in block.spans:
            note = self.writing.notes.get(span.ref) if span.kind == "note" else None
            if note is None:
                continue
            ident = "" if note.id in self.met else f' id="{note.id}-at"'
            if note.id not in self.met:
                self.met.add(note.id)
                self.due.append(note)
            kind = "noted wrong" if note.correction else "noted"
            marks.append(
                Mark(span.start, span.end, f'<span class="{kind}"{ident}>', f'<span class="{kind}">', "</span>")
            )
        points: dict[int, str] = {}
        ends = [
            (s.end, self.writing.notes[s.ref]) for s in block.spans if s.kind == "note" and s.ref in self.writing.notes
        ]
        for end, note in ends:
            label = f"{escape(self.writing.label('note'))} {note.number}"
            reference = f'<a class="noteref" href="#{note.id}" aria-label="{label}" data-n="{note.number}"></a>'
            at = min(max(end, 0), len(block.text))
            points[at] = points.get(at, "") + reference
        return apart(marks, len(block.text)), points


def _date(span: Span) -> Mark:
    """A date as the reader finds it, with the one that is meant"""
    value = escape(span.ref)
    if DATETIME.fullmatch(span.ref):
        opening = f'<time datetime="{value}" title="{value}">'
        return Mark(span.start, span.end, opening, opening, "</time>")
    opening = f'<span class="date" title="{value}">'
    return Mark(span.start, span.end, opening, opening, "</span>")
