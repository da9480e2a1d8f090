"""How pages write what they say of themselves: names of data fields, labels, roles, as named data per language."""

import re

# --- fields of the page's data, best first -------------------------------------------------------------------------

TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title")
DATES = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished", "publishdate"),
    *("publish_time", "publish-time", "pubdate", "publish-date", "publish_date", "published_time", "published-date"),
    *("weibo: article:create_at", "weibo:article:create_at", "bytedance:published_time", "article.published"),
    *("dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "dc.date.created", "dcterms.created", "date"),
    *("sailthru.date", "pub_date", "parsely-pub-date", "citation_publication_date", "article_date_original"),
    *(
        "rnews:datepublished",
        "cxenseparse:recs:publishtime",
        "firstpublishedtime",
        "displaydate",
        "release_date",
        "ptime",
        "pdate",
    ),
)
#: Dates of the page as a file: a portal's machine writes them anew whenever it writes the page.
WEAK_DATES = ("apub:time", "created", "og:release_date", "creation_date", "datecreated")
#: The same in JSON-LD; `pubDate` is what one Chinese search engine asks for.
DATE_KEYS = ("datePublished", "pubDate")
WEAK_DATE_KEYS = ("dateCreated", "uploadDate")
AUTHORS = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl", "sailthru.author"),
    *(
        "citation_author",
        "article:author_name",
        "cxenseparse:author",
        "rbauthors",
        "authors",
        "creator",
        "twitter:data1",
    ),
)
SITES = ("og:site_name", "application-name", "dc.publisher", "mediaid", "source")
#: Types of JSON-LD objects about an article, and about the page that it stands on.
ARTICLE_TYPES = re.compile(r"article|posting|report|story|review|advertis|opinion|analysis", re.IGNORECASE)
PAGE_TYPES = re.compile(r"webpage|videoobject", re.IGNORECASE)
ORGANISATIONS = re.compile(r"organi[sz]ation|corporation|website|brand|company", re.IGNORECASE)

# --- title ---------------------------------------------------------------------------------------------------------

#: What stands between a title and the name of the site.
SITE_MARK = re.compile(
    r"\s{0,3}[|｜_»丨]\s{0,3}|\s*—{1,2}\s*|\s*–\s*|\s+[-‐·•:]\s+|-(?=[\u4e00-\u9fff]{2,12}$)|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])"
)
#: A mark that the headline is that of another publication.
ORIGINAL = re.compile(r"\A[（(【\[]?原(?:标题|標題|题)[】\]]?\s?[:：]\s?")
#: Titles that a page has by itself: it says nothing of the article.
GENERIC = frozenset(
    "首页 主页 正文 新闻 新闻中心 详情 文章 文章详情 home index untitled news article document title".split()
)
#: Words of class and id of the element that shows the headline.
HEADLINE_WORDS = re.compile(r"title|headline|biaoti|(?<![a-z])tit(?![a-z])|(?<![a-z])bt\d?(?![a-z])", re.IGNORECASE)

# --- date ----------------------------------------------------------------------------------------------------------

