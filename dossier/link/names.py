"""The forms of a name: how one name may be written, which forms link only with help, and which names are the same."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from dossier.fold import fold
from dossier.model import Entity, EntityKind, Name
from dossier.simplified import in_simplified

#: full: one of the main names, links anywhere. alias: links anywhere. short: only after a name that links anywhere.
#: ambiguous: only where such a name, or a cue, stands in the same article.
Use = Literal["full", "alias", "short", "ambiguous"]

#: Scripts whose words have spaces between them end here; from here on a name has no boundary to check.
FIRST_UNSPACED = "\u2e80"
#: Least letters of a form that links by itself.
MIN_LETTERS = 2
#: All-capitals spellings of a capitalised word (COOK) count from this length on: WHO is not Who.
MIN_SHOUTED = 4
#: Ways in which sources join the parts of a transliterated name: 萨姆·奥特曼, 萨姆-奥特曼, 萨姆.奥特曼, 萨姆 · 奥特曼.
JOINTS = ("·", "-", ".", " · ")
#: Without any joint (阿尔塔维斯科) a name counts from this many letters on: shorter ones occur inside other words.
MIN_UNJOINED = 5
#: What follows a Latin surname and is no part of it, folded.
GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d."})
#: Names of which is kept what was worked out, in each process: who is who goes through those of an archive several
#: times, and if they are more than are kept, none is found again. More take memory: 1 kB each.
REMEMBERED = 1 << 14
#: Words that belong to the surname behind them: von der Leyen.
PARTICLES = frozenset("von van der den de del della di da dos du la le al bin ibn ten ter".split())
#: Surnames that are everyday words: they are short names only if the editor says so.
EVERYDAY = frozenset("an so in he she do go no to be me my we us it on or at as if is of by up may will long".split())

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_HAN_JOINT = re.compile(r"(?<=[\u3400-\u9fff])\s*·\s*(?=[\u3400-\u9fff])")
_HAN_LATIN_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[a-z0-9])|(?<=[a-z0-9]) (?=[\u3400-\u9fff])")
_HAN_LATIN_EDGE = re.compile(r"(?<=[\u3400-\u9fff])(?=[a-z0-9])|(?<=[a-z0-9])(?=[\u3400-\u9fff])")
_PLAIN_JOINT = re.compile(r"(?<=[\u3400-\u9fff])[-.](?=[\u3400-\u9fff])")
_PART = re.compile(r"[^\s·]+")


class Form(Struct, frozen=True, kw_only=True, array_like=True):
    """One way to name an entity."""

    text: str
    """As the editor or an article wrote it: capitals matter."""
    use: Use


def plain(text: str) -> str:
    """Folded, and in simplified characters where one stands for one (穆拉蒂 is 穆拉蒂 in either); same offsets"""
    return fold(in_simplified(text))


@lru_cache(maxsize=REMEMBERED)
def key(name: str) -> str:
    """What two spellings of one full name share: width, case, joints, and spaces beside Latin words do not count"""
    folded = " ".join(fold(unicodedata.normalize("NFKC", name)).split())
    return _HAN_LATIN_GAP.sub("", _HAN_JOINT.sub("·", _PLAIN_JOINT.sub("·", folded)))


@lru_cache(maxsize=8192)
def spellings(name: str) -> tuple[str, ...]:
    """The folded texts that a name may stand as: 谷歌deepmind, 谷歌 deepmind; 萨姆·奥特曼, 萨姆-奥特曼…"""
    same = key(name)
    spaced = _HAN_LATIN_EDGE.sub(" ", same)
    found = {fold(name): None, same: None, spaced: None}
    if _HAN_JOINT.search(same):
        joints = JOINTS if letters(same) < MIN_UNJOINED else (*JOINTS, "")
        found |= dict.fromkeys(_HAN_JOINT.sub(joint, same) for joint in joints)
    return tuple(dict.fromkeys(map(plain, found)))


def is_latin(name: str) -> bool:
    """Whether a name is written in a script with spaces between its words"""
    return all(c < FIRST_UNSPACED for c in name)


def letters(name: str) -> int:
    """Number of letters and digits of a name"""
    return sum(c.isalnum() for c in name)


def case_fits(name: str, surface: str) -> bool:
    """Whether a text may be a name, by its capitals: a cook is not Cook, and meta is not Meta; Wework is WeWork"""
    if name == surface:
        return True
    wanted = _LATIN_WORD.findall(unicodedata.normalize("NFKC", name))
    given = _LATIN_WORD.findall(unicodedata.normalize("NFKC", surface))
    return len(wanted) == len(given) and all(map(_word_fits, wanted, given))


def _word_fits(wanted: str, given: str) -> bool:
    if wanted == given or wanted.islower():
        return True
    if wanted.isupper():
        return given.isupper() or (len(given) > MIN_SHOUTED and given.istitle())
    if wanted[1:].islower():
        return given[0].isupper() and (given[1:].islower() or len(given) >= MIN_SHOUTED)
    return True


def forms(entity: Entity) -> tuple[Form, ...]:
    """All forms of an entity, each once: its names by what the editor says of them, and derived short names"""
    found: dict[str, Form] = {}
    full = [name.text for name in entity.names if not name.short and not name.ambiguous]
    pieces = frozenset(piece for name in full for piece in _aliases_within(name, entity.kind))
    for name in entity.names:
        if letters(name.text) >= MIN_LETTERS or name.ambiguous:
            found.setdefault(name.text, Form(text=name.text, use=_use(name, entity, pieces)))
    long = {key(name.text) for name in entity.names if name.short is False}
    anywhere = [form.text for form in found.values() if form.use in ("full", "alias")]
    for short in (s for text in anywhere if entity.kind == "person" for s in short_names(text)):
        if key(short) not in long:
            found.setdefault(short, Form(text=short, use="short"))
    return tuple(found.values())


def _use(name: Name, entity: Entity, pieces: frozenset[str]) -> Use:
    if name.ambiguous:
        return "ambiguous"
    if name.short or (name.short is None and name.text != entity.name and key(name.text) in pieces):
        return "short"
    return "full" if name.text in (entity.name, entity.latin) else "alias"


def _aliases_within(name: str, kind: EntityKind) -> Iterator[str]:
    """Keys of the aliases of one name that are short: its last part; of people the first one too (Steve)"""
    parts = _PART.findall(name.replace("・", "·"))
    if len(parts) > 1:
        yield from (key(part) for part in ((parts[0], parts[-1]) if kind == "person" else parts[-1:]))
        yield from map(key, short_names(name))


@lru_cache(maxsize=REMEMBERED)
def short_names(name: str) -> tuple[str, ...]:
    """Short names of a person's full name: its last part, also with the particles before it

    穆拉蒂 of 米拉・穆拉蒂; Leyen and von der Leyen; none of one character (陈 of 马克・陈), none of one part.
    """
    parts = [m[0] for m in _PART.finditer(unicodedata.normalize("NFKC", name).replace("•", "·").replace("・", "·"))]
    while len(parts) > 1 and parts[-1].casefold().rstrip(",") in GENERATIONS:
        parts.pop()
    if len(parts) < 2 or letters(parts[-1]) < MIN_LETTERS or parts[-1].casefold() in EVERYDAY:
        return ()
    last = parts[-1].rstrip(",")
    first = len(parts) - 1
    while first > 1 and parts[first - 1].casefold() in PARTICLES:
        first -= 1
    return (last,) if first == len(parts) - 1 else (last, " ".join([*parts[first:-1], last]))
