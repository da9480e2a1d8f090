"""What stands before and behind a place of Chinese text: titles, organisations, verbs, or the edge of a clause."""

import re
from functools import lru_cache

from dossier.link.candidates.lexicon import characters, ordinary, word_after, word_before, words

_EDGE = frozenset(" \n,.。、;:!?()[]\"'《》〈〉「」『』【】<>|/…-·@#*=+&%$~^_—")
#: What single characters before a name say.
_LEFT = {"、": "listed", **dict.fromkeys(",:\"'([", "start")}
#: Words between a name and what is said: 丁磊则回答称, 马化腾在会上表示.
_SPEECH_LEAD = re.compile(
    r"(?:[也还则曾又就便都并再]|随后|此前|当时|今天|昨天|昨日|近日|日前|对此"
    r"|在[^,。\n]{1,14}?[上中时里后]"
    r"|[对向][^,。\n]{1,10}?(?=表示|称|说|透露|介绍|坦言)"
    r"|接受[^,。\n]{2,14}采访时)?,?"
)


@lru_cache(maxsize=1)
def edge_lists() -> dict[str, frozenset[str]]:
    """Sections that are asked for at every surname"""
    never = characters("never-given")
    lists = {section: words("zh_words", section) for section in ("titles", "titles-after", "speech", "deeds", "before")}
    return {
        **lists,
        "things": words("zh_words", "things-after"),
        "organisations": words("zh_words", "organisations") | words("zh_companies", "ends-strong"),
        "surnames": characters("surnames-strong") | characters("surnames-weak"),
        "strong": characters("surnames-strong"),
        "offices": characters("office-ends"),
        "no-offices": words("zh_words", "no-offices"),
        "last": characters("given-last"),
        "known": frozenset("".join(ordinary())),
        "compound": words("zh_names", "surnames-compound"),
        "leads": words("zh_words", "title-leads"),
        "never": never,
        "given": characters("given") - never,
        "ordinary": ordinary(),
        "openings": frozenset(word[:2] for word in ordinary()),
        "either": words("zh_common", "common-or-name"),
    }


def left_of(text: str, start: int) -> str:
    """What stands before a name"""
    lists = edge_lists()
    at = start - 1 if start and text[start - 1] == " " else start
    if at == 0 or text[at - 1] in "\n。!?;":
        return "start"
    for section, name in (("titles", "title"), ("organisations", "organisation")):
        if word_before(text, at, lists[section], 6):
            return name
    if text[at - 1] in lists["offices"] and text[at - 2 : at] not in lists["no-offices"] and _is_han(text[at - 2 : at]):
        return "office"
    char = text[at - 1]
    if char in _LEFT:
        return _LEFT[char]
    return "edge" if char in _EDGE or char < "\u2e80" or word_before(text, at, lists["before"], 5) else ""


def right_of(text: str, end: int) -> str:
    """What stands behind a name"""
    lists = edge_lists()
    at = end + 1 if text[end : end + 1] == " " else end
    if at >= len(text):
        return "edge"
    if text[at] == "、":
        return "listed"
    if word_after(text, at, lists["titles-after"], 6):
        return "title"
    lead = _SPEECH_LEAD.match(text, at)
    return "speech" if lead and word_after(text, lead.end(), lists["speech"], 6) else _right_edge(text, at)


def _right_edge(text: str, at: int) -> str:
    """What begins at an offset behind a name: deed, edge, word, or empty"""
    lists = edge_lists()
    deed = word_after(text, at, lists["deeds"], 6)
    if len(deed) > 1:
        return "deed"
    if deed or text[at] in _EDGE or text[at] < "\u2e80":
        return "edge"
    return "word" if len(word_after(text, at, lists["ordinary"], 4)) > 1 else ""


def _is_han(text: str) -> bool:
    return len(text) == 2 and all("\u4e00" <= char <= "\u9fff" for char in text)
