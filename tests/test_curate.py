"""The editor takes over what was found: suggest, accept, reject, and the files that they write."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli import main
from dossier.cli.changes import new_files
from dossier.editorial import check_rejected, parse_entity, parse_rejected, parse_sidecar
from dossier.editorial.entity import Titled
from dossier.editorial.entity_file import Draft, absorbed, entity_text
from dossier.editorial.proposals import parse_proposals, proposals_text
from dossier.editorial.rejected import with_rejection
from dossier.errors import Failure
from dossier.gather import no_site
from dossier.link.likeness import alike, cut_out
from dossier.model import (
    Anchor,
    Annotation,
    Article,
    Block,
    Entity,
    EntityKind,
    Event,
    EventFact,
    Linked,
    Meta,
    Name,
    Place,
    Rejection,
)
from dossier.suggest import event_suggestions

ARTICLE = """新的院长

北风研究院任命阿尔塔・维斯科（Arta Visko）为院长。维斯科说，她会先看看大家的工作，再作打算。

院里的人说，博・兰（Bo Lan）也在名单上，但博・兰表示自己没有听说过这件事，要等通知。
"""
FILES = {
    "site.yaml": "title: 试\nlang: zh\n",
    "content/companies/north.md": "---\nname: 北风研究院\n---\n",
    "content/people/mei.md": "---\nname: 梅・雨 # 作者\naliases: [Mei Yu]\n---\n正文。\n",
    "content/articles/2024/new.txt": ARTICLE,
    "content/articles/2024/new.yaml": "# 旁注\ndate: 2024-05-01\n",
}


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def command(site: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a verb on the site"""

    def run(*words: str) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["--site", str(site), *words])
        captured = capfd.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run


def files(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in (site / "content").rglob("*") if p.is_file()}


# --- the verbs -----------------------------------------------------------------------------------------------------


def test_suggest_lists_who_was_found_with_the_reasons_and_writes_nothing(command: Command, site: Path) -> None:
    before = files(site)
    ran = command("suggest")
    assert ran.code == 0
    assert "person/arta-visko  0." in ran.out
    assert "阿尔塔・维斯科 (Arta Visko), 1 article" in ran.out
    assert "名字中间有间隔号" in ran.out and "北风研究院任命" in ran.out and "[2024/new]" in ran.out
    assert files(site) == before
    found = [json.loads(line) for line in command("suggest", "--json").out.splitlines()]
    assert {"person/arta-visko", "person/bo-lan"} <= {one["id"] for one in found}
    assert found == sorted(found, key=lambda one: (-one["confidence"], one["kind"], one["id"]))
    assert all(one["page"] == (one["confidence"] >= 0.7) for one in found)


def test_who_is_below_the_threshold_is_suggested_without_a_page(command: Command, site: Path) -> None:
    (site / "site.yaml").write_text("title: 试\nlang: zh\nfound: {threshold: 1}\n", "utf-8")
    assert {json.loads(line)["page"] for line in command("suggest", "--json").out.splitlines()} == {False}
    assert command("build").code == 0
    assert not (site / "_site/people/arta-visko.html").exists()


def test_accept_keeps_the_address_and_the_next_build_shows_it_as_curated(command: Command, site: Path) -> None:
    assert command("build").code == 0
    pages = {p.name for p in (site / "_site/people").iterdir()}
    found = (site / "_site/people/arta-visko.html").read_text("utf-8")
    assert "noindex" in found and "名字中间有间隔号" in found
    assert re.search(
        r'<blockquote [^>]*>北风研究院任命[^<]* <a class="at" href="\.\./articles/2024/new\.html#p\w+"', found
    )
    ran = command("accept", "person/arta-visko")
    assert (ran.code, ran.out) == (0, "content/people/arta-visko.md\n")
    text = files(site)["content/people/arta-visko.md"]
    assert text == "---\nname: 阿尔塔・维斯科\nlatin: Arta Visko\nids:\nformerly: [阿尔塔-维斯科]\n---\n"
    assert command("build", "--strict").code == 0
    assert {p.name for p in (site / "_site/people").iterdir()} == pages
    assert "noindex" not in (site / "_site/people/arta-visko.html").read_text("utf-8")
    assert "arta-visko" not in command("suggest").out


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_an_unknown_id_is_wrong_usage(command: Command, site: Path, verb: str) -> None:
    before = files(site)
    ran = command(verb, "bo-lan", "arta-visco")
    assert ran.code == 2
    assert "there is no 'arta-visco' (did you mean 'arta-visko'?)" in ran.err
    assert "'mei' is curated already" in command(verb, "mei").err
    assert files(site) == before


