"""content/rejected.yaml: names that the program found and the editor says are nobody with a page."""

from collections.abc import Iterable, Iterator, Sequence

from dossier.editorial.splice import add_item
from dossier.editorial.written import Value
from dossier.errors import Problem
from dossier.model import Entity, EntityKind, Rejection
from dossier.urls import slug
from dossier.yamlfile import Node, Text, parse, shorten
from dossier.yamlform import Form

#: Where the file lies in a site.
REJECTED = "content/rejected.yaml"
#: The lists of the file.
LISTS: tuple[tuple[str, EntityKind], ...] = (("people", "person"), ("companies", "company"))
#: What a new file begins with.
HEAD = "# Names that get no page and are not suggested again, under any of their spellings. Remove a line to undo it.\n"


def parse_rejected(text: str, path: str = REJECTED) -> tuple[tuple[Rejection, ...], tuple[Problem, ...]]:
    """The names that the file rejects, and all its faults; an entry is a name, or `{name: …, aliases: […]}`"""
    fields, problems = parse(text, path)
    if fields is None:
        return (), problems
    faults = list(problems)
    form = Form(fields, faults)
    found = [one for key, kind in LISTS for node in form.nodes(key) if (one := _entry(form, (key, kind), node))]
    form.finish()
    return tuple(found), tuple(faults)


def check_rejected(rejected: Iterable[Rejection], entities: Sequence[Entity]) -> Iterator[Problem]:
    """A warning for each name that is rejected, and curated in a file: the file counts"""
    curated = {(e.kind, slug(name.text)): e for e in entities for name in e.names}
    for one in rejected:
        for name in one.names:
            entity = curated.get((one.kind, slug(name)))
            if entity is not None:
                message = f"'{shorten(name)}' is rejected, and is a name of {entity.where.path}"
                hint = "remove it here, or there"
                yield Problem(severity="warning", code="rejected-curated", where=one.where, message=message, hint=hint)


def with_rejection(text: str, one: Rejection) -> str:
    """The file's text with an entry more; an empty text: there is no file yet. Raises Failure (see `splice`)"""
    key = next(key for key, kind in LISTS if kind == one.kind)
    name, *aliases = one.names
    item: Value = {"name": name, "aliases": aliases} if aliases else name
    return add_item(text or HEAD, (key,), item, REJECTED)


def _entry(form: Form, where: tuple[str, EntityKind], node: Node) -> Rejection | None:
    key, kind = where
    aliases: tuple[str, ...] = ()
    if isinstance(node, Text):
        name = node.value.strip()
        if not name:
            form.report("missing-field", node.where, "a rejected name is empty", "remove it")
    else:
        fields = form.sub_form(key, node)
        if fields is None:
            return None
        name, aliases = fields.required("name"), fields.words("aliases")
        fields.finish()
    return Rejection(kind=kind, names=(name, *aliases), where=node.where) if name else None
