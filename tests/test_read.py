"""Reading a site: what is listed, what is refused and told, and what one file gives."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import Failure, Problem
from dossier.pictures import MAX_BYTES, PAGE_FOLDERS
from dossier.read import Entry, default_theme, find_beside, is_site, load_file, load_source, load_text, load_theme, scan
from dossier.urls import id_fault, is_reserved, same_address

#: An account that owns nothing, for tests of what may not be read.
NOBODY = 65534


def make(site: Path, *paths: str) -> Path:
    """Files with a line of text each"""
    for path in paths:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("文\n", "utf-8")
    return site


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """(path, code) of each problem; all have a hint"""
    assert all(problem.hint for problem in problems), problems
    return sorted((problem.where.path, problem.code) for problem in problems)


def code(read: Callable[[], object]) -> str:
    """The code of the only problem with which a function fails"""
    with pytest.raises(Failure) as failure:
        read()
    (problem,) = failure.value.problems
    assert problem.hint
    return problem.code


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Files are opened as somebody who is not root, to whom nothing is forbidden

    The ways to the folder, and to the theme in this checkout, are opened meanwhile.
    """
    if os.geteuid():
        yield
        return
    ways = dict.fromkeys((folder, *folder.parents, *Path(__file__).resolve().parents))
    private = [above for above in ways if above.stat().st_mode & 0o777 == 0o700]
    for above in private:
        above.chmod(0o755)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        for above in private:
            above.chmod(0o700)


# --- listing -------------------------------------------------------------------------------------------------------


def test_what_a_site_holds(tmp_path: Path) -> None:
    make(tmp_path, "site.yaml", "content/articles/b.txt", "content/articles/b.yaml", "content/articles/2024/a.HTML")
    make(tmp_path, "content/people/x/mira.md", "content/companies/openai.md", "content/pages/about.md")
    found, problems = scan(tmp_path)
    assert not problems
    assert [(a.source.id, a.sidecar and a.sidecar.id) for a in found.articles] == [("2024/a", None), ("b", "b")]
    assert [e.id for e in (*found.people, *found.companies, *found.pages)] == ["x/mira", "openai", "about"]
    assert found.settings and found.settings.path == "site.yaml"
    assert found.articles[0].source.path == "content/articles/2024/a.HTML"
    assert load_source(found.articles[0].source).suffix == ".html"


def test_an_empty_site_is_one(tmp_path: Path) -> None:
    assert not is_site(tmp_path) and code(lambda: scan(tmp_path)) == "no-site"
    assert code(lambda: scan(tmp_path / "nowhere")) == "no-site"
    (tmp_path / "content").mkdir()
    found, problems = scan(tmp_path)
    assert is_site(tmp_path) and not problems and not found.articles and found.settings is None


def test_the_order_is_that_of_ids_whatever_the_file_system_says(tmp_path: Path) -> None:
    names = ["b", "a", "a-1", "a/1", "米", "C"]
    make(tmp_path, *(f"content/articles/{name}.txt" for name in names))
    assert [a.source.id for a in scan(tmp_path)[0].articles] == sorted(names)


def test_what_systems_and_browsers_leave_behind_is_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "content/articles/.DS_Store", "content/articles/Thumbs.db", "content/articles/.git/x.txt")
    make(tmp_path, "content/articles/p.html", "content/articles/p_files/a.html", "content/articles/p.files/b.js")
    make(tmp_path, *(f"content/articles/q{end}/c.html" for end in PAGE_FOLDERS), "content/articles/q.htm")
    found, problems = scan(tmp_path)
    assert [a.source.id for a in found.articles] == ["p", "q"] and not problems


def test_pictures_may_lie_among_articles_and_nowhere_else(tmp_path: Path) -> None:
    make(tmp_path, "content/articles/a.PNG", "content/articles/img/b.jpeg", "content/articles/c.svg")
    make(tmp_path, "content/people/d.png")
    found, problems = scan(tmp_path)
    assert told(problems) == [("content/articles/c.svg", "not-read"), ("content/people/d.png", "not-read")]
    assert not found.articles


