"""Messages: every one is used and in both languages; other languages' plurals and digits; faults of a site's files."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from render_builder import ROOT, theme

from dossier.config import Settings
from dossier.model import EVENT_TYPES, RULES, Theme
from dossier.render import Page, message_faults, render
from dossier.render.entity.identity import SURENESS
from dossier.render.messages import SLOT, Messages, messages
from dossier.render.views import FreeView, Site

#: Families of messages whose keys are put together in a template or in the program, and what the rest of a key can be.
FAMILIES = {
    "rule-": RULES,
    "event-": EVENT_TYPES,
    "type-": None,
    "evidence-": None,
    "date-from-": ("metadata", "page", "dateline"),
    "rights-": ("excerpt", "link"),
    "modifier-": ("about", "over", "under"),
    "sureness-": [word for _, word in SURENESS],
}
ARABIC = "articles-count: {zero: z, one: o, two: t, few: 'f {n}', many: 'm {n}', other: 'x {n}'}\n"
RUSSIAN = "articles-count: {one: '{n} статья', few: '{n} статьи', many: '{n} статей', other: '{n} статьи'}\n"
POLISH = "articles-count: {one: '{n} artykuł', few: '{n} artykuły', many: '{n} artykułów', other: '{n} artykułu'}\n"


def written(lang: str, text: str) -> Theme:
    return theme(**{f"messages__{lang}.yaml": text})


def said(lang: str, text: str) -> list[str]:
    return [str(problem) for problem in message_faults(written(lang, text), lang)]


def page_in(lang: str, look: Theme) -> str:
    """A free page of a site whose interface is in a language"""
    site = Site(title="x", description="", lang=lang, url="", author="")
    view = FreeView(site=site, title="x", blocks=(), description="")
    return render(Page(path="pages/x.html", template="page.html", view=view), look).data.decode()


def keys(lang: str) -> set[str]:
    made: Messages = messages(theme(), lang)
    return {key.partition(".")[0] for key in (*made.texts, *made.forms)}


# --- completeness ----------------------------------------------------------------------------------------------------


def asked(node: nodes.Node) -> set[str]:
    """The texts that an expression can be, without those that are only compared or joined"""
    if isinstance(node, nodes.Const):
        return {node.value} if isinstance(node.value, str) else set()
    if isinstance(node, nodes.CondExpr):
        return asked(node.expr1) | (asked(node.expr2) if node.expr2 else set())
    return set()


def asked_in_templates() -> set[str]:
    found: set[str] = set()
    for path, text in theme().templates:
        if path.startswith("messages/"):
            continue
        tree = Environment(autoescape=True).parse(text)
        for item in tree.find_all(nodes.Getitem):
            if isinstance(item.node, nodes.Name) and item.node.name == "t":
                found |= asked(item.arg)
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                found |= asked(call.args[0])
    return found


def test_every_message_that_a_template_asks_for_exists() -> None:
    wanted = asked_in_templates()
    assert len(wanted) > 50
    made = messages(theme(), "en")
    assert not {key for key in wanted if not made.has(key)}


def test_every_message_is_used() -> None:
    texts = [text for path, text in theme().templates if not path.startswith("messages/")]
    texts += [path.read_text("utf-8") for path in (ROOT / "dossier").rglob("*.py")]
    words = {word for text in texts for word in re.findall(r"""['"]([a-z][a-z0-9-]*)['"]""", text)}
    unused = {key for key in keys("en") if key not in words and not key.startswith(tuple(FAMILIES))}
    assert not unused


def test_families_of_messages_have_the_members_that_the_program_knows() -> None:
    for family, members in FAMILIES.items():
        found = {key.removeprefix(family) for key in keys("en") if key.startswith(family)}
        assert found and (members is None or found == set(members)), family


def test_both_languages_have_every_message_and_nothing_is_wrong_with_them() -> None:
    assert not message_faults(theme(), "en") and not message_faults(theme(), "zh")
    made = messages(theme(), "zh")
    english = {key for key, form in made.forms.items() if form.lang == "en"}
    assert not english


def test_messages_are_set_as_print_is() -> None:
    for lang in ("en", "zh"):
        made = messages(theme(), lang)
        texts = [*made.texts.values(), *(text for form in made.forms.values() for text in form.texts.values())]
        assert not [text for text in texts if re.search(r"""['"]|\.\.\.| - |[\u4e00-\u9fff][,;:!?]""", text)]


# --- other languages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text", "forms"),
    [
        (
            "ru",
            RUSSIAN,
            {1: "1 статья", 3: "3 статьи", 5: "5 статей", 11: "11 статей", 21: "21 статья"},
        ),
        ("pl", POLISH, {1: "1 artykuł", 2: "2 artykuły", 12: "12 artykułów", 22: "22 artykuły", 25: "25 artykułów"}),
        ("ar", ARABIC, {0: "z", 1: "o", 2: "t", 3: "f 3", 10: "f 10", 11: "m 11", 100: "x 100"}),
        ("xx", RUSSIAN, {1: "1 статья", 2: "2 статьи"}),
    ],
)
def test_plurals_are_those_of_the_language(lang: str, text: str, forms: dict[int, str]) -> None:
    made = messages(written(lang, text), lang)
    assert {n: made("articles-count", n=n) for n in forms} == forms


def test_an_english_message_in_another_language_keeps_english_plurals() -> None:
    made = messages(written("zh-Hant", "skip: 跳\n"), "ja")
    assert (made("articles-count", n=1), made("articles-count", n=2)) == ("1 article", "2 articles")


