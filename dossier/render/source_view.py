"""Views of what cleaning removed: of one article in place, and of all rules."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from msgspec.structs import replace

from dossier.model import EDITOR_REASON, EDITOR_RULE, RULES, Removal
from dossier.render.archive import Page
from dossier.render.book import Book
from dossier.render.rights import Shown
from dossier.render.views import Bit, Rule, RulesView, SourceView, Stretch
from dossier.urls import is_web

#: The page of all rules.
CLEANING = "cleaning.html"
#: Rules by what makes them different for readers: name, and for the editor's what was directed.
Rules = Mapping[tuple[str, str], Rule]
#: A line of the source, and the rule by which all of it went.
Judged = tuple[tuple[Bit, ...], Rule | None]


def rules_pages(book: Book) -> Iterator[Page]:
    """The page of all rules, if the site shows what was removed"""
    if book.scale.audit:
        yield Page(path=CLEANING, template="cleaning.html", view=RulesView(site=book.site, names=RULES))


def source_view(book: Book, number: int) -> SourceView:
    """What the source page shows: only rules and counts where the text may not be shown"""
    one = book.articles[number]
    rules = _rules(one)
    return SourceView(
        site=book.site,
        cite=book.cites[number],
        url=one.article.meta.url if is_web(one.article.meta.url) else "",
        digest=one.article.digest,
        rules=tuple(rules.values()),
        stretches=tuple(_stretches(_lines(one, rules))) if one.whole else (),
        shown=one.whole,
    )


def _key(removal: Removal) -> tuple[str, str]:
    return removal.rule, removal.reason if removal.rule == EDITOR_RULE else ""


def _rules(one: Shown) -> Rules:
    """The rules that removed something, those that removed most first

    What an editor directed may quote the text, which not every page may show.
    """
    counts = Counter(map(_key, one.article.removals))
    reasons = {_key(removal): removal.reason for removal in one.article.removals}
    found = {}
    for at, (key, count) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0])), 1):
        found[key] = Rule(
            name=key[0],
            reason=reasons[key],
            count=count,
            anchor=f"rule-{at}",
            path=f"{CLEANING}#{key[0]}" if key[0] in RULES else "",
            detail=key[1].removeprefix(EDITOR_REASON) if one.whole else "",
        )
    return found


def _lines(one: Shown, rules: Rules) -> Iterator[Judged]:
    """The source in its order: one line for each block and each removal, what was cut out of a block inside it"""
    before: dict[int, list[Removal]] = {}
    inside: dict[int, list[Removal]] = {}
    blocks = one.article.blocks
    for removal in one.article.removals:
        within = removal.offset > 0 and removal.at < len(blocks)
        (inside if within else before).setdefault(min(removal.at, len(blocks)), []).append(removal)
    for number in range(len(blocks) + 1):
        yield from (((Bit(text=removal.text),), rules[_key(removal)]) for removal in before.get(number, ()))
        if number < len(blocks) and (blocks[number].text or number in inside):
            yield tuple(_bits(blocks[number].text, inside.get(number, ()), rules)), None


def _bits(text: str, removals: Iterable[Removal], rules: Rules) -> Iterator[Bit]:
    at = 0
    for removal in sorted(removals, key=lambda r: r.offset):
        if removal.offset > at:
            yield Bit(text=text[at : removal.offset])
            at = removal.offset
        yield Bit(text=removal.text, rule=rules[_key(removal)])
    if text[at:]:
        yield Bit(text=text[at:])


def _stretches(lines: Iterable[Judged]) -> list[Stretch]:
    """Lines that went by one rule in one stretch, each numbered among those of its rule"""
    found: list[Stretch] = []
    latest: dict[str, int] = {}
    for rule, group in groupby(lines, key=lambda line: line[1]):
        ordinal = 0
        if rule:
            before = latest.get(rule.anchor)
            ordinal = 1 if before is None else found[before].ordinal + 1
            if before is not None:
                found[before] = replace(found[before], last=False)
            latest[rule.anchor] = len(found)
        found.append(Stretch(lines=tuple(bits for bits, _ in group), rule=rule, ordinal=ordinal))
    return found
