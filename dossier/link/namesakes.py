"""Namesakes: two of one name stay two; the name links only where a cue says whose it is, and else that is reported."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from dossier.errors import Problem
from dossier.link.guards import is_cut_out, is_part_of_a_name
from dossier.link.matching import Hit, Known, Matcher, apart
from dossier.link.names import Form, forms, key
from dossier.link.registry import texts
from dossier.model import Article, Entity, EntityKind, Linked, Mention, Place, Unclear, Where

#: Names by kind and key.
SharedNames = frozenset[tuple[EntityKind, str]]


def shared_names(entities: Iterable[Entity]) -> SharedNames:
    """Names of two curated people, or companies: `name` or `latin` of one, and of the other too, or an ambiguous alias

    An alias of two that neither calls ambiguous is a conflict, and no namesake.
    """
    uses: dict[tuple[EntityKind, str], list[str]] = defaultdict(list)
    for entity in entities:
        own = {key(form.text): form.use for form in reversed(forms(entity)) if form.use != "short"}
        for same, use in own.items():
            uses[entity.kind, same].append(use)
    return frozenset(name for name, found in uses.items() if len(found) > 1 and "full" in found)


def in_context(own: Iterable[Form], kind: EntityKind, shared: SharedNames) -> tuple[Form, ...]:
    """The forms of an entity, of which those that are shared need a cue"""
    return tuple(replace(form, use="ambiguous") if (kind, key(form.text)) in shared else form for form in own)


def unclear(article: Article, known: Sequence[Known], found: Iterable[Mention]) -> tuple[Unclear, ...]:
    """The places of an article where the name of several known ones stands, and nothing says whose it is

    known: of the article's slice; found: the article's mentions. Places of which the editor says whose are clear.
    """
    matcher = _matcher(known)
    if matcher is None:
        return ()
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    places = [mention.place for mention in found]
    places += [place for one in article.anchors if one.annotation.entity is not None for place in one.places]
    for place in places:
        taken[place.block].append((place.start, place.end))
    return tuple(_unclear(article, matcher, taken))


def unlinked(linked: Iterable[Linked]) -> Iterator[Problem]:
    """A notice for each article and name that could not be told apart"""
    for one in linked:
        counts = Counter((_surface(one.article, place.place), place.bearers) for place in one.unclear)
        for (name, bearers), count in sorted(counts.items()):
            places = "one place is" if count == 1 else f"{count} places are"
            message = f"'{name}' may be {' or '.join(bearers)}: {places} not linked"
            hint = "say who is meant: an annotation with the quotation and 'entity: <id>'"
            where = Where(path=one.article.path)
            yield Problem(severity="notice", code="namesakes", where=where, message=message, hint=hint)


def _matcher(known: Sequence[Known]) -> Matcher | None:
    """Finds the names that several have and that need a cue; None: there are none"""
    counts = Counter((one.kind, key(form.text)) for one in known for form in one.forms if form.use == "ambiguous")
    if not counts or max(counts.values()) < 2:
        return None
    chosen = (
        replace(one, forms=tuple(form for form in one.forms if counts[one.kind, key(form.text)] > 1)) for one in known
    )
    return Matcher([one for one in chosen if one.forms])


def _unclear(article: Article, matcher: Matcher, taken: Mapping[int, Sequence[tuple[int, int]]]) -> Iterator[Unclear]:
    for block, text in enumerate(texts(article), start=-1):
        if block < 0:
            continue  # nothing in a title is linked
        for hit in apart(hit for hit in matcher.hits(text) if _is_whole(text, hit)):
            bearers = tuple(sorted({f"{matcher.known[n].kind}/{matcher.known[n].id}" for n, _ in hit.owners}))
            clear = any(hit.start < end and start < hit.end for start, end in taken.get(block, ()))
            if len(bearers) > 1 and not clear:
                yield Unclear(place=Place(block=block, start=hit.start, end=hit.end), bearers=bearers)


def _is_whole(text: str, hit: Hit) -> bool:
    """Whether a name is no part of a longer one"""
    return not is_cut_out(text, hit.start, hit.end) and not is_part_of_a_name(text, hit.start, hit.end)


def _surface(article: Article, place: Place) -> str:
    return article.blocks[place.block].text[place.start : place.end]
