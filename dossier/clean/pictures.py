"""Which pictures of a page belong to its article, where each lies, and which lines are said of it."""

import re
from collections.abc import Iterator

from dossier.clean import selectors as by
from dossier.clean.junk import Rule, is_credit
from dossier.clean.tree import Element, Run
from dossier.clean.worth import named_cues
from dossier.pictures import PAGE_FOLDERS

#: Attributes in which pages that load pictures late keep the real address, best first.
LATE = (
    *("data-src", "data-original", "data-lazy-src", "data-url", "data-actualsrc", "data-hi-res-src", "data-lazy"),
    *("data-original-src", "data-echo", "data-img-src", "data-full-src", "data-croporiginalsrc", "_src", "real_src"),
)
#: Attributes with a picture in several sizes.
SETS = ("srcset", "data-srcset", "data-lazy-srcset")
#: Pictures smaller than this in either direction are decoration.
SMALLEST = 60
#: A picture inside the page itself is a placeholder up to so many characters, and gives way to a late one up to more.
PLACEHOLDER, PREVIEW = 1_500, 12_000
INLINE_PICTURE = re.compile(r"data:image/(?:jpe?g|png|gif|webp|avif|bmp)[;,]", re.IGNORECASE)
#: The folder that a browser saves beside a page: `page_files/a.jpg`.
PAGE_FOLDER = re.compile(rf"(?:\./)?[^/:?#]+(?:{'|'.join(map(re.escape, PAGE_FOLDERS))})/")
#: What no address holds, and some pages keep in such attributes: objects, code.
NO_ADDRESS = re.compile(r"[\s{}\"<>]")
PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)\b", re.IGNORECASE)
#: An element that is named as a caption holds no more runs of text than this.
CAPTION_RUNS = 4
#: So many elements around a run are looked at for a caption's name, and around a picture for text; hostile pages nest
#: thousands.
AROUND = 6
#: The lead picture stands at most so many runs above the headline, or above the text where no headline is known.
ABOVE_TITLE, FARTHEST = 4, 12
#: A picture above the text that is as wide as this, or so named, is the article's.
LARGE = 400
LEAD_PICTURE = re.compile(
    r" (?:(?:featured|lead|main|article|top|header|hero|cover|story|post|entry|news|primary|opening) "
    r"(?:image|img|photo|picture|media|thumbnail|thumb|art|figure)|hero|wp post image|image container|aufmacher|"
    r"leadimage|mainimage|topimage|heroimage|featuredimage|articleimage|headimg|toutu) "
)
#: A box whose text all went holds no more runs than this.
BOX_RUNS = 10
#: How lines under a picture begin that are said of it, in Chinese news, and how credits do; the longest of each.
CAPTION_MARK = re.compile(r"[▲△▼▽↑⬆](?!\s*$)|[(（【\[]?(?:图片说明|图说|图注|图为|圖為|圖說|圖片說明)[:：\]】]?\s?\S")
CREDIT_LABEL = re.compile(
    r"[(（\[]?\s?(?:artist|source|via|credits?|courtesy of|quelle|crédito|fuente)\s?[:：]\s?\S", re.I
)
LONGEST_MARKED, LONGEST_LABELLED = 200, 80
#: Rules whose text takes the pictures beside it along.
TAKES_PICTURES = frozenset(
    rule.name
    for rule in (
        *(by.RELATED, by.LINKS_ONLY, by.PROMOTION, by.ADVERTISEMENT, by.OUTSIDE, by.NAVIGATION, by.SIDEBAR),
        *(by.BIOGRAPHY, by.COMMENTS, by.TAGS, by.SHARE),
    )
) | {"disclaimer"}


def address(element: Element) -> str:
    """Where a picture lies, as the page says it, from the attribute that holds the real one; empty: nowhere

    A relative path and a whole `data:` address are left as they are.
    """
    src = element.get("src").strip()
    inside = INLINE_PICTURE.match(src) is not None
    if (inside and len(src) > PREVIEW) or PAGE_FOLDER.match(src):
        return src
    late = next((value for name in LATE if _is_address(value := element.get(name).strip())), "")
    if late:
        return late
    if src and not src.lower().startswith("data:"):
        return src
    around = element.parent
    source = around.get("srcset") if around is not None and around.tag == "picture" else ""
    found = next(filter(None, (_largest(text) for text in (*map(element.get, SETS), source))), "")
    return found or (src if inside and len(src) > PLACEHOLDER else "")


