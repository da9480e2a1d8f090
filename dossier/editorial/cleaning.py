"""`clean: {keep: […], drop: […]}` in site.yaml and sidecars: what stays of a source, and what goes.

An entry is a rule's name, a CSS selector (css.py), a `/regular expression/` that a whole line fits, or says itself what
it is: `{rule: …}`, `{selector: …}`, `{text: …}`, `{pattern: …}`.
"""

import re
from collections.abc import Iterable
from typing import Literal, cast, get_args

from msgspec import Struct
from msgspec.structs import replace

from dossier.css import HINT, BadSelector, parse_selector
from dossier.errors import Problem
from dossier.model import RULES, Direction, Directions, HostDirections, Sidecar, Where
from dossier.yamlfile import Fields, Node, Text, did_you_mean, shorten
from dossier.yamlform import Form

Verb = Literal["keep", "drop"]
Kind = Literal["rule", "selector", "text", "pattern"]

#: Rules that take off what the article page makes anew, or what was no text of the page: they cannot be switched off.
FIXED_RULES = frozenset({"front-matter", "list-marker"})
#: Most entries of one `clean`; each is compared with every part of a page.
MAX_ENTRIES = 100
#: Longest line that an entry names, and longest pattern.
MAX_LINE, MAX_PATTERN = 500, 200
#: Python tries every way to divide a line among the repetitions of a pattern, and every choice that it leaves. With so
#: many marks of each kind, and no group repeated, that is a constant times the square of a short line's length at most.
MOST_MARKS = {"[*+{]": 2, "[?]": 3, "[(]": 3, "[|]": 12}
PATTERN_HINT = "a pattern has at most two of '*', '+' and '{…}', three of '?', three groups, and repeats no group"
QUOTE_HINT = "remove it; put a selector that begins with '#' or '[' in quotation marks"
_WORD = re.compile(r"[a-z][a-z0-9-]*")
#: References back, and groups that look around.
_COSTLY = re.compile(r"\\[0-9]|\(\?(?!:|i\))")
#: Escapes and classes of characters, whose marks are characters and repeat nothing.
_INERT = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
#: A name of a host: labels of letters and digits, with dots between.
_HOST = re.compile(r"[^\W_](?:[\w-]{0,62})(?:\.[^\W_][\w-]{0,62}){1,10}")
#: Elements of HTML that an entry may name without more; others stand as `{selector: …}`.
ELEMENTS = frozenset(
    "a abbr address article aside audio b blockquote body button canvas caption center cite code dd details dialog div "
    "dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins "
    "label legend li main mark menu nav object ol option p picture pre q s section select small source span strong sub "
    "summary sup svg table tbody td textarea tfoot th thead time title tr u ul video".split()
)


def take_directions(form: Form, path: str) -> tuple[Direction, ...]:
    """The field `clean` of a sidecar; path: of its file"""
    clean = form.form("clean")
    if clean is None:
        return ()
    found = _both(clean, f"{path}, clean")
    clean.finish()
    return found


def take_site_directions(form: Form, path: str) -> Directions:
    """The field `clean` of site.yaml, with `sites: {host: {keep: […], drop: […]}}`; path: of its file"""
    clean = form.form("clean")
    if clean is None:
        return Directions()
    everywhere = _both(clean, f"{path}, clean")
    sites, hosts = clean.form("sites"), []
    for field in sites.rest() if sites else ():
        host = field.key.lower().removeprefix("www.")
        if not _HOST.fullmatch(host):
            message = f"'{shorten(field.key)}' is no name of a site"
            clean.report("bad-host", field.where, message, "for example: example.com, which its subdomains belong to")
        elif part := clean.sub_form("sites", field.value):
            hosts.append(HostDirections(host=host, directions=_both(part, f"{path}, clean.sites.{host}")))
            part.finish()
    clean.finish()
    return Directions(everywhere=everywhere, hosts=tuple(hosts))


def unplaced(directions: Directions) -> Directions:
    """The same without lines and columns: what an article is cleaned by does not change when a line moves"""
    hosts = tuple(replace(one, directions=_unplaced(one.directions)) for one in directions.hosts)
    return replace(directions, everywhere=_unplaced(directions.everywhere), hosts=hosts)


def _unplaced(directions: tuple[Direction, ...]) -> tuple[Direction, ...]:
    return tuple(replace(one, where=Where(path=one.where.path)) for one in directions)


def unused(directions: Directions, used: Iterable[Direction]) -> tuple[Problem, ...]:
    """A warning for each selector, line and pattern of site.yaml that nothing fits; used: those that something does"""
    placed = (*directions.everywhere, *(d for one in directions.hosts for d in one.directions))
    known = {(d.scope, d.verb, d.kind, d.text) for d in used}
    return tuple(
        no_match(one, "in any article")
        for one in placed
        if one.kind != "rule" and (one.scope, one.verb, one.kind, one.text) not in known
    )


def no_match(direction: Direction, place: str) -> Problem:
    """The warning that nothing fits a direction; place: where that was looked for"""
    noun = {"selector": "the selector", "text": "the line", "pattern": "the pattern"}.get(direction.kind, "the rule")
    message = f"{direction.verb}: {noun} '{shorten(direction.text)}' fits nothing {place}"
    hint = "correct it, or remove it"
    return Problem(severity="warning", code="no-match", where=direction.where, message=message, hint=hint)


