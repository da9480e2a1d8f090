"""What is wrong with a site's messages: each file against English, which has all, and against the templates."""

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from dossier.errors import Problem, Severity
from dossier.model import Theme, Where
from dossier.render.languages import CATEGORIES, tongue
from dossier.render.messages import DEFAULT, FALLBACK, PARTS, SLOT, layers, message_file
from dossier.yamlfile import Field, Fields, Items, Node, Text, did_you_mean, kind_of, shorten

#: Slots of which a language uses one or the other: the number of a month, or its name.
SAME_SLOTS = {"m": "month"}
#: The slot that a form may leave out which is for one number only: une note.
COUNT = "n"
#: How bad a fault is; all others are warnings.
SEVERITIES: dict[str, Severity] = {"unknown-form": "error", "yaml-type": "error", "lacking-messages": "notice"}
#: Most lacking messages that are named.
NAMED = 5
#: How a template asks for a message, and for one of a family: t['feed'], t('pages', …), t['event-' ~ e.type].
_ASKED = re.compile(r"""['"]([a-z][a-z0-9-]*)['"]""")
_FAMILY = re.compile(r"""['"]([a-z][a-z0-9-]*-)['"]\s*~""")


class _Known(Struct, frozen=True, kw_only=True):
    """What messages are measured by."""

    english: Mapping[str, Node]
    """Key → what stands there in the fallback."""
    asked: frozenset[str]
    """Words that a template may ask for."""
    families: tuple[str, ...]
    """Beginnings of keys of which a site may have more than English: `type-`."""

    def has(self, key: str) -> bool:
        return key in self.english or key in self.asked or key.startswith(self.families)


def message_faults(theme: Theme, lang: str) -> tuple[Problem, ...]:
    """All that is wrong with the messages that a site in a language shows, its own and the default ones; pure

    A file that cannot be read, a form that is no plural category and a value of the wrong type are errors; keys that
    nothing asks for, wrong slots and a language without a file warnings; what a language lacks is a notice.
    """
    if not theme.templates:
        return ()
    chain = layers(theme, lang)
    found: list[Problem] = []
    known = _known(theme)
    read = [(name, path, fields) for name, path in chain if (fields := _read(theme, path, found)) is not None]
    for name, _, fields in read:
        for field in fields.values:
            found += _of_message(field, name, known)
    return (*found, *_of_language(theme, lang, chain), *_lacking(read, known))


def _read(theme: Theme, path: str, found: list[Problem]) -> Fields | None:
    fields, problems = message_file(theme, path)
    found += problems
    return fields


def _known(theme: Theme) -> _Known:
    """English as the default theme has it, or without one as the site does"""
    path = next((path for name, path in layers(theme, FALLBACK)), "")
    fields = message_file(theme, path)[0] if path else None
    texts = [text for path, text in theme.templates if not path.startswith(("messages/", f"{DEFAULT}messages/"))]
    return _Known(
        english={field.key: field.value for field in fields.values} if fields else {},
        asked=frozenset(word for text in texts for word in _ASKED.findall(text)),
        families=tuple(sorted({word for text in texts for word in _FAMILY.findall(text)})),
    )


def _of_message(field: Field, lang: str, known: _Known) -> Iterator[Problem]:
    """Faults of one message"""
    if not known.has(field.key):
        near = did_you_mean(field.key, known.english)
        message = f"nothing asks for the message '{shorten(field.key)}'"
        yield _problem("unknown-message", field.where, message, near or "its key stands in no template")
        return
    value, model = field.value, known.english.get(field.key)
    if isinstance(model, Items):
        yield from _of_list(field, len(model.values))
    elif isinstance(value, Text):
        yield from _of_slots(value, model, ())
    elif isinstance(value, Items):
        yield _wrong_type(field.key, value, "a text")
    elif any(one.key in PARTS for side in (value, model) if isinstance(side, Fields) for one in side.values):
        yield from _of_parts(value)
    else:
        yield from _of_forms(value, model, lang)


def _of_list(field: Field, length: int) -> Iterator[Problem]:
    """Faults of a message that is a list of words in English: months"""
    words = field.value.values if isinstance(field.value, Items) else ()
    if len(words) != length or not all(isinstance(one, Text) for one in words):
        yield _wrong_type(field.key, field.value, f"a list of {length} words")


