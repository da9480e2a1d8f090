"""Candidates: the people and companies that one article names, found without a list of the archive.

Every rule leaves clues at places (`clues.WEIGHTS` says what each is worth); `merge` adds up the clues of one name, and
the names of one person or company. The rooms: `lexicon` the word lists, `listed` well-known names, `foreign` and
`chinese` people in Chinese text, `companies` companies there, `latin` and `english` both in Latin letters.
"""

from collections.abc import Iterator

from dossier.link.candidates.chinese import chinese_people
from dossier.link.candidates.clues import Clue, passage
from dossier.link.candidates.companies import chinese_companies
from dossier.link.candidates.english import English
from dossier.link.candidates.foreign import apposed, dotted_people, single_people
from dossier.link.candidates.latin import Run, runs
from dossier.link.candidates.listed import Hit, listed
from dossier.link.candidates.merge import Tie, merged
from dossier.model import Article, Candidate

__all__ = ["candidates"]


def candidates(article: Article) -> tuple[Candidate, ...]:
    """People and companies of an article in order of their first names, with confidence and evidence

    Confidence of 0.7 or more means: strong enough for a page. `name` and `names` are as the article writes them.
    """
    read = passage(article)
    text = read.text
    hits = listed(text)
    dotted = list(dotted_people(text))
    latin = [run for run in runs(text) if not _inside(run, hits)]
    clues: list[Clue] = [*_known(hits), *(Clue("person", a, b, "dotted-name") for a, b in dotted)]
    firms = list(chinese_companies(text))
    taken = [(hit.start, hit.end) for hit in hits if hit.known.kind != "person"]
    taken += [*dotted, *((clue.start, clue.end) for clue in firms)]
    clues += firms
    clues += English(text, latin).clues()
    clues += single_people(text)
    clues += chinese_people(text, taken)
    return merged(read, clues, list(_ties(text, hits, dotted)))


def _known(hits: tuple[Hit, ...]) -> Iterator[Clue]:
    for hit in hits:
        if hit.known.kind == "company":
            yield Clue("company", hit.start, hit.end, "known-word" if hit.plain else "well-known")
        elif hit.known.kind == "person":
            yield Clue("person", hit.start, hit.end, "well-known")


def _inside(run: Run, hits: tuple[Hit, ...]) -> bool:
    return any(hit.start <= run.start and run.end <= hit.end for hit in hits if hit.known.kind != "company" or not hit.plain)


def _ties(text: str, hits: tuple[Hit, ...], dotted: list[tuple[int, int]]) -> Iterator[Tie]:
    """Names of one line of a list, and a name with another in brackets behind it"""
    first: dict[str, Hit] = {}
    for hit in hits:
        if hit.known.kind != "product":
            known = first.setdefault(hit.known.key, hit)
            yield Tie("company" if hit.known.kind == "company" else "person", (known.start, known.end), (hit.start, hit.end))
    for place in dotted:
        if pair := apposed(text, place):
            yield Tie("person", pair.first, pair.second)
