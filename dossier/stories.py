"""The same story twice: articles that are one text in several versions are grouped, so that counts do not double.

Each article has a sketch, made with it: see `shingles`. Stories with hashes of an article's sketch are looked up;
estimates from the sketches sort most of them out, and a few are compared shingle by shingle. So the work is linear in
the articles.

Articles come from the earliest on, and each joins a story whose core it is like, or begins one: chains do not join
what is unlike, and a newer article changes no older one's story.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from heapq import nsmallest
from itertools import pairwise
from math import lcm

from msgspec import Struct

from dossier.errors import Problem
from dossier.model import ALONE, TEXT_KINDS, Article, SameStory, Story, Version
from dossier.shingles import LEADING, Content, contains, content, is_version, may_be, repeated, sketch, values

#: Stories that one hash leads to, and stories that an article is compared with: a notice that thousands of articles
#: carry must not make it quadratic.
CROWD, COMPARED = 8, 6
#: What a hash weighs that leads to one story; to several, their part of it: whole, so that no sum depends on its order.
RAREST = lcm(*range(1, CROWD + 1))
#: Articles whose shingles are kept in memory.
REMEMBERED = 32
#: Why an article cannot be joined to the one that its editor names, and what to do.
ITSELF = ("is this article itself", "name another version, or 'none'")
DRAFT = ("is a draft, or could not be read", "publish it, or name another version")
APART = ("stands alone by its own file", "remove 'same_story: none' there, or 'same_story' here")


class Telling(Struct, frozen=True, kw_only=True, array_like=True):
    """What is known of an article while stories are looked for; its text is read only where that may be a version."""

    id: str
    published: str
    lang: str
    length: int
    """Characters of its text."""
    sketch: bytes = b""
    """Empty: its text is too short to be compared."""


class Placed(Struct, frozen=True, array_like=True):
    """An article as it was put among the stories of its language."""

    id: str
    digest: bytes
    """Of all that is known of it."""
    story: int
    """Which one; if there was none of that number, it began one."""
    core: bool
    """Others of that story must be like this one."""


class Placing:
    """Where articles were put in the last build, in order: up to the first that is another one, they go there again."""

    def __init__(self, digests: Mapping[str, bytes], before: Sequence[Placed] = ()) -> None:
        """digests: of each article, by id"""
        self._digests, self._before = digests, iter(before)
        self.after: list[Placed] = []

    def place(self, ident: str) -> Placed | None:
        """Where the next article was; None: it, or one before it, was not there"""
        old = next(self._before, None)
        if old is None or (old.id, old.digest) != (ident, self._digests[ident]):
            self._before = iter(())
            return None
        return old

    def keep(self, ident: str, story: int, *, core: bool) -> None:
        """Where it is now"""
        self.after.append(Placed(ident, self._digests[ident], story, core))


def telling(article: Article) -> Telling:
    """What is known of an article while stories are looked for"""
    meta, length = article.meta, sum(len(block.text) for block in article.blocks if block.kind in TEXT_KINDS)
    return Telling(id=article.id, published=meta.published, lang=meta.lang, length=length, sketch=sketch(article))


def stories(
    told: Iterable[Telling],
    words: Mapping[str, SameStory],
    article: Callable[[str], Article],
    placing: Placing | None = None,
) -> tuple[tuple[Story, ...], tuple[Problem, ...]]:
    """Stories of two articles or more, in order of their leaders; and faults of what editors say of them

    told: in any order; words: what editors say, by article; article: gives one by its id. The earliest published
    leads, among these the fullest, then the first id. What an editor says wins; only he joins different languages.
    placing: knows where the last build put them.
    """
    ordered = sorted(told, key=_precedence)
    joined = list(range(len(ordered)))
    sketches = [values(one.sketch) for one in ordered]
    shared = repeated(sketches)
    contents = lru_cache(maxsize=REMEMBERED)(lambda number: content(article(ordered[number].id)))
    shelves: dict[str, _Shelf] = {}
    for number, one in enumerate(ordered):
        if one.sketch and one.id not in words:
            language = one.lang.lower().partition("-")[0]
            shelf = shelves.setdefault(language, _Shelf(sketches, shared, contents))
            known = placing.place(one.id) if placing else None
            at, core = (known.story, known.core) if known else shelf.find(number)
            shelf.put(number, at, core=core)
            if placing:
                placing.keep(one.id, at, core=core)
    for story in (story for shelf in shelves.values() for story in shelf.stories):
        for first, second in pairwise(story.members):
            _join(joined, first, second)
    stated, problems = _stated([one.id for one in ordered], words, joined)
    groups: dict[int, list[Version]] = defaultdict(list)
    for number, one in enumerate(ordered):
        version = Version(article=one.id, length=one.length, stated=number in stated)
        groups[_root(joined, number)].append(version)
    return tuple(Story(versions=tuple(group)) for group in groups.values() if len(group) > 1), problems


def _precedence(one: Telling) -> tuple[bool, str, int, str]:
    """Key of the order in which articles lead; a date that nobody knows is no early one"""
    return not one.published, one.published, -one.length, one.id


# --- stories that the program finds --------------------------------------------------------------------------------


class _Growing(Struct):
    """A story while it is found; articles by their numbers."""

    members: list[int]
    """The one that leads first."""
    core: int
    """What others must be like: the leader, or a version that contains it."""


class _Shelf:
    """The stories of one language, and where their hashes lead"""

    def __init__(self, sketches: Sequence[Sequence[int]], shared: Set[int], content: Callable[[int], Content]) -> None:
        """shared: has all hashes that stand in two sketches; the others lead nowhere, and are not remembered"""
        self.sketches, self.shared, self.content = sketches, shared, content
        self.stories: list[_Growing] = []
        self._leading: dict[int, tuple[int, ...]] = {}

    def find(self, number: int) -> tuple[int, bool]:
        """The nearest story that an article is like, or the number of a new one; and whether it is that one's core"""
        like = [at for at in self._candidates(number) if is_version(*self._contents(number, at))]
        held = sum(contains(*self._contents(number, at)) for at in like)
        if not like or held > 1:  # a digest has the texts of several stories, and is a version of none
            return len(self.stories), True
        leader = self.stories[like[0]].members[0]
        return like[0], contains(self.content(number), self.content(leader))

    def put(self, number: int, at: int, *, core: bool) -> None:
        """An article joins a story, or begins one"""
        if at == len(self.stories):
            self.stories.append(_Growing([], number))
        story = self.stories[at]
        story.members.append(number)
        if core:
            story.core = number
            self._index(number, at)

    def _contents(self, number: int, at: int) -> tuple[Content, Content]:
        return self.content(number), self.content(self.stories[at].core)

    def _candidates(self, number: int) -> Iterator[int]:
        """Stories that an article may belong to, those first that share the rarest hashes with it"""
        mine, weights = frozenset(self.sketches[number]), dict[int, int]()
        for value in self._leading.keys() & mine:
            led = self._leading[value]
            for at in led:
                weights[at] = weights.get(at, 0) - RAREST // len(led)
        nearest = nsmallest(COMPARED, zip(weights.values(), weights, strict=True))
        return (at for _, at in nearest if may_be(self.sketches[number], self.sketches[self.stories[at].core]))

    def _index(self, number: int, at: int) -> None:
        for value in filter(self.shared.__contains__, self.sketches[number][:LEADING]):
            led = self._leading.get(value, ())
            if len(led) < CROWD and at not in led:
                self._leading[value] = (*led, at)


