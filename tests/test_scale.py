"""Large archives: what they leave out and say so, sizes that are told, limits that are kept."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace
from render_builder import archive, block, built, first

from dossier.cli import main
from dossier.config import Limits, Settings
from dossier.model import FoundDate, Linked, Place
from dossier.scale import LEAN, NEWEST, NEWEST_OF_VAST, SEARCHED, WHOLE, Scale, scale

GOOD = Path(__file__).parent / "sites" / "good"


def test_a_small_archive_shows_everything() -> None:
    assert scale(Settings(), 9_999) == Scale(audit=True, search="full", whole=True)
    assert scale(Settings(), 10_000) == Scale(audit=False, search="full", whole=False)
    assert scale(Settings(), SEARCHED + 1).search == "lead"
    assert scale(Settings(limits=Limits(size=10 * WHOLE)), 10).whole is False
    assert not scale(Settings(), 20_000).vast and scale(Settings(), 20_001).vast


def test_what_the_editor_says_wins() -> None:
    assert scale(Settings(audit=True, search="full"), 10_000) == Scale(audit=True, search="full", whole=False)
    assert scale(Settings(audit=False, search="none"), 1) == Scale(audit=False, search="none", whole=True)


def many(count: int) -> list[Linked]:
    """Articles that all name one person and a date"""
    one = first()
    blocks = one.article.blocks
    dates = (FoundDate(place=Place(block=2, start=3, end=13), value="2023-05"),)
    return [
        replace(
            one,
            dates=dates,
            article=replace(
                one.article,
                id=f"a{n:04}",
                formerly=(),
                anchors=(),
                blocks=(replace(blocks[0], spans=blocks[0].spans[:-1]), blocks[1], blocks[2]),
                meta=replace(one.article.meta, title=f"报道 {n}", published=f"2020-{n % 12 + 1:02}-01"),
            ),
        )
        for n in range(count)
    ]


def test_older_pages_of_a_large_archive_are_short_and_say_so() -> None:
    articles = many(120)
    whole, short = (built(archive(*articles, limits=Limits(size=size))) for size in (10**9, 120 * LEAN))
    assert whole.keys() - short.keys() == {path for path in whole if path.endswith(".source.html")} | {"cleaning.html"}
    newest, older = "people/lin-an.html", "people/lin-an~1.html"
    assert "创办新公司" in whole[older] and "创办新公司" not in short[older]
    assert "资料库较大" in short[older] and "资料库较大" not in whole[older]
    assert short[older].count('class="title"') == whole[older].count('class="title"') > 20, "every article is there"
    assert short[newest].count("创办新公司") == whole[newest].count("创办新公司") > 20


def test_older_pages_of_a_vast_archive_are_few_and_have_every_article() -> None:
    for count, pages, told in ((20, 0, 20), (124, 0, 20), (125, 1, 20), (240, 2, 20)):
        files = built(archive(*many(count), limits=Limits(size=count * LEAN - 1)))
        older = [files.pop(f"people/lin-an~{number}.html") for number in range(1, pages + 1)]
        assert f"people/lin-an~{pages + 1}.html" not in files
        newest = files["people/lin-an.html"]
        mentions = newest[newest.index('id="mentions"') :]
        assert [page.count('class="title"') for page in older] == [100] * pages
        assert mentions.count('class="title"') == count - 100 * pages
        assert mentions.count('class="appearance"') == told
        assert ("资料库较大" in mentions) == (count - 100 * pages > told)


def test_long_lists_of_a_large_archive_have_the_newest_entries_and_say_so() -> None:
    count = 2 * NEWEST + 57
    whole, short = (built(archive(*many(count), limits=Limits(size=size))) for size in (10**9, count * LEAN))
    path = "timeline/2023.html"
    entries = [text.count("<time") for text in (whole[path], short[path])]
    assert f"另有 {count - NEWEST} 条较早的条目未列出" in short[path] and "未列出" not in whole[path]
    assert entries[0] > entries[1] >= NEWEST and "timeline/2023~1.html" in whole.keys() - short.keys()
    for file, text in short.items():
        for gone in whole.keys() - short.keys():
            assert f'"{gone.rpartition("/")[2]}"' not in text, f"{file} leads to {gone}, which is not there"


def telling(number: int, one: Linked) -> Linked:
    """An article whose dated sentence is another one than those of others"""
    said = block(f"林安在 2023 年 5 月说：第 {number} 件。", ("mention", "林安", "person/lin-an"))
    return replace(one, article=replace(one.article, blocks=(*one.article.blocks[:2], said)))


def test_a_vast_archive_links_a_name_once_and_lists_still_less_of_somebody() -> None:
    count = 2 * NEWEST
    articles = [telling(*one) for one in enumerate(many(count))]
    large, vast = (built(archive(*articles, limits=Limits(size=size))) for size in (count * LEAN, 1))
    for part, of_vast in (("people/lin-an~timeline", NEWEST_OF_VAST), ("timeline/2023", NEWEST)):
        for made, shown in ((large, NEWEST), (vast, of_vast)):
            assert f"另有 {count - shown} 条较早的条目未列出" in made[f"{part}.html"]
    page = "articles/a0001.html"
    bodies = [text[page][text[page].index('class="body"') : text[page].index("</article>")] for text in (large, vast)]
    assert [body.count("lin-an.html") for body in bodies] == [2, 1], "the opening and the third paragraph name him"
    for file, text in vast.items():
        for target, ident in re.findall(r'href="(?:\.\./)?articles/(a\d+\.html)#([^"]+)"', text):
            assert f'id="{ident}"' in vast[f"articles/{target}"], f"{file} leads to a place that is not there"


# --- limits --------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "site")
    return tmp_path / "site"


def run(site: Path, *words: str, **limits: str) -> Result:
    text = (GOOD / "site.yaml").read_text("utf-8")
    said = ", ".join(f"{name}: {value}" for name, value in limits.items())
    (site / "site.yaml").write_text(f"{text}\nlimits: {{{said}}}\naudit: on\n", "utf-8")
    return CliRunner().invoke(main, ["build", "--site", str(site), *words])


@pytest.mark.parametrize(("name", "limit"), [("size", "10 kB"), ("files", "20")])
def test_a_site_beyond_a_limit_is_a_warning_and_strictly_an_error(site: Path, name: str, limit: str) -> None:
    ran = run(site, "--strict", **{name: limit})
    assert ran.exit_code == 1 and "warning[large]" in ran.output and "more than the" in ran.output
    assert "nothing was written" in ran.output and not (site / "_site" / "index.html").exists()
    ran = run(site, **{name: limit})
    assert ran.exit_code == 0 and "warning[large]" in ran.output
    assert (site / "_site" / "index.html").exists()
    before = {path: path.read_bytes() for path in (site / "_site").rglob("*.html")}
    (site / "content" / "articles" / "new.txt").write_text("新的一篇\n\n很短。\n", "utf-8")
    assert run(site, "--strict", **{name: limit}).exit_code == 1
    assert {path: path.read_bytes() for path in (site / "_site").rglob("*.html")} == before, "the last site is whole"


def test_a_site_near_a_limit_is_told_and_one_far_from_it_is_not(site: Path) -> None:
    ran = run(site)
    assert "warning[large]" not in ran.output
    files = sum(path.is_file() for path in (site / "_site").rglob("*") if ".dossier-site" not in path.parts)
    ran = run(site, files=str(files + 1))
    assert ran.exit_code == 0 and "% of the" in ran.output
    assert "warning[large]" not in run(site, files=str(2 * files)).output


def test_what_is_largest_is_told(site: Path) -> None:
    ran = run(site)
    assert re.search(r"; [\d.]+ MB \(assets/ [\d.]+ MB, .*assets/style.css [\d.]+ MB", ran.output)
    assert "assets/" not in run(site, "--quiet").output
