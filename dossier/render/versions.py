"""Articles that are versions of one story: lists, counts and timelines have the story once, its versions under it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from dossier.model import Event, Story, Version
from dossier.render.moments import Dated


class Versions(Struct, frozen=True, kw_only=True):
    """Which articles are one story; articles by their numbers, those without other versions nowhere."""

    leads: dict[int, int]
    """Article → the one that leads its story."""
    ranks: dict[int, int]
    """Article → its place in its story; 0: it leads."""
    stories: dict[int, tuple[tuple[int, Version], ...]]
    """The one that leads → all versions, it first."""

    def lead(self, number: int) -> int:
        """The article that leads the story of another; itself, if it has no other versions"""
        return self.leads.get(number, number)

    def leading(self, numbers: Iterable[int]) -> set[int]:
        """The articles that lead the stories of some: each story once"""
        return {self.lead(number) for number in numbers}

    def told(self, number: int) -> tuple[tuple[int, Version], ...]:
        """All versions of an article's story with their numbers, the leading one first; empty: it is the only one"""
        return self.stories.get(self.lead(number), ())

    def count(self, number: int) -> int:
        """How many versions the story of an article has"""
        return len(self.told(number)) or 1

    def together(self, numbers: Iterable[int]) -> list[list[int]]:
        """Some articles by stories, each led by the first of its versions among them; in order of these"""
        found: dict[int, list[int]] = defaultdict(list)
        for number in numbers:
            found[self.lead(number)].append(number)
        return sorted(sorted(group, key=lambda n: self.ranks.get(n, 0)) for group in found.values())


def versions(stories: Iterable[Story], numbers: Mapping[str, int]) -> Versions:
    """The archive's stories by the numbers of their articles; numbers: of each article by its id"""
    found = Versions(leads={}, ranks={}, stories={})
    for story in stories:
        placed = tuple((numbers[one.article], one) for one in story.versions)
        found.stories[placed[0][0]] = placed
        for rank, (number, _) in enumerate(placed):
            found.leads[number], found.ranks[number] = placed[0][0], rank
    return found


def single(entries: list[Dated], known: Versions) -> list[Dated]:
    """A timeline, in its order, with each date of a story once: from the first version that has it there

    Sentences of one date are those of one version. What an editor states stays, but for the same event in a second
    version.
    """
    if not known.leads:
        return entries
    first: dict[tuple[int, str], int] = {}
    said: set[tuple[int, str, Event | None]] = set()
    kept: set[Dated] = set()
    for entry in sorted((e for e in entries if e.article in known.ranks), key=lambda e: known.ranks[e.article]):
        lead = known.lead(entry.article)
        events = {(lead, entry.date, anchor.annotation.event) for anchor in entry.events}
        if first.setdefault((lead, entry.date), entry.article) == entry.article or events - said:
            kept.add(entry)
            said |= events
    return [entry for entry in entries if entry.article not in known.ranks or entry in kept]
