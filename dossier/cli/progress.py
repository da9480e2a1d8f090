"""Progress as one more runner: counts what goes through, shows a bar on a terminal, and remembers how long it took."""

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dossier.execute import Job, Runner

if TYPE_CHECKING:
    from rich.progress import Progress

#: What a reader of the bar is told that a job does, by the beginning of its name.
LABELS = {"prepare": "Cleaning", "link": "Linking", "render": "Rendering", "search": "Indexing"}
#: Jobs whose items are no articles.
AFTER = (LABELS["render"], LABELS["search"])


class Watched:
    """A runner that tells a bar of every result; seconds of each job are in `seconds`."""

    def __init__(self, runner: Runner, bar: "Progress | None", articles: int) -> None:
        """bar: None: nothing is shown. articles: number of items of the jobs before rendering"""
        self.runner, self.bar, self.articles = runner, bar, articles
        self.seconds: dict[str, float] = {}

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner"""
        label = LABELS.get(job.name.partition("-")[0], job.name)
        total = None if label in AFTER else self.articles
        task = self.bar.add_task(label, total=total) if self.bar else None
        started = time.perf_counter()
        for result in self.runner.run(job, items):
            yield result
            if self.bar and task is not None:
                self.bar.advance(task)
        self.seconds[label] = self.seconds.get(label, 0) + time.perf_counter() - started
        if self.bar and task is not None:
            done = self.bar.tasks[task].completed
            self.bar.update(task, total=done, completed=done)


def progress() -> "Progress":
    """A bar on standard error; its library is loaded here, since only terminals need it: it takes 60 ms"""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
