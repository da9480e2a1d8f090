"""A Markdown clipping → article: its front matter is read, its body goes through Markdown's door and loses its junk."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from msgspec.structs import replace

from dossier.clean import dump_rules as rules
from dossier.clean.decode import refusal
from dossier.clean.directions import UNDIRECTED, Steering
from dossier.clean.facts import read_meta
from dossier.clean.junk import Rule
from dossier.clean.ledger import Ledger
from dossier.clean.lines import INVISIBLE, Line, read_lines
from dossier.clean.plan import make_plan, reasons
from dossier.clean.stated import Stated, overlaid, stated
from dossier.clean.weigh import Judged, judge
from dossier.errors import Failure, Problem
from dossier.markup import markdown_article
from dossier.model import Article, Block, Directions, Image, Source
from dossier.pictures import SUFFIXES
from dossier.yamlfile import Fields, FrontMatter, Items, Text, parse, split_front_matter

#: Longest body that is read as Markdown, in characters: its parser is not linear. A longer one is read as lines.
MAX_MARKDOWN = 300_000
#: Its links cost the square of the opening brackets in a paragraph; this many of such steps take a second.
MAX_BRACKETS = 9_000_000
#: Keys of the front matter by what they say, as clipping programs name them; the first that is given counts.
KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "source", "link", "source_url", "original", "canonical", "page-url"),
    "source": ("site", "site_name", "publisher", "publication", "website", "source"),
    "published": ("published", "date_published", "datepublished", "date", "pubdate", "publish_date"),
    "retrieved": ("created", "clipped", "date_saved", "saved", "retrieved", "date_clipped"),
    "lang": ("lang", "language"),
    "topics": ("tags", "keywords", "topics", "categories"),
}
#: A field on one line of its own.
LOOSE = re.compile(r"([A-Za-z][\w-]{0,30}):[ \t]{1,4}(\S.{0,500})\Z")
#: [[Jane Doe]], [[Jane Doe|Doe]]: how note programs write a link.
WIKI_LINK = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|[^\[\]]{0,200})?\]\]")
#: ![[tower.png]], ![[tower.png|300]]: how they show a picture.
WIKI_PICTURE = re.compile(r"!\[\[([^\[\]|#^\n]{1,300})(?:[#^|]([^\[\]\n]{0,200}))?\]\]")
SIZE = re.compile(r"\d{1,5}(?:x\d{1,5})?|")
#: Most links and most characters of each in a line that is a menu, and what may stand between them.
MENU_LINKS, MENU_LINK_LONGEST = 2, 16
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BETWEEN = re.compile(r"[\s\W_]*(?:story|article|正文)?[\s\W_]*\Z", re.IGNORECASE)


def clean_clipping(
    text: str, source: Source, directions: Directions = UNDIRECTED
) -> tuple[Article, tuple[Problem, ...]]:
    """The article of a decoded clipping, and warnings for faults of its front matter, which do not stop it

    Raises Failure with one warning (`empty`) if nothing is left that could be read.
    """
    front = split_front_matter(text)
    said, problems = _stated(front, source.path) if front else ({}, ())
    blocks, images = _blocks(front.body if front else text.removeprefix("\ufeff"))
    judged = [_judged(block, one) for block, one in zip(blocks, judge([_line(b) for b in blocks]), strict=True)]
    title = next(iter(said.get("title", ())), "")
    plan = make_plan(judged, title)
    why = reasons(judged, plan, title)
    steering = Steering(directions, next(iter(said.get("url", ())), ""))
    found = steering.lines([block.text for block in blocks], why)
    ledger = _sorted_out(blocks, judged, (found, front.head if front else ""))
    directed, unused = steering.account(ledger.blocks, source)
    if not any(block.text.strip(INVISIBLE) for block in ledger.blocks):
        raise Failure([refusal(source, "empty", "the clipping has no text", "clip the page again, or delete the file")])
    shown, kept = _pictures(ledger.blocks, images)
    meta = overlaid(read_meta(judged, plan, why, ledger), said, "front matter of the clipping")
    article = Article(id=source.id, path=source.path, meta=meta, blocks=shown, removals=ledger.removals, images=kept)
    return replace(article, directed=directed), (*problems, *unused)


def _pictures(blocks: Sequence[Block], images: Sequence[Image]) -> tuple[tuple[Block, ...], tuple[Image, ...]]:
    """The blocks, and of the images only those that they show"""
    numbers = {ref: number for number, ref in enumerate(block.ref for block in blocks if block.kind == "image")}
    shown = (replace(block, ref=numbers[block.ref]) if block.kind == "image" else block for block in blocks)
    return tuple(shown), tuple(images[ref] for ref in numbers)


def _picture(found: re.Match[str]) -> str:
    """A picture of a note program as Markdown has it; anything else that it shows stays as it is"""
    path, said = found[1].strip(), (found[2] or "").strip()
    if not path.lower().endswith(SUFFIXES):
        return found[0]
    alt = "" if SIZE.fullmatch(said) else said
    return f"![{alt}]({quote(path)})"


def _blocks(body: str) -> tuple[tuple[Block, ...], tuple[Image, ...]]:
    brackets = sum(paragraph.count("[") ** 2 for paragraph in _BLANK_LINE.split(body))
    if len(body) <= MAX_MARKDOWN and brackets <= MAX_BRACKETS:
        try:
            return markdown_article(WIKI_PICTURE.sub(_picture, body))
        except RecursionError:  # quotations or lists nested a thousand deep
            pass
    return tuple(Block(kind="paragraph", text=line.text) for line in read_lines(body)), ()


# --- front matter --------------------------------------------------------------------------------------------------


def _stated(front: FrontMatter, path: str) -> tuple[Stated, tuple[Problem, ...]]:
    """What the front matter says, by the keys of `KEYS`; and its faults as warnings: a program wrote it"""
    fields, faults = parse(front.head, path, front.head_line)
    given = {f.key.lower(): tuple(_texts(f.value)) for f in reversed(fields.values)} if fields else _loose(front.head)
    return stated(given, KEYS), tuple(
        Problem(severity="warning", code=p.code, where=p.where, message=p.message, hint=p.hint) for p in faults
    )


def _loose(head: str) -> dict[str, tuple[str, ...]]:
    """The single lines `key: value` of a head that is no YAML: some programs put titles with ': ' in no quotes"""
    found = (LOOSE.match(line) for line in head.splitlines())
    return {line[1].lower(): (line[2].strip("\"' "),) for line in found if line}


def _texts(node: Text | Items | Fields) -> Iterable[str]:
    """The texts of a value, links of note programs as their words"""
    nodes = node.values if isinstance(node, Items) else (node,)
    for item in nodes:
        if isinstance(item, Text) and item.value.strip():
            yield WIKI_LINK.sub(r"\1", item.value).strip()


# --- body ----------------------------------------------------------------------------------------------------------


def _line(block: Block) -> Line:
    return Line(block.text.strip().strip(INVISIBLE), after_gap=True)


def _judged(block: Block, one: Judged) -> Judged:
    """What a block is: marked-up ones are not judged by their looks, except for rows of links"""
    if block.kind in ("image", "code", "cell", "quote"):
        return Judged(one.line, kind=block.kind)
    if _is_menu(block):
        return Judged(one.line, rules.LINKS)
    one_link = any((s.kind, s.start, s.end) == ("link", 0, len(block.text)) for s in block.spans)
    kind = "paragraph" if block.kind == "item" and one_link else block.kind
    return Judged(one.line, one.rule, one.facts, one.credit, kind)


def _is_menu(block: Block) -> bool:
    """Whether a block is a row of short links and nothing else"""
    links = [span for span in block.spans if span.kind == "link"]
    if len(links) < MENU_LINKS or any(link.end - link.start > MENU_LINK_LONGEST for link in links):
        return False
    ends = [0, *(link.end for link in links)]
    starts = [*(link.start for link in links), len(block.text)]
    return all(_BETWEEN.match(block.text[a:b]) for a, b in zip(ends, starts, strict=True))


def _sorted_out(blocks: Sequence[Block], judged: Sequence[Judged], why: tuple[Sequence[Rule | None], str]) -> Ledger:
    """Every block kept or removed with its rule, the front matter before all; why: rules of the blocks, front matter"""
    ledger, (found, head) = Ledger(), why
    for line in head.splitlines():
        if line.strip():
            ledger.remove(rules.FRONT_MATTER, line.strip())
    for block, one, reason in zip(blocks, judged, found, strict=True):
        if reason is None:
            ledger.keep(replace(block, kind="credit") if one.credit else block)
        elif block.text:
            ledger.remove(reason, block.text)
    return ledger
