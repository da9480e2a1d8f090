"""The language of a text, told by its script and its commonest words: enough for `lang` on a page."""

import re

#: This much of a text is looked at.
READ = 4_000
#: Fewer letters than this say nothing.
LEAST = 8
#: Share of letters that are Han from which a text is Chinese: Chinese news is full of Latin names.
HAN_SHARE = 0.3
#: Share of kana among Han and kana above which the text is Japanese.
KANA_SHARE = 0.1
#: Share of letters that are Hangul from which a text is Korean.
HANGUL_SHARE = 0.3
#: Share of words that are English function words from which a Latin text is English; real prose has 0.3 to 0.5.
ENGLISH_SHARE = 0.15
ENGLISH = frozenset(
    "the of and to in a is that for it on was with as at by be this from are has have had but not he she they we you "
    "his her its their which who will would said an or were been after about more than into when also new one".split()
)
#: Frequent characters that one way of writing Chinese has and the other has not.
_SIMPLIFIED = re.compile("[这个们来时会为说对国发产业报经关应还过开与员机进实现东网电们动务场战车见问间题长门]")
_TRADITIONAL = re.compile("[這個們來時會為說對國發產業報經關應還過開與員機進實現東網電動務場戰車見問間題長門]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u30ff]")
#: Any of these three.
_EAST = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_WORD = re.compile(r"[^\W\d_\u2e80-\ud7ff]+")


def language(text: str) -> str:
    """BCP 47 tag of a text: zh, zh-Hant, ja, ko, en; empty: another language, or too little text to tell"""
    sample = text[:READ]
    han = kana = hangul = 0
    if _EAST.search(sample):
        han, kana, hangul = (len(script.findall(sample)) for script in (_HAN, _KANA, _HANGUL))
    words = _WORD.findall(sample.lower())
    if han + kana + hangul + sum(map(len, words)) < LEAST:
        return ""
    if kana > KANA_SHARE * (han + kana):
        return "ja"
    if hangul > HANGUL_SHARE * (hangul + han + 2 * len(words)):
        return "ko"
    # A Latin word weighs as much as two Han characters: it takes about as long to read.
    if han >= HAN_SHARE * (han + 2 * len(words)):
        traditional, simplified = len(_TRADITIONAL.findall(sample)), len(_SIMPLIFIED.findall(sample))
        return "zh-Hant" if traditional > simplified else "zh"
    english = len([word for word in words if word in ENGLISH])
    return "en" if english >= ENGLISH_SHARE * len(words) else ""