def _is_address(value: str) -> bool:
    return bool(value) and not value.startswith("data:") and NO_ADDRESS.search(value) is None


def _largest(candidates: str) -> str:
    """The widest picture of a `srcset`"""
    best, widest = "", -1.0
    for candidate in candidates.split(", "):
        src, _, size = candidate.strip().partition(" ")
        width = float(size[:-1]) if re.fullmatch(r"\d{1,6}(?:\.\d{1,3})?[wx]", size.strip()) else 0.0
        if width > widest and src and _is_address(src.rstrip(",")):
            best, widest = src.rstrip(","), width
    return best


def is_decoration(element: Element, src: str) -> bool:
    """Whether a picture is an icon, a spacer or a person's portrait by its size, name or file"""
    width, height = pixels(element.get("width")), pixels(element.get("height"))
    if 0 < width < SMALLEST or 0 < height < SMALLEST or by.is_skipped_picture(element.hint):
        return True
    return not src.startswith("data:") and by.is_skipped_picture(file_name(src))


def file_name(src: str) -> str:
    """The last part of an address, without its query"""
    return src.split("?", 1)[0].split("#", 1)[0].rstrip("/").rsplit("/", 1)[-1]


def pixels(text: str) -> int:
    """A width or height as HTML states it; 0: it does not"""
    digits = text.strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else 0


def holds_only_pictures(element: Element, runs: list[Run]) -> bool:
    """Whether an element holds pictures and no text"""
    return element.last - element.first <= CAPTION_RUNS and not any(
        run.text for run in runs[element.first : element.last]
    )


# --- what is said of a picture ---


def is_caption_box(element: Element) -> bool:
    """Whether an element holds what is said of a picture, by its tag or name"""
    if element.tag == "figcaption":
        return True
    return bool(element.hint) and element.last - element.first <= CAPTION_RUNS and named_cues(element).caption


def in_caption(element: Element | None) -> bool:
    """Whether an element is or lies in a caption"""
    for _ in range(AROUND):
        if element is None:
            return False
        if element.tag == "figcaption" or (element.hint and is_caption_box(element)):
            return True
        element = element.parent
    return False


def is_marked_caption(text: str) -> bool:
    """Whether a line straight under a picture says by its first characters that it is the caption"""
    return len(text) <= LONGEST_MARKED and CAPTION_MARK.match(text) is not None


def credits_picture(text: str) -> bool:
    """Whether a line straight under a picture names who made it"""
    return is_credit(text) or (len(text) <= LONGEST_LABELLED and CREDIT_LABEL.match(text) is not None)


# --- pictures around the text ---


def around_core(found: list[Rule | None], runs: list[Run], core: Element, title_at: int) -> None:
    """Takes out pictures outside of the core of the text, but for the one between the headline and the text"""
    start = title_at - ABOVE_TITLE if 0 <= title_at <= core.first else core.first - FARTHEST
    lead = next(
        (i for i in range(max(start, 0), core.first) if _is_lead(found[i], runs[i], below=i > title_at >= 0)), -1
    )
    for index, run in enumerate(runs):
        if run.media is not None and found[index] is None and not core.first <= index < core.last and index != lead:
            found[index] = by.OUTSIDE
    if lead >= 0:
        found[lead] = None
        figure = _figure(runs[lead].element)
        for index in range(figure.first, figure.last) if figure is not None else ():
            if found[index] in (by.OUTSIDE, by.BYLINE, by.DATELINE) and in_caption(runs[index].element):
                found[index] = None


