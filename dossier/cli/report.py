"""What a person is told: every problem on a line of its own, how many there are, and one closing line."""

import os
from collections import Counter
from collections.abc import Iterable

import click

from dossier.errors import Problem
from dossier.order import Built
from dossier.sizes import largest

COLOURS = {"error": "red", "warning": "yellow", "notice": "cyan"}


def tell(problems: Iterable[Problem], shown: Iterable[str]) -> None:
    """Prints the problems of the shown severities to standard error, in colour on a terminal"""
    wanted = frozenset(shown)
    plain = False if os.environ.get("NO_COLOR") else None
    for problem in problems:
        if problem.severity in wanted:
            click.secho(printable(str(problem)), err=True, fg=COLOURS[problem.severity], color=plain)


def tally(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning`; `no problems`"""
    counts = Counter(problem.severity for problem in problems)
    parts = [count(counts[severity], severity) for severity in ("error", "warning") if counts[severity]]
    return ", ".join(parts) or "no problems"


def summary(built: Built, seconds: float) -> str:
    """What was built: `11 articles, 14 people, 9 companies; 87 files, 12 changed, 0 removed; 1.2 MB (…); …`"""
    parts = [", ".join((count(built.articles, "article"), people(built.people), companies(built.companies)))]
    if built.written:
        files = built.written
        parts.append(f"{count(files.files, 'file')}, {files.changed} changed, {files.removed} removed")
        parts.append(f"{files.size / 1e6:.1f} MB ({printable(largest(files))})")
    return "; ".join([*parts, tally(built.problems), f"{seconds:.2f} s"])


def count(number: int, noun: str) -> str:
    """`1 article`, `2 articles`"""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def people(number: int) -> str:
    """`1 person`, `2 people`"""
    return f"{number} {'person' if number == 1 else 'people'}"


def companies(number: int) -> str:
    """`1 company`, `2 companies`"""
    return f"{number} {'company' if number == 1 else 'companies'}"


def printable(text: str) -> str:
    """A message without control characters, which a terminal obeys, and without spaces that look like others

    They are written as Python writes them, \\x1b or \\u3000: a file's name may hold any.
    """
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
