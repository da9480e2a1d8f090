"""What `inspect` prints of one article: plain data for JSON, offsets as code points in `text`."""

from collections.abc import Iterable
from typing import Any

from dossier.errors import Problem
from dossier.model import Block, Entity, Layout, Linked, Place, layout


def record(path: str, linked: Linked, entities: Iterable[Entity], problems: Iterable[Problem]) -> dict[str, Any]:
    """One line of `inspect`, as the issue that asked for it lists its keys"""
    article, meta = linked.article, linked.article.meta
    laid = layout(article.blocks)
    named = {(m.kind, m.entity) for m in linked.mentions}
    return {
        "path": path,
        "id": article.id,
        "title": meta.title,
        "published": meta.published,
        "published_from": meta.published_from,
        "author": "、".join(meta.author),
        "source": meta.source,
        "url": meta.url,
        "lang": meta.lang,
        "images": [{"src": image.src, "alt": image.alt} for image in article.images],
        "text": laid.text,
        "blocks": [_block(block, start) for block, start in zip(article.blocks, laid.starts, strict=True)],
        "removals": [{"at": r.at, "rule": r.rule, "reason": r.reason, "text": r.text} for r in article.removals],
        "entities": [_entity(e) for e in entities if (e.kind, e.id) in named],
        **_facts(linked, laid),
        "problems": [str(p) for p in problems],
    }


def unreadable(path: str, problems: Iterable[Problem]) -> dict[str, Any]:
    """The line for a file that could not be read"""
    return {"path": path, "problems": [str(p) for p in problems]}


def _facts(linked: Linked, laid: Layout) -> dict[str, list[dict[str, Any]]]:
    """What sentences of the text say; captions, credits and the like are in `blocks`"""

    def each(facts: Iterable[Any], **fields: str) -> list[dict[str, Any]]:
        """fields: key → attribute"""
        found = []
        for fact in facts:
            where = _in_text(fact.place, laid)
            if where:
                start, end = where
                extra = {key: _plain(fact, attribute) for key, attribute in fields.items()}
                found.append({"start": start, "end": end, "text": laid.text[start:end], **extra})
        return found

    return {
        "mentions": each(linked.mentions, kind="kind", entity="entity", how="how"),
        "roles": each(
            linked.roles, person="person", company="company", title="title", inferred="inferred", past="past"
        ),
        "dates": each(linked.dates, value="value"),
        "quotations": each(linked.quotations, speaker="speaker"),
        "figures": each(linked.figures, value="value", unit="unit"),
        "events": each(
            linked.events, type="event.type", date="event.date", people="event.people", companies="event.companies"
        ),
    }


def _plain(fact: Any, attribute: str) -> Any:
    for name in attribute.split("."):
        fact = getattr(fact, name)
    return fact


def _in_text(place: Place, laid: Layout) -> tuple[int, int] | None:
    start = laid.starts[place.block]
    return None if start is None else (start + place.start, start + place.end)


def _block(block: Block, start: int | None) -> dict[str, Any]:
    spans = [{"start": s.start, "end": s.end, "kind": s.kind, "ref": s.ref} for s in block.spans]
    return {
        "kind": block.kind,
        "text": block.text,
        "start": start,
        "level": block.level,
        "group": block.group,
        "spans": spans,
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": [name.text for name in entity.names],
        "status": entity.status,
        "confidence": entity.confidence,
        "evidence": [{"rule": e.rule, "sentence": e.sentence} for e in entity.evidence],
    }
