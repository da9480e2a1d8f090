"""How much a site shows of itself, by the number of its articles: large archives have to fit where they are hosted.

Decided before anything is made, and by the number alone: the same archive gives the same pages everywhere.
"""

from msgspec import Struct

from dossier.config import Settings

#: Bytes that an article takes on all pages and files together if everything is shown; measured with nine names an
#: article, as news have (benchmarks/speed.md).
WHOLE = 100_000
#: Above so many articles the search knows only the beginnings of texts.
SEARCHED = 30_000
#: Entries of a long list of somebody, or of a year, that a large archive shows: the newest.
NEWEST = 100
#: Sentences of one article that name somebody, on their page in a large archive; the article has all.
SENTENCES = 3


class Scale(Struct, frozen=True, kw_only=True):
    """What of the whole a site shows."""

    audit: bool
    """What cleaning removed, on a page for each article."""
    search: str
    """What of articles is searched: full, lead, none."""
    whole: bool
    """Older pages of mentions have the sentences, and long lists have all entries."""


def scale(settings: Settings, articles: int) -> Scale:
    """What a site of so many articles shows; what its editor says in site.yaml wins"""
    whole = articles * WHOLE < settings.limits.size
    return Scale(
        audit=whole if settings.audit is None else settings.audit,
        search=settings.search or ("full" if articles <= SEARCHED else "lead"),
        whole=whole,
    )
