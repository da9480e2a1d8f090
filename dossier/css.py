"""CSS selectors in people's YAML: a subset of them as data, with the place of what cannot be read.

`tag`, `*`, `.class`, `#id`, `[attribute]`, `[attribute=value]` (also `*=` `^=` `$=` `~=`), in any combination; a space
between an element and one anywhere inside it, `>` between an element and one right inside it, `,` between alternatives.
"""

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

#: Longest selector, in characters, and most parts that it may have.
MAX_LENGTH, MAX_PARTS = 300, 40
#: What a selector may hold, for messages.
HINT = "a selector is made of tag, .class, #id, [attribute=value], spaces, '>' and ','"
_NAME = r"-?(?:[^\W\d]|_|--)[\w-]*"
_TOKEN = re.compile(
    rf"""(?P<tag>[a-z][\w-]*|\*)
    |\.(?P<class>{_NAME})
    |\#(?P<id>[\w-]+)
    |\[\s*(?P<name>[\w:-]+)\s*(?:(?P<test>[*^$~]?=)\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<word>[\w-]+))\s*)?\]
    |(?P<joint>\s*[>,]\s*|\s+)""",
    re.VERBOSE | re.IGNORECASE,
)
Test = Literal["", "=", "*=", "^=", "$=", "~="]


class Attribute(Struct, frozen=True):
    """A condition on one attribute of an element."""

    name: str
    """Lower case."""
    test: Test = ""
    """Empty: the element has it, whatever its value."""
    value: str = ""


class Compound(Struct, frozen=True):
    """Conditions on one element."""

    tag: str = ""
    """Lower case; empty: any."""
    id: str = ""
    classes: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()


class Step(Struct, frozen=True):
    """An element on the way from the outermost one to the one that is meant."""

    compound: Compound
    child: bool = False
    """It must stand right inside the element of the step before, not only anywhere in it."""


Path = tuple[Step, ...]


class BadSelector(ValueError):
    """A text that is no selector of the subset: what is wrong, and where."""

    def __init__(self, message: str, index: int) -> None:
        """index: of the first character that cannot be read"""
        super().__init__(message)
        self.index = index


@lru_cache(maxsize=1024)
def parse_selector(text: str) -> tuple[Path, ...]:
    """A selector → its alternatives, each a way through the tree; raises BadSelector"""
    if len(text) > MAX_LENGTH:
        raise BadSelector(f"the selector has more than {MAX_LENGTH} characters", MAX_LENGTH)
    reader = _Reader()
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise BadSelector(f"'{text[at : at + 12]}' cannot be read as a part of a selector", at)
        reader.take(token)
        at = token.end()
    reader.end(len(text))
    return tuple(reader.paths)


class _Reader:
    """Collects tokens into elements, elements into ways, ways into alternatives"""

    def __init__(self) -> None:
        self.paths: list[Path] = []
        self.steps: list[Step] = []
        self.tokens: list[re.Match[str]] = []
        self.child = False
        self.parts = 0

    def take(self, token: re.Match[str]) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise BadSelector(f"the selector has more than {MAX_PARTS} parts", token.start())
        joint = token["joint"]
        if joint is None:
            if token["tag"] and self.tokens:
                raise BadSelector(f"the element '{token['tag']}' must stand first", token.start())
            self.tokens.append(token)
            return
        self._close(token.start())
        if joint.strip() == ",":
            self.paths.append(tuple(self.steps))
            self.steps = []
        self.child = joint.strip() == ">"

    def end(self, index: int) -> None:
        self._close(index)
        self.paths.append(tuple(self.steps))

    def _close(self, index: int) -> None:
        if not self.tokens:
            raise BadSelector("an element is missing in the selector", index)
        self.steps.append(Step(_compound(self.tokens), self.child))
        self.tokens = []


def _compound(tokens: list[re.Match[str]]) -> Compound:
    tag = tokens[0]["tag"] or ""
    ids = [token["id"] for token in tokens if token["id"]]
    if len(ids) > 1:
        raise BadSelector("an element has one id", tokens[-1].start())
    return Compound(
        tag="" if tag == "*" else tag.lower(),
        id=ids[0] if ids else "",
        classes=tuple(token["class"] for token in tokens if token["class"]),
        attributes=tuple(_attribute(token) for token in tokens if token["name"]),
    )


def _attribute(token: re.Match[str]) -> Attribute:
    value = next((v for v in (token["double"], token["single"], token["word"]) if v is not None), "")
    tests: dict[str | None, Test] = {"=": "=", "*=": "*=", "^=": "^=", "$=": "$=", "~=": "~="}
    return Attribute(token["name"].lower(), tests.get(token["test"], ""), value)
