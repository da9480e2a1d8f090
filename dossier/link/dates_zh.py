"""Dates in Chinese text: patterns, and what each of them means. Texts are folded."""

import re

from dossier.link.calendar import (
    Rule,
    When,
    day_near,
    day_value,
    half_value,
    month_near,
    month_value,
    months_value,
    moved,
    quarter_near,
    quarter_value,
    week_value,
    weekday_value,
    year_value,
)

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "首": 1}
#: Relative words, in years, months, weeks and days from the day of publication.
YEARS = {"今年": 0, "本年度": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1, "后年": 2}
MONTHS = {"本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "上上个月": -2, "下月": 1, "下个月": 1}
WEEKS = {"本": 0, "这": 0, "上": -1, "上上": -2, "下": 1, "下下": 2}
DAYS = {"今天": 0, "今日": 0, "今晚": 0, "今早": 0, "今晨": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1}
DAYS |= {"前天": -2, "前晚": -2, "大前天": -3, "明天": 1, "明日": 1, "明晚": 1, "明早": 1, "后天": 2, "大后天": 3}
WEEKDAYS = {c: n for n, c in enumerate("一二三四五六")} | {"日": 6, "天": 6}
SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11)}
#: What lies ahead: before a bare date in its clause, or right behind it.
AHEAD_BEFORE = re.compile(
    r"(?:将|预计|计划|有望|定于|预期|即将|可能|推迟到|预定|订于|争取|目标|(?<![模虚])拟"
    r"|(?<![材原物资燃饮涂塑肥面布废的])料(?!理))[^。；;！？!?]{0,16}\Z"
)
AHEAD_AFTER = re.compile(r"[^。；;，,！？!?]{0,8}?将(?!近)|要(?![求点闻素么不])|会(?=[在有是推公出到发再])")
#: A term right behind it, unless it is told as done.
TERM = re.compile(
    r"前(?:要|须|必须|应|可|不会|无法|完成|交[付货]|提交|实现|达到|上[线市]|投产|量产|开业|推出|结束|付清|支付)"
    r"(?![^。；;，,！？!?]{0,10}[了过])"
)
DONE = re.compile(r"[已曾][^。；;，,！？!?]{0,6}\Z")
#: Characters looked at on either side for that.
AROUND = 24

_N = r"(?:[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DIGIT = "[〇零○一二三四五六七八九]"
#: 民国 75 年, of a calendar that begins with 1912.
_ERA = rf"民国 ?(?:[0-9]{{1,3}}|{_N}|[二三四五六七八九]十[一二三四五六七八九]?|元) ?年"
_Y = (
    rf"(?:(?P<y>[0-9]{{4}}|{_DIGIT}{{4}}) ?年"
    rf"|(?P<ry>{'|'.join(sorted(YEARS, key=len, reverse=True))}|{_ERA}))"
)
_M = rf"(?P<m>{_N}) ?月份?"
_D = rf"(?P<d>{_N}) ?[日号](?![线楼院])"
_PART = r"(?P<part>[初底末]|[上中下]旬)"
_NOT_IN_NUMBER = r"(?<![0-9.〇零一二三四五六七八九十百千万亿第])"
_FROM_TO = r" ?(?:至|到|-|~) ?"


def number(text: str) -> int:
    """Digits of either script as a number: 十一 is 11, 二十 is 20, 二〇二三 is 2023"""
    if text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return DIGITS.get(tens, 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[c]) for c in text))


def _ahead(match: re.Match[str]) -> bool:
    """Whether the sentence speaks of what is to come"""
    before = match.string[max(0, match.start() - AROUND) : match.start()]
    if TERM.match(match.string, match.end()):
        return not DONE.search(before)
    return bool(AHEAD_BEFORE.search(before) or AHEAD_AFTER.match(match.string, match.end(), match.end() + AROUND))


def _year(match: re.Match[str], now: When) -> int:
    """The year that a match names; 0: none, or relative to an unknown one"""
    if match["y"]:
        return number(match["y"])
    named = match["ry"] or ""
    if named.startswith("民国"):
        count = named[2:-1].strip()
        return 1911 + (1 if count == "元" else number(count))
    return now.year + YEARS[named] if now.year and named else 0


def _of_year(match: re.Match[str], now: When) -> str:
    return year_value(_year(match, now))


