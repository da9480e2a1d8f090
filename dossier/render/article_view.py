"""Views of one article: its page, and the page that shows what cleaning removed."""

from collections import Counter
from collections.abc import Iterable, Iterator

from dossier.model import Article, Removal
from dossier.render.archive import Page
from dossier.render.book import Book, describe
from dossier.render.rights import Shown
from dossier.render.views import ArticleView, Bit, Cite, Link, NoteView, Participant, Rule, SourceView
from dossier.urls import is_web, source_path


def article_pages(book: Book) -> Iterator[Page]:
    """The page of each article, and its source page if the site has these"""
    for number, cite in enumerate(book.cites):
        yield Page(path=cite.path, template="article.html", view=article_view(book, number))
        if book.settings.audit:
            path = source_path(book.articles[number].article.id)
            yield Page(path=path, template="source.html", view=source_view(book, number))


def article_view(book: Book, number: int) -> ArticleView:
    """What an article's page shows"""
    one, meta = book.articles[number], book.articles[number].article.meta
    notes = book.notes(number)
    placed = {span.ref for block in one.article.blocks for span in block.spans if span.kind == "note"}
    people, companies = _participants(book, number)
    return ArticleView(
        site=book.site,
        cite=book.cites[number],
        description=describe(next((b.text for b in one.article.blocks if b.kind == "paragraph" and b.text), "")),
        author=meta.author,
        url=meta.url if is_web(meta.url) else "",
        retrieved=meta.retrieved,
        topics=meta.topics,
        rights=meta.rights,
        published_from=meta.published_from,
        published_why=meta.published_why,
        blocks=one.article.blocks,
        images=one.article.images,
        image_mode=book.settings.images,
        notes=tuple(note for note in notes if note.id in placed),
        loose=(*whole_note(one.article), *(note for note in notes if note.id not in placed)),
        people=people,
        companies=companies,
        older=_link(book.cites[number - 1]) if number else None,
        newer=_link(book.cites[number + 1]) if number + 1 < len(book.cites) else None,
        source_page=source_path(one.article.id) if book.settings.audit else "",
    )


def whole_note(article: Article) -> tuple[NoteView, ...]:
    """The note on an article as a whole, if there is one"""
    if not article.note:
        return ()
    return (NoteView(id="", number=0, quote="", text=article.note, correction="", event=None),)


def source_view(book: Book, number: int) -> SourceView:
    """What the source page shows: only rules and counts where the text may not be shown"""
    one = book.articles[number]
    rules: dict[str, Rule] = {}
    counts = Counter(removal.rule for removal in one.article.removals)
    for removal in one.article.removals:
        rules.setdefault(removal.rule, Rule(name=removal.rule, reason=removal.reason, count=counts[removal.rule]))
    return SourceView(
        site=book.site,
        cite=book.cites[number],
        url=one.article.meta.url if is_web(one.article.meta.url) else "",
        digest=one.article.digest,
        rules=tuple(sorted(rules.values(), key=lambda rule: (-rule.count, rule.name))),
        lines=tuple(_lines(one)) if one.whole else (),
        shown=one.whole,
    )


def _link(cite: Cite) -> Link:
    return Link(path=cite.path, title=cite.title, lang=cite.lang)


def _participants(book: Book, number: int) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """People and companies that an article names, in order of first mention, with the titles that it gives"""
    one = book.articles[number]
    counts = Counter(s.ref for block in one.article.blocks for s in block.spans if s.kind == "mention")
    counts.update(dict(one.hidden))
    titles: dict[str, list[str]] = {}
    for role in one.roles:
        titles.setdefault(f"person/{role.person}", []).append(role.title)
    everybody = [
        Participant(who=book.who[ref], count=counts[ref], titles=tuple(dict.fromkeys(titles.get(ref, ()))))
        for ref in book.facts.named[number]
        if ref in book.who
    ]
    return (
        tuple(p for p in everybody if p.who.ref.startswith("person/")),
        tuple(p for p in everybody if p.who.ref.startswith("company/")),
    )


def _lines(one: Shown) -> Iterator[tuple[Bit, ...]]:
    """The source in its order: one line for each block and each removal, what was cut out of a block inside it"""
    before: dict[int, list[Removal]] = {}
    inside: dict[int, list[Removal]] = {}
    blocks = one.article.blocks
    for removal in one.article.removals:
        within = removal.offset > 0 and removal.at < len(blocks)
        (inside if within else before).setdefault(min(removal.at, len(blocks)), []).append(removal)
    for number in range(len(blocks) + 1):
        yield from ((Bit(text=removal.text, rule=removal.rule),) for removal in before.get(number, ()))
        if number < len(blocks) and (blocks[number].text or number in inside):
            yield tuple(_bits(blocks[number].text, inside.get(number, ())))


def _bits(text: str, removals: Iterable[Removal]) -> Iterator[Bit]:
    at = 0
    for removal in sorted(removals, key=lambda r: r.offset):
        if removal.offset > at:
            yield Bit(text=text[at : removal.offset])
            at = removal.offset
        yield Bit(text=removal.text, rule=removal.rule)
    if text[at:]:
        yield Bit(text=text[at:])
