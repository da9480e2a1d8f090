"""What is done with one article, or one page, at a time: the jobs that workers run, and what they are given.

Articles stay packed on their way through the main process, which looks only at what concerns all of them together.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dossier.annotate import annotate
from dossier.clean import clean
from dossier.editorial import directed, unplaced
from dossier.errors import Failure, Problem
from dossier.execute import KILLED, Job
from dossier.gather import Site
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
from dossier.read import ArticleEntry, load_source
from dossier.render import SEARCH_STEPS, Offered, OfferedHead, Terms, offered, packed_path, render_packed
from dossier.stories import Telling, telling

#: Chunks of pages that wait for each worker: a page is up to 300 kB, and what it shows twice that.
RENDERED_AHEAD = 2
#: What is not worth starting workers for, which takes half a second: new articles, pages, parts of the search's lists.
FEW, FEW_PAGES, FEW_PARTS = 8, 150, 12


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


class PresentedHead(Struct, frozen=True, array_like=True):
    """The same, unpacked as far as all articles together are concerned."""

    offered: OfferedHead
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
#: What `present` gives, as far as it is read here.
presented_head = msgspec.msgpack.Decoder(PresentedHead).decode


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


PREPARE = Job(name="prepare", function=Packing(prepare, Task), result=bytes, few=FEW, lost=_killed)
LINK = Job(name="link", function=Packing(link_one, Named), result=bytes, label=_path)
PRESENT = Job(name="link-present", function=Packing(present, Named), result=bytes, few=FEW, label=_path)
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


def tasks(site: Site, problems: list[Problem]) -> Iterator[Task]:
    """The site's articles, each read when it is needed; one that cannot be read is reported and left out"""
    for entry in site.articles:
        source = _source(entry, problems)
        if source:
            yield task(site, source, site.sidecars.get(entry.source.id))


def task(site: Site, source: Source, sidecar: Sidecar | None) -> Task:
    """What is to be done with one scrape"""
    directions = unplaced(site.settings.clean)
    return Task(source=source, sidecar=sidecar, directions=directions, rights=site.settings.rights)


def _source(entry: ArticleEntry, problems: list[Problem]) -> Source | None:
    try:
        return load_source(entry.source)
    except Failure as failure:
        problems += failure.problems
        return None
