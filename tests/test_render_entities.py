"""Pages of people and companies: who they are, what stands where, what has a page of its own, reporting, copying."""

from urllib.parse import parse_qs, urlsplit

import pytest

from dossier.config import Settings
from dossier.render.reporting import report_address

HOME = "https://example.org/archive/"


@pytest.mark.parametrize(
    ("report", "begins", "title", "body"),
    [
        ("https://github.com/o/r/issues/new", "https://github.com/o/r/issues/new?title=", "title", "body"),
        ("https://github.com/o/r/issues/new?labels=a", "https://github.com/o/r/issues/new?labels=a&", "title", "body"),
        ("https://lab.org/o/r/-/issues/new", "https://lab.org/", "issue[title]", "issue[description]"),
        ("mailto:e@example.org", "mailto:e@example.org?subject=", "subject", "body"),
    ],
)
def test_a_report_says_which_page_it_is_about(report: str, begins: str, title: str, body: str) -> None:
    address = report_address(Settings(report=report, url=HOME), "林安 & [Co]", "people/林安.html")
    fields = parse_qs(urlsplit(address).query)
    assert address.startswith(begins) and address.isascii() and not set(address) & set(' "<>[]')
    assert fields[title] == ["林安 & [Co]"]
    assert fields[body][0].strip() == f"{HOME}people/%E6%9E%97%E5%AE%89.html"


def test_without_an_address_of_the_site_the_path_stands_in_a_report_and_a_headline_is_cut() -> None:
    address = report_address(Settings(report="mailto:e@example.org"), "长" * 900, "articles/a.html")
    assert "body=articles%2Fa.html" in address and len(address) < 1400
    assert report_address(Settings(), "x", "articles/a.html") == ""
