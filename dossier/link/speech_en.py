"""Who speaks in English text: X said: “…”, “…,” X said, “…,” said X, chief executive of Y."""

import re

from dossier.link.masks import COMPANY, PERSON
from dossier.link.speech import NAME, NEAR, PRONOUN, RUNS, Said, alternatives, is_person

_VERBS, _ADVERBS = rf"(?:{alternatives('en-verbs')})\b", rf"(?:{alternatives('en-adverbs')})\b"
#: Right behind a quotation.
_BEHIND = rf"(?:{alternatives('en-verbs')}|{alternatives('en-gestures')})\b"
_PRONOUNS, _VOICES = alternatives("en-pronouns"), alternatives("en-voices")
#: What may stand behind a verb before a comma and a quotation: whom, where, when; else the comma parts two clauses.
_OBJECT = (
    r"(?: (?:in|on|at|during|to|of|after|when|via|through|about|with|late|early|Monday|Tuesday|Wednesday|Thursday"
    r"|Friday|Saturday|Sunday|yesterday|today|last|this)\b[^,:.;]{0,80})?"
)
_BEFORE = re.compile(
    rf"\b(?:(?:tells|told|asked|asks)\b[^,:.;]{{0,60}},"
    rf"|{_VERBS}(?:{_OBJECT},|[^,:.;]{{0,80}}:|(?P<glued>(?:{_OBJECT} that)?)))\s*\Z"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:the )?(?P<name>{PERSON}++|{COMPANY}++)(?P<rest>[^.;:]{{0,60}}),\s*\Z")
_WORDS_SAID = re.compile(rf"(?P<name>{PERSON}++|{COMPANY}++)['’]s? (?:{alternatives('en-words-said')}):\s*\Z")
_PARTICIPLE = re.compile(rf", (?:{alternatives('en-participles')})\b(?: that|[^,.;:]{{0,40}}[,:])?\s*\Z")
_AFTER_ACCORDING = re.compile(rf"\A,?\s*according to (?:the )?(?P<name>{PERSON}++|{COMPANY}++)(?!['’]s)")
_IN_WORDS_OF = re.compile(rf"\b[Ii]n the words of (?P<name>{PERSON}++)(?:, [^,:{PERSON}]{{1,60}})?[,:]\s*\Z")
#: Dr. X, the medical chief, is not promising much: “…”; nobody else may be named.
_COLON = re.compile(rf"\A[^:{PERSON}]*(?P<name>{PERSON}++)(?!['’]s?\b)[^:{PERSON}]*:\s*\Z")
_WORD = rf"(?:[A-Za-z0-9&.'’-]+|{COMPANY}++(?:['’]s?)?)"
_VERB_FIRST = re.compile(
    rf"\A,?\s*{_BEHIND}(?: {_ADVERBS})? (?P<title>(?:{_WORD},? ){{0,9}}?)(?P<name>{PERSON}++)(?!['’]s)"
)
_COMPANY_FIRST = re.compile(
    rf"\A,?\s*{_VERBS} (?:the )?(?P<name>{COMPANY}++)(?=[,.]|\s*\Z| (?:in|on|at|when|after|during|of|to)\b)"
)
_VOICE_FIRST = re.compile(
    rf"\A,?\s*{_VERBS} (?:an? |the )?(?:(?P<a>{COMPANY}++)(?:['’]s?)? (?:[a-z]+ )?(?:{_VOICES})"
    rf"|(?:{_VOICES}) (?:for|of|from) (?P<b>{COMPANY}++))(?=[,.]|\s*\Z| [a-z])"
)
_NAME_FIRST = re.compile(rf"\A,?\s*(?P<clause>[^.;:!?]{{1,{NEAR}}}?)\s{_BEHIND}")
_INSIDE = re.compile(rf"\s{_VERBS}")
_TITLES = re.compile(rf"\A(?:{_WORD},? ){{0,9}}\Z")
_NO_TITLE = re.compile(rf"\b(?:and|but|who|that|which|as|when|while|because|{alternatives('en-verbs')})\b")
_TRAILING = re.compile(rf"(?:\s|\b{_ADVERBS})+\Z")
_APPOSITION = re.compile(r"\A(?:,[^.;“]{1,140},| \([^()]{1,60}\),?)\Z")
_WHICH = (", which ", ", the ", ", a ", ", an ", " (")
_VOICE = re.compile(rf"\A(?:['’]s?)? (?:[a-z]+ )?(?:{_VOICES})\Z")
_PRONOUN = re.compile(rf"(?:\A|[\s,])(?:{_PRONOUNS})\Z", re.IGNORECASE)
_TO_WHOM = re.compile(rf"\b(?:{alternatives('en-to-whom')}) (?:{_WORD} ){{0,4}}\Z", re.IGNORECASE)
_STRANGER = re.compile(rf"\b(?:{_VOICES}|analyst|source|official|lawyer|attorney|person|woman|man|employee)s?\b")
#: X has a sign on the door: “…”.
_THING = re.compile(rf"\b(?:{alternatives('en-things')})\b")
#: Where the verb before a quotation begins at the earliest, and the adverbs before a verb, in characters from its end.
_VERB_NEAR, _ADVERBS_NEAR = 110, 40
#: Characters before a name that tell whether somebody speaks to it; verbs of a sentence that are tried.
_AROUND, _TRIES = 80, 6


