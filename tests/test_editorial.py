"""What editors write: people, companies, sidecars, pages; what is right is kept, every fault is told with its place."""

import pytest
from growth import grows_with_size
from hypothesis import given
from hypothesis import strategies as st

from dossier.editorial import (
    KnownIds,
    Titled,
    all_moved,
    check_entities,
    check_moved,
    known_ids,
    parse_entity,
    parse_page,
    parse_sidecar,
    resolve_sidecar,
)
from dossier.editorial.dates import is_date, is_interval, moment
from dossier.editorial.identifiers import identifier_fault
from dossier.errors import Problem
from dossier.model import Annotation, CuratedRole, Entity, Event, Name, Sidecar, Where

PERSON, COMPANY = Titled("a", "person", "a.md"), Titled("a", "company", "a.md")


def lines(problems: tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in problems]


def person(head: str, body: str = "") -> tuple[Entity | None, tuple[Problem, ...]]:
    return parse_entity(f"---\n{head}\n---\n{body}", PERSON)


def sidecar(text: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    found, problems = parse_sidecar(text, "a.yaml")
    assert found is not None
    return found, problems


# --- people and companies ------------------------------------------------------------------------------------------

WHOLE = """\
name: 米拉・穆拉蒂
latin: Mira Murati
aliases: [Murati, {name: 米拉・穆拉提, sic: true}, {name: 米拉, ambiguous: yes}, {name: M, ambiguous: on}, Murati]
roles:
  - {company: openai, title: 首席技术官, until: 2024-09, source: 2024/openai-talent}
ids: {wikidata: Q42, orcid: 0000-0002-1825-0097}
links: [https://example.org/a, https://example.org/a]
formerly: mira
hide: no"""


def test_a_person_as_the_plan_describes_one() -> None:
    found, problems = person(WHOLE, "她在 **OpenAI** 工作。\n")
    assert not problems and found is not None
    assert (found.id, found.kind, found.name, found.latin) == ("a", "person", "米拉・穆拉蒂", "Mira Murati")
    assert found.names == (
        Name(text="米拉・穆拉蒂"),
        Name(text="Mira Murati"),
        Name(text="Murati"),
        Name(text="米拉・穆拉提", sic=True),
        Name(text="米拉", ambiguous=True),
        Name(text="M", ambiguous=True),
    )
    role = CuratedRole(company="openai", title="首席技术官", until="2024-09", source="2024/openai-talent")
    assert [(r.company, r.title, r.since, r.until, r.source) for r in found.roles] == [
        (role.company, role.title, role.since, role.until, role.source)
    ]
    assert found.ids == (("orcid", "0000-0002-1825-0097"), ("wikidata", "Q42"))
    assert found.links == ("https://example.org/a",)
    assert (found.formerly, found.hide, found.biography[0].text) == (("mira",), False, "她在 OpenAI 工作。")
    assert found.where == Where(path="a.md", line=2, column=7)


def test_a_company_has_a_type_and_no_roles() -> None:
    found, problems = parse_entity("---\nname: 麻省理工\ntype: university\n---\n", COMPANY)
    assert found is not None and found.type == "university" and not problems
    assert lines(parse_entity("---\nname: x1\nroles: []\n---\n", COMPANY)[1])[0].startswith("a.md:3:1: error[unknown-k")


#: A fault in a person's file → how its line begins, and what it says somewhere.
FAULTS = {
    "latin: X": ("a.md:2:1: error[missing-field]", "'name' is missing (add 'name: …')"),
    "name: 米\nalias: [x]": ("a.md:3:1: error[unknown-key]", "did you mean 'aliases'?"),
    "name: 米拉\naliases: [拉]": (
        "a.md:3:11: error[short-alias]",
        "'拉' is one character, which would link everywhere (remove it)",
    ),
    "name: 米拉\naliases: [M]": ("a.md:3:11: error[short-alias]", "{name: …, ambiguous: true}"),
    "name: 米拉\naliases: [{name: 拉, ambiguous: true}]": ("a.md:3:11: error[short-alias]", "remove it"),
    "name: 米拉\naliases: ['']": ("a.md:3:11: error[missing-field]", "an alias is empty"),
    "name: 米拉\naliases: ['——']": ("a.md:3:11: error[bad-alias]", "'——' has no letter"),
    "name: 米拉\naliases: [[x]]": ("a.md:3:11: error[yaml-type]", "must be keys and values, not a list"),
    "name: 米拉\naliases: [{nam: x}]": ("a.md:3:12: error[unknown-key]", "did you mean 'name'?"),
    "name: 米拉\nroles: [{company: x}]": ("a.md:3:9: error[missing-field]", "'title' is missing"),
    "name: 米拉\nroles: [{company: x, title: y, since: 去年}]": ("a.md:3:39: error[bad-date]", "write 2024, 2024-10"),
    "name: 米拉\nroles: {company: x, title: y, since: 2024, until: 2023-05}": (
        "a.md:3:51: error[bad-date]",
        "the role ends before 2024, when it begins",
    ),
    "name: 米拉\nids: {wikidata: 42}": ("a.md:3:17: error[bad-identifier]", "for example Q42"),
    "name: 米拉\nids: {orcid: 0000-0002-1825-0096}": ("a.md:3:14: error[bad-identifier]", "check digit"),
    "name: 米拉\nids: {Wiki Data: x}": ("a.md:3:18: error[bad-identifier]", "name of a catalogue"),
    "name: 米拉\nids: {viaf: 'a b'}": ("a.md:3:13: error[bad-identifier]", "cannot have"),
    "name: 米拉\nlinks: [javascript:x]": ("a.md:3:9: error[bad-url]", "begin with https://"),
    "name: 米拉\nformerly: [../x]": ("a.md:3:12: error[bad-id]", "begins with a dot"),
    "name: 米拉\nformerly: [a b]": ("a.md:3:12: error[bad-id]", "it has a space"),
    "name: 米拉\nformerly: [Index]": ("a.md:3:12: error[reserved-id]", "Dossier's own"),
    "name: 米拉\nformerly: [x.html/y]": ("a.md:3:12: error[bad-id]", "ends in .html"),
    "name: 米拉\nhide: maybe": ("a.md:3:7: error[yaml-type]", "true or false"),
    "name: 米拉\nname: 拉拉": ("a.md:3:1: error[duplicate-key]", "line 2"),
    "name: 米": ("a.md:2:7: error[short-name]", "the name '米' is one character"),
}


@pytest.mark.parametrize("head", FAULTS)
def test_faults_of_a_person_are_told(head: str) -> None:
    begins, says = FAULTS[head]
    found = [line for line in lines(person(head)[1]) if line.startswith(begins)]
    assert len(found) == 1 and says in found[0], lines(person(head)[1])
    assert found[0].endswith(")") or "must be" in found[0], "a hint is missing"


def test_all_faults_are_told_at_once_and_the_rest_is_kept() -> None:
    found, problems = person("name: 米拉\nhide: x\nids: {wikidata: 1, isni: 0000 0001 2150 090X}\nfoo: 1\nlinks: [x]")
    assert found is not None and found.ids == (("isni", "0000 0001 2150 090X"),)
    assert [p.where.line for p in sorted(problems, key=lambda p: p.where.line)] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "no-front-matter", 1),
        ("# 米拉\n", "no-front-matter", 1),
        ("---\nname: x\n", "front-matter-open", 1),
        ("---\nname: 'x\n---\n", "yaml-syntax", 2),
        ("---\n- name\n---\n", "yaml-type", 2),
        ("\n---\nname: x\n---\n", "no-front-matter", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_one_fault(text: str, code: str, line: int) -> None:
    for found, problems in (parse_entity(text, PERSON), parse_page(text, "a", "a.md")):
        assert found is None
        assert [(p.code, p.where.line, bool(p.hint)) for p in problems] == [(code, line, True)]


@given(st.text(alphabet="ab米1 \n:-[]{}'\"#nametilsroy") | st.text())
def test_no_file_of_an_editor_raises(text: str) -> None:
    for made in (text, f"---\nname: x y\n{text}\n---\n{text}"):
        for found, problems in (parse_entity(made, PERSON), parse_page(made, "a", "p"), parse_sidecar(made, "s")):
            assert found is not None or problems


# --- identifiers and dates -----------------------------------------------------------------------------------------


@given(st.text(alphabet="0123456789", min_size=15, max_size=15), st.integers(0, 14), st.integers(1, 9))
def test_an_orcid_has_one_check_digit_and_no_digit_may_change(digits: str, at: int, by: int) -> None:
    def valid(value: str) -> list[str]:
        shown = [f"{value[:4]}-{value[4:8]}-{value[8:12]}-{value[12:]}{last}" for last in "0123456789X"]
        return [orcid for orcid in shown if identifier_fault("orcid", orcid) == ("", "")]

    changed = digits[:at] + str((int(digits[at]) + by) % 10) + digits[at + 1 :]
    assert len(valid(digits)) == 1
    assert valid(digits)[0][-1] != valid(changed)[0][-1]


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=18, max_size=18))
def test_a_lei_has_the_check_digits_of_iso_7064(start: str) -> None:
    number = int("".join(str(int(char, 36)) for char in start + "00"))
    check = 98 - number % 97
    assert identifier_fault("lei", f"{start}{check:02d}") == ("", "")
    assert identifier_fault("lei", f"{start}{check - 1:02d}") != ("", "")


