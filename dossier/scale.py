"""How much a site shows of itself, by the number of its articles: large archives have to fit where they are hosted.

Decided before anything is made, and by the number alone: the same archive gives the same pages everywhere.
"""

from msgspec import Struct

from dossier.config import Settings

#: Bytes that an article takes on all pages and files together if everything is shown; measured with nine names an
#: article, as news have (benchmarks/speed.md).
WHOLE = 100_000
#: The same of a large archive, which shows less of what is older; beyond that it is vast, and shows still less.
LEAN = 50_000
#: Above so many articles the search knows only the beginnings of texts.
SEARCHED = 30_000
#: Entries of a long list of somebody, or of a year, that a large archive shows: the newest. A vast one shows fewer of
#: somebody, whose lists grow in number with it; of years there are few.
NEWEST, NEWEST_OF_VAST = 100, 20
#: Sentences of one article that name somebody, on their page: of any archive, of a large one, of a vast one.
SENTENCES, SENTENCES_OF_LARGE, SENTENCES_OF_VAST = 100, 3, 1
#: Related stories that an article of a vast archive leads to.
RELATED_OF_VAST = 2
#: Others who are shown as appearing with somebody, and the same in a vast archive.
COMPANIONS, COMPANIONS_OF_VAST = 24, 12


class Scale(Struct, frozen=True, kw_only=True):
    """What of the whole a site shows."""

    audit: bool
    """What cleaning removed, on a page for each article."""
    search: str
    """What of articles is searched: full, lead, none."""
    whole: bool
    """Older pages of mentions have the sentences, and long lists have all entries."""
    vast: bool = False
    """Long lists of somebody are short, and of a name only the first mention in an article is a link."""

    @property
    def newest(self) -> int | None:
        """Entries of a long list of somebody that are shown; None: all"""
        return None if self.whole else NEWEST_OF_VAST if self.vast else NEWEST

    @property
    def sentences(self) -> int:
        """Sentences of one article that name somebody, on their page"""
        return SENTENCES if self.whole else SENTENCES_OF_VAST if self.vast else SENTENCES_OF_LARGE

    @property
    def companions(self) -> int:
        """Others who are shown as appearing with somebody"""
        return COMPANIONS_OF_VAST if self.vast else COMPANIONS

    @property
    def related(self) -> int | None:
        """Related stories that an article leads to; None: as many as there may be"""
        return RELATED_OF_VAST if self.vast else None


def scale(settings: Settings, articles: int) -> Scale:
    """What a site of so many articles shows; what its editor says in site.yaml wins"""
    whole = articles * WHOLE < settings.limits.size
    return Scale(
        audit=whole if settings.audit is None else settings.audit,
        search=settings.search or ("full" if articles <= SEARCHED else "lead"),
        whole=whole,
        vast=articles * LEAN > settings.limits.size,
    )
