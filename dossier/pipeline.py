"""The order of everything, one line a stage: the place to read first.

read → clean → annotate → find ──► resolve ──► link → view → render → write
       └── one article at a time ──┘   (all)   └──── one page at a time ────┘
"""

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dossier.annotate import annotate
from dossier.clean import clean
from dossier.config import Settings
from dossier.copies import Album
from dossier.editorial import directed, parse_sidecar, resolve_sidecar, unplaced, unused
from dossier.errors import Failure, Problem, in_order
from dossier.execute import Job, Runner
from dossier.gather import Site, gather
from dossier.link import Registry, RegistrySlice, find, link, resolve, unlinked
from dossier.model import (
    Article,
    Directions,
    Entity,
    Findings,
    Linked,
    Output,
    Rights,
    Sidecar,
    Source,
    Story,
    Theme,
    Where,
)
from dossier.read import ArticleEntry, load_file, load_source
from dossier.render import SEARCH_STEPS, Archive, assets, book, message_faults, pages, render, search_files
from dossier.stories import sketch, stories
from dossier.write import Copy, Written, claim, write


class Choices(Struct, frozen=True, kw_only=True):
    """What the person who builds may choose."""

    site: Path
    output: Path | None = None
    """None: everything is checked and rendered, and nothing written."""
    strict: bool = False
    """Warnings stop the build too."""
    url: str | None = None
    """Address of the site's home, over the one in site.yaml."""


class Task(Struct, frozen=True, kw_only=True):
    """One scrape, what the editor says of it, and of the settings what it needs: another one changes no key of it."""

    source: Source
    sidecar: Sidecar | None
    directions: Directions
    """Of site.yaml."""
    rights: Rights


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
    """None: it was not asked for."""


class Surveyed(Struct, frozen=True, kw_only=True):
    """A site as far as it goes without pages: who is who, and what each article says."""

    site: Site
    registry: Registry
    linked: tuple[Linked, ...]
    problems: tuple[Problem, ...]


class Inspected(Struct, frozen=True, kw_only=True):
    """One file judged by itself."""

    linked: Linked | None
    """None: it could not be read, and a problem says why."""
    entities: tuple[Entity, ...]
    """All that are known: the site's curated ones, and those found in this file."""
    problems: tuple[Problem, ...]


def build(choices: Choices, runner_for: Callable[[int], Runner]) -> Built:
    """Builds a site, or only checks it

    runner_for: number of articles → what runs the jobs. Raises Failure with all problems if something stops the
    build: nothing is written then. All stages before the pages run to their end first, so that all mistakes are told
    at once.
    """
    output = _claimed(choices)
    site, problems = gather(choices.site)
    site = _addressed(site, choices.url)
    runner, faults = runner_for(len(site.articles)), [*problems, *_notices(site.settings, problems)]
    faults += message_faults(site.theme, site.settings.lang)
    registry, linked, told = _related(site, runner, faults)
    album = Album({entry.source.id: entry.source for entry in site.articles})
    linked = tuple(album.hang(linked, faults))
    entities = _mentioned(registry.entities, linked)
    archive = Archive(settings=site.settings, entities=entities, articles=linked, pages=site.pages, stories=told)
    judged = _judged(faults, choices)
    made = book(archive)
    gc.freeze()  # all of this lives to the end: no collection has to look through it again
    rendered = runner.run(_rendering(site.theme), pages(made))
    searched = search_files(made, lambda step, items: runner.run(SEARCH[step], items))
    outputs = chain(rendered, searched, assets(site.theme), album.copies(linked))
    return Built(
        problems=judged,
        articles=len(linked),
        people=sum(e.kind == "person" for e in entities),
        companies=sum(e.kind == "company" for e in entities),
        written=_written(outputs, output, judged),
    )


def survey(folder: Path, runner_for: Callable[[int], Runner]) -> Surveyed:
    """Everything that a build knows before it makes pages; raises Failure if the editor's files have errors"""
    site, problems = gather(folder)
    faults = list(problems)
    registry, linked, _ = _related(site, runner_for(len(site.articles)), faults)
    choices = Choices(site=folder)
    return Surveyed(site=site, registry=registry, linked=linked, problems=_judged(faults, choices))


def inspect(site: Site, path: str) -> Inspected:
    """One file judged by itself with the site's curated entities, whatever its name and place"""
    try:
        loaded = load_file(path)
    except Failure as failure:
        return Inspected(linked=None, entities=(), problems=failure.problems)
    sidecar, problems = _beside(loaded.sidecar, loaded.sidecar_path, site)
    one = prepare(_task(site, loaded.source, sidecar))
    if one.article is None:
        return Inspected(linked=None, entities=(), problems=(*problems, *one.problems))
    findings = [(one.article.id, one.findings)]
    registry, _ = resolve(site.entities, findings, site.settings.threshold, site.rejected)
    linked = link(one.article, one.findings, registry.slice(one.article, one.findings))
    found = (*problems, *one.problems, *unlinked([linked]))
    return Inspected(linked=linked, entities=registry.entities, problems=found)


