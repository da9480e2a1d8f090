"""The home page: what is new, who is named most, and the ways into the archive."""

from dossier.render.archive import Page
from dossier.render.lists.archive import years_chart
from dossier.render.lists.stock import Stock, most
from dossier.render.views import HomeView

#: What it shows of each kind.
ARTICLES, NAMES, MOMENTS, NOTES, FACETS = 10, 14, 6, 3, 16


def home_page(stock: Stock) -> Page:
    """Newest first; of the timeline the editor's events, which are the surest"""
    book = stock.book
    events = book.facts.timeline.stated()
    stories = book.stories()
    view = HomeView(
        site=book.site,
        newest=tuple(book.story(number) for number in reversed(stories[-ARTICLES:])),
        people=most(stock.entries["person"], NAMES),
        companies=most(stock.entries["company"], NAMES),
        moments=tuple(book.moment(dated) for dated in events[: -MOMENTS - 1 : -1]),
        notes=tuple(reversed(stock.noted[-NOTES:])),
        counts=(
            len(stories),
            len(stock.entries["person"]),
            len(stock.entries["company"]),
            sum(len(notes.notes) for notes in stock.noted),
        ),
        years=years_chart(stock),
        sources=most(stock.entries["source"], FACETS),
        topics=most(stock.entries["topic"], FACETS),
    )
    return Page(path="index.html", template="index.html", view=view)
