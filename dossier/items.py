"""What jobs are given: items that are made only where they are needed."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct


class Keyed(Struct, frozen=True):
    """An item that is made only if it is not known what comes of it."""

    key: bytes
    """Stands for all that the item is made from."""
    make: Callable[[], Any]


class Held:
    """Makes an item: from what is at hand, or again."""

    __slots__ = ("_again", "_item")

    def __init__(self, item: Any, again: Callable[[], Any]) -> None:
        """item: None: it is not at hand"""
        self._item, self._again = item, again

    def __call__(self) -> Any:
        """The item"""
        return self._again() if self._item is None else self._item

    def drop(self) -> None:
        """Lets the item go: who did not take it by now may never need it, and it can be made again"""
        self._item = None
