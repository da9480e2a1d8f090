"""Roles in Chinese text: 首席技术官 + name, name + 曾在 + company + 担任 + title."""

import re
from collections.abc import Iterator
from functools import lru_cache

from dossier.link.candidates.lexicon import word_after, word_before, words
from dossier.link.masks import A_COMPANY, A_PERSON, COMPANY, PERSON, Claim

#: Endings of titles that are an office or a trade; the list of titles also has relations (妻子) and crowds (网友).
OFFICES = (
    *("官", "长", "总裁", "经理", "总监", "主席", "主任", "主管", "主编", "编辑", "创始人", "创办人", "始创人"),
    *("合伙人", "负责人", "董事", "董秘", "监事", "理事", "秘书", "书记", "教授", "讲师", "研究员", "科学家", "工程师"),
    *("院士", "顾问", "分析师", "经济学家", "架构师", "设计师", "发言人", "掌门人", "创始人之一", "理事会成员"),
    *(
        "总编",
        "CEO",
        "CTO",
        "CFO",
        "COO",
        "CMO",
        "CIO",
        "CPO",
        "董事会成员",
        "董事会主席",
        "总统",
        "总理",
        "首相",
        "律师",
    ),
)
#: Offices that the list of titles does not have.
MORE_OFFICES = frozenset(
    "董事会成员 董事会主席 董事会观察员 管理层成员 执行委员会成员 创办人之一 CEO CTO CFO COO CMO CIO CPO CSO".split()
)
#: Words that belong to the title behind them.
MODIFIERS = frozenset(
    "研究 产品 技术 市场 营销 运营 财务 工程 安全 战略 法务 人力资源 政策 公关 品牌 业务 销售 设计 数据 算法 全球 北美 "
    "中国区 大中华区 亚太区 人工智能 机器学习 AI 软件 硬件 芯片 集团 项目 团队 部门 实验室 研究院 事业部 董事会 "
    "高级 资深 执行 常务 首席 联合 联席 共同 副 总".split()
)
#: Offices of a trade: whoever has one need not have it at the company that the article is about.
TRADES = ("教授", "讲师", "院士", "律师", "经济学家", "分析师", "总统", "总理", "首相", "市长", "编辑", "记者")
#: What stands before a title whose company the sentence leaves out; anything else there may be a company that we
#: do not know (麻省理工学院斯隆管理学院教授), and then none is inferred.
BEFORE_BARE = frozenset(
    "新任 现任 前任 时任 原任 前 原 时 担任 出任 就任 即将担任 将任 任 任命 罢免 解雇 解聘 开除 聘请 聘任 罢黜 撤换 "
    "辞退 尽管 包括 以及 及 和 与 由 对 向 被 让 一位 两位 三位 名 位 个 其 公司 该公司 而 但 但是 随着 在 当 据 "
    "曾经的 的 了 称 说 表示 是 为 另 连同 除了 还有 任职 原来 现 同时 此前 比如 例如 如".split()
)
#: Of what stands between a company and a title these are no part of the title.
_SAYS_MORE = (
    *(
        "任命",
        "罢免",
        "解雇",
        "解聘",
        "聘请",
        "聘任",
        "宣布",
        "和",
        "与",
        "及",
        "在",
        "是",
        "了",
        "对",
        "向",
        "表示",
        "其",
        "由",
    ),
    *(
        "让",
        "将",
        "已",
        "被",
        "把",
        "称",
        "说",
        "从",
        "给",
        "等",
        "这",
        "该",
        "位",
        "名",
        "挖来",
        "挖走",
        "采访",
        "联系",
    ),
)
#: Of those words, the ones that point back to a company.
POINTERS = frozenset({"其", "公司", "该公司"})
#: Longest title, modifiers included, and longest word that is looked up.
LONGEST_TITLE, LONGEST_WORD = 24, 8

