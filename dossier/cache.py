"""Keeps the results of jobs under the digest of all that went into them; itself a runner, so no stage knows of it."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from dossier.execute import Job, Runner

#: Libraries that results depend on: their versions are part of every key, as this package's code is.
DEPENDS = ("selectolax", "beautifulsoup4", "markdown", "jinja2", "Babel", "msgspec", "pypinyin", "ahocorasick_rs")
#: What waits for a worker, so many times, is looked up, and run, together: bounds memory, keeps workers busy.
BATCH = 16
#: Bytes of check sum before each stored result: a torn or changed file is computed anew.
CHECK = 16


class Cache:
    """A folder of results; may be deleted at any time."""

    def __init__(self, folder: Path, engine: Runner) -> None:
        """folder: made when needed; engine: runs what is not there"""
        self.folder, self.engine, self.code = folder, engine, code_digest()
        self.used: set[str] = set()

    def run(self, job: Job, items: Iterable[Any]) -> Iterator[Any]:
        """See Runner. Known results come from disk, the others from the engine"""
        source = iter(items)
        while batch := list(islice(source, BATCH * job.window * job.together)):
            yield from self._batch(job, batch)

    def sweep(self) -> None:
        """Removes what this build did not use, so that the folder does not grow for ever"""
        for path in self.folder.glob("??/*"):
            if path.name not in self.used:
                path.unlink(missing_ok=True)

    def _batch(self, job: Job, items: list[Any]) -> Iterator[Any]:
        encode = msgspec.msgpack.Encoder(order="deterministic").encode
        decode = msgspec.msgpack.Decoder(job.result).decode
        keys = [self._key(job, encode(item)) for item in items]
        stored = [self._load(key) for key in keys]
        missing = [item for item, known in zip(items, stored, strict=True) if known is None]
        computed = iter(self.engine.run(job, missing)) if missing else iter(())
        for key, known in zip(keys, stored, strict=True):
            if known is not None:
                yield decode(known)
            else:
                result = next(computed)
                self._store(key, encode(result))
                yield result

    def _key(self, job: Job, encoded: bytes) -> str:
        key = hashlib.sha256(b"\0".join([self.code, job.name.encode(), encoded])).hexdigest()
        self.used.add(key)
        return key

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _load(self, key: str) -> bytes | None:
        try:
            data = self._file(key).read_bytes()
        except OSError:
            return None
        body = data[CHECK:]
        return body if data[:CHECK] == _check(body) else None

    def _store(self, key: str, body: bytes) -> None:
        """A cache that cannot be written (a full disk) only makes the next build slower"""
        path = self._file(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_check(body) + body)
        except OSError:
            path.unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Forgets everything"""
    shutil.rmtree(folder, ignore_errors=True)


def code_digest() -> bytes:
    """SHA-256 of this package's modules and of the versions of the libraries that results depend on"""
    package, digest = Path(__file__).parent, hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and "theme" not in path.parts:
            digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update(" ".join(map(_version, DEPENDS)).encode())
    return digest.digest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _check(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=CHECK).digest()
