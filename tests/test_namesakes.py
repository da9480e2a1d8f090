"""Two of one name, from the editor's files to the page that tells them apart."""

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from dossier.execute import Serial
from dossier.link.candidates.clues import WEIGHTS
from dossier.pipeline import Choices, build
from dossier.yamlfile import parse

ROOT = Path(__file__).parent.parent
FILES = {
    "site.yaml": "title: 同名\nlang: zh\n",
    "content/companies/north.md": "---\nname: 北风研究院\n---\n",
    "content/companies/south.md": "---\nname: 南山电器\n---\n",
    "content/people/wang-1.md": "---\nname: 王小明\nroles: [{company: north, title: 总工程师}]\n---\n画过很多图。\n",
    "content/people/wang-2.md": "---\nname: 王小明\nlatin: Wang Xiaoming\n---\n",
    "content/articles/a.txt": "一条消息\n\n北风研究院的王小明说，新的机器已经装好，明年春天开始使用。\n",
    "content/articles/b.txt": "另一条消息\n\n王小明昨天在会上说，这件事还要再等一等，现在谁也说不准会怎么样。\n",
    "content/articles/c.txt": "第三条消息\n\n王小明今天在会上又说，那件事不必再等，大家都知道会怎么样，没有人反对。\n",
    "content/articles/c.yaml": "rights: link\n",
}
PAGE = "people/王小明~.html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[str]]:
    """The pages of the archive by path, and the problems"""
    folder = tmp_path_factory.mktemp("namesakes")
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    built = build(Choices(site=folder, output=folder / "_site"), lambda _: Serial())
    pages = {p.relative_to(folder / "_site").as_posix(): p.read_text("utf-8") for p in folder.rglob("_site/**/*.html")}
    return pages, [str(problem) for problem in built.problems]


def test_a_cue_links_and_what_nothing_decides_is_reported(site: tuple[dict[str, str], list[str]]) -> None:
    pages, problems = site
    assert "../people/wang-1.html" in pages["articles/a.html"]
    assert "wang-" not in pages["articles/b.html"]
    notices = [problem for problem in problems if "notice[namesakes]" in problem]
    assert [notice.partition(":")[0] for notice in notices] == ["content/articles/b.txt", "content/articles/c.txt"]


def test_a_page_tells_them_apart(site: tuple[dict[str, str], list[str]]) -> None:
    pages, _ = site
    page = pages[PAGE]
    links = {
        posixpath.normpath(posixpath.join("people", unquote(href).partition("#")[0]))
        for href in re.findall(r'href="([^"#:]+)', page)
    }
    assert {"people/wang-1.html", "people/wang-2.html", "companies/north.html", "articles/b.html"} <= links
    assert "总工程师" in pages["people/index.html"]
    assert "总工程师" in page and "画过很多图" in page
    assert "还要再等一等" in page
    assert "又说" not in page  # the rights of its article do not allow it
    for one in ("people/wang-1.html", "people/wang-2.html"):
        assert 'href="%E7%8E%8B%E5%B0%8F%E6%98%8E~.html"' in pages[one]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_of_evidence_has_words(lang: str) -> None:
    path = ROOT / "templates" / "messages" / f"{lang}.yaml"
    fields, problems = parse(path.read_text("utf-8"), path.name)
    assert fields is not None and not problems
    keys = {field.key for field in fields.values}
    assert not [rule for rule in WEIGHTS if f"evidence-{rule}" not in keys]
