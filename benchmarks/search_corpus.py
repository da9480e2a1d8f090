"""An archive of the made-up corpus, without a build: its articles as cleaned Markdown, their links as mentions."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from dossier.config import Settings
from dossier.model import Article, Block, Entity, EntityKind, Linked, Mention, Meta, Name, Place, Span
from dossier.render import Archive

LINK = re.compile(r"\[([^\]]*)\]\(/(people|companies)/([^/)]*)/\)")
KINDS: dict[str, EntityKind] = {"people": "person", "companies": "company"}


def corpus_archive(corpus: Path, articles: int) -> Archive:
    """The first so many articles of a corpus of make_corpus.py, with its people and companies"""
    known = json.loads((corpus / "gazetteer.json").read_text("utf-8"))
    files = sorted((corpus / "hugo/content/articles").rglob("*.md"))[:articles]
    entities = [_entity(KINDS[kind], one) for kind in KINDS for one in known[kind]]
    settings = Settings(title="档案", search="full")
    return Archive(settings=settings, entities=tuple(entities), articles=tuple(map(_article, files)))


def _entity(kind: EntityKind, one: dict[str, object]) -> Entity:
    names = (one["name"], *one["aliases"])  # type: ignore[misc]
    return Entity(id=str(one["id"]), kind=kind, name=str(one["name"]), names=tuple(Name(text=n) for n in names))


def _article(file: Path) -> Linked:
    _, front, body = file.read_text("utf-8").split("---\n", 2)
    said = dict(line.split(": ", 1) for line in front.strip().splitlines())
    meta = Meta(title=json.loads(said["title"]), published=json.loads(said["date"]), lang="zh")
    blocks = tuple(_block(part) for part in body.strip().split("\n\n"))
    mentions = tuple(_mentions(blocks))
    article = Article(id=file.stem, path=f"content/articles/{file.name}", meta=meta, blocks=blocks)
    return Linked(article=article, mentions=mentions, dates=(), roles=())


def _block(text: str) -> Block:
    parts, spans, last, length = [], [], 0, 0
    for found in LINK.finditer(text):
        parts += [text[last : found.start()], found[1]]
        start = length + found.start() - last
        length, last = start + len(found[1]), found.end()
        spans.append(Span(start=start, end=length, kind="mention", ref=f"{KINDS[found[2]]}/{found[3]}"))
    return Block(kind="paragraph", text="".join([*parts, text[last:]]), spans=tuple(spans))


def _mentions(blocks: tuple[Block, ...]) -> Iterator[Mention]:
    for number, block in enumerate(blocks):
        for span in block.spans:
            kind, _, ident = span.ref.partition("/")
            place = Place(block=number, start=span.start, end=span.end)
            yield Mention(place=place, kind="person" if kind == "person" else "company", entity=ident, how="full-name")