def test_what_is_rejected_gets_no_page_and_is_not_suggested_again(command: Command, site: Path) -> None:
    ran = command("reject", "arta-visko")
    assert (ran.code, ran.out) == (0, "content/rejected.yaml\n")
    assert "阿尔塔・维斯科" in files(site)["content/rejected.yaml"]
    assert "arta-visko" not in command("suggest").out
    assert command("reject", "bo-lan").code == 0
    assert command("build", "--strict").code == 0
    assert not (site / "_site/people/arta-visko.html").exists()
    rejected, problems = parse_rejected(files(site)["content/rejected.yaml"])
    assert [one.names[0] for one in rejected] == ["阿尔塔・维斯科", "博・兰"] and not problems


def test_accept_into_a_curated_one_gives_it_names_and_addresses(command: Command, site: Path) -> None:
    assert command("accept", "--into", "mei", "bo-lan").code == 0
    text = files(site)["content/people/mei.md"]
    assert text.startswith("---\nname: 梅・雨 # 作者\n") and text.endswith("---\n正文。\n")
    entity, problems = parse_entity(text, Titled("mei", "person", ""))
    assert entity and not problems
    assert {name.text for name in entity.names} >= {"博・兰", "Bo Lan"} and "bo-lan" in entity.formerly
    assert command("build", "--strict").code == 0
    assert "mei.html" in (site / "_site/people/bo-lan.html").read_text("utf-8")
    assert command("accept", "--into", "nobody", "arta-visko").code == 2
    assert command("accept", "--into", "north", "arta-visko").code == 1


def test_decisions_may_be_taken_in_a_file(command: Command, site: Path) -> None:
    assert command("suggest", "--write").code == 0
    path = site / "content/suggestions.yaml"
    entries, problems = parse_proposals(path.read_text("utf-8"))
    assert {"person/arta-visko", "person/bo-lan"} <= {one.ref for one in entries} and not problems
    text = path.read_text("utf-8")
    for ident, decision in (("arta-visko", "accept"), ("bo-lan", "reject")):
        text = text.replace(f"- id: person/{ident}\n    do: ''", f"- id: person/{ident}\n    do: {decision}")
    path.write_text(text.replace("name: 阿尔塔・维斯科", "name: 阿尔塔・维斯柯"), "utf-8")
    assert command("suggest", "--write").code == 0  # what the editor wrote stays
    assert (command("accept").out, command("reject").out) == (
        "content/people/arta-visko.md\n",
        "content/rejected.yaml\n",
    )
    assert "name: 阿尔塔・维斯柯" in files(site)["content/people/arta-visko.md"]
    assert (command("accept").out, command("reject").out) == ("", "")
    path.write_text("suggestions: [{id: person/x, name: x, do: perhaps}]\n", "utf-8")
    ran = command("accept")
    assert ran.code == 1 and "content/suggestions.yaml:1:43: error[unknown-value]" in ran.err