def test_a_picture_is_found_beside_an_article(tmp_path: Path) -> None:
    articles = make(tmp_path, "content/articles/2024/a.md") / "content" / "articles"
    source, gif = str(articles / "2024" / "a.md"), b"GIF89a" + b"x" * 99
    for path in ("2024/b.gif", "2024/assets/c d.gif", "e.gif"):
        (articles / path).parent.mkdir(exist_ok=True)
        (articles / path).write_bytes(gif)
    for local in ("b.gif", "c d.gif", "assets/c d.gif", "../e.gif", "x/../b.gif"):
        assert find_beside(source, local).name.endswith(".gif"), local
    (articles / "2024" / "large.gif").write_bytes(gif + b"x" * MAX_BYTES)
    (tmp_path / "out.gif").write_bytes(gif)
    (articles / "2024" / "link.gif").symlink_to(tmp_path / "out.gif")
    os.mkfifo(articles / "2024" / "pipe.gif")
    outside = "../" * 40 + "etc/passwd"
    refused = ("a.md", "large.gif", "link.gif", "pipe.gif", "assets", "../../../out.gif", outside, "x" * 300, "no.gif")
    for local in refused:
        found = find_beside(source, local)
        assert found.fault and not found.name, local


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["content/articles/a.txt", "content/articles/a.html"], [("content/articles/a.txt", "same-id")]),
        (["content/articles/A.txt", "content/articles/a.txt"], [("content/articles/a.txt", "same-id")]),
        (["content/people/Ａ.md", "content/people/a.md"], [("content/people/Ａ.md", "same-id")]),
        (
            ["content/articles/a.txt", "content/articles/a.yaml", "content/articles/a.YAML"],
            [("content/articles/a.yaml", "same-id")],
        ),
        (["content/articles/a.yaml"], [("content/articles/a.yaml", "lone-sidecar")]),
        (["content/articles/a.pdf"], [("content/articles/a.pdf", "not-read")]),
        (["content/articles/a"], [("content/articles/a", "not-read")]),
        (["content/people/a.txt"], [("content/people/a.txt", "not-read")]),
        (["content/articles/a b.txt"], [("content/articles/a b.txt", "bad-id")]),
        (["content/articles/.a.txt"], [("content/articles/.a.txt", "bad-id")]),
        (["content/articles/" + "a" * 201 + ".txt"], [("content/articles/" + "a" * 201 + ".txt", "bad-id")]),
        (["content/articles/INDEX.md"], [("content/articles/INDEX.md", "reserved-id")]),
        (["content/articles/x.html/y.txt"], [("content/articles/x.html", "not-a-file")]),
        (["content/articles/x.HTML.d/y.txt"], []),
    ],
)
def test_files_that_cannot_be_used_are_told(tmp_path: Path, paths: list[str], expected: list[tuple[str, str]]) -> None:
    found, problems = scan(make(tmp_path, *paths))
    assert told(problems) == expected
    listed = {e.path for a in found.articles for e in (a.source, a.sidecar) if e} | {e.path for e in found.people}
    assert {path for path, _ in expected}.isdisjoint(listed)


def test_links_and_pipes(tmp_path: Path) -> None:
    site = make(tmp_path / "site", "content/articles/a.txt", "content/articles/2024/b.txt")
    make(tmp_path, "secret.txt")
    articles = site / "content/articles"
    (articles / "inside.txt").symlink_to("a.txt")
    (articles / "out.txt").symlink_to("../../../secret.txt")
    (articles / "gone.txt").symlink_to("nowhere.txt")
    (articles / "round.txt").symlink_to("round.txt")
    (articles / "folder").symlink_to("2024")
    os.mkfifo(articles / "pipe.txt")
    found, problems = scan(site)
    assert [a.source.id for a in found.articles] == ["2024/b", "a", "inside"]
    assert [(path.rpartition("/")[2], code) for path, code in told(problems)] == [
        ("folder", "folder-link"),
        ("gone.txt", "dead-link"),
        ("out.txt", "link-out"),
        ("pipe.txt", "not-a-file"),
        ("round.txt", "dead-link"),
    ]


