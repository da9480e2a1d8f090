"""Dates in English text: patterns, and what each of them means. Texts keep their capitals: May is no may."""

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

#: Months by their first three letters.
MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
#: Month names that are nothing else, so that they need no preposition before them.
PLAIN_MONTHS = "January|February|July|September|October|November|December"
#: How they all begin, and how the years that a text means do: what rules need, see `Rule`.
MONTH_NAMES, YEAR_STARTS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "15 16 17 18 19 20 21"
WEEKDAYS = {d: n for n, d in enumerate("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())}
NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
NUMBERS |= {"a": 1, "an": 1}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
DAYS = {"yesterday": -1, "last night": -1, "today": 0, "this morning": 0, "this afternoon": 0, "this evening": 0}
DAYS |= {"tonight": 0, "tomorrow": 1}
STEPS = {"last": -1, "this": 0, "next": 1}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11)}
#: What lies ahead, before a bare date in its sentence.
AHEAD = re.compile(
    r"\b(?:will|plan(?:s|ned|ning)? to|expect(?:s|ed)? (?:to|in)|scheduled|slated|due|set (?:to|for)|going to"
    r"|upcoming|aim(?:s|ing)? to|intends?|would(?! have)|hop(?:es?|ing) to"
    r"|(?:could|might|may)(?! (?:not|have))|(?:is|are|about|likely) to"
    r"|planned for|on track)\b[^.!?;]*\Z"
)
#: A present verb right before a date tells what is fixed: she starts Monday, it takes effect on June 1.
FIXED = re.compile(
    r"\b(?:begin|open|reopen|meet|expire|take effect|go on sale|reopens|starts|begins|opens|launches|returns"
    r"|meets|closes|ends|expires|takes (?:over|effect|office)|leaves|joins"
    r"|arrives|retires|resumes|runs|lasts|continues|kicks off|goes on sale)(?: [A-Za-z]+){0,4} \Z"
)
#: A clause of the past behind a comma, whatever the clause before it plans: which plans to list in April, lost money.
PAST_CLAUSE = re.compile(
    r", (?:was|were|had|lost|won|made|sold|bought|fell|rose|grew|left|began|went|came|met|held|led|took|paid|raised"
    r"|posted|reported|earned|closed|opened|joined|founded|launched) "
)
#: Before such a verb: it is a noun, as in two launches in May, or it did not begin.
NOT_FIXED = re.compile(r"(?i:\b(?:the|an?|its|their|in|of|all|both|two|three|new|housing|did|not)|n['’]t) \Z")
#: A term; it lies behind where its sentence is of the past, unless something must or should be.
TERM = re.compile(r"\b(?:[Bb]y|[Uu]ntil) \Z")
PAST = re.compile(r"\b(?:was|were|had|did|ran|led|held|kept|[a-z]{2,}ed)\b")
MUST = re.compile(
    r"\b(?:must|should|can|may|need|needs|has to|have to|had to|ought|wants?|hopes?|to be"
    r"|(?:asked|told|ordered|urged|promised|agreed|vowed|pledged|required) (?:[a-z]+ ){0,3}?to)\b"
)
#: Characters looked at before a date for that.
AROUND = 80

