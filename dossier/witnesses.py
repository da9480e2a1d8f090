"""The candidates of all articles while it is found out who is who; their evidence stays packed until it is asked for.

In memory a candidate has a few names and a number: with its sentences it would take four times as much.
"""

from collections.abc import Callable
from typing import NamedTuple

from dossier.bodies import Bodies
from dossier.jobs import CandidateHead, FindingsHead, unpacked
from dossier.model import Evidence

#: (article, its how many-th candidate) → what speaks for it.
Recall = Callable[[int, int], tuple[Evidence, ...]]


class Witness:
    """Stands for a candidate of one article."""

    __slots__ = ("_at", "_number", "_recall", "confidence", "kind", "name", "names")

    def __init__(self, head: CandidateHead, names: tuple[str, ...], place: tuple[int, int], recall: Recall) -> None:
        """names: those of `head`, which other candidates share; place: the article's number, and its candidate's"""
        self.kind, self.confidence, self.names, self.name = head.kind, head.confidence, names, names[0]
        self._number, self._at, self._recall = *place, recall

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """See Candidate"""
        return self._recall(self._number, self._at)


class Testimony(NamedTuple):
    """Stands for the findings of one article."""

    candidates: list[Witness]


class Witnesses:
    """All of them, by article."""

    def __init__(self, prepared: Bodies) -> None:
        """prepared: the articles, packed"""
        self._prepared = prepared
        self._texts: dict[str, str] = {}
        self.findings: list[tuple[str, Testimony]] = []

    def add(self, ident: str, found: FindingsHead) -> None:
        """Those of the article that was packed last"""
        number, once, recall = len(self._prepared) - 1, self._texts.setdefault, self.recall
        witnesses = [
            Witness(one, tuple(once(name, name) for name in one.names), (number, at), recall)
            for at, one in enumerate(found.candidates)
        ]
        self.findings.append((ident, Testimony(witnesses)))

    def recall(self, number: int, at: int) -> tuple[Evidence, ...]:
        """What speaks for a candidate of an article"""
        return unpacked(self._prepared.part(number, 0)).findings.candidates[at].evidence
