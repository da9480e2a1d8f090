"""What can go wrong, said so that a person can mend it: what, where, and what to do."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from dossier.model import Where

Severity = Literal["error", "warning", "notice"]
ORDER: dict[str, int] = {"error": 0, "warning": 1, "notice": 2}


class Problem(Struct, frozen=True, kw_only=True):
    """One mistake. An error stops the build; a warning stops it with `--strict`; a notice never does."""

    severity: Severity
    code: str
    """Kebab-case name of the kind: `unknown-company`."""
    where: Where
    message: str
    """What is wrong, without full stop."""
    hint: str = ""
    """What to do about it, without full stop."""

    def __str__(self) -> str:
        """`content/people/a.md:7:3: error[unknown-company]: message (hint)`"""
        place = ":".join([self.where.path, *(str(n) for n in (self.where.line, self.where.column) if n)])
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place or 'dossier'}: {self.severity}[{self.code}]: {self.message}{hint}"


class Failure(Exception):
    """Raised where there is no way on; carries every problem known by then."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """problems: at least one, an error among them"""
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["Failure"], tuple[tuple[Problem, ...]]]:
        """So that a worker process can raise it to ours: by default only the message would travel"""
        return Failure, (self.problems,)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Without repetitions, by file, line and column, errors first among equals: the same list however they came."""
    return sorted(
        set(problems),
        key=lambda p: (p.where.path, p.where.line, p.where.column, ORDER[p.severity], p.code, p.message),
    )
