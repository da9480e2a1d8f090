"""What a masked sentence says that somebody did: frames of one language tried on it, and what forbids to believe them.

Offsets are of the masked text; a frame is a pattern with named groups, so that a language is data:
`who` (a region with the people), `pro` (a pronoun), `lead` (empty: the subject stands before, or is left out),
`org`, `org2` (companies), `firm` (empty: a company that is left out), `gap`, `gap2` (words that must forbid nothing),
`cue` (the verb).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind
from msgspec import Struct

from dossier.link.masks import COMPANY, PERSON

#: A masked date.
DATE = "\ue002"
A_DATE = rf"(?<!{DATE}){DATE}++"
#: Characters before a deed and after it, within its sentence, that may forbid it.
BEFORE, AFTER = 160, 16
#: The group `cue` in a pattern, with groups in groups in it.
_CUE = re.compile(r"\(\?P<cue>((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
_PEOPLE = re.compile(rf"{PERSON}++")
#: What need not stand in a match of a cue as it is written: classes, then optional groups and characters, then groups.
_CLASS, _OPTIONAL = (
    re.compile(r"\[[^]]*\](?:[?*]|\{[0-9,]+\}\??)?"),
    re.compile(r"\(\?:[^()]*\)[?*]|[^)]\?(?=[^:<=!]|\Z)"),
)
_GROUP = re.compile(r"\(\?(?::|<?[=!])[^()]*\)[?*]?")


class Frame(Struct, frozen=True):
    """One way to say that something happened."""

    type: str
    """One of `EVENT_TYPES`."""
    pattern: re.Pattern[str]
    cue: re.Pattern[str]
    """The pattern's own group `cue`: looked for first, since that is ten times as fast."""


class Stems(Struct, frozen=True):
    """Finds in one pass which frames a sentence may fill: in each cue stands one of its stems."""

    machine: AhoCorasick
    frames: tuple[tuple[int, ...], ...]
    """By the number of a stem those of the frames that have it."""
    always: frozenset[int]
    """Frames without stems."""

    def able(self, sentence: str) -> list[int]:
        """Numbers of the frames that a sentence has a stem of, in order"""
        found = {stem for stem, _, _ in self.machine.find_matches_as_indexes(sentence, overlapping=True)}
        return sorted(self.always.union(*(self.frames[stem] for stem in found)))


class Language(Struct, frozen=True, kw_only=True):
    """The frames of one language, and what forbids them."""

    sign: re.Pattern[str]
    """A text without it has no deeds."""
    frames: tuple[Frame, ...]
    stems: Stems
    unreal_gap: re.Pattern[str]
    """Between subject and verb: denied, planned, said of others."""
    unreal_before: re.Pattern[str]
    """Before the deed in its sentence: rumours, conditions, denials."""
    unreal_after: re.Pattern[str]
    """Right behind the deed: a plan, a rumour, a question."""
    leads: re.Pattern[str]
    """All that may stand between a comma and a verb whose subject is left out."""
    question: re.Pattern[str]
    """The end of a sentence that asks."""
    later: re.Pattern[str]
    """Words which say that a date before belongs to something else."""
    date_first: bool
    """Whether a date rather stands before its verb."""


class Deed(Struct, frozen=True, kw_only=True):
    """One frame that a sentence fills; places are starts of masks."""

    type: str
    people: tuple[int, ...]
    companies: tuple[int, ...]
    start: int
    end: int
    cue: tuple[int, int]
    language: Language
    lacks: str = ""
    """person, company: the subject that the clause leaves out; pronoun: he, she."""


def deeds(masked: str, start: int, end: int, language: Language) -> Iterator[Deed]:
    """The deeds of one sentence, in no order; none of a sentence that asks"""
    if not language.sign.search(masked, start, end) or language.question.search(masked, max(start, end - 6), end):
        return
    for number in language.stems.able(masked[start:end]):
        frame = language.frames[number]
        if not frame.cue.search(masked, start, end):
            continue
        for match in frame.pattern.finditer(masked, start, end):
            if _is_real(match, start, end, language):
                yield _deed(frame.type, match, language)


def _is_real(match: re.Match[str], start: int, end: int, language: Language) -> bool:
    groups = match.groupdict()
    if any(language.unreal_gap.search(groups.get(name) or "") for name in ("gap", "gap2")):
        return False
    if _is_left_out(groups) and not language.leads.fullmatch(groups.get("gap") or ""):
        return False
    text = match.string
    if language.unreal_before.search(text, max(start, match.start() - BEFORE), match.start()):
        return False
    return not language.unreal_after.match(text, match.end(), min(end, match.end() + AFTER))


def _is_left_out(groups: dict[str, str | None]) -> bool:
    return groups.get("lead") is not None or groups.get("firm") is not None


def _deed(kind: str, match: re.Match[str], language: Language) -> Deed:
    groups = match.groupdict()
    regions = [match.span(name) for name in ("who", "who2") if groups.get(name)]
    lacks = "pronoun" if groups.get("pro") else "person" if groups.get("lead") is not None else ""
    return Deed(
        type=kind,
        people=tuple(one.start() for first, last in regions for one in _PEOPLE.finditer(match.string, first, last)),
        companies=tuple(match.start(name) for name in ("org", "org2") if (groups.get(name) or "").startswith(COMPANY)),
        start=match.start(),
        end=match.end(),
        cue=match.span("cue"),
        language=language,
        lacks="company" if groups.get("firm") is not None else lacks,
    )


def frames(rows: Iterable[tuple[str, str]]) -> tuple[Frame, ...]:
    """(type, pattern) of a language's table, compiled; each pattern has a group `cue`"""
    return tuple(Frame(kind, re.compile(pattern), re.compile(_CUE.findall(pattern)[0])) for kind, pattern in rows)


def stems_of(frames: Iterable[Frame]) -> Stems:
    """The stems of a language's frames"""
    by_stem: dict[str, list[int]] = defaultdict(list)
    always = set()
    for number, frame in enumerate(frames):
        stems = _stems(frame.cue.pattern)
        for stem in stems:
            by_stem[stem].append(number)
        if not stems:
            always.add(number)
    machine = AhoCorasick(list(by_stem), matchkind=MatchKind.Standard)
    return Stems(machine, tuple(map(tuple, by_stem.values())), frozenset(always))


def _stems(cue: str) -> tuple[str, ...]:
    """The longest sure part of each alternative of a cue: found of (?:co-?)?found(?:ing)?; empty: one has none"""
    sure = _OPTIONAL.sub("\0", _CLASS.sub("\0", cue)).strip("\0")
    sure = sure[3:-1] if _GROUP.fullmatch(sure) else sure
    while _GROUP.search(sure):
        sure = _GROUP.sub("\0", sure)
    stems = tuple(max(part.split("\0"), key=len) for part in sure.split("|"))
    return stems if all(stem.replace(" ", "").isalpha() for stem in stems) else ()
