"""What must hold on every page of a built site, read without a browser: kinds, links, anchors, ids, headings, sizes.

Used by tests/test_pages.py and benchmarks/pages.py. Every check gives its faults as lines: `path: what is wrong`.
"""

import gzip
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Kinds of pages by their paths, the narrowest first: a page of none of them is a fault, so that no kind is forgotten.
KINDS = {
    "home": r"index\.html",
    "missing": r"404\.html",
    "source": r"articles/.+\.source\.html",
    "articles": r"articles/index\.html",
    "article": r"articles/[^~]+\.html",
    "namesakes": r"(people|companies)/[^~]+~\.html",
    "names": r"(people|companies)/(index|~[^~]+(~\d+)?)\.html",
    "profile part": r"(people|companies)/[^~]+~[a-z]+(~\d+)?\.html",
    "person": r"people/[^~]+(~\d+)?\.html",
    "company": r"companies/[^~]+(~\d+)?\.html",
    "month": r"archive/\d{4}-\d{2}(~\d+)?\.html",
    "year": r"archive/(\d{4}|undated)(~\d+)?\.html",
    "archive": r"archive/index\.html",
    "facets": r"(sources|topics)/index(~\d+)?\.html",
    "facet": r"(sources|topics)/[^~]+(~\d+)?\.html",
    "timeline": r"timeline(~\d+)?\.html",
    "timeline part": r"timeline/[^~]+(~\d+)?\.html",
    "notes": r"notes(~\d+|/[^~]+(~\d+)?)?\.html",
    "graph": r"graph\.html",
    "search": r"search\.html",
    "cleaning": r"cleaning\.html",
    "page": r"pages/.+\.html",
}
#: A page that only leads to another is this, whatever its path.
REDIRECT = "redirect"
#: These have no way to them from the home page: they are it, or stand outside.
WITHOUT_CRUMBS = frozenset({"home", "missing", REDIRECT})
#: These have the description that the site or the text has, if it has one.
TEXT_OF_EDITORS = frozenset({"home", "article", "page"})
#: What a browser fetches by itself: (tag, attribute).
FETCHED = (
    *(("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("script", "src"), ("iframe", "src")),
    *(("video", "src"), ("video", "poster"), ("audio", "src"), ("track", "src"), ("embed", "src"), ("input", "src")),
    *(("object", "data"), ("image", "href"), ("image", "xlink:href"), ("use", "href"), ("use", "xlink:href")),
)
#: Kinds of <link> that are fetched; the others only lead somewhere.
FETCHED_LINKS = frozenset("stylesheet icon preload prefetch modulepreload manifest apple-touch-icon".split())
#: Attributes that name ids of the same page.
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "headers", "list")
#: How an address begins that is not relative.
OUTSIDE = r"[a-zA-Z][a-zA-Z0-9+.-]*:|//"
#: Largest article page, and all style sheets, gzipped as hosts do it, in bytes; what the client asks for.
MAX_ARTICLE, MAX_STYLE = 20_000, 12_000
GZIP_LEVEL = 6
#: Where the files lie that belong to the pages themselves.
ASSETS = "assets/"


@dataclass(frozen=True)
class Read:
    """What the checks need of one page."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    fetched: tuple[str, ...]
    references: tuple[str, ...]
    levels: tuple[int, ...]
    title: str
    lang: str
    mains: int
    crumbs: bool
    refresh: str
    noindex: bool
    description: str


@dataclass(frozen=True)
class Site:
    """A built site: the paths of all its files, its pages, and its other texts (styles, feeds)."""

    paths: frozenset[str]
    pages: dict[str, Read]
    texts: dict[str, str]
    sizes: dict[str, int]
    """Bytes of every file when gzipped."""
    url: str


def folder_files(folder: Path) -> dict[str, bytes]:
    """Path → bytes of every file of a site on disk, but for the builder's own record of it"""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and ".dossier-site" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def read_site(files: Mapping[str, bytes], url: str) -> Site:
    """url: the address of its home, as its absolute links have it; empty: it has none"""
    texts = {p: b.decode() for p, b in files.items() if p.endswith((".css", ".xml", ".js", ".svg"))}
    return Site(
        paths=frozenset(files),
        pages={p: read_page(b.decode()) for p, b in files.items() if p.endswith(".html")},
        texts=texts,
        sizes={p: len(gzip.compress(b, GZIP_LEVEL, mtime=0)) for p, b in files.items()},
        url=url,
    )


def read_page(html: str) -> Read:
    """Reads one page"""
    tree = LexborHTMLParser(html)
    nodes = [(node, node.attributes) for node in tree.css("*")]
    refresh = tree.css_first('meta[http-equiv="refresh"]')
    title, root = tree.css_first("head > title"), tree.css_first("html")
    return Read(
        ids=tuple(str(given["id"]) for _, given in nodes if "id" in given),
        links=tuple(link for node, given in nodes for link in _links(node, given)),
        fetched=tuple(address for node, given in nodes for address in _fetched(node, given)),
        references=tuple(r for _, given in nodes for key in REFERENCES for r in (given.get(key) or "").split()),
        levels=tuple(int(node.tag[1]) for node, _ in nodes if re.fullmatch("h[1-6]", node.tag)),
        title=title.text().strip() if title else "",
        lang=(root.attributes.get("lang") or "") if root else "",
        mains=len(tree.css('main, [role="main"]')),
        crumbs=tree.css_first("nav.crumbs[aria-label] a[href]") is not None,
        noindex="noindex" in _content(tree, "robots"),
        description=_content(tree, "description"),
        refresh=(refresh.attributes.get("content") or "").partition("url=")[2] if refresh else "",
    )


def _content(tree: LexborHTMLParser, name: str) -> str:
    found = tree.css_first(f'meta[name="{name}"]')
    return (found.attributes.get("content") or "").strip() if found else ""


def _links(node: LexborNode, given: Mapping[str, str | None]) -> Iterator[str]:
    if node.tag in ("a", "area") or (node.tag == "link" and not _is_fetched(given)):
        yield from (given[key] or "" for key in ("href", "xlink:href") if key in given)
    if node.tag == "form" and "action" in given:
        yield given["action"] or ""
    if node.tag == "meta" and given.get("property") in ("og:url", "og:image"):
        yield given.get("content") or ""


def _is_fetched(given: Mapping[str, str | None]) -> bool:
    return not FETCHED_LINKS.isdisjoint((given.get("rel") or "").split())


def _fetched(node: LexborNode, given: Mapping[str, str | None]) -> Iterator[str]:
    if node.tag == "link" and _is_fetched(given):
        yield given.get("href") or ""
    for tag, key in FETCHED:
        if node.tag == tag and given.get(key):
            several = str(given[key]).split(",") if key == "srcset" else [str(given[key])]
            yield from (one.split()[0] for one in several)
    yield from _of_style(given.get("style") or "")
    if node.tag == "style":
        yield from _of_style(node.text())


def _of_style(text: str) -> list[str]:
    """Addresses in a style sheet: url(…) and @import "…" """
    found = re.findall(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)", text)
    return [a or b for a, b in found]


# --- checks ---------------------------------------------------------------------------------------------------------


def kind_of(path: str, page: Read) -> str:
    """The kind of a page; empty: none that is known"""
    if page.refresh:
        return REDIRECT
    return next((kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, path)), "")


