"""Which encoding bytes are in that declare none, or a wrong one: that in which they look most like text.

How a text looks is the share of its characters beyond ASCII that are common in the script of that encoding. Encodings
with several bytes to a character come first: read in one of the others, their bytes are letters too.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家"
    "电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明"
    "看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员位入常文总次品式活设及管特件长求老头"
    "，。、：；“”《》（）？！—…·"
)
_HANT = (
    "這為個國時來們於對會發動過說產種後學經進電裡現實兩體機當點從業應開還與關線內數麼質氣變條沒結問無係軍題黨員總設長頭東車話門間見馬書"
    "港務決議將報導網臺灣總統經濟選舉區聯「」『』"
)
_KANA = (
    "のにはをがとでてしたるなもいれさかっこありすくまどえきらけうそせつやおほめよわちみべばげぶ"
    "ずんー、。「」・ンスルトイアクラリドシレタジコフマテロプカサメ"
)
_HANGUL = (
    "이다는에의을를가한고로하지도서사은기자대그리시어들인과정일해부장전상제보원수주국동적년나있것으만여성도공중경위와아"
)
_PUNCTUATION = "’‘“”–—…«»°€£·"
_WEST = "éèàùçêâîôûëïüöäßñáíóúãõåøæœýþðÉÀÖÜÄÅØÇÁÍÓÚÑ¿¡ª" + _PUNCTUATION
_TURKISH = "çğıöşüâîûÇĞİÖŞÜé" + _PUNCTUATION
_CZECH = "ěščřžýáíéúůďťňôäóŠČŘŽÝÁÍÉÚ„" + _PUNCTUATION
_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„" + _PUNCTUATION
_DANUBE = "őűáéíóöúüăâîșțşţđžčćšŐŰÁÉÍÓÖÚÜŽČĆŠ„" + _PUNCTUATION
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґў"
_GREEK = "αοιετσνηυρπκμλςάέήίόύώδγφθβχω"
_HEBREW = "יוהלארתבשמנםחדקעצפגטסזכןךףץ"
_ARABIC = "اليمنوترهبدعسفكقحجةىصشطخأذضثغئءزظؤآإ،"
_THAI = "านรกเงมยลวดทสตะปบคิีุู่้็์ัไโแหจชพขอใผถำ"


class Charset(Struct, frozen=True):
    """An encoding, and what makes a text in it look right."""

    name: str
    """As Python has it."""
    common: frozenset[str]
    latin: bool = False
    """Its letters stand among those of ASCII, few in a row."""


#: Encodings with several bytes to a character, and with one; of two that fit alike, the first is taken.
WIDE = (
    Charset("gb18030", frozenset(_HAN + _HANT)),
    Charset("big5hkscs", frozenset(_HAN + _HANT)),
    Charset("cp932", frozenset(_KANA)),
    Charset("euc_jp", frozenset(_KANA)),
    Charset("cp949", frozenset(_HANGUL)),
)
NARROW = (
    Charset("cp1254", frozenset(_TURKISH), latin=True),
    Charset("cp1252", frozenset(_WEST), latin=True),
    *(Charset("cp1250", frozenset(letters), latin=True) for letters in (_POLISH, _CZECH, _DANUBE)),
    *(Charset("iso8859_2", frozenset(letters), latin=True) for letters in (_POLISH, _CZECH, _DANUBE)),
    Charset("cp1251", frozenset(_CYRILLIC)),
    Charset("koi8_r", frozenset(_CYRILLIC)),
    Charset("iso8859_5", frozenset(_CYRILLIC)),
    Charset("cp1253", frozenset(_GREEK)),
    Charset("cp1255", frozenset(_HEBREW)),
    Charset("cp1256", frozenset(_ARABIC)),
    Charset("cp874", frozenset(_THAI)),
)
BY_NAME = {charset.name: charset for charset in (*WIDE, *NARROW)}
RANK = {name: number for number, name in enumerate(BY_NAME)}
#: UTF-16 without a mark is told by the letters of any script.
UTF_16 = ("utf-16-le", "utf-16-be")
_LETTERS = frozenset().union(*(charset.common for charset in (*WIDE, *NARROW)), map(chr, range(0x20, 0x7F)), "\r\n\t")
#: A file in one encoding has at least this share of common characters; so much more than the declared one, another is
#: taken; and that only from so many characters on.
LOOKS_RIGHT, LOOKS_BETTER, ENOUGH = 0.2, 0.15, 16
LOOKS_UTF_16 = 0.3
#: So many bytes are looked at.
SAMPLE = 24_000
#: Characters that text hardly has, and misread bytes often: controls, private ones, half-width letters.
ODD = re.compile("[\x80-\x9f\ue000-\uf8ff\uff61-\uff9f\ufffd]")
#: More letters beyond ASCII in a row than Latin words have.
LONG_RUN = re.compile("[^\x00-\x7f]{4,}")
#: What an encoding leaves undefined in Python, and another form of it has.
WIDER = {"big5hkscs": "cp950", "euc_jp": "euc_jis_2004", "cp932": "shift_jis_2004"}
#: What the usual form of an encoding has in place of what Python's has (big5hkscs: A145, A14E, F9FE).
USUAL = {"big5hkscs": {0x2022: "\u2027", 0xFF64: "\ufe51", 0xFFED: "\u2593"}}


def strict(data: bytes, encoding: str) -> str | None:
    """The text of bytes, all of which can be read in an encoding; None: they cannot"""
    for name in filter(None, (encoding, WIDER.get(encoding))):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return text.translate(USUAL[name]) if name in USUAL else text
    return None


def guessed(data: bytes) -> str:
    """The encoding in which all of the bytes can be read and look most like text; empty: there is none"""
    return _best(data, WIDE, LOOKS_RIGHT) or utf_16(data) or _best(data, NARROW, 0.0)


def corrected(data: bytes, declared: str) -> str:
    """The encoding of bytes that can all be read as the declared one: it, or another one in which they look right"""
    charset = BY_NAME.get(declared)
    sample = _foreign(data, declared) if charset else ""
    if charset is None or len(sample) < ENOUGH or look(sample, charset) >= LOOKS_RIGHT:
        return declared
    better = guessed(data)
    known = BY_NAME.get(better)
    gain = look(_foreign(data, better), known) - look(sample, charset) if known else 0.0
    return better if gain > LOOKS_BETTER else declared


def loosely(data: bytes) -> str:
    """The encoding in which the bytes look most like text, though not all of them can be read in it"""
    scored = [(look(_foreign(data, one.name), one), -n, one.name) for n, one in enumerate((*WIDE, *NARROW))]
    return max(scored)[2]


def utf_16(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be`, where the bytes are that without a mark; empty: they are not"""
    if len(data) % 2 or not data:
        return ""
    scored = []
    for encoding in UTF_16:
        sample = data[:SAMPLE].decode(encoding, "replace")
        share = sum(char in _LETTERS for char in sample) / len(sample)
        scored.append((share, encoding))
    share, encoding = max(scored)
    return encoding if share > LOOKS_UTF_16 and strict(data, encoding) is not None else ""