# --- what editors say ----------------------------------------------------------------------------------------------


def _stated(
    articles: Sequence[str], words: Mapping[str, SameStory], joined: list[int]
) -> tuple[frozenset[int], tuple[Problem, ...]]:
    """Articles that editors join to others, which is done in `joined`; and what cannot be done"""
    numbers = {ident: number for number, ident in enumerate(articles)}
    stated, problems = [], []
    for ident, word in words.items():
        if word.id == ALONE or ident not in numbers:
            continue
        fault = _fault(ident, word, words) if word.id in numbers else DRAFT
        if fault:
            problems.append(_problem(word, fault))
        else:
            _join(joined, numbers[ident], numbers[word.id])
            stated.append(numbers[ident])
    return frozenset(stated), tuple(problems)


def _fault(ident: str, word: SameStory, words: Mapping[str, SameStory]) -> tuple[str, str] | None:
    """Why an article cannot be joined to another; None: it can"""
    if word.id == ident:
        return ITSELF
    return APART if word.id in words and words[word.id].id == ALONE else None


def _problem(word: SameStory, fault: tuple[str, str]) -> Problem:
    message = f"same_story: '{word.id}' {fault[0]}"
    return Problem(severity="warning", code="story-apart", where=word.where, message=message, hint=fault[1])


def _root(joined: list[int], number: int) -> int:
    """The smallest number of those joined with one (union-find with path halving)"""
    while joined[number] != number:
        joined[number] = number = joined[joined[number]]
    return number


def _join(joined: list[int], one: int, other: int) -> None:
    first, second = sorted((_root(joined, one), _root(joined, other)))
    joined[second] = first
