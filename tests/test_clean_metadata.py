"""What a page says of itself: tables in fixtures/metadata, one case a page, that a person can add to without Python."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from growth import grows_with_length
from hypothesis import given
from hypothesis import strategies as st

from dossier.clean import clean
from dossier.model import Meta, Source

TABLES = sorted((Path(__file__).parent / "fixtures" / "metadata").glob("*.yaml"))
CASES = [(table.stem, case) for table in TABLES for case in yaml.safe_load(table.read_text("utf-8"))]
#: The text of every page, by its language: it names nobody and no day.
TEXTS = {
    "zh": "这篇文章的正文没有提到任何人，也没有提到哪一天，只是为了让页面看起来像一篇真正的文章。它有好几句话，有逗号，也有句号。",
    "zh-Hant": "這篇文章的正文沒有提到任何人，也沒有提到哪一天，只是為了讓頁面看起來像一篇真正的文章。它有好幾句話，有逗號，也有句號。",
    "en": "The text of this page names nobody, and it gives no day. It is only here so that the page looks like an article.",
    "fr": "Le texte de cette page ne nomme personne, et il ne donne pas de date. Il est là pour que la page soit un article.",
    "de": "Der Text dieser Seite nennt niemanden, und er gibt keinen Tag an. Er ist da, damit die Seite ein Artikel ist.",
    "es": "El texto de esta página no nombra a nadie y no da ninguna fecha. Está aquí para que la página sea un artículo.",
    "ru": "Текст этой страницы никого не называет и не даёт дату. Он здесь только для того, чтобы страница была статьёй.",
}


def described(html: str) -> Meta:
    return clean(Source(id="page", path="page.html", suffix=".html", data=html.encode()))[0].meta


def page(case: dict[str, Any]) -> str:
    text = "".join(f"<p>{TEXTS[case['text']]}</p>" for _ in range(3))
    body = f"{case.get('body', '')}<div>{text}</div>{case.get('after', '')}"
    head = f"<meta charset=utf-8>{case.get('head', '')}"
    return f'<!doctype html><html lang="{case["text"]}"><head>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize(("table", "case"), CASES, ids=[f"{table}: {case['name']}" for table, case in CASES])
def test_what_a_page_says_of_itself(table: str, case: dict[str, Any]) -> None:
    meta = described(page(case))
    wanted = {key: case[key] for key in ("title", "published", "author", "source", "url", "lang") if key in case}
    assert wanted, "the case says nothing to look at"
    got = {key: list(meta.author) if key == "author" else getattr(meta, key) for key in wanted}
    assert got == {key: value if isinstance(value, list) else str(value) for key, value in wanted.items()}


def test_names_of_cases_are_told_apart() -> None:
    names = [(table, case["name"]) for table, case in CASES]
    assert len(names) == len(set(names))
