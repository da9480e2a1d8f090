"""Walking a folder: its regular files that can be used, each as an `Entry`; every other one is reported."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from msgspec import Struct

from dossier.errors import Problem, Severity
from dossier.model import Where
from dossier.pictures import PAGE_FOLDERS, SUFFIXES
from dossier.urls import id_fault, is_reserved

ARTICLE_SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".md", ".mhtml", ".mht", ".json")
SIDECAR_SUFFIX = ".yaml"
#: Largest file that is read. Articles have 5 MB at most, with pictures inside; 50 MB would be parsed for minutes.
MAX_BYTES = 20_000_000
SLIM = "save the page anew without its pictures and scripts, or split it"
#: Files and folders that systems leave behind; everything else that begins with a dot and is no article is left too.
IGNORED = frozenset({"Thumbs.db", "desktop.ini"})
#: How bad a problem is, whichever folder it is in; the others are as bad as their folder says.
SEVERITIES: dict[str, Severity] = {
    **dict.fromkeys(("not-read", "too-large"), "warning"),
    **dict.fromkeys(("same-id", "reserved-id"), "error"),
}


class Entry(Struct, frozen=True, kw_only=True):
    """A file that was found, and not read yet."""

    id: str
    """Below content/: without suffix; in templates/ and static/: the path itself."""
    path: str
    """Relative to the site's folder, with `/`; for messages."""
    file: str
    """Where it lies on this machine."""
    size: int
    mtime: int
    """Nanoseconds."""
    ctime: int = 0
    """The same; when its rights were last changed, too, where the system says that."""


class Walk:
    """One folder of a site being listed; problems are collected"""

    def __init__(self, site: Path, severity: Severity, problems: list[Problem]) -> None:
        """severity: how bad it is that a file of this folder cannot be used"""
        self.site, self.severity, self.problems = site, severity, problems
        self.beside: frozenset[str] = frozenset(SUFFIXES) if severity == "warning" else frozenset()
        """Ends of files that may lie among scrapes: pictures, which are read when an article shows them."""

    def files(self, root: Path, inside: Path) -> Iterator[tuple[Path, os.stat_result]]:
        """Regular files below `root` that do not lead out of `inside`; the others are reported"""
        pending, within = [root] if root.is_dir() else [], root.resolve().is_relative_to(inside.resolve())
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(folder) as found:
                    entries = sorted(found, key=attrgetter("name"))
            except OSError as fault:
                self.report("unreadable", folder, f"the folder cannot be read: {fault.strerror}", "may you read it?")
                continue
            for entry in entries:
                name, path = entry.name, folder / entry.name
                if _is_folder(entry) and not _looks_like_file(path):
                    if entry.is_symlink():
                        self.report("folder-link", path, "a link to a folder is not followed", "move the folder here")
                    elif not name.startswith(".") and not _belongs_to_page(path, [one.name for one in entries]):
                        pending.append(path)
                elif name not in IGNORED and not _is_hidden(name):
                    # Folders that are links are not followed: only a link among files may lead elsewhere.
                    status = self.usable(path, inside if not within or _is_link(entry) else None)
                    if status is not None:
                        yield path, status

    def entries(self, folder: str, suffixes: Iterable[str]) -> list[Entry]:
        """The entries below content/<folder> with one of these suffixes and a usable id"""
        root, content, found = self.site / "content" / folder, self.site / "content", []
        for path, status in self.files(root, content):
            if path.suffix.lower() in self.beside:
                continue
            if path.suffix.lower() not in suffixes:
                kind = f"files that end in {path.suffix}" if path.suffix else "files without a suffix"
                hint = f"those of content/{folder}/ end in {', '.join(suffixes)}"
                self.report("not-read", path, f"{kind} are not read here", hint)
                continue
            below = path.relative_to(root).as_posix()
            ident = unicodedata.normalize("NFC", below[: -len(path.suffix)])
            fault = id_fault(ident)
            if fault:
                hint = "rename it, with letters, digits, '-', '_' and '.'; a name never begins with a dot"
                self.report("bad-id", path, f"the name cannot be an id: {fault}", hint)
            elif is_reserved(ident):
                hint = "rename the file"
                self.report("reserved-id", path, f"the address of '{ident}' is one of Dossier's own", hint)
            else:
                found.append(self.entry(path, ident, status))
        return sorted(found, key=lambda entry: (entry.id, entry.path))

    def entry(self, path: Path, ident: str, status: os.stat_result) -> Entry:
        """A file as an entry"""
        size, mtime, ctime = status.st_size, status.st_mtime_ns, status.st_ctime_ns
        ctime = mtime if ctime == mtime else ctime  # one number in memory, of a hundred thousand files
        return Entry(id=ident, path=self.shown(path), file=str(path), size=size, mtime=mtime, ctime=ctime)

    def report(self, code: str, path: Path, message: str, hint: str = "") -> None:
        """Add a problem; how bad it is follows from its code, or else from the folder"""
        severity = SEVERITIES.get(code, self.severity)
        where = Where(path=self.shown(path))
        self.problems.append(Problem(severity=severity, code=code, where=where, message=message, hint=hint))

    def shown(self, path: Path) -> str:
        """A path for messages: relative to the site, undecodable bytes as \\x.."""
        short = path.relative_to(self.site) if path.is_relative_to(self.site) else path
        return short.as_posix().encode("utf-8", "backslashreplace").decode()

    def usable(self, path: Path, inside: Path | None) -> os.stat_result | None:
        """What the system says of a regular file that may be read; None: it may not, which is reported

        inside: where it must lie in the end; None: it does.
        """
        try:
            if inside and not path.resolve().is_relative_to(inside.resolve()):
                self.report("link-out", path, f"the link leads out of {inside.name}/", "copy the file here")
                return None
            status = path.stat()
        except (OSError, RuntimeError) as fault:
            if isinstance(fault, PermissionError) or not path.is_symlink():
                reason = getattr(fault, "strerror", fault)
                self.report("unreadable", path, f"the file cannot be read: {reason}", "may you read it?")
            else:
                self.report("dead-link", path, "the link leads nowhere", "remove it, or copy the file here")
            return None
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or a device"
            self.report("not-a-file", path, f"this is {what}, and no file", "rename it, or move it away")
        elif status.st_size > MAX_BYTES:
            size = f"{status.st_size / 1e6:.0f} MB, more than {MAX_BYTES / 1e6:.0f} MB"
            self.report("too-large", path, f"the file has {size}, and is skipped", SLIM)
        else:
            return status
        return None


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a folder; what may not be looked at counts as a file, which is then reported"""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_link(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a link, or may not be looked at: that is told later"""
    try:
        return entry.is_symlink()
    except OSError:
        return True


def _looks_like_file(path: Path) -> bool:
    """A folder with an article's suffix (x.txt/) is a mistake, to be reported"""
    return path.suffix.lower() in ARTICLE_SUFFIXES


def _belongs_to_page(folder: Path, names: list[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a saved page beside it"""
    stem = next((folder.name.removesuffix(end) for end in PAGE_FOLDERS if folder.name.endswith(end)), "")
    return bool(stem) and any(stem + suffix in names for suffix in (".html", ".htm", ".xhtml"))


def _is_hidden(name: str) -> bool:
    """A file of a system or an editor, .gitkeep or .DS_Store; a hidden article is a mistake, to be reported"""
    return name.startswith(".") and Path(name).suffix.lower() not in (*ARTICLE_SUFFIXES, SIDECAR_SUFFIX)