def _of_month(match: re.Match[str], now: When) -> str:
    year, month = _year(match, now), number(match["m"])
    return _part(year, month, match["part"]) if 1 <= month <= 12 else ""


def _part(year: int, month: int, part: str | None) -> str:
    """A month, or ten days of it; its beginning and its end are no shorter than the month"""
    first = {"上旬": 1, "中旬": 11, "下旬": 21}.get(part or "")
    whole = month_value(year, month)
    if not first or not whole:
        return whole
    last = first + 9 if first < 21 else int(months_value(year, month, month)[-2:])
    return f"{whole}-{first:02d}/{whole}-{last:02d}"


def _of_day(match: re.Match[str], now: When) -> str:
    return day_value(_year(match, now), number(match["m"]), number(match["d"]))


def _of_edge(match: re.Match[str], now: When) -> str:
    """年底 is its December, 年初 its January"""
    return month_value(_year(match, now), 1 if match["edge"] == "初" else 12) if _year(match, now) else ""


def _of_half(match: re.Match[str], now: When) -> str:
    return half_value(_year(match, now), 1 if match["half"] == "上" else 2)


def _of_quarter(match: re.Match[str], now: When) -> str:
    return quarter_value(_year(match, now), number(match["q"]))


def _of_first_quarters(match: re.Match[str], now: When) -> str:
    return months_value(_year(match, now), 1, number(match["q"]) * 3)


def _of_first_months(match: re.Match[str], now: When) -> str:
    return months_value(_year(match, now), 1, number(match["m"]))


def _of_season(match: re.Match[str], now: When) -> str:
    return months_value(_year(match, now), *SEASONS[match["s"]])


def _of_years(match: re.Match[str], now: When) -> str:
    first, last = year_value(number(match["a"])), year_value(number(match["b"]))
    return f"{first}/{last}" if first and first < last else ""


def _of_months(match: re.Match[str], now: When) -> str:
    """3 月至 5 月, of the year that is named or of the nearest one"""
    year = _year(match, now)
    last = month_value(year, number(match["n"])) if year else month_near(now, number(match["n"]), future=_ahead(match))
    first = month_value(int(last[:4]), number(match["m"])) if last else ""
    return f"{first}/{last}" if first and number(match["m"]) < number(match["n"]) <= 12 else ""


def _of_days(match: re.Match[str], now: When) -> str:
    """10 月 1 日至 7 日, 9 月 28 日至 10 月 3 日"""
    year, month, day = _year(match, now), number(match["m"]), number(match["d"])
    end_month = number(match["n"]) if match["n"] else month
    first = day_value(year, month, day) if year else day_near(now, month, day, future=_ahead(match))
    last = day_value(int(first[:4]), end_month, number(match["e"])) if first else ""
    return f"{first}/{last}" if first and first < last else ""


def _of_decade(match: re.Match[str], now: When) -> str:
    century = 1900 if match["c"] in ("上世纪", "20世纪", "二十世纪") else 2000
    tens = number(match["t"]) if match["t"].isascii() else DIGITS[match["t"][0]] * 10
    start = century + tens
    return f"{start}/{start + 9}" if tens % 10 == 0 and tens < 100 else ""


def _bare_day(match: re.Match[str], now: When) -> str:
    return day_near(now, number(match["m"]), number(match["d"]), future=_ahead(match))


def _bare_month(match: re.Match[str], now: When) -> str:
    near = month_near(now, number(match["m"]), future=_ahead(match))
    return _part(int(near[:4]), int(near[5:]), match["part"]) if near else ""


def _bare_quarter(match: re.Match[str], now: When) -> str:
    return quarter_near(now, number(match["q"]), future=_ahead(match))


def _bare_half(match: re.Match[str], now: When) -> str:
    return half_value(now.year, 1 if match["half"] == "上" else 2)


def _bare_edge(match: re.Match[str], now: When) -> str:
    """The beginning of the year is this one's, and its end, unless it is so new that the last one may be meant"""
    if match["edge"] == "初":
        return month_value(now.year, 1)
    ahead = now.month > 2 or _ahead(match) or match.string.startswith("前", match.end())
    return month_value(now.year, 12) if ahead else ""


def _month_edge(match: re.Match[str], now: When) -> str:
    """月底, of the month in which the text is published"""
    return month_value(now.year, now.month) if now.year and now.month else ""


