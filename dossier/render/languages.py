"""How a language counts, writes numbers and runs: the rules of Unicode's CLDR, as Babel has them."""

from collections.abc import Callable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from msgspec import Struct

#: The plural categories of CLDR: which of them a language has, and for which numbers, are its own rules.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
#: Whose rules a language has that CLDR does not know.
UNKNOWN = "en"
#: Numbers that show which categories a language needs: those of later ones are rare (French many: from a million on).
COUNTED = range(201)


class Tongue(Struct, frozen=True, kw_only=True):
    """The rules of one language."""

    plural: Callable[[int], str]
    """Number → category."""
    number: Callable[[int], str]
    """Whole number → its digits, grouped as this language does."""
    direction: str
    """ltr or rtl."""

    def categories(self) -> frozenset[str]:
        """The plural categories of the numbers that one meets"""
        return frozenset(map(self.plural, COUNTED))


@lru_cache(maxsize=16)
def tongue(lang: str) -> Tongue:
    """The rules of a language by its BCP 47 tag: of fr-CA those of fr-CA, else of fr, else of English"""
    locale = _locale(lang)

    def number(value: int) -> str:
        return str(value) if -1000 < value < 1000 else format_decimal(value, locale=locale)

    return Tongue(plural=locale.plural_form, number=number, direction=locale.text_direction)


def _locale(lang: str) -> Locale:
    subtags = lang.split("-")
    for end in range(len(subtags), 0, -1):
        try:
            return Locale.parse("-".join(subtags[:end]), sep="-")
        except (ValueError, UnknownLocaleError):  # the tag is a reader's; CLDR has some hundreds of them
            continue
    return Locale.parse(UNKNOWN)