def directed(directions: Directions, sidecar: Sidecar | None) -> Directions:
    """The directions for one article: those of the site with those of its sidecar"""
    return replace(directions, article=sidecar.clean, url=sidecar.url) if sidecar else directions


# --- one list --------------------------------------------------------------------------------------------------------


def _both(form: Form, scope: str) -> tuple[Direction, ...]:
    """What `keep` and `drop` of one place say; the same in both is a fault"""
    found: dict[tuple[str, str], Direction] = {}
    verbs: tuple[Verb, ...] = get_args(Verb)
    for verb in verbs:
        for node in form.nodes(verb):
            one = _entry(form, verb, node)
            if one is None:
                continue
            first = found.setdefault((one.kind, one.text), replace(one, scope=scope))
            if first.verb != verb:
                message = f"'{shorten(one.text)}' is to be kept, by line {first.where.line}, and dropped"
                form.report("keep-and-drop", one.where, message, "remove one of them")
    entries = tuple(found.values())
    if len(entries) > MAX_ENTRIES:
        form.report("too-many", entries[MAX_ENTRIES].where, f"more than {MAX_ENTRIES} directions in one place")
    return entries[:MAX_ENTRIES]


def _entry(form: Form, verb: Verb, node: Node) -> Direction | None:
    """One entry; None: it cannot be read, which is reported"""
    read = _word(node) if isinstance(node, Text) else _stated(form, verb, node)
    if read is None:
        return None
    kind, text, where = read
    fault = _fault(kind, text) if text else Fault("empty-direction", "the entry is empty", QUOTE_HINT)
    if fault is None:
        return Direction(verb=verb, kind=kind, text=text, scope="", where=where)
    shift = fault.index if isinstance(node, Text) and node.plain else 0
    form.report(fault.code, replace(where, column=where.column + shift), fault.message, fault.hint)
    return None


def _word(node: Text) -> tuple[Kind, str, Where]:
    """An entry whose form says what it is"""
    text = node.value.strip()
    if len(text) > 1 and text.startswith("/") and text.endswith("/"):
        return "pattern", text[1:-1], node.where
    return "rule" if text in RULES or (_WORD.fullmatch(text) and text not in ELEMENTS) else "selector", text, node.where


def _stated(form: Form, verb: Verb, node: Node) -> tuple[Kind, str, Where] | None:
    """An entry that says what it is; None: it does not, which is reported"""
    if not isinstance(node, Fields):
        form.report("yaml-type", node.where, f"an entry of '{verb}' must be a text, not a list", QUOTE_HINT)
        return None
    fields = form.sub_form(verb, node)
    given = [field.key for field in node.values if field.key in get_args(Kind)]
    if fields is None or len(given) != 1:
        message = "an entry is one of rule, selector, text and pattern"
        form.report("bad-direction", node.where, message, "write for example {text: the whole line}")
        return None
    found = cast(Kind, given[0]), " ".join(fields.text(given[0]).split()), fields.place(given[0])
    fields.finish()
    return found


class Fault(Struct, frozen=True):
    """What is wrong with an entry."""

    code: str
    message: str
    hint: str
    index: int = 0
    """Of the character where it is, from 0."""


def _fault(kind: Kind, text: str) -> Fault | None:
    """What is wrong with an entry; None: nothing"""
    if kind == "rule":
        return _rule_fault(text)
    if kind == "pattern":
        return _pattern_fault(text)
    if kind == "text":
        too_long = f"the line has more than {MAX_LINE} characters"
        return Fault("bad-direction", too_long, "write a shorter one, or a selector") if len(text) > MAX_LINE else None
    try:
        parse_selector(text)
    except BadSelector as fault:
        hint = HINT if text.isascii() else f"{HINT}; for a line of text write {{text: …}}"
        return Fault("bad-selector", str(fault), hint, fault.index)
    return None


def _rule_fault(name: str) -> Fault | None:
    if name in FIXED_RULES:
        return Fault("fixed-rule", f"what the rule '{name}' removes is no text of the article", "remove the entry")
    if name in RULES:
        return None
    hint = did_you_mean(name, (*RULES, *ELEMENTS)) or f"for an element write {{selector: {shorten(name)}}}"
    return Fault("unknown-rule", f"there is no rule or element '{shorten(name)}'", hint)


def _pattern_fault(pattern: str) -> Fault | None:
    if len(pattern) > MAX_PATTERN:
        return Fault("bad-pattern", f"the pattern has more than {MAX_PATTERN} characters", "make it shorter")
    bare = _INERT.sub("x", pattern)
    marks = bare.replace("(?i)", "").replace("(?:", "(")
    too_many = any(len(re.findall(mark, marks)) > most for mark, most in MOST_MARKS.items())
    if too_many or re.search(r"\)[*+{]", bare) or _COSTLY.search(pattern):
        return Fault("costly-pattern", f"the pattern '{shorten(pattern)}' may take too long", PATTERN_HINT)
    try:
        re.compile(pattern)
    except (re.error, OverflowError) as fault:
        said = str(fault).partition(" at position")[0]
        return Fault("bad-pattern", f"this is no regular expression: {said}", "put '\\' before marks that are text")
    return None
