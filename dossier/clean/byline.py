"""The lines above an article that say when it appeared, who wrote it, where it comes from: read, not only removed."""

import re

from msgspec import Struct

from dossier.clean import dump_rules as rules
from dossier.clean.author_rules import OFFICE
from dossier.clean.junk import Rule
from dossier.clean.lines import Line
from dossier.clean.moment import Moment, moments
from dossier.urls import is_web

#: Longest such line in characters, and the width of what may stand in one besides dates and labelled fields.
LONGEST, REST_WIDEST = 160, 16
#: Most people that one line names.
MOST_AUTHORS = 8
_AUTHOR = r"作者|撰文|撰稿|采写|文字|记者|本报记者|特约记者|实习记者|原创|文|图文|编译|译者|Author|Words|Text"
_SOURCE = r"(?:文章|本文|新闻|信息)?(?:来源|來源|稿源|出处)|Source|Via"
_DATE = r"(?:发布|发表)(?:时间|日期|于)?|时间|日期|時間|(?:First )?Published(?: on)?|Posted(?: on)?|Date"
_UPDATED = r"更新时间|更新日期|更新于|更新|修改时间|最后更新|Last updated|Updated(?: on| at)?|Last modified|Modified"
_URL = r"原文链接|原文地址|本文链接|文章链接|链接|网址|地址|Original(?: link| URL)?|Link|URL|Permalink"
_TITLE = r"标题|標題|题目|Title|Headline"
_OTHER = r"责任编辑|责编|编辑|校对|审核|阅读|浏览|评论|点击|字号|分类|标签|栏目|Editor|Category|Tags?|Filed under|Photo"
#: A label and its mark; it begins a line or stands behind white space, a mark or a digit (09:30来源：).
LABEL = re.compile(
    rf"(?<![^\s|｜·,，;；)）】/\d])(?:(?P<author>{_AUTHOR})|(?P<source>{_SOURCE})|(?P<date>{_DATE})|(?P<updated>{_UPDATED})"
    rf"|(?P<url>{_URL})|(?P<title>{_TITLE})|(?P<other>{_OTHER}))\s{{0,3}}[:：|｜/／丨]\s{{0,3}}",
    re.IGNORECASE,
)
#: Words before a date without a mark between: Updated October 8, 2024.
DATE_WORD = re.compile(rf"(?P<updated>{_UPDATED})|(?P<date>{_DATE})", re.IGNORECASE)
#: A field's value ends here.
VALUE_END = re.compile(r"\s{2,}|\t|[|｜丨·•]|\s[-–—]\s|[。]")
#: By Jane Doe; 记者 张三. The rest of the line is names, and perhaps a date.
BY = re.compile(r"(?:(?:written |story |reported |words )?by[:\s]{1,3})(?=[A-ZÀ-Þ])", re.IGNORECASE)
REPORTER = re.compile(
    r"(?:[^\s，。：:]{0,8})(?:见习|实习|特约|首席)?记者\s{1,4}(?=[\u4e00-\u9fff]{2,4}(?:[\s、，,]|\Z))"
)
_NAMES_APART = re.compile(r"\s{0,3}(?:[、,，;；&/／]|\band\b|\bwith\b|\s和\s)\s{0,3}", re.IGNORECASE)
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_HAN_NAMES = re.compile("[\u4e00-\u9fff]{2,4}(?:[\\s、，,/]{1,3}[\u4e00-\u9fff]{2,4}){0,7}")
_PLAIN = re.compile(r"[\w\s·・.()（）-]{2,24}")
_LATIN_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:de|van|von|der|den|la|le|bin|al|da|di) )?[A-ZÀ-Þ][\w'’.-]*){0,4}")
_HAN = re.compile("[\u4e00-\u9fff]")
#: What a publication without a label ends in.
PUBLICATION = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{0,12}(?:网|网站|日报|晚报|时报|早报|周刊|新闻|科技|财经|在线|客户端|通讯社|新华社|快报)\Z"
)
#: What stands beside a date and says nothing: weekdays, zones, labels left over.
BESIDE = re.compile(
    r"(?:星期|周|週|礼拜)[一二三四五六日天]|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:[A-Z]{1,4}T|GMT|UTC|CST)\b"
    r"|\b(?:published|posted|updated|on|at|by)\b|北京时间|发布于|发表于"
    r"|(?:阅读|浏览|点击|评论|回复|点赞|赞|收藏(?:本文)?|打印|分享|转发|人气)\s?[:：(（]?\s?[\d.,]{0,10}\s?[万千kKwW+]{0,2}(?:次|人)?[)）]?|[\W_]+",
    re.IGNORECASE,
)


