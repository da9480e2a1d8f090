"""Frames and players that belong to a text: videos, posts, documents, and where a reader can open each."""

import re
from urllib.parse import unquote

from dossier.clean.page import Element

#: Where a frame shows something that is part of an article: address of the frame → address for a reader, with what the
#: pattern found. Frames of other places are advertisements and tools.
PLACES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?:https?:)?//(?:www\.|m\.)?{pattern}", re.IGNORECASE), template)
    for pattern, template in (
        (r"youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/([\w-]{6,20})", "https://www.youtube.com/watch?v={}"),
        (r"(?:youtube\.com/watch\?v=|youtu\.be/)([\w-]{6,20})", "https://www.youtube.com/watch?v={}"),
        (r"player\.vimeo\.com/video/(\d{3,15})", "https://vimeo.com/{}"),
        (r"dailymotion\.com/embed/video/(\w{3,20})", "https://www.dailymotion.com/video/{}"),
        (r"player\.bilibili\.com/[^#]{0,200}?bvid=(BV\w{6,20})", "https://www.bilibili.com/video/{}"),
        (r"player\.bilibili\.com/[^#]{0,200}?aid=(\d{1,20})", "https://www.bilibili.com/video/av{}"),
        (r"player\.youku\.com/embed/([\w=]{6,30})", "https://v.youku.com/v_show/id_{}.html"),
        (r"v\.qq\.com/[^#]{0,200}?vid=(\w{6,20})", "https://v.qq.com/x/page/{}.html"),
        (r"platform\.twitter\.com/embed/[^#]{0,400}?id=(\d{5,25})", "https://twitter.com/i/status/{}"),
        (r"instagram\.com/((?:p|reel|tv)/[\w-]{3,40})", "https://www.instagram.com/{}/"),
        (r"facebook\.com/plugins/(?:post|video)\.php\?[^#]{0,400}?href=([^&#]{10,400})", "{}"),
        (r"tiktok\.com/(?:embed/(?:v2/)?|player/v1/)(\d{5,25})", "https://www.tiktok.com/@/video/{}"),
        (r"open\.spotify\.com/embed/((?:episode|track|show|album|playlist)/\w{5,40})", "https://open.spotify.com/{}"),
        (r"embed\.ted\.com/(talks/[\w/-]{3,120})", "https://www.ted.com/{}"),
        (r"scribd\.com/embeds/(\d{3,20})", "https://www.scribd.com/document/{}"),
        (r"(?:w\.soundcloud\.com/player/\?[^#]{0,400}?url=)([^&#]{10,400})", "{}"),
        (r"(datawrapper\.dwcdn\.net/\w{4,12})", "https://{}/"),
        (
            r"(?:flo\.uri\.sh|public\.flourish\.studio)/((?:visualisation|story)/\d{2,12})",
            "https://public.flourish.studio/{}/",
        ),
        (r"embed\.documentcloud\.org/(documents/[\w-]{3,120})", "https://www.documentcloud.org/{}"),
    )
)
#: Attributes in which frames keep their address; those that load late come first.
SOURCES = ("data-src", "data-lazy-src", "data-url", "src", "data")
#: Custom elements of AMP pages: the attribute with the thing's own name, and its address.
AMP = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
}
NAME = re.compile(r"[\w-]{5,30}")


def embedded(element: Element) -> str:
    """Where a reader can open what a frame or player shows; empty: it is no part of an article

    A film or sound that lies at an address of its own is given as the page gives it.
    """
    if element.tag in AMP:
        attribute, template = AMP[element.tag]
        name = element.get(attribute)
        return template.format(name) if NAME.fullmatch(name) else ""
    sources = [value for name in SOURCES if (value := element.get(name).strip())]
    for source in sources:
        for pattern, template in PLACES:
            if found := pattern.match(source):
                return template.format(unquote(found[1]) if template == "{}" else found[1])
    return sources[0] if element.tag in ("video", "audio") and sources else ""
