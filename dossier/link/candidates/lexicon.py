"""The word lists behind the rules, read once from `dossier/link/data/` when the first article comes."""

import re
from functools import lru_cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

#: Longest entry that a look-up beside a name has to slice.
LONGEST_WORD = 8
_SECTION = re.compile(r"^\[([a-z-]+)\]$", re.MULTILINE)
_COMMENT = re.compile(r"^#.*$", re.MULTILINE)


class Known(Struct, frozen=True):
    """One name of a list of names: whose it is, and whether it is an ordinary word too."""

    kind: str
    """person, company, or product: nobody."""
    key: str
    """The first name of its line: names of one key are one entity."""
    plain: bool = False


class Directory(Struct, frozen=True):
    """All names of the lists, and the machine that finds them in one pass."""

    names: tuple[Known, ...]
    texts: tuple[str, ...]
    machine: AhoCorasick


@lru_cache(maxsize=16)
def sections(name: str) -> dict[str, str]:
    """The sections of one data file, without comments: heading → text"""
    text = files("dossier.link").joinpath("data", f"{name}.txt").read_text("utf-8")
    parts = _SECTION.split(_COMMENT.sub("", text))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@lru_cache(maxsize=128)
def words(name: str, *headings: str) -> frozenset[str]:
    """The words of one section, or of some together, as sections are written: white space between words"""
    return frozenset(word for heading in headings for word in sections(name)[heading].split())


@lru_cache(maxsize=16)
def characters(section: str) -> frozenset[str]:
    """The characters of one section of the shapes of Chinese names"""
    return frozenset("".join(sections("zh_names")[section].split()))


@lru_cache(maxsize=1)
def directory() -> Directory:
    """Known people, companies and products, leftmost and longest name first"""
    entries: dict[str, Known] = {}
    for kind, name, section in (("company", "companies", "companies"), ("person", "people", "people")):
        for line in filter(str.strip, sections(name)[section].splitlines()):
            parts = [part.strip() for part in line.split("|")]
            key = parts[0].lstrip("?")
            for text in parts:
                entries.setdefault(text.lstrip("?"), Known(kind, key, text.startswith("?")))
    for word in words("companies", "products"):
        entries.setdefault(word, Known("product", word))
    texts = tuple(sorted(entries))
    machine = AhoCorasick(list(texts), matchkind=MatchKind.LeftmostLongest)
    return Directory(tuple(entries[text] for text in texts), texts, machine)


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Chinese words that are no names: common words, titles, verbs and companies"""
    parts = [words("zh_common", "common")]
    parts += [words("zh_words", section) for section in ("titles", "titles-after", "speech", "deeds", "before")]
    parts += [words("zh_words", section) for section in ("title-leads", "things-after", "organisations")]
    parts += [words("zh_companies", section) for section in ("ends", "ends-noun", "before", "after")]
    known = directory()
    named = {text for text, name in zip(known.texts, known.names, strict=True) if name.kind != "person"}
    return frozenset(word for word in frozenset[str]().union(named, *parts) if 2 <= len(word) <= LONGEST_WORD)


@lru_cache(maxsize=64)
def _last_characters(lexicon: frozenset[str]) -> frozenset[str]:
    """What most places of a text are told by: no word of a lexicon ends with this character"""
    return frozenset(word[-1] for word in lexicon)


@lru_cache(maxsize=64)
def _first_characters(lexicon: frozenset[str]) -> frozenset[str]:
    return frozenset(word[0] for word in lexicon)


def word_before(text: str, at: int, lexicon: frozenset[str], longest: int) -> str:
    """The longest word of a lexicon that ends at an offset; empty: none"""
    if at < 1 or text[at - 1] not in _last_characters(lexicon):
        return ""
    for length in range(min(longest, at), 0, -1):
        if text[at - length : at] in lexicon:
            return text[at - length : at]
    return ""


def word_after(text: str, at: int, lexicon: frozenset[str], longest: int) -> str:
    """The longest word of a lexicon that begins at an offset; empty: none"""
    if text[at : at + 1] not in _first_characters(lexicon):
        return ""
    for length in range(min(longest, len(text) - at), 0, -1):
        if text[at : at + length] in lexicon:
            return text[at : at + length]
    return ""
