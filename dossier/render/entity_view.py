"""Views of one person or company: who they are, and every place where the archive names them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice

from msgspec.structs import replace

from dossier.model import CuratedRole, Entity, RoleFact
from dossier.render.archive import Page
from dossier.render.book import Book, chunks, describe, numbered, page_of
from dossier.render.contributions import Hit
from dossier.render.moments import Dated
from dossier.render.names import language
from dossier.render.sayings import figures, quotes
from dossier.render.views import (
    Appearance,
    EntityView,
    EvidenceView,
    NameView,
    RoleView,
    Together,
)
from dossier.sentences import sentence_at
from dossier.urls import is_web, page_path

#: Articles on one page of an entity.
ARTICLES_ON_PAGE = 50
#: Most sentences of one article that an entity's page shows; a telephone book has thousands.
SENTENCES_OF_ARTICLE = 100
#: How many others are shown as appearing with somebody; an article that names more than `CROWD` is a list, and that
#: two stand in one list says little.
COMPANIONS, CROWD = 24, 60
#: Entries of an entity's timeline; the whole one is timeline.html.
MOMENTS = 60
#: Quotations and figures that a page shows; of the others it says how many.
QUOTES, FIGURES = 50, 50
#: Roles that a page shows: first those that editors state, then the newest that the program read; of a company that
#: thousands of sentences give titles in, the rest is found by way of the people.
ROLES = 150
#: Where those whose role has not ended stand: after every date.
LATEST = "9999"
#: Addresses of identifiers in catalogues.
CATALOGUES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "orcid": "https://orcid.org/{}",
    "isni": "https://isni.org/isni/{}",
    "lei": "https://search.gleif.org/#/record/{}",
    "viaf": "https://viaf.org/viaf/{}",
}


def entity_pages(book: Book) -> Iterator[Page]:
    """The pages of each person and company"""
    for ref, entity in book.entities.items():
        path = page_path(entity.kind, entity.id)
        articles = _articles(book, ref)
        stories = _stories(book, ref, articles)
        hits = {article: list(run) for article, run in groupby(book.facts.hits.get(ref, ()), lambda hit: hit.article)}
        pages = chunks(len(stories), ARTICLES_ON_PAGE)
        for number, (start, end) in enumerate(pages):
            last = number == len(pages) - 1
            view = replace(
                _whole(book, ref, articles) if last else _bare(book, ref),
                appearances=tuple(_appearance(book, ref, story, hits) for story in reversed(stories[start:end])),
                pages=page_of(path, number, len(pages)),
            )
            yield Page(path=path if last else numbered(path, number + 1), template="entity.html", view=view)


def _articles(book: Book, ref: str) -> list[int]:
    """Numbers of the articles that name somebody, oldest first"""
    return sorted({hit.article for hit in book.facts.hits.get(ref, ())} | book.facts.hidden.get(ref, {}).keys())


def _stories(book: Book, ref: str, articles: Sequence[int]) -> list[list[int]]:
    """Those articles by stories, each led by its first version that shows a sentence; in order of these"""
    told = book.versions.together(articles)
    if len(told) == len(articles):
        return told
    seen = {hit.article for hit in book.facts.hits.get(ref, ())}
    return sorted(sorted(story, key=lambda number: number not in seen) for story in told)


def _bare(book: Book, ref: str) -> EntityView:
    """What an older page of mentions shows besides them"""
    entity = book.entities[ref]
    return EntityView(site=book.site, who=book.who[ref], kind=entity.kind, type=entity.type)


def _whole(book: Book, ref: str, articles: Sequence[int]) -> EntityView:
    entity = book.entities[ref]
    said, amounts = tuple(quotes(book, ref)), tuple(figures(book, ref))
    about = next((block.text for block in entity.biography if block.kind == "paragraph"), "")
    return replace(
        _bare(book, ref),
        names=tuple(_names(entity)),
        namesakes=book.namesakes.get(ref, ()),
        confidence=round(entity.confidence * 100),
        evidence=tuple(_evidence(book, entity)) if entity.status == "found" else (),
        roles=tuple(islice(_roles(book, ref), ROLES)),
        ids=tuple((scheme, value, CATALOGUES.get(scheme, "").format(value)) for scheme, value in entity.ids),
        links=tuple(link for link in entity.links if is_web(link)),
        biography=entity.biography,
        description=describe(about),
        articles=len({book.versions.lead(number) for number in articles}),
        together=_together(book, ref, articles),
        moments=tuple(book.moment(dated) for dated in islice(_moments(book, ref), MOMENTS)),
        quotes=said[:QUOTES],
        quotes_more=max(0, len(said) - QUOTES),
        figures=amounts[:FIGURES],
        figures_more=max(0, len(amounts) - FIGURES),
    )


def _moments(book: Book, ref: str) -> Iterator[Dated]:
    """Entries of a timeline, the newest first; a sentence that several articles have once for each date"""
    ordered = sorted(book.facts.dated.get(ref, ()), key=lambda d: (d.date, d.article, d.block, d.start), reverse=True)
    for _, same_date in groupby(ordered, lambda dated: dated.date):
        entries = list(same_date)
        seen = {book.cited(dated) for dated in entries if dated.events}
        for dated in entries:
            text = book.cited(dated)
            if dated.events or text not in seen:
                seen.add(text)
                yield dated


def _names(entity: Entity) -> Iterator[NameView]:
    """Full names besides the main one; misspellings link, but are not shown"""
    for name in entity.names:
        if name.text != entity.name and not name.sic and not name.ambiguous:
            yield NameView(text=name.text, lang=language(name.text))


def _evidence(book: Book, entity: Entity) -> Iterator[EvidenceView]:
    """Each sentence once, with the rules that applied to it; the sentence only where its article may show it"""
    rules: dict[tuple[str, str], list[str]] = {}
    for one in entity.evidence:
        rules.setdefault((one.article, one.sentence), []).append(one.rule)
    for (article, sentence), names in rules.items():
        number = book.numbers.get(article)
        distinct = tuple(dict.fromkeys(names))
        if number is None:
            yield EvidenceView(rules=distinct, sentence="", cite=None)
            continue
        blocks, cite = book.articles[number].article.blocks, book.cites[number]
        at = next((n for n, block in enumerate(blocks) if sentence in block.text), None)
        place = f"{cite.path}#{book.facts.ids[number][at]}" if at is not None else ""
        yield EvidenceView(rules=distinct, sentence=sentence if place else "", cite=cite, place=place)


def _appearance(book: Book, ref: str, story: Sequence[int], hits: Mapping[int, Sequence[Hit]]) -> Appearance:
    """The sentences that name somebody in a story's first article, in reading order, each once"""
    article, *versions = story
    groups: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits.get(article, ()):
        text = book.articles[article].article.blocks[hit.block].text
        groups.setdefault((hit.block, sentence_at(text, hit.start)[0]), []).append(hit)
    sentences = [book.sentence(article, block, same) for (block, _), same in groups.items()]
    return Appearance(
        cite=book.cites[article],
        sentences=tuple(sentences[:SENTENCES_OF_ARTICLE]),
        more=max(0, len(sentences) - SENTENCES_OF_ARTICLE),
        hidden=book.facts.hidden.get(ref, {}).get(article, 0),
        versions=tuple(book.cites[number] for number in versions),
    )


