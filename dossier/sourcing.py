"""Articles on their way to be cleaned: each is read, or only known by its digest if it is as it was."""

from collections.abc import Iterator
from functools import partial

from dossier.digests import digest
from dossier.editorial import unplaced
from dossier.errors import Failure, Problem
from dossier.gather import Site
from dossier.items import Held, Keyed
from dossier.jobs import Task
from dossier.model import Sidecar, Source
from dossier.packing import pack, unpack
from dossier.read import ArticleEntry, changed, load_source
from dossier.seen import Seen


def tasks(site: Site, problems: list[Problem]) -> Iterator[Task]:
    """What is to be done with the site's articles; one that cannot be read is reported and left out"""
    return (unpack(one.make(), Task) for one in keyed(site, problems, Seen({})))


def keyed(site: Site, problems: list[Problem], seen: Seen) -> Iterator[Keyed]:
    """The same, packed when it is asked for; seen: the digests of files that need not be read"""
    common = pack((unplaced(site.settings.clean), site.settings.rights))
    for entry in site.articles:
        whole, source = seen.digest(entry.source), None
        if whole is None:
            try:
                source = load_source(entry.source)
            except Failure as failure:
                problems += failure.problems
                continue
            whole = digest(source.data)
            seen.keep(entry.source, whole)
        sidecar = site.sidecars.get(entry.source.id)
        held = Held(pack(task(site, source, sidecar)) if source else None, partial(_again, site, entry, whole))
        yield Keyed(digest(common, pack((entry.source.id, entry.source.path, whole, sidecar))), held)
        held.drop()


def task(site: Site, source: Source, sidecar: Sidecar | None) -> Task:
    """What is to be done with one scrape"""
    directions = unplaced(site.settings.clean)
    return Task(source=source, sidecar=sidecar, directions=directions, rights=site.settings.rights)


def _again(site: Site, entry: ArticleEntry, whole: bytes) -> bytes:
    """What is to be done with an article whose bytes had this digest; raises Failure if they have not any more"""
    source = load_source(entry.source)
    if digest(source.data) != whole:
        raise changed(source.path)
    return pack(task(site, source, site.sidecars.get(source.id)))
