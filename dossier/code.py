"""What results are made by: this package, and the libraries that they depend on. Another one makes others."""

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

#: Libraries that results depend on.
DEPENDS = ("selectolax", "beautifulsoup4", "markdown", "jinja2", "Babel", "msgspec", "pypinyin", "ahocorasick_rs")


@cache
def code_digest() -> bytes:
    """SHA-256 of this package's modules, and of the versions of Python and of the libraries"""
    package, digest = Path(__file__).parent, hashlib.sha256(sys.version.encode())
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
