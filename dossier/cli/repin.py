"""The verb by which annotations take over the words that their article has now: repin."""

import sys
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import Any

import click
from msgspec import Struct
from msgspec.structs import replace

from dossier.annotate import Renewal, renewals
from dossier.cli.changes import read, write
from dossier.cli.options import Given, given, with_options
from dossier.cli.report import count, printable, tell
from dossier.editorial import Edit, splice
from dossier.errors import Failure, Problem
from dossier.gather import Site, gather
from dossier.jobs import prepare
from dossier.model import Sidecar
from dossier.sourcing import tasks
from dossier.yamlfile import did_you_mean, shorten

#: Exit code for errors, and with --strict for warnings.
FAILED = 1
#: Lines around a change that are shown.
AROUND = 2


class Repinned(Struct, frozen=True, kw_only=True):
    """A sidecar before and after."""

    path: str
    """Relative to the site's folder, with `/`."""
    old: str
    new: str
    renewed: int
    """How many annotations got new words."""


@click.command("repin")
@with_options
@click.option("--write", "to_file", is_flag=True, help="Write the sidecars, instead of showing what would change.")
@click.option("--uncertain", is_flag=True, help="Take those places, too, that are only likely.")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.pass_context
def repin_command(context: click.Context, /, *, ids: tuple[str, ...], to_file: bool, uncertain: bool, **_: Any) -> None:
    """Let annotations quote their article in the words that it has now.

    An ID is that of an article; without one it is all of them. The sidecars keep their comments and their order; what
    would change is shown, and with --write it is written.
    """
    options = given(context)
    problems: list[Problem] = []
    try:
        site = _chosen(options, ids)
        changed = [one for one in _repinned(options, site, problems, uncertain=uncertain) if one.renewed]
        if to_file:
            write(options.site, {one.path: one.new for one in changed})
    except Failure as failure:
        tell((*problems, *failure.problems), ("error", "warning"))
        click.echo("nothing was written", err=True)
        sys.exit(FAILED)
    for one in changed:
        click.echo(printable(one.path) if to_file else "\n".join(_difference(one)))
    tell(problems, ("warning",))
    if not options.quiet:
        _tell_count(changed, to_file=to_file)
    if options.strict and any(problem.severity == "warning" for problem in problems):
        sys.exit(FAILED)


def _chosen(options: Given, ids: Iterable[str]) -> Site:
    """The site with those of its articles that have annotations, and are asked for

    Raises Failure if files of the editor have errors: what they say is not known then.
    """
    site, problems = gather(options.site)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise Failure(errors)
    known = {entry.source.id: entry for entry in site.articles}
    for ident in ids:
        if ident not in known:
            near = did_you_mean(ident, known)
            raise click.UsageError(
                f"there is no article '{printable(shorten(ident))}'" + (f" ({near})" if near else "")
            )
    wanted = frozenset(ids) or known.keys()
    annotated = (known[i] for i, sidecar in site.sidecars.items() if i in wanted and i in known and sidecar.annotations)
    return replace(site, articles=tuple(sorted(annotated, key=lambda entry: entry.source.id)))


def _repinned(options: Given, site: Site, problems: list[Problem], *, uncertain: bool) -> Iterator[Repinned]:
    """Each sidecar; what stays wrong is added to the problems. Raises Failure if a file cannot be changed surely"""
    paths = {entry.source.id: entry.sidecar.path for entry in site.articles if entry.sidecar}
    for task in tasks(site, problems):
        prepared = prepare(task)
        problems += prepared.problems
        if prepared.article is None or task.sidecar is None:
            continue
        path = paths[task.source.id]
        found = renewals(prepared.article.blocks, task.sidecar.annotations, uncertain=uncertain)
        done = {one.found.annotation.where for one in found if one.pin}
        problems[:] = [p for p in problems if p.code != "uncertain-quote" or p.where not in done]
        problems += (_unpinned(one) for one in found if not one.pin)
        old = read(options.site, path)
        new = splice(old, _edits(found, task.sidecar), path)
        yield Repinned(path=path, old=old, new=new, renewed=len(done))


def _edits(found: Iterable[Renewal], sidecar: Sidecar) -> list[Edit]:
    """The fields that change; a prefix or suffix is not written where there is none and was none"""
    edits = []
    for one in found:
        if one.pin is None:
            continue
        before = sidecar.annotations[one.number]
        fields = (("quote", one.pin.quote, before.quote), ("prefix", one.pin.prefix, before.prefix))
        for key, value, old in (*fields, ("suffix", one.pin.suffix, before.suffix)):
            if value != old:
                edits.append(Edit(path=("annotations", one.number, key), value=value, after="quote"))
    return edits


def _unpinned(one: Renewal) -> Problem:
    """A place that no words tell from others, such as the third of four equal lines"""
    said = one.found.annotation
    message = f"the words of '{shorten(said.quote)}' stand in the article more than once, with the same around them"
    hint = "quote more of the paragraph"
    return Problem(severity="warning", code="ambiguous-quote", where=said.where, message=message, hint=hint)


def _difference(one: Repinned) -> Iterator[str]:
    """Both versions of a sidecar as a unified diff"""
    old, new = one.old.splitlines(), one.new.splitlines()
    for line in unified_diff(old, new, one.path, one.path, "", "", AROUND, ""):
        yield printable(line)


def _tell_count(changed: list[Repinned], *, to_file: bool) -> None:
    number = count(sum(one.renewed for one in changed), "quotation")
    said = f"{number} renewed in {count(len(changed), 'file')}"
    click.echo(said if to_file or not changed else f"{said}: nothing was written without --write", err=True)
