"""What the editor is told of a quotation that has no sure place: what may be meant, and what to do."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import islice

from dossier.annotate.places import COUNTED_PLACES, Found, corrected
from dossier.annotate.texts import Texts
from dossier.errors import Problem, Severity
from dossier.model import Annotation, Place
from dossier.yamlfile import shorten

#: Places that a message shows, and characters of context on each side of one.
SHOWN_PLACES, SHOWN_CONTEXT = 4, 12
#: The closest text is looked for in this much of a block, for this much of a quotation: difflib is quadratic.
NEAR_BLOCK, NEAR_QUOTE = 1_500, 200
#: Likeness (0–1) from which a text is worth showing as the closest one, and orphans of an article that get one.
NEAR_RATIO, NEAR_ORPHANS = 0.6, 10
#: A quotation that is believed to have its place although the article has changed: the only one that is no warning.
CHANGED = "changed-quote"


class Teller:
    """Tells of the quotations of one article, the closest text for the first few orphans only."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self._orphans = 0

    def problem(self, found: Found) -> Problem | None:
        """What is wrong with a quotation's place; None: nothing is"""
        said = found.annotation
        if found.how == "exact":
            return None
        if found.how == "ambiguous":
            return _ambiguous(self.texts, found)
        if found.how == "lost":
            self._orphans += 1
            return _orphan(self.texts, said, self._orphans)
        shown = _shown(self.texts, found.places)
        if found.how == "near":
            same = self.texts.at(found.places[0]) == said.quote
            changed = "the text around the quote" if same else "the quote"
            message = f"{changed} '{shorten(said.quote)}' has changed in the article: {shown}"
            return _problem(CHANGED, said, message, "repin --write takes the new words into the sidecar")
        message = f"the quote '{shorten(said.quote)}' may be this one ({found.score:.0%} sure): {shown}"
        return _problem("uncertain-quote", said, message, "if so, let repin --uncertain --write take the new words")


def _ambiguous(texts: Texts, found: Found) -> Problem:
    places, verb = found.places, "stands" if found.score == 1 else "may stand"
    number = f"{len(places)} places" if len(places) < COUNTED_PLACES else f"{COUNTED_PLACES} places or more"
    message = f"the quote '{shorten(found.annotation.quote)}' {verb} in {number}: {_shown(texts, places)}"
    message += "; …" if len(places) > SHOWN_PLACES else ""
    return _problem("ambiguous-quote", found.annotation, message, "add prefix or suffix, or all: true")


def _shown(texts: Texts, places: Iterable[Place]) -> str:
    """The first few places, for a message"""
    return "; ".join(_context(texts.blocks[place.block].text, place) for place in islice(places, SHOWN_PLACES))


def _context(text: str, place: Place) -> str:
    """A place with some text around it: …before [quote] after…"""
    before, after = text[max(0, place.start - SHOWN_CONTEXT) : place.start], text[place.end :][:SHOWN_CONTEXT]
    return " ".join(f"…{before}[{shorten(text[place.start : place.end])}]{after}…".split())


def _orphan(texts: Texts, annotation: Annotation, number: int) -> Problem:
    """A quotation with no place, with the closest text for the first few"""
    quote, others = shorten(annotation.quote), list(islice(texts.folded(annotation.quote), SHOWN_PLACES))
    if others and all(map(texts.cuts_word, others)):
        message, hint = f"the quote '{quote}' stands inside longer words only", "quote whole words"
        return _problem("orphan-quote", annotation, f"{message}: {_shown(texts, others)}", hint)
    if others:
        message = f"the quote '{quote}' stands nowhere between its prefix and suffix, but here: {_shown(texts, others)}"
        return _problem("orphan-quote", annotation, message, "copy them from the article")
    near = _nearest(texts, annotation.quote) if number <= NEAR_ORPHANS else ""
    hint = f"did you mean '{shorten(near, 80)}'?" if near else "copy it from one paragraph of the cleaned article"
    if near and corrected(annotation, near):
        hint = f"the article says '{shorten(near, 80)}' now: is the correction still needed?"
    return _problem("orphan-quote", annotation, f"the quote '{quote}' is not in the article", hint)


def _nearest(texts: Texts, quote: str) -> str:
    """The text most like a quotation, in the block that shares most of its pairs of characters; empty: none is near"""
    quote = quote[:NEAR_QUOTE]
    pairs = {quote[i : i + 2] for i in range(len(quote) - 1)}
    text = max((b.text for b in texts.blocks), key=lambda text: sum(pair in text for pair in pairs), default="")
    matcher = SequenceMatcher(None, text[:NEAR_BLOCK], quote, autojunk=False)
    match = matcher.find_longest_match()
    start = max(0, match.a - match.b)
    window = text[start : start + len(quote)]
    return window if SequenceMatcher(None, window, quote, autojunk=False).ratio() >= NEAR_RATIO else ""


def _problem(code: str, annotation: Annotation, message: str, hint: str) -> Problem:
    severity: Severity = "notice" if code == CHANGED else "warning"
    return Problem(severity=severity, code=code, where=annotation.where, message=message, hint=hint)