def test_an_event_goes_to_the_sidecar(command: Command, site: Path) -> None:
    ran = command("suggest", "--events", "--json")
    happened = [json.loads(line) for line in ran.out.splitlines()]
    (event,) = [one for one in happened if one["type"] == "appointed"]
    refused = command("accept", event["id"])
    assert refused.code == 1 and "first accept person/arta-visko" in refused.err
    assert command("accept", "arta-visko").code == 0
    assert command("accept", event["id"]).out == "content/articles/2024/new.yaml\n"
    text = files(site)["content/articles/2024/new.yaml"]
    assert text.startswith("# 旁注\ndate: 2024-05-01\n")
    sidecar, problems = parse_sidecar(text, "")
    assert sidecar and not problems
    (said,) = sidecar.annotations
    assert said.event and (said.event.type, said.event.people) == ("appointed", ("arta-visko",))
    assert event["id"] not in command("suggest", "--events").out
    assert command("build", "--strict").code == 0


# --- the files -----------------------------------------------------------------------------------------------------

KINDS = st.sampled_from(["person", "company"])
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=2, max_size=20)


@given(NAMES, NAMES, st.lists(NAMES, max_size=3))
def test_a_new_file_says_what_was_meant_or_is_refused(name: str, latin: str, aliases: list[str]) -> None:
    draft = Draft(kind="person", id="x", name=name, latin=latin, aliases=tuple(aliases))
    try:
        text = entity_text(draft)
    except Failure:
        return
    entity, problems = parse_entity(text, Titled("x", "person", ""))
    assert entity and not problems
    assert [n.text for n in entity.names] == list(dict.fromkeys([name, latin, *aliases]))


def test_a_name_that_would_link_everywhere_is_refused() -> None:
    with pytest.raises(Failure, match="short-name"):
        entity_text(Draft(kind="person", id="x", name="风"))


def test_a_merge_writes_no_name_twice() -> None:
    text = absorbed(
        "---\nname: 甲乙\n---\n", Draft(kind="person", id="b", name="甲乙", aliases=("丙丁",)), frozenset({"甲乙"})
    )
    assert text.count("甲乙") == 1 and "丙丁" in text and "b" in text


WRITTEN = NAMES.map(str.strip).filter(bool)


@given(st.lists(st.tuples(KINDS, st.lists(WRITTEN, min_size=1, max_size=3))))
def test_rejections_are_read_as_they_were_written(entries: list[tuple[EntityKind, list[str]]]) -> None:
    text, kept = "", []
    for kind, names in entries:
        one = Rejection(kind=kind, names=tuple(names))
        try:
            text = with_rejection(text, one)
        except Failure:
            continue
        kept.append((kind, one.names))
    rejected, problems = parse_rejected(text)
    assert not problems
    assert sorted((one.kind, one.names) for one in rejected) == sorted(kept)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("peopel: [甲乙]", "1:1: error[unknown-key]"),
        ("people: [{nam: 甲乙}]", "1:10: error[missing-field]"),
        ("people: ['']", "1:10: error[missing-field]"),
        ("people: [[甲乙]]", "1:10: error[yaml-type]"),
    ],
)
def test_faults_of_rejected_yaml_have_a_place(text: str, said: str) -> None:
    _, problems = parse_rejected(text)
    assert any(str(problem).startswith(f"content/rejected.yaml:{said}") for problem in problems)


def test_a_rejected_name_that_is_curated_is_a_warning() -> None:
    rejected, _ = parse_rejected("people: [甲乙]")
    (problem,) = check_rejected(rejected, [named("a", "甲乙")])
    assert str(problem).startswith("content/rejected.yaml:1:10: warning[rejected-curated]")


def test_no_suggestions_are_a_file_too() -> None:
    assert parse_proposals(proposals_text([])) == ((), ())


