"""Everything that a reader sees: an archive becomes pages (`plan`), and each page a file (`render`); both are pure."""

from dossier.render.archive import Archive, Page
from dossier.render.message_faults import message_faults
from dossier.render.plan import plan
from dossier.render.rights import shown_images
from dossier.render.theme import assets, render

__all__ = ["Archive", "Page", "assets", "message_faults", "plan", "render", "shown_images"]
