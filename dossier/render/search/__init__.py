"""The index of the search: what a page needs to find articles, people and companies without a server."""

from dossier.render.search.files import SEARCH_STEPS, search_files

__all__ = ["SEARCH_STEPS", "search_files"]
