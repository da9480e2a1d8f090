"""Companies in Chinese text that no list has: by the end of a name (来电科技) and the words around it (加入, 旗下)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from dossier.link.candidates.chinese import is_name_at
from dossier.link.candidates.clues import Clue, Tie
from dossier.link.candidates.lexicon import directory, ordinary, word_after, word_before, words

_HAN = "\u4e00-\u9fff"
#: Longest name of its own before the end: 名仕宜居验房 公司.
_LONGEST_STEM = 8
#: What a company has and is none itself, behind a well-known name: 腾讯玄武实验室.
_ORGANS = frozenset({"实验室", "研究院", "安全实验室"})
#: Ends of registered names, and the most characters before them: 宁波远航船务代理 有限公司.
_FORMAL, _LONGEST_FORMAL = "有限公司", 18
#: Last characters of verbs, which take a plain 公司 behind them: 并入公司, 指称公司, 提到公司.
_VERB_ENDS = frozenset("入到至称向往疑子母分总")
#: A stem of this length at most, at the edge of a clause, is more likely a name than a phrase.
_SHORT_STEM = 4
#: Ends that are things as often: 神经网络, 爬虫技术 stand twice in a text for other reasons than a company's name does.
_COMMON_NOUNS = frozenset(
    "技术 数据 网络 显示 投资 信息 软件 充电 材料 测试 检测 保险 支付 咨询 教育 文化 直播 电池 存储 动力 贸易 宅配 电子"
    " 配送 仓储 广告 动画 游戏 音乐 娱乐 体育 国际 在线 健康 出行 诊断 基因 仪器 装备 传感 咖啡 餐饮 零售".split()
)
#: Between two names of one kind: 晴谷生鲜与北湾冷冻.
_PAIRED = frozenset("和与及、")
#: When, between a name and what the company did: 晴谷生鲜上周宣布.
_WHEN = re.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|\d{1,2}月|[上本这]个?[周月]|周[一二三四五六日]|昨[日天]|今[日天]|[近当同次]日|日前"
    r"|去年|今年|随后|此前|当天)?(?:已经|正式|[也已则又])?"
)
_BREAKS = frozenset("称有的了在是与和及等为对从由将被把这那其以让给向到于而但并或某每各该本此家位名个款")
_FUNCTION = frozenset("在与和由是对据从被让给及")
_STOP_AFTER = frozenset("体屏所交业界化性型类圈学部院园人者家品员师")


@lru_cache(maxsize=1)
def _end() -> re.Pattern[str]:
    sections = (words("zh_companies", section) for section in ("ends", "ends-strong", "ends-noun"))
    ends = sorted(frozenset[str]().union(*sections), key=lambda word: (-len(word), word))
    one = "|".join(ends)
    office = "总监|经理|主管|部长|部门"  # 远岸资本 in 远岸资本投资总监
    return re.compile(
        f"(?:{one})(?:(?:{one})(?!{office}))*"
    )  # not (?:…)+, which the regex engine cannot skip ahead for


def chinese_companies(text: str, known: frozenset[int]) -> Iterator[Clue]:
    """Clues to companies by the last word of their name; `known`: where listed companies begin"""
    match, last = _end().search(text), (0, 0)
    while match:
        start = _name_start(text, match, known)
        if start < match.start():
            yield from _ended(text, start, match)
            if last[1] and text[last[1] : start] in _PAIRED:
                yield from (Clue("company", *place, "company-pair") for place in (last, (start, match.end())))
            last = start, match.end()
        # Of 生数科技 the end is 科技, though 数科 is one too.
        match = _end().search(text, match.end() if start < match.start() else match.start() + 1)


def _name_start(text: str, end: re.Match[str], known: frozenset[int]) -> int:
    """Where the name before an end begins; the end's own beginning: there is none"""
    at = end.start()
    if text[end.end() : end.end() + 1] in _STOP_AFTER or _thing_after().match(text, end.end()):
        return at
    start = _formal_start(text, at) if end[0].endswith(_FORMAL) else _stem_start(text, at)
    start = next((place for place in range(at - 2, start - 1, -1) if place in known), start)
    if start in known and (end[0] in _ORGANS or _is_department(end[0])):
        return at
    if at - start < 2 or (end[0] == "公司" and text[at - 1] in _VERB_ENDS):
        return at
    return start


