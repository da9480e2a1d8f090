"""Deeds in English sentences: NAME left COMPANY in DATE. Texts are masked."""

import re

from dossier.link.deeds import A_DATE, DATE, Language, frames, stems_of
from dossier.link.masks import A_COMPANY, A_PERSON, COMPANY, PERSON

_ONE = A_PERSON
_MANY = rf"{_ONE}(?:(?:,? and |, | & ){_ONE}){{0,8}}"
_APPOSITION = rf"(?:, [^,;.!?\n{PERSON}]{{1,80}},)?"
_FIRM_APPOSITION = r"(?:, [^,;.!?\n]{1,80},)?"
_ADVERB = (
    rf"(?:,? (?:who|which|has|had|have|also|later|then|recently|formally|officially|abruptly"
    rf"|subsequently|previously|first|together"
    rf"|jointly|quietly|finally|eventually|successfully|already|just|(?:in|on|early in|late in) {A_DATE},?|{A_DATE}))"
)
_GAP, _FIRM_GAP = rf"{_APPOSITION}{_ADVERB}{{0,4}}", rf"{_FIRM_APPOSITION}{_ADVERB}{{0,4}}"
_WHO = (
    rf"(?:(?P<who>{_MANY})|(?P<pro>\b(?:[Hh]e|[Ss]he))|(?P<lead>(?<=[,a-z{COMPANY}{DATE}]) (?:and"
    rf"|then)))(?P<gap>{_GAP}) "
)
_FIRM = rf"(?:(?P<org>{A_COMPANY})|(?P<firm>(?<=[,a-z{COMPANY}{DATE}]) (?:and|then)))(?P<gap>{_FIRM_GAP}) "
_OBJECT = (
    r"(?!['’]s?\b)(?! (?:shares?|stocks?|stakes?|chips?|products?|phones?|ads?|assets"
    r"|headquarters|offices?|servers?|campus)\b)"
)
_ORG, _ORG2 = rf"(?P<org>{A_COMPANY}){_OBJECT}", rf"(?P<org2>{A_COMPANY}){_OBJECT}"
_WORDS = rf"[^,;.!?\n{PERSON}{COMPANY}]{{0,60}}?"
_KIND = r"(?:(?:the|a|an|its|rival|[a-z-]+|AI) ){0,5}"
_EXCHANGE = (
    r"(?:the )?(?:Nasdaq|NASDAQ|NYSE|New York Stock Exchange|Hong Kong (?:stock exchange|Stock Exchange|exchange))"
)
_SACKED = r"fired|ousted|dismissed|sacked|removed|forced out"

