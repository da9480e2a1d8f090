"""content/pages/<id>.md: a free page of the editor's own."""

from dossier.editorial.common import open_markdown
from dossier.errors import Problem
from dossier.markup import markdown_blocks
from dossier.model import FreePage

#: How far pages can be apart in the menu.
ORDERS = (-10_000, 10_000)


def parse_page(text: str, ident: str, path: str) -> tuple[FreePage | None, tuple[Problem, ...]]:
    """A free page, and all faults of its file; None: it has no title or cannot be read"""
    problems: list[Problem] = []
    form, front = open_markdown(text, path, problems)
    if form is None or front is None:
        return None, tuple(problems)
    page = FreePage(
        id=ident,
        title=form.required("title"),
        order=form.integer("order", 0, ORDERS),
        blocks=markdown_blocks(front.body),
        where=form.place("title"),
    )
    form.finish()
    return (page if page.title else None), tuple(problems)