def _is_lead(rule: Rule | None, run: Run, *, below: bool) -> bool:
    """Whether a picture above the text is the article's: in a figure, named as the lead picture, or large

    below: it stands below the headline; above it, a large picture is the head of the page
    """
    if run.media is None or rule not in (None, by.OUTSIDE) or _target(run.media):
        return False
    named = (
        _figure(run.media) is not None
        or (below and pixels(run.media.get("width")) >= LARGE)
        or any(LEAD_PICTURE.search(by.words(element.hint)) for element in _chain(run.media, 3))
    )
    return named and not is_decoration(run.media, address(run.media))


def _figure(element: Element) -> Element | None:
    return next((one for one in _chain(element, AROUND) if one.tag == "figure"), None)


def _chain(element: Element, most: int) -> Iterator[Element]:
    """An element and those around it, at most so many"""
    here: Element | None = element
    for _ in range(most):
        if here is None:
            return
        yield here
        here = here.parent


# --- pictures and text that go together ---


def teasers(found: list[Rule | None], runs: list[Run], body: Element) -> None:
    """Takes out boxes of the body with a picture and a line of text that are links to one other page"""
    for index in range(body.first, body.last):
        target = _target(runs[index].element) if runs[index].media is not None else ""
        if not target:
            continue
        box = _box(runs, index, body)
        if box is None or not any(_is_link_to(run, target) for run in runs[box.first : box.last]):
            continue
        found[box.first : box.last] = [rule or by.RELATED for rule in found[box.first : box.last]]


def without_their_text(found: list[Rule | None], runs: list[Run], body: Element) -> None:
    """Takes out pictures of the body that belong to text that went: notices, what is behind the text"""
    kept = (index for index in range(body.last - 1, body.first - 1, -1) if found[index] is None and runs[index].text)
    last = next(kept, body.first)
    before: Rule | None = None
    for index in range(body.first, body.last):
        rule, run = found[index], runs[index]
        if run.text:
            before = rule if rule is not None and rule.name in TAKES_PICTURES else None
        elif rule is None:
            behind = before if index > last else None
            found[index] = behind or _of_box(found, runs, index, body) or _banner(found, runs, index)


def _box(runs: list[Run], index: int, body: Element) -> Element | None:
    """The smallest element around a picture that holds text; None: it is large, or a figure, or the body"""
    box: Element | None = runs[index].element
    for _ in range(AROUND):
        box = box.parent if box is not None else None
        if box is None or box is body or box.tag == "figure" or box.last - box.first > BOX_RUNS:
            return None
        if any(run.text for run in runs[box.first : box.last]):
            return box
    return None


def _of_box(found: list[Rule | None], runs: list[Run], index: int, body: Element) -> Rule | None:
    """The rule by which all text in the box around a picture went; None: some stays, or there is none"""
    box = _box(runs, index, body)
    rules = [found[i] for i in range(box.first, box.last) if runs[i].text] if box is not None else []
    return rules[0] if rules and all(rule is not None and rule.name in TAKES_PICTURES for rule in rules) else None


def _banner(found: list[Rule | None], runs: list[Run], index: int) -> Rule | None:
    """A picture that is a link to another page, between lines that went or behind the last one"""
    if not _target(runs[index].element):
        return None
    first, last = max(-1, index - BOX_RUNS), min(len(runs), index + BOX_RUNS)
    before = next((found[i] for i in range(index - 1, first, -1) if runs[i].text), None)
    after = next((found[i] for i in range(index + 1, last) if runs[i].text), by.OUTSIDE)
    return by.ADVERTISEMENT if before is not None and after is not None else None


def leads_away(run: Run) -> bool:
    """Whether a picture is a link to another page"""
    return _target(run.element) != ""


def _target(element: Element) -> str:
    """The page that a picture is a link to; empty: none, or only the picture itself"""
    around = element.parent
    for _ in range(3):
        if around is None:
            return ""
        if around.tag == "a":
            href = around.get("href").strip()
            return "" if PICTURE_FILE.search(href) or href.startswith(("#", "javascript:")) else href
        around = around.parent
    return ""


def _is_link_to(run: Run, target: str) -> bool:
    """Whether most of a line is a link to an address"""
    return run.linked > len(run.text) / 2 and any(
        kind == "link" and ref.strip() == target for _, _, kind, ref in run.spans
    )