def test_files_accepted_together_claim_no_address_twice(tmp_path: Path) -> None:
    drafts = [
        Draft(kind="person", id="甲", name="甲一", formerly=("乙", "丙")),
        Draft(kind="person", id="乙", name="乙二", formerly=("丙", "丁")),
    ]
    changes = new_files(no_site(), tmp_path, drafts)
    entities = [parse_entity(text, Titled(path, "person", path))[0] for path, text in changes.items()]
    assert [entity.formerly for entity in entities if entity] == [("丙",), ("丁",)]


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "content/people").mkdir(parents=True)
    (tmp_path / "content/people/a.md").write_text("mine", "utf-8")
    with pytest.raises(Failure, match="file-exists"):
        new_files(no_site(), tmp_path, [Draft(kind="person", id="a", name="甲一")])


# --- likely duplicates ---------------------------------------------------------------------------------------------


def named(ident: str, *names: str, kind: EntityKind = "person") -> Entity:
    return Entity(id=ident, kind=kind, name=names[0], names=tuple(Name(text=name) for name in names))


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Timothy R. Brooks", "Brooks, Timothy", "same-words"),
        ("José Núñez", "Jose Nunez", "same-words"),
        ("Tim Brooks", "Timothy Brooks", "spelling"),
        ("Sergey Brin", "Sergei Brin", "spelling"),
        ("S. Altman", "Sam Altman", "spelling"),
        ("米拉・穆拉蒂", "米拉・穆拉提", "transliteration"),
        ("格雷格・布罗克曼", "格瑞格・布洛克曼", "transliteration"),
        ("穆拉蒂", "米拉・穆拉蒂", "part"),
        ("Altman", "Sam Altman", "part"),
        ("Tim Brooks", "Tom Brooks", ""),
        ("米拉・穆拉蒂", "马克・陈", ""),
        ("王伟", "王伟东", ""),
        ("Ann", "Anna Brooks", ""),
    ],
)
def test_people_who_may_be_one(one: str, other: str, how: str) -> None:
    assert [pair.how for pair in alike([named("a", one), named("b", other)])] == ([how] if how else [])


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [("DeepMind", "Google DeepMind", "part"), ("北风", "北风研究院", "part"), ("北风", "南山", "")],
)
def test_companies_that_may_be_one(one: str, other: str, how: str) -> None:
    pair = [named("a", one, kind="company"), named("b", other, kind="company")]
    assert [found.how for found in alike(pair)] == ([how] if how else [])
    assert not alike([pair[0], named("b", one)])  # a person is no company


def test_a_name_that_is_cut_out_of_a_longer_one_is_known() -> None:
    people = [named("a", "霍普菲"), named("b", "约翰・霍普菲尔德"), named("c", "约翰"), named("d", "霍普菲尔德")]
    assert cut_out(people) == {0}
    assert not cut_out([named("a", "王伟"), named("b", "王伟东")])


def test_a_word_that_many_names_have_is_no_sign() -> None:
    many = [named("bank", "Bank", kind="company")]
    many += [named(f"b{n}", f"{chr(65 + n)}{chr(97 + n)}{chr(97 + n)} Bank", kind="company") for n in range(20)]
    assert alike(many[:3]) and not alike(many)


# --- events --------------------------------------------------------------------------------------------------------


def test_an_event_quotes_enough_to_be_found_and_is_not_suggested_where_the_editor_states_it() -> None:
    text = "甲离开了公司。乙也离开了公司。"
    place = Place(block=0, start=9, end=14)
    article = Article(id="a", path="a.txt", meta=Meta(), blocks=(Block(kind="paragraph", text=text),))
    fact = EventFact(event=Event(type="left", people=("b",)), place=place)
    (one,) = event_suggestions([Linked(article=article, events=(fact, fact))])
    assert (one.quote, text.count(one.prefix + one.quote + one.suffix)) == ("离开了公司", 1)
    said = Annotation(quote="乙", event=Event(type="left"))
    anchor = Anchor(id="n", annotation=said, places=(Place(block=0, start=7, end=8),))
    stated = Article(id="a", path="a.txt", meta=Meta(), blocks=article.blocks, anchors=(anchor,))
    assert not event_suggestions([Linked(article=stated, events=(fact,))])
