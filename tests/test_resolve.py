"""Who is who: candidates of all articles, curated entities, and their conflicts."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dossier.link import Registry, RegistrySlice, link, resolve
from dossier.model import Article, Block, Candidate, Entity, EntityKind, Evidence, Findings, Meta, Name, Where

Found = tuple[str, Findings]


def person(name: str, *others: str, confidence: float = 0.8, kind: EntityKind = "person") -> Candidate:
    evidence = (Evidence(rule="role", sentence=f"{name}。"),)
    return Candidate(kind=kind, name=name, names=(name, *others), confidence=confidence, evidence=evidence)


def say(article: str, *candidates: Candidate) -> Found:
    return article, Findings(candidates=candidates)


def entity(ident: str, name: str, *others: Name, kind: EntityKind = "person") -> Entity:
    where = Where(path=f"content/{kind}/{ident}.md", line=2, column=1)
    return Entity(id=ident, kind=kind, name=name, names=(Name(text=name), *others), where=where)


def shown(registry: Registry) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(e.id, e.status, tuple(n.text for n in e.names), e.formerly) for e in registry.entities]


def test_candidates_that_share_a_full_name_are_one_across_articles() -> None:
    both = [
        say("b", person("阿尔塔·维斯科", "Arta Visko")),
        say("a", person("Arta Visko")),
        say("c", person("阿尔塔・维斯科")),
    ]
    registry, problems = resolve((), both, 0.7)
    assert shown(registry) == [("arta-visko", "found", ("阿尔塔·维斯科", "Arta Visko"), ("阿尔塔-维斯科",))]
    assert not problems
    assert registry.entities[0].confidence > 0.8
    assert [e.article for e in registry.entities[0].evidence] == ["a", "b", "c"]


def test_well_known_names_are_one_though_no_article_has_both() -> None:
    registry, _ = resolve(
        (), [say("a", person("谷歌", kind="company")), say("b", person("Google", kind="company"))], 0.7
    )
    assert [e[0] for e in shown(registry)] == ["google"]
    assert [e[2] for e in shown(registry)] == [("Google", "谷歌")]


def test_a_curated_entity_takes_its_candidates_and_their_bilingual_names() -> None:
    mine = entity("arta", "阿尔塔・维斯科")
    found = [say("a", person("阿尔塔·维斯科", "Arta Visko")), say("b", person("Arta Visko"))]
    registry, _ = resolve([mine], found, 0.7)
    assert registry.entities == (mine,)
    source = Article(id="b", path="", meta=Meta(), blocks=(Block(kind="paragraph", text="Arta Visko left."),))
    assert [one.id for one in registry.slice(source, found[1][1]).known] == ["arta"]


def test_two_curated_people_are_never_merged_by_an_article() -> None:
    mine = [entity("a", "阿尔塔・维斯科"), entity("b", "Arta Visko")]
    registry, _ = resolve(mine, [say("x", person("阿尔塔・维斯科", "Arta Visko"))], 0.7)
    assert [e.id for e in registry.entities] == ["a", "b"]


def test_who_is_hidden_is_not_resurrected() -> None:
    mine = replace(entity("arta", "阿尔塔・维斯科"), hide=True)
    registry, _ = resolve(
        [mine], [say("a", person("阿尔塔・维斯科", "Arta Visko")), say("b", person("Arta Visko"))], 0.7
    )
    assert registry.entities == ()


def test_below_the_threshold_there_is_no_entity_but_many_articles_count() -> None:
    weak = [say(f"a{n}", person("林默言", confidence=0.5)) for n in range(6)]
    assert resolve((), weak[:1], 0.7)[0].entities == ()
    assert [e.confidence for e in resolve((), weak, 0.7)[0].entities] == [0.744]


def test_weak_candidates_add_no_names() -> None:
    found = [say("a", person("谷歌 DeepMind", kind="company"), person("DeepMind", kind="company", confidence=0.5))]
    assert [e[2] for e in shown(resolve((), found, 0.7)[0])] == [("谷歌 DeepMind",)]


def test_an_organ_that_was_found_leaves_the_mention_to_the_editor_s_company() -> None:
    source = Article(id="a", path="", meta=Meta(), blocks=(Block(kind="paragraph", text="他在北风研究院工作。"),))
    findings = Findings(candidates=(person("北风研究院", kind="company"),))
    registry, _ = resolve([entity("north", "北风", kind="company")], [("a", findings)], 0.7)
    result = link(source, findings, registry.slice(source, findings))
    assert [(m.entity, m.place.start, m.place.end) for m in result.mentions] == [("north", 2, 4)]


def test_an_id_of_the_editor_is_never_taken() -> None:
    mine = replace(entity("x", "另一个人"), formerly=("lin-moyan",))
    registry, _ = resolve([mine], [say("a", person("Lin Moyan"))], 0.7)
    (ident,) = [e.id for e in registry.entities if e.status == "found"]
    assert ident.startswith("lin-moyan-")


def test_a_name_of_two_kinds_goes_to_the_surer_one() -> None:
    found = [say("a", person("Dunmore", confidence=0.8), person("Dunmore", confidence=0.9, kind="company"))]
    assert [(e.kind, e.id) for e in resolve((), found, 0.7)[0].entities] == [("company", "dunmore")]


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (entity("b", "别人", Name(text="阿尔塔·维斯科")), "shared-name"),
        (replace(entity("b", "别人"), ids=(("wikidata", "Q1"),)), "shared-identifier"),
        (entity("b", "本・维斯科"), ""),  # a short name may be shared
    ],
)
def test_conflicts_name_both_files(second: Entity, code: str) -> None:
    first = replace(entity("a", "阿尔塔・维斯科"), ids=(("wikidata", "Q1"),))
    for entities in ([first, second], [second, first]):
        _, problems = resolve(entities, (), 0.7)
        assert [p.code for p in problems] == ([code] if code else [])
        assert all("content/person/a.md" in str(p) and "content/person/b.md" in str(p) for p in problems)


def test_names_that_both_call_ambiguous_are_no_conflict() -> None:
    shared = Name(text="王小明", ambiguous=True)
    assert not resolve([entity("a", "甲某某", shared), entity("b", "乙某某", shared)], (), 0.7)[1]


def test_a_slice_is_small_and_travels() -> None:
    entities = [entity(f"p{n}", f"人物{chr(0x4E00 + n)}") for n in range(500)]
    registry, _ = resolve(entities, (), 0.7)
    source = Article(id="a", path="", meta=Meta(), blocks=(Block(kind="paragraph", text="人物一来了。"),))
    part = registry.slice(source, Findings())
    assert [one.id for one in part.known] == ["p0"]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(part), type=RegistrySlice) == part


SOME = st.sampled_from(["甲・一二", "乙・三四", "A B", "A C", "a b", "A-B", "谷歌", "Google"])
CANDIDATES = st.builds(
    lambda kind, names, confidence: person(*names, confidence=confidence, kind=kind),
    st.sampled_from(["person", "company"]),
    st.lists(SOME, min_size=1, max_size=3, unique=True),
    st.sampled_from([0.3, 0.7, 0.9]),
)


@given(st.lists(st.lists(CANDIDATES, max_size=4), max_size=5), st.randoms())
def test_the_order_of_articles_does_not_matter(articles: list[list[Candidate]], random: object) -> None:
    found = [say(f"a{n}", *candidates) for n, candidates in enumerate(articles)]
    curated = [entity("c", "A B", Name(text="丙・五六"))]
    registry, problems = resolve(curated, found, 0.5)
    random.shuffle(found)  # type: ignore[attr-defined]
    again, same = resolve(curated, found, 0.5)
    assert (registry.entities, problems) == (again.entities, same)
    ids = [(e.kind, e.id) for e in registry.entities]
    assert len(ids) == len(set(ids))
    assert not {(e.kind, old) for e in registry.entities for old in e.formerly} & set(ids)
