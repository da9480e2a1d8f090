"""Articles on their way to be linked: each gets its part of the registry, or the key that it had with the same part."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from dossier.bodies import Bodies, Column
from dossier.copies import Album
from dossier.digests import digest
from dossier.errors import Problem
from dossier.gather import Site
from dossier.items import Held, Keyed
from dossier.jobs import Named, unpacked
from dossier.link import Reading, Registry, readable, signs
from dossier.links import Links
from dossier.model import Article, Findings, Image
from dossier.packing import pack
from dossier.render import Terms


class Ready(NamedTuple):
    """What is known of the articles before they are linked."""

    registry: Registry
    idents: list[str]
    prepared: Bodies
    """Every article that could be read, packed; in the order of `idents`."""
    images: Mapping[str, tuple[Image, ...]]
    """Of articles with pictures that lie in files."""


class Naming:
    """Of one site."""

    def __init__(self, site: Site, ready: Ready, album: Album | None, faults: list[Problem]) -> None:
        """album: None: pictures are not looked for; faults: what is missing is added to these"""
        self._ready, self._album, self._faults = ready, album, faults
        self._unseen = {f"{one.kind}/{one.id}" for one in site.entities if one.hide}
        self.terms = Terms(excerpt=site.settings.excerpt, lang=site.settings.lang)

    def named(self) -> Iterator[bytes]:
        """Every article with what linking it needs, packed"""
        for packed in Column(self._ready.prepared, 0):
            article, findings = _opened(packed)
            yield pack(self._named(packed, article, findings, readable(article)))

    def keyed(self, links: Links) -> Iterator[Keyed]:
        """The same; of those that would be linked as they were before only the key"""
        prepared = Column(self._ready.prepared, 0)
        for number, (ident, whole) in enumerate(zip(self._ready.idents, self._ready.prepared.digests, strict=True)):
            kept = ident not in self._ready.images  # whose files may come and go
            key = links.key(ident, whole) if kept else None
            if key is not None:
                yield Keyed(key, partial(self._again, number))
                continue
            packed = prepared[number]
            article, findings = _opened(packed)
            read = readable(article)
            named = self._named(packed, article, findings, read)
            key = digest(whole, pack((named.slice, named.images, named.unseen, named.terms)))
            if kept:
                links.keep(ident, whole, key, signs(read, article, findings))
            held = Held(pack(named), partial(self._again, number))
            yield Keyed(key, held)
            held.drop()

    def _again(self, number: int) -> bytes:
        packed = self._ready.prepared.part(number, 0)
        article, findings = _opened(packed)
        return pack(self._named(packed, article, findings, readable(article)))

    def _named(self, packed: bytes, article: Article, findings: Findings, read: Reading) -> Named:
        mine = self._ready.registry.slice(article, findings, read)
        refs = (f"{each.kind}/{each.id}" for each in mine.known)
        images = self._ready.images.get(article.id, ())
        return Named(
            prepared=packed,
            slice=mine,
            images=self._album.hang(article.id, images, self._faults) if self._album else None,
            unseen=tuple(ref for ref in refs if ref in self._unseen),
            terms=self.terms,
        )


def _opened(packed: bytes) -> tuple[Article, Findings]:
    one = unpacked(packed)
    assert one.article
    return one.article, one.findings
