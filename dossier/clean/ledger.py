"""The account of cleaning a text: what was kept and what was removed, in the order of the source."""

from dossier.clean.junk import Rule
from dossier.model import Block, Removal


class Ledger:
    """Collects blocks and removals; a removal stands before the block that is kept next."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._removals: list[Removal] = []

    def keep(self, block: Block) -> None:
        """The next block of the article"""
        self._blocks.append(block)

    def remove(self, rule: Rule, text: str) -> None:
        """A text that stood here and is not in the article"""
        self._removals.append(Removal(at=len(self._blocks), rule=rule.name, reason=rule.reason, text=text))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All that was kept"""
        return tuple(self._blocks)

    @property
    def removals(self) -> tuple[Removal, ...]:
        """All that was removed"""
        return tuple(self._removals)
