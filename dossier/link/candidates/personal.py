"""Whether capitalised words can be a person's name, and which of them a given one."""

from functools import lru_cache

from dossier.link.candidates.latin import Run
from dossier.link.candidates.lexicon import words


def is_personal(run: Run) -> bool:
    """Whether a run can be a person's full name: two to five words, none of a company, a place or an office"""
    return 2 <= len(run.words) <= 5 and _is_personal(run.words)


@lru_cache(maxsize=1024)
def _is_personal(name: tuple[str, ...]) -> bool:
    ends = words("en_words", "company-ends", "other-ends")
    stop, places = words("en_words", "stop"), words("en_words", "places")
    if any((word.isupper() and len(word.replace(".", "")) > 3) or any(c.isdigit() for c in word) for word in name):
        return False
    given = name[0] in words("en_words", "first-names")
    if name[-1] in ends and not (given and len(name) == 2 and name[-1] in words("en_words", "surnames-too")):
        return False
    of_places = (name[0] in places) + (name[-1] in places)
    if of_places > given:  # Sierra Nevada, Paris Hotel; but Jordan Whitfield, Jack London
        return False
    return not any(word in stop for word in name[1:-1]) and name[-1] not in stop


def is_given(word: str) -> bool:
    """Whether a word is a first name, an initial, or two first names with a hyphen"""
    return word.split("-", maxsplit=1)[0] in words("en_words", "first-names") or _initial(word)


def may_be_given(word: str) -> bool:
    """Whether a word that no list has as a first name can be one: not Hosting, New or IBM"""
    known = word in words("en_words", "content") or word in words("en_words", "places")
    return not (known or word.endswith(("ing", "ed", "ers")) or word.isupper())


def _initial(word: str) -> bool:
    return len(word) <= 4 and word.endswith(".") and word[0].isupper()


def is_pinyin(first: str, last: str) -> bool:
    """Whether two words are a Chinese or Korean name in Latin letters"""
    surnames, syllables = words("en_words", "asian-surnames"), words("en_words", "asian-syllables")
    return (first in surnames and _syllabic(last, syllables)) or (last in surnames and _syllabic(first, syllables))


def _syllabic(word: str, syllables: frozenset[str]) -> bool:
    low = word.lower()
    parts = low.split("-")
    if len(parts) == 2:
        return True
    return low in syllables or any(low[:at] in syllables and low[at:] in syllables for at in range(1, len(low)))
