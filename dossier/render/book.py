"""The archive as pages look at it: everything by id and number, and the small views that many pages share."""

from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from dossier.config import Settings
from dossier.model import Anchor, CuratedRole, Entity, Event, FreePage, Span
from dossier.pinyin import pinyin
from dossier.render.archive import Archive
from dossier.render.contributions import Contributions, Hit, contributions
from dossier.render.moments import Dated
from dossier.render.names import Reading, language
from dossier.render.offers import Ordered, Shelves, Words, shelved
from dossier.render.rights import Shown
from dossier.render.same_names import SameName, same_names
from dossier.render.timeline import Timeline
from dossier.render.versions import Versions, versions
from dossier.render.views import Cite, EventView, Link, Moment, NoteView, Pages, Sentence, Site, Who
from dossier.scale import Scale, scale
from dossier.sentences import sentence_at
from dossier.urls import page_path

#: Longest sentence that another page shows; of a longer one the part around the name.
MAX_SENTENCE = 320
#: Longest meta description, in characters.
MAX_DESCRIPTION = 150


class Head(Struct, frozen=True):
    """What lists ask of an article besides its citation."""

    id: str
    rights: str
    topics: tuple[str, ...]
    formerly: tuple[str, ...]
    noted: bool
    """The editor says something of it."""


class Book(Struct, frozen=True, kw_only=True):
    """Made once for an archive."""

    settings: Settings
    scale: Scale
    site: Site
    articles: Sequence[Shown]
    """From the oldest, those without a date first. Each is unpacked when it is asked for, which takes time."""
    words: Sequence[Words]
    """The texts and ids of each article's blocks; unpacked too, in a quarter of that time."""
    digests: Sequence[bytes]
    """Of all that each article offers."""
    wordings: Sequence[bytes]
    """Digests of the words of each."""
    heads: Sequence[Head]
    cites: Sequence[Cite]
    """One for each article."""
    pages: tuple[FreePage, ...]
    entities: Mapping[str, Entity]
    """Those with a page, by `kind/id`."""
    who: Mapping[str, Who]
    facts: Contributions
    numbers: Mapping[str, int]
    """Article id → its number."""
    versions: Versions
    """Articles that are one story."""
    staff: Mapping[str, list[tuple[str, CuratedRole]]]
    """Company → the people that have a role there by their own files."""
    same_names: tuple[SameName, ...]
    """Names of several, which have a page each."""
    namesakes: Mapping[str, tuple[Link, ...]]
    """Those pages by who has the name."""
    han: Reading = pinyin
    """How Chinese names are read."""

    def stories(self) -> list[int]:
        """The articles by which lists have each story once, oldest first"""
        return [number for number in range(len(self.articles)) if self.versions.lead(number) == number]

    def story(self, lead: int) -> Cite:
        """An article as lists show it, with the number of its versions"""
        count = self.versions.count(lead)
        return replace(self.cites[lead], versions=count) if count > 1 else self.cites[lead]

    def counts(self, number: int) -> dict[str, int]:
        """How often an article names those who have a page, what is not shown of it too; in order of first mention"""
        both = zip(self.facts.named[number], self.facts.counts[number], strict=True)
        return {ref: count for ref, count in both if ref in self.who}

    def event(self, event: Event) -> EventView:
        """An editor's event, with those who have a page"""
        people = tuple(self.who[f"person/{p}"] for p in event.people if f"person/{p}" in self.who)
        companies = tuple(self.who[f"company/{c}"] for c in event.companies if f"company/{c}" in self.who)
        return EventView(type=event.type, date=event.date, people=people, companies=companies)

    def sentence(self, article: int, block: int, hits: Sequence[Hit]) -> Sentence:
        """The sentence of some mentions, which lead to their places"""
        text = self.words[article].texts[block]
        start, end = sentence_at(text, hits[0].start)
        if end - start > MAX_SENTENCE:
            start, end = _window(start, end, hits[0].start)
        path, paragraph = self.cites[article].path, self.words[article].ids[block] if self.scale.vast else ""
        spans = tuple(
            Span(start=hit.start - start, end=hit.end - start, kind="mention", ref=f"{path}#{paragraph or hit.anchor}")
            for hit in hits
            if hit.end <= end
        )
        return Sentence(text=text[start:end], spans=spans, lang=self.cites[article].lang)

    def moment(self, dated: Dated) -> Moment:
        """An entry of a timeline"""
        cite = self.cites[dated.article]
        said = [anchor.annotation for anchor in dated.events]
        text = self.cited(dated)
        return Moment(
            date=dated.date,
            cite=cite,
            place=f"{cite.path}#{dated.anchor}",
            events=tuple(self.event(one.event) for one in said if one.event),
            sentence=Sentence(text=text, spans=(), lang=cite.lang) if text else None,
        )

    def cited(self, dated: Dated) -> str:
        """The sentence of an entry of a timeline, or the quotation that its event hangs on; empty: not shown"""
        if dated.block < 0:
            return dated.events[0].annotation.quote
        text = self.words[dated.article].texts[dated.block]
        return text[dated.start : min(dated.end, dated.start + MAX_SENTENCE)]

    def notes(self, article: int) -> tuple[NoteView, ...]:
        """Everything that the editor says of places of an article, numbered in order of place; the placeless last"""
        if not self.heads[article].noted:
            return ()
        said = [a for a in self.articles[article].article.anchors if _says(a)]
        said.sort(key=lambda a: min(((p.block, p.end) for p in a.places), default=(1 << 40, 0)))
        return tuple(self._note(anchor, number) for number, anchor in enumerate(said, 1))

    def _note(self, anchor: Anchor, number: int) -> NoteView:
        said = anchor.annotation
        return NoteView(
            id=anchor.id,
            number=number,
            quote=said.quote,
            text=said.note,
            correction=said.correction or "",
            event=self.event(said.event) if said.event else None,
        )


