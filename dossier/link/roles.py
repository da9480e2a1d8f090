"""Roles: which sentence gives whom which title, at which company.

Names are masked before patterns are tried: a person's becomes a run of one character, a company's of another, so that
a pattern says `COMPANY TITLE NAME` whatever the names are, and offsets hold.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dossier.link.masks import COMPANY, PERSON, Claim, without_masks
from dossier.link.role_times import Times, times
from dossier.link.roles_en import english_claims
from dossier.link.roles_zh import chinese_claims
from dossier.model import Article, FoundDate, Mention, Place, RoleFact
from dossier.sentences import sentence_at
from dossier.simplified import in_simplified

_MASK = {"person": PERSON, "company": COMPANY}
#: Before a company that is where somebody goes, comes from or works: a bare title near it is of another company.
_ASIDE = re.compile(
    r"(?:[在到至从与和同对给]|加入|加盟|转投|跳槽|选择|来自|投奔|离开|收购|投资|对手|起诉|批评)[了过]? ?\Z"
    r"|\b(?:joined|joining|to|from|at|rival|competitor|with|against|left|acquired|sued) (?:the )?\Z"
)
#: Characters looked at before it.
_AROUND = 16
_NAME = rf"{PERSON}++(?: ?[（(][^（）()\n]{{1,40}}[）)])?"
_MORE = re.compile(
    rf"{_NAME}(?P<list>(?:(?:、|, ){_NAME}){{1,8}}(?:(?:和|与|及|以及|,? and ) ?{_NAME})?)"
    rf"|{_NAME}(?P<pair>(?: ?[和与及] ?|以及| and ){_NAME})"
)
_PERSON = re.compile(rf"{PERSON}++")
#: Titles that several people have; of two names with 和 between them only what founders have together.
_OF_MANY = re.compile(
    r"(?:人|人之一|董事|成员|教授|研究员|副总裁|工程师|科学家|院士|分析师|律师|顾问|经济学家|[a-z]s)\Z", re.IGNORECASE
)
_OF_TWO = re.compile(r"(?:联合|共同)(?:创始|创办|始创)人\Z|[a-z]s\Z", re.IGNORECASE)
_CHIEF = re.compile(r"首席|chief", re.IGNORECASE)
_PLURAL = re.compile(r"(founder|director|partner|professor|analyst|scientist|economist)s\Z", re.IGNORECASE)


def roles(article: Article, found: Sequence[Mention], dates: Iterable[FoundDate] = ()) -> tuple[RoleFact, ...]:
    """The roles that an article's sentences state, in reading order, none twice at one place

    found, dates: the article's, in reading order. A company that a sentence only implies (公司, 其, a bare title) is
    the one before in the same sentence, or else the one that the article has named most so far; it is `inferred`.
    """
    by_block: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        by_block[mention.place.block].append(mention)
    dated: dict[int, list[FoundDate]] = defaultdict(list)
    for date in dates:
        dated[date.place.block].append(date)
    named: Counter[str] = Counter()
    facts: dict[tuple[str, Place], RoleFact] = {}
    for number, mine in by_block.items():
        reader = _Reader(article.blocks[number].text, mine, named)
        for fact in reader.facts(dated[number]):
            facts.setdefault((fact.person, fact.place), fact)
        named.update(m.entity for m in mine if m.kind == "company" and not reader.is_aside(m))
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

    def facts(self, dates: Sequence[FoundDate]) -> Iterator[RoleFact]:
        """dates: of the block, in reading order"""
        if not self._people:
            return
        masked = _masked(self._text, self._found)
        claims = [*chinese_claims(masked), *english_claims(masked)]
        for claim in _widest(claims):
            person = self._person(claim)
            if person is None:
                continue
            told, company = times(self._text, claim, dates), self._company(claim)
            yield self._fact(claim, person, (company, told))
            for other in self._sharing(masked, claim):
                yield self._fact(claim, other, (company, told))

    def _fact(self, claim: Claim, person: Mention, told: tuple[tuple[str, bool], Times]) -> RoleFact:
        """told: the company and whether it is inferred; from when until when"""
        (company, inferred), when = told
        return RoleFact(
            person=person.entity,
            company=company,
            title=_PLURAL.sub(r"\1", " ".join(self._text[claim.title[0] : claim.title[1]].split())),
            place=Place(block=self._block, start=claim.start, end=max(claim.end, person.place.end)),
            inferred=inferred,
            past=when.past,
            since=when.since,
            until=when.until,
        )

    def _company(self, claim: Claim) -> tuple[str, bool]:
        """(company, whether it is inferred)"""
        if claim.company >= 0:
            return self._at[claim.company].entity, False
        inferred = self._implied(claim) if claim.implied else ""
        return inferred, bool(inferred)

    def _sharing(self, masked: str, claim: Claim) -> Iterator[Mention]:
        """Who else has a title, in a list behind it: 联合创始人 A、B 和 C, co-founders A and B"""
        title = self._text[slice(*claim.title)]
        match = (
            _MORE.match(masked, claim.person) if claim.person >= claim.title[1] and not _CHIEF.search(title) else None
        )
        if match and (_OF_MANY if match["list"] else _OF_TWO).search(title):
            region = "list" if match["list"] else "pair"
            starts = (one.start() for one in _PERSON.finditer(masked, *match.span(region)))
            yield from {self._at[at].entity: self._at[at] for at in starts if at in self._at}.values()

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
            company = self._companies[self._passed]
            self._counts[company.entity] += not self.is_aside(company)
            self._passed += 1
        last = self._companies[self._passed - 1] if self._passed else None
        if last and last.place.start >= self._near(claim) and not self.is_aside(last):
            return last.entity
        return min(self._counts, key=lambda entity: (-self._counts[entity], entity), default="")

    def is_aside(self, company: Mention) -> bool:
        """Whether a company is one that somebody goes to, comes from or works at, not the one that a text is about"""
        at = company.place.start
        return bool(_ASIDE.search(self._text, max(0, at - _AROUND), at))

    def _near(self, claim: Claim) -> int:
        """Where the sentence before that of a claim begins"""
        first, _ = sentence_at(self._text, claim.start)
        return sentence_at(self._text, first - 2)[0] if first > 1 else first


def _masked(text: str, found: Iterable[Mention]) -> str:
    parts, last = [], 0
    text = without_masks(text, (PERSON, COMPANY))
    for mention in found:
        start, end = mention.place.start, mention.place.end
        parts += [text[last:start], _MASK[mention.kind] * (end - start)]
        last = end
    return in_simplified("".join((*parts, text[last:])))


def _widest(claims: Iterable[Claim]) -> list[Claim]:
    """Of claims with overlapping titles the one that names a company, and takes in most; in reading order"""
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.company < 0, c.start - c.end, c.start)):
        number = bisect_left(kept, claim.title, key=lambda c: c.title)
        clear_before = number == 0 or kept[number - 1].title[1] <= claim.title[0]
        if clear_before and (number == len(kept) or claim.title[1] <= kept[number].title[0]):
            kept.insert(number, claim)
    return kept
