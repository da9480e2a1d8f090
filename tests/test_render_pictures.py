"""Pictures: where nodes stand, where somebody worked, who came and went, what charts count; their markup."""

import random
import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from render_builder import archive, block, built

from dossier.model import Article, CuratedRole, Entity, Linked, Meta, Name
from dossier.render import Archive
from dossier.render.book import book
from dossier.render.drawing import appearances, career, ego, flow
from dossier.render.drawing.bars import chart
from dossier.render.drawing.flow import MOVES, SIDES
from dossier.render.drawing.labels import ems, short
from dossier.render.drawing.layout import apart, fitted, stressed
from dossier.render.drawing.network import network, pictured
from dossier.render.drawing.stations import Station, before, destination, origin, stations

LIN = "person/lin-an"
PLACES = ("alpha", "beta", "gamma")


def company(ident: str) -> Entity:
    return Entity(id=ident, kind="company", name=ident.title(), names=(Name(text=ident.title()),))


def person(ident: str, *roles: tuple[str, str, str], **more: object) -> Entity:
    """roles: (company, since, until)"""
    own = tuple(CuratedRole(company=c, title=f"{c} 职务", since=s, until=u) for c, s, u in roles)
    given = {"id": ident, "kind": "person", "name": ident, "names": (Name(text=ident),), "roles": own, **more}
    return Entity(**given)


def naming(number: int, *refs: str) -> Linked:
    """An article of its own month that names some"""
    words = [ref.partition("/")[2] for ref in refs]
    text = "、".join(words) + f"见于第 {number} 篇。"
    marked = block(text, *(("mention", word, ref) for word, ref in zip(words, refs, strict=True)))
    meta = Meta(title=f"第 {number} 篇", published=f"{2015 + number // 12}-{number % 12 + 1:02}-03", lang="zh")
    return Linked(article=Article(id=f"n{number:03}", path="", meta=meta, blocks=(marked,)))


def made(*entities: Entity, articles: tuple[Linked, ...] = ()) -> Archive:
    everybody = (*entities, *(company(ident) for ident in PLACES))
    return replace(archive(*articles), entities=everybody, articles=articles)


def station(where: str, since: str = "", until: str = "", **more: object) -> Station:
    return Station(**{"company": f"company/{where}", "since": since, "until": until, "over": bool(until), **more})


# --- layout ---------------------------------------------------------------------------------------------------------


def ring(count: int) -> dict[tuple[int, int], float]:
    chosen = random.Random(5)
    pairs = list(combinations(range(count), 2))
    return {pair: float(chosen.randrange(1, 9)) for pair in chosen.sample(pairs, min(len(pairs), 2 * count))}


def test_no_node_covers_another_or_leaves_the_picture_and_the_same_graph_is_drawn_alike() -> None:
    weights, rooms = ring(60), [(20.0 + 2 * (n % 7), 14.0, 30.0) for n in range(60)]
    points = apart(fitted(stressed(60, weights), rooms, 920, 750), rooms, 920)
    for (a, one), (b, other) in combinations(enumerate(points), 2):
        across = rooms[a][0] + rooms[b][0] - abs(one[0] - other[0])
        upper, lower = ((a, one), (b, other)) if one[1] <= other[1] else ((b, other), (a, one))
        along = rooms[upper[0]][2] + rooms[lower[0]][1] - (lower[1][1] - upper[1][1])
        assert across <= 1 or along <= 1, (a, b)
    assert all(rooms[n][0] - 1 <= x <= 920 - rooms[n][0] + 1 for n, (x, _) in enumerate(points))
    turned = dict(reversed(list(weights.items())))
    assert apart(fitted(stressed(60, turned), rooms, 920, 750), rooms, 920) == points


def test_those_who_are_named_together_stand_nearer_than_others() -> None:
    near, far = stressed(4, {(0, 1): 9.0, (1, 2): 1.0, (2, 3): 9.0})[0:2], stressed(4, {(0, 1): 9.0, (2, 3): 9.0})
    length = abs(complex(*near[0]) - complex(*near[1]))
    assert length < abs(complex(*far[0]) - complex(*far[2]))