def book(archive: Archive) -> Book:
    """The archive as a book, its articles packed in memory"""
    return bind(archive, shelved(archive))


def bind(archive: Archive, shelves: Shelves, han: Reading = pinyin) -> Book:
    """The facts of an archive grouped, its articles by time; shelves: in the place of the archive's own articles

    han: gives what `pinyin` gives; it may remember it.
    """
    offers = shelves.offers
    firsts = list(accumulate((len(one.parts) for one in offers), initial=0))
    order = array("I", sorted(range(len(offers)), key=lambda at: (offers[at].cite.published, offers[at].id)))
    ordered = [offers[at] for at in order]
    entities = {f"{e.kind}/{e.id}": e for e in archive.entities if not e.hide}
    numbers = {one.id: number for number, one in enumerate(ordered)}
    known = versions(archive.stories, numbers)
    timeline = Timeline(ordered, Ordered(shelves.dated, order), known)
    same = same_names(entities)
    pages = tuple(sorted(archive.pages, key=lambda page: (page.order, page.title, page.id)))
    return Book(
        settings=archive.settings,
        scale=scale(archive.settings, len(offers)),
        site=_site(archive.settings, pages),
        articles=Ordered(shelves.shown, order),
        words=Ordered(shelves.words, order),
        digests=Ordered(shelves.digests, order),
        wordings=Ordered(shelves.wordings, order),
        heads=[Head(one.id, one.rights, one.topics, one.formerly, one.noted) for one in ordered],
        cites=tuple(one.cite for one in ordered),
        pages=pages,
        entities=entities,
        who={ref: _who(ref, entity) for ref, entity in entities.items()},
        facts=contributions(((offers[at], firsts[at]) for at in order), shelves.parts, timeline, known),
        numbers=numbers,
        versions=known,
        staff=_staff(entities),
        same_names=same,
        namesakes=_namesakes(same),
        han=han,
    )


def free_path(page: FreePage) -> str:
    """Path of a page of the editor's own"""
    return f"pages/{page.id}.html"


def numbered(path: str, number: int) -> str:
    """Path of an older page of a list: `people/x~1.html`; no id has a `~`, so it is nobody's"""
    return f"{path.removesuffix('.html')}~{number}.html"


def chunks(total: int, size: int, least: int | None = None) -> list[tuple[int, int]]:
    """(start, end) of the pages of a list, from the oldest entry: full ones, and a newest one of `size` to 2 * `size`

    least: entries that the newest page has at least, if there are so many; None: `size`. A new entry changes the
    newest page alone.
    """
    full = max(0, (total - (size if least is None else least)) // size)
    return [*((n * size, (n + 1) * size) for n in range(full)), (full * size, total)]


def page_of(path: str, number: int, count: int) -> Pages:
    """Neighbours of one page of a list, numbered from 0 for the oldest; the newest has the list's own path

    An older page does not say how many there are, and so does not change with them.
    """
    newer = "" if number == count - 1 else path if number == count - 2 else numbered(path, number + 2)
    total = count if number == count - 1 else 0
    return Pages(number=number + 1, count=total, older=numbered(path, number) if number else "", newer=newer)


def describe(text: str, limit: int = MAX_DESCRIPTION) -> str:
    """The beginning of a text, on one line"""
    line = " ".join(text[: limit * 2].split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _site(settings: Settings, pages: Sequence[FreePage]) -> Site:
    return Site(
        title=settings.title,
        description=settings.description,
        lang=settings.lang,
        url=settings.url,
        author=settings.author,
        menu=tuple(Link(path=free_path(page), title=page.title) for page in pages),
    )


def _who(ref: str, entity: Entity) -> Who:
    names = (name.text for name in entity.names if not name.sic and not name.ambiguous)
    own = language(entity.name)
    other = (name for name in (entity.latin, *names) if name and language(name) != own)
    also = next(other, "")
    return Who(
        ref=ref,
        path=page_path(entity.kind, entity.id),
        name=entity.name,
        lang=own,
        also=also,
        also_lang=language(also),
        found=entity.status == "found",
    )


def _staff(entities: dict[str, Entity]) -> dict[str, list[tuple[str, CuratedRole]]]:
    found: dict[str, list[tuple[str, CuratedRole]]] = {}
    for ref, entity in entities.items():
        for role in entity.roles:
            found.setdefault(f"company/{role.company}", []).append((ref, role))
    return found


def _namesakes(same: Sequence[SameName]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, tuple[Link, ...]] = {}
    for one in same:
        for ref in one.bearers:
            found[ref] = (*found.get(ref, ()), Link(path=one.path, title=one.name, lang=language(one.name)))
    return found


def _says(anchor: Anchor) -> bool:
    said = anchor.annotation
    return bool(said.note) or said.correction is not None or said.event is not None


def _window(start: int, end: int, at: int) -> tuple[int, int]:
    """The part of a long sentence around a place"""
    first = max(start, min(at - MAX_SENTENCE // 2, end - MAX_SENTENCE))
    return first, min(end, first + MAX_SENTENCE)
