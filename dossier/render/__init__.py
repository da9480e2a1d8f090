"""Everything that a reader sees: an archive becomes pages (`plan`), and each page a file (`render`); both are pure."""

from dossier.render.archive import Archive, Page
from dossier.render.book import book
from dossier.render.message_faults import message_faults
from dossier.render.plan import pages, plan
from dossier.render.rights import shown_images
from dossier.render.search import SEARCH_STEPS, search_files
from dossier.render.theme import assets, render

__all__ = [
    "SEARCH_STEPS",
    "Archive",
    "Page",
    "assets",
    "book",
    "message_faults",
    "pages",
    "plan",
    "render",
    "search_files",
    "shown_images",
]
