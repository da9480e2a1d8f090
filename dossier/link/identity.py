"""Who is who: curated entities first, then the candidates of all articles that share a full name with each other.

Candidates are merged where two share a full name, and through the bilingual names that an article puts side by side:
米拉・穆拉蒂(Mira Murati) here and Mira Murati there are one. Never through a bare surname. No step is quadratic.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from dossier.errors import Problem
from dossier.link.candidates.clues import WEIGHTS
from dossier.link.conflicts import conflicts
from dossier.link.cues import known_for_links, staff_of
from dossier.link.groups import Groups, node, well_known_as
from dossier.link.names import Form, forms, is_latin, key, short_names
from dossier.link.namesakes import in_context, shared_names
from dossier.link.registry import NOBODY, Registry
from dossier.model import Entity, EntityKind, Evidence, Name, Rejection
from dossier.urls import is_reserved, slug

#: How much of the doubt left each further article removes, times its own confidence: errors of a rule repeat
#: themselves, so articles are not independent witnesses.
FURTHER = 0.25
#: Articles that count, strongest first; and the most that articles together can give.
COUNTED, MOST = 8, 0.99
#: Evidence kept of a found entity.
SHOWN_EVIDENCE = 3
#: Digits of the hash that keeps two ids apart.
APART_DIGITS = 6


class Naming(Protocol):
    """A `Candidate`, or what stands for one; of a large archive the evidence is read where it is asked for."""

    @property
    def kind(self) -> EntityKind: ...  # noqa: D102

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def names(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def confidence(self) -> float: ...  # noqa: D102

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """See Candidate"""
        ...


class Found(Protocol):
    """The `Findings` of an article as far as they tell who is who."""

    @property
    def candidates(self) -> Sequence[Naming]:
        """See Findings"""
        ...


class Seen(NamedTuple):
    """A candidate, and the article that names it; small, since there may be a million."""

    article: str
    candidate: Naming


def resolve(
    entities: Sequence[Entity],
    findings: Iterable[tuple[str, Found]],
    threshold: float,
    rejected: Iterable[Rejection] = (),
) -> tuple[Registry, tuple[Problem, ...]]:
    """Everybody known: curated entities, and found ones of at least this confidence (0–1); and conflicts among names

    findings: by article id, in any order; the result does not depend on it. A candidate with a name that is rejected
    makes no entity, nor do other names of it; one with the name of two curated entities is neither.
    A candidate that shares a full name with a curated entity is that entity: it makes no other, and the further names
    that its articles write beside that name (never short ones) link to it too, without being shown as its names.
    """
    seen = [
        Seen(article, candidate)
        for article, found in sorted(findings, key=itemgetter(0))
        for candidate in sorted(found.candidates, key=_in_article)
    ]
    groups = Groups(_owners(entities, rejected))
    groups.join({(one.candidate.kind, one.candidate.names) for one in seen})
    further, clusters = _split(seen, groups)
    written = {(e.kind, key(form.text)) for e in entities for form in forms(e)}
    found, doubtful = _found(clusters, entities, threshold)
    visible = [e for e in entities if not e.hide]
    staff, shared = staff_of(entities), shared_names(entities)
    known = [
        known_for_links(e, [n for n in further.get(f"{e.kind}/{e.id}", ()) if (e.kind, key(n)) not in written], staff)
        for e in (*entities, *sorted(found, key=_by_id))
    ]
    known = [replace(one, forms=in_context(one.forms, one.kind, shared)) for one in known] if shared else known
    taken = {f"{one.kind}/{key(form.text)}": one.id for one in known for form in one.forms if form.use != "short"}
    shown = sorted((*visible, *found), key=_by_id)
    return Registry(shown, known, taken, sorted(doubtful, key=_by_id)), conflicts(entities)


def _owners(entities: Iterable[Entity], rejected: Iterable[Rejection]) -> dict[tuple[EntityKind, str], str]:
    """Whose each name is: `kind/id`, or nobody's if it is rejected or two have it; what is curated is not rejected"""
    owners = {(one.kind, node(name)): NOBODY for one in rejected for name in one.names}
    bearers: dict[tuple[EntityKind, str], set[str]] = defaultdict(set)
    for entity in entities:
        for form in _merging(entity):
            bearers[entity.kind, node(form.text)].add(f"{entity.kind}/{entity.id}")
    return owners | {name: min(refs) if len(refs) == 1 else NOBODY for name, refs in bearers.items()}


