"""What accepting and rejecting changes in an editor's files: texts first, all of them, and only then is one written."""

from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path

from msgspec.structs import replace

from dossier.editorial.entity_file import FOLDERS, Draft, absorbed, entity_text
from dossier.editorial.proposals import PROPOSALS, Decided, parse_proposals
from dossier.editorial.rejected import REJECTED, with_rejection
from dossier.editorial.splice import add_item
from dossier.editorial.written import Value
from dossier.errors import Failure, Problem
from dossier.gather import Site
from dossier.model import Entity, Rejection, Where
from dossier.suggest import EventSuggestion, Suggestion
from dossier.urls import same_address

#: Path of a file below the site's folder → its new text.
Changes = dict[str, str]


def read(site: Path, path: str) -> str:
    """The text of an editor's file with its own line ends; empty: there is none. Raises Failure if it is no UTF-8"""
    file = site / path
    try:
        return file.read_bytes().decode("utf-8") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as fault:
        raise _failure("unreadable", path, "the file cannot be read", "is it UTF-8, and may you read it?") from fault


def write(site: Path, changes: Mapping[str, str]) -> None:
    """Writes the files, each as a whole or not at all; raises Failure if the system refuses one"""
    for path, text in changes.items():
        file = site / path
        beside = file.with_name(f".{file.name}.new")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(text.encode())
            beside.replace(file)
        except OSError as fault:
            beside.unlink(missing_ok=True)
            raise _failure("unwritable", path, f"the file cannot be written: {fault.strerror}", "") from fault


def draft(one: Suggestion) -> Draft:
    """The file of a suggestion as it is"""
    entity = one.entity
    aliases = tuple(name.text for name in entity.names if name.text not in (entity.name, entity.latin))
    return Draft(
        kind=entity.kind,
        id=entity.id,
        name=entity.name,
        latin=entity.latin,
        aliases=aliases,
        formerly=entity.formerly,
    )


def decided(site: Path, found: Mapping[str, Suggestion], decision: str) -> list[Draft]:
    """The entries of content/suggestions.yaml with a decision, as the editor left them; those done before are left out

    Raises Failure with the file's faults.
    """
    entries, problems = parse_proposals(read(site, PROPOSALS))
    if problems:
        raise Failure(problems)
    chosen = (one for one in entries if one.decision == decision and one.ref in found)
    return [_corrected(draft(found[one.ref]), one) for one in chosen]


def new_files(site: Site, folder: Path, drafts: Iterable[Draft]) -> Changes:
    """Files of accepted people and companies; raises Failure if one exists, or if a name cannot stand in it"""
    drafts = list(drafts)
    living = {kind: frozenset(map(same_address, site.ids.of(kind))) for kind in FOLDERS}
    taken = {
        kind: {*ids, *(same_address(one.id) for one in drafts if one.kind == kind)} for kind, ids in living.items()
    }
    changes: Changes = {}
    problems: list[Problem] = []
    for one in drafts:
        if (folder / one.path).exists() or same_address(one.id) in living[one.kind]:
            message, hint = "there is a file of this id already, which is not overwritten", "rename it, or use --into"
            problems.append(_error("file-exists", one.path, message, hint))
            continue
        mine = _moved(one, taken[one.kind])
        taken[one.kind].update(map(same_address, mine.formerly))
        try:
            changes[one.path] = entity_text(mine)
        except Failure as failure:
            problems += failure.problems
    if problems:
        raise Failure(problems)
    return changes


def merged(entity: Entity, folder: Path, drafts: Iterable[Draft]) -> Changes:
    """The file of a curated entity that some found ones are; raises Failure if one is of another kind"""
    drafts, path = list(drafts), entity.where.path
    text = read(folder, path)
    names = {name.text for name in entity.names}
    old = {same_address(one) for one in (entity.id, *entity.formerly)}
    for one in drafts:
        if one.kind != entity.kind:
            raise _failure("other-kind", path, f"'{one.id}' is a {one.kind}, and this is a {entity.kind}", "")
        text = absorbed(text, _moved(one, old), frozenset(names))
        names |= {one.name, one.latin, *one.aliases}
        old |= {same_address(each) for each in (one.id, *one.formerly)}
    return {path: text} if drafts else {}


def rejected(folder: Path, drafts: Iterable[Draft]) -> Changes:
    """content/rejected.yaml with further entries, each with all names"""
    drafts, text = list(drafts), read(folder, REJECTED)
    for one in drafts:
        names = dict.fromkeys(filter(None, (one.name, one.latin, *one.aliases)))
        text = with_rejection(text, Rejection(kind=one.kind, names=tuple(names)))
    return {REJECTED: text} if drafts else {}


def happened(site: Site, folder: Path, events: Sequence[EventSuggestion]) -> Changes:
    """The sidecars of articles with accepted events; raises Failure if an event names somebody who is not curated"""
    paths = {
        one.source.id: one.sidecar.path if one.sidecar else str(Path(one.source.path).with_suffix(".yaml").as_posix())
        for one in site.articles
    }
    changes: Changes = {}
    for one in events:
        path = paths[one.article]
        strangers = [f"person/{p}" for p in one.event.people if p not in site.ids.people]
        strangers += [f"company/{c}" for c in one.event.companies if c not in site.ids.companies]
        if strangers:
            message = f"the event names {', '.join(strangers)}, who is not curated"
            raise _failure("unknown-entity", path, message, f"first accept {' '.join(strangers)}")
        text = changes.get(path) or read(folder, path)
        changes[path] = add_item(text, ("annotations",), annotation(one), path)
    return changes


def annotation(one: EventSuggestion) -> dict[str, Value]:
    """An event as an entry of a sidecar's `annotations`"""
    event: dict[str, Value] = {"type": one.event.type}
    event |= {"date": one.event.date} if one.event.date else {}
    event |= {"people": one.event.people} if one.event.people else {}
    event |= {"companies": one.event.companies} if one.event.companies else {}
    around = {key: text for key, text in (("prefix", one.prefix), ("suffix", one.suffix)) if text}
    return {"quote": one.quote, **around, "event": event}


def _corrected(one: Draft, entry: Decided) -> Draft:
    return replace(one, name=entry.name, latin=entry.latin, aliases=entry.aliases)


def _moved(one: Draft, taken: Set[str]) -> Draft:
    """Without old addresses that are somebody's"""
    return replace(one, formerly=tuple(old for old in one.formerly if same_address(old) not in taken))


def _failure(code: str, path: str, message: str, hint: str) -> Failure:
    return Failure([_error(code, path, message, hint)])


def _error(code: str, path: str, message: str, hint: str) -> Problem:
    return Problem(severity="error", code=code, where=Where(path=path), message=message, hint=hint)
