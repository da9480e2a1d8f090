"""Whether a site is larger than the place where it is hosted takes, and what makes it so large."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dossier.errors import Problem
from dossier.model import Where
from dossier.write import Written

if TYPE_CHECKING:  # a build in which nothing changed tells sizes, and loads no room that reads settings
    from dossier.config import Limits

#: Part of a limit from which it is near.
NEAR = 0.8
#: Folders and files that are named as the largest.
FOLDERS, FILES = 3, 2


def beyond(limits: "Limits", written: Written) -> Iterator[Problem]:
    """A warning for each limit that is passed or near"""
    told = (("size", written.size, limits.size), ("files", written.files, limits.files))
    for name, found, limit in told:
        if limit and found > NEAR * limit:
            over = "more than" if found > limit else f"{found / limit:.0%} of"
            said = f"{shown(found)}, {over} the {shown(limit)}" if name == "size" else f"{found}, {over} the {limit}"
            message = f"the site has {said} that 'limits: {{{name}: …}}' allows{'' if name == 'size' else ' files'}"
            where = Where(path="site.yaml")
            hint = f"largest: {largest(written)}; audit: off, search: {{text: lead}} and rights make it smaller"
            yield Problem(severity="warning", code="large", where=where, message=message, hint=hint)


def shown(size: int) -> str:
    """`1.2 GB`, `99.2 MB`"""
    return f"{size / 1e9:.2f} GB" if size >= 1e9 else f"{size / 1e6:.1f} MB"


def largest(written: Written) -> str:
    """The largest folders of a site, and its largest files, with their sizes"""
    folders = [f"{top or 'the home'}{'/' if top else ''} {shown(size)}" for top, _, size in written.folders[:FOLDERS]]
    files = [f"{path} {shown(size)}" for path, size in written.largest[:FILES]]
    return ", ".join((*folders, *files))