def test_a_name_is_cut_to_its_room_and_says_so() -> None:
    assert short("Safe Superintelligence", 30) == "Safe Superintelligence"
    cut = short("Safe Superintelligence", 8)
    assert cut.endswith("…") and ems(cut) <= 8 and "Safe Superintelligence".startswith(cut[:-1])


# --- stations -------------------------------------------------------------------------------------------------------

BEFORE = {
    "it ended first": (station("alpha", "2015", "2018"), station("beta", "2018-02"), True),
    "it ended after the other had begun, and before its end": (
        station("alpha", "2014", "2019"),
        station("beta", "2015-12"),
        True,
    ),
    "it ended after the other had ended": (station("alpha", "2014", "2019"), station("beta", "2015", "2017"), False),
    "it began later": (station("alpha", "2017", "2018"), station("beta", "2016"), False),
    "it goes on": (station("alpha", "2014"), station("beta", "2016"), False),
    "the other is of no known time": (station("alpha", "2014", "2016"), station("beta"), False),
    "it is of no known time": (station("alpha", over=True), station("beta", "2016"), False),
    "both say only when they ended": (station("alpha", until="2014"), station("beta", until="2016"), True),
    "what was read of no known beginning follows nothing": (
        station("alpha", "2014", "2015"),
        station("beta", found=True, seen=("2020-01-01", "2021-01-01")),
        False,
    ),
}


@pytest.mark.parametrize("case", BEFORE)
def test_a_station_is_before_another(case: str) -> None:
    one, other, expected = BEFORE[case]
    assert before(one, other) is expected


def test_the_last_that_ended_is_where_somebody_came_from_and_the_first_that_follows_where_they_went() -> None:
    known = [station("alpha", "2010", "2014"), station("beta", "2014", "2018"), station("gamma", "2019")]
    first_, middle, last = known
    assert (origin(known, last), destination(known, first_)) == (middle, middle)
    assert (origin(known, first_), destination(known, last)) == (None, None)


def test_roles_at_one_company_that_touch_are_one_station_and_a_return_is_another() -> None:
    lin = person("lin-an", ("alpha", "2015", "2017"), ("alpha", "2017", "2018"), ("beta", "2018", "2020"))
    again = replace(lin, roles=(*lin.roles, CuratedRole(company="alpha", title="顾问", since="2021")))
    known = stations(book(made(again)), LIN)
    assert [(s.company.partition("/")[2], s.since, s.until) for s in known] == [
        *(("alpha", "2015", "2018"), ("beta", "2018", "2020"), ("alpha", "2021", "")),
    ]


# --- pictures -------------------------------------------------------------------------------------------------------


def test_a_flow_counts_those_of_whom_nobody_says_more_and_leaves_out_who_is_hidden() -> None:
    people = [
        person("lin-an", ("alpha", "2015", "2018"), ("beta", "2018", "2020"), ("gamma", "2020", "")),
        person("he-yu", ("beta", "2017", "2019")),
        person("gone", ("alpha", "2015", "2018"), ("beta", "2018", ""), hide=True),
    ]
    view = flow(book(made(*people)), "company/beta")
    assert view is not None
    assert [(s.who.name, s.count) for s in view.sources] == [("Alpha", 1)]
    assert [(s.who.name, s.count) for s in view.targets] == [("Gamma", 1)]
    assert (view.unknown_from, view.unknown_to) == (1, 1)
    assert {move.person.name for move in view.moves} == {"lin-an"}
    assert flow(book(made(people[1])), "company/beta") is None


def test_a_flow_says_what_it_leaves_out() -> None:
    others = [company(f"from{n:02}") for n in range(SIDES + 2)]
    people = [person(f"p{n:03}", (f"from{n % 12:02}", "2010", "2015"), ("beta", "2016", "")) for n in range(MOVES + 3)]
    view = flow(book(made(*people, *others)), "company/beta")
    assert view is not None
    assert (len(view.sources), view.beyond, len(view.moves), view.more) == (SIDES, 2, MOVES, 3)
    page = built(made(*people, *others))["companies/beta.html"]
    assert "另有 2 家机构只列在下面。" in page and "另有 3 次较早的来去没有列出。" in page


