"""A build after a change leaves what a clean one makes, byte for byte, and makes only the pages that it concerns."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dossier import sourcing
from dossier.cli import main
from dossier.link import Known, changes, readable, resolve, signs
from dossier.link.names import Form
from dossier.model import Article, Block, Candidate, Entity, Findings, Linked, Meta, Name
from dossier.render import Archive, Lot, State, Surroundings, Trace, book, lots, traced
from dossier.traces import FILE, Traces
from tests.render_builder import _linked as linked
from tests.render_builder import archive, block

PEOPLE = ("安澜", "周启明", "何若愚", "苏映雪", "林远山", "程一诺")
COMPANIES = ("启明实验室", "澜动智能", "远山科技")
SAYS = ("宣布离职", "加入{}", "说公司会继续扩大团队", "否认了传闻", "接受了采访，谈到{}的计划")


def article(number: int, extra: str = "") -> str:
    """Names two or three people and a company, which repeat from article to article"""
    people = [PEOPLE[(number * step) % len(PEOPLE)] for step in (1, 3, 5)]
    company = COMPANIES[number % len(COMPANIES)]
    lines = [f"第{number}号消息：{company}的变动", "", f"2024年{number % 12 + 1}月{number + 1}日，{company}发布消息。"]
    for at, person in enumerate(dict.fromkeys(people)):
        said = SAYS[(number + at) % len(SAYS)].format(company)
        lines += [
            "",
            f"{company}首席执行官{person}{said}，这是第{number * 7 + at}次。“我们会做第{number}件事。”{person}说。",
        ]
    return "\n".join([*lines, "", extra, ""])


def write_entity(site: Path, kind: str, name: str, front: dict[str, object]) -> None:
    folder = site / "content" / kind
    folder.mkdir(parents=True, exist_ok=True)
    ident = f"x{(PEOPLE + COMPANIES).index(name)}" if name in PEOPLE + COMPANIES else name
    (folder / f"{ident}.md").write_text(
        f"---\n{json.dumps({'name': name, **front}, ensure_ascii=False)}\n---\n", "utf-8"
    )


def write(site: Path, name: str, text: str) -> None:
    path = site / "content" / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def edited(site: Path, name: str, old: str, new: str) -> None:
    path = site / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site; the changes below are made to it one after the other"""
    site = tmp_path_factory.mktemp("incremental") / "site"
    for number in range(14):
        write(site, f"a{number:02}.txt", article(number))
    for name in PEOPLE[:5]:
        write_entity(site, "people", name, {})
    for name in COMPANIES:
        write_entity(site, "companies", name, {})
    (site / "site.yaml").write_text("title: 试验\nlang: zh\nurl: https://example.org/\n", "utf-8")
    built(site)
    return site


def built(site: Path, *options: str) -> None:
    ran = CliRunner().invoke(main, ["build", "--site", str(site), "-q", *options])
    assert ran.exit_code == 0, ran.output


CHANGES: dict[str, Callable[[Path], object]] = {
    "a word": lambda s: edited(s, "content/articles/a03.txt", "发布消息", "发布新的消息"),
    "somebody more": lambda s: edited(s, "content/articles/a00.txt", "发布消息", "发布消息，周启明也在"),
    "a title": lambda s: edited(s, "content/articles/a05.txt", "的变动", "的新变动"),
    "another date": lambda s: edited(s, "content/articles/a06.txt", "2024年7月7日", "2023年1月2日"),
    "one more article": lambda s: write(s, "a03-new.txt", article(21)),
    "the same story": lambda s: write(s, "b04.txt", article(4, "另有消息说明。")),
    "stories apart": lambda s: write(s, "b04.yaml", "same_story: none\n"),
    "one article less": lambda s: (s / "content/articles/a07.txt").unlink(),
    "an alias": lambda s: write_entity(s, "people", "安澜", {"aliases": ["第14次"]}),
    "another name": lambda s: write_entity(s, "people", "何若愚", {"latin": "He Ruoyu"}),
    "a role": lambda s: write_entity(
        s, "people", "苏映雪", {"roles": [{"company": "x7", "title": "董事", "since": "2020"}]}
    ),
    "hidden": lambda s: write_entity(s, "people", "林远山", {"hide": True}),
    "one file more": lambda s: write_entity(s, "people", "程一诺", {}),
    "one file less": lambda s: (s / "content/companies/x8.md").unlink(),
    "a note": lambda s: write(s, "a02.yaml", "annotations:\n  - quote: 发布消息\n    note: 已经核实。\n"),
    "a rejected name": lambda s: (s / "content" / "rejected.yaml").write_text("companies: [远山科技]\n", "utf-8"),
    "another title": lambda s: edited(s, "site.yaml", "试验", "另一个试验"),
    "another language": lambda s: edited(s, "site.yaml", "lang: zh", "lang: en"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_build_after_a_change_is_a_clean_one(site: Path, tmp_path: Path, name: str) -> None:
    CHANGES[name](site)
    built(site)
    clean = tmp_path / "clean"
    shutil.copytree(site, clean, ignore=shutil.ignore_patterns("_site", ".dossier"))
    built(clean)
    assert contents(site / "_site") == contents(clean / "_site")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_page_that_somebody_removed_is_made_again(site: Path) -> None:
    before = contents(site / "_site")
    for page in ("articles/a01.html", "people/x0.html", "data/preview/0.js", "timeline.html"):
        (site / "_site" / page).unlink()
    built(site)
    assert contents(site / "_site") == before


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 4000])
@pytest.mark.parametrize(
    "file",
    [
        FILE,
        "links",
        "signs.sqlite",
        "results.sqlite",
        "heads-prepare",
        "heads-link-present",
        "seen",
        "readings",
        "messages",
    ],
)
def test_what_is_known_may_be_torn(site: Path, file: str, damage: bytes) -> None:
    before = contents(site / "_site")
    (site / ".dossier" / file).write_bytes(damage)
    edited(site, "content/articles/a01.txt", "发布消息", "发布消息")
    (site / ".dossier" / "stamp").unlink()
    built(site)
    assert contents(site / "_site") == before


