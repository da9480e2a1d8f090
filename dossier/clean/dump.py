"""A text dump of a page → article: which of its lines are the title, the text, facts of the head, and junk.

Nothing but lines is left of the page, so evidence is their shape: the article is the stretch of paragraphs that
outweighs what interrupts it; above it stand title, date and names, below it what the site adds.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from dossier.clean import dump_rules as rules
from dossier.clean.decode import refusal
from dossier.clean.directions import UNDIRECTED, Steering
from dossier.clean.facts import read_meta
from dossier.clean.junk import Rule
from dossier.clean.ledger import Ledger
from dossier.clean.lines import read_lines
from dossier.clean.plan import make_plan, reasons
from dossier.clean.structure import block_of, list_groups
from dossier.clean.weigh import Judged, judge
from dossier.errors import Failure, Problem
from dossier.model import Article, Directions, Source


def clean_dump(
    text: str, source: Source, directions: Directions = UNDIRECTED, title: str = ""
) -> tuple[Article, tuple[Problem, ...]]:
    """The article of a decoded text dump; all its lines are kept or removed

    title: as it is known from elsewhere; empty: a line of the dump may be it. Raises Failure with one warning (`empty`)
    if nothing is left that could be read.
    """
    judged = judge(read_lines(text))
    plan = make_plan(judged, title)
    why = reasons(judged, plan, title)
    steering = Steering(directions, next((one.facts.url for one in judged if one.facts and one.facts.url), ""))
    ledger = _sorted_out(judged, steering.lines([one.text for one in judged], why))
    directed, unused = steering.account(ledger.blocks, source)
    if not ledger.blocks:
        hint = "is this the text of an article? Save the page again"
        raise Failure([refusal(source, "empty", "no text of an article was found in the file", hint)])
    meta = read_meta(judged, plan, why, ledger)
    article = Article(id=source.id, path=source.path, meta=meta, blocks=ledger.blocks, removals=ledger.removals)
    return replace(article, directed=directed), unused


def _sorted_out(judged: Sequence[Judged], why: Sequence[Rule | None]) -> Ledger:
    """Every line kept as a block or removed with its rule, in order"""
    ledger, number = Ledger(), 0
    kept = [one for one, reason in zip(judged, why, strict=True) if reason is None]
    groups = list_groups([one.text for one in kept])
    for one, reason in zip(judged, why, strict=True):
        if reason is not None:
            ledger.remove(reason, one.text)
            continue
        block, marker = block_of(kept, number, groups)
        if marker:
            ledger.remove(rules.LIST_MARKER, marker)
        ledger.keep(block)
        number += 1
    return ledger