@pytest.mark.parametrize(
    ("scheme", "value"), [("wikidata", "Q0"), ("isni", "0000 0001-2150 090X"), ("lei", "x"), ("", "1")]
)
def test_identifiers_that_are_none(scheme: str, value: str) -> None:
    fault, hint = identifier_fault(scheme, value)
    assert fault and hint


@pytest.mark.parametrize("text", ["2024", "2024-10", "2024-02-29", "0001-01-01"])
def test_dates(text: str) -> None:
    assert is_date(text) and is_interval(text) and moment(text) == text


@pytest.mark.parametrize(
    "text", ["", "去年", "2024-13", "2023-02-29", "24-10", "0000", "2024-1", "２０２４", "2024/10/03"]
)
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text) and not is_interval(text) and not moment(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-10-03T14:31", "2024-10-03T14:31"),
        ("2024-10-03 14:31:59.5+08:00", "2024-10-03T14:31"),
        ("2024-10-03T14:31Z", "2024-10-03T14:31"),
        ("2024-10-03T24:00", ""),
        ("2024-10T14:31", ""),
        ("2024-02-30 14:31", ""),
    ],
)
def test_moments(text: str, value: str) -> None:
    assert moment(text) == value


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2023/2024", True),
        ("2024/2024-10", True),
        ("2024-10/2024-09", False),
        ("2024/", False),
        ("2023/2024/2025", False),
    ],
)
def test_intervals(text: str, right: bool) -> None:
    assert is_interval(text) is right


