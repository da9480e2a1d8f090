"""What is done with one article, or one page, at a time: the jobs that workers run, and what they are given.

Articles stay packed on their way through the main process, which looks only at what concerns all of them together.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dossier.annotate import annotate
from dossier.clean import clean
from dossier.digests import digest
from dossier.editorial import directed
from dossier.errors import Failure, Problem
from dossier.execute import KILLED, Job
from dossier.link import RegistrySlice, find, link, unlinked
from dossier.model import (
    Article,
    Direction,
    Directions,
    EntityKind,
    Findings,
    Image,
    Linked,
    Output,
    Rights,
    Sidecar,
    Source,
    Theme,
    Where,
)
from dossier.packing import pack, unpack
from dossier.render import SEARCH_STEPS, Offer, Offered, OfferedParts, Terms, offered, packed_path, render_packed
from dossier.stories import Telling, telling

#: Chunks of pages that wait for each worker: a page is up to 300 kB, and what it shows twice that.
RENDERED_AHEAD = 2
#: What is not worth starting workers for, which takes half a second: new articles, pages, parts of the search's lists.
FEW, FEW_PAGES, FEW_PARTS = 40, 250, 12


class Task(Struct, frozen=True, kw_only=True, array_like=True):
    """One scrape, what the editor says of it, and of the settings what it needs: another one changes no key of it."""

    source: Source
    sidecar: Sidecar | None
    directions: Directions
    """Of site.yaml."""
    rights: Rights


class Prepared(Struct, frozen=True, kw_only=True, array_like=True):
    """What one article gives by itself; None: it could not be read, and a problem says why."""

    article: Article | None
    findings: Findings
    telling: Telling | None
    problems: tuple[Problem, ...]


class ArticleHead(Struct, frozen=True, kw_only=True, array_like=True):
    """Of an article what the main process looks at before it is linked."""

    id: str
    path: str
    images: tuple[Image, ...] = ()
    directed: tuple[Direction, ...] = ()


class CandidateHead(Struct, frozen=True, kw_only=True, array_like=True):
    """Of a candidate what tells who is who."""

    kind: EntityKind
    name: str
    names: tuple[str, ...]
    confidence: float


class FindingsHead(Struct, frozen=True, kw_only=True, array_like=True):
    """The same of what is found in an article."""

    candidates: tuple[CandidateHead, ...]


class PreparedHead(Struct, frozen=True, kw_only=True, array_like=True):
    """The same of what an article gives by itself."""

    article: ArticleHead | None
    findings: FindingsHead
    telling: Telling | None
    problems: tuple[Problem, ...]


class Named(Struct, frozen=True, kw_only=True, array_like=True):
    """An article with the part of the registry that it needs."""

    prepared: bytes
    slice: RegistrySlice
    images: tuple[Image, ...] | None
    """With the files that lie beside the source; None: nothing lies there."""
    unseen: tuple[str, ...]
    """`kind/id` of those in the slice that have no page."""
    terms: Terms


class Presented(Struct, frozen=True, array_like=True):
    """An article as the site shows it."""

    offered: Offered
    problems: tuple[Problem, ...]


class PresentedParts(Struct, frozen=True, array_like=True):
    """The same in parts, which stay packed."""

    offered: OfferedParts
    problems: tuple[Problem, ...]


class PresentedHead(Struct, frozen=True, array_like=True):
    """Of it what all articles together are concerned with."""

    offer: Offer
    """Without what it says of whom: of that only who."""
    words: bytes
    """Digest of its texts."""
    problems: tuple[Problem, ...]


class Packing(Struct, frozen=True):
    """A function whose item and result travel packed."""

    function: Callable[[Any], Any]
    given: type[Any]
    """Of the item."""

    def __call__(self, item: bytes) -> bytes:
        """The function's result"""
        return pack(self.function(unpack(item, self.given)))


def prepare(task: Task) -> Prepared:
    """clean → annotate → find, for one article"""
    try:
        article, unclean = clean(task.source, directed(task.directions, task.sidecar))
    except Failure as failure:
        return Prepared(article=None, findings=Findings(), telling=None, problems=failure.problems)
    article, lost = annotate(article, task.sidecar, task.rights)
    return Prepared(article=article, findings=find(article), telling=telling(article), problems=(*unclean, *lost))


def link_one(named: Named) -> Linked:
    """link, for one article"""
    prepared = unpacked(named.prepared)
    assert prepared.article
    linked = link(prepared.article, prepared.findings, named.slice)
    return linked if named.images is None else replace(linked, article=replace(linked.article, images=named.images))


def present(named: Named) -> Presented:
    """link, and what may be shown of it, for one article"""
    linked = link_one(named)
    names = {f"{one.kind}/{one.id}" for one in named.slice.known}.difference(named.unseen)
    return Presented(offered(linked, names, named.terms), tuple(unlinked([linked])))


#: What `prepare` gives, read as a whole, and its head.
unpacked = msgspec.msgpack.Decoder(Prepared).decode
prepared_head = msgspec.msgpack.Decoder(PreparedHead).decode
#: The head of what `present` gives.
presented_head = msgspec.msgpack.Decoder(PresentedHead).decode
_presented_parts = msgspec.msgpack.Decoder(PresentedParts).decode


def head_of_prepared(packed: bytes) -> bytes:
    """The head of what `prepare` gives, packed"""
    return pack(prepared_head(packed))


def head_of_presented(packed: bytes) -> bytes:
    """The head of what `present` gives, packed"""
    one = _presented_parts(packed)
    offer, words = one.offered.offer, digest(one.offered.words)
    light = replace(offer, parts=tuple((ref, b"") for ref, _ in offer.parts))
    return pack(PresentedHead(light, words, one.problems))


def parts_of_presented(packed: bytes) -> tuple[bytes, ...]:
    """What `present` gives in parts: what is shown, words, entries of the timeline, and what it says of each"""
    one = _presented_parts(packed).offered
    return (bytes(one.shown), bytes(one.words), bytes(one.dated), *(part for _, part in one.offer.parts))


def _killed(task: bytes) -> bytes:
    """An article that no worker survives is left out like one that cannot be read"""
    message, hint = KILLED
    where = Where(path=unpack(task, Task).source.path)
    problem = Problem(severity="warning", code="worker-killed", where=where, message=message, hint=hint)
    none = Prepared(article=None, findings=Findings(), telling=None, problems=(problem,))
    return pack(none)


def _path(named: bytes) -> str:
    article = unpacked(unpack(named, Named).prepared).article
    return article.path if article else ""


PREPARE = Job(
    name="prepare",
    function=Packing(prepare, Task),
    result=bytes,
    few=FEW,
    lost=_killed,
    head=head_of_prepared,
)
LINK = Job(name="link", function=Packing(link_one, Named), result=bytes, label=_path)
PRESENT = Job(
    name="link-present",
    function=Packing(present, Named),
    result=bytes,
    few=FEW,
    label=_path,
    head=head_of_presented,
)
SEARCH = {
    step: Job(name=f"search-{step.__name__}", function=step, result=result, together=1, window=window, few=FEW_PARTS)
    for step, (result, window) in SEARCH_STEPS.items()
}


def rendering(theme: Theme) -> Job:
    """The job that renders a packed page, whose bytes are in the output folder and nowhere else: see `traces`"""
    return Job(
        name="render",
        function=render_packed,
        shared=theme,
        result=Output,
        label=packed_path,
        window=RENDERED_AHEAD,
        few=FEW_PAGES,
        kept=False,
    )
