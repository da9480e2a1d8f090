"""Clues: what one rule sees at one place, and how much each rule is worth."""

import re
from bisect import bisect_right
from functools import lru_cache

from msgspec import Struct

from dossier.fold import MARKS, SEPARATORS
from dossier.model import Article, EntityKind
from dossier.simplified import in_simplified

#: Blocks whose text names people and companies; code does not, nor what was embedded.
READ_KINDS = frozenset({"heading", "paragraph", "item", "quote", "cell", "caption"})
#: Confidence from which somebody gets a page; the weights below are set against it.
PAGE = 0.7

#: How sure each rule alone is that a name is a person or a company (0–1). Rules about one name are combined as
#: independent witnesses (noisy or): 1 - product of (1 - weight). A rule counts once, however often it applies.
WEIGHTS: dict[str, float] = {
    # Both scripts.
    "well-known": 0.9,
    "bilingual-apposition": 0.85,
    "dotted-name": 0.75,
    # People.
    "full-surname-shape": 0.55,
    "surname-shape": 0.4,
    "odd-surname-shape": 0.3,
    "weak-surname-shape": 0.15,
    "title-before": 0.75,
    "title-after": 0.6,
    "speech-verb": 0.65,
    "deed": 0.45,
    "name-list": 0.8,
    "name-pair": 0.4,
    "organisation-before": 0.4,
    "clause-start": 0.15,
    "clean-edges": 0.35,
    "repeated": 0.35,
    "transliteration": 0.25,
    "first-name": 0.75,
    "known-surname": 0.65,
    "pinyin-name": 0.55,
    "honorific": 0.65,
    "role-before": 0.75,
    "role-after": 0.75,
    "surname-again": 0.5,
    "two-words": 0.2,
    # Companies.
    "known-word": 0.45,
    "known-in-longer": 0.45,
    "among-companies": 0.5,
    "company-suffix": 0.75,
    "company-suffix-weak": 0.5,
    "company-noun": 0.3,
    "company-edge": 0.3,
    "short-stem": 0.2,
    "company-cue": 0.7,
    "company-cue-weak": 0.35,
    "company-deed": 0.7,
    "company-deed-weak": 0.3,
    "run-by": 0.6,
    "company-named": 0.75,
    "company-again": 0.3,
    "company-list": 0.7,
    "company-pair": 0.4,
    "camel-case": 0.55,
}


class Clue(Struct, frozen=True):
    """One rule's word about one place of a passage."""

    kind: EntityKind
    start: int
    end: int
    rule: str


class Tie(Struct, frozen=True):
    """Two places whose names are names of one entity."""

    kind: EntityKind
    first: tuple[int, int]
    second: tuple[int, int]


class Passage(Struct, frozen=True):
    """The text of an article's blocks, a line break between them, its width, marks and script made equal."""

    text: str
    raw: str
    """As it was written; same offsets."""
    starts: tuple[int, ...]
    """Where each block of `texts` begins."""
    texts: tuple[str, ...]

    def block_at(self, offset: int) -> tuple[str, int]:
        """The text of the block that holds an offset, and where it begins"""
        number = bisect_right(self.starts, offset) - 1
        return self.texts[number], self.starts[number]


#: Full-width ASCII, spaces, separators and marks, each as one character of its own kind.
_PLAIN = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("\u3000\u00a0\u2009\u202f\t", " "),
    **{chr(code): mark for code, mark in (*SEPARATORS.items(), *MARKS.items())},
}
_NOT_PLAIN = re.compile(f"[{re.escape(''.join(_PLAIN))}]")


def _made_plain(text: str) -> str:
    """Width, marks and script made equal, case not; same offsets. Of those characters a text has a few, many times"""
    for char in set(_NOT_PLAIN.findall(text)):
        text = text.replace(char, _PLAIN[char])
    return in_simplified(text)


def passage(article: Article) -> Passage:
    """What the rules read of an article"""
    texts = tuple(block.text for block in article.blocks if block.kind in READ_KINDS and block.text)
    starts, length = [], 0
    for text in texts:
        starts.append(length)
        length += len(text) + 1
    raw = "\n".join(texts)
    return Passage(_made_plain(raw), raw, tuple(starts), texts)


@lru_cache(maxsize=1024)
def combined(rules: frozenset[str]) -> float:
    """Noisy or of the weights of rules"""
    doubt = 1.0
    for rule in sorted(rules):
        doubt *= 1 - WEIGHTS[rule]
    return 1 - doubt
