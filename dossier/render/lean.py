"""Scripts as readers load them: without the lines that are only comments, and without indentation."""

import re

#: What lets a text or a comment run over lines, or ends one unseen: in such a script a line that looks like a comment
#: may be none, and all of it stays as it is.
_UNSURE = re.compile(rb"`|/\*|\\$|\r|\xe2\x80[\xa8\xa9]", re.MULTILINE)
_COMMENT, _INDENT = re.compile(rb"^[ \t]*//.*\n?", re.MULTILINE), re.compile(rb"^[ \t]+", re.MULTILINE)


def lean(script: bytes) -> bytes:
    """A script that does the same with a sixth less to load; lines keep their ends, which may end statements"""
    return script if _UNSURE.search(script) else _INDENT.sub(b"", _COMMENT.sub(b"", script))
