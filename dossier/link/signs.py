"""Which articles a change of the registry may concern: their own signs are looked through, without their texts.

An article's slice of the registry holds those only whose names stand in its texts, those of its candidates' names, and
those whom its editor names. So it stays the same as long as nobody of these changes.
"""

from collections.abc import Iterable, Sequence

from dossier.link.matching import Known, Reading
from dossier.link.names import key, spellings
from dossier.link.registry import forced
from dossier.model import Article, Findings

#: If more names than so many have changed, every article is looked at.
MANY = 200


def signs(read: Reading, article: Article, findings: Findings) -> bytes:
    """What a change that concerns an article has some of: its folded texts, and names and ids on lines of their own"""
    names = (f"{one.kind}/{key(name)}" for one in findings.candidates for name in one.names)
    return "\n".join((read.folded, *sorted({*names, *forced(article)}))).encode("utf-8", "surrogatepass")


def changes(before: Iterable[Known], after: Sequence[Known]) -> tuple[bytes, ...] | None:
    """What stands in the signs of every article whose slice two registries may give differently; None: too much"""
    old, new = ({f"{one.kind}/{one.id}": one for one in known} for known in (before, after))
    differing = [one for ref, one in old.items() if new.get(ref) != one]
    differing += [one for ref, one in new.items() if old.get(ref) != one]
    found = dict.fromkeys(sign for one in differing for sign in _signs_of(one))
    return tuple(found) if len(found) <= MANY else None


def _signs_of(one: Known) -> Iterable[bytes]:
    """All that may make an entity part of an article's slice"""
    yield f"{one.kind}/{one.id}".encode()
    for form in one.forms:
        for text in (*spellings(form.text), f"{one.kind}/{key(form.text)}"):
            yield text.encode("utf-8", "surrogatepass")
