"""The verbs: build, check, inspect; the others are loaded when they are called.

A build in which nothing changed takes as long as loading what it needs, so that heavy rooms are loaded inside the
functions that need them.
"""

import json
import os
import sys
import time
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zlib import crc32

import click

from dossier import __version__
from dossier.cli.options import Given, given, with_options
from dossier.cli.report import summary, tally, tell
from dossier.errors import Failure, Problem
from dossier.order import Built, Choices
from dossier.stamp import census, leave, unchanged

#: Exit code for errors, and with --strict for warnings. 0 is success; wrong usage is click's 2.
FAILED = 1
#: Severities that are printed, and with -q.
SHOWN, SHOWN_QUIETLY = ("error", "warning", "notice"), ("error", "warning")
#: Verbs of other rooms: module and command.
ELSEWHERE = {
    "inspect": ("inspect", "inspect_command"),
    "suggest": ("curate", "suggest_command"),
    "accept": ("curate", "accept_command"),
    "reject": ("curate", "reject_command"),
    "repin": ("repin", "repin_command"),
}


class _Group(click.Group):
    """Commands whose output can be written to any stream: one in Latin-1 has no `→`, which must not end a build."""

    def main(self, *words: Any, **extra: Any) -> Any:
        """See click.Group"""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*words, **extra)

    def list_commands(self, context: click.Context) -> list[str]:
        """See click.Group"""
        return sorted([*super().list_commands(context), *ELSEWHERE])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """See click.Group"""
        if name not in ELSEWHERE:
            return super().get_command(context, name)
        module, command = ELSEWHERE[name]
        found: click.Command = getattr(import_module(f"dossier.cli.{module}"), command)
        return found


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


# --- build and check -----------------------------------------------------------------------------------------------


def _build(options: Given) -> None:
    choices = Choices(
        site=options.site,
        output=options.output,
        strict=options.strict,
        url=options.base_url,
        memory=options.cache / f"written-{crc32(os.fsencode(options.output.absolute())):08x}",
        cache=options.cache,
        anew=options.clean,
    )
    started = time.perf_counter()
    if not options.clean and (built := unchanged(options.cache, choices)):
        seconds = time.perf_counter() - started
        _tell_built(built, options, seconds)
        if options.profile:
            told = {"version": __version__, "articles": built.articles, "seconds": round(seconds, 3), "stages": {}}
            _write_profile(options.profile, told)
        return
    before = census(choices)
    leave(options.cache, before, choices, _run(options, choices))


def _run(options: Given, choices: Choices) -> Built:
    """Builds or checks, tells what happened, and exits with 1 if it was stopped"""
    from dossier.cli.running import Running, seldom_collect  # noqa: PLC0415
    from dossier.pipeline import build  # noqa: PLC0415

    started = time.perf_counter()
    seldom_collect()
    problems: tuple[Problem, ...] = ()
    try:
        with Running(options, choices) as running:
            built = build(choices, running.runner_for)
            running.sweep()
    except Failure as failure:
        problems = failure.problems
    if problems:
        tell(problems, SHOWN_QUIETLY if options.quiet else SHOWN)
        click.echo(f"{tally(problems)}: nothing was written", err=True)
        sys.exit(FAILED)
    _tell_built(built, options, time.perf_counter() - started)
    if options.verbose:
        for label, seconds in running.seconds().items():
            click.echo(f"{label:<10} {seconds:7.2f} s", err=True)
    if options.profile:
        _write_profile(options.profile, running.profile())
    return built


def _write_profile(file: Path, found: dict[str, Any]) -> None:
    try:
        file.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    except OSError as fault:
        click.echo(f"{file}: the profile cannot be written: {fault.strerror}", err=True)
        sys.exit(FAILED)


def _tell_built(built: Built, options: Given, seconds: float) -> None:
    tell(built.problems, SHOWN_QUIETLY if options.quiet else SHOWN)
    if not options.quiet:
        click.echo(summary(built, seconds) + (f" → {options.output}" if built.written else ""))
