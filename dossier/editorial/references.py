"""Ids that one file of an editor uses for another: every one must exist, and none may have two meanings."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dossier.errors import Problem
from dossier.model import ALONE, Annotation, Entity, Sidecar, Where
from dossier.urls import same_address
from dossier.yamlfile import did_you_mean, shorten

#: Where the file of an id would be.
FOLDERS = {"person": "content/people", "company": "content/companies", "article": "content/articles"}
#: The word for: this quotation names nobody.
NOBODY = "none"


class KnownIds(Struct, frozen=True, kw_only=True):
    """The ids of a site, and the old ones that lead to them."""

    people: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    renamed: tuple[tuple[str, str], ...] = ()
    """(`kind/old id`, `kind/new id`), sorted."""

    def of(self, kind: str) -> frozenset[str]:
        """The ids of a kind: person, company, article"""
        return {"person": self.people, "company": self.companies}.get(kind, self.articles)

    def new_id(self, kind: str, old: str) -> str:
        """The id of what had another one before; empty: nothing had it"""
        at = bisect_left(self.renamed, (f"{kind}/{old}", ""))
        found = self.renamed[at : at + 1]
        return found[0][1].partition("/")[2] if found and found[0][0] == f"{kind}/{old}" else ""


class Moved(Struct, frozen=True):
    """The old ids that one article or entity states."""

    kind: str
    id: str
    formerly: tuple[str, ...]
    where: Where


def known_ids(entities: Sequence[Entity], articles: Iterable[str], sidecars: Mapping[str, Sidecar]) -> KnownIds:
    """The ids of curated entities and of articles; sidecars are by article id"""
    moved = all_moved(entities, sidecars)
    return KnownIds(
        people=frozenset(e.id for e in entities if e.kind == "person"),
        companies=frozenset(e.id for e in entities if e.kind == "company"),
        articles=frozenset(articles),
        renamed=tuple(sorted((f"{m.kind}/{old}", f"{m.kind}/{m.id}") for m in moved for old in m.formerly)),
    )


def all_moved(entities: Sequence[Entity], sidecars: Mapping[str, Sidecar]) -> tuple[Moved, ...]:
    """Everything that had another id before"""
    named = [Moved(e.kind, e.id, e.formerly, e.where) for e in entities]
    named += [Moved("article", ident, s.formerly, s.where) for ident, s in sidecars.items()]
    return tuple(m for m in named if m.formerly)


def check_entities(entities: Sequence[Entity], ids: KnownIds) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Entities without the roles that name an unknown company; a source that is unknown is left out of its role"""
    problems: list[Problem] = []
    checked = []
    for entity in entities:
        roles = []
        for role in entity.roles:
            source = role.source if role.source in ids.articles else ""
            if role.source and not source:
                problems.append(_unknown("article", role.source, role.where, ids))
            if role.company in ids.companies:
                roles.append(replace(role, source=source))
            else:
                problems.append(_unknown("company", role.company, role.where, ids))
        checked.append(replace(entity, roles=tuple(roles)))
    return tuple(checked), tuple(problems)


def check_moved(moved: Iterable[Moved], ids: KnownIds) -> tuple[Problem, ...]:
    """Faults of `formerly`: an old id that is alive (so there are no cycles), or that two pages claim"""
    problems: list[Problem] = []
    claimed: dict[tuple[str, str], str] = {}
    living = {(kind, same_address(i)): i for kind in ("person", "company", "article") for i in ids.of(kind)}
    for page in moved:
        for old in page.formerly:
            address = (page.kind, same_address(old))
            first = claimed.setdefault(address, page.id)
            if address in living:
                whose = "its own id" if living[address] == page.id else f"the id of another {page.kind}"
                whose += "" if living[address] == old else ", but for case or Unicode form"
                message, hint = f"formerly: '{shorten(old)}' is {whose}", "an address leads to one page: remove it"
                problems.append(_error("formerly-live", page.where, message, hint))
            elif first != page.id:
                message = f"formerly: '{shorten(old)}' is claimed by '{first}' too"
                problems.append(_error("formerly-twice", page.where, message, "an address leads to one page: keep one"))
    return tuple(problems)


def resolve_sidecar(sidecar: Sidecar, ids: KnownIds) -> tuple[Sidecar, tuple[Problem, ...]]:
    """A sidecar with entities as `kind/id` or `none`; what names an unknown one is left out and reported"""
    problems: list[Problem] = []
    annotations = tuple(_Resolver(a.where, ids, problems).annotation(a) for a in sidecar.annotations)
    story = sidecar.same_story
    if story and story.id != ALONE and story.id not in ids.articles:
        problems.append(_unknown("article", story.id, story.where, ids))
        story = None
    return replace(sidecar, annotations=annotations, same_story=story), tuple(problems)


class _Resolver(Struct, frozen=True):
    """The ids of one annotation, which stands at `where`; faults are added to `problems`"""

    where: Where
    ids: KnownIds
    problems: list[Problem]

    def annotation(self, written: Annotation) -> Annotation:
        entity, event = written.entity, written.event
        if entity is not None and entity != NOBODY:
            entity = self.entity(entity)
        if event is not None:
            people, companies = self.living("person", event.people), self.living("company", event.companies)
            event = replace(event, people=people, companies=companies)
        return replace(written, entity=entity, event=event)

    def entity(self, written: str) -> str | None:
        """`kind/id` of what an editor wrote as `id` or `kind/id`; None: nobody, or two"""
        kind, slash, ident = written.partition("/")
        if slash and kind in ("person", "company"):
            return written if self.living(kind, (ident,)) else None
        kinds = [kind for kind in ("person", "company") if written in self.ids.of(kind)]
        if len(kinds) == 1:
            return f"{kinds[0]}/{written}"
        if kinds:
            hint = f"write person/{written} or company/{written}"
            message = f"'{shorten(written)}' is a person and a company"
            self.problems.append(_error("ambiguous-entity", self.where, message, hint))
        else:
            self.problems.append(_unknown("entity", written, self.where, self.ids))
        return None

    def living(self, kind: str, written: tuple[str, ...]) -> tuple[str, ...]:
        """Those ids that exist"""
        known = self.ids.of(kind)
        self.problems.extend(_unknown(kind, ident, self.where, self.ids) for ident in written if ident not in known)
        return tuple(ident for ident in written if ident in known)


def _unknown(kind: str, ident: str, where: Where, ids: KnownIds) -> Problem:
    """The fault of an id that nothing has, with the new id of what had it, or the nearest one"""
    kinds = ("person", "company") if kind == "entity" else (kind,)
    new = next(filter(None, (ids.new_id(k, ident) for k in kinds)), "")
    hint = f"it is '{new}' now" if new else did_you_mean(ident, frozenset().union(*(ids.of(k) for k in kinds)))
    folder = FOLDERS.get(kind, "content/people or content/companies")
    hint = hint or f"correct it, or make a file for it in {folder}"
    noun = "person or company" if kind == "entity" else kind
    return _error(f"unknown-{kind}", where, f"there is no {noun} '{shorten(ident)}'", hint)


def _error(code: str, where: Where, message: str, hint: str) -> Problem:
    return Problem(severity="error", code=code, where=where, message=message, hint=hint)
