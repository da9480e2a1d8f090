"""All known names in a text, in one pass: folded, at word boundaries, with the capitals that a name needs.

Texts are matched in composed form (NFC) and simplified characters; offsets are those of the text as it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from msgspec import Struct

from dossier.link.composed import composed
from dossier.link.names import FIRST_UNSPACED, Form, case_fits, key, plain, spellings
from dossier.model import EntityKind

_Owners: TypeAlias = tuple[tuple[int, "Form"], ...]
#: Up to so many spellings an automaton is for one article only: then what costs is making it.
FEW = 500


class Known(Struct, frozen=True, kw_only=True, array_like=True):
    """What linking needs of one person or company."""

    kind: EntityKind
    id: str
    """Empty: a name that is nobody's page; it stands in the way of others' short names all the same."""
    forms: tuple[Form, ...]
    silent: bool = False
    """Is recognised but never linked: hidden, or not known well enough."""
    curated: bool = False
    cues: tuple[str, ...] = ()
    """`kind/id` of those whose names in an article let its ambiguous forms link."""
    titles: tuple[str, ...] = ()
    """Folded titles that do the same in the sentence of the name."""


class Reading(NamedTuple):
    """A text as names are looked for in it."""

    text: str
    """In composed form."""
    folded: str
    """The same, folded and in simplified characters, with the same offsets."""


class Hit(Struct, frozen=True):
    """A stretch of a text that may be a name, and whose."""

    start: int
    end: int
    owners: tuple[tuple[int, Form], ...]
    """(index into the matcher's `known`, the form), at least one."""


class Matcher:
    """Finds the forms of many entities; built once, used on many texts."""

    def __init__(self, known: Sequence[Known]) -> None:
        """known: whose forms to find; their order is the owners' numbers"""
        owners: dict[str, list[tuple[int, Form]]] = {}
        for number, one in enumerate(known):
            for form in one.forms:
                for spelling in spellings(form.text):
                    owners.setdefault(spelling, []).append((number, form))
        self.known = known
        self._owners = list(owners.values())
        implementation = Implementation.NoncontiguousNFA if len(owners) <= FEW else None
        self._automaton = AhoCorasick(
            list(owners), matchkind=MatchKind.Standard, store_patterns=False, implementation=implementation
        )

    def hits(self, text: str) -> list[Hit]:
        """Every place of every form, also inside longer ones, sorted by start, longest first"""
        if not self._owners or not text:
            return []
        whole = composed(text)
        read, found, fitting = Reading(whole.text, plain(whole.text)), [], dict[tuple[int, str], _Owners]()
        for pattern, start, end in self._places(read.folded):
            surface = read.text[start:end]
            owners = fitting.get((pattern, surface))
            if owners is None:
                owners = fitting[pattern, surface] = self._fitting(pattern, surface)
            if owners:
                found.append(Hit(whole.place(start), whole.place(end), owners))
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return found

    def owners(self, read: Reading) -> set[tuple[int, Form]]:
        """All forms that stand anywhere in a text, and whose they are"""
        written = {(pattern, read.text[start:end]) for pattern, start, end in self._places(read.folded)}
        return set().union(*(self._fitting(pattern, surface) for pattern, surface in written))

    def _places(self, folded: str) -> Iterator[tuple[int, int, int]]:
        """(spelling, start, end) wherever a spelling stands as a word"""
        for pattern, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not (_joined(folded, start) or _joined(folded, end)):
                yield pattern, start, end

    def _fitting(self, pattern: int, surface: str) -> "_Owners":
        return self._as_written(tuple(_fitting(self._owners[pattern], surface)), surface)

    def _as_written(self, owners: tuple[tuple[int, Form], ...], surface: str) -> tuple[tuple[int, Form], ...]:
        """Of curated owners of one name in two scripts (台积电, 台積電) those that write it as the text does"""
        curated = [owner for owner in owners if self.known[owner[0]].curated]
        if len(curated) < 2:
            return owners
        exact = [owner for owner in curated if key(owner[1].text) == key(surface)]
        return tuple(owner for owner in owners if owner in exact or owner not in curated) if exact else owners


def reading(text: str) -> Reading:
    """A text, made ready once for all that look for names in it"""
    whole = composed(text).text
    return Reading(whole, plain(whole))


def apart(hits: Iterable[Hit]) -> list[Hit]:
    """From the left, the longest of those that overlap: 谷歌 DeepMind, not 谷歌"""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _fitting(owners: Iterable[tuple[int, Form]], surface: str) -> Iterable[tuple[int, Form]]:
    """The owners whose capitals a text has; of one entity the first form only"""
    numbers = set()
    for number, form in owners:
        if number not in numbers and case_fits(form.text, surface):
            numbers.add(number)
            yield number, form


def _joined(folded: str, at: int) -> bool:
    """Whether an offset lies inside a word: OpenAI旗下 has a boundary after OpenAI, Metadata has none after Meta"""
    return 0 < at < len(folded) and _in_word(folded[at - 1]) and _in_word(folded[at])


def _in_word(char: str) -> bool:
    return char < FIRST_UNSPACED and (char.isalnum() or char == "_")
