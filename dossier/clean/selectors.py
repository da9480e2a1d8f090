"""What web pages call their parts: words of class and id, elements and attributes, as named data.

A `class="articleRelated-box" id="c2"` is compared as ` article related box c 2 `: words in lower case, apart.
"""

import re
from functools import lru_cache

from dossier.clean.junk import Rule

HIDDEN = Rule(name="hidden", reason="The page hides this from its readers.")
OUTSIDE = Rule(name="outside-body", reason="It stands outside the article's own text.")
NAVIGATION = Rule(name="navigation", reason="Navigation of the site.")
FOOTER = Rule(name="footer", reason="The foot of the page.")
SIDEBAR = Rule(name="sidebar", reason="A column beside the article.")
COMMENTS = Rule(name="comments", reason="Comments of readers, or the form for them.")
RELATED = Rule(name="related", reason="Pointers to other articles.")
SHARE = Rule(name="share-tools", reason="Buttons of the page: share, print, report, tip the author.")
PROMOTION = Rule(name="promotion", reason="An advertisement for the publisher's own app, account or newsletter.")
ADVERTISEMENT = Rule(name="advertisement", reason="An advertisement, or the label where one stood.")
TAGS = Rule(name="tags", reason="Key words that the site files the article under.")
BYLINE = Rule(name="byline", reason="Who wrote it; shown with the article's data.")
DATELINE = Rule(name="dateline", reason="When and where it was published; shown with the article's data.")
BIOGRAPHY = Rule(name="author-note", reason="A note about the author, not part of the text.")
OVERLAY = Rule(name="overlay", reason="A notice that lies over the page: cookies, log-in, a player's controls.")
CONTROL = Rule(name="control", reason="A form or a button of the page.")
TITLE = Rule(name="title", reason="The title; it is shown above the text.")
TITLE_REPEATED = Rule(name="title-repeated", reason="The title again.")
LINKS_ONLY = Rule(name="links-only", reason="Nothing but links to other pages.")
LABEL = Rule(name="section-label", reason="The section of the site that the article stands in.")
REPEATED = Rule(name="repeated", reason="The page has the same text once more.")
EMBED = Rule(name="embed", reason="What a frame shows where it cannot be opened.")
UNLIKE = Rule(name="unlike-article", reason="It reads like what stands around articles, not like the text of this one.")
SEPARATOR = Rule(name="separator", reason="A line of marks that parts pieces of the page.")

