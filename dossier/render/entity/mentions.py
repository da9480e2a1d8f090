"""Where the archive names somebody: by story, with the sentences; and who else is named there."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from dossier.render.book import Book
from dossier.render.contributions import Hit
from dossier.render.drawing.company import frequent, stories
from dossier.render.views import Appearance, Together
from dossier.sentences import sentence_at


def stories_of(book: Book, ref: str, articles: Sequence[int]) -> list[list[int]]:
    """Articles that name somebody by stories, each led by its first version that shows a sentence; in order of these"""
    told = book.versions.together(articles)
    if len(told) == len(articles):
        return told
    seen = {hit.article for hit in book.facts.hits.get(ref, ())}
    return sorted(sorted(story, key=lambda number: number not in seen) for story in told)


def appearance(book: Book, ref: str, story: Sequence[int], hits: Mapping[int, Sequence[Hit]]) -> Appearance:
    """The sentences that name somebody in a story's first article, in reading order, each once"""
    article, *versions = story
    groups: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits.get(article, ()):
        text = book.words[article].texts[hit.block]
        groups.setdefault((hit.block, sentence_at(text, hit.start)[0]), []).append(hit)
    shown = book.scale.sentences
    return Appearance(
        cite=book.cites[article],
        sentences=tuple(book.sentence(article, block, same) for (block, _), same in islice(groups.items(), shown)),
        more=max(0, len(groups) - shown),
        hidden=book.facts.hidden.get(ref, {}).get(article, 0),
        versions=tuple(book.cites[number] for number in versions),
    )


def together(book: Book, ref: str, articles: Iterable[int]) -> tuple[Together, ...]:
    """Who else is named in the same articles, the most frequent first"""
    counts = frequent(stories(book, articles))
    del counts[ref]
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Together(who=book.who[other], count=count) for other, count in ordered[: book.scale.companions])