_ROWS = (
    ("left", rf"{_WHO}(?P<cue>left|departed|quit|exited) {_KIND}{_ORG}"),
    ("left", rf"{_WHO}(?P<cue>resigned|stepped down|departed|retired)\b(?:{_WORDS} (?:of|from|at) {_KIND}{_ORG})?"),
    ("left", rf"{_WHO}announced (?:his|her|their) (?P<cue>departure|resignation|retirement)(?: from {_ORG})?"),
    ("joined", rf"{_WHO}(?P<cue>joined|moved to|defected to) {_KIND}{_ORG}"),
    (
        "joined",
        rf"(?P<lead>(?<=[a-z{COMPANY}{DATE}]) )(?:(?P<gap>)to |and then |before )(?P<cue>join(?:ing)?) {_KIND}{_ORG}",
    ),
    (
        "founded",
        rf"(?P<lead>(?<=[a-z{COMPANY}{DATE}]) )(?:(?P<gap>)to |before )(?P<cue>(?:co-?)?found(?:ing)?) {_KIND}{_ORG}",
    ),
    ("returned", rf"{_WHO}(?P<cue>returned to|rejoined|came back to|went back to) {_KIND}{_ORG}"),
    ("founded", rf"{_WHO}(?P<cue>(?:co-?)?founded|cofounded|started) {_KIND}{_ORG}"),
    (
        "founded",
        rf"(?P<org>{A_COMPANY})(?P<gap>{_GAP})(?:,| was| were) (?P<cue>(?:co-?)?founded|started"
        rf"|established)(?: in {A_DATE})? by {_KIND}(?P<who>{_MANY})",
    ),
    ("founded", rf"(?P<org>{A_COMPANY})(?P<gap>{_GAP})(?:,| was) (?P<cue>founded|established) in {A_DATE}"),
    (
        "appointed",
        rf"(?P<org>{A_COMPANY})(?:['’]s? board)?(?P<gap>{_GAP}) (?P<cue>named|appointed|hired|tapped)"
        rf" {_WORDS}(?P<who>{_ONE})(?P<gap2>{_WORDS}) (?:as|to be|to|chief|CEO|president|chair)",
    ),
    (
        "appointed",
        rf"{_WHO}(?:was |were )?(?:be)?(?P<cue>named|appointed|became|took over as) {_WORDS}(?:chief"
        rf"|CEO|CFO|CTO|COO|president|chair\w*|head|director|officer)\b(?:{_WORDS} (?:of|at|for) {_KIND}{_ORG})?",
    ),
    ("promoted", rf"{_WHO}was (?P<cue>promoted) to {_WORDS}(?:(?:of|at|for) {_KIND}{_ORG}|(?=[,.;]))"),
    (
        "removed",
        rf"(?P<org>{A_COMPANY})(?:['’]s?)?(?: board| directors)?(?P<gap>{_GAP}) (?P<cue>{_SACKED})"
        rf" {_WORDS}(?P<who>{_ONE})(?!['’]s)",
    ),
    (
        "removed",
        rf"{_WHO}(?:was|were|been) (?:\w+ly )?(?P<cue>{_SACKED})\b(?:{_WORDS} (?:by|from|of|at)"
        rf" {_KIND}(?P<org>{A_COMPANY}))?",
    ),
    ("acquired", rf"{_FIRM}(?P<cue>acquired|bought|purchased|took over) {_KIND}{_ORG2}"),
    (
        "acquired",
        rf"{_FIRM}(?:completed|closed|finalized) (?:its|the) (?:{_WORDS} )?(?P<cue>acquisition|purchase"
        rf"|takeover) of {_KIND}{_ORG2}",
    ),
    (
        "acquired",
        rf"{_FIRM}(?:was|were|been|being) (?:\w+ly )?(?P<cue>acquired|bought|purchased|taken over)"
        rf" (?:(?:in|on) {A_DATE} )?by {_KIND}{_ORG2}",
    ),
    ("merged", rf"{_FIRM}(?P<cue>merged) with {_KIND}{_ORG2}"),
    (
        "funded",
        rf"{_FIRM}(?P<cue>raised|secured|closed) {_WORDS}(?:[$€£¥][0-9.,]+(?: [mb]illion)?|(?:million|billion)"
        rf"|\b(?:funding|financing)\b|Series [A-H])"
        rf"(?:(?:[^,;!?\n{PERSON}{COMPANY}]){{0,60}}? led by {_ORG2})?",
    ),
    ("funded", rf"{_FIRM}(?P<cue>invested)\b{_WORDS} in(?:to)? {_KIND}{_ORG2}"),
    ("listed", rf"{_FIRM}(?P<cue>went public|(?:debuted|listed|began trading) on {_EXCHANGE})"),
    (
        "closed",
        rf"{_FIRM}(?P<cue>filed for (?:Chapter 11 )?bankruptcy|ceased operations|shut down)(?=[,.;]"
        rf"| in | on | after )",
    ),
    (
        "sued",
        rf"(?:(?P<who>{A_PERSON})|(?P<org>{A_COMPANY}))(?P<gap>{_GAP}) (?P<cue>sued)"
        rf" {_KIND}(?:(?P<who2>{A_PERSON})|(?P<org2>{A_COMPANY}))",
    ),
)

_FRAMES = frames(_ROWS)
ENGLISH = Language(
    sign=re.compile(
        r"left|depart|quit|exited|resign|stepped|retire|join|moved|defected|return|back to|found"
        r"|started|establish|named|appointed|hired|tapped|became"
        r"|took over|promoted|fired|oust|dismiss|sacked|removed|forced|acqui|bought|purchase|takeover"
        r"|taken over|merged|raised|secured|closed|invested"
        r"|public|Nasdaq|NASDAQ|NYSE|xchange|bankruptcy|ceased|shut|sued"
    ),
    frames=_FRAMES,
    stems=stems_of(_FRAMES),
    unreal_gap=re.compile(r"\b(?:not|never|may|might|could|would|will|nearly|almost|if|whether)\b|n['’]t\b"),
    unreal_before=re.compile(
        r"\b(?:[Ii]f|[Ww]hether|[Uu]nless|[Rr]umou?r(?:s|ed)?|den(?:y|ies|ied|ying)|would|could|might"
        r"|may|plan(?:s|ned)? to|consider(?:s|ed|ing)?"
        r"|[Rr]eportedly|allegedly|[Ss]uppose|[Ii]magine|hypothetical|fictional|[Nn]obody|[Nn]o one"
        r"|never|expected to|talks to|false)\b"
        r"|n['’]t\b|['’]s (?:\w+ )?\Z|\b(?:not|will|to|by|with|of|for|from|told|let) \Z"
    ),
    unreal_after=re.compile(r"['’]s? (?:plan|offer|bid)|\?| (?:would|could|might)\b"),
    leads=re.compile(rf"(?:,? (?:later|then|subsequently|eventually|formally|also|has|(?:in|on) {A_DATE},?))*"),
    question=re.compile(r"\?"),
    later=re.compile(r"\blater\b|\bthen\b|\bsubsequently\b|\beventually\b"),
    date_first=False,
)