_END_OF_CLAUSE = re.compile(r"[，,。；;：:！!？?、（）()“”\"\n]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NAME = re.compile(A_PERSON)
_FROM_COMPANY = re.compile(
    rf"(?P<c>{A_COMPANY})(?: ?[（(][^（）()\n]{{1,40}}[）)])?(?:公司|集团)?(?: ?旗下的?| ?的)? ?"
    rf"(?P<run>[^，,。；;：:！!？?、（）()“”\"\n的{PERSON}{COMPANY}]{{0,{LONGEST_TITLE}}})\Z"
)
#: 接替他出任首席科学家的是…: who is replaced has not the title; X接替Y出任…: X has it.
_REPLACES = ("接替", "取代", "接任", "接棒", "代替", "替代", "替换", "顶替", "继")
_REPLACED = "".join(f"(?<!{word})(?<!{word}了)" for word in _REPLACES)
_INSTEAD = rf"(?:(?:将|已|已经)?(?:{'|'.join(_REPLACES)})了?(?:{A_PERSON}|他|她)，?)?"
_VERB = re.compile(
    rf"{_REPLACED}(?P<who>{A_PERSON}(?: ?[（(][^（）()\n]{{1,40}}[）)])?|他|她|后者){_INSTEAD}"
    r"(?:还|也|现|目前|此前|后来|本人|同时)?"
    r" ?(?:[自从于在]? ?(?:今年|去年|[0-9])[0-9年月日至到起间\- ]{1,24})?"
    rf"(?:曾经|曾)?(?:在 ?(?P<at>{A_COMPANY})(?:公司|集团)? ?)?(?:是|担任|出任|就任|任职|任)(?:过|了)? ?"
    rf"(?:(?P<of>{A_COMPANY})(?:公司|集团)?|(?P<pointer>该公司|公司|其))?(?: ?旗下)?的? ?"
)
#: What the one has in each match, and the other: most texts are told by them to have none.
_IS, _ONCE = ("任", "是"), "曾"
_LED = re.compile(
    rf"(?P<who>{A_PERSON}(?: ?[（(][^（）()\n]{{1,40}}[）)])?|他|她|后者)(?:还|也|此前|后来)?"
    r"(?P<title>曾(?:经)?(?:共同)?(?:领导|负责|主管|执掌|带领)(?:过|了)?[^，,。；;：:！!？?（）()“”\"\n]{2,24}?(?:团队|部门|项目|业务|实验室))"
)


@lru_cache(maxsize=1)
def offices() -> frozenset[str]:
    """The titles that are roles"""
    return frozenset(word for word in words("zh_words", "titles") if word.endswith(OFFICES)) | MORE_OFFICES


def chinese_claims(masked: str) -> Iterator[Claim]:
    """What a masked text claims, in no order; none where there is no Han character beside a name"""
    for name in _NAME.finditer(masked):
        claim = _title_before(masked, name)
        if claim:
            yield claim
    for match in _VERB.finditer(masked) if any(map(masked.__contains__, _IS)) else ():
        claim = _title_after(masked, match)
        if claim:
            yield claim
    for match in _LED.finditer(masked) if _ONCE in masked else ():
        yield Claim(
            person=_who(match),
            company=-1,
            title=match.span("title"),
            start=match.start("title"),
            end=match.end("title"),
            implied=True,
        )


def _who(match: re.Match[str]) -> int:
    return match.start("who") if match["who"][0] == PERSON else -1


# --- title before name ---------------------------------------------------------------------------------------------


def _title_before(text: str, name: re.Match[str]) -> Claim | None:
    end = name.start()
    while end and text[end - 1] in "的 :：" and name.start() - end < 2:
        end -= 1
    start = _start_of_title(text, end)
    if start == end:
        return None
    from_company = _FROM_COMPANY.search(text, max(0, start - 2 * LONGEST_TITLE), start)
    if from_company and _is_title_run(from_company["run"]):
        run = from_company.start("run")
        return Claim(
            person=name.start(),
            company=from_company.start("c"),
            title=(run, end),
            start=from_company.start("c"),
            end=name.end(),
        )
    last = _last_before(text, start)
    if last.isascii() and last.isalnum():
        return None  # Acme CEO: a Latin name that we do not know, or English text
    before, implied = _before(text, start, text[start:end])
    return Claim(person=name.start(), company=-1, title=(start, end), start=before, end=name.end(), implied=implied)


def _start_of_title(text: str, end: int) -> int:
    """Where a title that ends at an offset begins; the offset itself: there is none"""
    start = end
    while True:
        office = _office_before(text, start)
        if not office:
            return start if start == end else start + 1  # the joint before a title that none precedes
        start -= office
        while (modifier := word_before(text, start, MODIFIERS, LONGEST_WORD)) and end - start < LONGEST_TITLE:
            start -= len(modifier)
        if not (start and text[start - 1] in "兼暨" and end - start < LONGEST_TITLE):
            return start
        start -= 1


def _last_before(text: str, at: int) -> str:
    """The last character before an offset that is no space; empty: there is none near"""
    return text[max(0, at - 3) : at].rstrip()[-1:]


def _office_before(text: str, end: int) -> int:
    """Length of the office that ends at an offset, 之一 included; 0: none"""
    tail = 2 if text.startswith("之一", end - 2) and end >= 2 else 0
    word = word_before(text, end - tail, offices(), LONGEST_WORD)
    return len(word) + tail if word else 0


def _is_title_run(run: str) -> bool:
    """Whether words between a company and a title are part of it (视频生成项目), not a sentence: OpenAI 任命了副总裁"""
    return not run.strip() or (_HAN.search(run) is not None and not any(word in run for word in _SAYS_MORE))


def _before(text: str, start: int, title: str) -> tuple[int, bool]:
    """Where the words before a bare title begin that belong to it (其, 公司), and whether a company is implied"""
    word = word_before(text, start, BEFORE_BARE, LONGEST_WORD)
    if word in POINTERS:
        return start - len(word), True
    last = _last_before(text, start)
    clause = not last or _END_OF_CLAUSE.match(last) is not None
    begin = start - len(word) if word in ("新任", "现任", "时任", "前", "原", "即将担任", "担任") else start
    return begin, (bool(word) or clause) and not title.endswith(TRADES)


# --- title after name ----------------------------------------------------------------------------------------------


def _title_after(text: str, match: re.Match[str]) -> Claim | None:
    start = match.end()
    stop = _END_OF_CLAUSE.search(text, start, start + LONGEST_TITLE)
    clause_end = stop.start() if stop else min(len(text), start + LONGEST_TITLE)
    end = _end_of_office(text, start, clause_end)
    if end is None or PERSON in text[start : end + 1]:
        return None
    company = match.start("at") if match["at"] else match.start("of") if match["of"] else -1
    implied = company < 0 and bool(match["pointer"])
    if company < 0 and not implied and end - start > LONGEST_WORD:
        return None  # a long run without a company may hold one that we do not know
    return Claim(person=_who(match), company=company, title=(start, end), start=match.start(), end=end, implied=implied)


def _end_of_office(text: str, start: int, stop: int) -> int | None:
    """Where the first office between two offsets ends; what stands before it belongs to it (人工智能主管)"""
    for at in range(start, stop):
        word = word_after(text, at, offices(), min(LONGEST_WORD, stop - at))
        if word and not any(bare in text[start:at] for bare in "的了在和与，"):
            end = at + len(word)
            return end + 2 if text.startswith("之一", end) else end
    return None
