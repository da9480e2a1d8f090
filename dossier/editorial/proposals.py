"""content/suggestions.yaml: what the program found, for an editor to correct and to decide.

`suggest --write` makes it, `accept` and `reject` carry out what it says; no page shows it, and it may be deleted.
"""

from collections.abc import Iterable, Mapping
from typing import cast

from msgspec import Struct

from dossier.editorial.written import Value, item_lines
from dossier.errors import Problem
from dossier.model import EntityKind, Where
from dossier.yamlfile import Node, parse
from dossier.yamlform import Form

#: Where the file lies in a site.
PROPOSALS = "content/suggestions.yaml"
#: What `do` may say; empty: not decided.
DECISIONS = ("accept", "reject")
#: Most entries that are written, the surest ones: more than an editor reads.
MOST = 1000
#: Fields of an entry that only say why; they are not read.
REASONS = ("confidence", "page", "articles", "why", "perhaps", "same")
HEAD = """\
# What the program found and nobody has reviewed, the surest first. Correct name, latin and aliases as you like (what
# articles write should stay among them), write 'do: accept' or 'do: reject' into an entry, and run 'accept' or 'reject'
# without ids. The other lines say why.
"""


class Decided(Struct, frozen=True, kw_only=True):
    """An entry of the file, as the editor left it."""

    ref: str
    """`kind/id`."""
    name: str
    latin: str
    aliases: tuple[str, ...]
    decision: str
    """One of `DECISIONS`, or empty."""
    where: Where

    @property
    def kind(self) -> EntityKind:
        """What it is"""
        return cast(EntityKind, self.ref.partition("/")[0])


def proposals_text(entries: Iterable[Mapping[str, Value]]) -> str:
    """The file's text; an entry has the fields of `Decided` and of `REASONS`"""
    items = ["\n".join(item_lines(entry)) + "\n" for entry in entries]
    body = "suggestions:\n" + "\n".join("  " + item.replace("\n", "\n  ").rstrip(" ") for item in items)
    return HEAD + (body if items else "suggestions: []\n")


def parse_proposals(text: str, path: str = PROPOSALS) -> tuple[tuple[Decided, ...], tuple[Problem, ...]]:
    """The entries of the file, and all its faults"""
    fields, problems = parse(text, path)
    if fields is None:
        return (), problems
    faults = list(problems)
    form = Form(fields, faults)
    found = [one for node in form.nodes("suggestions") if (one := _entry(form, node))]
    form.finish()
    return tuple(found), tuple(faults)


def _entry(form: Form, node: Node) -> Decided | None:
    fields = form.sub_form("suggestions", node)
    if fields is None:
        return None
    decided = Decided(
        ref=fields.required("id"),
        name=fields.required("name"),
        latin=fields.text("latin"),
        aliases=fields.words("aliases"),
        decision=fields.choice("do", DECISIONS),
        where=fields.place("id"),
    )
    for reason in REASONS:
        fields.nodes(reason)
    fields.finish()
    return decided if decided.ref and decided.name else None
