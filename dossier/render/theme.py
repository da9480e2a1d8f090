"""Templates become pages: one Jinja environment for each theme and language, and mistakes that say their line."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from types import TracebackType
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup
from msgspec import Struct

from dossier import urls
from dossier.errors import Failure, Problem
from dossier.model import Block, Output, Theme, Where
from dossier.render.archive import Page, unpacked
from dossier.render.html import Part, parts, prose
from dossier.render.lean import lean
from dossier.render.messages import DEFAULT, Messages, messages
from dossier.render.names import language
from dossier.render.output import carried, literal, output
from dossier.render.running import Writing, name_html, sentence_html
from dossier.render.views import ArticleView, Sentence, Who

#: What `language` takes Latin letters for, and what gives no `lang`: OpenAI is a name in every language, and WCAG 3.1.2
#: asks nothing of names.
LATIN = "en"
#: What to do about a template that fails, by the exception.
HINTS = {
    "UndefinedError": "the comment at the top of the template says what it is given",
    "TemplateNotFound": "is the name right? templates lie in templates/",
    "TemplatesNotFound": "is the name right? templates lie in templates/",
    "NoMessage": "is this the key of a message? messages lie in templates/messages/",
    "RecursionError": "the template includes itself, or calls a macro that calls itself",
}


def render(page: Page, theme: Theme) -> Output:
    """The file of a page; pure

    Raises Failure with the problem `template` at the template's line, whatever goes wrong in it.
    """
    try:
        desk = _desk(theme, page.view.site.lang)
        text = desk.environment.get_template(page.template).render(_context(page, desk.messages))
    except Failure:
        raise
    except Exception as fault:
        raise Failure([_problem(fault, page.template)]) from fault
    return output(page.path, carried(text).encode())


def render_packed(page: bytes, theme: Theme) -> Output:
    """The same of a packed page"""
    return render(unpacked(page), theme)


def assets(theme: Theme) -> list[Output]:
    """The theme's static files; scripts without their comments, all others as they are"""
    return [output(f"assets/{name}", lean(data) if name.endswith(".js") else data) for name, data in theme.assets]


class _Desk(Struct, frozen=True):
    """What is made once for a theme and a language."""

    environment: Environment
    messages: Messages


@lru_cache(maxsize=8)
def _desk(theme: Theme, lang: str) -> _Desk:
    """Autoescape is always on; a name that is not given is a mistake, not an empty text"""
    said = messages(theme, lang)
    environment = Environment(
        loader=FunctionLoader(partial(_template, files=dict(theme.templates))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals |= {"t": said, "assets": frozenset(name for name, _ in theme.assets)}
    environment.filters["date"] = said.date
    environment.filters["stretch"] = said.stretch
    environment.filters["number"] = said.shown
    environment.filters["js"] = lambda value: Markup(literal(value))
    environment.filters["lang"] = partial(_lang, own=lang.partition("-")[0])
    return _Desk(environment, said)


def _lang(text: str, own: str) -> str:
    """The attribute `lang` of a text whose script shows that it is not in the interface's language; else nothing"""
    found = language(text)
    return "" if found in ("", LATIN, own) else Markup(f' lang="{found}"')


def _template(name: str, files: Mapping[str, str]) -> tuple[str, str, Callable[[], bool]] | None:
    """A template by its path below templates/; `default/x` is the default theme's, whether a site overrides x or not"""
    path = name if name in files else name.removeprefix(DEFAULT)
    return (files[path], f"templates/{name}", lambda: True) if path in files else None


def _context(page: Page, said: Messages) -> dict[str, Any]:
    """What every template is given"""
    view = page.view
    href = partial(_href, page.path)
    writing = Writing(href=href, label=said.__getitem__)

    def written(blocks: tuple[Block, ...], level: int = 0) -> Markup:
        return prose(blocks, Writing(href=href, label=said.__getitem__, level=level))

    def quoted(sentence: Sentence) -> Markup:
        return sentence_html(sentence, href)

    def name(who: Who) -> Markup:
        return name_html(who, href, said["found-title"])

    context: dict[str, Any] = {"view": view, "site": view.site, "path": page.path, "href": href}
    context |= {"prose": written, "quoted": quoted, "name": name}
    context["absolute"] = partial(urls.absolute, view.site.url)
    if isinstance(view, ArticleView):
        context["body"] = _body(view, writing)
    return context


def _body(view: ArticleView, writing: Writing) -> list[Part]:
    """An article's blocks, with the notes after those that they hang on"""
    names = {p.who.ref: p.who for p in (*view.people, *view.companies)}
    article = Writing(
        href=writing.href,
        label=writing.label,
        own=False,
        who=names,
        notes={note.id: note for note in view.notes},
        images=view.images,
        image_mode=view.image_mode,
        page=view.cite.path,
    )
    return parts(view.blocks, article)


def _href(page: str, target: str) -> str:
    """Address of a page of ours from another"""
    path, _, fragment = target.partition("#")
    if path == page:
        return f"#{fragment}" if fragment else urls.relative(page, page)
    folder, _, _ = page.rpartition("/")
    href = _from_folder(folder, path)
    return f"{href}#{fragment}" if fragment else href


@lru_cache(maxsize=32_768)
def _from_folder(folder: str, path: str) -> str:
    """Remembered: an article leads to the same names as its neighbours, and each address takes 5 µs"""
    return urls.relative(f"{folder}/~" if folder else "~", path)


def _problem(fault: Exception, template: str) -> Problem:
    """What went wrong in a template, and where: the innermost line of a template that was being rendered"""
    name, line = f"templates/{template}", 0
    if isinstance(fault, TemplateSyntaxError):
        name, line = fault.filename or name, fault.lineno
    else:
        name, line = _line(fault.__traceback__) or (name, 0)
    kind = type(fault).__name__
    message = f"no template '{fault}'" if isinstance(fault, TemplateNotFound) else str(fault) or kind
    where = Where(path=name, line=line)
    hint = HINTS.get(kind, "")
    return Problem(severity="error", code="template", where=where, message=" ".join(message.split()), hint=hint)


def _line(trace: TracebackType | None) -> tuple[str, int] | None:
    found = None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith("templates/"):
            found = name, trace.tb_lineno
        trace = trace.tb_next
    return found