# --- sidecars and pages --------------------------------------------------------------------------------------------


def test_a_sidecar_as_the_plan_describes_one() -> None:
    found, problems = sidecar("""\
title: 标题
date: 2024-10-08 14:31
author: [甲, 乙]
url: https://example.org/x
lang: zh-Hant
topics: 人事
rights: excerpt
note: 一篇。
annotations:
  - quote: 鲍勃・麦克格鲁(Bob McCrew)
    correction: Bob McGrew
    note: 原文**误拼**。
  - quote: 也宣布离职
    event: {type: left, person: tim-brooks, people: [tim-brooks, x], company: openai, date: 2024-10-03}
  - {quote: 约翰, prefix: 西蒙・, entity: none, all: true}
clean:
  keep: ["#story p", {text: 责任编辑：  周远}]
  drop: /扫码.*/
""")
    assert not problems
    assert (found.date, found.author, found.topics, found.rights) == (
        "2024-10-08T14:31",
        ("甲", "乙"),
        ("人事",),
        "excerpt",
    )
    first, second, third = found.annotations
    assert (first.correction, first.note[0].text) == ("Bob McGrew", "原文误拼。")
    assert second.event == Event(type="left", date="2024-10-03", people=("tim-brooks", "x"), companies=("openai",))
    assert (third.prefix, third.entity, third.everywhere) == ("西蒙・", "none", True)
    assert third.where == Where(path="a.yaml", line=15, column=13)
    assert [(d.verb, d.kind, d.text, d.scope, d.where.line) for d in found.clean] == [
        ("keep", "selector", "#story p", "a.yaml, clean", 17),
        ("keep", "text", "责任编辑： 周远", "a.yaml, clean", 17),
        ("drop", "pattern", "扫码.*", "a.yaml, clean", 18),
    ]