def _related(
    site: Site, runner: Runner, faults: list[Problem]
) -> tuple[Registry, tuple[Linked, ...], tuple[Story, ...]]:
    """Who is who, every article with its names, and which are one story; what goes wrong is added to the faults"""
    prepared = list(_readable(runner.run(PREPARE, tasks(site, faults)), faults))
    faults += unused(site.settings.clean, (direction for article, _ in prepared for direction in article.directed))
    findings = ((article.id, found) for article, found in prepared)
    registry, conflicts = resolve(site.entities, findings, site.settings.threshold, site.rejected)
    named = (Named(article=a, findings=f, slice=registry.slice(a, f)) for a, f in prepared)
    linked = tuple(runner.run(LINK, named))
    words = {ident: sidecar.same_story for ident, sidecar in site.sidecars.items() if sidecar.same_story}
    told, apart = stories(((article, found.sketch) for article, found in prepared), words)
    faults += [*conflicts, *unlinked(linked), *apart]
    return registry, linked, told


def prepare(task: Task) -> Prepared:
    """clean → annotate → find, for one article"""
    try:
        article, unclean = clean(task.source, directed(task.directions, task.sidecar))
    except Failure as failure:
        return Prepared(article=None, findings=Findings(), problems=failure.problems)
    article, lost = annotate(article, task.sidecar, task.rights)
    findings = replace(find(article), sketch=sketch(article))
    return Prepared(article=article, findings=findings, problems=(*unclean, *lost))


def link_one(named: Named) -> Linked:
    """link, for one article"""
    return link(named.article, named.findings, named.slice)


PREPARE = Job(name="prepare", function=prepare, result=Prepared)
LINK = Job(name="link", function=link_one, result=Linked)
SEARCH = {
    step: Job(name=f"search-{step.__name__}", function=step, result=result, together=1, window=window)
    for step, (result, window) in SEARCH_STEPS.items()
}


def tasks(site: Site, problems: list[Problem]) -> Iterator[Task]:
    """The site's articles, each read when it is needed; one that cannot be read is reported and left out"""
    for entry in site.articles:
        source = _source(entry, problems)
        if source:
            yield _task(site, source, site.sidecars.get(entry.source.id))


def _task(site: Site, source: Source, sidecar: Sidecar | None) -> Task:
    directions = unplaced(site.settings.clean)
    return Task(source=source, sidecar=sidecar, directions=directions, rights=site.settings.rights)


def _source(entry: ArticleEntry, problems: list[Problem]) -> Source | None:
    try:
        return load_source(entry.source)
    except Failure as failure:
        problems += failure.problems
        return None


def _readable(prepared: Iterable[Prepared], problems: list[Problem]) -> Iterator[tuple[Article, Findings]]:
    for one in prepared:
        problems += one.problems
        if one.article:
            yield one.article, one.findings


def _mentioned(entities: Iterable[Entity], linked: Iterable[Linked]) -> tuple[Entity, ...]:
    """Curated entities, and those found ones that a text names in the end

    A candidate may be a part of a longer name that the editor knows: 达里奥・阿莫 in 达里奥・阿莫代.
    """
    named = {(mention.kind, mention.entity) for one in linked for mention in one.mentions}
    return tuple(e for e in entities if e.status == "curated" or (e.kind, e.id) in named)


def _claimed(choices: Choices) -> Path | None:
    """The output folder, which is ours and holds no source; raises Failure if it is not"""
    output = choices.output
    if output is None:
        return None
    claim(output)
    sources = [(choices.site / name).resolve() for name in ("content", "templates", "static")]
    if any(output.resolve().is_relative_to(folder) for folder in sources):
        hint = "choose a folder outside content/, templates/ and static/"
        message = "the site would be written among its sources"
        where = Where(path=output.as_posix())
        raise Failure([Problem(severity="error", code="foreign-output", where=where, message=message, hint=hint)])
    return output


def _addressed(site: Site, url: str | None) -> Site:
    return site if url is None else replace(site, settings=replace(site.settings, url=url))


def _notices(settings: Settings, problems: Iterable[Problem]) -> Iterator[Problem]:
    """What a site lacks; nothing of settings that could not be read: they may have it"""
    if not settings.url and not any(problem.where.path == "site.yaml" for problem in problems):
        message = "without 'url' there are no feed, sitemap and canonical addresses"
        hint = "add 'url: https://…/', or give --base-url"
        yield Problem(severity="notice", code="no-url", where=Where(path="site.yaml"), message=message, hint=hint)


def _judged(problems: Iterable[Problem], choices: Choices) -> tuple[Problem, ...]:
    """All problems in order; raises Failure if one of them stops the build"""
    ordered = tuple(in_order(problems))
    stops = {"error", "warning"} if choices.strict else {"error"}
    if any(p.severity in stops for p in ordered):
        raise Failure(ordered)
    return ordered


def _rendering(theme: Theme) -> Job:
    """The job that renders a page; a changed theme makes it another job"""
    digest = hashlib.sha256(msgspec.msgpack.encode(theme)).hexdigest()
    return Job(name=f"render-{digest}", function=partial(render, theme=theme), result=Output)


def _written(outputs: Iterable[Output | Copy], output: Path | None, problems: tuple[Problem, ...]) -> Written | None:
    """Writes the pages, or only renders them: a template that fails is a mistake to be told by `check` too"""
    try:
        if output:
            return write(outputs, output)
        for _ in outputs:
            pass
    except Failure as failure:
        raise Failure(in_order((*problems, *failure.problems))) from failure
    return None


def _beside(text: str | None, path: str, site: Site) -> tuple[Sidecar | None, tuple[Problem, ...]]:
    """The sidecar that lies beside an inspected file"""
    if text is None:
        return None, ()
    sidecar, problems = parse_sidecar(text, path)
    if sidecar is None:
        return None, problems
    resolved, unknown = resolve_sidecar(sidecar, site.ids)
    return resolved, (*problems, *unknown)
