"""site.yaml: the settings of a site, each with its default."""

from msgspec import Struct

from dossier.model import Rights


class Settings(Struct, frozen=True, kw_only=True):
    """What site.yaml may say."""

    title: str = "Dossier"
    description: str = ""
    lang: str = "zh"
    """Language of the interface: one of the theme's `messages/<lang>.yaml`."""
    url: str = ""
    """Absolute address of the site's home, ending in `/`; empty: no feed addresses, sitemap, canonical links."""
    author: str = ""
    rights: Rights = "full"
    """Default for articles whose sidecar does not say."""
    excerpt: int = 200
    """Characters of an article's text that `rights: excerpt` publishes."""
    images: str = "link"
    """Remote pictures: link (shown as a link, no request), keep (loaded from their address), drop."""
    threshold: float = 0.7
    """Confidence from which a found entity gets a page (`found: {threshold: …}`)."""
    feed: int = 30
    """Entries of feed.xml."""