def test_a_clean_build_knows_nothing(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, profile, read = contents(site / "_site"), tmp_path / "profile.json", list[str]()
    load = sourcing.load_source
    monkeypatch.setattr(sourcing, "load_source", lambda entry: read.append(entry.id) or load(entry))
    built(site, "--clean", "--profile", str(profile))
    stages = json.loads(profile.read_text("utf-8"))["stages"]
    assert sum(stage["known"] for stage in stages.values()) == 0 and len(set(read)) == stages["Cleaning"]["items"]
    assert contents(site / "_site") == before


def test_pages_that_show_what_they_showed_are_not_rendered_again_many_builds_later(tmp_path: Path) -> None:
    site, profile, rendered = tmp_path / "site", tmp_path / "profile.json", list[int]()
    for number in range(6):
        write(site, f"a{number:02}.txt", article(number))
    for name in PEOPLE:
        write_entity(site, "people", name, {})
    built(site)
    for number in range(4):
        write(site, f"a{number:02}.txt", article(number, "另有补充说明。"))
        built(site, "--profile", str(profile))
        stage = json.loads(profile.read_text("utf-8"))["stages"]["Rendering"]
        rendered.append(stage["items"] - stage["known"])
    assert max(rendered) <= rendered[0], "pages of those whom the article names say what they said"


# --- which pages a change means ------------------------------------------------------------------------------------


def renewed(tmp_path: Path, before: Archive, after: Archive) -> set[str]:
    """The lots that are made again when one archive becomes the other"""
    for made in (before, after):
        one = book(made)
        around, trace = Surroundings(one), Trace(one)
        noted, anew = traced(one, trace), set()
        with Traces(tmp_path, State(around), b"the same site") as traces:
            for lot in lots(around):
                known = traces.known(lot)
                if known is None:
                    anew.add(lot.name)
                    trace.begin()
                    assert list(lot.make(noted)) == list(lot.make(one)), "what is noted is what is there"
                    known = traces.made(lot, trace)
                traces.keep(known)
            traces.save()
    return anew


def named(number: int, *refs: str) -> Linked:
    """An article that names some"""
    names = {"person/lin-an": "林安", "person/查理-吴": "查理・吴", "company/bright": "Bright Labs"}
    texts = [f"第{number}段，{names[ref]}说话。" for ref in refs] or [f"第{number}段。"]
    spans = [[("mention", names[ref], ref)] for ref in refs] or [[]]
    blocks = tuple(block(text, *some) for text, some in zip(texts, spans, strict=True))
    meta = Meta(title=f"第{number}篇", published=f"2024-01-{number:02}", lang="zh")
    return linked(
        Article(id=f"2024/{number:02}", path=f"content/articles/{number:02}.txt", meta=meta, blocks=blocks), ()
    )


def test_a_changed_article_means_its_page_those_beside_it_and_those_whom_it_names(tmp_path: Path) -> None:
    articles = [named(n, *(["person/lin-an"] if n % 2 else ["company/bright"])) for n in range(1, 13)]
    changed = [*articles[:4], replace(articles[4], article=replace(articles[4].article, note=(block("新的。"),)))]
    anew = renewed(tmp_path, archive(*articles), archive(*changed, *articles[5:]))
    assert {"article/2024/05", "article/2024/04", "article/2024/06", "person/lin-an"} <= anew
    assert not {"person/查理-吴", "article/2024/10", "article/2024/12"} & anew


def test_another_name_means_all_pages_that_show_it(tmp_path: Path) -> None:
    articles = [named(1, "person/lin-an"), *(named(n, "company/bright") for n in range(2, 9))]
    before = archive(*articles)
    entities = [replace(e, latin="Lin Ann") if e.id == "lin-an" else e for e in before.entities]
    anew = renewed(tmp_path, before, replace(before, entities=tuple(entities)))
    assert {"article/2024/01", "person/lin-an"} <= anew and "article/2024/08" not in anew


def test_nothing_changed_means_nothing(tmp_path: Path) -> None:
    made = archive(named(1, "person/lin-an"), named(2, "company/bright"))
    assert renewed(tmp_path, made, made) == set()


# --- what an article leads to --------------------------------------------------------------------------------------


def many(numbers: Iterable[int], whom: Callable[[int], list[str]], first: str = "a") -> Archive:
    """Articles that name some of forty people, twice each; first: letter of the id of one of them"""
    people = tuple(Entity(id=f"p{n}", kind="person", name=f"p{n}", names=(Name(text=f"p{n}"),)) for n in range(10))
    made = []
    for number in numbers:
        said = block(" ".join(whom(number)), *(("mention", name, f"person/{name}") for name in whom(number)))
        meta = Meta(
            title=f"t{number}", published=f"2{number // 372:03}-{number // 31 % 12 + 1:02}-{number % 31 + 1:02}"
        )
        made.append(
            linked(
                Article(id=f"{first if number == 400 else 'a'}{number:05}", path="", meta=meta, blocks=(said, said)), ()
            )
        )
    return replace(archive(*made), entities=people)


CHANGED = ["one more, the newest", "one more", "one less", "another in its place", "names another", "names more often"]


@pytest.mark.parametrize("name", CHANGED)
def test_where_an_article_leads_changes_only_with_what_is_around_it(name: str) -> None:
    def whom(number: int) -> list[str]:
        return [f"p{n}" for n in range(40) if number * (n + 3) % 53 < 4]

    def changed(number: int) -> list[str]:
        more = {"names another": ["p9"], "names more often": whom(400) * 9}.get(name, []) if number == 400 else []
        return [*whom(number), *more]

    numbers = [*range(0, 800, 2)]
    others = {"one more, the newest": [*numbers, 801], "one more": sorted([*numbers, 401])}.get(name, numbers)
    others = [number for number in others if name != "one less" or number != 400]
    before, after = book(many(numbers, whom)), book(many(others, changed, "b" if "another in" in name else "a"))
    old, new, same = Surroundings(before), Surroundings(after), 0
    states = State(old), State(new)

    def led(around: Surroundings, number: int) -> list[tuple[str, tuple[str, ...]]]:
        return [(around.book.heads[one.number].id, one.refs) for one in around.around(number).near]

    for number, head in enumerate(after.heads):
        if head.id in before.numbers:
            at = before.numbers[head.id]
            placed = states[0].place(Lot(name="x", make=iter, number=at), None)
            again = states[1].place(Lot(name="x", make=iter, number=number), placed)
            if again is placed:
                same += 1
                assert led(old, at) == led(new, number)
    assert same > len(numbers) / 3


# --- which articles a change of the registry may concern -----------------------------------------------------------

NAMES = st.sampled_from(
    ("安澜", "澜", "安・澜", "An Lan", "an lan", "Lan", "启明", "启明实验室", "Shell", "台積電", "台积电")
)
TEXTS = st.lists(st.one_of(NAMES, st.sampled_from(("，", " ", "在", "x", "An", "实验室"))), max_size=8).map("".join)


@st.composite
def registries(draw: st.DrawFn) -> tuple[Entity, ...]:
    count = draw(st.integers(0, 3))
    return tuple(
        Entity(
            id=f"e{at}",
            kind="person" if at % 2 else "company",
            name=(name := draw(NAMES)),
            names=(Name(text=name), Name(text=draw(NAMES))),
            hide=draw(st.booleans()),
        )
        for at in range(count)
    )


@given(registries(), registries(), TEXTS, st.lists(NAMES, max_size=2))
def test_without_a_sign_an_article_has_the_same_part_of_both_registries(
    before: tuple[Entity, ...], after: tuple[Entity, ...], text: str, found: list[str]
) -> None:
    one = Article(id="a", path="a.txt", meta=Meta(), blocks=(Block(kind="paragraph", text=text),))
    candidates = tuple(
        Candidate(kind="person", name=name, names=(name,), confidence=0.3, evidence=()) for name in found
    )
    findings = Findings(candidates=candidates)
    old, new = (resolve(entities, [("a", findings)], 0.9)[0] for entities in (before, after))
    differing = changes(old.known, new.known)
    assert differing is not None
    if not any(sign in signs(readable(one), one, findings) for sign in differing):
        assert old.slice(one, findings) == new.slice(one, findings)


def test_too_many_changes_concern_all() -> None:
    def known(number: int) -> Known:
        return Known(kind="person", id=f"p{number}", forms=(Form(text=f"安澜{number}", use="full"),))

    assert changes([], [known(number) for number in range(500)]) is None
    assert changes([known(1)], [known(1)]) == ()
