"""site.yaml: every setting has a default, and a fault in one leaves the others as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.config import Settings, parse_settings


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse_settings("") == (Settings(), ())


def test_every_setting_can_be_given() -> None:
    settings, problems = parse_settings("""\
title: 档案
description: 一座
lang: en
url: https://example.org/archive
author: 编者
rights: link
excerpt: 80
images: drop
found: {threshold: 0.9}
feed: 0
audit: off
""")
    assert not problems
    assert settings == Settings(
        title="档案",
        description="一座",
        lang="en",
        url="https://example.org/archive/",
        author="编者",
        rights="link",
        excerpt=80,
        images="drop",
        threshold=0.9,
        feed=0,
        audit=False,
    )
    assert all(getattr(settings, field) != getattr(Settings(), field) for field in Settings.__struct_fields__)


#: A fault → its place and code, and what it says somewhere.
FAULTS = {
    "titel: x": ("1:1: error[unknown-key]", "did you mean 'title'?"),
    "title: [x]": ("1:8: error[yaml-type]", "must be a text"),
    "lang: 中文": ("1:7: error[bad-lang]", "zh, zh-Hant, en"),
    "url: example.org": ("1:6: error[bad-url]", "https://example.org/archive/"),
    "url: https://example.org/?a=b": ("1:6: error[bad-url]", "no address of a site"),
    "rights: all": ("1:9: error[unknown-value]", "'rights' cannot be 'all'"),
    "excerpt: -1": ("1:10: error[yaml-type]", "a number from 0 to 10000"),
    "excerpt: 1.5": ("1:10: error[yaml-type]", "whole number"),
    "images: show": ("1:9: error[unknown-value]", "one of: drop, keep, link"),
    "found: 0.5": ("1:8: error[yaml-type]", "keys and values"),
    "found: {threshold: 2}": ("1:20: error[yaml-type]", "a number from 0 to 1"),
    "found: {treshold: 1}": ("1:9: error[unknown-key]", "did you mean 'threshold'?"),
    "feed: many": ("1:7: error[yaml-type]", "a number from 0 to 1000"),
    "audit: 2": ("1:8: error[yaml-type]", "true or false"),
    "title: x\n\turl: y": ("2:1: error[yaml-syntax]", "tab"),
    "- x": ("1:1: error[yaml-type]", "found a list"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_told_and_the_default_stays(text: str) -> None:
    begins, says = FAULTS[text]
    settings, problems = parse_settings(text, "site.yaml")
    assert settings == Settings()
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"site.yaml:{begins}")
    assert says in str(problems[0])


def test_all_faults_are_told_at_once() -> None:
    settings, problems = parse_settings("title: 好\nrights: x\nfeed: y\nzzz: 1\n")
    assert settings == Settings(title="好")
    assert [p.where.line for p in problems] == [2, 3, 4]


@given(st.text() | st.text(alphabet="urltiefound: \n{}0123456789.-"))
def test_nothing_raises(text: str) -> None:
    settings, _ = parse_settings(text)
    assert 0 <= settings.threshold <= 1 and 0 <= settings.excerpt <= 10_000 and settings.title
