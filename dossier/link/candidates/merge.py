"""From clues to candidates: the clues of one name together, the names of one entity together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import get_args

from dossier.fold import fold
from dossier.link.candidates.clues import PAGE, Clue, Passage, Tie, combined
from dossier.model import Candidate, EntityKind, Evidence
from dossier.sentences import sentence_at

#: Candidates below this are not worth keeping.
FLOOR = 0.4


class _Group:
    """The names of one entity, in order of their first places, and its clues"""

    def __init__(self) -> None:
        self.names: dict[str, tuple[int, int]] = {}
        self.clues: list[Clue] = []

    def confidence(self) -> float:
        """How sure its rules are together, 0–1"""
        return round(combined(frozenset(clue.rule for clue in self.clues)), 3)


def merged(passage: Passage, clues: Iterable[Clue], ties: Iterable[Tie]) -> tuple[Candidate, ...]:
    """Candidates by place of their first name; people and companies of one name: the likelier one"""
    clues = sorted(clues, key=attrgetter("start", "end", "kind", "rule"))
    found: list[tuple[int, Candidate]] = []
    for kind in get_args(EntityKind):
        groups = _groups(passage, [c for c in clues if c.kind == kind], [t for t in ties if t.kind == kind])
        likely = ((group, sure) for group in groups if (sure := group.confidence()) >= FLOOR)
        found += [(min(group.names.values())[0], _candidate(passage, kind, group, sure)) for group, sure in likely]
    return tuple(_rivals([one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].kind, pair[1].name))]))


def _groups(passage: Passage, clues: list[Clue], ties: list[Tie]) -> list[_Group]:
    """Clues by name, then names joined by ties"""
    owner: dict[str, str] = {}

    def root(name: str) -> str:
        while owner.setdefault(name, name) != name:
            owner[name] = owner.setdefault(owner[name], owner[name])
            name = owner[name]
        return name

    places = {(c.start, c.end) for c in clues} | {place for t in ties for place in (t.first, t.second)}
    called = {(start, end): passage.text[start:end].lower() for start, end in sorted(places)}
    for tie in ties:
        first, second = called[tie.first], called[tie.second]
        if root(first) != root(second):
            owner[root(second)] = root(first)
    groups: dict[str, _Group] = defaultdict(_Group)
    for place, name in called.items():
        groups[root(name)].names.setdefault(passage.raw[slice(*place)], place)
    for clue in clues:
        groups[root(called[clue.start, clue.end])].clues.append(clue)
    return [group for group in groups.values() if group.clues]


def _candidate(passage: Passage, kind: EntityKind, group: _Group, confidence: float) -> Candidate:
    rules: dict[str, Clue] = {}
    for clue in group.clues:
        rules.setdefault(clue.rule, clue)
    names = _full(_distinct(group.names)) if kind == "person" else _distinct(group.names)
    evidence = tuple(Evidence(rule=rule, sentence=_sentence(passage, clue.start)) for rule, clue in rules.items())
    return Candidate(kind=kind, name=names[0], names=names, confidence=confidence, evidence=evidence)


def _distinct(names: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """Spellings that differ in more than case and marks, the first of each"""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    return tuple(first.values())


def _full(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of a person without those that are only the last part of another: the linker derives short names"""
    tails = {tail for name in names for tail in _tails(name)}
    return tuple(name for name in names if fold(name) not in tails)


def _sentence(passage: Passage, offset: int) -> str:
    text, start = passage.block_at(offset)
    first, last = sentence_at(text, offset - start)
    return text[first:last]


def _rivals(found: list[Candidate]) -> Iterator[Candidate]:
    """Of a person and a company with one name, the likelier; of a person and a part of another's name, the whole"""
    best: dict[str, Candidate] = {}
    for one in found:
        for name in map(fold, one.names):
            if name not in best or one.confidence > best[name].confidence:
                best[name] = one
    people = [one for one in found if one.kind == "person" and one.confidence >= PAGE]
    tails = {tail for one in people for name in one.names for tail in _tails(name)}
    for one in found:
        whole = one.kind == "company" and {"well-known", "company-suffix"} & {e.rule for e in one.evidence}
        if best[fold(one.name)] is one and (whole or fold(one.name) not in tails):
            yield one


def _tails(name: str) -> Iterator[str]:
    """The last parts of a full name: what it is called later"""
    folded = fold(name)
    for mark in "· ":
        if mark in folded:
            yield folded.rpartition(mark)[2]
