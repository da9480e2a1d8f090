"""What a page's lines say of the article as a whole: title, date and how it is known, author, source, address."""

from collections.abc import Sequence

from msgspec.structs import replace

from dossier.clean import dump_rules as rules
from dossier.clean.byline import Facts
from dossier.clean.dateline import find_dateline, published_by
from dossier.clean.junk import Rule
from dossier.clean.language import language
from dossier.clean.ledger import Ledger
from dossier.clean.moment import read_moment
from dossier.clean.names import wire_names
from dossier.clean.plan import Plan
from dossier.clean.repeats import without_site
from dossier.clean.weigh import Judged
from dossier.model import TEXT_KINDS, Meta
from dossier.yamlfile import shorten

#: A wire's first words stand in so many first paragraphs.
FIRST = 2


def read_meta(judged: Sequence[Judged], plan: Plan, why: Sequence[Rule | None], ledger: Ledger) -> Meta:
    """What the removed lines say, those of the head first; empty fields where they say nothing

    why: for each line the rule by which it was removed; a line that was kept speaks of something else.
    """
    gone = [replace(one, facts=None) if rule is None else one for one, rule in zip(judged, why, strict=True)]
    facts = _facts(gone, plan)
    paragraphs = [block.text for block in ledger.blocks if block.kind in TEXT_KINDS]
    meta = Meta(
        title=without_site(judged[plan.title].text) if plan.title >= 0 else "",
        author=next((f.author for _, f in facts if f.author), ()) or _reporters(paragraphs),
        source=next((f.source for _, f in facts if f.source), ""),
        url=next((f.url for _, f in facts if f.url), ""),
        lang=language("\n".join(paragraphs)),
    )
    return _dated(meta, facts, paragraphs, ledger)


def _reporters(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Whom the first words of a report name: 某社巴黎12月9日电（记者某某）"""
    return next((tuple(names) for text in paragraphs[:FIRST] if (names := wire_names(text))), ())


def _facts(judged: Sequence[Judged], plan: Plan) -> list[tuple[str, Facts]]:
    """Lines with facts of this article: between title and text, or with a label before the page speaks of others"""
    after = range(plan.end, len(judged))
    foreign = next((n for n in after if (rule := judged[n].rule) and rule.name in rules.FOREIGN), len(judged))
    head = range(max(plan.title - 1, 0), min(plan.first + rules.HEAD_LINES, plan.end))
    found = []
    for number, one in enumerate(judged):
        facts = one.facts
        if facts and (number in head or (number < foreign and _labelled(facts))):
            found.append((one.text, facts))
    return found


def _labelled(facts: Facts) -> bool:
    return facts.labelled or bool(facts.author or facts.source or facts.url)


def _dated(meta: Meta, facts: Sequence[tuple[str, Facts]], paragraphs: Sequence[str], ledger: Ledger) -> Meta:
    """With the date of publication: a line that states it, the address, the dateline with a year from around it"""
    for pick in ("published", "updated"):
        for text, fact in facts:
            if value := getattr(fact, pick):
                why = f"{'date line' if pick == 'published' else 'line of the last change'} “{shorten(text, 80)}”"
                return replace(meta, published=value, published_from="page", published_why=why)
    if meta.url and len(value := read_moment(meta.url)) >= len("2024-10-08"):
        return replace(meta, published=value, published_from="page", published_why=f"date in the address {meta.url}")
    dateline = find_dateline(paragraphs)
    if dateline:
        published, why = published_by(dateline, [removal.text for removal in ledger.removals], paragraphs)
        if published:
            return replace(meta, published=published, published_from="dateline", published_why=why)
    return meta
