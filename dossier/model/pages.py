"""What pages are made of, and what is written: free pages, the theme, files."""

from msgspec import Struct

from dossier.model.text import Block, Where


class FreePage(Struct, frozen=True, kw_only=True, array_like=True):
    """`content/pages/<id>.md`: a page of the editor's own."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    order: int = 0
    """Place in the menu; lower first."""
    where: Where = Where()


class Theme(Struct, frozen=True, kw_only=True, array_like=True):
    """Templates, messages and static files: the default ones, overridden file by file by the site's own."""

    templates: tuple[tuple[str, str], ...]
    """(path below templates/, text), sorted by path; messages are `messages/<lang>.yaml` among them.

    A default one that a site overrides is there too, as `default/<path>`.
    """
    assets: tuple[tuple[str, bytes], ...]
    """(path below static/, bytes), sorted by path; they go to assets/."""


class Output(Struct, frozen=True, kw_only=True, array_like=True):
    """One file of the site, ready to be written."""

    path: str
    """Relative to the output folder, with `/`."""
    data: bytes
    digest: str
    """SHA-256 of data, hexadecimal."""
