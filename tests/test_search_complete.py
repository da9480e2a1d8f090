"""The index finds exactly what a plain scan of all texts finds: in Python, and in Chromium from a disk."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from search_archive import Scan, archive, queries, varied
from search_reader import Reader

from dossier.render.book import book
from dossier.render.output import FORBIDDEN
from dossier.render.search import search_files
from dossier.render.search.records import ENCODINGS, packed
from dossier.render.search.tokens import runs_and_words

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "fixtures" / "search" / "tokens.tsv"
ARTICLES, QUERIES = 1_000, 300


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [(text, tokens) for text, _, tokens in (line.partition("\t") for line in lines if line[0] != "#")]


@pytest.fixture(scope="module")
def outputs() -> list[Any]:
    return list(search_files(book(archive(varied(ARTICLES)))))


@pytest.fixture(scope="module")
def expected() -> dict[str, list[int]]:
    articles = varied(ARTICLES)
    scan, asked = Scan(articles), queries(articles, QUERIES)
    return {query: scan.find(query) for some in asked.values() for query in some}


@pytest.mark.parametrize(("text", "tokens"), cases())
def test_the_table_of_tokens(text: str, tokens: str) -> None:
    runs, words = runs_and_words(text)
    assert set(tokens.split()) == {*runs, *(f"-{word}" for word in words)}


def test_every_query_finds_what_a_plain_scan_finds(outputs: list[Any], expected: dict[str, list[int]]) -> None:
    reader = Reader(outputs)
    assert sum(map(bool, expected.values())) > 2 * QUERIES * 0.8
    wrong = {query: numbers for query, numbers in expected.items() if reader.find(query) != numbers}
    assert not wrong


@pytest.mark.browser
def test_a_browser_finds_the_same_from_a_disk(
    outputs: list[Any], expected: dict[str, list[int]], chromium: Any, tmp_path: Path
) -> None:
    for one in outputs:
        path = tmp_path / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    script = (ROOT / "static" / "find.js").read_text("utf-8")
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8><script>{script}</script>", "utf-8")
    tab = chromium.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto((tmp_path / "page.html").as_uri())
    tab.evaluate("async () => { await dossierSearch.open('search/'); await dossierSearch.find('的'); }")
    tokens = "texts => texts.map(t => dossierSearch.pieces(t).map(p => p.run ? p.text : '-' + p.word).sort().join(' '))"
    found = tab.evaluate(tokens, [text for text, _ in cases()])
    assert [set(one.split()) for one in found] == [set(tokens.split()) for _, tokens in cases()]
    ask = """async queries => { const found = [];
      for (const query of queries) { found.push(await dossierSearch.search(query)); } return JSON.stringify(found); }"""
    told = json.loads(tab.evaluate(ask, list(expected)))
    wrong = [(query, len(numbers)) for query, numbers in zip(expected, told, strict=True) if numbers != expected[query]]
    assert not wrong and not complaints


@pytest.mark.browser
def test_a_browser_reads_every_character_as_python_wrote_it(chromium: Any) -> None:
    """Of two planes and all Han: encodings have tables, and tables have editions"""
    parts = [range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x30000)]
    texts = ["".join(map(chr, part[at : at + 256])) for part in parts for at in range(0, len(part), 256)]
    tab = chromium.new_page()
    tab.goto("about:blank")
    read = """async ([names, files]) => { const found = [];
      for (const [encoding, text] of files) {
        const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
        const plain = new TextDecoder(names[encoding]).decode(await new Response(stream).arrayBuffer());
        found.push(JSON.parse(plain)[0][1]);
      } return found; }"""
    files = [packed([("", text)]) for text in texts]
    shown = [re.sub(f"[{FORBIDDEN}]", "", text) for text in texts]
    assert tab.evaluate(read, [ENCODINGS, files]) == shown and {encoding for encoding, _ in files} == {0, 1}
