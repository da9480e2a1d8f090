"""What is asked of a build, and what comes of it."""

from pathlib import Path

from msgspec import Struct

from dossier.errors import Problem
from dossier.write import Written


class Choices(Struct, frozen=True, kw_only=True):
    """What the person who builds may choose."""

    site: Path
    output: Path | None = None
    """None: everything is checked and rendered, and nothing written."""
    strict: bool = False
    """Warnings stop the build too."""
    url: str | None = None
    """Address of the site's home, over the one in site.yaml."""
    memory: Path | None = None
    """File for sizes and times of what was written; None: files that are there already are read."""
    cache: Path | None = None
    """Folder for what this build knows, for the next one; None: nothing is remembered."""
    anew: bool = False
    """What the last build left there is forgotten."""


class Built(Struct, frozen=True, kw_only=True):
    """What a build found out and did."""

    problems: tuple[Problem, ...]
    articles: int = 0
    people: int = 0
    companies: int = 0
    written: Written | None = None
    """None: it was not asked for."""
