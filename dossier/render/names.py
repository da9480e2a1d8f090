"""Names in an index: their language by their script, and the letter that they stand under."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from typing import TypeAlias

from dossier.model import Entity
from dossier.pinyin import pinyin

#: A text → how it is read.
Reading: TypeAlias = Callable[[str], str]
#: Scripts that tell the language of a name well enough for a voice and for fonts; kana before Han: Japanese has both.
#: Not U+30FB, which Chinese takes between the parts of a name: 埃隆・马斯克.
SCRIPTS = (
    (re.compile("[\u3041-\u30fa\u30fc-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7a3]"), "ko"),
    (re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"), "zh"),
    (re.compile("[A-Za-z\u00c0-\u024f]"), "en"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
)
#: Chinese surnames that are read otherwise than the character elsewhere (Xiandai Hanyu Cidian).
SURNAMES = {
    **{"万俟": "moqi", "尉迟": "yuchi", "单于": "chanyu", "长孙": "zhangsun", "澹台": "tantai"},
    **{"单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "曾": "zeng", "朴": "piao", "翟": "zhai", "区": "ou"},
    **{"任": "ren", "华": "hua", "盖": "ge", "缪": "miao", "乐": "yue", "覃": "qin", "冼": "xian", "员": "yun"},
    **{"洗": "xian", "秘": "bi", "种": "chong", "黑": "he", "繁": "po", "尹": "yin", "召": "shao", "折": "she"},
    **{"那": "na", "宁": "ning", "葛": "ge", "应": "ying", "于": "yu", "阚": "kan", "逄": "pang", "隗": "wei"},
}
_HAN = re.compile("[\u3400-\u9fff]")
#: What stands between the parts of a name that was carried over by sound: its first character is no surname.
_CARRIED = re.compile("[・·•‧．∙]")
#: Under which everything stands that begins with no letter of these scripts: digits, signs.
OTHER = "#"
#: The rows of kana, and with which small or plain one each begins.
KANA, KANA_STARTS = "あかさたなはまやらわ", "ぁかさたなはまゃらゎ"
#: How far a katakana stands from its hiragana.
_KATAKANA = 0x60
#: The first consonants of Korean syllables in the order of Unicode, the tense ones as their plain ones.
HANGUL = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"


def language(name: str) -> str:
    """BCP 47 tag for a name by its script; empty: it has none that tells"""
    return next((tag for pattern, tag in SCRIPTS if pattern.search(name)), "")


def reading(entity: Entity, han: Reading = pinyin) -> str:
    """How the main name of somebody is read: as `sound`, but a Chinese surname as surnames are; han: see there"""
    name = unicodedata.normalize("NFKC", entity.name)
    if entity.kind == "person" and not _CARRIED.search(entity.name):
        surname = next((name[:n] for n in (2, 1) if name[:n] in SURNAMES), "")
        if surname:
            return f"{SURNAMES[surname]} {han(name[len(surname) :])}"
    return sound(name, han)


def sound(name: str, han: Reading = pinyin) -> str:
    """How a name is read, in small letters: for sorting; a Chinese one by pinyin, a Korean one in single letters

    han: gives the pinyin of a text; it may remember it.
    """
    name = unicodedata.normalize("NFKC", name)
    if _HAN.match(name):
        return han(name)
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def in_index(read: str) -> tuple[bool, str, str]:
    """What an index sorts a reading by: under its letter, those without one last"""
    under = letter(read)
    return under == OTHER, under, read


def letter(read: str) -> str:
    """The letter of an index under which a reading stands: Latin, Cyrillic, Greek; the row of kana; Korean consonant"""
    first = read[:1].upper()[:1]
    if "A" <= first <= "Z" or "\u0391" <= first <= "\u03a9" or "\u0400" <= first <= "\u042f":
        return first
    if "\u30a1" <= first <= "\u30f4":
        first = chr(ord(first) - _KATAKANA)
    if "\u3041" <= first <= "\u3094":
        return KANA[bisect_right(KANA_STARTS, first) - 1]
    if "\u1100" <= first <= "\u1112":
        return HANGUL[ord(first) - 0x1100]
    return OTHER
