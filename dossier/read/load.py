"""Reading one file: an article's bytes, a text of people's, the theme."""

import stat
from pathlib import Path

from msgspec import Struct

from dossier.errors import Failure, Problem, Severity
from dossier.model import Source, Theme, Where
from dossier.read.scan import Inventory
from dossier.read.walk import MAX_BYTES, SIDECAR_SUFFIX, SLIM, Entry
from dossier.urls import slug

#: How a file in UTF-16 begins, which Windows calls "Unicode".
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: What to do about a file that cannot be read, by the code of the problem.
HINTS = {
    "not-utf-8": "save it as UTF-8",
    "unreadable": "is the path right, and may you read it?",
    "not-a-file": "give a file, not a folder or a device",
    "too-large": SLIM,
}


def load_source(entry: Entry) -> Source:
    """An article's bytes; raises Failure (a warning: the others go on) if it cannot be read"""
    data = _bytes(entry.file, Where(path=entry.path), "warning")
    return Source(id=entry.id, path=entry.path, suffix=Path(entry.file).suffix.lower(), data=data)


def changed(path: str) -> Failure:
    """That a file is not what it was when the build began"""
    message, hint = "the file was changed while the site was built", "build again"
    return Failure([Problem(severity="error", code="changed", where=Where(path=path), message=message, hint=hint)])


def load_text(entry: Entry) -> str:
    """A text of people's, with `\\n` between lines; raises Failure if it cannot be read or is not UTF-8"""
    return _decoded(_bytes(entry.file, Where(path=entry.path), "error"), entry.path)


def load_theme(inventory: Inventory) -> Theme:
    """Templates and static files; raises Failure with all that cannot be read"""
    problems: list[Problem] = []
    templates, assets = [], []
    for entry in (*inventory.templates, *inventory.assets):
        try:
            if entry in inventory.templates:
                templates.append((entry.id, load_text(entry)))
            else:
                assets.append((entry.id, _bytes(entry.file, Where(path=entry.path), "error")))
        except Failure as failure:
            problems += failure.problems
    if problems:
        raise Failure(problems)
    return Theme(templates=tuple(templates), assets=tuple(assets))


class Loaded(Struct, frozen=True, kw_only=True):
    """A file judged by itself: whatever its name, with the text of the sidecar beside it."""

    source: Source
    sidecar: str | None = None
    sidecar_path: str = ""


def load_file(path: str) -> Loaded:
    """Any file as a source, its id made from its name; raises Failure if it, or its sidecar, cannot be read"""
    file = Path(path)
    shown = path.encode("utf-8", "backslashreplace").decode()
    data = _bytes(path, Where(path=shown), "warning")
    source = Source(id=slug(file.stem), path=shown, suffix=file.suffix.lower(), data=data)
    beside = file.with_suffix(SIDECAR_SUFFIX) if file.name else file
    if beside == file or not _exists(beside):
        return Loaded(source=source)
    where = beside.as_posix().encode("utf-8", "backslashreplace").decode()
    text = _decoded(_bytes(str(beside), Where(path=where), "error"), where)
    return Loaded(source=source, sidecar=text, sidecar_path=where)


def _bytes(file: str, where: Where, severity: Severity) -> bytes:
    """A regular file of at most `MAX_BYTES`; nothing else is opened, since a pipe would never end"""
    try:
        if not stat.S_ISREG(Path(file).stat().st_mode):
            raise _failure(severity, "not-a-file", where, "this is no regular file")
        with Path(file).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise _failure(severity, "unreadable", where, f"the file cannot be read: {reason}") from fault
    if len(data) > MAX_BYTES:
        raise _failure(severity, "too-large", where, f"the file has more than {MAX_BYTES / 1e6:.0f} MB")
    return data


def _exists(file: Path) -> bool:
    """Whether there is such a file; one whose name is too long to be is not"""
    try:
        return file.is_file()
    except OSError:
        return False


def _decoded(data: bytes, path: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode("utf-8-sig", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = "the file is not UTF-8" + (", but UTF-16" if data[:2] in UTF_16_MARKS else "")
        raise _failure("error", "not-utf-8", Where(path=path, line=line, column=column), message) from fault
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _failure(severity: Severity, code: str, where: Where, message: str) -> Failure:
    hint = HINTS.get(code, "")
    return Failure([Problem(severity=severity, code=code, where=where, message=message, hint=hint)])
