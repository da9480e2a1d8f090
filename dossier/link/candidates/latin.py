"""Runs of capitalised Latin words: where a name in Latin letters can stand, cut at titles and ordinary words."""

import re
from collections.abc import Iterator

from msgspec import Struct

from dossier.link.candidates.lexicon import words

_LETTER = r"[A-Za-z0-9_À-ɏ+-]"
_WORD = rf"(?:[A-Z]\.(?:[A-Z]\.)*|[A-ZÀ-Þ]{_LETTER}*(?:['.&][A-Za-z\d]{_LETTER}*)*|[a-z][A-Z]{_LETTER}+)"
_PARTICLE = r"(?:de|van|von|der|den|bin|al|da|di|la|le|du|dos|el)"
#: The same, its first character taken already: a search skips all that no word begins with.
_FIRST = (
    rf"(?:(?<=[A-Z])\.(?:[A-Z]\.)*|(?<=[A-ZÀ-Þ]){_LETTER}*(?:['.&][A-Za-z\d]{_LETTER}*)*|(?<=[a-z])[A-Z]{_LETTER}+)"
)
_RUN = re.compile(
    rf"[A-Za-zÀ-Þ](?<![A-Za-z0-9_À-ɏ.@#/'&-].){_FIRST}(?: (?:{_PARTICLE} (?:{_PARTICLE} )?)?(?:& )?{_WORD})*",
    re.DOTALL,
)
_TOKEN = re.compile(r"\S+")
#: Longest run that can be a name; longer ones are headlines in capitals.
_LONGEST = 7
#: Ends of words that say whose or where a company is: Sacramento-based McClatchy.
_OWNED = ("-based", "-owned", "-backed", "-led", "-listed", "-born", "-style")
POSSESSIVE = "'s"
#: Offices whose last word has a capital too, in front of it.
_MINISTER_OF = ("Secretary of ", "Minister of ", "secretary of ", "minister of ", "Secretary for ")


class Run(Struct, frozen=True):
    """One or more capitalised words that may be one name."""

    start: int
    end: int
    words: tuple[str, ...]
    opens: bool
    """It begins a sentence or a line: its first word may be capitalised for that alone."""
    title_before: str
    """The title or form of address that stood before it in the same run: CEO, Dr."""
    title_after: str


class _Token(Struct, frozen=True):
    text: str
    start: int
    end: int


def runs(text: str) -> Iterator[Run]:
    """The runs of a text in order"""
    titles = words("en_words", "roles", "honorifics")
    for match in _RUN.finditer(text):
        tokens = [_Token(m[0], match.start() + m.start(), match.start() + m.end()) for m in _TOKEN.finditer(match[0])]
        opens = _opens(text, match.start())
        if len(tokens) > 1 and text.endswith(_MINISTER_OF, max(0, match.start() - 16), match.start()):
            tokens = tokens[1:]  # Secretary of State Jane Doe
        for part in _parts(tokens, titles):
            run = _run(part, opens and part[1][0] is tokens[0])
            if run:
                yield run


def _parts(tokens: list[_Token], titles: frozenset[str]) -> Iterator[tuple[str, list[_Token], str]]:
    """(title before, words, title after): a run cut at titles and behind possessives"""
    before, part = "", list[_Token]()
    for token in tokens:
        bare = token.text.rstrip(".")
        is_title = bare in titles or bare.lower() in titles
        if is_title and not (part and bare in words("en_words", "titles-and-surnames") and len(part) == 1):
            if part:
                yield before, part, bare
            before, part = bare, []
            continue
        if token.text.endswith(POSSESSIVE):
            cut = _Token(token.text[:-2], token.start, token.end - 2)
            yield before, [*part, cut], POSSESSIVE
            before, part = "", []
            continue
        part.append(token)
    if part:
        yield before, part, ""


def _run(part: tuple[str, list[_Token], str], opens: bool) -> Run | None:
    """A run without ordinary words at its ends; None: nothing is left

    A word of content (New, Deep) stays inside a sentence, where its capital means something, and so does one that
    ends names of companies.
    """
    before, tokens, after = part
    function, content = words("en_words", "stop"), words("en_words", "content")
    plain = words("en_words", "stop", "content")
    while len(tokens) > 1 and tokens[0].text.endswith(_OWNED):
        tokens, opens = tokens[1:], False
    while tokens and not _is_korean(tokens) and (tokens[0].text in function or (opens and tokens[0].text in content)):
        tokens, opens = tokens[1:], False
    ends = words("en_words", "company-ends", "other-ends")
    while tokens and tokens[-1].text in plain and not (len(tokens) > 1 and tokens[-1].text in ends):
        tokens = tokens[:-1]
    if not tokens or len(tokens) > _LONGEST or all(t.text in content for t in tokens):
        return None
    last = tokens[-1]
    return Run(tokens[0].start, last.end, tuple(t.text for t in tokens), opens, before, after)


def _is_korean(tokens: list[_Token]) -> bool:
    """Whether a run is a surname and two syllables with a hyphen, though Jun is a month too: Jun Young-hyun"""
    return len(tokens) == 2 and "-" in tokens[1].text and tokens[0].text in words("en_words", "asian-surnames")


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \"'(")
    return start == 0 or not before or before[-1] in ".!?\n:;" or text[start - 1] in "\n"
