"""What people write about a site's content: files → `Entity`, `Sidecar`, `FreePage`, with all their faults."""

from dossier.editorial.cleaning import directed, unplaced, unused
from dossier.editorial.entity import Titled, parse_entity
from dossier.editorial.page import parse_page
from dossier.editorial.references import (
    KnownIds,
    all_moved,
    check_entities,
    check_moved,
    known_ids,
    resolve_sidecar,
)
from dossier.editorial.sidecar import parse_sidecar

__all__ = [
    "KnownIds",
    "Titled",
    "all_moved",
    "check_entities",
    "check_moved",
    "directed",
    "known_ids",
    "parse_entity",
    "parse_page",
    "parse_sidecar",
    "resolve_sidecar",
    "unplaced",
    "unused",
]
