"""Report a mistake: the address of a form, or of a letter, that already says which page it is about."""

from urllib.parse import quote, urlencode

from dossier.config import Settings
from dossier.urls import absolute

#: How the services where issues are kept call title and text in the query of a new issue's address; by what the
#: address ends in, the first that fits. GitHub, Gitea and Forgejo have the last.
FIELDS = (
    ("/-/issues/new", ("issue[title]", "issue[description]")),
    ("", ("title", "body")),
)
#: The same in the address of a letter (RFC 6068).
LETTER = ("subject", "body")
#: Longest title that is handed on, in characters: an address has its limits, and a headline may be a paragraph.
MAX_TITLE = 120


def report_address(settings: Settings, title: str, path: str) -> str:
    """Where readers report a mistake on a page, with its title and address filled in; empty: the site has no `report`

    title: of the page, plain text; path: of the page below the site's home. Without `url` in site.yaml the path stands
    for the address.
    """
    base = settings.report
    if not base:
        return ""
    line = " ".join(title.split()) or path
    subject = line if len(line) <= MAX_TITLE else line[: MAX_TITLE - 1].rstrip() + "…"
    body = (absolute(settings.url, path) if settings.url else path) + "\r\n\r\n"
    query = urlencode(dict(zip(_fields(base), (subject, body), strict=True)), quote_via=quote, safe="")
    return f"{base}{'&' if '?' in base else '?'}{query}"


def _fields(base: str) -> tuple[str, str]:
    if base.startswith("mailto:"):
        return LETTER
    form = base.partition("?")[0].rstrip("/")
    return next(names for end, names in FIELDS if form.endswith(end))
