"""Files of every kind as articles: archives, JSON, saved pages, their pictures, and pages made to be costly.

A case is a file in fixtures/clean/formats with its `.expected` beside it, as golden.py describes it.
"""

import base64
import json
import struct
import zlib
from pathlib import Path

import pytest
from golden import expected, shown, spelled, visible
from growth import grows_with_size
from hypothesis import given
from hypothesis import strategies as st

from dossier.clean import clean
from dossier.clean.guard import fault
from dossier.clean.saved import saved_comment, saved_from
from dossier.errors import Failure, Problem
from dossier.execute import Serial
from dossier.model import Article, Image, Source
from dossier.pictures import MAX_BYTES, copy_name, copy_path, kind_of
from dossier.pipeline import Built, Choices, build
from dossier.read import load_file
from dossier.read.walk import ARTICLE_SUFFIXES

FORMATS = Path(__file__).parent / "fixtures" / "clean" / "formats"
CASES = sorted(path for path in FORMATS.iterdir() if path.suffix != ".expected")
PROSE = "<p>The ferry board agreed on Monday to keep the small pier at the eastern shore open through the winter.</p>"


def source(data: bytes | str, name: str = "page.html") -> Source:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return Source(id="page", path=f"content/articles/{name}", suffix=Path(name).suffix, data=raw)


def images(article: Article) -> list[tuple[str, str, str]]:
    return [(image.src, image.local, image.copy.partition(".")[2]) for image in article.images]


def refusal(data: bytes | str, name: str) -> Problem:
    """The only problem with which a source is refused"""
    with pytest.raises(Failure) as caught:
        clean(source(data, name))
    (problem,) = caught.value.problems
    assert problem.severity == "warning" and problem.hint
    return problem


def png(seed: int, size: int = 40) -> bytes:
    """A picture that no compression makes small"""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((seed * 7 + x * y * y + x * 31) % 256 for x in range(3 * size)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


# --- every kind of file --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_file_is_cleaned_as_expected(path: Path) -> None:
    article, problems = clean(load_file(str(path)).source)
    assert not problems
    assert shown(article) == expected(path)


def test_there_is_a_case_for_every_kind() -> None:
    assert {path.suffix for path in CASES} >= set(ARTICLE_SUFFIXES) - {".txt", ".htm"}


def test_what_fields_say_of_an_article() -> None:
    meta = {path.stem: clean(load_file(str(path)).source)[0].meta for path in CASES}
    assert meta["trafilatura"].topics == ("ferry", "winter")
    assert meta["trafilatura"].retrieved == "2024-11-26"
    assert meta["news-please"].retrieved == meta["singlefile"].retrieved == "2024-11-26T09:05"
    assert meta["archive"].retrieved == "2024-11-26T08:05"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("<!-- saved from url=(0022)https://e.example/a--b -->", ("https://e.example/a--b", "")),
        ("<!-- saved from url=(0022)https://e.example/a%2D%2Db -->", ("https://e.example/a--b", "")),
        ("<!-- a --><!--\n Page saved with SingleFile \n url: https://e.example/ \n saved date: Mon Nov 25 2024 "
         "10:05:00 GMT+0100 (x)\n-->", ("https://e.example/", "2024-11-25T10:05")),
        ("<!-- Mirrored from e.example/a by HTTrack Website Copier/3.x [XR&CO'2014], Mon, 25 Nov 2024 10:05:00 GMT -->",
         ("http://e.example/a", "2024-11-25T10:05")),
        ("<!-- saved from url=(0014)about:internet -->", ("", "")),
        ("<!-- saved from url=(0020)javascript:alert(1) -->", ("", "")),
        ("<p>saved from url=(0018)https://e.example/</p>", ("", "")),
        ("<!--" * 9000, ("", "")),
    ],
)  # fmt: skip
def test_where_a_saved_page_came_from(head: str, said: tuple[str, str]) -> None:
    assert saved_from(f"<!DOCTYPE html>\n{head}\n<html>") == said


