"""What the rules of both languages say of who speaks, and the word lists that they share."""

import re
from collections.abc import Iterable

from msgspec import Struct

from dossier.link.candidates.lexicon import sections
from dossier.link.masks import A_COMPANY, A_PERSON, COMPANY, PERSON

#: Most characters of a sentence that are looked at before and behind a quotation.
NEAR = 200
#: A masked name.
NAME = re.compile(rf"{A_PERSON}|{A_COMPANY}")
#: Runs of masks as one character, so that a pattern may count words.
RUNS = re.compile(rf"({PERSON}|{COMPANY})\1+")
#: `start` of a speaker who is only a pronoun.
PRONOUN = -1


class Said(Struct, frozen=True):
    """Who speaks: offsets of the text that the rule was given."""

    start: int
    """Of the speaker's name; PRONOUN: he or she."""
    voice: bool = False
    """Somebody speaks for the organisation that is named."""
    glued: bool = False
    """No comma or colon between the verb and the quotation."""
    weak: bool = False
    """No verb of speech, only a colon: the words must be a sentence with its full stop."""
    leads_on: bool = False
    """A colon behind the verb: it may belong to the next quotation."""


def alternatives(section: str) -> str:
    """The words of one section of speech.txt as a pattern, the longest first; empty lines and order do not matter"""
    return any_of(sections("speech")[section].split())


def any_of(words: Iterable[str]) -> str:
    """Words as a pattern, the longest first"""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word.replace("_", " ")) for word in ordered)


def is_person(text: str, at: int) -> bool:
    """Whether the masked name at an offset is a person's"""
    return text[at] == PERSON
