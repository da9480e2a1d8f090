"""A new file for a person or a company, as an editor would begin it, and changes to one."""

from msgspec import Struct

from dossier.editorial.entity import Titled, parse_entity
from dossier.editorial.splice import Edit, in_front_matter
from dossier.editorial.written import Value, field_lines
from dossier.errors import Failure, Problem
from dossier.model import EntityKind, Where

#: Folder of the files of a kind.
FOLDERS: dict[EntityKind, str] = {"person": "content/people", "company": "content/companies"}


class Draft(Struct, frozen=True, kw_only=True):
    """What a new file says."""

    kind: EntityKind
    id: str
    """The address that the found page had."""
    name: str
    latin: str = ""
    aliases: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Of the file, relative to the site's folder"""
        return f"{FOLDERS[self.kind]}/{self.id}.md"


def entity_text(draft: Draft) -> str:
    """The text of a new file; raises Failure if a name cannot stand in one: a single character, for example"""
    fields: list[tuple[str, Value]] = [("name", draft.name)]
    fields += [("latin", draft.latin)] if draft.latin else []
    fields += [("aliases", draft.aliases)] if draft.aliases else []
    fields += [("type", "company")] if draft.kind == "company" else []
    lines = [line for key, value in fields for line in field_lines(key, value)]
    lines += ["ids:"]
    lines += field_lines("formerly", draft.formerly) if draft.formerly else []
    text = "\n".join(["---", *lines, "---", ""])
    entity, problems = parse_entity(text, Titled(draft.id, draft.kind, draft.path))
    if problems:
        raise Failure(problems)
    written = entity and tuple(name.text for name in entity.names)
    if written != tuple(dict.fromkeys(filter(None, (draft.name, draft.latin, *draft.aliases)))):
        message = f"the names of '{draft.id}' cannot be written as they are"
        raise Failure([Problem(severity="error", code="cannot-write", where=Where(path=draft.path), message=message)])
    return text


def absorbed(text: str, draft: Draft, names: frozenset[str]) -> str:
    """A curated entity's file with the names and addresses of a found one, which it is

    names: those that the file has already. Raises Failure (see `splice`).
    """
    new = [name for name in dict.fromkeys((draft.name, draft.latin, *draft.aliases)) if name and name not in names]
    edits = [Edit(path=("aliases",), value=name, item=True) for name in new]
    edits += [Edit(path=("formerly",), value=old, item=True) for old in (draft.id, *draft.formerly)]
    for edit in edits:
        text = in_front_matter(text, [edit], draft.path)
    return text
