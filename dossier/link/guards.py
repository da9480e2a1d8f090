"""Where a name is no mention: inside a product, a place or a thing named after it, an address of the web."""

import re
from collections.abc import Sequence

from dossier.link.candidates.lexicon import ordinary, words
from dossier.link.names import FIRST_UNSPACED
from dossier.model import EntityKind

#: Products and services that stand behind the brand: Disney+, Amazon Prime, 华为 Mate 60. Series of public makers.
PRODUCTS = (
    *("Mate", "nova", "Pura", "MateBook", "MatePad", "iPhone", "iPad", "iMac", "MacBook", "AirPods", "HomePod"),
    *("Watch", "TV", "Music", "Pay", "Card", "Arcade", "Fitness", "Vision Pro", "Galaxy", "Pixel", "Nest"),
    *("Chrome", "Android", "Maps", "Play", "Drive", "Docs", "Photos", "Translate", "Earth", "Assistant", "Glass"),
    *("Home", "Prime", "Alexa", "Echo", "Kindle", "Fire", "Go", "Fresh", "Web Services", "Video", "Studios Tour"),
    *("Windows", "Office", "Teams", "Surface", "Edge", "Azure", "Copilot", "Xbox", "Model [SXY3]", "Cybertruck"),
    *("Powerwall", "Autopilot", "Quest", "Messenger", "Channel", "Junior", "Redmi", "QQ", "ThinkPad", "Ultra"),
    *("Mustang", "Focus", "F-150", "Half-Life", "Playground", "Portal", "Spaces", "Creators Fund"),
)
#: The same where they are written in Han characters, right behind the brand.
HAN_PRODUCTS = (
    *("旺旺", "国际", "地图", "网盘", "输入法", "浏览器", "文库", "贴吧", "百科", "视频号", "商城APP", "白条", "花呗"),
    *("手环", "音箱", "词典", "云音乐", "看点", "公开课", "大厦", "广场", "天街", "花园", "公寓", "小区", "杯"),
)
#: Names of housing estates end with these; the brand of the developer stands before one to four other characters.
ESTATES = "城|宸|璞|苑|邸|墅|轩|庭|郡|府"
#: Places, prizes and foundations that bear a name: Ford Street, the Nobel Prize.
NAMESAKES = (
    *("Street", "Avenue", "Road", "Boulevard", "Lane", "Drive", "Square", "Plaza", "Park", "Stadium", "Arena"),
    *("Hall", "Tower", "Building", "Bridge", "Airport", "Island", "Prize", "Award", "Medal", "Cup", "Foundation"),
    *("County", "Theorem", "Effect", "Act", "Doctrine", "Law", "Paradox", "Machine"),
)
#: Things named after a person: 冯·诺依曼架构, 杨振宁讲座教授.
EPONYMS = (
    *("架构", "结构", "体系结构", "定律", "定理", "效应", "方程", "算法", "曲线", "猜想", "原理", "常数", "公式"),
    *(
        "变换",
        "分布",
        "距离",
        "网络",
        "机器",
        "测试奖",
        "奖",
        "奖章",
        "基金会",
        "讲座教授",
        "讲席",
        "大道",
        "大街",
        "故居",
        "纪念馆",
    ),
)

#: A plus sign that ends a word (Disney+), a model (DeepSeek-R1), a product, or a namesake, behind a name.
_AFTER_COMPANY = re.compile(
    r"\+(?!\w)"
    r"|-[A-Z]{1,3}\d"
    rf"| ?(?:{'|'.join(PRODUCTS)})(?![A-Za-z])"
    rf"| (?:{'|'.join(NAMESAKES)})(?![A-Za-z])"
    rf"|{'|'.join(HAN_PRODUCTS)}"
    rf"|[\u4e00-\u9fff]{{1,4}}(?:{ESTATES})(?=[、，,。；;：:）)”’」》]|项目|业主|小区|$)"
)
_AFTER_PERSON = re.compile(rf"(?:{'|'.join(EPONYMS)})|(?:['’]s)? (?:{'|'.join(NAMESAKES)})(?![A-Za-z])")
AFTER: dict[EntityKind, re.Pattern[str]] = {"company": _AFTER_COMPANY, "person": _AFTER_PERSON}

