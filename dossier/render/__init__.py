"""Everything that a reader sees: an archive becomes pages (`plan`), and each page a file (`render`); both are pure."""

from dossier.render.archive import Archive, Page
from dossier.render.book import bind, book
from dossier.render.message_faults import message_faults
from dossier.render.offers import Offer, Offered, OfferedHead, Shelves, Terms, Unpacked, Words, offered
from dossier.render.plan import pages, plan
from dossier.render.rights import Shown
from dossier.render.search import SEARCH_STEPS, search_files
from dossier.render.theme import assets, render

__all__ = [
    "SEARCH_STEPS",
    "Archive",
    "Offer",
    "Offered",
    "OfferedHead",
    "Page",
    "Shelves",
    "Shown",
    "Terms",
    "Unpacked",
    "Words",
    "assets",
    "bind",
    "book",
    "message_faults",
    "offered",
    "pages",
    "plan",
    "render",
    "search_files",
]
