"""The command line: arguments, progress, report and exit code. The only room that prints."""

from dossier.cli.commands import main

__all__ = ["main"]