@pytest.mark.parametrize(
    ("lang", "number"),
    [
        ("en", "1,234,567"),
        ("zh", "1,234,567"),
        ("fr", "1\u202f234\u202f567"),
        ("de-CH", "1’234’567"),
        ("hi", "12,34,567"),
    ],
)
def test_whole_numbers_are_grouped_as_the_language_does_and_years_are_not(lang: str, number: str) -> None:
    made = messages(theme(), lang)
    assert number in made("articles-count", n=1234567)
    assert "2024" in made.date("2024-10-08") and made.shown(999) == "999"


def test_the_interface_may_run_from_right_to_left() -> None:
    look = written("ar", ARABIC)
    assert '<html lang="ar" dir="rtl">' in page_in("ar", look) and "dir=" not in page_in("zh", look)
    assert (messages(look, "he").dir, messages(look, "zh-Hant").dir) == ("rtl", "ltr")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2024-10/2024-12", "2024 年第 4 季度", "Q4 2024"),
        ("2015-01/2015-03", "2015 年第 1 季度", "Q1 2015"),
        ("2024-10/2025-12", "2024 年 10 月至 2025 年 12 月", "October 2024 – December 2025"),
        ("2024-02/2024-04", "2024 年 2 月至 2024 年 4 月", "February 2024 – April 2024"),
    ],
)
def test_charts_call_a_quarter_one(value: str, zh: str, en: str) -> None:
    assert [messages(theme(), lang).stretch(value).replace("\u00a0", " ") for lang in ("zh", "en")] == [zh, en]


def test_a_third_language_is_one_file_and_what_it_lacks_is_english() -> None:
    text = "home: Accueil\nmonths: [janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre,"
    text += " novembre, décembre]\ndate-day: '{d} {month} {y}'\ndate-interval: 'du {a} au {b}'\n"
    page = page_in("fr-CA", written("fr", text))
    assert '<html lang="fr-CA">' in page and "Skip to content" in page
    made = messages(written("fr", text), "fr-CA")
    assert made.date("2024-08-01/2024-09-02") == "du 1 août 2024 au 2 septembre 2024"
    faults = message_faults(written("fr", text), "fr-CA")
    assert [(p.code, p.severity) for p in faults] == [("lacking-messages", "notice")]


def test_a_sites_file_goes_over_the_default_one_message_by_message() -> None:
    files = {**dict(theme().templates), "messages/zh.yaml": "home: 封面\nrule-title: {label: 题}\n"}
    files["default/messages/zh.yaml"] = dict(theme().templates)["messages/zh.yaml"]
    look = Theme(templates=tuple(files.items()), assets=())
    made = messages(look, "zh")
    assert (made["home"], made["people"], made["rule-title.label"]) == ("封面", "人物", "题")
    assert "文章的标题" in made["rule-title.reason"]
    assert not message_faults(look, "zh")


# --- faults ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hom: x", "1:1: warning[unknown-message]: nothing asks for the message 'hom' (did you mean 'home'?)"),
        ("home: [x]", "1:7: error[yaml-type]: 'home' must be a text, not a list"),
        ("months: [a, b]", "1:9: error[yaml-type]: 'months' must be a list of 12 words, not a list"),
        (
            "articles-count: {one: '{n}', othr: '{n}'}",
            "1:30: error[unknown-form]: 'othr' is no plural category (did you mean 'other'?)",
        ),
        (
            "articles-count:\n  other: '{n}'",
            "2:3: warning[lacking-form]: a form is lacking: one (fr has one, other)",
        ),
        ("page: Page {n}", "1:7: warning[unknown-slot]: nothing is given for {n} (it has {k})"),
        ("page: Page", "1:7: warning[lacking-slot]: {k} is lacking (the English message has it)"),
        (
            "rule-title: {lable: x, reason: y}",
            "1:14: warning[unknown-message]: no message has a part 'lable' (did you mean 'label'?)",
        ),
    ],
)
def test_what_is_wrong_with_a_message_is_told_with_its_place(text: str, told: str) -> None:
    faults = [line for line in said("fr", text) if "lacking-messages" not in line]
    assert faults == [f"templates/messages/fr.yaml:{told}"]


def test_a_form_for_one_number_may_leave_the_number_out() -> None:
    assert not [
        line for line in said("fr", "articles-count: {one: un article, other: '{n} articles'}") if "slot" in line
    ]


def test_a_file_that_is_no_yaml_is_an_error_of_its_line() -> None:
    (fault,) = [line for line in said("fr", "home: x\nskip: 'x\n") if "error" in line]
    assert fault.startswith("templates/messages/fr.yaml:2:7: error[yaml-syntax]")


def test_a_language_without_a_file_is_told() -> None:
    (fault,) = message_faults(theme(), "cn")
    assert (fault.code, fault.severity, fault.where.path) == ("no-messages", "warning", "site.yaml")
    assert "templates/messages/cn.yaml" in fault.hint


def test_messages_of_a_sites_own_templates_are_no_mistake() -> None:
    look = theme(**{"own.html": "{{ t['my-words'] }}", "messages__zh.yaml": "my-words: 我的\ntype-bank: 银行\n"})
    assert [p.code for p in message_faults(look, "zh")] == ["lacking-messages"]


def test_default_settings_have_a_language_with_a_file() -> None:
    assert Path(ROOT / f"templates/messages/{Settings().lang}.yaml").is_file()
    assert SLOT.findall("{a} b {c}") == ["a", "c"]