@given(st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9/?=&%._~-]{0,40}", fullmatch=True))
def test_the_comment_of_an_archive_is_read_back(url: str) -> None:
    comment = saved_comment(url, "Tue, 26 Nov 2024 08:05:00 -0000")
    assert comment.count("--") == 2
    assert saved_from(comment) == (url.replace("%2D%2D", "--"), "2024-11-26T08:05")


# --- archives of mail ----------------------------------------------------------------------------------------------

MAIL = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
HTML_PART = f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>{PROSE * 3}</body></html>\r\n"
NESTED = "".join(f"Content-Type: multipart/mixed; boundary=n{n}\r\n\r\n--n{n}\r\n" for n in range(2000))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (MAIL + "--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n", "no part of the archive is a page"),
        (MAIL, "no part of the archive is a page"),
        ("hello", "no part of the archive is a page"),
        ("MIME-Version: 1.0\r\n" + NESTED, "more than 40 of its parts hold others"),
        (MAIL + "--b\r\n\r\n" + "--b\r\nContent-Type: a/b\r\n\r\n" * 6000, "it has more than 5000 parts"),
        ("MIME-Version: 1.0\r\nContent-Type: text/html" + ";a=b" * 100_000 + "\r\n\r\nx", "a line of a head in it"),
    ],
    ids=["pictures only", "no parts", "no mail", "nested", "many parts", "long head"],
)
def test_archives_that_are_refused(data: str, says: str) -> None:
    problem = refusal(data, "page.mhtml")
    assert problem.code == "bad-archive" and says in problem.message


def test_a_cut_archive_is_read_as_far_as_it_goes() -> None:
    article, problems = clean(source(MAIL + HTML_PART, "page.mhtml"))
    assert [p.code for p in problems] == ["cut-archive"] and "ferry" in article.blocks[0].text
    assert not clean(source(MAIL + HTML_PART + "--b--\r\n", "page.mhtml"))[1]


def test_an_archive_is_known_by_how_it_begins_and_starts_where_it_says() -> None:
    first = HTML_PART.replace("text/html;", "text/html; x=y;").replace("ferry", "other")
    start = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; start="<page>"; boundary=b\r\n\r\n'
    second = HTML_PART.replace("\r\n\r\n", "\r\nContent-ID: <page>\r\n\r\n", 1)
    article, problems = clean(source(start + first + second + "--b--\r\n", "saved.txt"))
    assert not problems and "ferry" in article.blocks[0].text


@given(st.data())
def test_a_damaged_archive_is_read_or_refused(data: st.DataObject) -> None:
    whole = (FORMATS / "archive.mhtml").read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 400)))
    damage = data.draw(
        st.binary(max_size=30) | st.sampled_from([b"\r\n\r\n", b"------Pier--", b"; charset=\xff", b"=?x?q?"])
    )
    try:
        assert clean(source(whole[:start] + damage + whole[end:], "page.mhtml"))[0].blocks
    except Failure as failure:
        assert failure.problems


def test_a_mail_of_plain_text_is_a_text() -> None:
    mail = "From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain\n\n" + f"{PROSE[3:-4]}\n" * 3
    assert "ferry" in clean(source(mail, "mail.txt"))[0].blocks[-1].text


def test_archives_take_as_long_as_they_are() -> None:
    def work(size: int) -> None:
        data = MAIL + HTML_PART + "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        clean(source(data + ("A" * 76 + "\r\n") * (size // 78), "page.mhtml"))

    grows_with_size(work, 4_000_000)