#: Words that name a part of the page which is no article; `a b` needs both words in a row.
REGION_WORDS: tuple[tuple[Rule, str], ...] = (
    (
        COMMENTS,
        "comment comments commentlist commentaires kommentare comentarios disqus respond replies reply discussion "
        "livefyre pinglun remark wp-comments conversation usercomments fbcomments guestbook",
    ),
    (
        ADVERTISEMENT,
        "ad ads adv advert advertisement advertising adsbygoogle adbox adslot adunit adsense sponsor sponsored "
        "sponsors dfp guanggao anzeige werbung reklama publicidad commercial leaderboard adblock",
    ),
    (
        RELATED,
        "related relateds relatednews relatedposts relate recommend recommended recommendation recommendations "
        "recommends tuijian xiangguan popular trending teasers readmore readalso outbrain taboola "
        "zergnet mostread latestnews "
        "morenews morestories seealso readnext similar relacionados relacionadas relacionada relacionado similaires "
        "newslist hotnews hot carousel slick crosslinks upnext hotlist rel-news "
        "read-more read-also see-also more-news more-stories more-articles more-from most-read most-popular "
        "you-may also-like latest-news latest-posts recent-posts recent-articles further-reading mehr-zum-thema "
        "lire-aussi a-lire leia-mais next-post prev-post post-navigation next-article prev-article article-list "
        "entry-related in-this-series rel-link story-package associated linkbox onward",
    ),
    (
        SHARE,
        "share shares sharing sharebar sharebox sharebuttons sharethis share-buttons shareit social socials "
        "socialmedia addthis addtoany bdsharebuttonbox bdshare bshare jiathis sns shariff sharedaddy sociable "
        "toolbar tools tool article-tools print printfriendly fontsize zan dianzan like likes dashang shang reward "
        "rating ratings vote votes feedback actions article-actions post-actions reaction reactions jubao",
    ),
    (
        PROMOTION,
        "newsletter newsletters subscribe subscription subscriptions signup sign-up paywall promo promos promotion "
        "promobox qrcode qr erweima ewm download-app app-download appdownload cta donate donation follow followus "
        "follow-us membership mailchimp abo weixin wechat gzh banner mc-embed optin opt-in register inscription",
    ),
    (
        TAGS,
        "tags taglist tagcloud tag-list tag-cloud tag-links tags-links post-tags article-tags entry-tags keywords "
        "keyword categories category-list cat-links post-categories topics topic-list article-topics labels "
        "article-keywords",
    ),
    (
        BIOGRAPHY,
        "author-bio author-box author-info author-description about-author about-the-author authorbio authorbox "
        "aboutauthor bio biography author-card author-profile post-author-box writer-bio contributor",
    ),
    (
        NAVIGATION,
        "nav navbar navi navigation navigator menu submenu topmenu mainmenu breadcrumb breadcrumbs crumb crumbs "
        "bread breadcrump pagination pager pagenav pagebreak-nav paging wp-pagenavi skip skiplink skip-link "
        "sitemap topnav topbar top-bar masthead toc tableofcontents table-of-contents prevnext previous-next "
        "mianbaoxie position location weizhi jump siblings",
    ),
    (FOOTER, "footer foot colophon bottombar site-info pagefoot copyright copyrights mzsm statement impressum"),
    (
        SIDEBAR,
        "sidebar sidebars side-bar sidecolumn side-column right-rail rightrail rail widget widgets rightcol "
        "right-col rightcolumn right-column leftcol left-col infobox aside secondary marginalia sidecol",
    ),
    (
        OVERLAY,
        "cookie cookies consent gdpr cookiebar modal popup popover overlay lightbox dialog tooltip login signin "
        "loginbox login-box toast preloader loading vjs video-js jwplayer player-controls player accessibility "
        "noprint no-print print-only printonly hiddenprint",
    ),
)
#: Words that name the data about an article: its date, its author.
DATA_WORDS: tuple[tuple[Rule, str], ...] = (
    (
        BYLINE,
        "byline bylines author authors authorname author-name vcard by-author post-author article-author writer "
        "auteur autor autore redaktion editor zuozhe bianji laiyuan credits-box meta postmeta post-meta metadata "
        "entry-meta article-meta articlemeta story-meta meta-info post-info postinfo article-info articleinfo "
        "article-source source news-info newsinfo info-bar page-info art-info source-from infor "
        "post-header-meta content-meta contributors",
    ),
    (
        DATELINE,
        "date dates dateline datetime pubdate pubtime time timestamp published publish-date publish-time "
        "publishdate publishtime published-date post-date postdate article-date entry-date updated last-updated "
        "shijian posted posted-on fecha datum readtime reading-time read-time timeago",
    ),
    (LABEL, "kicker rubric rubrik eyebrow section-label section-name overline channel category cat topic flag label"),
)
#: Words that name the article's text.
BODY_WORDS = (
    "articlebody article-body article-content articlecontent articletext article-text article-txt entry-content "
    "entrycontent entry-body post-content postcontent post-body postbody post-text story-body storybody story-content "
    "story-text storytext body-content content-body contentbody content-text text-content main-content maincontent "
    "content-main news-content newscontent news-text news-body newsbody page-content richtext rich-text field-body "
    "field-name-body article-main article-container article-detail art-content art-body artibody main-text maintext "
    "endtext zhengwen neirong artical-content detail-content content-detail td-post-content prose cms-content "
    "single-content blog-content blog-post post-entry hentry textbody text-body article-wrap article-area trs-editor "
    "content-article the-content the-article js-article article-page article__body ql-editor markdown-body "
)
BODY_WORDS_WEAK = "article content post story entry text body news detail main artikel articulo noticia texte"
#: Words that name a standfirst: the sentence or two between the headline and the text.
LEAD_WORDS = (
    "lead lede leadtext lead-text teaser teaser-text teasertext intro introduction introtext intro-text chapo chapeau "
    "excerpt standfirst stand-first deck dek subtitle sub-title subheadline sub-headline subhead subheading summary "
    "abstract description article-description article-summary article-intro article-lead article-lede article-excerpt "
    "entradilla bajada sumario copete vorspann anleser ingress ingressi manchet sommario occhiello perex zajawka "
    "preamble strapline tagline sapo leadparagraph first-paragraph zhaiyao daoyu headline-summary post-excerpt "
    "entry-summary storysummary synopsis topline einleitung catchline subtitulo antetitulo resumo linha-fina lide"
)
CAPTION_WORDS = (
    "caption captions figcaption image-caption imagecaption img-caption imgcaption photo-caption photocaption "
    "picture-caption media-caption wp-caption-text caption-text gallery-caption cutline legend legende "
    "bildunterschrift bildtext image-description photo-description pictext pic-text picinfo img-text image-title "
    "featured-caption thumbnail-caption didascalia pie-foto video-caption figure-caption tushuo imagetext "
    "media-description pic-note picnote pic-desc picdesc img-desc imgdesc img-note imgnote image-note image-desc "
    "imagedesc photo-note photo-desc photo-text picture-desc pic-info pic-title img-title img-info imginfo tuzhu "
    "caption-txt f-caption photo-info media-note"
)
CREDIT_WORDS = (
    "credit credits photo-credit image-credit photocredit imagecredit photographer copyright-holder image-source "
    "image-copyright fotograf image-author photo-author bildnachweis bildquelle picture-credit media-credit "
    "caption-credit attribution"
)
SKIPPED_PICTURES = (
    "avatar icon logo emoji emoticon gravatar qrcode qr sprite spacer pixel tracking badge button share social author "
    "smiley wp-smiley profile flag-icon"
)

