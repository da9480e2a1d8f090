"""The pages of people and companies: a profile each, older pages of its mentions, pages of its long lists."""

from dossier.render.entity.pages import Beside, entity_pages, neighbours

__all__ = ["Beside", "entity_pages", "neighbours"]
