"""A file whole or not at all: for what only makes the next build faster."""

from pathlib import Path


def put(file: Path, data: bytes) -> None:
    """Puts bytes in a file's place in one step; if the system refuses it, the old file stays, and nothing is said"""
    draft = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
