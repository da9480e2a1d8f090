"""What linking needs of each entity: its forms, and the cues that let those link which need one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dossier.fold import fold
from dossier.link.matching import Known
from dossier.link.names import Form, forms, letters
from dossier.model import Entity


def known_for_links(entity: Entity, further: Iterable[str], staff: Mapping[str, tuple[str, ...]]) -> Known:
    """What linking needs of an entity; staff: by company id"""
    own = forms(entity)
    texts = {form.text for form in own}
    added = [Form(text=text, use="alias") for text in further if text not in texts and letters(text) > 1]
    employers = tuple(sorted({f"company/{role.company}" for role in entity.roles}))
    return Known(
        kind=entity.kind,
        id=entity.id,
        forms=(*own, *added),
        silent=entity.hide,
        curated=entity.status == "curated",
        cues=employers if entity.kind == "person" else staff.get(entity.id, ()),
        titles=tuple(sorted({fold(role.title) for role in entity.roles})),
    )


def staff_of(entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """People (`person/id`) of each company, as the editor states them"""
    staff: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for role in entity.roles:
            staff[role.company].add(f"person/{entity.id}")
    return {company: tuple(sorted(people)) for company, people in staff.items()}
