"""Citations as the manuals of each style have them, written by hand; names, dates and addresses of every kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.render.authors import Person, apa_name, gbt_name, person
from dossier.render.citation import Cited, apa, bibtex, citations, gbt, markdown

ORIGINAL, OWN = "https://e.org/a_b?x=1&y=%20", "https://archive.org/articles/2024/x.html"


def cited(**given: object) -> Cited:
    empty = {"title": "", "authors": (), "published": "", "source": "", "url": "", "retrieved": "", "lang": "en"}
    place = {"key": "2024/x", "archive": "The Archive", "path": "articles/2024/x.html", "address": ""}
    return Cited(**{**empty, **place, **given})


FULL = cited(
    title="Who left, and why",
    authors=("Jane Q. Doe", "Associated Press"),
    published="2024-10-08T09:30",
    source="Daily Example",
    url=ORIGINAL,
    retrieved="2024-10-09",
    address=OWN,
)
CHINESE = cited(
    title="林安离开光明实验室",
    authors=("记者甲", "记者乙", "记者丙", "记者丁"),
    published="2024-10-08",
    source="某报",
    url=ORIGINAL,
    retrieved="2024-10-09",
    lang="zh",
)
BARE = cited(title="What next?")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (
            FULL,
            "Doe, J. Q., & Associated Press. (2024, October 8). Who left, and why. Daily Example. "
            f"Retrieved October 9, 2024, from {ORIGINAL} (archived at {OWN})",
        ),
        (
            CHINESE,
            "记者甲, 记者乙, 记者丙, & 记者丁. (2024, October 8). 林安离开光明实验室. 某报. "
            f"Retrieved October 9, 2024, from {ORIGINAL}",
        ),
        (BARE, "What next? (n.d.). The Archive."),
        (cited(title="A", published="2024-10", address=OWN), f"A. (2024, October). The Archive. {OWN}"),
        (cited(title="A", published="2024", url=ORIGINAL, retrieved="2024-11"),
         f"A. (2024). Retrieved November 2024, from {ORIGINAL}"),
        (cited(authors=("OpenAI",), source="OpenAI", url=ORIGINAL), f"OpenAI. (n.d.). [Untitled]. {ORIGINAL}"),
        (cited(title="A", authors=("Ann Lee Jr.",), published="nonsense"), "Lee, A., Jr. (n.d.). A. The Archive."),
    ],
)  # fmt: skip
def test_apa(one: Cited, expected: str) -> None:
    assert "".join(piece.text for piece in apa(one)) == expected


def test_apa_names_twenty_authors_or_nineteen_and_the_last() -> None:
    def names(count: int) -> str:
        many = tuple(f"Ann {chr(65 + n)}bel" for n in range(count))
        return "".join(piece.text for piece in apa(cited(title="A", authors=many))).partition(" (")[0]

    assert names(20).endswith("Rbel, A., Sbel, A., & Tbel, A.")
    assert names(21).endswith("Rbel, A., Sbel, A., . . . Ubel, A.")


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (CHINESE,
         f"记者甲, 记者乙, 记者丙, 等. 林安离开光明实验室[EB/OL]//某报. (2024-10-08)[2024-10-09]. {ORIGINAL}."),
        (
            FULL,
            "DOE J Q, Associated Press. Who left, and why[EB/OL]//Daily Example. (2024-10-08)[2024-10-09]. "
            f"{ORIGINAL}. archived: {OWN}.",
        ),
        (BARE, "What next?[EB/OL]//The Archive."),
        (cited(title="题名", lang="zh", published="2024-10", url=ORIGINAL, address=OWN),
         f"题名[EB/OL]. (2024-10). {ORIGINAL}. 存档: {OWN}."),
        (cited(lang="zh-Hant", retrieved="2024-10-09", address=OWN), f"无题[EB/OL]//The Archive. [2024-10-09]. {OWN}."),
    ],
)  # fmt: skip
def test_gbt(one: Cited, expected: str) -> None:
    assert "".join(piece.text for piece in gbt(one)) == expected


def test_bibtex() -> None:
    assert bibtex(FULL).splitlines() == [
        "@misc{2024/x,",
        "  author = {Doe, Jane Q. and {Associated Press}},",
        "  title = {{Who left, and why}},",
        "  howpublished = {Daily Example},",
        "  year = {2024},",
        "  month = oct,",
        "  day = {8},",
        f"  url = {{{ORIGINAL}}},",
        "  urldate = {2024-10-09},",
        rf"  note = {{Archived at \url{{{OWN}}}}},",
        "}",
    ]
    assert bibtex(CHINESE).splitlines()[1] == "  author = {{记者甲} and {记者乙} and {记者丙} and {记者丁}},"


def test_bibtex_escapes_what_tex_would_read() -> None:
    found = bibtex(cited(title=r"50% of $1 & {x}_#~^\ ", authors=("A & B",)))
    assert r"title = {{50\% of \$1 \& \{x\}\_\#\~{}\^{}\textbackslash{} }}" in found
    assert r"author = {{A \& B}}" in found


@pytest.mark.parametrize(
    ("key", "expected"),
    [("2024/openai_x.y-z", "2024/openai_x.y-z"), ("2024/离开", "2024-"), ("查理-吴", "")],
)
def test_keys_of_bibtex_are_stable_and_hold_no_other_script(key: str, expected: str) -> None:
    found = bibtex(cited(key=key)).partition("{")[2].partition(",")[0]
    assert found.isascii() and found.startswith(expected)
    assert key.isascii() or len(found) == len(expected) + 6
    assert found == bibtex(cited(key=key, title="changed")).partition("{")[2].partition(",")[0]


@given(st.text(st.sampled_from("{}\\%ab 甲$"), max_size=12), st.text(st.sampled_from("{}\\, ab甲A."), max_size=12))
def test_an_entry_of_bibtex_has_as_many_braces_open_as_closed(title: str, author: str) -> None:
    text = bibtex(cited(title=title, authors=(author,))).replace("\\{", "").replace("\\}", "")
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        assert depth >= 0
    assert depth == 0


def test_markdown() -> None:
    pieces = list(markdown(cited(title="[A] *b*", address="https://e.org/a(b)/x.html")))
    assert "".join(p.text for p in pieces) == r"[\[A\] \*b\*](https://e.org/a%28b%29/x.html)"
    assert [(p.role, p.text) for p in markdown(BARE)][1] == ("here", "articles/2024/x.html")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Doe", Person("Doe", "Jane")),
        ("Doe, Jane Q.", Person("Doe", "Jane Q.")),
        ("Ludwig van der Rohe", Person("van der Rohe", "Ludwig")),
        ("Martin Luther King, Jr.", Person("King", "Martin Luther", "Jr.")),
        ("Seán O’Neill", Person("O’Neill", "Seán")),
        ("JK Rowling", Person("Rowling", "JK")),
        *((name, None) for name in ("Reuters", "BBC Monitoring", "The Times", "Newsroom Staff", "OpenAI", "", ",")),
        *((name, None) for name in ("林安", "米拉・穆拉蒂", "记者 甲", "Area 51", "de la", "jane doe", "新浪 Tech")),
    ],
)
def test_parts_of_names(name: str, expected: Person | None) -> None:
    assert person(name) == expected


def test_initials() -> None:
    assert [apa_name(n) for n in ("Jean-Paul Sartre", "JK Rowling")] == ["Sartre, J.-P.", "Rowling, J. K."]
    assert [gbt_name(n) for n in ("Jean-Paul Sartre", "Li Wei")] == ["SARTRE J-P", "WEI L"]


@given(st.builds(cited, title=st.text(), authors=st.lists(st.text(), max_size=4).map(tuple), published=st.text()))
def test_nothing_that_an_article_says_breaks_a_citation(one: Cited) -> None:
    assert all(piece.text for each in citations(one) for piece in each.pieces if piece.role)