def _is_department(end: str) -> bool:
    """Whether an end behind a well-known name is a field of its business only: 国泰君安医药首席"""
    return end in words("zh_companies", "ends-noun") and end not in words("zh_companies", "arms")


def _ended(text: str, start: int, end: re.Match[str]) -> Iterator[Clue]:
    """Clues to a name with its end"""
    yield Clue("company", start, end.end(), _strength(end[0]))
    if _at_edge(text, start):
        yield Clue("company", start, end.end(), "company-edge")
        if end.start() - start <= _SHORT_STEM:
            yield Clue("company", start, end.end(), "short-stem")
            if (
                end[0] not in _COMMON_NOUNS
                and not text[start - 1 : start].isdigit()
                and _again(text, start, end.start())
            ):
                yield Clue("company", start, end.end(), "company-again")
    yield from cues(text, start, end.end())


def _formal_start(text: str, at: int) -> int:
    """Where the registered name of a company begins: behind the nearest word that joins sentences, or an edge"""
    start = at
    while start > 0 and at - start < _LONGEST_FORMAL and "\u4e00" <= text[start - 1] <= "\u9fff":
        if text[start - 1] in _BREAKS or len(word_before(text, start, words("zh_words", "before"), 5)) > 1:
            break
        start -= 1
    return start if at - start < _LONGEST_FORMAL else _stem_start(text, at)


@lru_cache(maxsize=1)
def _thing_after() -> re.Pattern[str]:
    """Words that make an end the beginning of something else: 资本支出, 保险业务"""
    return re.compile("|".join(sorted(words("zh_companies", "things-after"))))


@lru_cache(maxsize=1024)
def _strength(ends: str) -> str:
    """The rule for the last words of a name, by how seldom they end anything else"""
    if ends.endswith(tuple(words("zh_companies", "ends-strong"))):
        return "company-suffix"
    return "company-suffix-weak" if ends.endswith(tuple(words("zh_companies", "ends"))) else "company-noun"


def _at_edge(text: str, start: int) -> bool:
    """Whether a name begins a clause, or stands right behind a word that stands before companies"""
    if not start or not "\u4e00" <= text[start - 1] <= "\u9fff":
        return True
    before = (words("zh_companies", "before"), words("zh_words", "before"))
    return text[start - 1] in _FUNCTION or any(len(word_before(text, start, lexicon, 5)) > 1 for lexicon in before)


#: A short name before the office of somebody who runs a company: 绿城创始人宋卫平.
_RUN_BY = re.compile(
    rf"(?<![{_HAN}])([{_HAN}]{{2,4}}?)(?:联合|共同|副)?(?:创始人|创办人|CEO|首席|董事长|总裁|总经理|合伙人|公关|副总裁|高级副总裁)"
    r"(?:兼(?:首席执行官|CEO|总裁|总经理))?"
)
#: Ends of words for parts of companies and public bodies, which offices follow too: 亚太区总裁, 校长.
_BODY_ENDS = frozenset("的区部省市院校系会队厅局台报社委办处组国任名届位级线端司")


#: A name behind what it is and what somebody did with it: 创办了机器人公司灵动未来.
_NAMED = re.compile(
    rf"(?:(?:创办|创立|加入|收购)了?[^,。;\n]{{0,8}}?(?:公司|企业|平台)|初创公司|初创企业|创业公司|合资公司|子公司"
    rf"|创办了?|创立了?|创建了|跳槽到|入职)([{_HAN}]{{2,6}})(?=[,。;(\n])"
)


#: A name before what only companies do: 百奥赛图发布公告称.
_REPORTS = re.compile(
    rf"(?<![{_HAN}])[年月日号]?([{_HAN}]{{2,6}}?)(?:日前|近日|今日|昨日|昨晚)?(?:发布公告|公告称|发布财报|公布财报|披露财报|递交招股书|挂牌上市"
    r"|(?:宣布)?(?:已|正式)?完成[^,。\n]{0,12}轮融资|(?:宣布)?获得?[^,。\n]{0,12}轮融资)"
)


#: What they need, to be looked for first.
_NAMED_SIGN = re.compile("创办|创立|创建|初创|加入|收购|合资公司|子公司|跳槽到|入职")
_REPORTS_SIGN = re.compile("公告|财报|招股书|挂牌上市|轮融资")
_RUN_BY_SIGN = re.compile("创始人|创办人|CEO|首席|董事长|总裁|总经理|合伙人|公关")


