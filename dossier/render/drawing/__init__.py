"""Pictures made at build time: who is named with whom, how often and when, who came and went. Pure geometry.

Each takes the book and whom it is about and gives a view, or None where there is too little to be seen.
"""

from dossier.render.drawing.bars import appearances, by_year
from dossier.render.drawing.career import career
from dossier.render.drawing.ego import ego
from dossier.render.drawing.flow import flow

__all__ = ["appearances", "by_year", "career", "ego", "flow"]
