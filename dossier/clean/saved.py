"""Where a saved page came from, and when: what the programs that save pages write into a comment at its head."""

import re
from email.utils import parsedate_to_datetime

from dossier.clean.moment import read_moment
from dossier.urls import is_web

#: The comment stands in so many characters from the start, among at most so many other comments.
SAVED_WITHIN, MOST_COMMENTS = 8_000, 8
COMMENT = re.compile(r"<!--(.{0,2000}?)-->", re.DOTALL)
#: What browsers write (with the length of the address), SingleFile, HTTrack, and this package for an MHTML archive.
FORMS = (
    re.compile(r"\s*saved from url=\(\d{1,5}\)(?P<url>\S+)(?:\s+date: (?P<date>[^\n]+))?"),
    re.compile(r"\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)(?:\s+saved date:\s*(?P<date>[^\n]+))?"),
    re.compile(r"\s*Mirrored from (?P<url>\S+) by HTTrack[^,\n]*,\s*(?P<date>[^\n]+)"),
)

#: How browsers write two hyphens in an address, which would end the comment.
HYPHENS = "%2D%2D"


def saved_from(text: str) -> tuple[str, str]:
    """A decoded page → its address and the moment at which it was saved (ISO 8601, the saver's local time)

    Either is empty if no comment at the head of the page says it.
    """
    for comment, _ in zip(COMMENT.finditer(text, 0, SAVED_WITHIN), range(MOST_COMMENTS), strict=False):
        for form in FORMS:
            said = form.match(comment[1])
            url = _address(said["url"]) if said else ""
            if said and url:
                return url, read_moment(said["date"] or "")
    return "", ""


def saved_comment(url: str, date: str) -> str:
    """The comment that `saved_from` reads; date: of a mail's head, as RFC 5322 writes it, or empty"""
    if not is_web(url):
        return ""
    try:
        moment = parsedate_to_datetime(date).isoformat() if date else ""
    except (ValueError, TypeError, IndexError):
        moment = ""
    said = f" date: {moment}" if moment else ""
    return f"<!-- saved from url=({len(url):04d}){url.replace('--', HYPHENS)}{said} -->"


def _address(url: str) -> str:
    """The address that a comment gives: HTTrack leaves the scheme out; two hyphens are written as a code"""
    full = url if ":" in url[:12] else f"http://{url}"
    full = full.replace(HYPHENS, "--")
    return full if is_web(full) else ""