def _of_parts(value: Fields) -> Iterator[Problem]:
    for part in value.values:
        if part.key not in PARTS:
            hint = did_you_mean(part.key, PARTS) or f"one of: {', '.join(PARTS)}"
            yield _problem("unknown-message", part.where, f"no message has a part '{shorten(part.key)}'", hint)
        elif not isinstance(part.value, Text):
            yield _wrong_type(part.key, part.value, "a text")


def _of_forms(value: Fields, model: Node | None, lang: str) -> Iterator[Problem]:
    """Faults of a message with a form for each plural category"""
    given = [form.key for form in value.values]
    for form in value.values:
        if form.key not in CATEGORIES:
            hint = did_you_mean(form.key, CATEGORIES) or f"one of: {', '.join(CATEGORIES)}"
            message = f"'{shorten(form.key)}' is no plural category"
            yield _problem("unknown-form", form.where, message, hint)
        elif isinstance(form.value, Text):
            yield from _of_slots(form.value, model, () if form.key == "other" else (COUNT,))
        else:
            yield _wrong_type(form.key, form.value, "a text")
    needed = [category for category in CATEGORIES if category in tongue(lang).categories()]
    lacking = [category for category in needed if category not in given]
    if lacking and all(key in CATEGORIES for key in given):
        message = f"a form is lacking: {', '.join(lacking)}"
        yield _problem("lacking-form", value.where, message, f"{lang} has {', '.join(needed)}")


def _of_slots(text: Text, model: Node | None, optional: Iterable[str]) -> Iterator[Problem]:
    """Slots that English does not have, or that it has and this text has not"""
    if model is None:
        return
    wanted, given = _slots(*_texts(model)), _slots(text.value)
    for slot in sorted(given - wanted):
        near = did_you_mean(slot, wanted)
        hint = near or (f"it has {_braced(wanted)}" if wanted else "it has none")
        yield _problem("unknown-slot", text.where, f"nothing is given for {_braced((slot,))}", hint)
    lacking = wanted - given - set(optional)
    if lacking and not given - wanted:
        yield _problem("lacking-slot", text.where, f"{_braced(lacking)} is lacking", "the English message has it")


def _texts(node: Node) -> list[str]:
    if isinstance(node, Text):
        return [node.value]
    inner = (one.value if isinstance(one, Field) else one for one in node.values)
    return [one.value for one in inner if isinstance(one, Text)]


def _slots(*texts: str) -> set[str]:
    return {SAME_SLOTS.get(slot, slot) for text in texts for slot in SLOT.findall(text)}


def _braced(slots: Iterable[str]) -> str:
    return ", ".join(f"{{{slot}}}" for slot in sorted(slots))


def _of_language(theme: Theme, lang: str, chain: list[tuple[str, str]]) -> Iterator[Problem]:
    """A language of which not one message is known"""
    plain = lang.partition("-")[0]
    if not any(name in (lang, plain) for name, _ in chain):
        files = [path.removeprefix(DEFAULT) for path, _ in theme.templates]
        has = sorted({path[9:-5] for path in files if path.startswith("messages/") and path.endswith(".yaml")})
        hint = did_you_mean(plain, has) or f"there are {', '.join(has)}"
        message = f"the interface has no messages in '{lang}', and is English"
        yield _problem("no-messages", Where(path="site.yaml"), message, f"add templates/messages/{plain}.yaml; {hint}")


def _lacking(read: list[tuple[str, str, Fields]], known: _Known) -> Iterator[Problem]:
    """What a language does not say, and English says for it"""
    own = [(path, fields) for name, path, fields in read if name != FALLBACK]
    said = [field for _, fields in own for field in fields.values]
    has = {field.key for field in said}
    if not any("{month}" in text for field in said for text in _texts(field.value)):
        has.add("months")  # Chinese dates have the number of the month
    lacking = [key for key in known.english if key not in has]
    if own and lacking:
        more = f" and {len(lacking) - NAMED} more" if len(lacking) > NAMED else ""
        message = f"these messages are English: {', '.join(lacking[:NAMED])}{more}"
        where = Where(path=f"templates/{own[-1][0]}")
        yield _problem("lacking-messages", where, message, "add them")


def _wrong_type(key: str, node: Node, wanted: str) -> Problem:
    message = f"'{shorten(key)}' must be {wanted}, not {kind_of(node)}"
    return _problem("yaml-type", node.where, message)


def _problem(code: str, where: Where, message: str, hint: str = "") -> Problem:
    severity = SEVERITIES.get(code, "warning")
    return Problem(severity=severity, code=code, where=where, message=message, hint=hint)
