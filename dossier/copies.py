"""Pictures on their way from the sources into the site: found when articles are ready, read when they are written.

Neither the cache nor a page carries their bytes: an article knows a picture by its hash, which is its name in the site.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from dossier.clean import own_pictures
from dossier.errors import Failure, Problem
from dossier.model import Article, Image, Linked, Where
from dossier.pictures import copy_digest, copy_name, copy_path
from dossier.read import Entry, find_beside, load_picture, load_source
from dossier.render import shown_images
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

    def hang(self, articles: Iterable[Linked], problems: list[Problem]) -> Iterator[Linked]:
        """Articles, their images told which files beside them they are; what is missing is reported"""
        for one in articles:
            if any(image.local and not image.copy for image in one.article.images):
                faults: list[str] = []
                images = tuple(self._found(image, one.article, faults) for image in one.article.images)
                problems += _missing(one.article, faults)
                yield replace(one, article=replace(one.article, images=images))
            else:
                yield one

    def _found(self, image: Image, article: Article, faults: list[str]) -> Image:
        if image.copy or not image.local:
            return image
        beside = find_beside(self.entries[article.id].file, image.local)
        if beside.name:
            self.files[beside.name] = beside.file
            return replace(image, copy=beside.name)
        if not is_web(image.src):
            faults.append(f"'{image.local}': {beside.fault}")
        return image

    def copies(self, articles: Iterable[Linked]) -> Iterator[Copy]:
        """Every picture that pages show, each path once; its bytes are read when they are asked for"""
        for one in articles:
            page, inside = page_path("article", one.article.id), _Inside(self.entries[one.article.id])
            for name in sorted({image.copy for image in shown_images(one.article) if image.copy}):
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
                raise _changed(self.entry.path) from fault
        if name not in self.pictures:
            raise _changed(self.entry.path)
        return self.pictures[name]


def _read(name: str, file: str) -> bytes:
    try:
        data = load_picture(file)
    except OSError as fault:
        raise _changed(file) from fault
    if copy_name(data) != name:
        raise _changed(file)
    return data


def _changed(path: str) -> Failure:
    message, hint = "the file was changed while the site was built", "build again"
    return Failure([Problem(severity="error", code="changed", where=Where(path=path), message=message, hint=hint)])


def _missing(article: Article, faults: list[str]) -> Iterator[Problem]:
    """The warning for pictures that cannot be shown; what they show (their alternative text) stays"""
    if faults:
        distinct = list(dict.fromkeys(faults))
        more = f", and {len(distinct) - NAMED} more" if len(distinct) > NAMED else ""
        message = f"pictures of the article cannot be shown: {'; '.join(distinct[:NAMED])}{more}"
        hint = "put the files where the article looks for them, or take the pictures out"
        where = Where(path=article.path)
        yield Problem(severity="warning", code="no-picture", where=where, message=message, hint=hint)
