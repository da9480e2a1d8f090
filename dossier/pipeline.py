"""The order of everything, one line a stage: the place to read first.

read → clean → annotate → find ──► resolve ──► link → view → render → write
       └── one article at a time ──┘   (all)   └──── one page at a time ────┘
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from dossier.bodies import Bodies, alone
from dossier.config import Limits, Settings
from dossier.copies import Album
from dossier.editorial import parse_sidecar, resolve_sidecar, unused
from dossier.errors import Failure, Problem, in_order
from dossier.execute import Runner, outcomes
from dossier.gather import Site, gather
from dossier.jobs import (
    LINK,
    PREPARE,
    PRESENT,
    SEARCH,
    prepare,
    prepared_head,
    rendering,
    unpacked,
)
from dossier.link import Registry, link, resolve, unlinked
from dossier.links import Links
from dossier.model import Article, Direction, Entity, Image, Linked, Output, Sidecar, Story, Where
from dossier.naming import Naming, Ready
from dossier.order import Built, Choices
from dossier.packed import Packed
from dossier.packing import unpack
from dossier.press import Press
from dossier.read import SOURCES, load_file
from dossier.remembered import Remembered
from dossier.render import (
    Archive,
    Offer,
    State,
    assets,
    bind,
    search_files,
)
from dossier.sizes import beyond
from dossier.sourcing import keyed, task
from dossier.stories import Telling, stories
from dossier.traces import Traces, seal
from dossier.witnesses import Witnesses
from dossier.write import Copy, Written, claim, is_written, write


class Ground(NamedTuple):
    """What the stages before linking build on."""

    prepared: Bodies
    """Articles go there as they are ready."""
    remembered: Remembered


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
    remembered = Remembered(choices.cache, anew=choices.anew)
    site, problems = gather(choices.site, remembered.seen)
    site = _addressed(site, choices.url)
    runner, faults = runner_for(len(site.articles)), [*problems, *_notices(site.settings, problems)]
    faults += remembered.messages(site.theme, site.settings.lang)
    with Packed() as packed, closing(Bodies(alone)) as prepared:
        known, told = _resolved(site, runner, faults, Ground(prepared, remembered))
        remembered.save_found()
        album = Album({entry.source.id: entry.source for entry in site.articles})
        naming = Naming(site, known, album, faults)
        with Links(choices.cache, known.registry.known, naming.terms) as links:
            presented = outcomes(PRESENT, runner.run(PRESENT, naming.keyed(links)))
            offers = list(packed.keep(presented, faults))
            links.save()
        prepared.digests.clear()  # memory: only linking asks for them
        archive = _archive(site, known.registry, told, offers)
        _judged(faults, choices)
        made = bind(archive, packed.shelves(offers), remembered.readings)
        pictures = [(offer.id, offer.pictures) for offer in offers if offer.pictures]
        del known, naming, links, offers  # the book has all that pages need of them
        anew, press = not (output and is_written(output)), Press(made, site.theme)
        with Traces(choices.cache, State(press.around), seal(made, site.theme), anew=anew) as traces:
            rendered = press.files(runner, rendering(site.theme), traces)
            roles, lists = press.role(traces), remembered.lists
            searched = search_files(made, lambda step, items: runner.run(SEARCH[step], items), roles, lists)
            outputs = chain(rendered, searched, assets(site.theme), album.copies(pictures))
            written = _written(outputs, site.settings.limits, faults, choices)
            traces.save()
        remembered.save()
        return Built(
            problems=_judged(faults, choices),
            articles=len(made.cites),
            people=sum(e.kind == "person" for e in archive.entities),
            companies=sum(e.kind == "company" for e in archive.entities),
            written=written,
        )


def survey(folder: Path, runner_for: Callable[[int], Runner]) -> Surveyed:
    """Everything that a build knows before it makes pages; raises Failure if the editor's files have errors"""
    site, problems = gather(folder)
    runner, faults = runner_for(len(site.articles)), list(problems)
    with closing(Bodies(alone)) as prepared:
        known, _ = _resolved(site, runner, faults, Ground(prepared, Remembered(None)))
        found = runner.run(LINK, Naming(site, known, None, faults).named())
        linked = tuple(unpack(one, Linked) for one in found)
    faults += unlinked(linked)
    choices = Choices(site=folder)
    return Surveyed(site=site, registry=known.registry, linked=linked, problems=_judged(faults, choices))


