"""The index of the search: what a page needs to find articles, people and companies without a server."""

from dossier.render.search.again import Indexed, Memory
from dossier.render.search.files import SEARCH_STEPS, search_files
from dossier.render.search.records import role_of

__all__ = ["SEARCH_STEPS", "Indexed", "Memory", "role_of", "search_files"]