#: Elements that are no part of any article's text.
REGION_TAGS: dict[str, Rule] = {
    "nav": NAVIGATION,
    "menu": NAVIGATION,
    "footer": FOOTER,
    "aside": SIDEBAR,
    "dialog": OVERLAY,
    "button": CONTROL,
    "select": CONTROL,
    "datalist": CONTROL,
    "textarea": CONTROL,
    "input": CONTROL,
    "label": CONTROL,
    "legend": CONTROL,
    "form": CONTROL,
    "fieldset": CONTROL,
    "iframe": EMBED,
    "video": EMBED,
    "audio": EMBED,
    "object": EMBED,
    "canvas": EMBED,
    "svg": CONTROL,
    "noembed": EMBED,
    "noframes": EMBED,
    "time": DATELINE,
}
ROLES: dict[str, Rule] = {
    "navigation": NAVIGATION,
    "banner": NAVIGATION,
    "complementary": SIDEBAR,
    "contentinfo": FOOTER,
    "search": CONTROL,
    "dialog": OVERLAY,
    "alertdialog": OVERLAY,
    "menu": NAVIGATION,
    "menubar": NAVIGATION,
    "toolbar": SHARE,
    "tooltip": OVERLAY,
}
#: Class names that hide text from eyes.
HIDDEN_WORDS = "hidden visually-hidden visuallyhidden sr-only screen-reader-text screen-reader visuallyhidden offscreen"
HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)

CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])|[^A-Za-z\d]+")


@lru_cache(maxsize=8192)
def words(hint: str) -> str:
    """Class and id as words in lower case, a space around each"""
    return f" {' '.join(CAMEL.split(hint[:300])).lower()} "


def _matcher(names: str) -> re.Pattern[str]:
    """A pattern that finds any of the names as whole words; `a-b` is two words in a row"""
    alternatives = "|".join(sorted({re.escape(n.replace("-", " ")) for n in names.split()}, key=lambda n: (-len(n), n)))
    return re.compile(rf" (?:{alternatives}) ")


_REGIONS = tuple((rule, _matcher(names)) for rule, names in REGION_WORDS)
_DATA = tuple((rule, _matcher(names)) for rule, names in DATA_WORDS)
_BODY, _BODY_WEAK, _LEAD = _matcher(BODY_WORDS), _matcher(BODY_WORDS_WEAK), _matcher(LEAD_WORDS)
_CAPTION, _CREDIT, _HIDDEN = _matcher(CAPTION_WORDS), _matcher(CREDIT_WORDS), _matcher(HIDDEN_WORDS)
_SKIPPED = _matcher(SKIPPED_PICTURES)


class Cues:
    """What an element's class and id say about it."""

    __slots__ = ("body", "caption", "credit", "data", "hidden", "lead", "region")

    def __init__(self, hint: str) -> None:
        text = words(hint)
        self.region: Rule | None = next((rule for rule, regex in _REGIONS if regex.search(text)), None)
        self.data: Rule | None = next((rule for rule, regex in _DATA if regex.search(text)), None)
        self.body = 2 if _BODY.search(text) else 1 if _BODY_WEAK.search(text) else 0
        self.lead = _LEAD.search(text) is not None
        self.caption = _CAPTION.search(text) is not None
        self.credit = _CREDIT.search(text) is not None
        self.hidden = _HIDDEN.search(text) is not None


@lru_cache(maxsize=8192)
def cues(hint: str) -> Cues:
    """Cached: pages of one site repeat the same few hundred names"""
    return Cues(hint)


NO_CUES = Cues("")


def is_skipped_picture(hint: str) -> bool:
    """Whether class and id of a picture or its file name say that it is no picture of the article"""
    return _SKIPPED.search(words(hint)) is not None
