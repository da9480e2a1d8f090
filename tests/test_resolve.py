"""Who is who: candidates of all articles, curated entities, and their conflicts."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dossier.link import Registry, RegistrySlice, link, resolve, unlinked
from dossier.model import (
    Article,
    Block,
    Candidate,
    CuratedRole,
    Entity,
    EntityKind,
    Evidence,
    Findings,
    Meta,
    Name,
    Rejection,
    Where,
)

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


def test_a_verb_before_the_editor_s_company_is_no_part_of_its_name() -> None:
    source = Article(id="a", path="", meta=Meta(), blocks=(Block(kind="paragraph", text="他致电飞鹿智行。"),))
    for confidence in (0.5, 0.9):
        findings = Findings(candidates=(person("致电飞鹿智行", kind="company", confidence=confidence),))
        registry, _ = resolve([entity("deer", "飞鹿智行", kind="company")], [("a", findings)], 0.7)
        result = link(source, findings, registry.slice(source, findings))
        assert [(m.entity, m.place.start, m.place.end) for m in result.mentions] == [("deer", 3, 7)]


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


def test_a_main_name_is_shared_by_namesakes_only() -> None:
    one, other = entity("a", "王小明"), entity("b", "王小明")
    assert not resolve([one, other], (), 0.7)[1]
    assert not resolve([one, entity("b", "王晓明", Name(text="王小明", ambiguous=True))], (), 0.7)[1]
    firm = entity("c", "王小明", kind="company")
    assert [p.code for p in resolve([one, firm], (), 0.7)[1]] == ["shared-name"]


def test_the_name_of_two_is_nobody_elses() -> None:
    two = [entity("a", "王小明"), entity("b", "王小明")]
    registry, _ = resolve(two, [say("x", person("王小明", "Wang Xiaoming", confidence=0.9))], 0.7)
    assert registry.entities == tuple(two)


def namesakes(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(name, whose) of an article about two people of one name, and the notices"""
    firms = [entity("north", "北风研究院", kind="company"), entity("south", "南山电器", kind="company")]
    mine = replace(entity("a", "王小明", Name(text="王老大")), roles=(CuratedRole(company="north", title="总工程师"),))
    other = replace(entity("b", "王小明"), roles=(CuratedRole(company="south", title="董事长"),))
    registry, _ = resolve([*firms, mine, other], (), 0.7)
    source = Article(id="x", path="x.txt", meta=Meta(), blocks=(Block(kind="paragraph", text=text),))
    linked = link(source, Findings(), registry.slice(source, Findings()))
    found = [(text[m.place.start : m.place.end], m.entity) for m in linked.mentions if m.kind == "person"]
    return found, [str(problem) for problem in unlinked([linked])]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("北风研究院的王小明来了。", "a"),
        ("董事长王小明来了。", "b"),
        ("王老大来了。王小明说好。", "a"),
        ("北风研究院开会。南山电器的王小明来了。", "b"),
    ],
)
def test_a_cue_tells_namesakes_apart(text: str, whose: str) -> None:
    found, notices = namesakes(text)
    assert found[-1] == ("王小明", whose)
    assert not notices


@pytest.mark.parametrize(
    "text", ["王小明来了。", "北风研究院和南山电器开会。王小明来了。", "北风研究院的王小明，南山电器的。"]
)
def test_a_name_of_two_without_a_cue_is_reported_and_not_linked(text: str) -> None:
    found, (notice,) = namesakes(text)
    assert not [one for one in found if one[0] == "王小明"]
    assert notice.startswith("x.txt: notice[namesakes]: '王小明' may be person/a or person/b: one place is not linked")


def test_a_rejected_name_makes_nobody_under_any_of_its_names() -> None:
    both = [say("x", person("阿尔塔·维斯科", "Arta Visko")), say("y", person("Arta Visko")), say("z", person("Bo Lan"))]
    rejected = Rejection(kind="person", names=("阿尔塔・维斯科",))
    registry, _ = resolve((), both, 0.7, [rejected])
    assert [e.id for e in registry.entities] == ["bo-lan"]
    assert not registry.doubtful


def test_what_is_curated_is_not_rejected() -> None:
    mine = entity("arta", "阿尔塔・维斯科")
    found = [say("x", person("阿尔塔·维斯科", "Arta Visko"))]
    registry, _ = resolve([mine], found, 0.7, [Rejection(kind="person", names=("阿尔塔・维斯科",))])
    source = Article(id="x", path="", meta=Meta(), blocks=(Block(kind="paragraph", text="Arta Visko left."),))
    assert [one.id for one in registry.slice(source, found[0][1]).known] == ["arta"]


def test_who_is_not_sure_enough_is_kept_aside() -> None:
    found = [say("x", person("阿尔塔・维斯科", confidence=0.5)), say("y", person("Bo Lan", confidence=0.8))]
    registry, _ = resolve((), found, 0.7)
    assert [e.id for e in registry.entities] == ["bo-lan"]
    assert [(e.id, e.confidence) for e in registry.doubtful] == [("阿尔塔-维斯科", 0.5)]
    assert [e.id for e in resolve((), found, 0.5)[0].entities] == ["bo-lan", "阿尔塔-维斯科"]


def test_two_that_articles_make_one_are_split_by_two_files() -> None:
    found = [say("x", person("Bo Lan", "Bo Lann")), say("y", person("Bo Lann"))]
    assert len(resolve((), found, 0.7)[0].entities) == 1
    apart = [replace(entity("bo-lan", "Bo Lan"), formerly=("bo",)), entity("bo-lann", "Bo Lann")]
    registry, problems = resolve(apart, found, 0.7)
    assert registry.entities == tuple(apart) and not problems
    source = Article(id="y", path="", meta=Meta(), blocks=(Block(kind="paragraph", text="Bo Lann left."),))
    assert [one.id for one in registry.slice(source, found[1][1]).known] == ["bo-lann"]


def test_a_found_page_never_lies_on_one_of_our_own() -> None:
    registry, _ = resolve((), [say("x", person("Index", kind="company"))], 0.7)
    assert registry.entities[0].id.startswith("index-")


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


def test_a_person_of_one_article_with_a_curated_last_name_waits_for_the_editor() -> None:
    mine = entity("arta", "阿尔塔·维斯科")
    one = [say("a", person("本·维斯科"), person("本·科里"))]
    registry, _ = resolve([mine], one, 0.7)
    assert [e[1:3] for e in shown(registry)] == [("curated", ("阿尔塔·维斯科",)), ("found", ("本·科里",))]
    assert [e.name for e in registry.doubtful] == ["本·维斯科"]
    registry, _ = resolve([mine], [*one, say("b", person("本·维斯科"))], 0.7)
    assert {e.name for e in registry.entities} == {"阿尔塔·维斯科", "本·科里", "本·维斯科"}
