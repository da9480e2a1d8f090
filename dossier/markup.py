"""The one door from markup to blocks: editors' Markdown becomes plain text and spans; raw HTML in it is text."""

from dossier.model import Block, Image


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of an editor's Markdown (CommonMark's usual set, tables, fenced code)

    Raw HTML is shown as it was typed: without its two processors, `<` is a character like others.
    """
    if not text.strip():
        return ()
    from dossier.markdowned import read  # noqa: PLC0415 (50 ms to load, and few builds read Markdown)

    return tuple(read(text, None))


def markdown_article(text: str) -> tuple[tuple[Block, ...], tuple[Image, ...]]:
    """The same of a clipped article: a picture that stands alone is an image block, with `ref` into the images"""
    from dossier.markdowned import read  # noqa: PLC0415 (see above)

    images: list[Image] = []
    return tuple(read(text, images)), tuple(images)
