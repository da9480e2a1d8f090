"""Blocks become HTML: the only place that makes markup of text, and it escapes everything.

Elements are ours alone; addresses are those of `href`, or of the web; ids come from `anchors`.
"""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from markupsafe import Markup
from msgspec import Struct

from dossier.model import Block, Image
from dossier.pictures import copy_path
from dossier.render.anchors import paragraph_ids
from dossier.render.running import Running, Writing
from dossier.render.views import NoteView
from dossier.urls import is_web

#: Blocks that belong together if they have one group, and blocks that stand alone.
FAMILIES = {"item": "list", "cell": "table", "quote": "quote", "image": "figure", "caption": "figure"}
FAMILIES |= {"credit": "figure", "heading": "heading", "code": "code", "embed": "embed"}
#: Elements that may be wider than the page, by the message that names them.
SCROLL = ("table", "code")


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
        if not writer.running.due:
            rest.append(html)
            continue
        if first or rest:
            found.append(Part(Markup(first), notes, Markup("".join(rest))))
        first, notes, rest = html, tuple(writer.running.due), []
        writer.running.due = []
    return [*found, Part(Markup(first), notes, Markup("".join(rest)))]


def _family(block: Block, number: int) -> tuple[str, int]:
    """What neighbours have in common that become one element; a block without group is alone"""
    return FAMILIES.get(block.kind, "paragraph"), block.group or -number - 1


class _Writer:
    """One pass over some blocks."""

    def __init__(self, blocks: Sequence[Block], writing: Writing) -> None:
        self.blocks, self.writing = blocks, writing
        self.ids = () if writing.own else paragraph_ids(blocks)
        self.running = Running(writing)
        levels = [b.level for b in blocks if b.kind == "heading"]
        self.shift = writing.level - min(levels, default=1)
        self.last_level = writing.level - 1
        # What may be wider than the page can be scrolled from the keyboard, and says what it is.
        self.scrolls = {key: f'tabindex="0" role="group" aria-label="{escape(writing.label(key))}"' for key in SCROLL}
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
            return _embed(block) if is_web(block.address) else ""
        if family == "heading":
            return self._heading(block, number)
        if family == "code":
            inner = self._inner(number).replace("<br>\n", "\n")
            return f"<pre {self.scrolls['code']}{self._id(number)}><code>{inner}</code></pre>\n"
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
        return f'<div class="scroll" {self.scrolls["table"]}><table>\n{"".join(rows)}</table></div>\n'

    def _cell(self, number: int, row: int) -> str:
        if self.blocks[number].style != "header":
            return f"<td{self._id(number)}>{self._inner(number)}</td>"
        scope = "row" if row else "col"
        return f'<th scope="{scope}"{self._id(number)}>{self._inner(number)}</th>'

    def _figure(self, run: list[int]) -> str:
        """Pictures first, then what is said of them: small lines under the text where no picture is shown"""
        pictures = "".join(self._image(self.blocks[n]) for n in run if self.blocks[n].kind == "image")
        said = [n for n in run if self.blocks[n].kind != "image" and self.blocks[n].text]
        if not pictures:
            return "".join(f"{self._said('p', n)}\n" for n in said)
        caption = " ".join(self._said("span", n) for n in said)
        return f"<figure>{pictures}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>\n"

    def _said(self, tag: str, number: int) -> str:
        return f'<{tag} class="{self.blocks[number].kind}"{self._id(number)}>{self._inner(number)}</{tag}>'

    def _image(self, block: Block) -> str:
        """A picture of ours, or one of the web as the site wants these; of one that is neither, what it shows"""
        images, mode = self.writing.images, self.writing.image_mode
        if not 0 <= block.ref < len(images):
            return ""
        image = images[block.ref]
        alt, label = escape(image.alt), escape(self.writing.label("image"))
        if image.copy:
            return self._loaded(image, self.writing.href(copy_path(self.writing.page, image.copy)))
        if not is_web(image.src):
            return f'<span class="picture">{label}: {alt}</span>' if alt else ""
        if mode == "keep":
            return self._loaded(image, image.src)
        if mode == "drop":
            return ""
        src = escape(image.src)
        return f'<a class="picture out" href="{src}" rel="external noopener">{label}{": " if alt else ""}{alt}</a>'

    @staticmethod
    def _loaded(image: Image, src: str) -> str:
        size = f' width="{image.width}" height="{image.height}"' if image.width > 0 and image.height > 0 else ""
        return f'<img src="{escape(src)}" alt="{escape(image.alt)}"{size} loading="lazy" decoding="async">'

    def _inner(self, number: int) -> str:
        return self.running.inner(self.blocks[number], self.ids[number] if self.ids else "")


def _embed(block: Block) -> str:
    """What a frame of the page showed, as a link: no request to a third party"""
    address = escape(block.address)
    label = escape(block.address.split("//", 1)[1].removeprefix("www.").rstrip("/"))
    return f'<p class="embed"><a class="out" href="{address}" rel="external noopener">{label}</a></p>\n'
