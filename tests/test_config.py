"""site.yaml: every setting has a default, and a fault in one leaves the others as they are."""

from pathlib import Path
from textwrap import dedent
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.config import Limits, Settings, parse_settings
from dossier.model import Direction, Directions, HostDirections, Where


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse_settings("") == (Settings(), ())


def direction(verb: Literal["keep", "drop"], kind: Literal["rule", "selector"], text: str, column: int) -> Direction:
    scope = "site.yaml, clean" if kind == "rule" else "site.yaml, clean.sites.example.com"
    where = Where(path="site.yaml", line=14, column=column)
    return Direction(verb=verb, kind=kind, text=text, scope=scope, where=where)


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
report: mailto:editor@example.org
search: {text: lead}
clean: {keep: [tags], sites: {www.example.com: {drop: [.promo]}}}
limits: {size: 1.5 GB, files: 9000}
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
        report="mailto:editor@example.org",
        search="lead",
        clean=Directions(
            everywhere=(direction("keep", "rule", "tags", 16),),
            hosts=(HostDirections(host="example.com", directions=(direction("drop", "selector", ".promo", 56),)),),
        ),
        limits=Limits(size=1_500_000_000, files=9000),
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
    "report: github.com/owner/name": ("1:9: error[bad-report]", "https://github.com/owner/name/issues/new"),
    "report: 'mailto:'": ("1:9: error[bad-report]", "mailto:editor@example.org"),
    "report: mailto:a@example.org?bcc=b@example.org": ("1:9: error[bad-report]", "no address to report mistakes to"),
    "report: javascript:alert(1)": ("1:9: error[bad-report]", "no address to report mistakes to"),
    "report: 'https://example.org/#x'": ("1:9: error[bad-report]", "no address to report mistakes to"),
    "clean: [tags]": ("1:8: error[yaml-type]", "keys and values"),
    "clean: {kep: [tags]}": ("1:9: error[unknown-key]", "did you mean 'keep'?"),
    "clean: {keep: [relatd]}": ("1:16: error[unknown-rule]", "did you mean 'related'?"),
    "clean: {keep: [asied]}": ("1:16: error[unknown-rule]", "did you mean 'aside'?"),
    "clean: {drop: [list-marker]}": ("1:16: error[fixed-rule]", "no text of the article"),
    "clean: {drop: [p.a:hover]}": ("1:19: error[bad-selector]", "':hover' cannot be read"),
    "clean: {drop: [扫码关注]}": ("1:16: error[bad-selector]", "for a line of text write {text: …}"),
    "clean: {drop: [/(a+)+/]}": ("1:16: error[costly-pattern]", "may take too long"),
    "clean: {drop: [/a.*b.*c.*/]}": ("1:16: error[costly-pattern]", "at most two"),
    "clean: {drop: ['/a?a?a?a?/']}": ("1:16: error[costly-pattern]", "three of '?'"),
    "clean: {drop: [/(a/]}": ("1:16: error[bad-pattern]", "no regular expression"),
    "clean: {drop: [{line: x}]}": ("1:16: error[bad-direction]", "{text: the whole line}"),
    "clean: {drop: [[x]]}": ("1:16: error[yaml-type]", "quotation marks"),
    "clean:\n  drop:\n    - #story": ("3:6: error[empty-direction]", "quotation marks"),
    "clean: {sites: {a b: {drop: [p]}}}": ("1:17: error[bad-host]", "example.com"),
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


def test_the_same_thing_cannot_be_kept_and_dropped_in_one_place() -> None:
    settings, problems = parse_settings("clean:\n  keep: [tags, .a]\n  drop: [.a, related]\n")
    assert [d.text for d in settings.clean.everywhere] == ["tags", ".a", "related"]
    assert str(problems[0]).startswith(
        "site.yaml:3:10: error[keep-and-drop]: '.a' is to be kept, by line 2, and dropped"
    )
    assert not parse_settings("clean: {keep: [tags], sites: {example.com: {drop: [tags]}}}")[1]


def test_the_example_of_the_readme() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    example = readme[readme.index("    images: link\n    clean:") :].partition("\n\n")[0]
    settings, problems = parse_settings(dedent(example))
    assert not problems
    assert [d.kind for d in settings.clean.everywhere] == ["rule", "selector", "selector", "pattern", "text"]
    assert [(one.host, len(one.directions)) for one in settings.clean.hosts] == [("example.com", 2)]


def test_all_faults_are_told_at_once() -> None:
    settings, problems = parse_settings("title: 好\nrights: x\nfeed: y\nzzz: 1\n")
    assert settings == Settings(title="好")
    assert [p.where.line for p in problems] == [2, 3, 4]


@given(st.text() | st.text(alphabet="urltiefound: \n{}0123456789.-"))
def test_nothing_raises(text: str) -> None:
    settings, _ = parse_settings(text)
    assert 0 <= settings.threshold <= 1 and 0 <= settings.excerpt <= 10_000 and settings.title


@pytest.mark.parametrize(
    ("said", "size"), [("800 MB", 800_000_000), ("2gb", 2_000_000_000), ("1000", 1000), ("0.5 kB", 500)]
)
def test_a_size_is_written_as_people_write_it(said: str, size: int) -> None:
    settings, problems = parse_settings(f"limits: {{size: {said}}}")
    assert not problems and settings.limits == Limits(size=size)


@pytest.mark.parametrize("said", ["much", "1 GiB", "-3 MB", "1e9", "9" * 40 + " TB"])
def test_what_is_no_size_is_told_with_its_place(said: str) -> None:
    settings, problems = parse_settings(f"title: x\nlimits: {{size: {said}}}")
    assert settings.limits == Limits()
    assert [(p.code, p.where.line, p.where.column) for p in problems] == [("bad-size", 2, 16)]
