"""Fields that several kinds of editors' files share, and the file around them: front matter and Markdown."""

from dossier.editorial.dates import DATE_HINT, INTERVAL_HINT, MOMENT_HINT, is_date, is_interval, moment
from dossier.errors import Problem
from dossier.model import Where
from dossier.urls import id_fault, is_reserved, is_web
from dossier.yamlfile import FrontMatter, parse, shorten, split_front_matter
from dossier.yamlform import Form


def open_markdown(text: str, path: str, problems: list[Problem]) -> tuple[Form | None, FrontMatter | None]:
    """The front matter of a file as a form, and its parts; None: there is no way to read it, which is reported"""
    front = split_front_matter(text)
    if front is None:
        open_fence = text.removeprefix("\ufeff").startswith("---")
        code, message = (
            ("front-matter-open", "the front matter is not closed")
            if open_fence
            else ("no-front-matter", "the file has no front matter")
        )
        hint = "put the fields between two lines '---', and the text below"
        where = Where(path=path, line=1, column=1)
        problems.append(Problem(severity="error", code=code, where=where, message=message, hint=hint))
        return None, None
    fields, faults = parse(front.head, path, front.head_line)
    problems += faults
    return (Form(fields, problems) if fields else None), front


def take_ids(form: Form, key: str) -> tuple[str, ...]:
    """A list of ids, each once and of the right shape"""
    ids: dict[str, None] = {}
    for node in form.texts(key):
        fault = id_fault(node.value)
        if fault:
            message = f"'{shorten(node.value)}' cannot be an id: {fault}"
            form.report("bad-id", node.where, message, "an id is letters, digits, '-', '_' and '.', with '/' between")
        elif is_reserved(node.value):
            message = f"the address of '{shorten(node.value)}' is one of Dossier's own"
            form.report("reserved-id", node.where, message, "remove it")
        else:
            ids[node.value] = None
    return tuple(ids)


def take_links(form: Form, key: str) -> tuple[str, ...]:
    """A list of web addresses, each once"""
    links: dict[str, None] = {}
    for node in form.texts(key):
        if is_web(node.value):
            links[node.value] = None
        else:
            form.report("bad-url", node.where, f"'{shorten(node.value)}' is no web address", "begin with https://")
    return tuple(links)


def take_date(form: Form, key: str) -> str:
    """A date in the precision known"""
    text = form.text(key)
    return text if not text or is_date(text) else _no_date(form, key, DATE_HINT)


def take_interval(form: Form, key: str) -> str:
    """A date, or two as `a/b`"""
    text = form.text(key)
    return text if not text or is_interval(text) else _no_date(form, key, INTERVAL_HINT)


def take_moment(form: Form, key: str) -> str:
    """A date, or a date and time"""
    text = form.text(key)
    return moment(text) if not text or moment(text) else _no_date(form, key, MOMENT_HINT)


def _no_date(form: Form, key: str, hint: str) -> str:
    form.report("bad-date", form.place(key), f"'{shorten(form.text(key))}' is no date", hint)
    return ""
