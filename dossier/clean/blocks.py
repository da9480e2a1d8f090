"""Runs that stay → blocks with kind, level and group; runs that go → removals at their places; pictures → images."""

from urllib.parse import urljoin

from dossier.clean import pictures
from dossier.clean.embeds import embedded
from dossier.clean.junk import Rule, is_credit
from dossier.clean.tree import EMBEDS, HEADINGS, Element, Run
from dossier.clean.worth import named_cues
from dossier.model import Block, BlockKind, Image, Removal, Span, SpanKind
from dossier.urls import is_safe, is_web

#: A cell with lists and as many runs of text as this is a part of the page's layout, not data.
LAYOUT_RUNS = 4
LONGEST_CAPTION = 500
#: A list item's paragraphs are one block up to this length.
LONGEST_ITEM = 1500
LONGEST_CREDIT = 120
#: What elements are for the text in them; `caption` may also be told by name.
ROLES = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "li"),
    **dict.fromkeys(("ul", "ol", "dl"), "inner_list"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **{"table": "table", "tr": "row", "blockquote": "quote", "figure": "figure", "pre": "pre"},
}
#: Kinds of block that one element fills, however many runs it has.
FILLED = {"cell": "cell", "item": "li", "caption": "caption"}


class Builder:
    """Collects the blocks, removals and images of one article in reading order."""

    def __init__(self, address: str, body: Element) -> None:
        """address: of the page, for relative links; empty: not known"""
        self.address = address
        self.body = body
        self.blocks: list[Block] = []
        self.holders: list[Element | None] = []
        """Beside each block: the cell or item that it fills, so that a second run of it joins the first."""
        self.removals: list[Removal] = []
        self.images: list[Image] = []
        self.picture: _Place | None = None
        """Of the last picture, if another may repeat it."""
        self.groups: dict[Element, int] = {}
        self.scopes: dict[Element, dict[str, Element]] = {}
        self.depths: dict[Element, int] = {}
        """Of lists: how many lie around them."""
        self.rows: dict[Element, int] = {}

    def remove(self, run: Run, rule: Rule) -> None:
        """Notes a run that goes; a picture has no text to account for"""
        if run.text:
            self.removals.append(Removal(at=len(self.blocks), rule=rule.name, reason=rule.reason, text=run.text))

    def keep(self, run: Run) -> None:
        """Appends a run that stays"""
        if run.media:
            self._media(run.media)
            return
        scope = self._scope(run.element)
        spans = self._spans(run)
        kind = self._kind(run, scope)
        holder = scope.get(FILLED.get(kind, ""))
        if holder is not None and self.holders and self.holders[-1] is holder and self._joins(run):
            self._join(run.text, spans)
            return
        self.blocks.append(self._block(run, kind, scope, spans))
        self.holders.append(holder)

    def _joins(self, run: Run) -> bool:
        last = self.blocks[-1]
        if self.removals and self.removals[-1].at == len(self.blocks):
            return False
        return len(last.text) + len(run.text) < LONGEST_ITEM

    def _join(self, text: str, spans: tuple[Span, ...]) -> None:
        last = self.blocks[-1]
        shift = len(last.text) + 1
        moved = tuple(Span(start=s.start + shift, end=s.end + shift, kind=s.kind, ref=s.ref) for s in spans)
        self.blocks[-1] = Block(
            kind=last.kind,
            text=f"{last.text}\n{text}",
            spans=last.spans + moved,
            level=last.level,
            group=last.group,
            style=last.style,
        )

    # --- what a run is ---

    def _scope(self, element: Element | None) -> dict[str, Element]:
        """The nearest element of each role around a run, and the outermost list; remembered for each element"""
        trail = []
        while element is not None and element not in self.scopes:
            trail.append(element)
            element = element.parent
        scope = self.scopes[element] if element is not None else {}
        for one in reversed(trail):
            role = self._role(one)
            if role == "inner_list":
                self.depths[one] = self.depths[scope[role]] + 1 if role in scope else 0
                scope = {"list": one, **scope}
            if role and not (role == "caption" and role in scope):
                scope = {**scope, role: one}
            self.scopes[one] = scope
        return scope

    def _role(self, element: Element) -> str:
        """What an element is for the text in it; empty: nothing of its own

        One that holds the whole body is layout: a list, a quotation or a table around everything.
        """
        role = ROLES.get(element.tag, "")
        if role not in ("", "pre", "heading") and self._is_around(element):
            return ""
        if role or not element.hint:
            return role
        return "caption" if pictures.is_caption_box(element) else ""

    def _kind(self, run: Run, scope: dict[str, Element]) -> BlockKind:
        if "caption" in scope and len(run.text) < LONGEST_CAPTION:
            return "caption"
        if self.blocks and self.blocks[-1].kind == "image" and "heading" not in scope:
            if pictures.is_marked_caption(run.text):
                return "caption"
            if pictures.credits_picture(run.text):
                return "credit"
        if is_credit(run.text) or (named_cues(run.element).credit and len(run.text) < LONGEST_CREDIT):
            return "credit"
        if "cell" in scope and "table" in scope and "pre" not in scope and self._is_data(scope):
            return "cell"
        kinds: tuple[tuple[str, BlockKind], ...] = (
            ("pre", "code"),
            ("heading", "heading"),
            ("list", "item"),
            ("quote", "quote"),
        )
        return next((kind for role, kind in kinds if role in scope and (kind != "item" or "li" in scope)), "paragraph")

    def _is_data(self, scope: dict[str, Element]) -> bool:
        """Whether a cell's table holds data, and the cell no text of several blocks"""
        cell = scope["cell"]
        if scope["table"].get("role") == "presentation":
            return False
        inner = scope.get("li")
        return inner is None or inner.depth < cell.depth or cell.last - cell.first < LAYOUT_RUNS

    def _is_around(self, element: Element) -> bool:
        return element.first <= self.body.first and self.body.last <= element.last and element.depth <= self.body.depth

    def _block(self, run: Run, kind: BlockKind, scope: dict[str, Element], spans: tuple[Span, ...]) -> Block:
        level, group, style = 0, 0, ""
        if kind == "heading":
            level = HEADINGS[scope["heading"].tag]
        elif kind == "item":
            level, group = self.depths[scope["inner_list"]], self._group(scope["list"])
            style = "ordered" if scope["inner_list"].tag == "ol" else ""
        elif kind == "cell":
            level, group = self._row(scope), self._group(scope["table"])
            style = "header" if scope["cell"].tag == "th" else ""
        elif kind == "quote":
            group = self._group(scope["quote"])
        elif kind in ("caption", "credit") and "figure" in scope:
            group = self._group(scope["figure"])
        return Block(kind=kind, text=run.text, spans=spans, level=level, group=group, style=style)

    def _group(self, element: Element) -> int:
        return self.groups.setdefault(element, len(self.groups) + 1)

    def _row(self, scope: dict[str, Element]) -> int:
        row, table = scope.get("row", scope["table"]), scope["table"]
        if row not in self.rows:
            self.rows[row] = self.rows[table] + 1 if table in self.rows else 0
            self.rows[table] = self.rows[row]
        return self.rows[row]

    def _spans(self, run: Run) -> tuple[Span, ...]:
        spans = []
        ends: dict[SpanKind, int] = {}
        for start, end, kind, ref in run.spans:
            if start < ends.get(kind, 0):
                continue
            address = self.resolve(ref) if kind == "link" else ""
            if kind == "link" and not address:
                continue
            ends[kind] = end
            spans.append(Span(start=start, end=end, kind=kind, ref=address))
        return tuple(spans)

    def resolve(self, ref: str) -> str:
        """An address as seen from the page; empty: it must not become a link"""
        ref = ref.strip()
        if not ref or not is_safe(ref):
            return ""
        try:
            full = urljoin(self.address, ref) if self.address else ref
        except ValueError:
            return ""
        return full if is_safe(full) else ""

    # --- pictures and frames ---

    def _media(self, element: Element) -> None:
        if element.tag in EMBEDS:
            address = self.resolve(embedded(element))
            if is_web(address) and not (self.blocks and self.blocks[-1].address == address):
                self.blocks.append(Block(kind="embed", address=address))
                self.holders.append(None)
            return
        src = self._source(pictures.address(element))
        if not src or pictures.is_decoration(element, src):
            return
        scope = self._scope(element)
        holder, figure = scope.get("li"), scope.get("figure")
        place = _Place(src, holder, element)
        if self.blocks and self.blocks[-1].kind == "image" and self.picture and place.repeats(self.picture):
            if self.picture.src != src:
                self.picture = None  # a pair is complete
            return
        self.picture = place
        self.blocks.append(Block(kind="image", ref=len(self.images), group=self._group(figure) if figure else 0))
        self.holders.append(None)
        self.images.append(
            Image(
                src=src,
                alt=" ".join(element.get("alt").split()),
                width=pictures.pixels(element.get("width")),
                height=pictures.pixels(element.get("height")),
            )
        )

    def _source(self, src: str) -> str:
        """A picture's address as seen from the page; what the saved page brings along stays as it is"""
        if pictures.INLINE_PICTURE.match(src) or (pictures.PAGE_FOLDER.match(src) and is_safe(src)):
            return src
        return self.resolve(src)


class _Place:
    """A picture and where it stands."""

    def __init__(self, src: str, holder: Element | None, element: Element) -> None:
        self.src, self.holder = src, holder
        around = element.parent or element
        self.for_pages_without_scripts = around.tag == "noscript"
        self.around = around.parent if self.for_pages_without_scripts else around

    def repeats(self, before: "_Place") -> bool:
        """Whether it is the picture before once more: for another width of screen, or for pages without scripts"""
        if self.holder is not before.holder:
            return False
        if self.for_pages_without_scripts is before.for_pages_without_scripts:
            return self.src == before.src
        return self.around is before.around or pictures.file_name(self.src) == pictures.file_name(before.src)
