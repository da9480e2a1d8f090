"""Bytes of a scrape → text: by byte order mark, UTF-8, what the page declares, how the text looks, in that order."""

import codecs
import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from dossier.clean.charsets import SAMPLE, corrected, guessed, loosely, strict, utf_16
from dossier.clean.mojibake import Mended, mend
from dossier.errors import Failure, Problem
from dossier.model import Source, Where

#: How files begin that are no text, and what they are.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
    (b"OggS\x00", "a sound file"),
    (b"ID3", "a sound file"),
    (b"bplist00", "a saved page of one browser (webarchive)"),
)
#: Byte order marks; the longer of two that begin alike comes first.
MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
#: Labels of encodings that are really a larger one, as the WHATWG encoding standard maps them.
REALLY = {
    **dict.fromkeys("gb2312 gbk gb_2312-80 x-gbk cp936 euc-cn".split(), "gb18030"),
    **dict.fromkeys("big5 big5-hkscs x-x-big5 cn-big5 cp950".split(), "big5hkscs"),
    **dict.fromkeys("shift_jis shift-jis sjis x-sjis windows-31j ms_kanji".split(), "cp932"),
    **dict.fromkeys("euc-kr ks_c_5601-1987 ksc5601 korean".split(), "cp949"),
    **dict.fromkeys("iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii windows-1252".split(), "cp1252"),
    **dict.fromkeys("iso-8859-9 latin5".split(), "cp1254"),
    **{
        "hz-gb-2312": "hz",
        "euc-jp": "euc_jp",
        "x-euc-jp": "euc_jp",
        "windows-1251": "cp1251",
        "windows-1254": "cp1254",
    },
    **{"koi8-r": "koi8_r", "iso-8859-2": "iso8859_2", "iso-8859-5": "iso8859_5", "tis-620": "cp874"},
    **dict.fromkeys("utf8 unicode utf-16 utf-16le utf-16be utf-32".split(), "utf-8"),
}
DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z][\w.:-]{1,30})""", re.IGNORECASE)
#: A declaration counts only in this many bytes from the start.
DECLARED_WITHIN = 4096
#: Encodings that are not what readers of text need, or dangerous to run: text transforms, not charsets.
REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined", "mbcs"})
#: Encodings that accept any bytes: a page that declares one may still be in another.
ANY_BYTES = frozenset({"cp1252", "cp1251", "cp1254"})
SEVEN_BITS = ("iso-2022", "iso2022", "hz")
#: How text in seven bits says that it is Japanese.
ESCAPES = (b"\x1b$B", b"\x1b$@")
#: A file is UTF-8 with mistakes in it, if it has this many readable characters beyond ASCII for each broken place.
MAX_BROKEN = 10
#: Share of bytes that may be control characters before the file counts as binary.
MAX_CONTROL_SHARE = 0.02
CONTROL = bytes(c for c in range(0x20) if c not in b"\t\n\r\f") + b"\x7f"
#: All other bytes, and those control characters that binary files are not told by.
ORDINARY, NEUTRAL = bytes(c for c in range(0x100) if c not in CONTROL), b"\x1b"
#: Characters that must never reach a page; a decoded C1 control is always a mistake of encoding.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
WIDE_SUSPECTS, WIDE_LEAD = "\ufeff\ufffe\uffff", b"\xef"
SUSPECTS = "".join(c for c in map(chr, [*range(0x20), 0x7F]) if UNPRINTABLE.match(c)) + WIDE_SUSPECTS
#: What a file is read in that has lines of UTF-8 with this many bytes of continuation, and others that lose this share
#: of their bytes if they are read so (a few lost bytes are damage, not another encoding).
MIXED, MIXED_FROM, MIXED_LOSS = "utf-8 and another encoding", 24, 0.2
#: The bytes of a character in UTF-8 after its first.
CONTINUATION = bytes(range(0x80, 0xC0))
#: The share of zero bytes, at even or odd places, from which a file is UTF-16 without a mark.
UTF16_SHARE = 0.2


def decode(source: Source, charset: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The text of a scrape, line ends as `\\n`, and warnings for characters that were lost

    charset: declared outside of the bytes, by a mail's head; empty: nowhere. Raises Failure with one warning if the
    file is empty or is no text.
    """
    data = source.data
    if not data.strip():
        raise Failure([refusal(source, "empty", "the file is empty", "save the page again, or delete the file")])
    controls = data.translate(None, ORDINARY)
    fault = _binary(data, controls)
    if fault:
        raise Failure([refusal(source, "binary", f"the file is {fault}, not text", "save the article as text or HTML")])
    text, encoding = _decoded(data, _usable(charset) or _declared(data))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    utf8 = encoding == "utf-8"
    mended = mend(text, data if utf8 else text.encode())
    problems = (*_losses(source, text, encoding), *_misread(source, mended))
    text = mended.text
    # Looked for one by one, which is the fast way; in UTF-8 they are control characters that were seen among the bytes,
    # or begin with one that English pages hardly have.
    suspects = SUSPECTS if controls or not utf8 else WIDE_SUSPECTS if WIDE_LEAD in data else ""
    if any(char in text for char in suspects):
        text = printable(text)
    return text, problems


