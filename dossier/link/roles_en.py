"""Roles in English text: COMPANY CEO NAME; NAME, chief executive of COMPANY; NAME joined COMPANY as TITLE."""

import re
from collections.abc import Iterator

from dossier.link.masks import A_COMPANY, A_PERSON, COMPANY, PERSON, Claim

#: Titles, in lower case; what may stand before and behind the word that makes it one.
HEADS = (
    *("CEO", "CTO", "CFO", "COO", "CMO", "CIO", "CPO", "chief executive(?: officer)?", "chief [a-z]+ officer"),
    *("chief (?:scientist|economist|of staff|architect|engineer)", "vice[ -]president", "president", "chairman"),
    *(
        "chairwoman",
        "chairperson",
        "chair",
        "co-?founders?",
        "founders?",
        "general counsel",
        "managing director",
        "directors?",
    ),
    *(
        "managing partner",
        "partners?",
        "general manager",
        "board member",
        "professors?",
        "analysts?",
        "economists?",
        "scientists?",
    ),
    *("spokes(?:man|woman|person)", "head", "manager", "researcher", "engineer", "editor", "treasurer"),
)
#: A department after the head: vice president of research, head of AI safety.
OF_WHAT = rf"(?: (?:of|for) (?!the )(?:[A-Za-z&-]+(?: and)? ?){{1,4}}?(?=[,.;]| {PERSON}|{PERSON}| (?:at|of|for) ))?"
ADJECTIVES = (
    r"(?:(?:senior|executive|corporate|global|group|associate|assistant|deputy|lead|principal|research|product) ){0,3}"
)
STATES = r"(?:former|then|ex|new|incoming|interim|acting|current|longtime|outgoing)"

_HEAD = rf"(?:{'|'.join(HEADS)})"
_TITLE = rf"(?P<t>(?i:{ADJECTIVES}{_HEAD}(?: and {ADJECTIVES}{_HEAD}){{0,2}})\b{OF_WHAT})"
_P, _C = rf"(?P<p>{A_PERSON})", rf"(?P<c>{A_COMPANY})(?:['’]s?)?"
_THE = r"(?:(?:the|a|an|its|their|his|her) )?"
_STATE = rf"(?:{STATES}[ -])?"
_IN_WHEN = r"(?: in [A-Z0-9][A-Za-z0-9 ]{2,14})?"
_OF = r" (?:of|at|for|with) (?:the )?"
_BEING = (" is ", " was ", " became ", " has been ", " will be ")
_AT_COMPANY = tuple(f"{PERSON}{comma} {word} {COMPANY}" for comma in ("", ",") for word in ("of", "at", "from"))

#: Each names a person (p) and a title (t), some a company (c); the first ones are the surest. Before a pattern: words
#: of which every match holds one, so that it is tried only where one stands.
_PATTERNS = tuple(
    (words, re.compile(pattern))
    for words, pattern in (
        ((f" {PERSON}",), rf"{_C} {_STATE}{_TITLE},? {_P}"),
        ((f"{PERSON}, ",), rf"{_P}, {_THE}{_STATE}{_TITLE}{_OF}{_C}"),
        (_BEING, rf"{_P},? (?:who )?(?:is|was|became|has been|will be) {_THE}{_STATE}{_TITLE}{_OF}{_C}"),
        ((f"{PERSON}, ",), rf"{_P}, (?:who (?:is|was) )?{_STATE}{_C} {_STATE}{_TITLE}(?=[,.;)]| and )"),
        (_BEING, rf"{_P} (?:is|was|became) {_C} {_STATE}{_TITLE}\b"),
        (_AT_COMPANY, rf"{_TITLE} {_P}(?:,)? (?:of|at|from) {_C}"),
        ((f", {PERSON}",), rf"{_TITLE}{_OF}{_C}, {_P}"),
        (("join", "left"), rf"{_P} (?:has )?(?:re)?(?:joined|left|joins|joining) {_C}{_IN_WHEN} as {_THE}{_TITLE}"),
        (
            ("named", "appointed", "hired", "promoted", "became"),
            rf"{_P} (?:was |has been |is )?(?:named|appointed|hired as|promoted to|became) "
            rf"{_THE}{_STATE}{_TITLE}{_OF}{_C}",
        ),
        (
            ("named", "appointed", "hired", "promoted"),
            rf"{_C} (?:has )?(?:named|appointed|hired|promoted) {_P} (?:as|to|to be) {_THE}{_STATE}{_TITLE}",
        ),
    )
)
#: A title right before a name, or between commas behind it, without a company.
_BARE = tuple(
    (words, re.compile(pattern))
    for words, pattern in (
        ((f" {PERSON}",), rf"(?<![A-Za-z'’]){_STATE}{_TITLE},? {_P}"),
        ((f"{PERSON}, ",), rf"{_P}, (?:its|the company['’]s) {_STATE}{_TITLE}(?=[,.;)])"),
    )
)
#: Before a bare title a word with a capital may be a company that we do not know: Acme CEO Jane Doe.
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w&.'’-]*[ -]\Z")
_SENTENCE_START = re.compile(r"(?:\A|[.!?]['”\"]? |\n)(?:But |And |The |Its |As |When |While )?\Z")
#: Characters looked at before it.
_AROUND = 30
#: Trades that people have elsewhere than at the company that an article is about.
_TRADES = (
    *("professor", "analyst", "economist", "editor", "researcher", "scientist"),
    *("professors", "analysts", "economists", "scientists"),
)
_SIGN = re.compile(_HEAD, re.IGNORECASE)
#: All characters that a claim can have: only such stretches are looked at, and of them those with a person.
_STRETCH = re.compile(rf"[\w ,&'’{PERSON}{COMPANY}-]++")


def english_claims(masked: str) -> Iterator[Claim]:
    """What a masked text claims, in no order"""
    for stretch in _STRETCH.finditer(masked):
        if PERSON in stretch[0] and _SIGN.search(stretch[0]):
            yield from _claims(stretch)


def _claims(stretch: re.Match[str]) -> Iterator[Claim]:
    # One character more: what must stand behind a claim may be a full stop.
    masked, words, place = stretch.string, stretch[0], (stretch.start(), stretch.end() + 1)
    for needed, pattern in _PATTERNS if COMPANY in words else ():
        if any(map(words.__contains__, needed)):
            for match in pattern.finditer(masked, *place):
                yield _claim(match, match.start("c"))
    for needed, pattern in _BARE:
        if any(map(words.__contains__, needed)):
            for match in pattern.finditer(masked, *place):
                if _is_bare(match):
                    yield _claim(match, -1)


def _claim(match: re.Match[str], company: int) -> Claim:
    implied = company < 0 and not match["t"].lower().endswith(_TRADES)
    return Claim(
        person=match.start("p"),
        company=company,
        title=match.span("t"),
        start=match.start(),
        end=match.end(),
        implied=implied,
    )


def _is_bare(match: re.Match[str]) -> bool:
    """Whether no unknown company stands before a title"""
    before = match.string[max(0, match.start() - _AROUND) : match.start()]
    return not _CAPITAL_BEFORE.search(before) or bool(_SENTENCE_START.search(before))
