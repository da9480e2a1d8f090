"""The only writer of a site: compares, stages, then replaces file by file, so that the last good site stays whole.

New bytes go to a stage beside the pages, on the same disk. A journal then says what has to be done; every step of it
is one atomic rename or removal, and may be done twice. A build that is killed leaves either no journal (the stage is
thrown away, the old site is untouched) or one (the next build finishes it first).
"""

import hashlib
import os
import shutil
import stat
from collections import Counter
from collections.abc import Callable, Iterable
from heapq import nsmallest
from pathlib import Path

import msgspec

from dossier.atomic import put
from dossier.errors import Failure, Problem
from dossier.lock import alone
from dossier.model import Output, Where

#: The folder, inside the output, that marks it as ours and holds manifest, stage and journal.
MARK = ".dossier-site"
MANIFEST, JOURNAL, STAGE, STAGED_MANIFEST = "manifest.json", "journal.json", "stage", "manifest.new.json"
#: So many of the largest files are told.
LARGEST = 5
#: Indexes come last: a page that lists others must not appear before them.
INDEXES = ("index.html", "feed.xml", "sitemap.xml")


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the site that lies elsewhere: its bytes are fetched only if the output folder does not have them."""

    path: str
    """Relative to the output folder, with `/`."""
    digest: str
    """SHA-256 of its bytes, hexadecimal."""
    fetch: Callable[[], bytes]
    """Raises Failure if it cannot be had."""


class State(msgspec.Struct, frozen=True, array_like=True):
    """Size and time of a written file, which show whether somebody changed it since."""

    size: int
    time: int


class Journal(msgspec.Struct, frozen=True):
    """What is left to do: paths to move from the stage into place, in order, then paths to remove."""

    place: tuple[str, ...]
    prune: tuple[str, ...]


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did to the output folder."""

    files: int
    changed: int
    removed: int
    size: int
    """Bytes of all files."""
    largest: tuple[tuple[str, int], ...] = ()
    """The largest files: path, bytes."""
    folders: tuple[tuple[str, int, int], ...] = ()
    """The top folders, the largest first: name, files, bytes; those of the home itself under an empty name."""


def write(
    outputs: Iterable[Output | Copy],
    folder: Path,
    allow: Callable[[Written], None] = lambda written: None,
    memory: Path | None = None,
) -> Written:
    """Makes the output folder hold exactly the outputs (and foreign files that nobody claims, such as CNAME)

    allow: is told what will be done when everything lies ready, and raises Failure if it must not be. memory: file
    for sizes and times, which are no part of a site: the same site is the same bytes. Without it, files that are there
    already are read. Raises Failure if the folder is not ours, or if something cannot be written; then the site is as
    before.
    """
    claim(folder)
    home = folder / MARK
    try:
        with alone(home):
            return _write(outputs, folder, allow, memory)
    except (OSError, UnicodeError) as fault:
        raise Failure([_cannot(folder, fault)]) from fault


def _write(
    outputs: Iterable[Output | Copy], folder: Path, allow: Callable[[Written], None], memory: Path | None
) -> Written:
    home = folder / MARK
    _finish(folder)
    shutil.rmtree(home / STAGE, ignore_errors=True)
    old, states = _manifest(home / MANIFEST), _remembered(memory)
    try:
        new, staged = _stage(outputs, folder, old, states)
        gone = sorted(old.keys() - new.keys())
        written = _told({path: states[path] for path in new}, len(staged), len(gone))
        allow(written)
        if staged or gone or not (home / MANIFEST).is_file():
            _commit(home, new, Journal(place=_in_order(staged, old), prune=tuple(gone)))
            _finish(folder)
    except BaseException:
        _discard(home)
        raise
    _remember(memory, {path: states[path] for path in new})
    return written


def _told(new: dict[str, State], changed: int, removed: int) -> Written:
    sizes, files = Counter[str](), Counter[str]()
    for path, kept in new.items():
        top = path.partition("/")[0] if "/" in path else ""
        sizes[top] += kept.size
        files[top] += 1
    largest = nsmallest(LARGEST, new, key=lambda path: (-new[path].size, path))
    return Written(
        files=len(new),
        changed=changed,
        removed=removed,
        size=sizes.total(),
        largest=tuple((path, new[path].size) for path in largest),
        folders=tuple((top, files[top], sizes[top]) for top in sorted(sizes, key=lambda top: (-sizes[top], top))),
    )


def claim(folder: Path) -> None:
    """Raises Failure if the folder exists, is not empty and was not made by Dossier: nothing of it is touched"""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Failure([_foreign(folder, "is no folder")])
    if folder.is_dir() and not (folder / MARK).is_dir() and any(folder.iterdir()):
        raise Failure([_foreign(folder, "holds files, and was not made by Dossier")])


def is_written(folder: Path) -> bool:
    """Whether a build before left its pages there"""
    return (folder / MARK / MANIFEST).is_file()