def by_kind(site: Site) -> dict[str, list[str]]:
    """Kind → paths of its pages, the smallest page first"""
    found: dict[str, list[str]] = {}
    for path in sorted(site.pages, key=lambda p: (site.sizes[p], p)):
        found.setdefault(kind_of(path, site.pages[path]), []).append(path)
    return found


def unknown_kinds(site: Site) -> Iterator[str]:
    """Pages of no known kind"""
    for path in by_kind(site).get("", []):
        yield f"{path}: a page of no kind that KINDS of site_checks.py knows"


def broken_links(site: Site) -> Iterator[str]:
    """Links to files and #fragments that do not exist: of pages, and of what names addresses of the site in full"""
    for path, page in site.pages.items():
        for link in (*page.links, *page.fetched, *filter(None, [page.refresh])):
            yield from _broken(site, path, link)
        missing = set(page.references) - set(page.ids)
        yield from (f"{path}: refers to #{name}, which is not there" for name in sorted(missing))
    for path, text in site.texts.items():
        given = _of_style(text) if path.endswith(".css") else []
        if path.endswith(".xml") and site.url:
            given = [one for one in re.findall(r"[^\s<>\"']+", text) if one.startswith(site.url)]
        for link in given:
            yield from _broken(site, path, link)


def _broken(site: Site, path: str, link: str) -> Iterator[str]:
    start, inside = path, link
    if site.url and link.startswith(site.url):
        start, inside = "index.html", link.removeprefix(site.url) or "index.html"
    elif re.match(OUTSIDE, link):
        return
    address, _, fragment = inside.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(start), unquote(address))) if address else start
    if target not in site.paths:
        yield f"{path}: broken link {link!r}"
    elif fragment and target in site.pages and unquote(fragment) not in site.pages[target].ids:
        yield f"{path}: no such place {link!r}"