def _in_article(one: Naming) -> tuple[EntityKind, str, tuple[str, ...]]:
    return one.kind, one.name, one.names


def _by_id(entity: Entity) -> tuple[str, str]:
    return entity.kind, entity.id


def _merging(entity: Entity) -> Iterator[Form]:
    """The forms through which a curated entity takes candidates: those that link anywhere"""
    return (form for form in forms(entity) if form.use in ("full", "alias"))


def _split(seen: Iterable[Seen], groups: Groups) -> tuple[dict[str, tuple[str, ...]], list[list[Seen]]]:
    """Names that curated entities get from candidates, by `kind/id`; and the candidates of each found entity"""
    further: dict[str, set[str]] = defaultdict(set)
    clusters: dict[tuple[EntityKind, str], list[Seen]] = defaultdict(list)
    owned: dict[tuple[EntityKind, tuple[str, ...]], None] = {}
    for one in seen:
        name = (one.candidate.kind, node(one.candidate.name))
        owner = groups.owner(name)
        if not owner:
            clusters[groups.root(name)].append(one)
        elif owner != NOBODY:
            owned[one.candidate.kind, one.candidate.names] = None
    for kind, names in owned:  # each once: of ten thousand articles a hundredth differ
        owner = groups.owner((kind, node(names[0])))
        further[owner].update(name for name in names if groups.owner((kind, node(name))) == owner)
    return {ref: tuple(sorted(names)) for ref, names in further.items()}, [clusters[root] for root in sorted(clusters)]


# --- found entities ------------------------------------------------------------------------------------------------


def _found(
    clusters: Iterable[list[Seen]], entities: Sequence[Entity], threshold: float
) -> tuple[list[Entity], list[Entity]]:
    """Entities of the clusters that are sure enough, and the others; a name that two kinds claim is the surer one's"""
    made = [_made(cluster, threshold) for cluster in clusters]
    made.sort(key=lambda e: (-e.confidence, e.kind, e.id, e.name))
    claimed = {node(form.text) for e in entities for form in _merging(e)}
    addresses = {(e.kind, old.casefold()) for e in entities for old in (e.id, *e.formerly)}
    kept = []
    for entity in made:
        names = tuple(name for name in entity.names if node(name.text) not in claimed)
        if names and names[0].text == entity.name:
            claimed |= {node(name.text) for name in names}
            kept.append(_placed(replace(entity, names=names), addresses))
    last_names = {key(form.text) for e in entities for form in forms(e) if form.use == "short"}
    sure = [e for e in kept if e.confidence >= threshold and not _is_lone_namesake(e, last_names)]
    live = {(e.kind, old.casefold()) for e in entities for old in (e.id, *e.formerly)} | {(e.kind, e.id) for e in sure}
    kept = [replace(e, formerly=tuple(old for old in e.formerly if (e.kind, old) not in live)) for e in kept]
    pages = {(e.kind, e.id) for e in sure}
    return [e for e in kept if (e.kind, e.id) in pages], [e for e in kept if (e.kind, e.id) not in pages]


def _is_lone_namesake(entity: Entity, last_names: Container[str]) -> bool:
    """Whether a person of one article has the last name of a curated one: he may be that one in another spelling

    山姆·奥特曼 beside the curated 萨姆·奥特曼 gets no page of his own before the editor says who he is.
    """
    if entity.kind != "person" or len({evidence.article for evidence in entity.evidence}) > 1:
        return False
    return any(key(short) in last_names for name in entity.names for short in short_names(name.text))


