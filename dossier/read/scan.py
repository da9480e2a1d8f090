"""Listing a site: which articles, people, companies, pages and theme files it has, without reading them."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from dossier.errors import Failure, Problem
from dossier.model import Where
from dossier.read.walk import ARTICLE_SUFFIXES, SIDECAR_SUFFIX, Entry, Walk
from dossier.urls import same_address

TEXT_SUFFIX = ".md"
SETTINGS, REJECTED = "site.yaml", "content/rejected.yaml"
#: All that a site's folder holds for a build to read.
SOURCES = (SETTINGS, "content", "templates", "static")


class ArticleEntry(Struct, frozen=True, kw_only=True):
    """An article's file, and its sidecar's."""

    source: Entry
    sidecar: Entry | None = None


class Inventory(Struct, frozen=True, kw_only=True):
    """All files of a site that count, each list sorted by id."""

    folder: str
    settings: Entry | None = None
    articles: tuple[ArticleEntry, ...] = ()
    people: tuple[Entry, ...] = ()
    companies: tuple[Entry, ...] = ()
    pages: tuple[Entry, ...] = ()
    rejected: Entry | None = None
    """content/rejected.yaml."""
    templates: tuple[Entry, ...] = ()
    assets: tuple[Entry, ...] = ()


def scan(folder: Path) -> tuple[Inventory, tuple[Problem, ...]]:
    """What a site's folder holds, and every file that cannot be used; contents are not read

    An article that cannot be used is a warning, a file of people's an error; two files of one id are an error.
    Raises Failure if the folder is no site: neither site.yaml nor content/.
    """
    site = folder.absolute()
    if not is_site(folder):
        message, hint = (
            f"'{folder}' is no site",
            "a site is a folder with site.yaml and content/: choose it with --site",
        )
        raise Failure([Problem(severity="error", code="no-site", where=Where(), message=message, hint=hint)])
    problems: list[Problem] = []
    lenient, strict = Walk(site, "warning", problems), Walk(site, "error", problems)
    scrapes = lenient.entries("articles", (*ARTICLE_SUFFIXES, SIDECAR_SUFFIX))
    people, companies, pages = (
        _distinct(strict.entries(name, (TEXT_SUFFIX,)), strict) for name in ("people", "companies", "pages")
    )
    inventory = Inventory(
        folder=str(site),
        settings=_single(site, SETTINGS, strict),
        rejected=_single(site, REJECTED, strict),
        articles=_paired(scrapes, lenient),
        people=people,
        companies=companies,
        pages=pages,
        templates=_themed("templates", strict),
        assets=_themed("static", strict),
    )
    return inventory, tuple(problems)


def is_site(folder: Path) -> bool:
    """Whether a folder has site.yaml or content/"""
    return (folder / SETTINGS).exists() or (folder / "content").is_dir()


def _single(site: Path, name: str, walk: Walk) -> Entry | None:
    """A file at a fixed place; None: there is none that may be read"""
    path = site / name
    status = walk.usable(path, site) if path.exists() or path.is_symlink() else None
    return walk.entry(path, path.stem, status) if status else None


def _paired(entries: Iterable[Entry], walk: Walk) -> tuple[ArticleEntry, ...]:
    """Articles with their sidecars; a sidecar alone is reported"""
    found = _distinct([e for e in entries if e.path.lower().endswith(SIDECAR_SUFFIX)], walk)
    sidecars = {entry.id: entry for entry in found}
    articles = _distinct([e for e in entries if not e.path.lower().endswith(SIDECAR_SUFFIX)], walk)
    for ident in sorted(sidecars.keys() - {article.id for article in articles}):
        hint = f"name it like its article, which ends in one of {', '.join(ARTICLE_SUFFIXES)}"
        walk.report("lone-sidecar", Path(sidecars[ident].file), "there is no article for this sidecar", hint)
    return tuple(ArticleEntry(source=entry, sidecar=sidecars.get(entry.id)) for entry in articles)


def _distinct(entries: Iterable[Entry], walk: Walk) -> tuple[Entry, ...]:
    """One entry for each id, ids that differ only in case or Unicode form taken as one; the others are reported"""
    kept: dict[str, Entry] = {}
    for entry in entries:
        first = kept.setdefault(same_address(entry.id), entry)
        if first is not entry:
            alike = PurePath(first.path).with_suffix("") == PurePath(entry.path).with_suffix("")
            same = "id" if alike else "id but for case or Unicode form"
            hint = "rename one of them: an id is the path without the suffix"
            walk.report("same-id", Path(entry.file), f"this has the same {same} as {first.path}", hint)
    return tuple(kept.values())


def _themed(name: str, walk: Walk) -> tuple[Entry, ...]:
    """Files of the default theme, each overridden by the site's own of the same path

    An overridden template stays, as `default/<path>`: the site's own may extend it, or say a few messages anew.
    """
    default, own = default_theme() / name, walk.site / name
    found = _below(default, walk)
    if own != default:
        for below, entry in _below(own, walk).items():
            if name == "templates" and below in found:
                found[f"default/{below}"] = replace(found[below], id=f"default/{below}")
            found[below] = entry
    return tuple(found[below] for below in sorted(found))


def _below(root: Path, walk: Walk) -> dict[str, Entry]:
    """Files in a folder, by their path below it"""
    found: dict[str, Entry] = {}
    for path, status in walk.files(root, root):
        below = unicodedata.normalize("NFC", path.relative_to(root).as_posix())
        if below.isprintable():
            found[below] = walk.entry(path, below, status)
        else:  # a name that is no Unicode, or that breaks a line
            hint = "rename it, with letters, digits and marks"
            walk.report("bad-name", path, "the name has bytes or characters that no address can have", hint)
    return found


def default_theme() -> Path:
    """The folder with the default templates/ and static/: inside an installed package, or beside it in a checkout"""
    package = Path(__file__).resolve().parent.parent
    return package / "theme" if (package / "theme").is_dir() else package.parent
