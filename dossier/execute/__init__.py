"""Runs one function over many items: in this process, in several, or on a cluster, behind one interface, in order."""

import os

from dossier.execute.job import KILLED, Engine, Job, Outcome, Runner, Serial, outcome, outcomes, real
from dossier.execute.processes import Processes, seldom_collect

#: Below this many articles, starting processes costs more than they save.
WORTH_PROCESSES = 400

__all__ = [
    "KILLED",
    "Engine",
    "Job",
    "Outcome",
    "Processes",
    "Runner",
    "Serial",
    "engine",
    "outcome",
    "outcomes",
    "real",
    "seldom_collect",
]


def engine(jobs: int, articles: int) -> Engine:
    """The engine for a number of `--jobs` (0: as many as it is worth for so many articles)"""
    wanted = jobs or (os.cpu_count() or 1 if articles >= WORTH_PROCESSES else 1)
    return Processes(wanted) if wanted > 1 else Serial()
