"""Which elements of a page a CSS selector means, in time that grows with the page alone."""

from collections.abc import Callable, Iterable, Sequence

from dossier.clean.page import Element
from dossier.css import Attribute, Compound, Path, parse_selector

_TESTS: dict[str, Callable[[str, str], bool]] = {
    "=": lambda has, wanted: has == wanted,
    "*=": lambda has, wanted: wanted in has,
    "^=": lambda has, wanted: has.startswith(wanted),
    "$=": lambda has, wanted: has.endswith(wanted),
    "~=": lambda has, wanted: wanted in has.split(),
}


def elements_of(selector: str, elements: Sequence[Element]) -> list[Element]:
    """selector: one that css.py can read; elements: of a page, parents before children → those that it means"""
    return [element for path in parse_selector(selector) for element in _on_path(path, elements)]


def _on_path(path: Path, elements: Sequence[Element]) -> Iterable[Element]:
    """The elements at the end of one way through the tree"""
    last = path[-1].compound
    ends = [element for element in _candidates(last, elements) if _fits(element, last)]
    if len(path) == 1 or not ends:
        return ends
    reached = _reached(path, elements)
    return [element for element in ends if reached(element) >> (len(path) - 1) & 1]


def _candidates(compound: Compound, elements: Sequence[Element]) -> Sequence[Element]:
    """The elements that the cheapest condition leaves: most pages have thousands, and few that are meant"""
    word = compound.id or next(iter(compound.classes), "")
    if word:
        return [element for element in elements if word in element.hint]
    return [element for element in elements if element.tag == compound.tag] if compound.tag else elements


def _reached(path: Path, elements: Sequence[Element]) -> Callable[[Element], int]:
    """How far along the way each element is: bit k is set where it fits step k, and those above it the steps before

    One pass from the top, with a set of bits for the element and one for all above it: there is nothing to try again,
    however deep the page is.
    """
    own: dict[Element, int] = {}
    above: dict[Element, int] = {}
    for element in elements:
        parent = element.parent
        right, around = (own.get(parent, 0), above.get(parent, 0)) if parent else (0, 0)
        around |= right
        bits = 0
        for number, step in enumerate(path):
            before = right if step.child else around
            if (number == 0 or before >> (number - 1) & 1) and _fits(element, step.compound):
                bits |= 1 << number
        if bits:
            own[element] = bits
        if around:
            above[element] = around
    return lambda element: own.get(element, 0)


def _fits(element: Element, compound: Compound) -> bool:
    if compound.tag and element.tag != compound.tag:
        return False
    hint = element.hint  # class and id in one text: most elements are told by it
    if (compound.id and compound.id not in hint) or not all(name in hint for name in compound.classes):
        return False
    if compound.id and element.get("id") != compound.id:
        return False
    if compound.classes and not frozenset(compound.classes) <= frozenset(element.get("class").split()):
        return False
    return all(_has(element, attribute) for attribute in compound.attributes)


def _has(element: Element, attribute: Attribute) -> bool:
    if attribute.name not in element.attributes:
        return False
    if not attribute.test:
        return True
    # As CSS has it, an empty value fits nothing but `=`.
    return (attribute.test == "=" or bool(attribute.value)) and _TESTS[attribute.test](
        element.get(attribute.name), attribute.value
    )