#: Ends of the names of a company's own organs, which are no companies: OpenAI 董事会, 天融信阿尔法实验室.
ORGANS = (
    "董事会",
    "监事会",
    "委员会",
    "实验室",
    "研究院",
    "研究所",
    "事业部",
    "事业群",
    "业务部",
    "团队",
    "部门",
    "学院",
    "工会",
)

#: Longest name that is checked for standing across two words.
LONGEST_CUT = 2

#: So long a known name at the end of a longer one is that company's, whatever verb a rule took for its beginning.
SURE_TAIL = 4

#: A day, month or year whose sign is no beginning of a name: 3月5日立项 is nothing of 日立.
_DATE_BEFORE = frozenset("0123456789０１２３４５６７８９〇一二三四五六七八九十")
_DATE_SIGNS = frozenset("年月日")

#: A joint of a transliterated name, or a hyphen inside a Latin one.
_GOES_BEFORE = re.compile(r"\w[・·•‧．∙⋅･]\Z|[A-Za-zÀ-ɏ][-‐‑]\Z")
_GOES_ON = re.compile(r"[・·•‧．∙⋅･]\w|[-‐‑][A-ZÀ-Þ]")

#: Addresses of the web and of mail, names of hosts; each bounded, so that a long line costs one pass.
_HOSTS = ("com", "net", "org", "io", "ai", "cn", "co", "gov", "edu", "dev", "app")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s\u2e80-\uffff]{1,2000}|@\w{1,64}"
    rf"|(?<![\w.-])[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.(?:{'|'.join(_HOSTS)})(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
#: Without one of them a text has no address.
_SIGNS = ("://", "www.", "@", *(f".{host}" for host in _HOSTS))


def names_a_thing(text: str, end: int, kind: EntityKind) -> bool:
    """Whether what follows a name at `end` makes it part of the name of a product, a place, a thing"""
    return AFTER[kind].match(text, end) is not None


def is_cut_out(text: str, start: int, end: int) -> bool:
    """Whether a short Han name is the end of one word and the beginning of the next: 高通 in 提高通信"""
    if start == 0 or end - start > LONGEST_CUT or text[start] < FIRST_UNSPACED:
        return False
    if text[start] in _DATE_SIGNS and text[start - 1] in _DATE_BEFORE:
        return True
    return text[start - 1 : start + 1] in ordinary() and text[end - 1 : end + 1] in ordinary()


def adds_only_words(text: str, whole: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether a longer name is only a known company's with words before it: 致电飞鹿智行

    whole, name: (start, end) of both, the second inside the first.
    """
    before = text[whole[0] : name[0]]
    if name[1] != whole[1] or not before or text[name[0]] < FIRST_UNSPACED:
        return False
    return name[1] - name[0] >= SURE_TAIL or before in words("zh_words", "speech", "deeds", "before")


def is_part_of_a_name(text: str, start: int, end: int) -> bool:
    """Whether a person's name goes on before or behind it: 约翰逊 in 鲍里斯・约翰逊, Claude in Jean-Claude"""
    return _GOES_BEFORE.search(text, max(0, start - 2), start) is not None or _GOES_ON.match(text, end) is not None


def addresses(text: str) -> Sequence[tuple[int, int]]:
    """(start, end) of each address in a text, in order"""
    if "." not in text and "@" not in text and "://" not in text:
        return ()
    lowered = text.lower()
    if not any(map(lowered.__contains__, _SIGNS)):
        return ()
    return [match.span() for match in _ADDRESS.finditer(text)]