def test_a_content_folder_that_is_itself_a_link_is_followed(tmp_path: Path) -> None:
    make(tmp_path / "elsewhere", "articles/a.txt")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/content").symlink_to(tmp_path / "elsewhere")
    found, problems = scan(tmp_path / "site")
    assert [a.source.id for a in found.articles] == ["a"] and not problems


def test_what_may_not_be_read_is_told_and_the_rest_is_listed(tmp_path: Path) -> None:
    articles = tmp_path / "content/articles"
    make(tmp_path, *(f"content/articles/{name}.txt" for name in ("a", "locked", "shut/b", "blind/c")))
    modes = {"shut": 0o000, "blind": 0o444, "locked.txt": 0o000}
    for name, mode in modes.items():
        (articles / name).chmod(mode)
    with as_nobody(tmp_path):
        found, problems = scan(tmp_path)
        entries = {a.source.id: a.source for a in found.articles}
        locked = code(lambda: load_source(entries["locked"]))
        data = load_source(entries["a"]).data
    for name in modes:
        (articles / name).chmod(0o755)
    assert (sorted(entries), locked, data) == (["a", "locked"], "unreadable", "文\n".encode())
    assert told(problems) == [("content/articles/blind/c.txt", "unreadable"), ("content/articles/shut", "unreadable")]


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    site = make(tmp_path, "content/articles/a.txt")
    with (site / "content/articles/a.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    found, problems = scan(site)
    assert not found.articles and told(problems) == [("content/articles/a.txt", "too-large")]
    assert problems[0].severity == "warning"
    assert code(lambda: load_file(str(site / "content/articles/a.txt"))) == "too-large"


# --- ids -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ident", ["a", "2024/openai-talent", "米拉-穆拉蒂", "a_b.c", "é", "x.html"])
def test_ids(ident: str) -> None:
    assert id_fault(ident) == ""


@pytest.mark.parametrize(
    "ident",
    [
        "",
        "/",
        "a/",
        "/a",
        "a//b",
        "..",
        "../a",
        "a/../b",
        ".a",
        "a b",
        "a\u3000b",
        "a\\b",
        "a:b",
        "a?b",
        "a#b",
        "a%b",
        "a\nb",
        "e\u0301",
        "a" * 201,
        "\udcff",
        "a\u202eb",
        "x.html/y",
        "a\x00b",
        "C:\\x",
    ],
)
def test_what_is_no_id(ident: str) -> None:
    assert id_fault(ident)


@given(st.text(max_size=30) | st.text(alphabet="a./\\ %\u0301é", max_size=12))
def test_an_id_never_leaves_its_folder(ident: str) -> None:
    if not id_fault(ident):
        parts = ident.split("/")
        assert all(part and part[0] != "." and "\\" not in part for part in parts)
        assert os.path.normpath(f"people/{ident}.html") == f"people/{ident}.html"


def test_ids_of_our_own_pages_and_ids_of_one_address() -> None:
    assert is_reserved("Index") and is_reserved("a.source") and not is_reserved("2024/index")
    assert same_address("É") == same_address("e\u0301") == same_address("é")


# --- one file ------------------------------------------------------------------------------------------------------


def entry(file: Path) -> Entry:
    return Entry(id="a", path="content/people/a.md", file=str(file), size=0, mtime=0)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbf\xe7\xb1\xb3", "米"),
        (b"", ""),
    ],
)
def test_texts_of_people(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert load_text(entry(tmp_path / "a.md")) == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            "名\n名：米".encode()[:-1],
            "content/people/a.md:2:3: error[not-utf-8]: the file is not UTF-8 (save it as UTF-8)",
        ),
        (
            "米".encode("utf-16"),
            "content/people/a.md:1:1: error[not-utf-8]: the file is not UTF-8, but UTF-16 (save it as UTF-8)",
        ),
    ],
)
def test_a_text_that_is_not_utf_8_is_told_with_its_place(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(Failure) as failure:
        load_text(entry(tmp_path / "a.md"))
    assert [str(p) for p in failure.value.problems] == [said]


def test_a_file_that_went_meanwhile_is_told(tmp_path: Path) -> None:
    assert code(lambda: load_source(entry(tmp_path / "gone"))) == "unreadable"
    assert code(lambda: load_text(entry(tmp_path))) == "not-a-file"


def test_a_file_judged_by_itself_brings_its_sidecar(tmp_path: Path) -> None:
    make(tmp_path, "A b.TXT", "A b.yaml", "alone.html")
    loaded = load_file(str(tmp_path / "A b.TXT"))
    assert (loaded.source.id, loaded.source.suffix, loaded.sidecar) == ("a-b", ".txt", "文\n")
    assert loaded.source.path == str(tmp_path / "A b.TXT")
    assert load_file(str(tmp_path / "alone.html")).sidecar is None


def test_a_sidecar_judged_by_itself_is_not_its_own(tmp_path: Path) -> None:
    make(tmp_path, "a.yaml")
    assert load_file(str(tmp_path / "a.yaml")).sidecar is None


@pytest.mark.parametrize("path", ["", "nowhere.txt", "a\x00b", ".", "x" * 300, "/dev/null"])
def test_paths_that_are_no_file(path: str) -> None:
    assert code(lambda: load_file(path)) in ("unreadable", "not-a-file")


def test_names_that_are_no_unicode_or_as_long_as_can_be(tmp_path: Path) -> None:
    odd, long = tmp_path / os.fsdecode(b"\xff\xfe.txt"), tmp_path / ("x" * 251 + ".txt")
    for file in (odd, long):
        file.write_text("文", "utf-8")
    assert load_file(str(odd)).source.id and "\\udcff" in load_file(str(odd)).source.path
    assert load_file(str(long)).sidecar is None


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert code(lambda: load_file(str(tmp_path / "a.txt"))) == "not-a-file"


# --- theme ---------------------------------------------------------------------------------------------------------


def test_a_sites_own_files_stand_for_those_of_the_theme(tmp_path: Path) -> None:
    make(tmp_path, "site.yaml", "templates/article.html", "templates/own/part.html", "static/logo.svg")
    inventory, problems = scan(tmp_path)
    theme = load_theme(inventory)
    templates, assets = dict(theme.templates), dict(theme.assets)
    assert not problems
    assert (templates["article.html"], templates["own/part.html"], assets["logo.svg"]) == (
        "文\n",
        "文\n",
        "文\n".encode(),
    )
    assert {
        path.relative_to(default_theme() / "templates").as_posix()
        for path in (default_theme() / "templates").rglob("*.html")
    } <= templates.keys()
    assert list(templates) == sorted(templates) and list(assets) == sorted(assets)


def test_a_template_that_cannot_be_read_stops_the_theme(tmp_path: Path) -> None:
    make(tmp_path, "site.yaml", "static/a.css")
    (tmp_path / "templates").mkdir()
    for name in ("a.html", "b.html"):
        (tmp_path / "templates" / name).write_bytes("标".encode("gb18030"))
    with pytest.raises(Failure) as failure:
        load_theme(scan(tmp_path)[0])
    assert [(p.where.path, p.code, p.severity) for p in failure.value.problems] == [
        ("templates/a.html", "not-utf-8", "error"),
        ("templates/b.html", "not-utf-8", "error"),
    ]


def test_a_file_of_the_theme_without_a_decent_name_is_told(tmp_path: Path) -> None:
    make(tmp_path, "site.yaml", "static/ok.css")
    for name in (b"\xff.css", b"a\nb.css"):
        Path(os.fsdecode(os.fsencode(tmp_path / "static") + b"/" + name)).write_text("x", "utf-8")
    inventory, problems = scan(tmp_path)
    assert [p.code for p in problems] == ["bad-name", "bad-name"]
    assert "ok.css" in [e.id for e in inventory.assets]
    assert all(e.id.isprintable() for e in inventory.assets)