#: A fault in a sidecar → its place and code, and what it says somewhere.
SIDECAR_FAULTS = {
    "date: 昨天": ("a.yaml:1:7: error[bad-date]", "2024-10-03T14:31"),
    "rights: none": ("a.yaml:1:9: error[unknown-value]", "one of: excerpt, full, link"),
    "url: [https://a.org/, https://b.org/]": ("a.yaml:1:6: error[yaml-type]", "one address"),
    "url: ftp://x": ("a.yaml:1:6: error[bad-url]", "https://"),
    "lang: 中文": ("a.yaml:1:7: error[bad-lang]", "zh-Hant"),
    "annotations: [{quote: x}]": ("a.yaml:1:15: error[empty-annotation]", "add note, correction, event or entity"),
    "annotations: [{note: x}]": ("a.yaml:1:15: error[missing-field]", "'quote' is missing"),
    "annotations: [x]": ("a.yaml:1:15: error[yaml-type]", "keys and values"),
    "annotations: [{quote: x, note: [y]}]": ("a.yaml:1:32: error[yaml-type]", "a text, not a list"),
    "annotations: [{quote: x, event: {type: gone}}]": ("a.yaml:1:40: error[unknown-value]", "'type' cannot be 'gone'"),
    "annotations: [{quote: x, event: {date: 2024}}]": ("a.yaml:1:33: error[missing-field]", "'type' is missing"),
    "annotations: [{quote: x, event: {type: left, date: x}}]": ("a.yaml:1:52: error[bad-date]", "with '/' between"),
    "annotation: []": ("a.yaml:1:1: error[unknown-key]", "did you mean 'annotations'?"),
    "tittle: x": ("a.yaml:1:1: error[unknown-key]", "did you mean 'title'?"),
}


@pytest.mark.parametrize("text", SIDECAR_FAULTS)
def test_faults_of_a_sidecar_are_told(text: str) -> None:
    begins, says = SIDECAR_FAULTS[text]
    found = [line for line in lines(sidecar(text)[1]) if line.startswith(begins)]
    assert len(found) == 1 and says in found[0], lines(sidecar(text)[1])


def test_an_annotation_with_a_fault_does_not_take_the_others_along() -> None:
    found, problems = sidecar(
        "annotations:\n- {quote: a, note: x}\n- {note: y}\n- {quote: b}\n- {quote: c, entity: z}\n"
    )
    assert [a.quote for a in found.annotations] == ["a", "c"]
    assert len(problems) == 2


def test_a_page() -> None:
    page, problems = parse_page("---\ntitle: 关于\norder: 2\n---\n# 一\n\n二\n", "about", "about.md")
    assert page is not None and not problems
    assert (page.id, page.title, page.order, [b.text for b in page.blocks]) == ("about", "关于", 2, ["一", "二"])
    assert lines(parse_page("---\ntitle: x\norder: first\n---\n", "a", "a.md")[1])[0].startswith(
        "a.md:3:8: error[yaml-t"
    )


# --- references ----------------------------------------------------------------------------------------------------