def look(foreign: str, charset: Charset) -> float:
    """How much characters beyond ASCII look like a text of an encoding: 1 is all of them; below 0 is none"""
    if not foreign:
        return 0.0
    common = sum(char in charset.common for char in foreign)
    odd = sum(1 for _ in ODD.finditer(foreign))
    return (common - 2 * odd) / len(foreign)


def _best(data: bytes, charsets: tuple[Charset, ...], least: float) -> str:
    """The encoding with the highest score, if that is above the least; the order of the encodings changes nothing"""
    found = [(score, -RANK[charset.name], charset.name) for score, charset in _scores(data, charsets) if score > least]
    return max(found)[2] if found else ""


def _scores(data: bytes, charsets: tuple[Charset, ...]) -> Iterator[tuple[float, Charset]]:
    for charset in charsets:
        text = strict(data, charset.name)
        if text is not None:
            sample = text[:SAMPLE]
            score = look("".join(filter(_beyond, sample)), charset)
            if charset.latin:
                runs = sum(map(len, LONG_RUN.findall(sample)))
                score *= 1 - runs / max(1, len(sample) - len(sample.encode("ascii", "ignore")))
            yield score, charset


def _foreign(data: bytes, encoding: str) -> str:
    return "".join(filter(_beyond, data[:SAMPLE].decode(encoding, "replace")))


def _beyond(char: str) -> bool:
    return char > "\x7f"
