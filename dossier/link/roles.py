"""Roles: which sentence gives whom which title, at which company.

Names are masked before patterns are tried: a person's becomes a run of one character, a company's of another, so that
a pattern says `COMPANY TITLE NAME` whatever the names are, and offsets hold.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dossier.link.masks import COMPANY, PERSON, Claim
from dossier.link.roles_en import english_claims
from dossier.link.roles_zh import chinese_claims
from dossier.model import Article, Mention, Place, RoleFact
from dossier.sentences import sentence_at

#: Masks, and characters of a text that look like them.
_MASK = {"person": PERSON, "company": COMPANY}
_UNMASKED = {ord(PERSON): " ", ord(COMPANY): " "}


def roles(article: Article, found: Sequence[Mention]) -> tuple[RoleFact, ...]:
    """The roles that an article's sentences state, in reading order, none twice at one place

    found: the article's mentions, in reading order. A company that a sentence only implies (公司, 其, a bare title) is
    the one before in the same sentence, or else the one that the article has named most so far; it is `inferred`.
    """
    by_block: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        by_block[mention.place.block].append(mention)
    named: Counter[str] = Counter()
    facts: dict[tuple[str, Place], RoleFact] = {}
    for number, mine in by_block.items():
        reader = _Reader(article.blocks[number].text, mine, named)
        for fact in reader.facts():
            facts.setdefault((fact.person, fact.place), fact)
        named.update(m.entity for m in mine if m.kind == "company")
    return tuple(facts.values())


class _Reader:
    """One block: its claims become facts."""

    def __init__(self, text: str, found: Sequence[Mention], named: Counter[str]) -> None:
        """found: the block's mentions; named: how often the blocks before name each company"""
        self._text, self._found, self._block = text, found, found[0].place.block
        self._at = {m.place.start: m for m in found}
        self._people = [m for m in found if m.kind == "person"]
        self._companies = [m for m in found if m.kind == "company"]
        self._passed, self._counts = 0, named.copy()

    def facts(self) -> Iterator[RoleFact]:
        if not self._people:
            return
        masked = _masked(self._text, self._found)
        claims = [*chinese_claims(masked), *english_claims(masked)]
        for claim in _widest(claims):
            person = self._person(claim)
            if person is not None:
                yield self._fact(claim, person)

    def _fact(self, claim: Claim, person: Mention) -> RoleFact:
        company = self._at[claim.company].entity if claim.company >= 0 else ""
        inferred = "" if company or not claim.implied else self._implied(claim)
        return RoleFact(
            person=person.entity,
            company=company or inferred,
            title=" ".join(self._text[claim.title[0] : claim.title[1]].split()),
            place=Place(block=self._block, start=claim.start, end=claim.end),
            inferred=bool(inferred),
        )

    def _person(self, claim: Claim) -> Mention | None:
        """Who is meant: of a pronoun the last person before, if that is in its sentence or in the one before"""
        if claim.person >= 0:
            return self._at[claim.person]
        number = bisect_left(self._people, claim.start, key=lambda mention: mention.place.start)
        last = self._people[number - 1] if number else None
        return last if last and last.place.start >= self._near(claim) else None

    def _implied(self, claim: Claim) -> str:
        """The last company before, if it stands in the sentence or in the one before; else the one named most so far"""
        while self._passed < len(self._companies) and self._companies[self._passed].place.start < claim.start:
            self._counts[self._companies[self._passed].entity] += 1
            self._passed += 1
        last = self._companies[self._passed - 1] if self._passed else None
        if last and last.place.start >= self._near(claim):
            return last.entity
        return min(self._counts, key=lambda entity: (-self._counts[entity], entity), default="")

    def _near(self, claim: Claim) -> int:
        """Where the sentence before that of a claim begins"""
        first, _ = sentence_at(self._text, claim.start)
        return sentence_at(self._text, first - 2)[0] if first > 1 else first


def _masked(text: str, found: Iterable[Mention]) -> str:
    parts, last = [], 0
    text = text.translate(_UNMASKED)
    for mention in found:
        start, end = mention.place.start, mention.place.end
        parts += [text[last:start], _MASK[mention.kind] * (end - start)]
        last = end
    return "".join((*parts, text[last:]))


def _widest(claims: Iterable[Claim]) -> list[Claim]:
    """Of claims with overlapping titles the one that names a company, and takes in most; in reading order"""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.company < 0, c.start - c.end, c.start)):
        number = bisect_left(kept, claim.title, key=lambda c: c.title)
        clear_before = number == 0 or kept[number - 1].title[1] <= claim.title[0]
        if clear_before and (number == len(kept) or claim.title[1] <= kept[number].title[0]):
            kept.insert(number, claim)
    return kept
