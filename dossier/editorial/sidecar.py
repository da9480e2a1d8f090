"""content/articles/<id>.yaml: what the editor says of an article."""

from typing import cast, get_args

from msgspec.structs import replace

from dossier.editorial.cleaning import take_directions
from dossier.editorial.common import take_ids, take_interval, take_links, take_moment
from dossier.errors import Problem
from dossier.markup import markdown_blocks
from dossier.model import EVENT_TYPES, Annotation, Event, Rights, SameStory, Sidecar
from dossier.urls import is_lang
from dossier.yamlfile import parse, shorten
from dossier.yamlform import Form


def parse_sidecar(text: str, path: str) -> tuple[Sidecar | None, tuple[Problem, ...]]:
    """What a sidecar states, and all its faults; None: it cannot be read at all

    Ids in it are as written: `resolve_sidecar` checks them against the archive.
    """
    fields, faults = parse(text, path)
    if fields is None:
        return None, faults
    problems = list(faults)
    form = Form(fields, problems)
    sidecar = Sidecar(
        title=form.text("title"),
        date=take_moment(form, "date"),
        author=form.words("author"),
        source=form.text("source"),
        url=_url(form),
        lang=_lang(form),
        retrieved=take_moment(form, "retrieved"),
        topics=form.words("topics"),
        rights=cast(Rights | None, form.choice("rights", get_args(Rights)) or None),
        note=markdown_blocks(form.text("note")),
        annotations=_annotations(form),
        formerly=take_ids(form, "formerly"),
        clean=take_directions(form, path),
        same_story=_same_story(form),
        draft=bool(form.boolean("draft")),
        where=form.where,
    )
    form.finish()
    return sidecar, tuple(problems)


def _url(form: Form) -> str:
    urls = take_links(form, "url")
    if len(urls) > 1:
        form.report("yaml-type", form.place("url"), "'url' must be one address", "keep one of them")
    return urls[0] if urls else ""


def _lang(form: Form) -> str:
    lang = form.text("lang")
    if not lang or is_lang(lang):
        return lang
    hint = "for example: zh, zh-Hant, en"
    form.report("bad-lang", form.place("lang"), f"'{shorten(lang)}' is no language tag", hint)
    return ""


def _same_story(form: Form) -> SameStory | None:
    named = form.text("same_story")
    return SameStory(id=named, where=form.place("same_story")) if named else None


def _annotations(form: Form) -> tuple[Annotation, ...]:
    forms = (form.sub_form("annotations", node) for node in form.nodes("annotations"))
    return tuple(annotation for fields in forms if fields and (annotation := _annotation(fields)))


def _annotation(form: Form) -> Annotation | None:
    """One annotation; None: without a quotation, or saying nothing, which is reported"""
    annotation = Annotation(
        quote=form.required("quote"),
        prefix=form.text("prefix"),
        suffix=form.text("suffix"),
        everywhere=bool(form.boolean("all")),
        note=markdown_blocks(form.text("note")),
        correction=form.text("correction") or None,
        event=_event(form),
        entity=form.text("entity") or None,
        where=form.place("quote"),
    )
    form.finish()
    said = replace(annotation, prefix="", suffix="", everywhere=False)
    if said == Annotation(quote=annotation.quote, where=annotation.where):
        hint = "add note, correction, event or entity"
        form.report("empty-annotation", form.where, "the annotation says nothing", hint)
        return None
    return annotation if annotation.quote else None


def _event(form: Form) -> Event | None:
    event = form.form("event")
    if event is None:
        return None
    kind = event.choice("type", EVENT_TYPES)
    if not kind and not event.text("type"):
        event.required("type")
    found = Event(
        type=kind,
        date=take_interval(event, "date"),
        people=_both(event, "person", "people"),
        companies=_both(event, "company", "companies"),
    )
    event.finish()
    return found if kind else None


def _both(form: Form, one: str, many: str) -> tuple[str, ...]:
    """Ids under a key for one or for many, each once"""
    return tuple(dict.fromkeys(form.words(one) + form.words(many)))
