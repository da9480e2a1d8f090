"""Candidates: the people and companies that one article names, found without a list of the archive.

Every rule leaves clues at places (`clues.WEIGHTS` says what each is worth); `merge` adds up the clues of one name, and
the names of one person or company. The rooms: `lexicon` the word lists, `listed` well-known names, `foreign` and
`chinese` people in Chinese text, `companies` companies there, `latin` and `english` both in Latin letters.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from dossier.link.candidates.chinese import chinese_people, name_before
from dossier.link.candidates.clues import PAGE, Clue, Tie, combined, passage
from dossier.link.candidates.companies import (
    chinese_companies,
    cues,
    is_arm,
    listed_companies,
    named,
    run_by,
    short_forms,
)
from dossier.link.candidates.english import English
from dossier.link.candidates.foreign import apposed, dotted_people, single_people, transliterated_before
from dossier.link.candidates.latin import Run, runs
from dossier.link.candidates.lexicon import words
from dossier.link.candidates.listed import Hit, listed
from dossier.link.candidates.merge import merged
from dossier.link.candidates.personal import is_personal
from dossier.model import Article, Candidate, EntityKind

__all__ = ["candidates"]

#: Rules whose places are no people's names.
FIRM_RULES = frozenset({"company-suffix", "company-suffix-weak", "run-by", "company-named"})
#: A country behind a company's name that is a part of it: 沃尔沃中国, but not 特斯拉中国区, 苹果中国供应商.
_BRANCH = re.compile(r"(中国)(?=[,。、;:)\n]|公司|总裁|董事长|CEO|总经理|副总裁|首席|$)")
#: An article with so many well-known companies is about companies: 苹果 in it is one too.
COMPANY_NEWS = 2


def candidates(article: Article) -> tuple[Candidate, ...]:
    """People and companies of an article in order of their first names, with confidence and evidence

    Confidence of 0.7 or more means: strong enough for a page. `name` and `names` are as the article writes them.
    """
    read = passage(article)
    text = read.text
    hits = listed(text)
    firm = {(hit.start, hit.end) for hit in hits if hit.known.kind == "company"}
    dotted = [place for place in dotted_people(text) if place not in firm]
    latin = list(runs(text))
    inside = {at for start, end in dotted for at in range(start, end)}
    hits = tuple(hit for hit in hits if hit.start not in inside)
    hits = tuple(_to_its_end(text, hits, {run.start: run for run in latin}))
    products = {hit.start for hit in hits if hit.known.kind == "product"}
    starts = frozenset(hit.start for hit in hits if hit.known.kind == "company")
    firms = [clue for clue in chinese_companies(text, starts) if clue.start not in products]
    firms += [clue for clue in (*run_by(text), *named(text)) if clue.start not in products]
    arms = {clue.start: clue.end for clue in firms}
    hits, inner = _apart(text, hits, arms)
    clues = [*_known(text, hits, {run.start: run for run in latin})]
    clues += [Clue("company", hit.start, arms[hit.start], "known-in-longer") for hit in inner]
    clues += (Clue("person", start, end, "dotted-name") for start, end in dotted)
    taken = [(hit.start, hit.end) for hit in hits if hit.known.kind != "person"]
    taken += [*dotted, *((clue.start, clue.end) for clue in firms if clue.rule in FIRM_RULES)]
    clues += firms
    clues += listed_companies(text, _sure_ends(clues))
    english = English(text, latin, _named(latin, hits))
    clues += english.clues()
    clues += single_people(text)
    clues += chinese_people(text, taken)
    pairs = [*_pairs(text, "person", dotted), *_pairs(text, "company", [(c.start, c.end) for c in firms])]
    separated = {place[1] for place in dotted}
    pairs += [tie for tie in _bracketed(text, latin) if tie.first[1] not in separated]
    clues += [Clue(pair.kind, *pair.first, "bilingual-apposition") for pair in pairs]
    return merged(read, clues, [*_ties(hits), *pairs, *english.abbreviations(), *short_forms(text, clues)])


def _to_its_end(text: str, hits: Iterable[Hit], latin: dict[int, Run]) -> Iterator[Hit]:
    """Listed companies with the last words that a list leaves out: Walt Disney Co, 沃尔沃中国"""
    for hit in hits:
        if hit.known.kind == "company" and (branch := _BRANCH.match(text, hit.end)):
            yield replace(hit, end=branch.end(1))
            continue
        run = latin.get(hit.start)
        ended = run and run.end > hit.end and run.words[-1].rstrip(".") in words("en_words", "company-ends")
        yield replace(hit, end=run.end) if run and ended and hit.known.kind == "company" else hit


def _apart(text: str, hits: tuple[Hit, ...], ends: dict[int, int]) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """Listed names that stand for themselves, and those that are only the brand of another company: 京东物流

    ends: by its beginning where each company's name ends.
    """
    inner = {
        hit
        for hit in hits
        if ends.get(hit.start, 0) > hit.end and is_arm(text[hit.start : ends[hit.start]], text[hit.start : hit.end])
    }
    return tuple(hit for hit in hits if hit not in inner), tuple(hit for hit in hits if hit in inner)


def _known(text: str, hits: tuple[Hit, ...], latin: dict[int, Run]) -> Iterator[Clue]:
    """Clues to listed names, `latin`: the capitalised runs by their beginning"""
    sure = {hit.known.key for hit in hits if hit.known.kind == "company" and not hit.plain}
    for hit in hits:
        if hit.known.kind == "company":
            run = latin.get(hit.start)
            if run and run.end > hit.end:
                yield Clue("company", hit.start, hit.end, "known-in-longer")  # Ford Street, Google Maps
                continue
            yield Clue("company", hit.start, hit.end, "known-word" if hit.plain else "well-known")
            if hit.plain and len(sure) >= COMPANY_NEWS and text[hit.start] >= "\u2e80":
                yield Clue("company", hit.start, hit.end, "among-companies")
            if hit.plain:
                yield from cues(text, hit.start, hit.end)
        elif hit.known.kind == "person":
            yield Clue("person", hit.start, hit.end, "well-known")


def _sure_ends(clues: Iterable[Clue]) -> list[int]:
    """Where names end that are companies by what stands around them, in order"""
    rules: dict[int, set[str]] = defaultdict(set)
    for clue in clues:
        if clue.kind == "company":
            rules[clue.end].add(clue.rule)
    return sorted(end for end, there in rules.items() if combined(frozenset(there)) >= PAGE)


def _named(latin: list[Run], hits: tuple[Hit, ...]) -> dict[int, str]:
    """Where runs begin that are listed names, and of which kind; a product's name also with more behind it"""
    at = {hit.start: hit for hit in hits if not hit.plain}
    known = {run.start: at[run.start] for run in latin if run.start in at}
    return {
        run.start: known[run.start].known.kind
        for run in latin
        if run.start in known and (run.end <= known[run.start].end or known[run.start].known.kind == "product")
    }


def _pairs(text: str, kind: EntityKind, places: Iterable[tuple[int, int]]) -> Iterator[Tie]:
    """Names with another in brackets behind them"""
    for place in dict.fromkeys(places):
        if other := apposed(text, place):
            yield Tie(kind, place, other)


def _bracketed(text: str, latin: Iterable[Run]) -> Iterator[Tie]:
    """A Latin name in brackets behind a Chinese one without separator: 黄仁勋(Jensen Huang)"""
    for run in latin:
        end = run.start - 1
        if text[end : end + 1] != "(" or text[run.end : run.end + 1] not in (")", ",") or not is_personal(run):
            continue
        end -= text[end - 1 : end] == " "
        start = min(name_before(text, end), transliterated_before(text, end))
        if start < end:
            yield Tie("person", (start, end), (run.start, run.end))


def _ties(hits: tuple[Hit, ...]) -> Iterator[Tie]:
    """Names of one line of a list"""
    first: dict[str, Hit] = {}
    for hit in hits:
        if hit.known.kind != "product":
            known = first.setdefault(hit.known.key, hit)
            kind: EntityKind = "company" if hit.known.kind == "company" else "person"
            yield Tie(kind, (known.start, known.end), (hit.start, hit.end))
