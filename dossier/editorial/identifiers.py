"""Identifiers of people and companies in other catalogues: shape and check digit."""

import re
from collections.abc import Callable

from msgspec import Struct


class Scheme(Struct, frozen=True):
    """A kind of identifier."""

    shape: re.Pattern[str]
    hint: str
    check: Callable[[str], bool] | None = None
    """Of the value without spaces and hyphens."""


def mod_11_2(value: str) -> bool:
    """Check digit of ISO 7064 MOD 11-2, of ISNI and ORCID: 16 characters, the last a digit or X"""
    total = 0
    for digit in value[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == value[-1]


def mod_97(value: str) -> bool:
    """Check digits of ISO 7064 MOD 97-10, of LEI (ISO 17442): letters count 10 to 35"""
    return int("".join(str(int(char, 36)) for char in value)) % 97 == 1


#: The schemes whose values can be checked; others are free.
SCHEMES = {
    "wikidata": Scheme(re.compile(r"Q[1-9][0-9]{0,11}"), "for example Q42"),
    "orcid": Scheme(re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"), "0000-0000-0000-000X", mod_11_2),
    "isni": Scheme(re.compile(r"[0-9]{4}([ -]?)[0-9]{4}\1[0-9]{4}\1[0-9]{3}[0-9X]"), "0000 0000 0000 000X", mod_11_2),
    "lei": Scheme(re.compile(r"[A-Z0-9]{18}[0-9]{2}"), "20 characters", mod_97),
}
#: Name of any scheme, and value of one that cannot be checked: what a file, an address and a table can carry.
SCHEME_NAME = re.compile(r"[a-z][a-z0-9_-]{0,31}")
FREE_VALUE = re.compile(r"[^\s\x00-\x1f\x7f<>\"'`]{1,200}")


def identifier_fault(scheme: str, value: str) -> tuple[str, str]:
    """What is wrong with an identifier, and a hint; two empty texts: nothing"""
    if not SCHEME_NAME.fullmatch(scheme):
        return f"'{scheme[:40]}' cannot be the name of a catalogue", "small letters, digits, - and _"
    known = SCHEMES.get(scheme)
    if known is None:
        fault = "" if FREE_VALUE.fullmatch(value) else f"'{value[:40]}' has characters that an identifier cannot have"
        return fault, "leave out spaces and quotation marks; at most 200 characters" if fault else ""
    if not known.shape.fullmatch(value):
        return f"'{value[:40]}' is no {scheme} identifier", known.hint
    if known.check and not known.check(re.sub("[ -]", "", value)):
        return f"the check digit of '{value}' is wrong", "a digit is missing, too many, or swapped"
    return "", ""