def _together(book: Book, ref: str, articles: Sequence[int]) -> tuple[Together, ...]:
    """Who else is named in the same articles, the most frequent first"""
    named, lead = book.facts.named, book.versions.lead
    met = {(lead(n), other) for n in articles if len(named[n]) <= CROWD for other in named[n]}
    counts = Counter(other for _, other in met)
    del counts[ref]
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Together(who=book.who[other], count=count) for other, count in ordered[:COMPANIONS])


def _roles(book: Book, ref: str) -> Iterator[RoleView]:
    """What the editor states, then what the program read and the editor does not state, each title once"""
    own = [("company/" + role.company, role) for role in book.entities[ref].roles]
    person = ref.startswith("person/")
    seen: set[tuple[str, str]] = set()
    staff = sorted(book.staff.get(ref, ()), key=lambda one: (one[1].until or LATEST, one[1].since), reverse=True)
    for other, role in own if person else staff:
        seen.add((other, role.title))
        yield _stated(book, other, role)
    for number, fact in reversed(book.facts.roles.get(ref, ())):
        other = f"company/{fact.company}" if person else f"person/{fact.person}"
        if not person and other not in book.who:
            continue  # hidden: a title without its name says nothing
        again = any(fact.title == title for _, title in seen) if not fact.company else (other, fact.title) in seen
        if not again:
            seen.add((other, fact.title))
            yield _read(book, other, (number, fact))


def _stated(book: Book, other: str, role: CuratedRole) -> RoleView:
    number = book.numbers.get(role.source)
    return RoleView(
        who=book.who.get(other),
        title=role.title,
        lang=language(role.title),
        since=role.since,
        until=role.until,
        cite=book.cites[number] if number is not None else None,
    )


def _read(book: Book, other: str, found: tuple[int, RoleFact]) -> RoleView:
    number, fact = found
    place = fact.place
    hit = Hit(number, place.block, place.start, place.end, book.facts.ids[number][place.block])
    return RoleView(
        who=book.who.get(other),
        title=fact.title,
        lang=language(fact.title),
        found=True,
        past=fact.past,
        since=fact.since,
        until=fact.until,
        inferred=fact.inferred,
        cite=book.cites[number],
        sentence=book.sentence(number, place.block, [hit]),
    )