def _stage(
    outputs: Iterable[Output | Copy], folder: Path, old: dict[str, str], states: dict[str, State]
) -> tuple[dict[str, str], list[str]]:
    """Writes what differs to the stage → the new manifest, and the staged paths; states: are brought up to date"""
    new: dict[str, str] = {}
    staged: list[str] = []
    root = folder.resolve()
    inside, made = set[str](), set[Path]()
    for output in outputs:
        target = os.path.join(folder, output.path)  # noqa: PTH118 (a path as a value takes four times as long)
        above, name = os.path.split(target)
        if above not in inside and Path(above).resolve().is_relative_to(root):
            inside.add(above)
        if above not in inside or name in ("", ".", "..", MARK):
            raise Failure([_foreign(Path(target), "lies outside the output folder")])
        new[output.path] = output.digest
        if old.get(output.path) == output.digest:
            state = _unchanged(target, output.digest, states.get(output.path))
            if state:
                states[output.path] = state
                continue
        place = folder / MARK / STAGE / output.path
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        place.write_bytes(output.fetch() if isinstance(output, Copy) else output.data)
        states[output.path] = _state(place.stat())
        staged.append(output.path)
    return new, staged


def _unchanged(target: str, digest: str, known: State | None) -> State | None:
    """How a file is that has the bytes of this digest; None: it has others, or is no file"""
    try:
        status = os.lstat(target)
        if not stat.S_ISREG(status.st_mode):
            return None
        state = _state(status)
        same = state == known or hashlib.sha256(Path(target).read_bytes()).hexdigest() == digest
    except OSError:
        return None
    return state if same else None


def _state(status: os.stat_result) -> State:
    return State(status.st_size, status.st_mtime_ns)


def _in_order(staged: Iterable[str], old: dict[str, str]) -> tuple[str, ...]:
    """New pages first, then replaced ones, then indexes: every link leads somewhere at every moment"""
    return tuple(sorted(staged, key=lambda path: (path.endswith(INDEXES), path in old, path)))


def _commit(home: Path, new: dict[str, str], journal: Journal) -> None:
    (home / STAGED_MANIFEST).write_bytes(msgspec.json.encode(new, order="deterministic"))
    draft = home / (JOURNAL + ".new")
    with draft.open("wb") as stream:
        stream.write(msgspec.json.encode(journal))
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(home / JOURNAL)


def _finish(folder: Path) -> None:
    """Does what a journal says, however much of it was done before; nothing without a journal"""
    home = folder / MARK
    try:
        journal = msgspec.json.decode((home / JOURNAL).read_bytes(), type=Journal)
    except FileNotFoundError:
        return
    ready = set[Path]()
    for path in journal.place:
        staged, target = home / STAGE / path, folder / path
        if staged.is_file():
            _make_room(target, folder, ready)
            staged.replace(target)
    for path in journal.prune:
        _prune(folder / path, folder)
    if (home / STAGED_MANIFEST).is_file():
        (home / STAGED_MANIFEST).replace(home / MANIFEST)
    (home / JOURNAL).unlink()
    shutil.rmtree(home / STAGE, ignore_errors=True)


def _make_room(target: Path, folder: Path, ready: set[Path]) -> None:
    """A page may lie where a folder was, and a folder where a page was (`2024.html` beside `2024/`)

    ready: folders that are there, to which the target's is added.
    """
    if target.parent not in ready:
        for parent in reversed(target.relative_to(folder).parents):
            if (folder / parent).is_symlink() or (folder / parent).is_file():
                (folder / parent).unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        ready.add(target.parent)
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _prune(target: Path, folder: Path) -> None:
    """Removes a file of ours, and the folders that are empty then"""
    if target.is_file() or target.is_symlink():
        target.unlink()
    for parent in target.parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def _manifest(path: Path) -> dict[str, str]:
    """What was written before; a broken manifest counts as none: everything is written anew"""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError):
        return {}


def _remembered(memory: Path | None) -> dict[str, State]:
    """Sizes and times of the files as they were written; a broken memory counts as none"""
    try:
        return msgspec.msgpack.decode(memory.read_bytes(), type=dict[str, State]) if memory else {}
    except (OSError, msgspec.MsgspecError):
        return {}


def _remember(memory: Path | None, states: dict[str, State]) -> None:
    """What cannot be remembered is read the next time"""
    if memory:
        put(memory, msgspec.msgpack.encode(states))


def _discard(home: Path) -> None:
    """Throws the stage away, unless a journal says that it is to be used"""
    if not (home / JOURNAL).exists():
        shutil.rmtree(home / STAGE, ignore_errors=True)


def _foreign(path: Path, what: str) -> Problem:
    hint = "choose another folder with -d/--output, or empty this one yourself"
    return Problem(
        severity="error", code="foreign-output", where=Where(path=path.as_posix()), message=f"it {what}", hint=hint
    )


def _cannot(folder: Path, fault: OSError | UnicodeError) -> Problem:
    """fault: of the system, or a page's name that the file system's encoding cannot hold (LC_ALL=C)"""
    where = Where(path=str(getattr(fault, "filename", None) or folder))
    message = f"the site cannot be written: {getattr(fault, 'strerror', None) or fault}"
    hint = "the last good site is as it was; is there space, and may you write there?"
    return Problem(severity="error", code="not-written", where=where, message=message, hint=hint)
