"""The verbs by which an editor takes over what the program found: suggest, accept, reject."""

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from dossier.cli.changes import decided, draft, happened, merged, new_files, read, rejected, write
from dossier.cli.options import Given, given, with_options
from dossier.cli.report import printable, tell
from dossier.cli.suggested import event_lines, event_record, lines, proposals, record
from dossier.editorial.entity_file import Draft
from dossier.editorial.proposals import PROPOSALS, parse_proposals
from dossier.errors import Failure
from dossier.execute import Engine, Runner, engine
from dossier.model import Entity
from dossier.pipeline import Surveyed, survey
from dossier.suggest import Suggestion, event_suggestions, suggestions
from dossier.yamlfile import did_you_mean, shorten

#: Exit code for errors; wrong usage, an id that nobody has too, is click's 2.
FAILED = 1


@click.command("suggest")
@with_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--write", "to_file", is_flag=True, help=f"Write {PROPOSALS}, to be decided there.")
@click.option("--events", is_flag=True, help="Events that the program read, instead of people and companies.")
@click.pass_context
def suggest_command(context: click.Context, /, *, as_json: bool, to_file: bool, events: bool, **_: Any) -> None:
    """List whom the program found, the surest first, with the evidence.

    'accept ID…' makes them the editor's own, 'reject ID…' remembers that they get no page.
    """
    options = given(context)
    known = _survey(options)
    if events:
        found = event_suggestions(known.linked)
        _print(map(event_record, found) if as_json else map(event_lines, found))
        return
    proposed = suggestions(known.registry, known.linked)
    if to_file:
        with _failing():
            before, problems = parse_proposals(read(options.site, PROPOSALS))
            if problems:
                raise Failure(problems)
            write(options.site, {PROPOSALS: proposals(proposed, before, known.site)})
        _tell_written(options, [PROPOSALS])
    else:
        _print((record if as_json else lines)(one, known.site) for one in proposed)


@click.command("accept")
@with_options
@click.option("--into", metavar="ID", help="They are this curated one: its file gets their names and addresses.")
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.pass_context
def accept_command(context: click.Context, /, ids: tuple[str, ...], into: str | None, **_: Any) -> None:
    """Write a file for each person or company that was found, at the address that its page had.

    An ID is as 'suggest' prints it; that of an event goes to the sidecar of its article. Without ID it is whatever
    content/suggestions.yaml says to accept.
    """
    options = given(context)
    known = _survey(options)
    found, events = _found(known), {one.ref: one for one in event_suggestions(known.linked)}
    refs = [_ref(word, [*found, *events], known) for word in ids]
    target = _curated(into, known) if into is not None else None
    with _failing():
        drafts = _drafts(found, refs) if ids else _decided(options, found, "accept")
        site, folder = known.site, options.site
        changes = merged(target, folder, drafts) if target else new_files(site, folder, drafts)
        changes |= happened(site, folder, [events[ref] for ref in refs if ref in events])
        write(folder, changes)
    _tell_written(options, changes)


@click.command("reject")
@with_options
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.pass_context
def reject_command(context: click.Context, /, ids: tuple[str, ...], **_: Any) -> None:
    """Remember that a found person or company gets no page: its names go to content/rejected.yaml.

    Without ID it is whatever content/suggestions.yaml says to reject.
    """
    options = given(context)
    known = _survey(options)
    found = _found(known)
    refs = [_ref(word, found, known) for word in ids]
    with _failing():
        drafts = _drafts(found, refs) if ids else _decided(options, found, "reject")
        changes = rejected(options.site, drafts)
        write(options.site, changes)
    _tell_written(options, changes)


#: For the group of commands.


def _survey(options: Given) -> Surveyed:
    """The site without its pages; exits with 1 if the editor's files have errors"""
    engines: list[Engine] = []

    def runner_for(articles: int) -> Runner:
        engines.append(engine(options.jobs, articles))
        return engines[-1]

    try:
        with _failing():
            known = survey(options.site, runner_for)
    finally:
        for one in engines:
            one.close()
    tell(known.problems, ("warning",))
    return known


@contextmanager
def _failing() -> Iterator[None]:
    """Tells the problems of a Failure, and exits with 1"""
    try:
        yield
    except Failure as failure:
        tell(failure.problems, ("error", "warning"))
        click.echo("nothing was written", err=True)
        sys.exit(FAILED)


def _found(known: Surveyed) -> dict[str, Suggestion]:
    return {one.ref: one for one in suggestions(known.registry, known.linked)}


def _drafts(found: dict[str, Suggestion], refs: Iterable[str]) -> list[Draft]:
    return [draft(found[ref]) for ref in dict.fromkeys(refs) if ref in found]


def _decided(options: Given, found: dict[str, Suggestion], decision: str) -> list[Draft]:
    """What content/suggestions.yaml says; wrong usage if there is no such file"""
    if not (options.site / PROPOSALS).exists():
        raise click.UsageError(f"which one? Give its ID, or run 'suggest --write' and decide in {PROPOSALS}")
    drafts = decided(options.site, found, decision)
    if not drafts:
        click.echo(f"no entry of {PROPOSALS} that is still open says 'do: {decision}'", err=True)
    return drafts


def _curated(word: str, known: Surveyed) -> Entity:
    curated = {f"{e.kind}/{e.id}": e for e in known.site.entities}
    fits = _fitting(word, curated)
    if len(fits) == 1:
        return curated[fits[0]]
    raise click.UsageError(f"--into: {_unknown(word, fits, curated)}")


def _ref(word: str, found: Collection[str], known: Surveyed) -> str:
    """`kind/id` of what a person wrote, who may leave the kind out; wrong usage if nobody has it, or two have"""
    fits = _fitting(word, found)
    if len(fits) == 1:
        return fits[0]
    if not fits and _fitting(word, [f"{e.kind}/{e.id}" for e in known.site.entities]):
        raise click.UsageError(f"'{printable(shorten(word))}' is curated already")
    raise click.UsageError(_unknown(word, fits, found))


def _fitting(word: str, refs: Iterable[str]) -> list[str]:
    return [ref for ref in refs if word in (ref, ref.partition("/")[2])]


def _unknown(word: str, fits: list[str], refs: Collection[str]) -> str:
    said = printable(shorten(word))
    if fits:
        return f"'{said}' is {' and '.join(fits)}: say which"
    near = did_you_mean(word, refs if "/" in word else (ref.partition("/")[2] for ref in refs))
    return f"there is no '{said}'" + (f" ({near})" if near else "")


def _print(found: Iterable[str]) -> None:
    """Lines for standard output, which may be any stream"""
    for text in found:
        click.echo(text)


def _tell_written(options: Given, paths: Iterable[str]) -> None:
    if not options.quiet:
        for path in paths:
            click.echo(printable(path))
