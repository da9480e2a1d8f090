"""The pages of people and companies: a profile each, older pages of its mentions, pages of its long lists."""

from dossier.render.entity.pages import entity_pages

__all__ = ["entity_pages"]
