"""The verb `inspect`: what Dossier makes of single files, for programs and, explained, for readers."""

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

import click

from dossier.cli.explain import explain as explained
from dossier.cli.explain import show
from dossier.cli.options import Given, given, with_options
from dossier.cli.report import tally, tell
from dossier.errors import Failure
from dossier.gather import Site, gather, no_site
from dossier.pipeline import Inspected, inspect
from dossier.read import is_site
from dossier.record import record, unreadable

#: Exit code for errors, and with --strict for warnings.
FAILED = 1
#: Characters that JSON leaves as they are, and at which programs that read line by line may end one.
LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}
#: Severities that are printed, and with -q.
SHOWN, SHOWN_QUIETLY = ("error", "warning", "notice"), ("error", "warning")


@click.command("inspect")
@with_options
@click.option("--explain", is_flag=True, help="Print text, with what was removed and why, for a reader.")
@click.argument("files", nargs=-1, metavar="[FILE…|-]")
@click.pass_context
def inspect_command(context: click.Context, /, files: tuple[str, ...], explain: bool, **_: Any) -> None:
    """Print what Dossier makes of each FILE, as one JSON object a line.

    '-' reads paths from standard input, one a line; without FILE it is every article of the site. Each file is judged
    by itself with the site's curated people and companies.
    """
    options = given(context)
    site = _site(options)
    found = False
    for path in _paths(files, site):
        inspected = inspect(site, path)
        found = found or any(p.severity != "notice" for p in inspected.problems)
        if explain:
            _explain(path, inspected)
        elif inspected.linked is None:
            _line(unreadable(path, inspected.problems))
        else:
            _line(record(path, inspected.linked, inspected.entities, inspected.problems))
    if found and options.strict:
        sys.exit(FAILED)


def _site(options: Given) -> Site:
    """The site whose entities count; outside of one, none do. Exits with 1 if its files have errors"""
    if not options.has_site and not is_site(options.site):
        return no_site()
    try:
        site, problems = gather(options.site)
    except Failure as failure:
        tell(failure.problems, SHOWN_QUIETLY)
        sys.exit(FAILED)
    errors = tuple(p for p in problems if p.severity == "error")
    if errors:
        tell(errors, SHOWN_QUIETLY)
        click.echo(f"{tally(errors)} in the site's files", err=True)
        sys.exit(FAILED)
    return site


def _paths(files: tuple[str, ...], site: Site) -> Iterator[str]:
    """Paths as given, those on standard input, or all articles of the site"""
    for path in files or (entry.source.file for entry in site.articles):
        if path == "-":
            yield from (os.fsdecode(line.rstrip(b"\r\n")) for line in sys.stdin.buffer if line.strip())
        else:
            yield path


def _explain(path: str, inspected: Inspected) -> None:
    """What cleaning made of a file, for a reader; its problems go to standard error"""
    if inspected.linked:
        show(explained(path, inspected.linked.article))
        click.echo()
    sys.stdout.flush()
    tell(inspected.problems, SHOWN)


def _line(found: dict[str, Any]) -> None:
    """One JSON object on a line; a path that is no Unicode is written with escapes, and reads back as it was"""
    text = json.dumps(found, ensure_ascii=False).translate(LINE_ENDS)
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = json.dumps(found).encode()
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()