def printable(text: str) -> str:
    """The text without characters that must never reach a page, half surrogates among them"""
    return UNPRINTABLE.sub("", text)


def refusal(source: Source, code: str, message: str, hint: str) -> Problem:
    """The warning for a scrape that cannot become an article: it is left out, the rest is built"""
    return Problem(severity="warning", code=code, where=Where(path=source.path), message=message, hint=hint)


def _binary(data: bytes, controls: bytes) -> str:
    """What a file is that is no text, as a noun; empty: it looks like text; controls: those of its bytes"""
    for magic, what in MAGIC:
        if data.startswith(magic):
            return what
    if data[4:8] == b"ftyp":
        return "a video"
    if _mark(data) or _utf16(data):
        return ""
    few = len(controls.translate(None, NEUTRAL)) <= MAX_CONTROL_SHARE * len(data) + 8
    return "" if few or utf_16(data) else "binary"


def _mark(data: bytes) -> tuple[bytes, str] | None:
    return next(((mark, encoding) for mark, encoding in MARKS if data.startswith(mark)), None)


def _utf16(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` where one half of the bytes has many zeros and the other nearly none"""
    even, odd = data[:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    half = max(1, min(len(data), SAMPLE) // 2)
    if max(even, odd) > UTF16_SHARE * half and min(even, odd) < 0.01 * half + 1:
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return encoding if strict(data, encoding) is not None else ""
    return ""


def _decoded(data: bytes, declared: str) -> tuple[str, str]:
    """The text, and the encoding that it was read in; what cannot be read is U+FFFD"""
    mark = _mark(data)
    if mark:
        return data[len(mark[0]) :].decode(mark[1], "replace"), mark[1]
    japanese = b"\x1b" in data and any(escape in data for escape in ESCAPES)
    if japanese and not declared.startswith(SEVEN_BITS) and data.isascii():
        declared = "iso2022_jp"
    escapes = declared.startswith(SEVEN_BITS)  # valid UTF-8, but meant otherwise
    utf8 = None if escapes else strict(data, "utf-8")
    if utf8 is not None:
        encoding = _utf16(data) or (utf_16(data) if b"\0" in data[:SAMPLE] else "")
        return (data.decode(encoding), encoding) if encoding else (utf8, "utf-8")
    if not escapes and (mixed := _mixed(data)):
        return mixed, MIXED
    return _foreign(data, declared)


def _foreign(data: bytes, declared: str) -> tuple[str, str]:
    """The text of a file that is not UTF-8, or not all of it"""
    others = [declared] if declared and declared != "utf-8" else []
    if others and declared not in ANY_BYTES and (text := strict(data, declared)) is not None:
        better = corrected(data, declared)
        return (text, declared) if better == declared else (strict(data, better) or text, better)
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8"
    for encoding in filter(None, (_utf16(data), guessed(data), *others)):
        if (text := strict(data, encoding)) is not None:
            return text, encoding
    return _repaired(data, [*others, "utf-8", loosely(data)])


def _mixed(data: bytes) -> str:
    """The text of a file some lines of which are UTF-8 and the others in one other encoding; empty: it is none such"""
    lines = data.split(b"\n")
    foreign = [line for line in lines if strict(line, "utf-8") is None]
    own = sum(len(line) - len(line.translate(None, CONTINUATION)) for line in lines) if foreign else 0
    joined = b"\n".join(foreign)
    own -= len(joined) - len(joined.translate(None, CONTINUATION))
    if own < MIXED_FROM or joined.decode("utf-8", "replace").count("\ufffd") < MIXED_LOSS * len(joined):
        return ""
    encoding = guessed(joined)
    if not encoding:
        return ""
    read = (strict(line, "utf-8") for line in lines)
    return "\n".join(
        line.decode(encoding, "replace") if text is None else text for text, line in zip(read, lines, strict=True)
    )


def _mostly_utf8(data: bytes) -> bool:
    """Whether a file is UTF-8 but for a few broken places; bytes of another encoding hardly ever spell UTF-8"""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken * MAX_BROKEN < len(text) - len(text.encode("ascii", "ignore")) - broken


def _declared(data: bytes) -> str:
    """The encoding that the page declares, as Python names it; empty: none, or unknown to Python"""
    found = DECLARED.search(data, 0, DECLARED_WITHIN)
    return _usable(found[1].decode("ascii")) if found else ""


def _usable(label: str) -> str:
    """An encoding's label as Python names the encoding; empty: unknown to Python, or refused"""
    label = label.lower()
    name = REALLY.get(label, label)
    try:
        refused = not name or codecs.lookup(name).name.replace("-", "_") in REFUSED
        b"a".decode(name, "replace")  # not every codec is one of text: hex, zlib
    except (LookupError, ValueError):
        return ""
    return "" if refused else name


def _repaired(data: bytes, encodings: Iterable[str]) -> tuple[str, str]:
    """Read in that encoding which loses fewest characters; the first among equals"""
    tried = [(data.decode(encoding, "replace"), encoding) for encoding in dict.fromkeys(filter(None, encodings))]
    return min(tried, key=lambda one: one[0].count("\ufffd"))


def _losses(source: Source, text: str, encoding: str) -> Iterator[Problem]:
    """Warnings for what could not be read; a notice for characters that were lost before the file was saved"""
    shown = text.count("\ufffd")
    before = source.data.count(b"\xef\xbf\xbd") if encoding == "utf-8" and shown else 0
    if shown > before:
        message = f"read as {encoding}; characters that could not be read, shown as \ufffd: {shown - before}"
        hint = "convert the file to UTF-8, or save the page again"
        yield _at(refusal(source, "encoding", message, hint), text, text.find("\ufffd"))
    elif shown:
        message = f"characters that were lost before the file was saved, shown as \ufffd: {shown}"
        lost = refusal(source, "lost-characters", message, "save the page again, if it is still there")
        yield _at(replace(lost, severity="notice"), text, text.find("\ufffd"))
    if encoding == MIXED:
        message = "some lines are in UTF-8 and some in another encoding; each was read in its own"
        yield refusal(source, "encoding", message, "check the text, and save the page again")
    zeros = text.count("\x00") if b"\0" in source.data else 0  # far faster to look for among bytes
    if zeros:
        yield refusal(source, "nul", f"{zeros} NUL characters were left out", "check that the file was saved whole")


def _misread(source: Source, found: Mended) -> Iterator[Problem]:
    """The warning for text that was misread before the file was saved; where is its first line"""
    kinds = (
        (found.mended, "lines misread before the file was saved, and read anew: {} (the first had '{}')", "check them"),
        (
            found.broken,
            "lines that look misread before the file was saved: {} (the first has '{}')",
            "save the page again",
        ),
        (found.lost, "places with what is left of lost characters: {} (the first is '{}')", "save the page again"),
    )
    for count, message, hint in kinds:
        if count:
            problem = refusal(source, "mojibake", message.format(count, found.example), hint)
            yield replace(problem, where=Where(path=source.path, line=found.line))


def _at(problem: Problem, text: str, offset: int) -> Problem:
    """A problem at a place of the text"""
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return replace(problem, where=Where(path=problem.where.path, line=line, column=column))
