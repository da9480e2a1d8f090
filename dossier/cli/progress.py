"""Progress as one more runner: counts what goes through, shows a bar on a terminal, and remembers how long it took."""

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dossier.execute import Job, Runner

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn, Task

#: What a reader of the bar is told that a job does, by the beginning of its name.
LABELS = {"prepare": "Cleaning", "link": "Linking", "render": "Rendering", "search": "Indexing"}
#: Jobs whose items are no articles, and may be fewer or more.
AFTER = (LABELS["render"], LABELS["search"])


class Stage:
    """What one kind of job took."""

    def __init__(self) -> None:
        self.seconds, self.items = 0.0, 0


class Watched:
    """A runner that tells a bar of every result; what each job took is in `stages`, by its label."""

    def __init__(self, runner: Runner, bar: "Progress | None", articles: int) -> None:
        """bar: None: nothing is shown. articles: number of items of the jobs before rendering"""
        self.runner, self.bar, self.articles = runner, bar, articles
        self.stages: dict[str, Stage] = {}

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner"""
        label = label_of(job.name)
        stage = self.stages.setdefault(label, Stage())
        task = self.bar.add_task(label, total=None if label in AFTER else self.articles) if self.bar else None
        started = time.perf_counter()
        for result in self.runner.run(job, items):
            stage.seconds += time.perf_counter() - started
            stage.items += 1
            yield result
            started = time.perf_counter()
            if self.bar and task is not None:
                self.bar.advance(task)
        stage.seconds += time.perf_counter() - started
        if self.bar and task is not None:
            done = self.bar.tasks[task].completed
            self.bar.update(task, total=done, completed=done)


def label_of(name: str) -> str:
    """What a job of this name does, for people"""
    return LABELS.get(name.partition("-")[0], name)


def progress() -> "Progress":
    """A bar on standard error; its library is loaded here, since only terminals need it: it takes 60 ms"""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        *(TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), _rate_column()),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _rate_column() -> "ProgressColumn":
    from rich.progress import ProgressColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Rate(ProgressColumn):
        """Items in a second"""

        def render(self, task: "Task") -> Text:
            """See ProgressColumn"""
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f}/s" if speed else "", style="progress.data.speed")

    return Rate()
