"""People, companies and dates in articles: found in one, known across all, linked at their places."""

from dossier.link.candidates import candidates
from dossier.link.dates import find_dates
from dossier.link.identity import resolve
from dossier.link.linker import link
from dossier.link.matching import Known, Reading
from dossier.link.namesakes import unlinked
from dossier.link.registry import Registry, RegistrySlice, readable
from dossier.link.signs import changes, signs
from dossier.model import Article, Findings

__all__ = [
    "Known",
    "Reading",
    "Registry",
    "RegistrySlice",
    "changes",
    "find",
    "link",
    "readable",
    "resolve",
    "signs",
    "unlinked",
]


def find(article: Article) -> Findings:
    """What one article says by itself: candidates with their evidence, and dates"""
    return Findings(candidates=candidates(article), dates=find_dates(article))
