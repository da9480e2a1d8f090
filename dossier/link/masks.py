"""Masked names, and what a pattern of either language claims about them."""

from collections.abc import Iterable

from msgspec import Struct

#: Private characters: a text that holds them has them taken for spaces.
PERSON, COMPANY = "\ue000", "\ue001"
#: A whole masked name, for patterns: begun at its start only, and never given back, so that a long run costs one pass.
A_PERSON, A_COMPANY = rf"(?<!{PERSON}){PERSON}++", rf"(?<!{COMPANY}){COMPANY}++"


def without_masks(text: str, masks: Iterable[str]) -> str:
    """A text with spaces for the characters in it that look like masks: hardly any has one"""
    for mask in masks:
        text = text.replace(mask, " ")
    return text


class Claim(Struct, frozen=True, kw_only=True):
    """That somebody has a title; offsets of one block's text."""

    person: int
    """Start of the person's name; -1: a pronoun, the last person before."""
    company: int
    """Start of the company's name; -1: not named."""
    title: tuple[int, int]
    start: int
    end: int
    """Of the words that say so."""
    implied: bool = False
    """The words mean a company that they do not name."""
