"""The verbs: build, check, inspect."""

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from typing import Any

import click

from dossier import __version__
from dossier.cache import Cache, clear
from dossier.cli.curate import VERBS
from dossier.cli.explain import explain as explained
from dossier.cli.explain import show
from dossier.cli.options import Given, given, with_options
from dossier.cli.progress import Watched, progress
from dossier.cli.repin import repin_command
from dossier.cli.report import summary, tally, tell
from dossier.errors import Failure
from dossier.execute import Processes, Runner, engine, seldom_collect
from dossier.gather import Site, gather, no_site
from dossier.pipeline import Built, Choices, Inspected, build, inspect
from dossier.read import is_site
from dossier.record import record, unreadable

#: Exit code for errors, and with --strict for warnings. 0 is success; wrong usage is click's 2.
FAILED = 1
#: Characters that JSON leaves as they are, and at which programs that read line by line may end one.
LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}
#: Severities that are printed, and with -q.
SHOWN, SHOWN_QUIETLY = ("error", "warning", "notice"), ("error", "warning")


class _Group(click.Group):
    """Commands whose output can be written to any stream: one in Latin-1 has no `→`, which must not end a build."""

    def main(self, *words: Any, **extra: Any) -> Any:
        """See click.Group"""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*words, **extra)


@click.group(cls=_Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@with_options
@click.pass_context
def main(context: click.Context, /, **_: Any) -> None:
    """Turns a folder of scraped articles into an annotated, cross-linked archive of plain HTML.

    Without a verb it builds. Options may stand before or after the verb.
    """
    if context.invoked_subcommand is None:
        _build(given(context))


@main.command("build")
@with_options
@click.pass_context
def build_command(context: click.Context, /, **_: Any) -> None:
    """Build the site into _site/ (or -d)."""
    _build(given(context))


@main.command("check")
@with_options
@click.pass_context
def check_command(context: click.Context, /, **_: Any) -> None:
    """Do all that build does, and write nothing."""
    options = given(context)
    _run(options, Choices(site=options.site, strict=options.strict, url=options.base_url))


@main.command("inspect")
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


for verb in (*VERBS, repin_command):
    main.add_command(verb)


# --- build and check -----------------------------------------------------------------------------------------------


def _build(options: Given) -> None:
    if options.clean:
        clear(options.cache)
    _run(options, Choices(site=options.site, output=options.output, strict=options.strict, url=options.base_url))


def _run(options: Given, choices: Choices) -> None:
    """Builds or checks, tells what happened, and exits with 1 if it was stopped"""
    started = time.perf_counter()
    seldom_collect()
    with _Engines(options, choices) as engines:
        try:
            built = build(choices, engines.runner_for)
        except Failure as failure:
            problems = failure.problems
        else:
            engines.sweep()
            problems = ()
    if problems:
        tell(problems, SHOWN_QUIETLY if options.quiet else SHOWN)
        click.echo(f"{tally(problems)}: nothing was written", err=True)
        sys.exit(FAILED)
    _tell_built(built, options, time.perf_counter() - started)
    if options.verbose:
        for label, seconds in engines.seconds():
            click.echo(f"{label:<10} {seconds:7.2f} s", err=True)


def _tell_built(built: Built, options: Given, seconds: float) -> None:
    tell(built.problems, SHOWN_QUIETLY if options.quiet else SHOWN)
    if not options.quiet:
        click.echo(summary(built, seconds) + (f" → {options.output}" if built.written else ""))


class _Engines:
    """What runs the jobs of one build: workers, the cache in front of them, a bar; closed at the end."""

    def __init__(self, options: Given, choices: Choices) -> None:
        self._options, self._choices = options, choices
        self._engine: Runner | None = None
        self._cache: Cache | None = None
        self._watched: Watched | None = None
        self._bar = progress() if sys.stderr.isatty() and not options.quiet else None

    def __enter__(self) -> "_Engines":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()
        if isinstance(self._engine, Processes):
            self._engine.close()
        if self._cache:
            self._cache.close()

    def runner_for(self, articles: int) -> Runner:
        """Number of articles → what runs the jobs; `check` writes nothing, so it has no cache"""
        runner: Runner = engine(self._options.jobs, articles)
        self._engine = runner
        if self._choices.output:
            runner = self._cache = Cache(self._options.cache, runner)
        self._watched = Watched(runner, self._bar, articles)
        return self._watched

    def sweep(self) -> None:
        """Forgets what this build did not use"""
        if self._cache:
            self._cache.sweep()

    def seconds(self) -> Iterable[tuple[str, float]]:
        """(what was done, seconds), in order"""
        return self._watched.seconds.items() if self._watched else ()


# --- inspect -------------------------------------------------------------------------------------------------------


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
