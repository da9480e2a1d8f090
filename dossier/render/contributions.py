"""What articles contribute to the pages of others, grouped in one pass over what each of them offers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from dossier.model import Figure, Quotation, RoleFact, Unclear
from dossier.render.moments import EVERYBODY, Dated
from dossier.render.offers import Offer


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

    hits: dict[str, list[Hit]]
    hidden: dict[str, dict[int, int]]
    """Article → mentions outside of what may be shown."""
    named: list[tuple[str, ...]]
    """Of each article, whom it names, in order of first mention."""
    counts: list[tuple[int, ...]]
    """How often it names each of them, what is not shown of it too."""
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
    unclear: list[tuple[int, Unclear]]


def contributions(offers: Iterable[Offer]) -> Contributions:
    """One pass over the articles' offers in order of their numbers: linear in mentions and dates"""
    found = Contributions(
        hits=defaultdict(list),
        hidden=defaultdict(dict),
        named=[],
        counts=[],
        articles=defaultdict(list),
        dated=defaultdict(list),
        timeline=[],
        roles=defaultdict(list),
        quotations=defaultdict(list),
        figures=defaultdict(list),
        unclear=[],
    )
    for number, one in enumerate(offers):
        _add(found, number, one)
    return found


def _add(found: Contributions, number: int, one: Offer) -> None:
    for ref, block, start, end, anchor in one.hits:
        found.hits[ref].append(Hit(number, block, start, end, anchor))
    for ref, count in one.hidden:
        found.hidden[ref][number] = count
    found.named.append(tuple(ref for ref, _ in one.named))
    found.counts.append(tuple(count for _, count in one.named))
    for ref, _ in one.named:
        found.articles[ref].append(number)
    for owner, dated in one.moments:
        (found.timeline if owner == EVERYBODY else found.dated[owner]).append(dated._replace(article=number))
    for role in one.roles:
        found.roles[f"person/{role.person}"].append((number, role))
        if role.company:
            found.roles[f"company/{role.company}"].append((number, role))
    for said in one.quotations:
        found.quotations[said.speaker].append((number, said))
    for figure in one.figures:
        if figure.company:
            found.figures[f"company/{figure.company}"].append((number, figure))
    found.unclear.extend((number, unclear) for unclear in one.unclear)
