"""What two files of the editor both claim: a name, an identifier."""

from collections.abc import Iterable, Iterator, Sequence

from dossier.errors import Problem
from dossier.link.names import forms, key
from dossier.model import Entity


def conflicts(entities: Sequence[Entity]) -> tuple[Problem, ...]:
    """An error for each name and each identifier of two entities; both files are named

    Short names may be shared: they link only where one bearer stands. So may names that both call ambiguous.
    """
    ordered = sorted(entities, key=lambda e: (e.where.path, e.kind, e.id))
    return (*_shared_names(ordered), *_shared_ids(ordered))


def _shared_names(entities: Iterable[Entity]) -> Iterator[Problem]:
    first: dict[str, tuple[Entity, bool]] = {}
    for entity in entities:
        for same, text, ambiguous in _claims(entity):
            other, both = first.setdefault(same, (entity, ambiguous))
            if other is not entity and not (ambiguous and both):
                message = f"'{text}' is a name of {_file(other)} too"
                hint = "remove it from one of them, or write {name: …, ambiguous: true} in both"
                yield Problem(severity="error", code="shared-name", where=entity.where, message=message, hint=hint)


def _claims(entity: Entity) -> Iterator[tuple[str, str, bool]]:
    """(key, name, whether ambiguous) of the names that an entity claims for itself, each key once"""
    claimed = {key(form.text): form for form in reversed(forms(entity)) if form.use != "short"}
    return ((same, form.text, form.use == "ambiguous") for same, form in claimed.items())


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
