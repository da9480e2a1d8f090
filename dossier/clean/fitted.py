"""A second look at contested runs: traits with fitted weights outvote rules that go by names and places alone.

A logistic model over the traits of `traits.py`; its weights are data (`data/weights.txt`), fitted by
`benchmarks/fit_weights.py`, which also tells what they bring on pages left out of the fitting.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from dossier.clean.inside import Inside
from dossier.clean.junk import Rule
from dossier.clean.selectors import UNLIKE
from dossier.clean.traits import SAID, Trait, Traits
from dossier.clean.verdicts import without_followers

#: Log odds below which a kept run goes, and above which one that would go stays: a doubt leaves the rules alone.
GO, STAY = -0.5, 0.5


def second_look(inside: Inside, found: Sequence[Rule | None]) -> list[Rule | None]:
    """found: the rules' verdicts, one per run → verdicts after weighing"""
    traits = Traits(inside, found)
    known, (least, most) = weights(), said()
    judged = list(found)
    for index in traits.contested():
        odds = known[""] + _sum(traits.seen(index))
        if (found[index] is None and odds + least > GO) or (found[index] is not None and odds + most < STAY):
            continue  # most lines: nothing that the page says of itself can change it
        judged[index] = verdict(found[index], odds + _sum(traits.said(index)))
    if not inside.collection:
        without_followers(judged, inside)
    return judged


def _sum(traits: Sequence[Trait]) -> float:
    known = weights()
    return sum([known[name] * value for name, value in traits if name in known])


def verdict(rule: Rule | None, odds: float) -> Rule | None:
    """rule: by which a run would go; odds: logarithm of those of its being part of the article"""
    if rule is None:
        return UNLIKE if odds < GO else None
    return None if odds > STAY else rule


@lru_cache(maxsize=1)
def said() -> tuple[float, float]:
    """The least and the most that the traits of `SAID` can add together"""
    values = [weights().get(name, 0.0) for name in SAID]
    return sum(min(value, 0.0) for value in values), sum(max(value, 0.0) for value in values)


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Trait → weight in log odds of being part of the article; the empty name: the constant"""
    text = files("dossier.clean").joinpath("data", "weights.txt").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {"" if name == "constant" else name: float(value) for name, value in lines}
