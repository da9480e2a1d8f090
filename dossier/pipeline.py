"""The order of everything, one line a stage: the place to read first.

read → clean → annotate → find ──► resolve ──► link → view → render → write
       └── one article at a time ──┘   (all)   └──── one page at a time ────┘
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from dossier.annotate import annotate
from dossier.clean import clean
from dossier.config import Settings
from dossier.editorial import parse_sidecar, resolve_sidecar
from dossier.errors import Failure, Problem, in_order
from dossier.execute import Job, Runner
from dossier.gather import Site, gather
from dossier.link import RegistrySlice, find, link, resolve
from dossier.model import Article, Findings, Linked, Output, Sidecar, Source, Theme
from dossier.read import ArticleEntry, load_file, load_source
from dossier.render import Archive, plan, render
from dossier.write import Written, claim, write


class Task(Struct, frozen=True, kw_only=True):
    """One scrape, what the editor says of it, and the settings that it needs."""

    source: Source
    sidecar: Sidecar | None
    settings: Settings


class Prepared(Struct, frozen=True, kw_only=True):
    """What one article gives by itself; None: it could not be read, and a problem says why."""

    article: Article | None
    findings: Findings
    problems: tuple[Problem, ...]


class Named(Struct, frozen=True, kw_only=True):
    """An article with the part of the registry that it needs."""

    article: Article
    findings: Findings
    slice: RegistrySlice


class Built(Struct, frozen=True, kw_only=True):
    """What a build found out and did."""

    problems: tuple[Problem, ...]
    articles: int = 0
    people: int = 0
    companies: int = 0
    written: Written | None = None
    """None: nothing was written, because of errors or because it was not asked for."""


def build(folder: Path, output: Path | None, runner: Runner, strict: str = "errors") -> Built:
    """Builds the site in a folder into `output` (None: checks only)

    strict: what stops it, `errors` or `warnings`. Raises Failure with all problems if it is stopped: nothing is
    written then. Every stage but the last two runs to its end first, so that all mistakes are told at once.
    """
    site, problems = gather(folder)
    if output:
        claim(output)
    prepared = list(_noted(runner.run(PREPARE, tasks(site, faults := [])), faults))
    registry, conflicts = resolve(site.entities, ((a.id, f) for a, f in prepared), site.settings.threshold)
    linked = runner.run(LINK, (Named(article=a, findings=f, slice=registry.slice(a, f)) for a, f in prepared))
    archive = Archive(settings=site.settings, entities=registry.entities, articles=tuple(linked), pages=site.pages)
    problems = _judged((*problems, *faults, *conflicts), strict)
    outputs = runner.run(_rendering(site.theme), plan(archive))
    written = write(outputs, output) if output else _drained(outputs)
    return Built(
        problems=problems,
        articles=len(prepared),
        people=sum(e.kind == "person" for e in registry.entities),
        companies=sum(e.kind == "company" for e in registry.entities),
        written=written,
    )


def inspect(site: Site, path: str) -> tuple[Linked | None, Archive, tuple[Problem, ...]]:
    """One file judged by itself with the site's curated entities, whatever its name and place"""
    try:
        loaded = load_file(path)
    except Failure as failure:
        return None, _alone(site), failure.problems
    sidecar, problems = _beside(loaded.sidecar, loaded.sidecar_path, site)
    one = prepare(Task(source=loaded.source, sidecar=sidecar, settings=site.settings))
    if one.article is None:
        return None, _alone(site), (*problems, *one.problems)
    registry, _ = resolve(site.entities, [(one.article.id, one.findings)], site.settings.threshold)
    named = Named(article=one.article, findings=one.findings, slice=registry.slice(one.article, one.findings))
    archive = Archive(settings=site.settings, entities=registry.entities, articles=(), pages=())
    return link_one(named), archive, (*problems, *one.problems)


def prepare(task: Task) -> Prepared:
    """clean → annotate → find, for one article"""
    try:
        article, unclean = clean(task.source)
    except Failure as failure:
        return Prepared(article=None, findings=Findings(), problems=failure.problems)
    article, lost = annotate(article, task.sidecar, task.settings)
    return Prepared(article=article, findings=find(article), problems=(*unclean, *lost))


def link_one(named: Named) -> Linked:
    """link, for one article"""
    return link(named.article, named.findings, named.slice)


PREPARE = Job(name="prepare", function=prepare, result=Prepared)
LINK = Job(name="link", function=link_one, result=Linked)


def tasks(site: Site, problems: list[Problem]) -> Iterator[Task]:
    """The site's articles, each read when it is needed; one that cannot be read is reported and left out"""
    for entry in site.articles:
        source = _source(entry, problems)
        if source:
            yield Task(source=source, sidecar=site.sidecars.get(entry.source.id), settings=site.settings)


def _source(entry: ArticleEntry, problems: list[Problem]) -> Source | None:
    try:
        return load_source(entry.source)
    except Failure as failure:
        problems += failure.problems
        return None


def _noted(prepared: Iterable[Prepared], problems: list[Problem]) -> Iterator[tuple[Article, Findings]]:
    for one in prepared:
        problems += one.problems
        if one.article:
            yield one.article, one.findings


def _judged(problems: Iterable[Problem], strict: str) -> tuple[Problem, ...]:
    """All problems in order; raises Failure if one of them stops the build"""
    ordered = tuple(in_order(problems))
    stops = {"error", "warning"} if strict == "warnings" else {"error"}
    if any(p.severity in stops for p in ordered):
        raise Failure(ordered)
    return ordered


def _rendering(theme: Theme) -> Job:
    """The job that renders a page; a changed theme makes it another job"""
    digest = hashlib.sha256(msgspec.msgpack.encode(theme)).hexdigest()
    return Job(name=f"render-{digest}", function=partial(render, theme=theme), result=Output)


def _drained(outputs: Iterable[Output]) -> None:
    """`check` renders everything too: a template that fails is a mistake to be told"""
    for _ in outputs:
        pass


def _alone(site: Site) -> Archive:
    return Archive(settings=site.settings, entities=site.entities, articles=(), pages=())


def _beside(text: str | None, path: str, site: Site) -> tuple[Sidecar | None, tuple[Problem, ...]]:
    if text is None:
        return None, ()
    sidecar, problems = parse_sidecar(text, path)
    if sidecar is None:
        return None, problems
    resolved, unknown = resolve_sidecar(sidecar, site.ids)
    return resolved, (*problems, *unknown)
