"""Which lists of the index need not be made again: those of characters that no changed article has gained or lost.

What the last build made is remembered by digests, so that an edit need not cut all texts of an archive into parts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, zip_longest
from typing import Any, TypeAlias

from msgspec import Struct

from dossier.digests import digest
from dossier.items import Keyed
from dossier.packing import pack
from dossier.render.search.parts import Having, Part, cut, having, parts
from dossier.render.search.records import Filed, filed
from dossier.render.search.tokens import apart

#: Calls a function with each of some items: `map`, or a pool.
Run: TypeAlias = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
#: So many changed groups of articles are not worth finding out what is the same.
MANY = 8
#: Growth after which the lists are cut into parts anew.
GROWN = 1.25


class Indexed(Struct, frozen=True, kw_only=True, array_like=True):
    """What the lists of an archive were made from."""

    groups: tuple[bytes, ...] = ()
    """Keys of the articles, some together."""
    parts: tuple[tuple[str, bytes], ...] = ()
    """What the keys of each part begin with, in order, and the digest of the part."""
    cut: int = 0
    """How many groups there were when the lists were cut into these parts."""


class Memory:
    """What the last build knew, and what this one leaves."""

    def __init__(self, before: Indexed | None = None) -> None:
        """before: None: nothing is known"""
        self.before, self.after = before or Indexed(), Indexed()


class Unknown(Exception):
    """What the last build made is not there any more."""


class Again:
    """The lists of one archive, as far as they are to be made again."""

    def __init__(self, items: Sequence[Keyed], memory: Memory, run: Run) -> None:
        """items: the articles, some together; run: see `search_files`"""
        self._memory, self._items, self._run = memory, items, run
        self._wanted = self._touched_parts()
        """Characters of the parts that are to be made; None: of all."""
        self._only = _having(self._wanted) if self._wanted else None
        self._found: dict[str, Part] = {}

    def pieces(self, one: Filed) -> tuple[Sequence[str], Sequence[str]]:
        """Of an article's runs and words those that the lists are made from"""
        if self._wanted is None:
            return apart(one.runs), apart(one.words)
        if self._only is None:
            return (), ()
        return self._only.findall(one.runs), [word for word in apart(one.words) if word[0] in self._wanted]

    def parts(self, found: Having) -> Iterator[Part | Keyed]:
        """What all lists are made from, in order; found: the pieces of all articles"""
        before, made, wanted = self._memory.before, list[tuple[str, bytes]](), self._wanted
        known = [] if wanted is None else list(before.parts)
        anew = parts(found) if wanted is None else cut(found, [chars for chars, _ in known if chars[0] in wanted])
        for chars, key in known:
            if wanted and chars[0] in wanted:
                one = next(anew)
                made.append((chars, digest(pack(one))))
                yield one
            else:
                made.append((chars, key))
                yield Keyed(key, partial(self._lost, chars))
        for one in anew:
            made.append((one.chars, digest(pack(one))))
            yield one
        groups = tuple(item.key for item in self._items)
        size = len(groups) if wanted is None else before.cut
        self._memory.after = Indexed(groups=groups, parts=tuple(made), cut=size)

    def _lost(self, chars: str) -> Part:
        """A part that was known, and whose lists are not there any more"""
        if not self._found:
            whole = having()
            for number, one in enumerate(chain.from_iterable(self._run(filed, self._items))):
                whole.add(number, apart(one.runs), apart(one.words))
            self._found = {part.chars: part for part in cut(whole, [some for some, _ in self._memory.before.parts])}
        return self._found[chars]

    def _touched_parts(self) -> frozenset[str] | None:
        before = self._memory.before
        if not before.parts or len(self._items) > GROWN * before.cut:
            return None
        touched = self._touched()
        if touched is None or not touched <= frozenset().union(*(chars for chars, _ in before.parts)):
            return None
        return frozenset().union(*(chars for chars, _ in before.parts if not touched.isdisjoint(chars)))

    def _touched(self) -> frozenset[str] | None:
        """Characters of what changed articles gained and lost; None: too many changed, or nobody knows"""
        pairs = zip_longest(self._memory.before.groups, self._items)
        changed = [(old, new) for old, new in pairs if new is None or old != new.key]
        if len(changed) > MANY:
            return None
        old, new = [one for one, _ in changed if one], [one for _, one in changed if one]
        try:
            known = iter([*self._run(filed, [Keyed(key, _unknown) for key in old])])
        except Unknown:
            return None
        made = iter([*self._run(filed, new)])
        found = set[str]()
        for one, other in changed:
            found |= _differing(next(known) if one else (), next(made) if other else ())
        return frozenset(found)


def _unknown() -> bytes:
    raise Unknown


def _differing(before: Sequence[Filed], after: Sequence[Filed]) -> set[str]:
    """Characters that keys of lists begin with which differ between some articles and others in their place"""
    found = set[str]()
    for one, other in zip_longest(before, after):
        runs, words = (
            set(apart(getattr(one, kind, ""))) ^ set(apart(getattr(other, kind, ""))) for kind in ("runs", "words")
        )
        found.update(*runs, (word[0] for word in words))
    return found


def _having(chars: Iterable[str]) -> re.Pattern[str]:
    """What finds the lines that have one of some characters"""
    some = re.escape("".join(sorted(chars)))
    return re.compile(f"^[^\n{some}]*[{some}][^\n]*", re.MULTILINE)
