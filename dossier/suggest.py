"""What an editor may accept: people and companies that the program found, and events that it read; with the reasons."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from dossier.link import Registry
from dossier.link.likeness import Likeness, alike, cut_out
from dossier.model import Article, Entity, Event, EventFact, Linked, Place
from dossier.sentences import sentence_at

#: Likenesses by which the names of another found entity are likely aliases; a mere part of a name is none.
ALIASES: frozenset[Likeness] = frozenset({"same-words", "transliteration", "spelling"})
#: Digits of an event's id.
EVENT_DIGITS = 10
#: How much of the text around a quotation tells it from equal ones: the first length that does.
CONTEXTS = (0, 8, 16, 32, 64)


class Duplicate(Struct, frozen=True, kw_only=True):
    """Somebody else who may be the same."""

    ref: str
    """`kind/id`."""
    name: str
    curated: bool
    how: Likeness


class Suggestion(Struct, frozen=True, kw_only=True):
    """A found person or company."""

    entity: Entity
    has_page: bool
    """Sure enough for one, by the threshold in site.yaml."""
    articles: int
    """How many name it."""
    aliases: tuple[str, ...]
    """Names of other found ones that are likely its own."""
    duplicates: tuple[Duplicate, ...]

    @property
    def ref(self) -> str:
        """`kind/id`"""
        return f"{self.entity.kind}/{self.entity.id}"


class EventSuggestion(Struct, frozen=True, kw_only=True):
    """An event that the program read in a sentence."""

    ref: str
    """`event/` and a hash of what it says and where: the same in every build as long as the article is."""
    article: str
    event: Event
    place: Place
    quote: str
    """The words that say so."""
    prefix: str
    suffix: str
    """What stands around them, if they stand in several places."""
    sentence: str


def suggestions(registry: Registry, linked: Iterable[Linked]) -> tuple[Suggestion, ...]:
    """Found people and companies, the surest first, then by kind and id; without those whom in the end no text names"""
    articles: dict[str, set[str]] = defaultdict(set)
    for one in linked:
        for mention in one.mentions:
            articles[f"{mention.kind}/{mention.entity}"].add(one.article.id)
    with_page = [e for e in registry.entities if e.status == "curated" or f"{e.kind}/{e.id}" in articles]
    everybody = (*with_page, *registry.doubtful)
    pieces = cut_out(everybody)
    everybody = tuple(e for n, e in enumerate(everybody) if n < len(with_page) or n not in pieces)
    duplicates = _duplicates(everybody)
    found = [
        Suggestion(
            entity=entity,
            has_page=number < len(with_page),
            articles=len(articles.get(f"{entity.kind}/{entity.id}") or {e.article for e in entity.evidence}),
            aliases=_aliases(entity, duplicates[number]),
            duplicates=tuple(duplicate for duplicate, _ in duplicates[number]),
        )
        for number, entity in enumerate(everybody)
        if entity.status == "found"
    ]
    return tuple(sorted(found, key=lambda s: (-s.entity.confidence, s.entity.kind, s.entity.id)))


def event_suggestions(linked: Iterable[Linked]) -> tuple[EventSuggestion, ...]:
    """Events by article and place, each once; without those of a type that the editor states in the same sentence"""
    found: dict[str, EventSuggestion] = {}
    for one in linked:
        stated = set(_stated(one.article))
        for fact in one.events:
            suggestion = _suggested(one.article, fact)
            if (fact.place.block, suggestion.sentence, fact.event.type) not in stated:
                found.setdefault(suggestion.ref, suggestion)
    return tuple(sorted(found.values(), key=lambda e: (e.article, e.place.block, e.place.start, e.ref)))


def _stated(article: Article) -> Iterator[tuple[int, str, str]]:
    """(block, sentence, type) of the editor's events"""
    for anchor in article.anchors:
        if anchor.annotation.event:
            for place in anchor.places:
                yield place.block, _sentence(article, place), anchor.annotation.event.type


def _sentence(article: Article, place: Place) -> str:
    text = article.blocks[place.block].text
    start, end = sentence_at(text, place.start)
    return text[start:end]


def _suggested(article: Article, fact: EventFact) -> EventSuggestion:
    event, place = fact.event, fact.place
    quote = article.blocks[place.block].text[place.start : place.end]
    said = (article.id, quote, event.type, event.date, *event.people, *event.companies)
    digits = hashlib.sha256("\n".join(said).encode()).hexdigest()[:EVENT_DIGITS]
    prefix, suffix = _context(article, place)
    return EventSuggestion(
        ref=f"event/{digits}",
        article=article.id,
        event=event,
        place=place,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        sentence=_sentence(article, place),
    )


def _context(article: Article, place: Place) -> tuple[str, str]:
    """What stands before and behind a quotation, as much as tells it from equal ones; nothing if it is the only one"""
    text = article.blocks[place.block].text
    for length in CONTEXTS:
        before, behind = text[max(0, place.start - length) : place.start], text[place.end : place.end + length]
        whole = before + text[place.start : place.end] + behind
        if sum(block.text.count(whole) for block in article.blocks) < 2:
            break
    return before.strip(), behind.strip()


def _duplicates(everybody: Sequence[Entity]) -> dict[int, list[tuple[Duplicate, Entity]]]:
    """Of each entity, by number, those that may be the same; the curated ones first"""
    found: dict[int, list[tuple[Duplicate, Entity]]] = defaultdict(list)
    for pair in alike(everybody):
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            entity = everybody[other]
            ref = f"{entity.kind}/{entity.id}"
            duplicate = Duplicate(ref=ref, name=entity.name, curated=entity.status == "curated", how=pair.how)
            found[one].append((duplicate, entity))
    for duplicates in found.values():
        duplicates.sort(key=lambda d: (not d[0].curated, d[0].ref))
    return found


def _aliases(entity: Entity, duplicates: Iterable[tuple[Duplicate, Entity]]) -> tuple[str, ...]:
    own = {name.text for name in entity.names}
    names = (n.text for d, other in duplicates if d.how in ALIASES and not d.curated for n in other.names)
    return tuple(dict.fromkeys(name for name in names if name not in own))
