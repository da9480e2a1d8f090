"""Pictures on their way from the sources into the site: found when articles are ready, read when they are written.

Neither the cache nor a page carries their bytes: an article knows a picture by its hash, which is its name in the site.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec.structs import replace

from dossier.clean import own_pictures
from dossier.errors import Failure, Problem
from dossier.model import Image, Where
from dossier.pictures import copy_digest, copy_name, copy_path
from dossier.read import Entry, changed, find_beside, load_picture, load_source
from dossier.urls import is_web, page_path
from dossier.write import Copy

#: So many pictures of an article that cannot be shown are named.
NAMED = 3


class Album:
    """The pictures of a site's articles."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        """entries: the articles' files, by id"""
        self.entries = entries
        self.files: dict[str, str] = {}
        """Name of a picture → where it lies on this machine."""

    def hang(self, ident: str, images: Sequence[Image], problems: list[Problem]) -> tuple[Image, ...] | None:
        """An article's images, told which files beside its source they are; what is missing is reported

        None: none is to be looked for.
        """
        if not any(image.local and not image.copy for image in images):
            return None
        faults: list[str] = []
        found = tuple(self._found(image, ident, faults) for image in images)
        problems += _missing(self.entries[ident].path, faults)
        return found

    def _found(self, image: Image, ident: str, faults: list[str]) -> Image:
        if image.copy or not image.local:
            return image
        beside = find_beside(self.entries[ident].file, image.local)
        if beside.name:
            self.files[beside.name] = beside.file
            return replace(image, copy=beside.name)
        if not is_web(image.src):
            faults.append(f"'{image.local}': {beside.fault}")
        return image

    def copies(self, pictures: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Copy]:
        """Every picture that pages show, each path once; its bytes are read when they are asked for

        pictures: (article, names of the pictures of its page).
        """
        for ident, names in pictures:
            page, inside = page_path("article", ident), _Inside(self.entries[ident])
            for name in names:
                fetch = partial(_read, name, self.files[name]) if name in self.files else partial(inside.fetch, name)
                yield Copy(path=copy_path(page, name), digest=copy_digest(name), fetch=fetch)


class _Inside:
    """The pictures inside one source, which is opened once, when the first of them is asked for."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.pictures: dict[str, bytes] | None = None

    def fetch(self, name: str) -> bytes:
        """The bytes of a picture; raises Failure if the source has changed since it was cleaned"""
        if self.pictures is None:
            try:
                self.pictures = own_pictures(load_source(self.entry))
            except Failure as fault:
                raise changed(self.entry.path) from fault
        if name not in self.pictures:
            raise changed(self.entry.path)
        return self.pictures[name]


def _read(name: str, file: str) -> bytes:
    try:
        data = load_picture(file)
    except OSError as fault:
        raise changed(file) from fault
    if copy_name(data) != name:
        raise changed(file)
    return data


def _missing(path: str, faults: list[str]) -> Iterator[Problem]:
    """The warning for pictures that cannot be shown; what they show (their alternative text) stays"""
    if faults:
        distinct = list(dict.fromkeys(faults))
        more = f", and {len(distinct) - NAMED} more" if len(distinct) > NAMED else ""
        message = f"pictures of the article cannot be shown: {'; '.join(distinct[:NAMED])}{more}"
        hint = "put the files where the article looks for them, or take the pictures out"
        where = Where(path=path)
        yield Problem(severity="warning", code="no-picture", where=where, message=message, hint=hint)
