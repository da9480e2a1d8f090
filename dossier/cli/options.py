"""Options that stand before or after the verb: `build.py --site x check` is `build.py check --site x`."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct

from dossier.urls import is_web

Command = TypeVar("Command", bound=Callable[..., Any])

#: Name of the cache's folder in a site, and of the output folder unless -d says another.
CACHE, OUTPUT = ".dossier", "_site"
#: Addresses as Dask has them.
SCHEDULER = re.compile(r"(tcp|tls|ws|wss)://[^\s/]+(:\d+)?/?")


class Given(Struct, frozen=True, kw_only=True):
    """What the options say, those after the verb over those before it."""

    site: Path
    output: Path
    strict: bool
    quiet: bool
    verbose: bool
    jobs: int
    """0: as many as it is worth."""
    cluster: str | None
    """Address of a Dask scheduler, whose workers do what processes of this machine would."""
    profile: Path | None
    """File for what each stage took, as JSON."""
    clean: bool
    base_url: str | None
    has_site: bool
    """Whether --site was given: `inspect` needs no site."""

    @property
    def cache(self) -> Path:
        """The folder of the cache"""
        return self.site / CACHE


def _url(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The address of a site's home, ending in `/`"""
    if value is None or (is_web(value) and "?" not in value and "#" not in value):
        return value and value.rstrip("/") + "/"
    raise click.BadParameter(f"'{value}' is no address of a site, such as https://example.org/archive/")


def _scheduler(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The address of a scheduler"""
    if value is None or SCHEDULER.fullmatch(value):
        return value
    raise click.BadParameter(f"'{value}' is no address of a scheduler, such as tcp://192.0.2.1:8786")


#: All with the default None, so that the verb's own can be told from those before it.
_OPTIONS = (
    click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of the site."),
    click.option("-d", "--output", type=click.Path(path_type=Path), help=f"Where to build. [<site>/{OUTPUT}]"),
    click.option("-s", "--strict", is_flag=True, default=None, help="Warnings count as errors."),
    click.option("-q", "--quiet", is_flag=True, default=None, help="Print errors and warnings only."),
    click.option("-v", "--verbose", is_flag=True, default=None, help="Print how long each stage took, too."),
    click.option("--jobs", type=click.IntRange(0, 256), metavar="N", help="Worker processes. [as many as it is worth]"),
    click.option("--cluster", callback=_scheduler, metavar="URL", help="Dask scheduler whose workers are to be used."),
    click.option(
        "--profile", type=click.Path(dir_okay=False, path_type=Path), help="Write what each stage took, as JSON."
    ),
    click.option("-c", "--clean", is_flag=True, default=None, help="Forget the cache, and build everything anew."),
    click.option("--base-url", callback=_url, metavar="URL", help="Address of the home page, over 'url' in site.yaml."),
)


def with_options(command: Command) -> Command:
    """Decorator: adds the options"""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def given(context: click.Context) -> Given:
    """The options of a verb and of the group before it"""
    own, before = context.params, context.parent.params if context.parent else {}

    def value(name: str, default: Any) -> Any:
        found = own.get(name) if own.get(name) is not None else before.get(name)
        return default if found is None else found

    site = value("site", Path())
    return Given(
        site=site,
        output=value("output", site / OUTPUT),
        strict=value("strict", False),
        quiet=value("quiet", False),
        verbose=value("verbose", False),
        jobs=value("jobs", 0),
        cluster=value("cluster", None),
        profile=value("profile", None),
        clean=value("clean", False),
        base_url=value("base_url", None),
        has_site=value("site", None) is not None,
    )