def before(tail: str) -> tuple[bool, Said | None]:
    """Whether a verb of speech stands before a quotation, and who speaks; tail: its masked sentence up to the mark"""
    offset = max(0, len(tail) - NEAR)
    tail = tail[offset:]
    match = _ACCORDING.search(tail)
    if match and not match["rest"].startswith(("'s", "’s")):
        return True, Said(offset + match.start("name"))
    match = _WORDS_SAID.search(tail) or _IN_WORDS_OF.search(tail)
    if match:
        return True, Said(offset + match.start("name"))
    match = _PARTICIPLE.search(tail, max(0, len(tail) - _VERB_NEAR))
    if match:
        return True, _only(tail[: match.start()], offset)
    match = _BEFORE.search(tail, max(0, len(tail) - _VERB_NEAR))
    if match is None:
        match = None if offset or has_stranger(tail) or _THING.search(tail) else _COLON.match(tail)
        if match is None or _is_spoken_to(tail, match.start("name")):
            return False, None
        return True, Said(match.start("name"), weak=True)
    said = _said(tail[: match.start()], offset)
    return True, Said(said.start, said.voice, glued=match["glued"] is not None) if said else None


def after(rest: str) -> tuple[bool, Said | None]:
    """Whether a verb of speech follows a quotation, and who speaks; rest: the masked text behind the mark"""
    rest = rest[:NEAR]
    for pattern in (_AFTER_ACCORDING, _COMPANY_FIRST):
        match = pattern.match(rest)
        if match:
            return True, Said(match.start("name"))
    match = _VOICE_FIRST.match(rest)
    if match:
        return True, Said(max(match.start("a"), match.start("b")), voice=True)
    match = _VERB_FIRST.match(rest)
    if match:
        clear = not _NO_TITLE.search(match["title"]) and not _is_spoken_to(rest, match.start("name"))
        return True, Said(match.start("name")) if clear else None
    match = _NAME_FIRST.match(rest)
    return bool(match), _first(match["clause"], match.start("clause")) if match else None


def within(sentence: str) -> Said | None:
    """Who speaks in a sentence that reports in its own words: X said that …"""
    for _, match in zip(range(_TRIES), _INSIDE.finditer(sentence[:NEAR]), strict=False):
        said = _said(sentence[: match.start()], 0)
        if said:
            return said
    return None


def has_stranger(sentence: str) -> bool:
    """Whether somebody without a name stands in a sentence"""
    return bool(_STRANGER.search(sentence))


def _first(clause: str, offset: int) -> Said | None:
    """The subject of a clause that holds nothing else before it than titles"""
    said = _said(clause, offset)
    if said is None or said.start == PRONOUN:
        return said if said and _PRONOUN.fullmatch(_stripped(clause)) else None
    lead = clause[: said.start - offset]
    return said if _TITLES.match(lead) and not _NO_TITLE.search(lead) else None


def _only(clause: str, offset: int) -> Said | None:
    """The one person of a clause to whom nobody speaks"""
    people = [n for n in NAME.finditer(clause) if is_person(clause, n.start())]
    if len(people) != 1 or _is_spoken_to(clause, people[0].start()) or clause.startswith(("'", "’"), people[0].end()):
        return None
    return Said(offset + people[0].start())


def _said(clause: str, offset: int) -> Said | None:
    """The subject of the verb that follows a clause"""
    clause = _stripped(clause)
    if _PRONOUN.search(clause):
        return Said(PRONOUN)
    for name in reversed(list(NAME.finditer(clause))):
        gap = clause[name.end() :]
        speaks = gap in ("", ",") or bool(_APPOSITION.match(gap))
        if _is_spoken_to(clause, name.start()):
            continue
        if is_person(clause, name.start()):
            return Said(offset + name.start()) if speaks else None
        voice = _VOICE.match(gap)
        if not gap or voice or (speaks and gap.startswith(_WHICH)):
            return Said(offset + name.start(), voice=bool(voice))
    return None


def _is_spoken_to(clause: str, at: int) -> bool:
    return bool(_TO_WHOM.search(RUNS.sub(r"\1", clause[max(0, at - _AROUND) : at])))


def _stripped(clause: str) -> str:
    """Without the adverbs at its end"""
    match = _TRAILING.search(clause, max(0, len(clause) - _ADVERBS_NEAR))
    return clause[: match.start()] if match else clause