def entity(ident: str, kind: str = "person", **fields: object) -> Entity:
    made = {"name": ident, "names": (Name(text=ident),), "where": Where(path=f"{ident}.md", line=2, column=7), **fields}
    return Entity(id=ident, kind=kind, **made)  # type: ignore[arg-type]


ENTITIES = (
    entity("tim-brooks", formerly=("timothy",)),
    entity("apple"),
    entity("openai", "company"),
    entity("apple", "company"),
)
IDS = known_ids(ENTITIES, ["2024/x"], {"2024/x": Sidecar(formerly=("old-x",))})


def annotated(**fields: object) -> Sidecar:
    where = Where(path="a.yaml", line=3, column=5)
    return Sidecar(annotations=(Annotation(quote="q", where=where, **fields),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "meant", "says"),
    [
        ("tim-brooks", "person/tim-brooks", ""),
        ("company/apple", "company/apple", ""),
        ("none", "none", ""),
        ("apple", None, "'apple' is a person and a company (write person/apple or company/apple)"),
        ("openia", None, "there is no person or company 'openia' (did you mean 'openai'?)"),
        ("timothy", None, "(it is 'tim-brooks' now)"),
        ("person/openai", None, "there is no person 'openai'"),
        ("zzz", None, "(correct it, or make a file for it in content/people or content/companies)"),
    ],
)
def test_whom_an_annotation_means(written: str, meant: str | None, says: str) -> None:
    found, problems = resolve_sidecar(annotated(entity=written), IDS)
    assert found.annotations[0].entity == meant
    assert (
        (says in lines(problems)[0] and lines(problems)[0].startswith("a.yaml:3:5: error[")) if says else not problems
    )


def test_an_event_keeps_those_who_exist() -> None:
    event = Event(type="left", people=("tim-brooks", "tim"), companies=("opnai", "openai"))
    found, problems = resolve_sidecar(annotated(event=event), IDS)
    assert found.annotations[0].event == Event(type="left", people=("tim-brooks",), companies=("openai",))
    assert [p.code for p in problems] == ["unknown-person", "unknown-company"]


def test_roles_name_companies_and_articles_that_exist() -> None:
    roles = (
        CuratedRole(company="openai", title="a", source="2024/x"),
        CuratedRole(company="openai", title="b", source="old-x"),
        CuratedRole(company="opena", title="c"),
    )
    (checked,), problems = check_entities([entity("p", roles=roles)], IDS)
    assert [(r.title, r.source) for r in checked.roles] == [("a", "2024/x"), ("b", "")]
    assert [p.hint for p in problems] == ["it is '2024/x' now", "did you mean 'openai'?"]


@pytest.mark.parametrize(
    ("ident", "old", "code"),
    [
        ("a", "timothy", "formerly-twice"),
        ("a", "Timothy", "formerly-twice"),
        ("a", "tim-brooks", "formerly-live"),
        ("a", "Tim-Brooks", "formerly-live"),
        ("a", "a", "formerly-live"),
        ("a", "openai", ""),
        ("a", "b", ""),
    ],
)
def test_an_old_address_leads_to_one_page(ident: str, old: str, code: str) -> None:
    entities = (*ENTITIES, entity(ident, formerly=(old,)))
    problems = check_moved(all_moved(entities, {}), known_ids(entities, [], {}))
    assert [p.code for p in problems] == ([code] if code else [])
    assert all(p.where.path == "a.md" and p.hint for p in problems)


def test_unknown_ids_take_no_longer_than_the_archive_is_large() -> None:
    event = Event(type="left", people=tuple(f"persona-{n}x" for n in range(50)))

    def known(size: int) -> KnownIds:
        return KnownIds(
            people=frozenset(f"person-{n}" for n in range(size)),
            renamed=tuple((f"person/old-{n:05d}", f"person/person-{n}") for n in range(size)),
        )

    def work(size: int) -> None:
        _, problems = resolve_sidecar(annotated(event=event), known(size))
        assert len(problems) == 50

    grows_with_size(work, 8_000)
    assert known(10).new_id("person", "old-00007") == "person-7" and known(10).new_id("person", "old") == ""
