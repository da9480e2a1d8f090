"""The words of the interface: one plain file a language, English where a language has none."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from dossier.errors import Failure, Problem
from dossier.model import Theme
from dossier.render.languages import tongue
from dossier.yamlfile import Fields, Items, Text, parse

#: The language that has every message.
FALLBACK = "en"
#: Below which the files of the default theme lie that the site's own stand for.
DEFAULT = "default/"
#: What a message consists of that has parts, each a message of its own: `rule-title.label`.
PARTS = ("label", "reason")
SLOT = re.compile(r"\{(\w+)\}")
#: First and last month of a quarter of one year.
_QUARTER = re.compile(r"(\d{4})-(?:01/\1-(03)|04/\1-(06)|07/\1-(09)|10/\1-(12))")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}))?)?)?")


class NoMessage(Exception):
    """A message that not even English has; no KeyError, which Jinja would take for a name that is not given"""

    def __init__(self, key: str) -> None:
        super().__init__(f"no message '{key}'")


class Forms(Struct, frozen=True, kw_only=True):
    """A message that depends on a number."""

    lang: str
    """Whose rules choose the form: English ones where the message is an English one."""
    texts: Mapping[str, str]
    """By plural category; not empty."""

    def of(self, number: object) -> str:
        """The form for a number, and for none `other`; of one that is lacking, `other`, or the last"""
        category = tongue(self.lang).plural(number) if isinstance(number, int) else "other"
        return self.texts.get(category) or self.texts.get("other") or [*self.texts.values()][-1]


class Messages(Struct, frozen=True, kw_only=True):
    """The messages of one language, those of the fallback among them."""

    lang: str
    texts: Mapping[str, str]
    forms: Mapping[str, Forms]
    """Of no key that `texts` has."""
    months: tuple[str, ...]

    def __getitem__(self, key: str) -> str:
        """A message without values; raises NoMessage"""
        return self.texts[key] if key in self.texts else self._form(key, None)

    def __call__(self, key: str, **values: object) -> str:
        """The message, with `{name}` replaced by values; of several forms the one that `n` asks for

        Whole numbers are grouped as the language does: 1,234; what must not be, as a year, is given as a text. Raises
        NoMessage.
        """
        template = self.texts[key] if key in self.texts else self._form(key, values.get("n"))
        return SLOT.sub(lambda slot: self.shown(values.get(slot[1], slot[0])), template)

    def _form(self, key: str, number: object) -> str:
        if key not in self.forms:
            raise NoMessage(key)
        return self.forms[key].of(number)

    def shown(self, value: object) -> str:
        """A value as this language writes it: a whole number in groups of digits"""
        return tongue(self.lang).number(value) if isinstance(value, int) else str(value)

    def has(self, key: str) -> bool:
        """Whether there is such a message"""
        return key in self.texts or key in self.forms

    @property
    def dir(self) -> str:
        """Where lines of this language run to: ltr or rtl"""
        return tongue(self.lang).direction

    def date(self, value: str) -> str:
        """An ISO 8601 date, partial or interval, as this language writes it; what is none stays as it is"""
        if "/" in value:
            first, _, last = value.partition("/")
            return self("date-interval", a=self.date(first), b=self.date(last))
        match = _DATE.fullmatch(value)
        if match is None or not 1 <= int(match[2] or 1) <= 12:
            return value
        year, month, day, time = match.groups()
        key = "date-time" if time else "date-day" if day else "date-month" if month else "date-year"
        number = int(month or 1)
        return self(key, y=year, m=number, month=self.months[number - 1], d=int(day or 1), time=time)

    def stretch(self, value: str) -> str:
        """A date as a chart counts by it: three months that are a quarter are called one"""
        if quarter := _QUARTER.fullmatch(value):
            return self("date-quarter", y=quarter[1], q=int(value[-2:]) // 3)
        return self.date(value)


def messages(theme: Theme, lang: str) -> Messages:
    """The messages of a language: of zh-Hant those of zh-Hant, else of zh, else English

    A file of the site's goes before the default theme's of the same language, message by message. Raises Failure if a
    file cannot be read.
    """
    texts: dict[str, str] = {}
    forms: dict[str, Forms] = {}
    for name, path in layers(theme, lang):
        fields, problems = message_file(theme, path)
        if fields is None:
            raise Failure(problems)
        for key, said in _entries(fields):
            texts.pop(key, None)
            forms.pop(key, None)
            if isinstance(said, str):
                texts[key] = said
            else:
                forms[key] = Forms(lang=name, texts=said)
    months = tuple(texts.get(f"months.{number}", str(number)) for number in range(1, 13))
    return Messages(lang=lang, texts=texts, forms=forms, months=months)


def layers(theme: Theme, lang: str) -> list[tuple[str, str]]:
    """(language, path of its file below templates/), each before what goes over it, English first"""
    files = dict(theme.templates)
    names = dict.fromkeys((FALLBACK, lang.partition("-")[0], lang))
    paths = ((name, f"{folder}messages/{name}.yaml") for name in names for folder in (DEFAULT, ""))
    return [(name, path) for name, path in paths if path in files]


def message_file(theme: Theme, path: str) -> tuple[Fields | None, tuple[Problem, ...]]:
    """A file of messages as YAML, and its faults; None if it cannot be read"""
    return _parsed(dict(theme.templates)[path], f"templates/{path}")


@lru_cache(maxsize=16)
def _parsed(text: str, path: str) -> tuple[Fields | None, tuple[Problem, ...]]:
    """Remembered: 300 messages take 15 ms, and are read to be checked and to be used"""
    return parse(text, path)


def _entries(fields: Fields) -> Iterator[tuple[str, str | dict[str, str]]]:
    """Key → text, or texts by plural category; what is of the wrong type is left out"""
    for field in fields.values:
        value = field.value
        if isinstance(value, Text):
            yield field.key, value.value
        elif isinstance(value, Items):
            for number, word in enumerate(value.values, 1):
                if isinstance(word, Text):
                    yield f"{field.key}.{number}", word.value
        else:
            inner = {one.key: one.value.value for one in value.values if isinstance(one.value, Text)}
            yield from ((f"{field.key}.{part}", inner.pop(part)) for part in PARTS if part in inner)
            if inner:
                yield field.key, inner