def test_a_name_of_a_flow_is_whole_where_there_is_room() -> None:
    name = "Safe Superintelligence"
    long = Entity(id="long", kind="company", name=name, names=(Name(text=name),))
    view = flow(book(made(person("lin-an", ("long", "2015", "2018"), ("beta", "2018", "")), long)), "company/beta")
    assert view is not None
    (side,) = view.sources
    assert side.label.endswith("…") and side.wide == name


def test_a_career_has_a_row_for_each_company_and_marks_what_goes_on() -> None:
    lin = person("lin-an", ("alpha", "2010", "2014"), ("beta", "2014", "2020"), ("gamma", "2020-06", ""))
    view = career(book(made(lin)), LIN)
    assert view is not None
    assert [row.label for row in view.rows] == ["Alpha", "Beta", "Gamma"]
    assert [row.stays[0].open_end for row in view.rows] == [False, False, True]
    assert [row.late for row in view.rows] == [False, False, True]
    assert all(stay.x >= 0 and stay.x + stay.width <= 100 for row in view.rows for stay in row.stays)
    assert career(book(made(person("lin-an", ("alpha", "2010", "")))), LIN) is None


def test_charts_count_by_months_quarters_or_years() -> None:
    assert chart(["2024-01-03", "2024-01-09"]) is None
    months = chart(["2024-01-03", "2024-03-09", "2024-03-10", ""])
    assert months is not None and months.unit == "month"
    assert [(bar.date, bar.count) for bar in months.bars] == [("2024-01", 1), ("2024-03", 2)]
    assert months.most.date == "2024-03"
    quarters = chart(["2015-01", "2020-12"])
    assert quarters is not None and [bar.date for bar in quarters.bars] == ["2015-01/2015-03", "2020-10/2020-12"]
    years = chart(["1990-01", "2020", "2024-05"])
    assert years is not None and [bar.date for bar in years.bars] == ["1990", "2020", "2024"]


def crowd(size: int) -> Archive:
    people = [person(f"p{n:02}") for n in range(size)]
    chosen = random.Random(3)
    refs = [f"person/{one.id}" for one in people]
    articles = tuple(naming(n, refs[0], *chosen.sample(refs[1:], 3)) for n in range(3 * size))
    return made(*people, articles=articles)


def test_the_graph_and_those_around_somebody_do_not_depend_on_the_order_of_articles() -> None:
    one = crowd(70)
    other = replace(one, articles=one.articles[::-1], entities=one.entities[::-1])
    first, second = book(one), book(other)
    graph, pairs = pictured(first, *network(first))
    assert graph is not None and (graph, pairs) == pictured(second, *network(second))
    assert len(graph.nodes) == 60 and len(graph.edges) == len(pairs)
    around = ego(first, "person/p00")
    assert around is not None and around == ego(second, "person/p00")
    assert around.nodes[0].who.ref == "person/p00" and len(around.nodes) == 13
    few = made(person("p00"), person("p01"), articles=(naming(1, "person/p00", "person/p01"),))
    assert ego(book(few), "person/p00") is None
    months = appearances(book(one), "person/p00")
    assert months is not None and sum(bar.count for bar in months.bars) == len(one.articles)


def test_pictures_are_well_formed_whatever_names_hold() -> None:
    hostile = '</svg><script>alert(1)</script>"&\u202e' + "长" * 80
    one = crowd(8)
    entities = tuple(replace(e, name=hostile + e.id, names=(Name(text=hostile + e.id),)) for e in one.entities)
    pages = built(replace(one, entities=entities))
    drawn = [svg for path, page in pages.items() for svg in re.findall(r"<svg.*?</svg>", page, re.S) if "<svg" in svg]
    assert drawn and "<script>alert" not in "".join(pages.values())
    for svg in re.findall(r"<svg class=\"graph.*?</svg>", pages["graph.html"] + pages["people/p00.html"], re.S):
        assert len(svg.encode()) < 12_000
        root = ElementTree.fromstring(svg)
        assert {"title", "desc"} <= {child.tag for child in root}
