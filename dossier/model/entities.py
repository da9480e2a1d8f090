"""People and companies: as their files state them, and as one article names them."""

from typing import Literal

from msgspec import Struct

from dossier.model.text import Block, EntityKind, Where


class Name(Struct, frozen=True, kw_only=True, array_like=True):
    """One name of an entity."""

    text: str
    sic: bool = False
    """A misspelling that occurs: links, but is not shown as a name."""
    ambiguous: bool = False
    """Links only where a full name of the entity stands in the same article."""
    short: bool | None = None
    """Links only after a full name in the same article. None: derived (the last part of another name is short)."""


class Evidence(Struct, frozen=True, kw_only=True, array_like=True):
    """Why the program thinks so: the rule, and the sentence that it applied to."""

    rule: str
    sentence: str
    article: str = ""


class CuratedRole(Struct, frozen=True, kw_only=True, array_like=True):
    """A role as an editor states it in a person's file."""

    company: str
    title: str
    since: str = ""
    until: str = ""
    source: str = ""
    """Id of the article that says so."""
    where: Where = Where()


class Entity(Struct, frozen=True, kw_only=True, array_like=True):
    """A person or a company (any organisation): curated in a file, or found by the program."""

    id: str
    kind: EntityKind
    name: str
    """As this archive writes it."""
    names: tuple[Name, ...]
    """All names, `name` first, then `latin`, then the aliases."""
    latin: str = ""
    type: str = ""
    """Of a company: company, university, agency, media, fund, lab… Empty for people."""
    status: Literal["curated", "found"] = "curated"
    confidence: float = 1.0
    """0–1; of found entities how strong the evidence is."""
    evidence: tuple[Evidence, ...] = ()
    roles: tuple[CuratedRole, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    """(scheme, value), for example (wikidata, Q7251)."""
    links: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    """Ids that this entity had before."""
    hide: bool = False
    biography: tuple[Block, ...] = ()
    where: Where = Where()


class Candidate(Struct, frozen=True, kw_only=True, array_like=True):
    """Somebody or something that one article names, found without a list."""

    kind: EntityKind
    name: str
    names: tuple[str, ...]
    """All full names in this article, `name` first (米拉・穆拉蒂, Mira Murati); no short names."""
    confidence: float
    evidence: tuple[Evidence, ...]
