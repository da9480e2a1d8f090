"""What two files of the editor both claim: a name, an identifier."""

from collections.abc import Iterable, Iterator, Sequence

from dossier.errors import Problem
from dossier.link.names import Form, forms, key
from dossier.model import Entity


def conflicts(entities: Sequence[Entity]) -> tuple[Problem, ...]:
    """An error for each name and each identifier of two entities; both files are named

    Short names may be shared: they link only where one bearer stands. So may names that both call ambiguous, and the
    main name of two people: they are namesakes, and a cue decides (`namesakes`).
    """
    ordered = sorted(entities, key=lambda e: (e.where.path, e.kind, e.id))
    return (*_shared_names(ordered), *_shared_ids(ordered))


def _shared_names(entities: Iterable[Entity]) -> Iterator[Problem]:
    first: dict[str, tuple[Entity, Form]] = {}
    for entity in entities:
        for same, form in _claims(entity):
            other, theirs = first.setdefault(same, (entity, form))
            if other is not entity and not _is_shared((entity, form), (other, theirs)):
                message = f"'{form.text}' is a name of {_file(other)} too"
                hint = "remove it from one of them, or write {name: …, ambiguous: true} in both"
                yield Problem(severity="error", code="shared-name", where=entity.where, message=message, hint=hint)


def _claims(entity: Entity) -> Iterable[tuple[str, Form]]:
    """(key, form) of the names that an entity claims for itself, each key once"""
    return {key(form.text): form for form in reversed(forms(entity)) if form.use != "short"}.items()


def _is_shared(one: tuple[Entity, Form], other: tuple[Entity, Form]) -> bool:
    """Whether two entities may both have a name"""
    uses, alike = {one[1].use, other[1].use}, one[0].kind == other[0].kind
    return uses == {"ambiguous"} or (alike and uses <= {"full", "ambiguous"})


def _shared_ids(entities: Iterable[Entity]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        for identifier in entity.ids:
            other = first.setdefault(identifier, entity)
            if other is not entity:
                message = f"{identifier[0]} {identifier[1]} is the identifier of {_file(other)} too"
                hint = "an identifier is one entity's: correct one of them"
                yield Problem(
                    severity="error", code="shared-identifier", where=entity.where, message=message, hint=hint
                )


def _file(entity: Entity) -> str:
    return entity.where.path or f"{entity.kind}/{entity.id}"