# --- JSON ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('{"title": "x",\n "text": "a" "b"}', "bad-json", (2, 14)),
        ('{"text": "a"', "bad-json", (1, 13)),
        ("[" * 100_000, "bad-json", (0, 0)),
        ('{"title": "x"}', "unknown-json", (0, 0)),
        ('{"text": ["", 1]}', "unknown-json", (0, 0)),
        ("[]", "unknown-json", (0, 0)),
        ('[{"text": "a"}, {"text": "b"}]', "unknown-json", (0, 0)),
        ("12", "unknown-json", (0, 0)),
    ],
)
def test_json_that_is_refused(text: str, code: str, place: tuple[int, int]) -> None:
    problem = refusal(text, "page.json")
    assert (problem.code, (problem.where.line, problem.where.column)) == (code, place)


def test_unknown_json_is_told_the_names_that_were_looked_for() -> None:
    assert all(name in refusal("{}", "page.json").message for name in ("maintext", "text", "content"))


@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=20))
def test_nothing_of_a_json_text_is_lost(lines: list[str], title: str) -> None:
    text = "北岸的第三家工厂开始试生产，预计年底前可以交付。\n" + "\n".join(lines)
    article, _ = clean(source(json.dumps({"title": title, "text": text, "n": 10**400}), "page.json"))
    seen = "".join(char for char in text if char.isprintable() or char.isspace())
    assert set(visible(seen)) <= set(spelled(article))


# --- pictures ------------------------------------------------------------------------------------------------------


def test_what_is_a_picture() -> None:
    heads = {b"\xff\xd8\xff\xe0": "jpg", b"GIF89a": "gif", b"RIFF1234WEBP": "webp", b"\0\0\0 ftypavif": "avif"}
    assert {kind_of(head) for head in heads} == set(heads.values())
    assert kind_of(png(1)) == "png"
    for no in (b"", b"<svg onload=alert(1)>", b"RIFF1234WAVE", b"\0\0\0 ftypmp42", b"BM1234", b"<html>", b"\x89PNG"):
        assert not kind_of(no) and not copy_name(no)
    assert not copy_name(png(1) + b"\0" * MAX_BYTES)
    assert copy_path("articles/a/b.html", copy_name(png(1))).startswith("articles/a/b/")


def data_address(data: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("src", "found"),
    [
        (data_address(png(1)), ("", "", "png")),
        (data_address(b"<svg onload=alert(1)>" * 99), ("", "", "")),
        ("https://e.example/n/img/a%20b.png?x=1", ("https://e.example/n/img/a%20b.png?x=1", "img/a b.png", "")),
        ("./page_files/a.png", ("", "page_files/a.png", "")),
        ("page-Dateien/a.png", ("", "page-Dateien/a.png", "")),
        ("/a.png", ("https://e.example/a.png", "", "")),
        ("//other.example/a.png", ("https://other.example/a.png", "", "")),
        ("../up/a.png", ("https://e.example/up/a.png", "", "")),
    ],
)
def test_where_pictures_of_a_saved_page_lie(src: str, found: tuple[str, str, str]) -> None:
    saved = "<!-- saved from url=(0030)https://e.example/n/page.html -->"
    article, _ = clean(source(f'{saved}<html><body>{PROSE}<img src="{src}" alt="x">{PROSE * 2}</body></html>'))
    assert images(article) in ([found], [] if not any(found) else [found])


def built(site: Path, *, strict: bool = False) -> Built:
    return build(Choices(site=site, output=site / "_site", strict=strict), lambda _: Serial())


