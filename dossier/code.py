"""What results are made by: this package, and the libraries that they depend on. Another one makes others."""

import hashlib
import os
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

#: Libraries that results depend on.
DEPENDS = ("selectolax", "beautifulsoup4", "markdown", "jinja2", "Babel", "msgspec", "pypinyin", "ahocorasick_rs")
#: Folders of the package that are none of its code.
OTHERS = frozenset({"theme", "__pycache__"})


@cache
def code_digest() -> bytes:
    """SHA-256 of this package's modules, and of the versions of Python and of the libraries"""
    package, digest = str(Path(__file__).parent), hashlib.sha256(sys.version.encode())
    for folder, folders, files in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in OTHERS)
        digest.update(os.path.relpath(folder, package).encode())
        for name in sorted(files):
            digest.update(b"\0%s\0%s" % (name.encode(), Path(folder, name).read_bytes()))
    digest.update(" ".join(map(_version, DEPENDS)).encode())
    return digest.digest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
