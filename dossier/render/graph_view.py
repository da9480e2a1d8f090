"""View of graph.html: who is named with whom in the whole archive."""

from collections.abc import Iterator, Sequence

from dossier.render.archive import Page
from dossier.render.book import Book
from dossier.render.drawing.network import Common, Network, pictured
from dossier.render.views import GraphPageView

GRAPH = "graph.html"


def graph_pages(book: Book, chosen: Network, common: Sequence[Common]) -> Iterator[Page]:
    """The one page of the graph; chosen, common: `network` of the book"""
    graph, pairs = pictured(book, chosen, common)
    refs = [node.who.ref for node in graph.nodes] if graph else []
    view = GraphPageView(
        site=book.site,
        graph=graph,
        pairs=pairs,
        people=sum(ref.startswith("person/") for ref in refs),
        companies=sum(ref.startswith("company/") for ref in refs),
    )
    yield Page(path=GRAPH, template="graph.html", view=view)
