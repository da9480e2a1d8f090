"""What the last build knew of linking: which article had which part of the registry. Beside the cache.

As long as neither the article nor anybody whose names it has changes, its part of the registry need not be cut again.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from dossier.digests import SIZE
from dossier.kept import keep, load
from dossier.link import Known, changes
from dossier.store import Store

#: Files in the cache's folder: what articles were linked with, and their signs by their digest.
FILE, SIGNS = "links", "signs.sqlite"


class _Links(Struct, frozen=True, array_like=True):
    """All of it."""

    known: tuple[Known, ...]
    articles: dict[str, bytes]
    """Id → digest of the article, and behind it the key under which it was linked."""


class Links:
    """Those of the last build, and the ones that this build leaves. To be closed."""

    def __init__(self, folder: Path | None, known: Sequence[Known], terms: Struct) -> None:
        """folder: of the cache, None: nothing is kept; known: everybody now; terms: what of the site matters too"""
        self._folder, self._known, self._mark = folder, known, msgspec.msgpack.encode(terms)
        self._store = Store(folder / SIGNS if folder else None)
        old = load(folder / FILE, _Links, self._mark) if folder else None
        self._old = old.articles if old else {}
        self._changes = changes(old.known, known) if old else ()
        self._new: dict[str, bytes] = {}

    def __enter__(self) -> "Links":
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def key(self, ident: str, article: bytes) -> bytes | None:
        """Under which key an article was linked, if it would be linked the same way; None: it may be otherwise

        article: its digest.
        """
        old = self._old.get(ident)
        if old is None or old[:SIZE] != article or self._changes is None:
            return None
        if self._changes:
            signs = self._store.get(article)
            if signs is None or any(change in signs for change in self._changes):
                return None
        else:
            self._store.use(article)
        self._new[ident] = old
        return old[SIZE:]

    def keep(self, ident: str, article: bytes, key: bytes, signs: bytes) -> None:
        """An article, by its digest, as it is linked now; signs: see `link.signs`"""
        self._new[ident] = article + key
        self._store.put(article, signs)

    def save(self) -> None:
        """Puts what this build knows in the place of what the last one knew; what cannot be written is not kept"""
        if self._folder is None:
            return
        self._store.sweep()
        keep(self._folder / FILE, _Links(tuple(self._known), self._new), self._mark)
