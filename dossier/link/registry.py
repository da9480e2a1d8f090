"""Everybody that the archive knows, and the small part of it that one article needs."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dossier.link.candidates.lexicon import directory
from dossier.link.matching import Known, Matcher, Reading, reading
from dossier.link.names import Form, key, letters, short_names
from dossier.model import Article, Block, Candidate, Entity, Findings

#: Blocks whose text is no prose: names in them are not linked.
UNREAD_KINDS = frozenset({"code", "image"})
#: The editor's word for: this is nobody.
NOBODY = "none"


class RegistrySlice(Struct, frozen=True, kw_only=True, array_like=True):
    """Whose names stand in one article, with those forms only: small, and equal as long as they are."""

    known: tuple[Known, ...] = ()


class Registry:
    """Who is who in the whole archive."""

    def __init__(
        self,
        entities: Sequence[Entity],
        known: Sequence[Known],
        taken: Mapping[str, str],
        doubtful: Sequence[Entity] = (),
    ) -> None:
        """entities: those with a page, by kind and id; known: also hidden ones; taken: `kind/key` of a name → id

        doubtful: found ones that are not sure enough for a page, by kind and id; with the id that they would have.
        """
        self.entities = tuple(entities)
        self.doubtful = tuple(doubtful)
        self.known = tuple(known)
        self._taken = taken
        self._numbers = {f"{one.kind}/{one.id}": number for number, one in enumerate(known)}
        self._matcher = Matcher(self.known)

    def slice(self, article: Article, findings: Findings, read: Reading | None = None) -> RegistrySlice:
        """What linking an article needs: one scan of its texts; read: these, if they have been made ready

        Candidates of the article that are nobody known come along as silent ones: a second Johnson, though he has no
        page, makes the bare surname ambiguous.
        """
        own = {f"{c.kind}/{key(name)}" for c in findings.candidates for name in c.names}
        forms: dict[int, set[Form]] = {}
        for number, form in self._matcher.owners(read or readable(article)):
            if self._links_here(self.known[number], form, own):
                forms.setdefault(number, set()).add(form)
        told = {self._numbers[ref] for ref in forced(article) if ref in self._numbers}
        chosen = {n: found for n, found in forms.items() if n in told or not _only_short(found)}
        chosen |= {number: set() for number in told - chosen.keys()}
        present = {self._ref(number) for number in chosen}
        known = [_cut(self.known[number], chosen[number], present) for number in sorted(chosen)]
        return RegistrySlice(known=(*known, *self._strangers(findings.candidates)))

    def _links_here(self, one: Known, form: Form, own: set[str]) -> bool:
        """A found name that is an ordinary word too (得到, Shell) links only in articles that show it as a name"""
        return one.curated or form.text not in plain_names() or f"{one.kind}/{key(form.text)}" in own

    def _ref(self, number: int) -> str:
        return f"{self.known[number].kind}/{self.known[number].id}"

    def _strangers(self, candidates: Iterable[Candidate]) -> Iterable[Known]:
        for candidate in candidates:
            if not any(f"{candidate.kind}/{key(name)}" in self._taken for name in candidate.names):
                yield Known(kind=candidate.kind, id="", forms=_stranger_forms(candidate), silent=True)


@lru_cache(maxsize=1)
def plain_names() -> frozenset[str]:
    """Names of well-known companies and people that are ordinary words too"""
    known = directory()
    return frozenset(text for text, one in zip(known.texts, known.names, strict=True) if one.plain)


def texts(article: Article) -> Iterable[str]:
    """The title, then the text of each block that is read; as many as blocks and one more"""
    yield article.meta.title
    for block in article.blocks:
        yield "" if is_unread(block) else block.text


def readable(article: Article) -> Reading:
    """All texts of an article as names are looked for in them"""
    return reading("\n".join(texts(article)))


def is_unread(block: Block) -> bool:
    """Whether a block's text is not looked at"""
    return block.kind in UNREAD_KINDS


def forced(article: Article) -> Iterable[str]:
    """`kind/id` of whom the editor names"""
    said = (anchor.annotation.entity for anchor in article.anchors)
    return (ref for ref in said if ref and ref != NOBODY)


def _only_short(forms: Iterable[Form]) -> bool:
    """Without a full name in the article no short name links: there is nothing to ship"""
    return all(form.use == "short" for form in forms)


def _cut(one: Known, occurring: set[Form], present: set[str]) -> Known:
    """An entity with the forms that occur, in its order, and cues only where a form needs them"""
    forms = tuple(form for form in one.forms if form in occurring)
    needs = any(form.use == "ambiguous" for form in forms)
    cues = tuple(cue for cue in one.cues if cue in present) if needs else ()
    return replace(one, forms=forms, cues=cues, titles=one.titles if needs else ())


def _stranger_forms(candidate: Candidate) -> tuple[Form, ...]:
    full = [Form(text=name, use="full") for name in candidate.names if letters(name) > 1]
    short = (
        dict.fromkeys(s for name in candidate.names for s in short_names(name)) if candidate.kind == "person" else ()
    )
    return (*full, *(Form(text=text, use="short") for text in short))