def _in_lines(pattern: re.Pattern[str], sign: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches of a pattern, none of which reaches beyond a line, in the lines that hold a sign of it"""
    end = 0
    while found := sign.search(text, end):
        start = max(end, text.rfind("\n", end, found.start()))
        end = text.find("\n", found.end()) + 1 or len(text)
        yield from pattern.finditer(text, start, end)


def named(text: str) -> Iterator[Clue]:
    """Clues to companies that a sentence introduces by name, or that do what only companies do"""
    for match in (*_in_lines(_NAMED, _NAMED_SIGN, text), *_in_lines(_REPORTS, _REPORTS_SIGN, text)):
        if _own(match[1]) and not word_after(match[1], 0, ordinary(), 4) and not _BREAKS & set(match[1]):
            yield Clue("company", *match.span(1), "company-named")


#: Characters on each side of a name in which it is looked for again.
_NEAR = 20_000


def run_by(text: str) -> Iterator[Clue]:
    """Clues to companies before the office of those who run them"""
    for match in _in_lines(_RUN_BY, _RUN_BY_SIGN, text):
        start, end = match.span(1)
        start += text[start] in _FUNCTION and end - start > 2  # 与广达董事长
        name = text[start:end]
        if name[-1] in _BODY_ENDS or name in ordinary() or word_after(name, 0, words("zh_words", "titles"), 4):
            continue
        if _own(name) and not _word_ends(text, end):
            yield Clue("company", start, end, "run-by")
            if is_name_at(text, match.end()):
                yield Clue("company", start, end, "company-deed")
            if _again(text, start, end):
                yield Clue("company", start, end, "company-again")


def _again(text: str, start: int, end: int) -> bool:
    """Whether a name stands once more near a place"""
    return text.count(text[start:end], max(0, start - _NEAR), end + _NEAR) > 1


def cues(text: str, start: int, end: int) -> Iterator[Clue]:
    """The words around a place that say it is a company"""
    at = start - (text[start - 1 : start] == " ")
    if at and word_before(text, at, words("zh_companies", "before-strong"), 5):
        yield Clue("company", start, end, "company-cue")
    after = end + (text[end : end + 1] == " ")
    when = _WHEN.match(text, after)
    after = when.end() if when and word_after(text, when.end(), words("zh_companies", "after-strong"), 5) else after
    owner = end + (text[end : end + 1] == "的")
    strong = words("zh_companies", "after-strong")
    titles = words("zh_words", "titles")
    if any(word_after(text, at, lexicon, 6) for at, lexicon in ((after, strong), (after, titles), (owner, titles))):
        yield Clue("company", start, end, "company-deed")


def _stem_start(text: str, at: int) -> int:
    """Where the name of its own before an end begins; `at` itself: it has none"""
    start = at
    while start > 0 and at - start < _LONGEST_STEM and "\u4e00" <= text[start - 1] <= "\u9fff":
        if text[start - 1] in _BREAKS or _word_ends(text, start):
            break
        start -= 1
    if at - start >= _LONGEST_STEM:
        return at
    return start if _own(text[start:at]) else at


def _word_ends(text: str, at: int) -> bool:
    """Whether an ordinary word that stands before names ends at an offset"""
    long = word_before(text, at, _stops(), 6)
    return len(long) > 1 or (len(word_before(text, at, words("zh_companies", "phrases"), 4)) > 1)


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    parts = [words("zh_words", section) for section in ("before", "titles", "speech", "deeds")]
    parts += [words("zh_companies", section) for section in ("before", "generic")]
    return frozenset[str]().union(*parts)


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    parts = (words("zh_companies", section) for section in ("generic", "phrases", "ends", "ends-noun"))
    return frozenset[str]().union(*parts)


def _own(stem: str) -> bool:
    """Whether a stem is a name of its own, and not only words for kinds of companies"""
    generic = _generic()
    if len(stem) < 2 or stem in generic:
        return False
    return not any(stem[:cut] in generic and (stem[cut:] in generic or cut > 1) for cut in range(1, len(stem)))


#: Names with `、` between: 公信宝、天翼征信等, 恒大、万科和碧桂园.
_LIST = re.compile(rf"[{_HAN}A-Za-z]{{2,14}}(?:、[{_HAN}A-Za-z ]{{2,12}})+(?:和[{_HAN}A-Za-z]{{2,8}})?")
#: The first name of a list, before its `、`, and how long it can be.
_LIST_HEAD, _LONGEST_HEAD = re.compile(rf"[{_HAN}A-Za-z]{{2,14}}\Z"), 14
#: Behind a list of companies: 云岭医疗、青鹿声学等十七家企业; and how long it can be.
_OF_COMPANIES, _LONGEST_COUNT = re.compile(r"等(?:[\d一二三四五六七八九十百数多几两]{1,4}家)?(?:公司|企业|厂商)"), 8
_LIST_JOINT = re.compile("、|和|等|以?及|与")


def listed_companies(text: str, ends: Sequence[int]) -> Iterator[Clue]:
    """Clues to companies in a list with others; `ends`: where known ones end, in order"""
    if "、" not in text:
        return
    for match in _lists(text):
        inside = ends[bisect_right(ends, match.start()) : bisect_right(ends, match.end() + 1)]
        if inside or _OF_COMPANIES.search(text, match.start(), match.end() + _LONGEST_COUNT):
            yield from _of_list(text, match, set(inside))


def _lists(text: str) -> Iterator[re.Match[str]]:
    """The lists of a text from the left, looked for at their first `、` only"""
    at = text.find("、")
    begin = 0
    while at >= 0:
        head = _LIST_HEAD.search(text, max(begin, at - _LONGEST_HEAD), at)
        match = _LIST.match(text, head.start()) if head else None
        if match:
            yield match
        begin = match.end() if match else at + 1
        at = text.find("、", begin)


def _of_list(text: str, match: re.Match[str], ends: set[int]) -> Iterator[Clue]:
    """The elements of a list that are no company yet, if enough of the others are"""
    elements, at = [], match.start()
    for joint in _LIST_JOINT.finditer(text, match.start(), match.end() + 1):
        elements.append((at, joint.start()))
        at = joint.end()
        if joint[0] == "等":
            break
    told = bool(elements) and _OF_COMPANIES.match(text, elements[-1][1]) is not None
    sure = sum(end in ends for _, end in elements) + 2 * told
    rule = "company-list" if sure > 1 else "company-pair"
    if elements:
        elements[0] = _stem_start(text, elements[0][1]), elements[0][1]
    for start, end in elements:
        name = text[start:end]
        known = word_after(name, 0, ordinary(), 4)  # 阿里旺旺 is a product of 阿里, and 高端 a word
        if sure and end not in ends and 2 <= len(name) <= 6 and not known and _own(name) and name[-1] not in _BODY_ENDS:
            yield Clue("company", start, end, rule)


def short_forms(text: str, clues: Iterable[Clue]) -> Iterator[Tie]:
    """A company's name without its end is the same company: 龙湖 of 龙湖集团, SoftBank of SoftBank Group Corp"""
    places = {text[c.start : c.end]: (c.start, c.end) for c in clues if c.kind == "company"}
    for name, place in places.items():
        for short in _shortened(name):
            if short in places and not is_arm(name, short):
                yield Tie("company", place, places[short])
                break


#: Between a brand and what makes it another company: 礼来亚洲基金.
_REGION = re.compile(r"^(?:亚洲|中国|香港|国际|全球|海外|环球|北美|欧洲)")


def is_arm(name: str, brand: str) -> bool:
    """Whether a name is that of another company with the brand of a well-known one: 京东物流, 联想创投"""
    return brand in _brands() and _REGION.sub("", name[len(brand) :]) in words("zh_companies", "arms")


@lru_cache(maxsize=1)
def _brands() -> frozenset[str]:
    known = directory()
    return frozenset(text for text, one in zip(known.texts, known.names, strict=True) if one.kind == "company")


def _shortened(name: str) -> Iterator[str]:
    """A name without one, two … last words, as far as these are ends of companies' names"""
    if name[0] >= "\u2e80":
        match = _end().search(name)
        if match and match.end() == len(name) and match.start() > 1:
            yield name[: match.start()]
        return
    parts = name.split(" ")
    ends, content = words("en_words", "company-ends"), words("en_words", "content")
    while len(parts) > 1 and (parts[-1].rstrip(".") in ends or parts[-1] in content):
        parts = parts[:-1]
        yield " ".join(parts)
