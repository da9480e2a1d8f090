"""Pictures that the site copies: told by their first bytes, never by a name; named by a hash of all their bytes."""

import hashlib

#: How the kinds that every browser shows begin. SVG is none of them: it can hold scripts.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
#: Kinds told by a word a few bytes after the beginning: where the beginning and the word stand.
CONTAINERS: tuple[tuple[int, bytes, int, bytes, str], ...] = (
    (0, b"RIFF", 8, b"WEBP", "webp"),
    (4, b"ftyp", 8, b"avif", "avif"),
    (4, b"ftyp", 8, b"avis", "avif"),
)
KINDS = "JPEG, PNG, GIF, WebP or AVIF"
#: How files of these kinds are called. They may lie among articles; what they are, their bytes say.
SUFFIXES = (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".gif", ".webp", ".avif")
#: Largest picture that is copied: a photograph of 50 megapixels; a site of many of these is too large for its host.
MAX_BYTES = 12_000_000
#: Of the hash, so much is in the address: two pictures of one article that share it are one in 10^20.
SHOWN_DIGITS = 20

#: A browser that saves page.html puts its pictures and scripts into a folder of that name and one of these ends, in the
#: browser's language.
PAGE_FOLDERS = (
    *("_files", ".files", "_fichiers", "-Dateien", "_Dateien", "_archivos", "_arquivos", "_ficheiros", "_file"),
    *("_bestanden", "-filer", "_filer", "_tiedostot", "_pliki", "_soubory", "_subory", "_elemei", "_dosyalar"),
    *("_datoteke", "_fitxers", "_failid", "_fails", "_bylos", "_fajlovi", "_fisiere"),
)


def kind_of(data: bytes) -> str:
    """What a picture is, as the end of its name (`jpg`); empty: these bytes are none that may be shown"""
    for beginning, kind in BEGINNINGS:
        if data.startswith(beginning):
            return kind
    for first, beginning, second, word, kind in CONTAINERS:
        if data.startswith(beginning, first) and data.startswith(word, second):
            return kind
    return ""


def copy_name(data: bytes) -> str:
    """`<SHA-256>.<kind>` of a picture; empty: it is none, or is larger than `MAX_BYTES`"""
    kind = kind_of(data[:32]) if len(data) <= MAX_BYTES else ""
    return f"{hashlib.sha256(data).hexdigest()}.{kind}" if kind else ""


def copy_path(page: str, name: str) -> str:
    """Path of a copy below the output folder: beside the page that shows it, in a folder of the page's name"""
    digest, _, kind = name.partition(".")
    return f"{page.removesuffix('.html')}/{digest[:SHOWN_DIGITS]}.{kind}"


def copy_digest(name: str) -> str:
    """SHA-256 of a copy, from its name"""
    return name.partition(".")[0]
