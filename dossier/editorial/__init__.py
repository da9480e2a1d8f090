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
from dossier.editorial.rejected import check_rejected, parse_rejected
from dossier.editorial.sidecar import parse_sidecar
from dossier.editorial.splice import Edit, add_item, in_front_matter, set_field, splice

__all__ = [
    "Edit",
    "KnownIds",
    "Titled",
    "add_item",
    "all_moved",
    "check_entities",
    "check_moved",
    "check_rejected",
    "directed",
    "in_front_matter",
    "known_ids",
    "parse_entity",
    "parse_page",
    "parse_rejected",
    "parse_sidecar",
    "resolve_sidecar",
    "set_field",
    "splice",
    "unplaced",
    "unused",
]