def _step_quarter(match: re.Match[str], now: When) -> str:
    """上季度, 本季度, 下个季度"""
    if not now.year or not now.month:
        return ""
    quarter = now.year * 4 + (now.month - 1) // 3 + WEEKS[match["rq"]]
    return quarter_value(quarter // 4, quarter % 4 + 1)


def _first_quarters(match: re.Match[str], now: When) -> str:
    """前三季度: of this year if they are over, or the sentence looks ahead; else of the last one"""
    last = number(match["q"]) * 3
    return months_value(now.year - (last > now.month and not _ahead(match)), 1, last) if now.month else ""


def _relative_month(match: re.Match[str], now: When) -> str:
    month = month_value(now.year, now.month + MONTHS[match["rm"]]) if now.month else ""
    if not month:
        return ""
    year, number_of = int(month[:4]), int(month[5:])
    return day_value(year, number_of, number(match["d"])) if match["d"] else _part(year, number_of, match["part"])


def _week(match: re.Match[str], now: When) -> str:
    if now.day is None:
        return ""
    weeks, weekday = WEEKS[match["rw"]], match["w"]
    if not weekday:
        return week_value(now.day, weeks)
    return week_value(now.day, weeks, *((5, 6) if weekday == "末" else (WEEKDAYS[weekday], WEEKDAYS[weekday])))


def _weekday(match: re.Match[str], now: When) -> str:
    if now.day is None:
        return ""
    return weekday_value(now.day, WEEKDAYS[match["w"]], future=_ahead(match))


def _relative_day(match: re.Match[str], now: When) -> str:
    day = now.day and moved(now.day, DAYS[match["rd"]])
    return day.isoformat() if day else ""


def _ago(match: re.Match[str], now: When) -> str:
    count, unit = number(match["n"]), match["unit"]
    if unit == "年":
        return year_value(now.year - count) if now.year else ""
    if unit == "个月":
        return month_value(now.year, now.month - count) if now.year and now.month else ""
    day = now.day and moved(now.day, -count * (1 if unit in "天日" else 7))
    return day.isoformat() if day else ""


def _lone_day(match: re.Match[str], now: When) -> str:
    """公司 8 日宣布: the nearest such day that has come; 将于 12 日: that has not passed"""
    if now.day is None:
        return ""
    day, ahead = number(match["d"]), _ahead(match)
    months = (day < now.day.day) if ahead else -(day > now.day.day)
    month = month_value(now.year, now.month + months)
    return day_value(int(month[:4]), int(month[5:]), day) if month else ""


def _of_short_decade(match: re.Match[str], now: When) -> str:
    """80年代 is of the last century, 1980年代 says so"""
    tens = match["t"] if match["t"].isascii() else str(DIGITS[match["t"][0]] * 10)
    start = int(tens) if len(tens) == 4 else 1900 + int(tens)
    return f"{start}/{start + 9}"


def same_period(match: re.Match[str], now: When) -> str:
    """去年同期, with no period before it: the year"""
    return year_value(now.year - 1) if now.year else ""


def _nothing(match: re.Match[str], now: When) -> str:
    """Of the lunar calendar or of a financial year, or 今天 for our days"""
    return ""


#: Meanings of dates that name no year, so that a story may: see `year_of_story`.
BARE = frozenset({_bare_day, _bare_month})
#: Meanings whose values the sentence before may move: see `day_of_sentence` and those beside it.
LONE_DAY, MONTH_EDGE, YEAR_EDGE = _lone_day, _month_edge, _bare_edge
#: Behind 首季 or 第三季: figures and terms of companies, not of a series on the screen.
_BUSINESS = (
    r"(?=[^，,。；;！？]{0,8}(?:营收|营业|收入|财报|获利|盈利|盈余|净利|毛利|业绩|每股|亏损|销量|出货"
    r"|订单|交割|交货|量产|投产|gdp))"
)
#: Behind 今天: it means our days.
_NOWADAYS = r"(?=仍|依然|依旧|还在|看来|的(?:我们|世界|社会|中国|你|人们|年轻人|市场|互联网))"
#: Patterns with their meaning; where two match at one place the longer one holds.
RULES: tuple[Rule, ...] = (
    ("今年", r"今年(?= ?[0-9一二三四五六七八九十]{1,3} ?岁)", _nothing),
    ("年", rf"{_NOT_IN_NUMBER}{_Y}(?! ?款)(?:度|间)?", _of_year),
    ("月", rf"{_NOT_IN_NUMBER}{_Y}的? ?{_M}{_PART}?(?:间)?(?! ?{_N} ?[日号])", _of_month),
    ("日 号", rf"{_NOT_IN_NUMBER}{_Y} ?{_M} ?{_D}", _of_day),
    ("初 底 末", rf"{_NOT_IN_NUMBER}{_Y}年?(?P<edge>[初底末])(?![期级])", _of_edge),
    ("半年", rf"{_NOT_IN_NUMBER}{_Y}的? ?(?P<half>[上下])半年", _of_half),
    ("季度", rf"{_NOT_IN_NUMBER}{_Y}的? ?第?(?P<q>[一二三四1-4]) ?季度", _of_quarter),
    ("季", rf"{_NOT_IN_NUMBER}{_Y}的? ?(?:第(?!首)|(?=首))(?P<q>[一二三四1-4首]) ?季(?![度节])", _of_quarter),
    (
        "季",
        rf"(?=[第首])(?<![年前》”』」])(?:第(?!首)|(?=首))(?P<q>[一二三四1-4首]) ?季(?![度节]){_BUSINESS}",
        _bare_quarter,
    ),
    ("q", rf"{_NOT_IN_NUMBER}{_Y}的? ?q(?P<q>[1-4])(?![0-9a-z])", _of_quarter),
    ("季度", rf"{_NOT_IN_NUMBER}{_Y}的? ?前(?P<q>[二两三23])个?季度", _of_first_quarters),
    ("个月", rf"{_NOT_IN_NUMBER}{_Y}的? ?(?:前 ?(?P<m>{_N}) ?个月)", _of_first_months),
    ("春 夏 秋", rf"{_NOT_IN_NUMBER}{_Y}的? ?(?P<s>[春夏秋])[季天]", _of_season),
    ("至 到 - ~", rf"(?<![0-9.])(?P<a>[0-9]{{4}})(?: ?年)?{_FROM_TO}(?P<b>[0-9]{{4}}) ?年(?!期)", _of_years),
    (
        "至 到 - ~",
        rf"{_NOT_IN_NUMBER}(?:{_Y} ?)?(?P<m>{_N})(?: ?月)?{_FROM_TO}(?P<n>{_N}) ?月份?(?! ?{_N} ?[日号])",
        _of_months,
    ),
    (
        "至 到 - ~",
        rf"{_NOT_IN_NUMBER}(?:{_Y} ?)?{_M} ?(?P<d>{_N})(?: ?[日号])?{_FROM_TO}"
        rf"(?:(?P<n>{_N}) ?月 ?)?(?P<e>{_N}) ?[日号]",
        _of_days,
    ),
    (
        "年代",
        r"(?P<c>上世纪|20世纪|二十世纪|21世纪|二十一世纪)(?P<t>[0-9]0|[一二三四五六七八九]十) ?年代(?:[初中末]期?)?",
        _of_decade,
    ),
    (
        "年代",
        r"(?<![0-9世纪])(?P<t>[12][0-9]{2}0|[5-9]0|[五六七八九]十) ?年代(?:[初中末]期?|[前后]期)?",
        _of_short_decade,
    ),
    ("农历 阴历 旧历", rf"(?:农历|阴历|旧历)(?:{_Y} ?)?[^，。；,;]{{1,8}}", _nothing),
    ("今天 今日", rf"(?:直到|直至|到了?|时至)今[天日](?!早|晚|上午|下午|凌晨)|今[天日]{_NOWADAYS}", _nothing),
    ("财年", r"财年(?:的? ?第?[一二三四1-4] ?季度|的?[上下]半年)", _nothing),
    ("同期", r"(?:去年|上年)同期", same_period),
    ("(", r"(?P<rd>[今昨]) ?\((?P<d>[0-9]{1,2})\) ?日", _lone_day),
    (
        "日",
        r"(?<![0-9年月日号\-.第近前后续每共满])(?<!过去)(?P<d>[1-9]|[12][0-9]|3[01]) ?日"
        r"(?=[，,]|[上下]午|[晚早凌]|在|宣布|发布|表示|公告|消息|电|举行|召开|称|说|报道|获悉|起|从|对|向|先|接|登|抵|赴|与|和|将|再|又"
        r"|公布|披露|通报|透露|证实|回应|离开|返回|停[产牌工]|复[产牌工]|收[盘购]|获[批准]|辞|上[市线]|晨|深夜|中午"
        r"|正式|首|启|开|签|出席|回|由|被)",
        _lone_day,
    ),
    (
        "日",
        r"(?=[ 1-9])(?:(?<=原定)|(?<=定于)|(?<=订于)|(?<=预定)|(?<=将于)|(?<=已于)|(?<=截至))"
        r" ?(?P<d>[1-9]|[12][0-9]|3[01]) ?日(?![0-9])",
        _lone_day,
    ),
    (
        "、 和 及 与",
        r"(?<![0-9])(?P<at>(?P<y>[12][0-9]{3}))(?= ?(?:、|和|及|与) ?[12][0-9]{3} ?年)(?P<ry>(?!))?",
        _of_year,
    ),
    ("日 号", rf"{_NOT_IN_NUMBER}{_M} ?{_D}", _bare_day),
    (
        "月",
        rf"{_NOT_IN_NUMBER}(?P<m>[0-9]{{1,2}}) ?月(?!{_N} ?[日号]| ?[0-9]{{1,2}} ?[日号]|[龄薪租供饼])份?{_PART}?",
        _bare_month,
    ),
    (
        "月",
        rf"(?<![^今在于自至从到,，。；;、和与 ])(?P<m>十[一二]?|[一二三四五六七八九])月(?:份|{_PART}|(?=[，,。；]))",
        _bare_month,
    ),
    ("季度", r"(?<![年前])第?(?P<q>[一二三四1-4]) ?季度", _bare_quarter),
    ("季度", r"(?P<rq>[本这上下])[一个]? ?季度", _step_quarter),
    ("季度", r"(?<![年的])前(?P<q>[二两三23])个?季度", _first_quarters),
    ("半年", r"(?<![年])(?P<half>[上下])半年", _bare_half),
    ("月底 月初", r"(?=月)(?<![0-9一二三四五六七八九十本上下这个每当同次岁逐各季跨到])月[底初](?!前?后)", _month_edge),
    ("年初 年底", r"(?<![0-9年今去前明每跨同次大])(?<![每一又])(?<![每一又]到)(?<!每逢)年(?P<edge>[初底])", _bare_edge),
    (
        "月",
        rf"(?P<rm>{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?: ?(?P<d>[0-9]{{1,2}}) ?[日号]|{_PART})?",
        _relative_month,
    ),
    (
        "周 星期 礼拜",
        r"(?P<rw>上上|下下|上|下|本|这) ?个?(?:周|星期|礼拜)(?P<w>[一二三四五六日天末])?(?![年期岁])",
        _week,
    ),
    (
        "星期 礼拜",
        r"(?<![每逢至到上下本这])(?<!黑色)(?<!黑色\")(?:星期|礼拜)(?P<w>[一二三四五六日天])(?![至到-])",
        _weekday,
    ),
    (
        "周",
        r"(?<![每逢至到上下本这一两二三四五六七八九十几数])周(?P<w>[一二三四五六日])(?=[\s,，、。((早上下午晚凌傍夜在宣表发举公将召正的收报盘股美透推启称说对与和就向签批开出再已也又还才从由因没否警回指抵拒停涨跌给让把被遭获完交会要深清中]|一早|$)",
        _weekday,
    ),
    (
        "昨 今 明 前天 前晚 后天",
        r"(?<!时至)(?<!先)(?<![如当])(?P<rd>大前天|大后天|昨天|昨日|昨晚|昨夜|前天|前晚|今日|今天|今晚|今早|今晨|明日|明天|明晚|明早"
        r"|后天(?![努性的免形习培因]))(?!头条|资本|俄罗斯|美术|说法|看点)",
        _relative_day,
    ),
    (
        "前",
        rf"{_NOT_IN_NUMBER}(?<![近约余多数几])(?P<n>[0-9]{{1,2}}|[一两二三四五六七八九十]|[二三四五六七八九]?十[一二三四五六七八九]?)"
        r" ?个?(?P<unit>天|日|周|星期|年|个月)(?:之|以)?前(?![后夕]|的? ?[0-9]{1,4} ?[年月])",
        _ago,
    ),
)