def repeated_ids(site: Site) -> Iterator[str]:
    """Ids that stand twice on a page"""
    for path, page in site.pages.items():
        yield from (f"{path}: id {name!r} stands {n} times" for name, n in Counter(page.ids).items() if n > 1)


def asks_others(site: Site) -> Iterator[str]:
    """What a browser would fetch from another host by itself; only data: and files of the site are right"""
    for path, page in site.pages.items():
        yield from (f"{path}: fetches {a[:80]!r}" for a in page.fetched if _is_foreign(a))
    for path, text in site.texts.items():
        if path.endswith((".css", ".svg")):
            yield from (f"{path}: fetches {a[:80]!r}" for a in _of_style(text) if _is_foreign(a))


def _is_foreign(address: str) -> bool:
    return not address.startswith("data:") and re.match(OUTSIDE, address) is not None


def bad_frames(site: Site) -> Iterator[str]:
    """Title, description, language, one main part, one first heading, no level left out, the way from home"""
    for path, page in site.pages.items():
        kind = kind_of(path, page)
        needs = {"title": page.title, "language": page.lang}
        if kind != REDIRECT:
            needs |= {"one main landmark": page.mains == 1, "exactly one h1": page.levels.count(1) == 1}
            needs |= {"its first heading first": page.levels[:1] == (1,)}
        if not page.noindex and kind not in TEXT_OF_EDITORS:
            needs |= {"a description": page.description}
        if kind not in WITHOUT_CRUMBS:
            needs |= {"breadcrumbs": page.crumbs}
        yield from (f"{path}: has not {name}" for name, there in needs.items() if not there)
        skips = [b for a, b in zip(page.levels, page.levels[1:], strict=False) if b > a + 1]
        yield from (f"{path}: skips a level before an h{level}" for level in skips)


def too_large(site: Site) -> Iterator[str]:
    """Article pages and style sheets over what a reader on a slow line is asked to wait for"""
    for path in by_kind(site).get("article", []):
        if site.sizes[path] > MAX_ARTICLE:
            yield f"{path}: {site.sizes[path]} bytes gzipped, over {MAX_ARTICLE}"
    if weight(site, ".css") > MAX_STYLE:
        yield f"style sheets: {weight(site, '.css')} bytes gzipped, over {MAX_STYLE}"


def weight(site: Site, suffix: str) -> int:
    """Bytes of all files of a suffix that belong to the pages themselves, gzipped; indexes are read where needed"""
    return sum(size for path, size in site.sizes.items() if path.startswith(ASSETS) and path.endswith(suffix))


#: Name of a check → the check.
CHECKS = {
    "pages of no known kind": unknown_kinds,
    "broken links and anchors": broken_links,
    "duplicate ids": repeated_ids,
    "fetched from other hosts": asks_others,
    "titles, landmarks, headings, breadcrumbs": bad_frames,
    "sizes": too_large,
}


def samples(site: Site, each: int) -> Iterable[tuple[str, str]]:
    """(kind, path) of some pages of every kind: the largest, the smallest, then those between, evenly"""
    for kind, paths in sorted(by_kind(site).items()):
        last = len(paths) - 1
        places = {last} if each == 1 else {round(n * last / (each - 1)) for n in range(each)}
        yield from ((kind, paths[place]) for place in sorted(places, reverse=True))
