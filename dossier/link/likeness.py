"""Likely duplicates: entities whose names look or sound alike, for an editor to judge; nothing is merged by it.

Names are compared by keys, and pairs are made only inside one key, so the work is linear in the names. Transliterations
are compared by the classes of their consonants, as in Soundex: 穆拉蒂 and 穆拉提 are m-l-d.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from msgspec import Struct

from dossier.link.matching import Hit, Known, Matcher
from dossier.link.names import GENERATIONS, Form, is_latin, letters
from dossier.model import Entity, EntityKind
from dossier.pinyin import syllables

#: same-words: the same words in Latin letters, whatever their order, accents and initials. transliteration: Chinese
#: transliterations that sound alike. spelling: one surname, and first names that are one or its beginning. part: one
#: name is a part of the other. The first that fits counts.
Likeness = Literal["same-words", "transliteration", "spelling", "part"]
#: More names than this under one key, or with one part, are no sign of anything: they share a word.
CROWD = 12
#: How alike the syllables of two transliterations must be besides their consonants, and the letters of two first names
#: (0–1): Sergey and Sergei are .83, Tim and Tom .67.
SYLLABLES_ALIKE, LETTERS_ALIKE = 0.6, 0.75
#: Consonants that transliterations confuse, by the first letters of a syllable in pinyin.
CONSONANTS = {
    **{"zh": "j", "ch": "j", "sh": "s", "b": "b", "p": "b", "d": "d", "t": "d", "g": "g", "k": "g", "h": "h"},
    **{"j": "j", "q": "j", "z": "j", "c": "j", "x": "s", "s": "s", "l": "l", "r": "l", "m": "m", "n": "n"},
    **{"f": "f", "w": "f", "y": ""},
}
#: Spellings of one sound in Latin names, replaced in this order, before vowels go.
LATIN_SOUNDS = (("ph", "f"), ("ck", "k"), ("c", "k"), ("z", "s"), ("w", "v"))
_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile(r"(?<=.)[aeiouyh]")
_DOUBLE = re.compile(r"(.)\1+")
_JOINT = re.compile(r"[·・\s]+")


class Alike(Struct, frozen=True):
    """Two entities, by number, and how their names are alike."""

    first: int
    second: int
    how: Likeness


def alike(entities: Sequence[Entity]) -> tuple[Alike, ...]:
    """Pairs of entities of one kind that may be one, in order, each pair once"""
    found: dict[tuple[int, int], Likeness] = {}
    for how, pairs in _by_keys(entities):
        for pair in sorted(pairs):
            found.setdefault(pair, how)
    for piece, wholes in sorted(_parts(entities).items()):
        for whole in sorted(wholes) if len(wholes) <= CROWD else ():
            found.setdefault((min(piece, whole), max(piece, whole)), "part")
    return tuple(Alike(a, b, how) for (a, b), how in sorted(found.items()))


# --- names with one key --------------------------------------------------------------------------------------------


def _by_keys(entities: Sequence[Entity]) -> Iterator[tuple[Likeness, set[tuple[int, int]]]]:
    """The pairs of each likeness that has keys, the surest first"""
    groups: dict[tuple[Likeness, str, str], dict[int, str]] = defaultdict(dict)
    for number, entity in enumerate(entities):
        for name in (name.text for name in entity.names if not name.ambiguous):
            for how, same in _keys(name, entity.kind):
                groups[how, entity.kind, same].setdefault(number, name)
    pairs: dict[Likeness, set[tuple[int, int]]] = {"same-words": set(), "transliteration": set(), "spelling": set()}
    for (how, _, _), names in groups.items():
        if 1 < len(names) <= CROWD:
            couples = combinations(sorted(names), 2)
            pairs[how] |= {(a, b) for a, b in couples if _fits(how, names[a], names[b])}
    yield from pairs.items()


def _keys(name: str, kind: EntityKind) -> Iterator[tuple[Likeness, str]]:
    if is_latin(name):
        words = _words(name)
        if len(words) > 1:
            yield "same-words", " ".join(sorted(words))
        every = _all_words(name)
        if kind == "person" and len(every) > 1:
            yield "spelling", f"{every[0][0]} {_sound(every[-1])}"
    elif kind == "person" and len(parts := _JOINT.split(name)) > 1:
        yield "transliteration", " ".join("-".join(map(_consonant, syllables(part))) for part in parts)


def _fits(how: Likeness, one: str, other: str) -> bool:
    """Whether two names of one key are alike enough"""
    if how == "transliteration":
        return SequenceMatcher(None, syllables(one), syllables(other)).ratio() >= SYLLABLES_ALIKE
    if how == "spelling":
        first, second = _all_words(one)[0], _all_words(other)[0]
        if first.startswith(second) or second.startswith(first):
            return True
        return _sound(first) == _sound(second) and SequenceMatcher(None, first, second).ratio() >= LETTERS_ALIKE
    return True


def _words(name: str) -> list[str]:
    """The words of a Latin name without accents and initials"""
    return [word for word in _all_words(name) if len(word) > 1]


def _all_words(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return [word for word in _WORD.findall(plain) if word not in GENERATIONS]


def _sound(word: str) -> str:
    """A Latin word by its consonants: sergey and sergei are one"""
    for written, heard in LATIN_SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", _VOWEL.sub("", word))


def _consonant(syllable: str) -> str:
    return CONSONANTS.get(syllable[:2], CONSONANTS.get(syllable[:1], ""))


# --- names inside names --------------------------------------------------------------------------------------------


def _parts(entities: Sequence[Entity]) -> dict[int, set[int]]:
    """Of each one whose name is a part of others', these: DeepMind → 谷歌 DeepMind, 穆拉蒂 → 米拉・穆拉蒂"""
    found: dict[int, set[int]] = defaultdict(set)
    matcher = Matcher([_known(entity) for entity in entities])
    for number, entity in enumerate(entities):
        for name in (name.text for name in entity.names if not name.ambiguous):
            for hit in matcher.hits(name):
                if len(hit.owners) <= CROWD and _is_piece(name, hit, entity.kind):
                    for piece in {n for n, _ in hit.owners if n != number and entities[n].kind == entity.kind}:
                        found[piece].add(number)
    return found


def cut_out(entities: Sequence[Entity]) -> frozenset[int]:
    """Numbers of people whose one name is the beginning of a part of another's: 霍普菲, cut out of 约翰・霍普菲尔德"""
    matcher = Matcher([_known(entity) for entity in entities])
    found: set[int] = set()
    for name in (name.text for entity in entities for name in entity.names):
        if not is_latin(name) and len(_JOINT.split(name)) > 1:
            for hit in matcher.hits(name):
                if hit.end < len(name) and not _JOINT.match(name, hit.end):
                    found |= {number for number, _ in hit.owners}
    return frozenset(n for n in found if entities[n].kind == "person" and len(entities[n].names) == 1)


def _known(entity: Entity) -> Known:
    forms = (Form(text=name.text, use="alias") for name in entity.names if letters(name.text) > 1)
    return Known(kind=entity.kind, id=entity.id, forms=tuple(forms))


def _is_piece(name: str, hit: Hit, kind: EntityKind) -> bool:
    """Whether a stretch of a name is one of its parts; of a company's also its beginning or end"""
    if hit.end - hit.start == len(name):
        return False
    begins = hit.start == 0 or bool(_JOINT.match(name, hit.start - 1))
    ends = hit.end == len(name) or bool(_JOINT.match(name, hit.end))
    return (begins and ends) if kind == "person" else (begins or ends)
