"""What runs a build: the engine, the cache in front of it, and the bar that shows how far it is."""

import sys
from collections.abc import Iterable

from dossier.cache import Cache
from dossier.cli.options import Given
from dossier.cli.progress import Watched, progress
from dossier.execute import Processes, Runner, engine, seldom_collect
from dossier.order import Choices

__all__ = ["Running", "seldom_collect"]


class Running:
    """What runs the jobs of one build: workers, the cache in front of them, a bar; closed at the end."""

    def __init__(self, options: Given, choices: Choices) -> None:
        self._options, self._choices = options, choices
        self._engine: Runner | None = None
        self._cache: Cache | None = None
        self._watched: Watched | None = None
        self._bar = progress() if sys.stderr.isatty() and not options.quiet else None

    def __enter__(self) -> "Running":
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