def pictures(site: Path) -> dict[str, bytes]:
    found = (p for p in (site / "_site" / "articles").rglob("*") if p.suffix == ".png")
    return {p.parent.relative_to(site / "_site" / "articles").as_posix(): p.read_bytes() for p in found}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one article of each kind that brings a picture"""
    articles = tmp_path / "content" / "articles"
    for folder in ("page_files", "img", "sub/attachments"):
        (articles / folder).mkdir(parents=True)
    (tmp_path / "site.yaml").write_text("lang: en\nimages: drop\nurl: https://a.example/\n", "utf-8")
    (articles / "page_files" / "a.png").write_bytes(png(1))
    (articles / "img" / "b.png").write_bytes(png(2))
    (articles / "sub" / "attachments" / "c d.png").write_bytes(png(3))
    html = "<html><head><title>Pier</title></head><body><h1>Pier</h1>{}<img src='{}' alt='Snow'>{}</body></html>"
    (articles / "page.html").write_text(html.format(PROSE, "./page_files/a.png", PROSE * 2), "utf-8")
    (articles / "inline.html").write_text(html.format(PROSE, data_address(png(4)), PROSE * 2), "utf-8")
    prose = PROSE[3:-4]
    (articles / "note.md").write_text(f"{prose}\n\n![Twice](img/b.png)\n\n{prose}\n\n![Twice](./img/b.png)\n", "utf-8")
    (articles / "sub" / "note.md").write_text(f"{prose}\n\n![[c d.png]]\n\n{prose}\n", "utf-8")
    return tmp_path


def test_pictures_are_copied_once_and_only_anew_when_they_change(site: Path) -> None:
    assert built(site, strict=True).written
    assert pictures(site) == {"page": png(1), "inline": png(4), "note": png(2), "sub/note": png(3)}
    page = (site / "_site" / "articles" / "sub" / "note.html").read_text("utf-8")
    assert '<img src="note/' in page and 'loading="lazy"' in page
    again = built(site).written
    assert again and (again.changed, again.removed) == (0, 0)
    (site / "content" / "articles" / "img" / "b.png").write_bytes(png(5))
    changed = built(site).written
    assert changed and (changed.changed, changed.removed) == (2, 1)
    assert pictures(site)["note"] == png(5)


@pytest.mark.parametrize("rights", ["link", "excerpt"])
def test_where_the_text_is_not_published_no_picture_is(site: Path, rights: str) -> None:
    (site / "content" / "articles" / "note.yaml").write_text(f"rights: {rights}\n", "utf-8")
    built(site)
    assert sorted(pictures(site)) == ["inline", "page", "sub/note"]


def test_pictures_that_cannot_be_shown_are_told_and_say_what_they_show(site: Path, tmp_path: Path) -> None:
    articles = site / "content" / "articles"
    (tmp_path / "secret.png").write_bytes(png(9))
    (articles / "out.png").symlink_to(tmp_path / "secret.png")
    (articles / "svg.png").write_text("<svg onload='alert(1)'>", "utf-8")
    pictured = "\n\n".join(f"![{n}]({n}.png)" for n in ("gone", "out", "svg", "../../secret"))
    (articles / "note.md").write_text(f"{PROSE[3:-4]}\n\n{pictured}\n\n{PROSE[3:-4]}\n", "utf-8")
    problem, link = built(site).problems
    assert [(p.code, p.severity) for p in (link, problem)] == [("link-out", "warning"), ("no-picture", "warning")]
    for said in ("'gone.png': there is no such file", "'out.png': it lies outside", "'svg.png': its bytes", "1 more"):
        assert said in problem.message
    page = (site / "_site" / "articles" / "note.html").read_text("utf-8")
    assert page.count('<span class="picture">') == 4 and "<img" not in page and "note" not in pictures(site)


def test_a_picture_that_changes_while_the_site_is_built_stops_it(site: Path) -> None:
    class Changing(Serial):
        def run(self, job, items):  # type: ignore[no-untyped-def]
            yield from super().run(job, items)
            if job.name.startswith("render"):
                (site / "content" / "articles" / "img" / "b.png").unlink()

    with pytest.raises(Failure, match=r"error\[changed\]"):
        build(Choices(site=site, output=site / "_site"), lambda _: Changing())
    assert not (site / "_site" / "index.html").exists()


def test_an_image_is_carried_by_its_hash() -> None:
    article, _ = clean(source(f"<html><body>{PROSE}<img src='{data_address(png(1))}'>{PROSE * 2}</body></html>"))
    assert article.images == (Image(src="", copy=copy_name(png(1))),)


# --- pages made to be costly ---------------------------------------------------------------------------------------

HOSTILE = {
    "deep": ("<div>", ""),
    "attributes": ("<p " + " ".join(f"a{n}=b" for n in range(200)) + ">x</p>", ""),
    "elements": ("<i>a</i>", ""),
    "unclosed paragraphs": ("<p>a", ""),
    "unclosed formatting": ("<b><p>x", ""),
    "cells": ("<td>a", "<table><tr>"),
    "choices": ("<option>a", "<select>"),
    "brackets": ("<", ""),
    "quotes": ("<p \"'", ""),
    "breaks": ("a<br>", ""),
    "pictures": ("<img src=a.png>", ""),
    "comment": ("x", "<!--"),
    "headings": ("<h2>Pier stays open</h2>", ""),
    "closing": ("<a/", ""),
    "character data": ("<![CDATA[", "]]>"),
    "quoted tags": ("<a '\"><b \"'>", ""),
    "values with ends": ("<a b=\"'>", ""),
    "tags in values": ('<a b="<a <a <a <a >">', ""),
    "ends of values": ('=" >', "<a "),
}


@pytest.mark.parametrize(("unit", "before"), HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("suffix", [".html", ".xhtml"])
def test_costly_pages_take_no_longer_than_their_length(unit: str, before: str, suffix: str) -> None:
    def work(size: int) -> None:
        page = f"<html><body>{PROSE * 3}{before}{unit * (size // len(unit))}"
        try:
            assert clean(source(page, "page" + suffix))[0].blocks
        except Failure as failure:
            assert [problem.code for problem in failure.problems] == ["too-complex"]

    grows_with_size(work, 120_000)


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<div>" * 13_000, "nested 13000 deep"),
        ("<p " + " ".join(f"a{n}" for n in range(6_000)) + ">", "a tag has 6000 attributes"),
        (("<p " + " ".join(f"a{n}" for n in range(4_000)) + ">") * 150, "attributes"),
        ("<p>" * 300_001, "it has 300001 elements"),
        ("<select>" + "<option>" * 16_000, "16000 choices"),
        ("<b><p>" * 8_000, "nested 8000 deep|8000 formatting"),
    ],
    ids=["deep", "attributes", "all attributes", "elements", "choices", "formatting"],
)
def test_what_is_too_costly_is_named(page: str, says: str) -> None:
    assert any(one in fault(page) for one in says.split("|"))
    assert not fault(PROSE * 5_000)


MANY = " ".join(f"a{n}" for n in range(6_000))


@pytest.mark.parametrize(
    "page",
    [
        f'<p title="a > b" {MANY}>x</p>',
        f"<p title = 'a > b' {MANY} title=\">\" {MANY}>x</p>",
        f"<p {' '.join(f'a{n}={chr(34)}>{chr(34)}' for n in range(6_000))}>x</p>",
        f"<p/{MANY.replace(' ', '/')}>x</p>",
        f"<p {''.join(f'a{n}={chr(39)}{chr(39)}' for n in range(6_000))}>x</p>",
        f"<p {MANY}",
        f'<p a=">{MANY}" {MANY}',
        f"<script>x = '<a b=\"'</script><p {MANY}>x</p>",
        f"<!-- <a b='> --><p c='>' {MANY}>x</p>",
        f'<a b="<p {MANY}>"><p c="<a>" {MANY}>x</p>',
    ],
)
def test_a_tag_of_many_attributes_cannot_hide(page: str) -> None:
    assert "attributes" in fault(PROSE + page)


@pytest.mark.parametrize(
    "page",
    [f"<script>x = '<p {MANY}>'</script>", f"<!-- <p {MANY}> -->", f'<p title="<a {MANY}>">x</p>', f"<p>{MANY}</p>"],
)
def test_words_in_scripts_comments_and_values_are_no_attributes(page: str) -> None:
    assert not fault(PROSE + page)
