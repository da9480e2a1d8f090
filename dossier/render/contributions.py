"""What articles contribute to the pages of others, grouped in one pass over their mentions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from dossier.model import Figure, Quotation, RoleFact
from dossier.render.anchors import mention_ids, paragraph_ids
from dossier.render.moments import EVERYBODY, Dated, moments
from dossier.render.rights import Shown


class Hit(NamedTuple):
    """A mention; small, since there may be a million."""

    article: int
    """Its number, from the oldest."""
    block: int
    start: int
    end: int
    anchor: str


class Contributions(Struct, frozen=True, kw_only=True):
    """Everything by `kind/id`; articles by their number, oldest first."""

    ids: list[tuple[str, ...]]
    """Of each article, the HTML ids of its blocks."""
    hits: dict[str, list[Hit]]
    hidden: dict[str, dict[int, int]]
    """Article → mentions outside of what may be shown."""
    named: list[tuple[str, ...]]
    """Of each article, whom it names, in order of first mention."""
    articles: dict[str, list[int]]
    """Those that name somebody, where it is shown or not."""
    dated: dict[str, list[Dated]]
    timeline: list[Dated]
    roles: dict[str, list[tuple[int, RoleFact]]]
    """Of the person, and of the company where there is one."""
    quotations: dict[str, list[tuple[int, Quotation]]]
    """Of the speaker."""
    figures: dict[str, list[tuple[int, Figure]]]
    """Of the company, where it is the only one of the sentence."""


def contributions(articles: Sequence[Shown]) -> Contributions:
    """One pass over the articles: linear in their mentions and dates"""
    found = Contributions(
        ids=[paragraph_ids(one.article.blocks) for one in articles],
        hits=defaultdict(list),
        hidden=defaultdict(dict),
        named=[],
        articles=defaultdict(list),
        dated=defaultdict(list),
        timeline=[],
        roles=defaultdict(list),
        quotations=defaultdict(list),
        figures=defaultdict(list),
    )
    for number, one in enumerate(articles):
        ids = found.ids[number]
        by_block: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for ref, hit in _hits(number, one, ids):
            found.hits[ref].append(hit)
            by_block[hit.block].append((hit.start, ref))
        for ref, count in one.hidden:
            found.hidden[ref][number] = count
        refs = [ref for mentions in by_block.values() for _, ref in mentions] + [ref for ref, _ in one.hidden]
        found.named.append(tuple(dict.fromkeys(refs)))
        for ref in found.named[number]:
            found.articles[ref].append(number)
        for owner, dated in moments(number, one, ids, by_block):
            (found.timeline if owner == EVERYBODY else found.dated[owner]).append(dated)
        for role in one.roles:
            found.roles[f"person/{role.person}"].append((number, role))
            if role.company:
                found.roles[f"company/{role.company}"].append((number, role))
        for said in one.quotations:
            found.quotations[said.speaker].append((number, said))
        for figure in one.figures:
            if figure.company:
                found.figures[f"company/{figure.company}"].append((number, figure))
    return found


def _hits(number: int, one: Shown, ids: Sequence[str]) -> Iterator[tuple[str, Hit]]:
    for position, block in enumerate(one.article.blocks):
        if block.spans:
            for span, anchor in mention_ids(block, ids[position]):
                yield span.ref, Hit(number, position, span.start, span.end, anchor)
