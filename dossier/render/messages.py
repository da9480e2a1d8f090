"""The words of the interface: one plain file a language, English where a language has none."""

import re
from collections.abc import Mapping

from msgspec import Struct

from dossier.errors import Failure
from dossier.model import Theme
from dossier.yamlfile import Fields, Items, Text, parse

#: The language that has every message.
FALLBACK = "en"
_SLOT = re.compile(r"\{(\w+)\}")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}))?)?)?")


class Messages(Struct, frozen=True, kw_only=True):
    """The messages of one language, those of the fallback among them."""

    lang: str
    texts: Mapping[str, str]
    """A message with two forms has the keys `key.one` and `key.other`."""
    months: tuple[str, ...]

    def __getitem__(self, key: str) -> str:
        """A message without values; raises KeyError for one that not even English has"""
        return self.texts[key]

    def __call__(self, key: str, **values: object) -> str:
        """The message, with `{name}` replaced by values; of two forms the one that `n` asks for"""
        form = f"{key}.one" if values.get("n") == 1 else f"{key}.other"
        template = self.texts[form] if form in self.texts else self.texts[key]
        return _SLOT.sub(lambda slot: str(values.get(slot[1], slot[0])), template)

    def has(self, key: str) -> bool:
        """Whether there is such a message"""
        return key in self.texts

    def date(self, value: str) -> str:
        """An ISO 8601 date, partial or interval, as this language writes it; what is none stays as it is"""
        if "/" in value:
            first, _, last = value.partition("/")
            return self.texts["date-interval"].replace("{a}", self.date(first)).replace("{b}", self.date(last))
        match = _DATE.fullmatch(value)
        if match is None or not 1 <= int(match[2] or 1) <= 12:
            return value
        year, month, day, time = match.groups()
        key = "date-time" if time else "date-day" if day else "date-month" if month else "date-year"
        number = int(month or 1)
        return self(key, y=year, m=number, month=self.months[number - 1], d=int(day or 1), time=time)


def messages(theme: Theme, lang: str) -> Messages:
    """The messages of a language: of zh-Hant those of zh-Hant, else of zh, else English

    Raises Failure if a file cannot be read.
    """
    files = dict(theme.templates)
    texts: dict[str, str] = {}
    for name in dict.fromkeys((FALLBACK, lang.partition("-")[0], lang)):
        path = f"messages/{name}.yaml"
        if path in files:
            own = _texts(files[path], f"templates/{path}")
            stems = {key.partition(".")[0] for key in own}  # a message of one form replaces one of two forms
            texts = {key: text for key, text in texts.items() if key.partition(".")[0] not in stems} | own
    months = tuple(texts.get(f"months-{n}", str(n)) for n in range(1, 13))
    return Messages(lang=lang, texts=texts, months=months)


def _texts(text: str, path: str) -> dict[str, str]:
    fields, problems = parse(text, path)
    if fields is None or problems:
        raise Failure(problems)
    found: dict[str, str] = {}
    for field in fields.values:
        if isinstance(field.value, Text):
            found[field.key] = field.value.value
        elif isinstance(field.value, Fields):
            for form in field.value.values:
                if isinstance(form.value, Text):
                    found[f"{field.key}.{form.key}"] = form.value.value
        elif isinstance(field.value, Items):
            words = [word.value for word in field.value.values if isinstance(word, Text)]
            found |= {f"{field.key}-{number}": word for number, word in enumerate(words, 1)}
    return found
