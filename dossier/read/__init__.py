"""Files and folders of a site → sources and texts. The only room that reads files, apart from cache and write.

`scan` lists without reading; the `load_…` functions read one entry each, so that a large archive goes through piece by
piece. Everything is in order of id, whatever the file system says.
"""

from dossier.read.beside import Beside, find_beside, load_picture
from dossier.read.load import Loaded, changed, load_file, load_source, load_text, load_theme
from dossier.read.scan import SOURCES, ArticleEntry, Inventory, default_theme, is_site, scan
from dossier.read.walk import Entry

__all__ = [
    "SOURCES",
    "ArticleEntry",
    "Beside",
    "Entry",
    "Inventory",
    "Loaded",
    "changed",
    "default_theme",
    "find_beside",
    "is_site",
    "load_file",
    "load_picture",
    "load_source",
    "load_text",
    "load_theme",
    "scan",
]
