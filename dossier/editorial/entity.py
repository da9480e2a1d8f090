"""content/people/<id>.md and content/companies/<id>.md: a person or a company as the editor describes them."""

import re

from msgspec import Struct

from dossier.editorial.common import open_markdown, take_date, take_ids, take_links
from dossier.editorial.identifiers import identifier_fault
from dossier.errors import Problem
from dossier.markup import markdown_blocks
from dossier.model import CuratedRole, Entity, EntityKind, Name
from dossier.yamlfile import Node, Text, shorten
from dossier.yamlform import Form

#: What a company can be, in the editor's own word: `company`, `university`, `hedge-fund`.
TYPE = re.compile(r"[a-z]+(-[a-z]+)*")


class Titled(Struct, frozen=True):
    """Which file it is that is read."""

    id: str
    kind: EntityKind
    path: str
    """Relative to the site's folder, for messages."""


def parse_entity(text: str, file: Titled) -> tuple[Entity | None, tuple[Problem, ...]]:
    """A curated entity with what is right in its file, and all faults; None: it has no name or cannot be read"""
    problems: list[Problem] = []
    form, front = open_markdown(text, file.path, problems)
    if form is None or front is None:
        return None, tuple(problems)
    name, latin = form.required("name"), form.text("latin")
    entity = Entity(
        id=file.id,
        kind=file.kind,
        name=name,
        latin=latin,
        names=_names(form, (name, latin)),
        type=_type(form) if file.kind == "company" else "",
        roles=_roles(form) if file.kind == "person" else (),
        ids=_identifiers(form),
        links=take_links(form, "links"),
        formerly=take_ids(form, "formerly"),
        hide=bool(form.boolean("hide")),
        biography=markdown_blocks(front.body),
        where=form.place("name"),
    )
    form.finish()
    return (entity if name else None), tuple(problems)


def _names(form: Form, main: tuple[str, ...]) -> tuple[Name, ...]:
    """All names, the main ones first, none twice"""
    names = {text: Name(text=text) for text in main if text}
    if len(main[0]) == 1 and not main[0].isascii():
        message = f"the name '{main[0]}' is one character, which would link everywhere"
        form.report("short-name", form.place("name"), message, "write the full name")
    for node in form.nodes("aliases"):
        alias = _alias(form, node)
        if alias is not None:
            names.setdefault(alias.text, alias)
    return tuple(names.values())


def _alias(form: Form, node: Node) -> Name | None:
    """An alias, or None if it is empty or could link anywhere, which is reported"""
    if isinstance(node, Text):
        alias = Name(text=node.value.strip())
        if not alias.text:
            form.report("missing-field", node.where, "an alias is empty", "remove it")
    else:
        fields = form.sub_form("aliases", node)
        if fields is None:
            return None
        alias = Name(
            text=fields.required("name"),
            sic=bool(fields.boolean("sic")),
            ambiguous=bool(fields.boolean("ambiguous")),
            short=fields.boolean("short", None),
        )
        fields.finish()
    return alias if alias.text and _can_link(form, alias, node) else None


def _can_link(form: Form, alias: Name, node: Node) -> bool:
    """Whether an alias stands for somebody, and not for a stretch of any text

    One Han character stands inside other words everywhere; one Latin letter is a name only for those who know.
    """
    said = f"the alias '{shorten(alias.text)}'"
    if not any(map(str.isalnum, alias.text)):
        form.report("bad-alias", node.where, f"{said} has no letter", "remove it")
        return False
    if len(alias.text) == 1 and not (alias.text.isascii() and alias.ambiguous):
        hint = "remove it" + (", or write {name: …, ambiguous: true}" if alias.text.isascii() else "")
        form.report("short-alias", node.where, f"{said} is one character, which would link everywhere", hint)
        return False
    return True


def _type(form: Form) -> str:
    kind = form.text("type", "company")
    if TYPE.fullmatch(kind):
        return kind
    hint = "a word in small letters: company, university, agency, media, fund, lab"
    form.report("unknown-value", form.place("type"), f"'type' cannot be '{shorten(kind)}'", hint)
    return "company"


def _roles(form: Form) -> tuple[CuratedRole, ...]:
    forms = (form.sub_form("roles", node) for node in form.nodes("roles"))
    return tuple(role for fields in forms if fields and (role := _role(fields)))


def _role(form: Form) -> CuratedRole | None:
    role = CuratedRole(
        company=form.required("company"),
        title=form.required("title"),
        since=take_date(form, "since"),
        until=take_date(form, "until"),
        source=form.text("source"),
        where=form.place("company"),
    )
    shared = min(len(role.since), len(role.until))
    if role.since[:shared] > role.until[:shared]:
        form.report(
            "bad-date", form.place("until"), f"the role ends before {role.since}, when it begins", "correct one"
        )
    form.finish()
    return role if role.company and role.title else None


def _identifiers(form: Form) -> tuple[tuple[str, str], ...]:
    """(scheme, value) by scheme; those with a fault are left out"""
    ids = form.form("ids")
    if ids is None:
        return ()
    found = {}
    for field in ids.rest():
        value = ids.text(field.key)
        fault, hint = identifier_fault(field.key, value) if value else ("", "")
        if fault:
            form.report("bad-identifier", field.value.where, fault, hint)
        elif value:
            found[field.key] = value
    return tuple(sorted(found.items()))
