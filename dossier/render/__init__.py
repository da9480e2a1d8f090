"""Everything that a reader sees: an archive becomes pages (`plan`), and each page a file (`render`); both are pure."""

from dossier.render.archive import Archive, Page, packed, packed_path
from dossier.render.book import Book, bind, book
from dossier.render.lots import Lot, Surroundings, lots
from dossier.render.message_faults import message_faults
from dossier.render.moments import Dated
from dossier.render.offers import Offer, Offered, OfferedParts, Shelves, Terms, Unpacked, Words, offered
from dossier.render.plan import Addresses, other_pages, pages, plan
from dossier.render.rights import Shown
from dossier.render.search import SEARCH_STEPS, Indexed, Memory, role_of, search_files
from dossier.render.state import Placed, State
from dossier.render.theme import assets, render, render_packed
from dossier.render.trace import Need, Trace, traced

__all__ = [
    "SEARCH_STEPS",
    "Addresses",
    "Archive",
    "Book",
    "Dated",
    "Indexed",
    "Lot",
    "Memory",
    "Need",
    "Offer",
    "Offered",
    "OfferedParts",
    "Page",
    "Placed",
    "Shelves",
    "Shown",
    "State",
    "Surroundings",
    "Terms",
    "Trace",
    "Unpacked",
    "Words",
    "assets",
    "bind",
    "book",
    "lots",
    "message_faults",
    "offered",
    "other_pages",
    "packed",
    "packed_path",
    "pages",
    "plan",
    "render",
    "render_packed",
    "role_of",
    "search_files",
    "traced",
]
