"""Themes: every template says what it is given, and a site's own files stand for single ones of the default theme."""

import gzip
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jinja2 import Environment, meta, nodes
from render_builder import ROOT, theme

from dossier.model import Output, Theme
from dossier.read import load_theme, scan
from dossier.render import Page, assets, render, views
from dossier.render.lean import lean
from dossier.render.views import FreeView, Site

TEMPLATES = {path: text for path, text in theme().templates if not path.startswith("messages/")}
#: Without a word of what they are given: there is nothing in them.
EMPTY = {"nojekyll"}
HEADER = re.compile(r"\A(?:<\?xml[^>]*\?>\n)?\{#(.*?)#\}", re.DOTALL)


def header(path: str) -> str:
    """The comment that a template begins with"""
    found = HEADER.match(TEMPLATES[path])
    return found[1] if found else ""


def shared() -> set[str]:
    """What every template is given: the words in backticks of base.html's comment"""
    return set(re.findall(r"`([a-z]+)\b[^`]*`", header("base.html")))


def view_of(path: str) -> Any:
    """The type of the view that a template's comment names"""
    named = re.search(r"\bview \((\w+)\)", header(path))
    return getattr(views, named[1], None) if named else None


@pytest.mark.parametrize("path", sorted(TEMPLATES.keys() - EMPTY))
def test_a_template_says_at_its_top_what_it_is_given(path: str) -> None:
    assert len(header(path)) > 20, "it begins with a comment"
    tree = parsed(TEMPLATES[path])
    names = meta.find_undeclared_variables(tree)
    assert not names - declared(tree) - shared() - set(re.findall(r"\w+", header(path)))
    if "view" in names and path != "base.html":
        view = view_of(path)
        assert view is not None, "its comment names the type of `view`"
        used = {n.attr for n in tree.find_all(nodes.Getattr) if getattr(n.node, "name", "") == "view"}
        assert used <= {field.name for field in msgspec.structs.fields(view)}


def parsed(text: str) -> nodes.Template:
    environment = Environment(autoescape=True)
    environment.filters |= dict.fromkeys(shared(), str)
    return environment.parse(text)


def declared(tree: nodes.Template) -> set[str]:
    """What a template itself names on its top level; Jinja does not count it for its blocks"""
    found = {one.target for one in tree.find_all(nodes.Import)} | {one.name for one in tree.find_all(nodes.Macro)}
    found |= {name for one in tree.find_all(nodes.Assign) for name in _names(one.target)}
    for one in tree.find_all(nodes.FromImport):
        found |= {name if isinstance(name, str) else name[1] for name in one.names}
    return found


def _names(target: nodes.Node) -> set[str]:
    return {one.name for one in (target, *target.find_all(nodes.Name)) if isinstance(one, nodes.Name)}


def test_the_frame_tells_what_all_templates_are_given() -> None:
    assert {"view", "site", "path", "href", "absolute", "prose", "quoted", "name", "t", "assets"} <= shared()
    assert not re.findall(r"\b(now|random|open)\b", header("base.html"))


# --- a site's own files ----------------------------------------------------------------------------------------------


def made(folder: Path, **files: str) -> Theme:
    """The theme of a site with these files: name with `__` for `/` and `_` before the suffix"""
    (folder / "content").mkdir(parents=True)
    for name, text in files.items():
        path = folder / re.sub(r"_(?=[a-z]+$)", ".", name.replace("__", "/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load_theme(scan(folder)[0])


def page(look: Theme, template: str = "page.html") -> str:
    site = Site(title="档案", description="", lang="zh", url="", author="")
    view = FreeView(site=site, title="关于", blocks=(), description="")
    return render(Page(path="pages/about.html", template=template, view=view), look).data.decode()


def named(files: list[Output]) -> dict[str, bytes]:
    return {file.path: file.data for file in files}


def test_a_template_of_a_site_may_extend_the_default_one_of_its_name(tmp_path: Path) -> None:
    base = '{% extends "default/base.html" %}\n{% block robots %}<meta name="robots" content="none">{% endblock %}\n'
    shown = page(made(tmp_path, templates__base_html=base))
    assert '<meta name="robots" content="none">' in shown and "<h1>关于</h1>" in shown and shown.count("<main") == 1


def test_default_leads_to_the_default_theme_where_nothing_is_overridden_too(tmp_path: Path) -> None:
    own = '{% extends "default/page.html" %}{% block title %}mine{% endblock %}'
    assert "<title>mine</title>" in page(made(tmp_path, templates__page_html=own))
    assert "<h1>关于</h1>" in page(
        made(tmp_path / "other", templates__own_html='{% extends "page.html" %}'), "own.html"
    )


def test_one_file_of_macros_serves_all_templates(tmp_path: Path) -> None:
    macros = (ROOT / "templates/macros.html").read_text("utf-8").replace('class="crumbs"', 'class="trail"')
    shown = page(made(tmp_path, templates__macros_html=macros))
    assert 'class="trail"' in shown and 'class="crumbs"' not in shown


def test_static_files_are_replaced_and_added_and_site_css_comes_last(tmp_path: Path) -> None:
    look = made(tmp_path, static__style_css="a {}", static__site_css="b {}", static__fonts__own_txt="x")
    files = named(assets(look))
    assert (files["assets/style.css"], files["assets/fonts/own.txt"]) == (b"a {}", b"x")
    assert "assets/theme.js" in files
    shown = page(look)
    assert 0 < shown.index("assets/style.css") < shown.index("../assets/site.css")
    assert "site.css" not in page(theme())


# --- scripts ---------------------------------------------------------------------------------------------------------

#: All scripts of the site together, gzipped, in bytes; what the client asks for.
MAX_SCRIPTS = 10_000


def test_scripts_are_light_and_lose_only_their_comments() -> None:
    scripts = {one.path: one.data for one in assets(theme()) if one.path.endswith(".js")}
    assert len(scripts) >= 6 and not [path for path, data in scripts.items() if re.search(rb"^\s*//", data, re.M)]
    assert sum(len(gzip.compress(data, 6, mtime=0)) for data in scripts.values()) <= MAX_SCRIPTS


@pytest.mark.parametrize(
    ("script", "left"),
    [
        ("// a\n  f(); // b\n\n\t//c", "f(); // b\n\n"),
        ("x = `\n// text`;\n", None),
        ("/*\n// a */ f();\n", None),
        ('x = "\\\n// text";\n', None),
        ("// a\u2028f();\n", None),
        ("// a\rf();\n", None),
    ],
)
def test_a_script_loses_no_line_that_may_be_a_text(script: str, left: str | None) -> None:
    assert lean(script.encode()) == (script if left is None else left).encode()
