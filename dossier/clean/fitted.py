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
from dossier.clean.traits import Traits
from dossier.clean.verdicts import without_followers

#: Log odds below which a kept run goes, and above which one that would go stays: a doubt leaves the rules alone.
GO, STAY = -0.5, 0.5


def second_look(inside: Inside, found: Sequence[Rule | None]) -> list[Rule | None]:
    """found: the rules' verdicts, one per run → verdicts after weighing"""
    traits, known = Traits(inside, found), weights()
    judged = list(found)
    for index in traits.contested():
        odds = sum(known.get(name, 0.0) * value for name, value in traits.of(index)) + known[""]
        judged[index] = verdict(found[index], odds)
    if not inside.collection:
        without_followers(judged, inside)
    return judged


def verdict(rule: Rule | None, odds: float) -> Rule | None:
    """rule: by which a run would go; odds: logarithm of those of its being part of the article"""
    if rule is None:
        return UNLIKE if odds < GO else None
    return None if odds > STAY else rule


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Trait → weight in log odds of being part of the article; the empty name: the constant"""
    text = files("dossier.clean").joinpath("data", "weights.txt").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {"" if name == "constant" else name: float(value) for name, value in lines}