#: A date with this label is the article's own, wherever it stands.
DATE_LABEL = re.compile(
    r"(?:发布|发表|發布|發表|刊发|首发|发稿)(?:时间|日期|時間|于|於)?(?:\s{0,2}[:：]|\s{0,2}(?=\d)|\Z)"
    r"|\b(?:first )?(?:published|posted)\b|\bveröffentlicht\b|\bpublié\b|\bpublicado\b|\bpubblicato\b|опубликовано",
    re.IGNORECASE,
)
#: The date behind these words is that of a change.
CHANGED = re.compile(
    r"更新|修改|修订|修訂|\b(?:updated?|modified|edited|revised|corrected|aktualisiert|geändert|actuali[sz]ado"
    r"|atualizad[oa]|aggiornato|gewijzigd|bijgewerkt)\b|mis(?:e)? à jour|modifié|обновлено",
    re.IGNORECASE,
)
#: Languages, as a page states its own, that write 08/10/2024 for 8 October.
DAY_FIRST = re.compile(
    r"(?:ca|cs|da|de|el|es|fi|fr|gl|hr|it|nb|nl|no|pl|pt|ro|ru|sk|tr|uk|vi|id|ar|he)\b|en-(?:gb|ie|au|nz|in|za)\b",
    re.IGNORECASE,
)
#: Month, day and time of day without a year: 发布时间：10-08 12:00.
YEARLESS = re.compile(
    r"(?<![\d/.:-])(?P<m>\d{1,2})\s?[-/月]\s?(?P<d>\d{1,2})日?[\s,，·]{1,4}(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?!\d)"
)
#: The same day in pieces of its own: 2019 | 09 | / | 07 | 19:02.
PIECES = re.compile(
    r"(?<!\d)(?P<y>20\d\d)[\s/.年-]{1,5}(?P<m>\d{1,2})[\s/.月-]{1,5}(?P<d>\d{1,2})日?\s{1,3}(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)"
)
#: A day in an address: /2019/09/26/, /2019-09/26/, /20190926/, t20190926_4523.html.
ADDRESS_DATE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2])[/_-]?(?P<d>[0-3]\d)(?!\d)")

# --- dates in scripts ----------------------------------------------------------------------------------------------

#: Parts of the names of script variables that hold a date, to find them fast.
SCRIPT_STEMS = (
    *("ublish", "ubtime", "ubTime", "ub_time", "ubdate", "ubDate", "ub_date", "PUBTIME", "ptime", "elease_time"),
    *(
        "eleaseTime",
        "reateTime",
        "reate_time",
        "create_at",
        "reated_at",
        "reatedAt",
        "ct =",
        "ct=",
        '"ctime"',
        "ostTime",
        "ewsTime",
        "dateline",
    ),
)
#: Names of variables and keys, best first: published, then written into the data base.
SCRIPT_NAMES = (
    re.compile(
        r"(?i:(?:first)?_?publish(?:ed)?_?(?:time|date|at|timestamp|on)|(?<![a-z])pub_?(?:time|date)|(?<![a-z])ptime"
        r"|release_?time|news_?time)"
    ),
    re.compile(
        r"(?i:(?:(?<![a-z])|article_?|news_?|post_?)(?:create_?(?:time|d?_?at)|post_?time)|(?<![a-z_])ct(?:ime)?|(?<![a-z_])dateline)"
    ),
)
#: What follows the name: an assignment or a pair of an object, and a date or seconds (or milliseconds) since 1970.
SCRIPT_VALUE = re.compile(
    r"""\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?(?:(?P<epoch>1[0-9]{9})(?:[0-9]{3})?(?![0-9])|(?P<date>20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:(?:T|\s{1,3}|%20)?\d{1,2}:\d{2}[^"'\\<,;]{0,20})?))"""
)
#: Where a script speaks of readers, or of other articles.
SCRIPT_FOREIGN = re.compile(
    r"(?i:comment|reply|replies|related|recommend|hot_?list|news_?list)\w{0,20}[\"']?\s{0,4}[:=]\s{0,4}[\[{]"
)

# --- publication ---------------------------------------------------------------------------------------------------

SOURCE = re.compile(
    r"(?:来源|來源|稿源|出处|來自|来源于)\s{0,2}[:：]\s{0,3}(?P<name>[^\s|｜，,。:：)）]{2,24}?(?=作者|编辑|责编|记者|时间|发布|[\s|｜，,。:：)）]|\Z))?"
)
#: What stands between the name of a publication and its motto: Example Post | News, Weather, Sports.
MOTTO = re.compile(r"\s[|｜]\s|\s[–—]\s")
#: Programs that name themselves where the publication belongs, and addresses.
NO_SOURCE = re.compile(r"(?:blogger|wordpress|hosted|typepad|medium\.com|https?:.*|www\..*)\Z", re.IGNORECASE)
