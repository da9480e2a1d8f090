"""Time as a ratio within one run: a machine may be slow and busy, but twice the work is twice the time."""

import time
from collections.abc import Callable

#: How much longer the long input is; how much longer it may take: linear work takes 8 times as long, quadratic 64.
FACTOR, LIMIT = 8, 28
#: Processor seconds below which a time is noise.
NOISE = 0.005


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process, the better of two runs"""
    found = []
    for _ in range(2):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


def grows_with_size(work: Callable[[int], object], size: int) -> None:
    """Fails where work on `size` takes far more than eight times as long as on an eighth of it"""
    short, long = seconds(lambda: work(size // FACTOR)), seconds(lambda: work(size))
    assert long < LIMIT * max(short, NOISE), f"{size // FACTOR}: {short:.3f} s, {size}: {long:.3f} s"


def grows_with_length(work: Callable[[str], object], text: str) -> None:
    """The same with a text and the first eighth of it"""
    grows_with_size(lambda length: work(text[:length]), len(text))
