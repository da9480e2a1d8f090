"""What the profile of a person or company shows, but for its mentions and its neighbours."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dossier.render import drawing
from dossier.render.book import Book, describe
from dossier.render.entity import identity
from dossier.render.entity.lists import Listed, amounts, roles, said, timeline
from dossier.render.entity.mentions import together
from dossier.render.entity.roles import Roles, in_short, read, role_views, stated
from dossier.render.reporting import report_address
from dossier.render.views import EntityView

#: Roles that a profile shows: of those that editors state what has no end and what has ended, and of those that the
#: program read; if there are more, they have pages of their own.
NOW, BEFORE, READ = 16, 10, 6
#: Roles that the head of a profile shows, of those now and of those before.
IN_SHORT = 3


class Lists(Struct, frozen=True, kw_only=True):
    """The lists of a profile, which may be long."""

    known: Roles
    roles: Listed | None
    """All roles; None: the profile shows them all."""
    timeline: Listed
    quotes: Listed
    figures: Listed

    def all(self) -> Iterable[Listed]:
        """Those that may have pages of their own"""
        return filter(None, (self.roles, self.timeline, self.quotes, self.figures))


def lists_of(book: Book, ref: str) -> Lists:
    """What the lists of somebody hold"""
    (now, before), found = stated(book, ref), read(book, ref)
    long = len(now) > NOW or len(before) > BEFORE or len(found) > READ
    return Lists(
        known=Roles(now=now, before=before, read=found),
        roles=roles(book, ref, [*now, *before]) if long else None,
        timeline=timeline(book, ref),
        quotes=said(book, ref),
        figures=amounts(book, ref),
    )


def bare(book: Book, ref: str) -> EntityView:
    """What an older page of mentions shows besides them"""
    entity = book.entities[ref]
    return EntityView(site=book.site, who=book.who[ref], kind=entity.kind, type=entity.type)


def profile(book: Book, ref: str, articles: Sequence[int], lists: Lists) -> EntityView:
    """What the newest page shows; articles: numbers of those that name somebody, the oldest first"""
    view = _known(book, ref, lists)
    dates = sorted(filter(None, (book.cites[number].published[:10] for number in articles)))
    return replace(
        view,
        articles=len(book.versions.leading(articles)),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        moments=lists.timeline.newest(),
        moments_whole=lists.timeline.whole(book, ref),
        quotes=lists.quotes.newest(),
        quotes_whole=lists.quotes.whole(book, ref),
        figures=lists.figures.newest(),
        figures_whole=lists.figures.whole(book, ref),
        together=together(book, ref, articles),
        ego=drawing.ego(book, ref),
        bars=drawing.appearances(book, ref),
        report=report_address(book.settings, view.who.name, view.who.path),
    )


def _known(book: Book, ref: str, lists: Lists) -> EntityView:
    """Who somebody is, and what they are and were"""
    entity, known = book.entities[ref], lists.known
    is_now, was = in_short(book, ref, known)
    about = next((block.text for block in entity.biography if block.kind == "paragraph"), "")
    return replace(
        bare(book, ref),
        names=tuple(identity.names(entity)),
        namesakes=book.namesakes.get(ref, ()),
        confidence=round(entity.confidence * 100),
        sureness=identity.sureness(entity),
        evidence=tuple(identity.evidence(book, entity)) if entity.status == "found" else (),
        is_now=role_views(book, ref, is_now[:IN_SHORT]),
        is_now_more=max(0, len(is_now) - IN_SHORT),
        was=role_views(book, ref, was[:IN_SHORT]),
        was_more=max(0, len(was) - IN_SHORT),
        now=tuple(known.now[:NOW]),
        before=tuple(known.before[:BEFORE]),
        read=role_views(book, ref, known.read[:READ]),
        roles_whole=lists.roles.whole(book, ref) if lists.roles else None,
        career=drawing.career(book, ref) if entity.kind == "person" else None,
        flow=drawing.flow(book, ref) if entity.kind == "company" else None,
        ids=tuple(identity.ids(entity)),
        links=tuple(identity.links(entity)),
        biography=entity.biography,
        description=describe(about),
        share=identity.share(entity.name),
    )