class Facts(Struct, frozen=True, kw_only=True):
    """What one line says of the article; the rule by which it is removed."""

    rule: Rule
    published: str = ""
    updated: str = ""
    title: str = ""
    author: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    labelled: bool = False
    """The date has a label: it is the article's own, wherever the line stands."""


def read_facts(line: Line) -> Facts | None:
    """What a line says of the article; None: it is no line of that kind"""
    text = line.text
    if len(text) > LONGEST or (line.stops and line.prose):
        return None
    if is_web(text):
        return Facts(rule=rules.URL_LINE, url=text)
    labels = list(LABEL.finditer(text))
    dates = list(moments(text))
    by = BY.match(text) or REPORTER.match(text)
    if not labels and not dates and by is None:
        return None
    fields = _fields(text, labels, dates)
    if by is not None and "author" not in fields:
        fields["author"] = _value(text, by.end(), [m.start for m in dates] + [m.start() for m in labels])
    return _facts(line, fields, dates)


def _fields(text: str, labels: list[re.Match[str]], dates: list[Moment]) -> dict[str, str]:
    """Kind of label → its value, the first of each kind"""
    stops = [m.start for m in dates] + [m.start() for m in labels]
    fields: dict[str, str] = {}
    for label in labels:
        value = _value(text, label.end(), stops)
        # In an interview 记者：… is a question.
        if "记者" not in label[0] or _HAN_NAMES.fullmatch(value):
            fields.setdefault(label.lastgroup or "", value)
    return fields


def _value(text: str, start: int, stops: list[int]) -> str:
    """The text from a place to the next field, date or wide gap"""
    stop = min((at for at in stops if at >= start), default=len(text))
    found = VALUE_END.search(text, start, stop)
    return text[start : found.start() if found else stop].strip(" ,，;；:：|/-")


def _facts(line: Line, fields: dict[str, str], dates: list[Moment]) -> Facts | None:
    published, updated = _dates(line.text, dates)
    author, source, url = split_names(fields.get("author", "")), fields.get("source", ""), fields.get("url", "")
    if _HAN.search(source):
        source = source.split()[0]
    if not (author or source or fields.get("title") or is_web(url)):
        rest = BESIDE.sub(" ", _without(line.text, dates)).strip()
        if not dates or Line(rest, after_gap=False).width > REST_WIDEST:
            return None
        source = next((word for word in rest.split() if PUBLICATION.fullmatch(word)), "")
        author = tuple(word for word in rest.split() if OFFICE.fullmatch(word))
    named = (
        rules.BYLINE
        if author
        else rules.SOURCE_LINE
        if source
        else rules.TITLE
        if "title" in fields
        else rules.URL_LINE
    )
    return Facts(
        rule=rules.DATE_LINE if published or updated else named,
        published=published,
        updated=updated,
        title=line.text.partition(fields["title"])[1] if fields.get("title") else "",
        author=author,
        source=source,
        url=url if is_web(url) else "",
        labelled="date" in fields or DATE_WORD.match(line.text) is not None,
    )


def _dates(text: str, dates: list[Moment]) -> tuple[str, str]:
    """When it was published, and when updated, by the word before each date"""
    published = updated = ""
    start = 0
    for moment in dates:
        words = list(DATE_WORD.finditer(text, start, moment.start))
        if words and words[-1].lastgroup == "updated":
            updated = updated or moment.value
        else:
            published = published or moment.value
        start = moment.end
    return published, updated


def _without(text: str, dates: list[Moment]) -> str:
    kept, start = [], 0
    for moment in dates:
        kept.append(text[start : moment.start])
        start = moment.end
    return " ".join([*kept, text[start:]])


def split_names(text: str) -> tuple[str, ...]:
    """Names of authors in one field: 张三 李四; Jane Doe and John Roe; none where it does not look like names"""
    names: list[str] = []
    for part in _NAMES_APART.split(text.strip()):
        words = part.split()
        if len(words) > 1 and all(_HAN_NAME.fullmatch(word) for word in words):
            names += words
        elif _HAN.search(part) and _PLAIN.fullmatch(part):
            names.append(words[0])
        elif _LATIN_NAME.fullmatch(part):
            names.append(part)
    return tuple(dict.fromkeys(names[:MOST_AUTHORS]))