_MONTH = (
    r"(?P<m>(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9%]|,[0-9]{3}|:[0-9]|\.[0-9])"
_YEAR = r"(?P<y>(?:1[5-9]|20|21)[0-9]{2})(?![0-9%]|,[0-9]{3}|\.[0-9])"
_WEEKDAY = rf"(?P<w>{'|'.join(WEEKDAYS)})"
_BEFORE_YEAR = (
    r"(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Bb]efore|[Aa]fter|[Ee]arly|[Ll]ate|[Mm]id|[Tt]hrough(?:out)?"
    r"|[Yy]ear|[Oo]f|[Ff]rom)"
)
_NO_UNIT = r"(?! ?(?:people|employees|workers|users|customers|dollars|euros|units|miles|meters|metres|feet|jobs|model))"
_MONTH_CUE = (
    r"(?<=\b[Ii]n )|(?<=\b[Ss]ince )|(?<=\b[Bb]y )|(?<=\b[Uu]ntil )|(?<=\b[Dd]uring )|(?<=\b[Ee]arly )|(?<=\b[Ll]ate )"
    r"|(?<=\b[Mm]id-)|(?<=\b[Ff]rom )|(?<=\bof )|(?<=\b[Tt]hrough )|(?<=\b[Bb]efore )|(?<=\b[Aa]fter )|(?<=\bback in )"
)
_EDGE = r"(?P<edge>[Ee]nd|[Bb]eginning|[Ss]tart)(?: of|-)(?: the year)? ?"


def _month(match: re.Match[str], group: str = "m") -> int:
    return MONTHS[match[group][:3].lower()]


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else NUMBERS[text.lower()]


#: Right before a date, whatever its sentence hopes for: unveiled in May, his May 3 call; not: to be unveiled in May.
DONE = re.compile(
    r"(?<!be )(?<!is )(?<!are )\b(?!expected|planned|scheduled|slated|needed|supposed|proposed)[a-z]{2,}ed (?:in|on) \Z"
    r"|[a-z]['’]s \Z"
)


def _ahead(match: re.Match[str]) -> bool:
    """Whether the sentence speaks of what is to come"""
    text, start = match.string, max(0, match.start() - AROUND)
    if AHEAD.search(text, start, match.start()):
        comma = text.rfind(", ", start, match.start())
        if PAST_CLAUSE.match(text, max(comma, 0)) and not AHEAD.search(text, comma, match.start()):
            return False
        return not DONE.search(text, start, match.start())
    fixed = FIXED.search(text, start, match.start())
    if fixed and not NOT_FIXED.search(text, max(0, fixed.start() - 9), fixed.start()):
        return True
    if not TERM.search(text, max(0, match.start() - 8), match.start()):
        return False
    start = max(text.rfind(mark, start, match.start()) for mark in ".!?;") + 1 or start
    return bool(MUST.search(text, start, match.start()) or not PAST.search(text, start, match.end() + AROUND // 2))


def _full_day(match: re.Match[str], now: When) -> str:
    return day_value(int(match["y"]), _month(match), int(match["d"]))


def _full_month(match: re.Match[str], now: When) -> str:
    return month_value(int(match["y"]), _month(match))


def _bare_day(match: re.Match[str], now: When) -> str:
    return day_near(now, _month(match), int(match["d"]), future=_ahead(match))


def _days(match: re.Match[str], now: When) -> str:
    """October 1-7, October 1 to 7, 2024"""
    month, year = _month(match), int(match["y"] or 0)
    first = day_value(year, month, int(match["d"])) if year else day_near(now, month, int(match["d"]))
    last = day_value(int(first[:4]), month, int(match["e"])) if first else ""
    return f"{first}/{last}" if first < last else ""


def _bare_month(match: re.Match[str], now: When) -> str:
    return month_near(now, _month(match), future=_ahead(match))


def _step_month(match: re.Match[str], now: When) -> str:
    """last November: the last one over; next May: the next to begin; this May: this year's"""
    if not now.year or not now.month:
        return ""
    month, step = _month(match), match["s"].lower()
    if step == "this":
        return month_value(now.year, month)
    if step == "last":
        return month_value(now.year - (month >= now.month), month)
    return month_value(now.year + (month <= now.month), month)


def _weekday(match: re.Match[str], now: When) -> str:
    if now.day is None:
        return ""
    return weekday_value(now.day, WEEKDAYS[match["w"]], future=_ahead(match))


def _step_weekday(match: re.Match[str], now: When) -> str:
    """last Thursday: the last one before today; next Monday: the one of next week; this Friday: of this week"""
    if now.day is None:
        return ""
    weekday, step = WEEKDAYS[match["w"]], match["s"].lower()
    if step == "last":
        yesterday = moved(now.day, -1)
        return weekday_value(yesterday, weekday) if yesterday else ""
    return week_value(now.day, STEPS[step], weekday, weekday)


def _relative_day(match: re.Match[str], now: When) -> str:
    day = now.day and moved(now.day, DAYS[match["rd"].lower()])
    return day.isoformat() if day else ""


def _step(match: re.Match[str], now: When) -> str:
    """last week, this month, next year, last quarter, last weekend"""
    step, unit = STEPS[match["s"].lower()], match["unit"]
    if unit == "year":
        return year_value(now.year + step) if now.year else ""
    if unit == "month":
        return month_value(now.year, now.month + step) if now.year and now.month else ""
    if unit == "quarter":
        return _quarter_from(now, step)
    if now.day is None:
        return ""
    return week_value(now.day, step, *((5, 6) if unit == "weekend" else (0, 6)))


def _quarter_from(now: When, step: int) -> str:
    if not now.year or not now.month:
        return ""
    quarter = now.year * 4 + (now.month - 1) // 3 + step
    return quarter_value(quarter // 4, quarter % 4 + 1)


def _ago(match: re.Match[str], now: When) -> str:
    count, unit = _count(match["n"]), match["unit"]
    if unit == "year":
        return year_value(now.year - count) if now.year else ""
    if unit == "month":
        return month_value(now.year, now.month - count) if now.year and now.month else ""
    day = now.day and moved(now.day, -count * (7 if unit == "week" else 1))
    return day.isoformat() if day else ""


def _quarter(match: re.Match[str], now: When) -> str:
    quarter = int(match["q"]) if match["q"].isdecimal() else ORDINALS[match["q"].lower()]
    if match["y"]:
        return quarter_value(int(match["y"]), quarter)
    return quarter_near(now, quarter, future=_ahead(match))


def _part_of_year(match: re.Match[str], now: When) -> str:
    """the first half of next year, the third quarter of last year, the end of this year"""
    if not now.year:
        return ""
    year, part = now.year + STEPS[match["s"].lower()], match["part"].lower()
    if match["unit"]:
        return (half_value if match["unit"] == "half" else quarter_value)(year, ORDINALS[part])
    return month_value(year, 12 if part == "end" else 1)


def _months(match: re.Match[str], now: When) -> str:
    """March to May 2019; between August and February 2020: it begins in the year before"""
    first, last = (month_value(int(match["y"]), _month(match, group)) for group in ("m", "n"))
    if first > last and (match["to"] != " and " or match.string.endswith("etween ", 0, match.start())):
        first = month_value(int(match["y"]) - 1, _month(match))
    return f"{first}/{last}" if first and first < last else ""


def _bare_months(match: re.Match[str], now: When) -> str:
    """between March and June, of the year that the second is of"""
    last = month_near(now, _month(match, "n"), future=_ahead(match))
    first = month_value(int(last[:4]) - (_month(match) > _month(match, "n")), _month(match)) if last else ""
    return f"{first}/{last}" if first < last else ""


def _weekend_over(match: re.Match[str], now: When) -> str:
    """over the weekend: the last one that has begun"""
    if now.day is None:
        return ""
    return week_value(now.day, 0 if now.day.weekday() > 4 else -1, 5, 6)


def _week_before_last(match: re.Match[str], now: When) -> str:
    return week_value(now.day, -2) if now.day else ""


def _short_decade(match: re.Match[str], now: When) -> str:
    return f"19{match['t']}/19{match['t'][0]}9"


def _nothing(match: re.Match[str], now: When) -> str:
    """today for our days"""
    return ""


def _half(match: re.Match[str], now: When) -> str:
    half = int(match["h"]) if match["h"].isdecimal() else ORDINALS[match["h"].lower()]
    return half_value(int(match["y"]) if match["y"] else now.year, half)


def _year(match: re.Match[str], now: When) -> str:
    return year_value(int(match["y"]))


def _years(match: re.Match[str], now: When) -> str:
    first, last = match["a"], match["b"]
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if first < last else ""


def _decade(match: re.Match[str], now: When) -> str:
    start = int(match["y"])
    return f"{start}/{start + 9}"


def _season(match: re.Match[str], now: When) -> str:
    year = int(match["y"]) if match["y"] else now.year + STEPS[match["s"].lower()] if now.year else 0
    return months_value(year, *SEASONS[match["season"]])


def _edge(match: re.Match[str], now: When) -> str:
    """the end of 2018 is its December, as 2018 年底 is"""
    return month_value(int(match["y"]), 12 if match["edge"].lower() == "end" else 1)


def _month_edge(match: re.Match[str], now: When) -> str:
    """the end of the month, in which the text is published"""
    return month_value(now.year, now.month) if now.year and now.month else ""


def _year_edge(match: re.Match[str], now: When) -> str:
    """the end of the year, this one; at its beginning the last one may be meant too"""
    return month_value(now.year, 12) if now.month > 2 or _ahead(match) else ""


_S = r"(?P<s>[Ll]ast|[Tt]his|[Nn]ext)"
#: Behind the name of a month that may be another word or a person's, where it is a month.
_MONTH_END = r"(?=[.;:!?)]|,[\"”]| (?:to|through|until|when|after|before|because|instead) )"
_THE = r"(?<!\bthe )(?<!\bThe )"
#: Meanings of dates that name no year, so that a story may: see `year_of_story`.
BARE = frozenset({_bare_day, _bare_month})
#: Meanings whose values the sentence before may move: see `month_of_sentence` and `year_edge_of_sentence`.
MONTH_EDGE, YEAR_END = _month_edge, _year_edge
#: What is so in our days; what is done today is dated.
_STATES = r"(?:is|are|has|have|employs|owns|operates|remains|runs|serves)\b(?! (?:been|[a-z]+ed|agreed|begun|set)\b)"
_UNIT_OF_YEAR = r"(?:(?P<unit>half|quarter) of|of) "
#: Patterns with their meaning; where two match at one place the longer one holds.
RULES: tuple[Rule, ...] = (
    ("today", r"\b(?:still|remains?|even)\b[^.!?;,\n]{0,60} (?P<at>today)\b", _nothing),
    ("Today", rf"\b(?P<at>Today),? [^.!?;,\n]{{1,40}}? {_STATES}", _nothing),
    (MONTH_NAMES, rf"\b(?:{_WEEKDAY},? )?{_MONTH} {_DAY},? {_YEAR}", _full_day),
    (MONTH_NAMES, rf"\b{_DAY}(?: of)? {_MONTH},? {_YEAR}", _full_day),
    (MONTH_NAMES, rf"\b{_MONTH}(?: of|,)? {_YEAR}", _full_month),
    (MONTH_NAMES, rf"\b(?:{_WEEKDAY},? )?{_MONTH} {_DAY}", _bare_day),
    (MONTH_NAMES, rf"\b{_DAY}(?: of)? {_MONTH}(?! [0-9])", _bare_day),
    (MONTH_NAMES, rf"\b{_MONTH} (?P<d>[0-9]{{1,2}})(?:-|–| to )(?P<e>[0-9]{{1,2}})\b(?:,? {_YEAR})?", _days),
    (MONTH_NAMES, rf"(?=[JFMASOND])(?:{_MONTH_CUE}){_MONTH}(?! ?[0-9])", _bare_month),
    (MONTH_NAMES, rf"\b(?P<m>{PLAIN_MONTHS})\b(?! [0-9])", _bare_month),
    (
        MONTH_NAMES,
        rf"(?=[AMJ])(?<=[a-z,] )(?<!said )(?<!says )(?<!and )(?<!very )(?<!each )"
        rf"(?P<m>March|April|May|June|August)\b{_MONTH_END}",
        _bare_month,
    ),
    (MONTH_NAMES, rf"\b{_S} {_MONTH}(?! [0-9])", _step_month),
    (
        "day",
        rf"(?=[MTWFS])(?<!Black )(?<!Cyber )(?<!Good )(?<!Super )(?<!every )(?<!each )(?<!to )(?<!through )"
        rf"\b{_WEEKDAY}\b(?! (?:Times|Night|Mail|Post|through|to)\b)",
        _weekday,
    ),
    ("day", rf"\b{_S} {_WEEKDAY}\b", _step_weekday),
    (
        "esterday oday omorrow night morning afternoon evening",
        r"\b(?P<rd>[Yy]esterday|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)"
        r"|[Tt]oday|[Tt]onight|[Tt]omorrow)\b(?!['’]s (?:world|society|market|standards))"
        r"(?<!of today)(?<!USA Today)",
        _relative_day,
    ),
    ("week month quarter year", rf"{_THE}\b{_S} (?P<unit>weekend|week|month|quarter|year)\b(?!-)", _step),
    (
        "ago",
        rf"(?<!than )(?<!nearly )(?<!almost )(?<!over )\b(?P<n>(?i:{'|'.join(NUMBERS)})|[0-9]{{1,2}})"
        r" (?P<unit>day|week|month|year)s? ago\b",
        _ago,
    ),
    ("Q", rf"\bQ(?<!fiscal Q)(?P<q>[1-4])(?:,? (?:of )?{_YEAR})?(?![0-9])", _quarter),
    (
        "quarter",
        rf"(?=[FfSsTt])(?<!fiscal )\b(?P<q>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[ -]quarter(?:(?: of|,)? {_YEAR})?",
        _quarter,
    ),
    ("H1 H2", rf"\bH(?P<h>[12])(?: of)? {_YEAR}", _half),
    ("half", rf"\b(?P<h>first|second) half(?: of)? {_YEAR}", _half),
    (YEAR_STARTS, rf"\b{_BEFORE_YEAR}[ -](?P<at>{_YEAR}){_NO_UNIT}(?! ?[-–] ?[0-9])", _year),
    (
        YEAR_STARTS,
        rf"(?=[12])(?:(?<=[0-9]{{4}}, )|(?<=[0-9]{{4}} and )|(?<=[0-9]{{4}}, and )|(?<=\())"
        rf"{_YEAR}(?=[,.;)]| (?:and|or) )",
        _year,
    ),
    (YEAR_STARTS, rf"(?=[12])(?:(?<=['’]s )|(?<=\bplanned )|(?<=\bproposed )){_YEAR}(?= [a-z]){_NO_UNIT}", _year),
    (YEAR_STARTS, rf"\b(?:[Aa]|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?P<at>{_YEAR})(?= [a-z]){_NO_UNIT}", _year),
    (
        "19 20",
        r"(?<![$€£0-9.,-])\b(?P<a>(?:19|20)[0-9]{2})(?: ?[-–—] ?| to )(?P<b>(?:19|20)[0-9]{2})(?![0-9%-])",
        _years,
    ),
    ("and", r"(?<=[Bb]etween )(?P<a>(?:19|20)[0-9]{2}) and (?P<b>(?:19|20)[0-9]{2})\b", _years),
    ("0s", r"\b(?P<y>(?:1[89]|20)[0-9]0)s\b", _decade),
    ("spring summer autumn fall", rf"\b(?P<season>spring|summer|fall|autumn)(?: of)? {_YEAR}(?P<s>(?!))?", _season),
    ("spring summer autumn fall", rf"\b{_S} (?P<season>spring|summer|autumn|fall)\b(?P<y>(?!))?", _season),
    (
        "year",
        rf"\b(?P<part>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|end|beginning|start) {_UNIT_OF_YEAR}{_S} year\b",
        _part_of_year,
    ),
    (MONTH_NAMES, rf"\b{_MONTH}(?P<to> to |-|–| through | and ){_MONTH.replace('?P<m>', '?P<n>')},? {_YEAR}", _months),
    (
        "and",
        rf"(?<=[Bb]etween ){_MONTH} and {_MONTH.replace('?P<m>', '?P<n>')}(?!,? ?[0-9])",
        _bare_months,
    ),
    ("weekend", r"(?<=[Oo]ver )the weekend\b", _weekend_over),
    ("before", r"\b[Tt]he week before last\b", _week_before_last),
    ("0s", r"\bthe ['’]?(?P<t>[5-9]0)s\b", _short_decade),
    ("nd eginning tart", rf"\b{_EDGE}{_YEAR}", _edge),
    ("month", r"\b[Tt]he (?:end|beginning|start|middle) of the month\b", _month_edge),
    ("year", r"\b[Tt]he end of the year\b", _year_edge),
)
