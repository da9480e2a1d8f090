"""What runs a build: the engine, the cache in front of it, and the bar that shows how far it is."""

import os
import platform
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from time import perf_counter, process_time
from typing import Any

from dossier import __version__
from dossier.cache import Cache, clear
from dossier.cli.options import Given
from dossier.cli.progress import Watched, label_of, progress
from dossier.errors import Failure, Problem
from dossier.execute import Engine, Runner, engine, seldom_collect
from dossier.lock import alone
from dossier.model import Where
from dossier.order import Choices

__all__ = ["Running", "seldom_collect"]


class Running:
    """Workers, the cache in front of them, a bar; closed at the end."""

    def __init__(self, options: Given, choices: Choices) -> None:
        self._options, self._choices = options, choices
        self._engine: Engine | None = None
        self._cache: Cache | None = None
        self._watched: Watched | None = None
        self._bar = progress() if sys.stderr.isatty() and not options.quiet else None
        self._began, self._articles = perf_counter(), 0
        self._ending = ExitStack()

    def __enter__(self) -> "Running":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()
        if self._engine:
            self._engine.close()
        if self._cache:
            self._cache.close()
        self._ending.close()

    def runner_for(self, articles: int) -> Runner:
        """Number of articles → what runs the jobs; `check` writes nothing, so it has no cache

        Raises Failure if another build has the cache, or if the cluster that is asked for cannot be used.
        """
        if self._choices.output:
            with suppress(OSError):  # a folder that cannot be written has no cache either
                self._ending.enter_context(alone(self._options.cache))
            if self._options.clean:
                clear(self._options.cache)
        address = self._options.cluster
        self._engine = _cluster()(address) if address else engine(self._options.jobs, articles)
        runner: Runner = self._engine
        if self._choices.output:
            runner = self._cache = Cache(self._options.cache, self._engine)
        self._watched, self._articles = Watched(runner, self._bar, articles), articles
        return self._watched

    def sweep(self) -> None:
        """Forgets what this build did not use"""
        if self._cache:
            self._cache.sweep()

    def seconds(self) -> dict[str, float]:
        """What was done → seconds, in order"""
        return {label: stage.seconds for label, stage in self._watched.stages.items()} if self._watched else {}

    def profile(self) -> dict[str, Any]:
        """What a build took, for JSON; after the engine was closed: then the system knows what its workers took"""
        stages = self._watched.stages if self._watched else {}
        known = Counter[str]()
        for job, count in self._cache.known.items() if self._cache else ():
            known[label_of(job)] += count
        return {
            "version": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "engine": self._engine.name if self._engine else "",
            "articles": self._articles,
            "seconds": round(perf_counter() - self._began, 3),
            "processor": {
                "main": round(process_time(), 3),
                "workers": round(self._engine.processor if self._engine else 0, 3),
            },
            "memory": _peak_memory(),
            "stages": {
                label: {"seconds": round(stage.seconds, 3), "items": stage.items, "known": known[label]}
                for label, stage in stages.items()
            },
        }


def _cluster() -> Callable[[str], Engine]:
    try:
        from dossier.execute.cluster import Cluster  # noqa: PLC0415
    except ImportError as fault:
        message, hint = "a cluster needs more than is installed", "pip install 'dossier-archive[cluster]'"
        problem = Problem(severity="error", code="cluster", where=Where(), message=message, hint=hint)
        raise Failure([problem]) from fault
    return Cluster


def _peak_memory() -> int | None:
    """The most bytes that this process had at once; None: the system does not tell"""
    try:
        from resource import RUSAGE_SELF, getrusage  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return None
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
