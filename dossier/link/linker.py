"""One article with what is known of its names: mentions and dates as spans, and the facts it contributes."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from dossier.link.events import events
from dossier.link.figures import find_figures
from dossier.link.mentions import mentions
from dossier.link.namesakes import unclear
from dossier.link.quotations import quotations
from dossier.link.registry import RegistrySlice
from dossier.link.roles import roles
from dossier.model import Article, Block, Findings, FoundDate, Linked, Mention, Span


def link(article: Article, findings: Findings, known: RegistrySlice) -> Linked:
    """The article with its mentions and dates as spans, and its facts

    known: the registry's slice for this article and these findings.
    """
    found = mentions(article, known.known)
    titled = roles(article, found, findings.dates)
    return Linked(
        article=_with_spans(article, found, findings.dates),
        mentions=found,
        dates=findings.dates,
        roles=titled,
        quotations=quotations(article, found),
        figures=find_figures(article, found),
        events=events(article, found, findings.dates, titled),
        unclear=unclear(article, known.known, found),
    )


def _with_spans(article: Article, found: Sequence[Mention], dates: Sequence[FoundDate]) -> Article:
    spans: dict[int, list[Span]] = defaultdict(list)
    for mention in found:
        place, ref = mention.place, f"{mention.kind}/{mention.entity}"
        spans[place.block].append(Span(start=place.start, end=place.end, kind="mention", ref=ref))
    for date in dates:
        place = date.place
        spans[place.block].append(Span(start=place.start, end=place.end, kind="date", ref=date.value))
    blocks = (_spanned(block, spans.get(number, [])) for number, block in enumerate(article.blocks))
    return replace(article, blocks=tuple(blocks))


def _spanned(block: Block, spans: list[Span]) -> Block:
    """Sorted as Block says; among equals what was there comes first"""
    if not spans:
        return block
    ordered = sorted((*block.spans, *spans), key=lambda span: (span.start, -span.end))
    return replace(block, spans=tuple(ordered))
