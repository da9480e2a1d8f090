"""Names of authors in citations: family and given name where the script tells, everything else as it stands.

A name in Latin letters has its family name last; one in Chinese, Japanese or Korean is never turned round;
organisations are authors too.
"""

import re
from collections.abc import Callable

from msgspec import Struct

#: Scripts in which a name is written family first, and without a sign of where it ends.
HAN = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
#: A word of a person's name: Jane, O’Neill, Jean-Paul, J., JK; not BBC, 24/7, iPhone.
WORD = re.compile(r"[^\W\d_](?:[.'’-]?[^\W\d_])*\.?")
CAPITALS = re.compile(r"[A-Z]{3,}")
#: Longest name of a person, in words.
MAX_WORDS = 6
#: Particles that belong to the family name after them, in small letters.
PARTICLES = frozenset("von van der den de del della di da do dos du la le al bin ibn ten ter zu af av".split())
SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
#: Words that no person's name has, but names of those who publish.
ORGANISED = frozenset(
    """the of and for staff news newsroom press times post journal daily weekly herald tribune reuters bloomberg
    team desk editor editors editorial board bureau agency media magazine review group network institute university
    college school center centre association society foundation council committee commission department ministry office
    inc corp co ltd llc company labs lab research project service services wire radio television tv online reporter
    reporters correspondent contributor contributors writer writers guest admin""".split()
)


class Person(Struct, frozen=True):
    """A name in its parts."""

    family: str
    given: str
    suffix: str = ""


def person(name: str) -> Person | None:
    """A name in Latin letters in its parts: `Jane Q. Doe`, `Doe, Jane Q.`; None: an organisation, or another script"""
    before, comma, after = name.partition(",")
    words = f"{after} {before}".split() if comma and after.strip(" .").casefold() not in SUFFIXES else name.split()
    words = [word.strip(",") for word in words]
    suffix = SUFFIXES.get(words[-1].rstrip(".").casefold(), "") if words else ""
    words = words[:-1] if suffix else words
    if not 2 <= len(words) <= MAX_WORDS or not all(map(_personal, words)):
        return None
    # A name that was inverted says itself where the family begins.
    first = len(after.split()) if comma and not suffix else _family_at(words)
    return Person(" ".join(words[first:]), " ".join(words[:first]), suffix) if 0 < first < len(words) else None


def apa_name(name: str) -> str:
    """`Doe, J. Q., Jr.`"""
    one = person(name)
    return f"{one.family}, {_initials(one.given, '.')}{f', {one.suffix}' if one.suffix else ''}" if one else name


def gbt_name(name: str) -> str:
    """`DOE J Q`: the family name in capitals, initials without full stops"""
    one = person(name)
    return f"{one.family.upper()} {_initials(one.given, '')}" if one else name


def bibtex_name(name: str, escaped: Callable[[str], str]) -> str:
    """`Doe, Jr., Jane Q.`; what is no person's name stands in braces, so that BibTeX does not take it apart"""
    one = person(name)
    if one is None:
        return f"{{{escaped(name)}}}"
    return ", ".join(escaped(part) for part in (one.family, one.suffix, one.given) if part)


def _personal(word: str) -> bool:
    """Whether a word may be part of a person's name"""
    plain = word.rstrip(".").casefold()
    if plain in PARTICLES:
        return True
    shape = WORD.fullmatch(word) and not HAN.search(word) and not CAPITALS.search(word)
    return bool(shape) and plain not in ORGANISED and word[0].isupper()


def _family_at(words: list[str]) -> int:
    """Where the family name begins: at the last word, or at the particles before it"""
    first = len(words) - 1
    while first > 0 and words[first - 1] in PARTICLES:
        first -= 1
    return first


def _initials(given: str, dot: str) -> str:
    """`Jean-Paul Q.` → `J.-P. Q.`; letters that are initials already (`JK`) stand apart"""
    apart = " ".join(" ".join(word) if word.isupper() and word.isalpha() else word for word in given.split())
    return " ".join("-".join(part[0] + dot for part in word.split("-") if part) for word in apart.split())
