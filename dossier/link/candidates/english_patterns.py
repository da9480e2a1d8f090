"""Patterns around names in Latin letters: what stands before and behind people, companies and offices."""

import re
from functools import lru_cache

from msgspec import Struct

from dossier.link.candidates.lexicon import words

SPEECH_AFTER = re.compile(r",? ?(?:also |then |later |has |had |recently |reportedly )?([a-z]+)\b")
#: Of whom a company is the work: run by Jane Doe.
RUN_BY = (
    *(" run by ", "founded by ", "headed by ", "chaired by ", "started by ", "written by ", "invented by "),
    *(f" {one} the company with " for one in ("started", "founded", "launched")),
    *(f" {one} named " for one in ("engineer", "employee", "executive", "scientist", "man", "woman")),
)
#: Behind a list of kinds of companies, or a sum: customers include [Acme], $12 million from [Acme].
KINDS_BEFORE = re.compile(
    r"\b(?:customers|clients|investors|backers|rivals|competitors|companies|startups|firms|makers|retailers|banks"
    r"|suppliers|brands|partners)"
    r"(?:(?: \w{1,16}){0,2}?,? (?:such as|like|including|include|included|are) (?:the )?|: )$"
    r"|\b(?:(?:sold|licensed|leased) (?:to|from)|spun (?:off|out) (?:of|from)) $"
    r"|\b(?:[Tt]he|[Ii]ts|[Aa]|[Oo]ne) (?:\w{1,16} )?(?:supplier|manufacturer|start-?up|subsidiary|insurer|carmaker"
    r"|chipmaker|retailer|lender|customer), $"
    r"|\b(?:million|billion|round|funding|investment) (?:\w{1,16} ){0,2}from (?:the )?$"
)
BEFORE_KIND = (
    " as ",
    " like ",
    " including ",
    " include ",
    " included ",
    " are ",
    " from ",
    " the ",
    " to ",
    " of ",
    ": ",
    ", ",
)
#: An office and its holder behind a company's name: Acme chief Jane Doe.
OFFICE_HOLDER = re.compile(
    r" (?:chief|boss|president|chairman|chairwoman|co-?founder|founder|chief executive|engineer|executive|analyst"
    r"|spokes(?:man|woman|person)|director|CEO|CTO|CFO|COO) [A-Z][a-z]"
)
#: Behind a company: a Acme Valves spokesman said.
SPOKESPERSON = re.compile(r" spokes(?:man|woman|person|people)\b")
#: Behind two investors: Acme Capital and Northrow followed.
INVESTED = re.compile(r" (?:also )?(?:followed|participated|co-?invested|co-?led|invested|took part)\b")
#: What people do and companies seldom: grew up, who joined.
DEED_AFTER = re.compile(
    r",? (?:who |also |then |later |now |once |had |has )?(?:co-)?"
    r"(?:grew up|was born|graduated|resigned|retired|testified|studied|died|married|stepped down|took over|became"
    r"|founded|joined|came from|serve[sd] as|worked (?:at|for)|left|quit|holds|rejoined|moved|taught|lives|likes)\b"
)
#: Somebody between a person and a company: Jane Doe of [Acme], who now heads [Acme].
OF_PERSON = re.compile(r",? (?:at|of|from|with) (?:the )?$")
BEFORE_HELD = tuple(f" {word} " for word in "at of for with in from the The heads runs leads ran led owns quit".split())
WHO_RUNS = re.compile(
    r"\bwho (?:now |then |also |once |has |had |previously )?(?:heads|runs|leads|ran|led|owns|quit) $"
)
WORD_BEFORE = re.compile(r"([A-Za-z][\w-]*)[,:]? ?$")
ABBREVIATION = re.compile(r" \(([A-Z][A-Za-z&]{1,6})\)")
JOINT = re.compile(r",? (?:and |& |or )?|、|和|与")
CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][a-z]+[A-Za-z]*$")


#: The rest of an office's name: Securities and Exchange Commission.
BODY_AFTER = re.compile(
    r" (?:and|of|for) (?:the )?[A-Z]\w+ (?:Commission|Committee|Council|Association|Administration|Board|Agency)"
    r"|,? of [A-Z]| (?:conference|event|show|summit|festival|awards?|prize)\b"
)
#: What a name of an office begins with, up to a capitalised word inside it: Center for Security and [Emerging …].
BODY_BEFORE = re.compile(
    r"\b(?:Cent(?:er|re)|Institute|School|College|University|Academy|Faculty|Department|Ministry|Office|Bureau"
    r"|Council|Commission|Committee|Museum|Association|Society)"
    r" (?:of (?:the )?|(?:for|on) (?:the )?(?:(?:[A-Z][\w-]{1,24},? ){1,4}(?:and|&) )?)$"
)
BODY_LEADS = (" of ", " the ", " for ", " on ", " and ", "& ")
#: How many characters before a run such a beginning is looked for, and the mark that opens a title.
BODY_WINDOW, TITLE_WINDOW = 120, 80
#: In front of the name of a department: head of Fundamental Research.
HEAD_OF = ("ead of ", "irector of ", "resident of ", "hief of ", "anager of ", "resident for ", "lead of ")
#: First words of names of offices.
PUBLIC = frozenset({"U.S.", "US", "National", "Federal"})
MANY = 3  # a list is that long at least


class Patterns(Struct, frozen=True):
    """Patterns made of the word lists."""

    office: re.Pattern[str]
    """Behind a name: `, president and …`, ` - project manager for …`, `, who`."""
    held: re.Pattern[str]
    """In front of a company: `CEO of `, `shares of the `."""
    holder: re.Pattern[str]
    """Behind a company: `'s founder`."""
    kind: re.Pattern[str]
    """Behind a company: `, a startup`."""


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """The patterns made of the word lists, compiled when first asked for"""
    offices, held, kinds = ("|".join(sorted(words("en_words", s))) for s in ("offices", "held", "kinds-of-company"))
    lead = r"(?:the |an? |its |his |her |our |their )?(?:[\w&'-]{1,24} ){0,5}?"
    employed = r"an? (?:\w{1,24} ){0,3}(?:at|with|from) "
    return Patterns(
        re.compile(
            r"(?:,| [-(]| (?:is|was|becomes|became) (?:now |also )?) ?"
            rf"(?:{lead}(?:{offices})\b|aged? \d|\d\d,|{employed})",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?i:{held})(?: of [a-z]{{3,16}})? (?:at|of|for|with|in) (?:[Tt]he )?$"),
        re.compile(rf"'s (?:[a-z-]{{1,24}} ){{0,3}}?(?:{held})\b"),
        re.compile(rf",? (?:an? |the |one of the )(?:[\w'-]{{1,24}} ){{0,5}}?(?:{kinds})\b"),
    )