def _made(cluster: Sequence[Seen], threshold: float) -> Entity:
    """One entity of all candidates that are one; weak ones give it no further names: DeepMind, cut out of its own"""
    kind = cluster[0].candidate.kind
    name, *others = _names([one for one in cluster if one.candidate.confidence >= threshold] or cluster)
    latin = next((n for n in others if is_latin(n)), "") if not is_latin(name) else ""
    ident = _ident([name, *others])
    return Entity(
        id=ident,
        kind=kind,
        name=name,
        latin=latin,
        names=tuple(Name(text=text) for text in dict.fromkeys((name, latin, *others)) if text),
        type="company" if kind == "company" else "",
        status="found",
        confidence=_confidence(cluster),
        evidence=_evidence(cluster),
        formerly=tuple(sorted({slug(well_known_as(n)) for n in (name, *others)} - {ident})),
    )


def _names(cluster: Iterable[Seen]) -> list[str]:
    """Full names, each in its usual spelling; first the one that the surest articles use, the others by alphabet"""
    first, spelled = Counter[str](), defaultdict[str, Counter[str]](Counter)
    for one in cluster:
        first[key(one.candidate.name)] += _weight(one)
        for name in one.candidate.names:
            spelled[key(name)][name] += _weight(one)
    best = {same: _usual(counts) for same, counts in spelled.items()}
    main = _usual(first)
    return [best[main], *sorted(name for same, name in best.items() if same != main)]


def _weight(one: Seen) -> int:
    """In thousandths, so that sums do not depend on their order"""
    return round(one.candidate.confidence * 1000)


def _usual(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], text))


def _ident(names: Iterable[str]) -> str:
    """The id of an entity by its names alone: of a Latin one where there is one, else of the first by alphabet

    Counts and the order of articles play no part, so an id changes only when a better name turns up, and then the
    old one leads on (`formerly`). A well-known name counts as the Latin one of its line: 谷歌 is google.
    """
    return min((not is_latin(name), slug(name)) for name in map(well_known_as, names))[1]


def _placed(entity: Entity, addresses: set[tuple[EntityKind, str]]) -> Entity:
    """With an id that is nobody else's: what the editor wrote keeps its address, and so do our own pages"""
    if (entity.kind, entity.id) in addresses or is_reserved(entity.id):
        digits = hashlib.sha256(node(entity.name).encode()).hexdigest()[:APART_DIGITS]
        entity = replace(entity, id=f"{entity.id}-{digits}")
    addresses.add((entity.kind, entity.id))
    return entity


def _confidence(cluster: Iterable[Seen]) -> float:
    """Of several articles: the strongest one, and from each further one part of the doubt that is left; 0–1"""
    best: dict[str, float] = {}
    for one in cluster:
        best[one.article] = max(best.get(one.article, 0.0), one.candidate.confidence)
    first, *others = sorted(best.values(), reverse=True)[:COUNTED]
    for other in others:
        first += (1 - first) * FURTHER * other
    return round(min(first, MOST), 3)


def _evidence(cluster: Iterable[Seen]) -> tuple[Evidence, ...]:
    """The strongest evidence: of the surest articles by the rules that say most; no rule twice from one article"""
    kept = dict[tuple[str, str], Evidence]()
    ordered = sorted(cluster, key=_surest)
    for (_, article), same in groupby(ordered, key=_surest):
        ranked = sorted((-WEIGHTS.get(e.rule, 0.0), e.rule, e.sentence) for one in same for e in one.candidate.evidence)
        for _, rule, sentence in ranked:
            kept.setdefault((article, rule), Evidence(rule=rule, sentence=sentence, article=article))
            if len(kept) == SHOWN_EVIDENCE:
                return tuple(kept.values())
    return tuple(kept.values())


def _surest(one: Seen) -> tuple[float, str]:
    return -one.candidate.confidence, one.article
