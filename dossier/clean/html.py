"""A saved page → an article: the tree is read, the body chosen, each run of text kept or removed with its rule."""

from dossier.clean.blocks import Builder
from dossier.clean.decode import refusal
from dossier.clean.directions import UNDIRECTED, Steering
from dossier.clean.fitted import second_look
from dossier.clean.guard import fault
from dossier.clean.inside import Inside
from dossier.clean.junk import Rule
from dossier.clean.metadata import PageFacts, describe
from dossier.clean.tree import Page, read_page
from dossier.clean.verdicts import emptied, verdicts
from dossier.clean.worth import Layout, choose
from dossier.errors import Failure, Problem
from dossier.model import Article, Directions, Source


def clean_html(text: str, source: Source, directions: Directions = UNDIRECTED) -> tuple[Article, tuple[Problem, ...]]:
    """text: the decoded page → its article, and warnings; raises Failure where there is nothing to read"""
    costly = fault(text)
    if costly:
        hint = "keep only the part of the page that holds the article"
        raise Failure([refusal(source, "too-complex", f"the page cannot be read in reasonable time: {costly}", hint)])
    page = read_page(text)
    facts = describe(page)
    steering = Steering(directions, facts.meta.url)
    steering.look(page)
    inside, found = judge(page, facts, steering)
    if inside is None:
        raise Failure(
            [refusal(source, "no-text", "the page has no text to read", "save the page again, as a browser shows it")]
        )
    second = second_look(inside, found)
    if any(rule is None and run.text for run, rule in zip(page.runs, second, strict=True)):
        found = second  # else the page is none of an article's kind: a list of links is still better than nothing
    found = steering.runs(page.runs, found)
    builder = Builder(facts.address, inside.body)
    for run, rule in zip(page.runs, found, strict=True):
        if rule is not None:
            builder.remove(run, rule)
        else:
            builder.keep(run)
    directed, unused = steering.account(builder.blocks, source)
    article = Article(
        id=source.id,
        path=source.path,
        meta=facts.meta,
        blocks=tuple(builder.blocks),
        removals=tuple(builder.removals),
        images=tuple(builder.images),
        directed=directed,
    )
    return article, unused


def judge(page: Page, facts: PageFacts, steering: Steering) -> tuple[Inside | None, list[Rule | None]]:
    """The body of a page, and what the rules say of each run; None: it has no text"""
    layout = Layout(page, facts.body, facts.title_at)
    steering.silence(layout)
    body = choose(layout)
    if body is None or not any(run.text for run in page.runs):
        return None, []
    inside = Inside(layout, body, facts)
    found = verdicts(inside)
    if emptied(found, inside):
        inside = Inside(layout, body, facts, names="ignored")
        found = verdicts(inside)
    if emptied(found, inside):
        found[body.first : body.last] = [
            None if layout.raw[index] else found[index] for index in range(body.first, body.last)
        ]
    return inside, found