def inspect(site: Site, path: str) -> Inspected:
    """One file judged by itself with the site's curated entities, whatever its name and place"""
    try:
        loaded = load_file(path)
    except Failure as failure:
        return Inspected(linked=None, entities=(), problems=failure.problems)
    sidecar, problems = _beside(loaded.sidecar, loaded.sidecar_path, site)
    one = prepare(task(site, loaded.source, sidecar))
    if one.article is None:
        return Inspected(linked=None, entities=(), problems=(*problems, *one.problems))
    findings = [(one.article.id, one.findings)]
    registry, _ = resolve(site.entities, findings, site.settings.threshold, site.rejected)
    linked = link(one.article, one.findings, registry.slice(one.article, one.findings))
    found = (*problems, *one.problems, *unlinked([linked]))
    return Inspected(linked=linked, entities=registry.entities, problems=found)


def _resolved(site: Site, runner: Runner, faults: list[Problem], ground: Ground) -> tuple[Ready, tuple[Story, ...]]:
    """The stages before linking; what goes wrong is added to the faults, and articles to those that are prepared"""
    prepared, remembered = ground
    witnesses = Witnesses(prepared)
    told: list[Telling] = []
    images: dict[str, tuple[Image, ...]] = {}
    directed: dict[Direction, None] = {}
    for outcome in outcomes(PREPARE, runner.run(PREPARE, keyed(site, faults, remembered.seen))):
        one = prepared_head(outcome.head)
        faults += one.problems
        if one.article and one.telling:
            prepared.add(outcome)
            witnesses.add(one.article.id, one.findings)
            told.append(one.telling)
            directed |= dict.fromkeys(one.article.directed)
            if any(image.local for image in one.article.images):
                images[one.article.id] = one.article.images
    faults += unused(site.settings.clean, directed)
    registry, conflicts = resolve(site.entities, witnesses.findings, site.settings.threshold, site.rejected)
    idents = [ident for ident, _ in witnesses.findings]
    numbers = {ident: number for number, ident in enumerate(idents)}
    words = {ident: sidecar.same_story for ident, sidecar in site.sidecars.items() if sidecar.same_story}
    placing = remembered.placing(dict(zip(idents, prepared.digests, strict=True)))
    found, apart = stories(told, words, lambda ident: _article(prepared.part(numbers[ident], 0)), placing)
    faults += [*conflicts, *apart]
    return Ready(registry, idents, prepared, images), found


def _article(packed: bytes) -> Article:
    found = unpacked(packed).article
    assert found
    return found


def _archive(site: Site, registry: Registry, told: tuple[Story, ...], offers: Iterable[Offer]) -> Archive:
    """Curated entities, and those found ones that a text names in the end

    A candidate may be a part of a longer name that the editor knows: 达里奥・阿莫 in 达里奥・阿莫代.
    """
    named = {ref for offer in offers for ref, _ in offer.named}
    entities = (e for e in registry.entities if e.status == "curated" or f"{e.kind}/{e.id}" in named)
    return Archive(settings=site.settings, entities=tuple(entities), articles=(), pages=site.pages, stories=told)


def _claimed(choices: Choices) -> Path | None:
    """The output folder, which is ours and holds no source; raises Failure if it is not"""
    output = choices.output
    if output is None:
        return None
    claim(output)
    sources = [(choices.site / name).resolve() for name in SOURCES]
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


def _written(
    outputs: Iterable[Output | Copy], limits: Limits, faults: list[Problem], choices: Choices
) -> Written | None:
    """Writes the pages, or only renders them: a template that fails is a mistake to be told by `check` too

    What is too large is added to the faults as soon as everything lies ready, before it is put in place.
    """

    def allow(written: Written) -> None:
        faults.extend(beyond(limits, written))
        _judged(faults, choices)

    try:
        if choices.output:
            return write(outputs, choices.output, allow, choices.memory)
        for _ in outputs:
            pass
    except Failure as failure:
        raise Failure(in_order(dict.fromkeys((*faults, *failure.problems)))) from failure
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
