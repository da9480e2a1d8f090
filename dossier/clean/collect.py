"""Pieces of text between two breaks of a page → one run: white space folded, spans over it."""

import re
from itertools import accumulate

from dossier.clean.junk import junk
from dossier.clean.page import Element, Run
from dossier.model import SpanKind

#: White space that is not yet one blank: single blanks, which are most of it, are passed over.
WHITE = re.compile(r"[\t\n\r\f\v][ \t\n\r\f\v]*+| [ \t\n\r\f\v]++|\xa0{2,}|[\xa0\u3000][ \t\n\r\f]++")
#: White space but for blanks; the last ones of ASCII can only come from character references.
NO_BLANK = re.compile(r"[\t\n\r\f\v\x1c-\x1f\xa0\u3000]")
IDEOGRAPHIC_INDENT = "\u3000"
#: A text of fewer characters is no paragraph that a notice of the site could hang on.
PARAGRAPH = 40
#: Notices that may stand above a paragraph; others are labels of what follows them: Tags, Related.
ABOVE = frozenset({"source-line", "editor-line", "advertisement"})
#: Start, end, kind and address of a span.
RawSpan = tuple[int, int, SpanKind, str]


class Collector:
    """Collects the text of one line of the page after the other, in reading order."""

    def __init__(self, runs: list[Run]) -> None:
        """runs: where finished runs are put"""
        self.runs = runs
        self.pieces: list[str] = []
        """Of the run that is being collected; empty: there is none."""
        self.preformatted = 0
        """How many elements around the text keep white space."""
        self._length = 0
        self._space = False
        self._fresh = True
        """Nothing but white space on this line so far."""
        self._holder: Element | None = None
        self._inner: Element | None = None
        """The first element that ended with all of the text up to `_inner_end` in it."""
        self._inner_end = 0
        self._open: list[tuple[Element, SpanKind, str, int]] = []
        """Elements that make spans, with what they make and where it begins."""
        self._spans: list[RawSpan] = []
        self._media: list[Run] = []

    def open(self, element: Element, kind: SpanKind, ref: str) -> None:
        """An element begins that makes a span of the text in it"""
        self._open.append((element, kind, ref, self._length))

    def close(self, element: Element) -> None:
        """An element ends"""
        if self._open and self._open[-1][0] is element:
            _, kind, ref, start = self._open.pop()
            if start < self._length:
                self._spans.append((start, self._length, kind, ref))
        if self._holder is element:
            if self._inner is None or self._inner_end != self._length:
                self._inner, self._inner_end = element, self._length
            self._holder = element.parent

    def media(self, element: Element) -> None:
        """A picture or frame; inside a line of text it stands after that line"""
        run = Run(element, "", [])
        run.media = element
        (self._media if self.pieces else self.runs).append(run)

    def text(self, text: str, element: Element) -> None:
        """A text node in an element"""
        if self.preformatted:
            self._add(text, element)
            return
        if self._fresh:
            stripped = text.lstrip()
            if self.pieces and text[: len(text) - len(stripped)].endswith(IDEOGRAPHIC_INDENT):
                self.flush()
            if not stripped:
                return
            text = stripped
        elif not text:
            return
        folded = _folded(text)
        if folded == " ":
            self._space = True
            return
        if not self._fresh and (self._space or folded[0] == " "):
            folded = " " + folded.lstrip(" ")
        self._space = folded[-1] == " "
        self._add(folded.rstrip(" ") if self._space else folded, element)

    def _add(self, text: str, element: Element) -> None:
        if self._holder is None:
            self._holder = element
        self._fresh = False
        self.pieces.append(text)
        self._length += len(text)

    def line_break(self) -> None:
        """One `<br>` is a line break, two or more part paragraphs"""
        self._space = False
        if not self.pieces:
            return
        if self._fresh and not self.preformatted:
            self.flush()
            return
        self._fresh = True
        self.pieces.append("\n")
        self._length += 1

    def flush(self) -> None:
        """Ends the run that was being collected, if there is one, and puts the pictures in it after it"""
        self._space = False
        if not self.pieces or self._holder is None:
            return
        spans = self._spans
        if self._open:
            length = self._length
            spans = spans + [(start, length, kind, ref) for _, kind, ref, start in self._open if start < length]
            self._open = [(element, kind, ref, 0) for element, kind, ref, _ in self._open]
        raw = "".join(self.pieces)
        text, spans = _trimmed(raw, spans) if spans else (raw.strip(), [])
        if "\n" in text and not self.preformatted:
            self.runs += [Run(self._holder, *part) for part in _without_edges(text, spans)]
        elif text:
            run = Run(self._holder, text, spans)
            if self._inner is not None and self._inner_end == self._length:
                run.inner = self._inner
            self.runs.append(run)
        if self._media:
            self.runs += self._media
            self._media = []
        self.pieces, self._spans = [], []
        self._length, self._fresh, self._holder, self._inner = 0, True, None, None


def _folded(text: str) -> str:
    """Every stretch of white space one space; the fast ways for text that has none inside, and for ASCII"""
    if not text.isascii():
        return WHITE.sub(" ", text) if "  " in text or NO_BLANK.search(text) else text
    inner = text.strip()
    if not inner:
        return " "
    if "  " in inner or NO_BLANK.search(inner):
        inner = " ".join(inner.split())
    return f"{' ' * text[0].isspace()}{inner}{' ' * text[-1].isspace()}"


def _without_edges(text: str, spans: list[RawSpan]) -> list[tuple[str, list[RawSpan]]]:
    """A text of several lines; notices of the site among its first and last lines stand by themselves"""
    lines = text.split("\n")
    begin, end = 0, len(lines)
    while begin < end and (rule := junk(lines[begin])) and rule.name in ABOVE:
        begin += 1
    while begin < end and junk(lines[end - 1]):
        end -= 1
    inner = "\n".join(lines[begin:end])
    if inner == text or len(inner) < PARAGRAPH or len(inner) < len(text) / 2:
        return [(text, spans)]
    parts = [*lines[:begin], inner, *lines[end:]]
    starts = accumulate((len(part) + 1 for part in parts), initial=0)
    return [
        (part, _clipped(spans, start, start + len(part))) for start, part in zip(starts, parts, strict=False) if part
    ]


def _clipped(spans: list[RawSpan], start: int, end: int) -> list[RawSpan]:
    """The spans of a stretch of text, counted from its start"""
    inner = ((max(first, start), min(last, end), kind, ref) for first, last, kind, ref in spans)
    return [(first - start, last - start, kind, ref) for first, last, kind, ref in inner if first < last]


def _trimmed(raw: str, raw_spans: list[RawSpan]) -> tuple[str, list[RawSpan]]:
    """Text and spans without white space at their edges; spans sorted by start, longest first"""
    text = raw.strip()
    lead, length = len(raw) - len(raw.lstrip()), len(text)
    if len(raw_spans) == 1 and text:
        start, end, kind, ref = raw_spans[0]
        if start <= lead and end >= lead + length:  # all of it is a link, as in most lists
            return text, [(0, length, kind, ref)]
    spans = []
    for start, end, kind, ref in raw_spans:
        first, last = max(start - lead, 0), min(end - lead, length)
        while first < last and text[first].isspace():
            first += 1
        while first < last and text[last - 1].isspace():
            last -= 1
        if first < last:
            spans.append((first, last, kind, ref))
    if len(spans) > 1:
        spans.sort(key=lambda s: (s[0], -s[1], s[2], s[3]))
    return text, spans
