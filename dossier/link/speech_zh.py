"""Who speaks in Chinese text: X表示：“…”, “…”，X说, and whom a sentence that has only a pronoun means."""

import re

from dossier.link.masks import COMPANY, PERSON
from dossier.link.speech import NAME, NEAR, PRONOUN, RUNS, Said, alternatives, is_person

_ENDS = alternatives("zh-verb-ends")
_ADVERBS, _OPENERS = alternatives("zh-adverbs"), alternatives("zh-openers")
_PRONOUNS, _VOICES = alternatives("zh-pronouns"), alternatives("zh-voices")
#: Verbs of one character, and what stands before them in another word: 据说, 小说, 名称, 知道.
_SHORT = (
    r"(?<![传据小学听解游])说|(?<![名人号俗简职尊昵统全代])称|(?<![知难通频渠报街力轨味航隧赛管])道"
    r"|(?<![学疑访顾提询])问|喊|劝"
)
#: A verb with the one who is spoken to, and any verb of speech.
_TO = rf"(?<![学疑访顾提询])(?:{alternatives('zh-verbs-to')})[^，,：:。；]{{1,40}}"
_VERB = rf"(?:(?:{alternatives('zh-verbs')}|{_SHORT})(?:{_ENDS})?)"
#: “…”，X苦笑。
_GESTURE = rf"(?:{alternatives('zh-gestures')})[道说]?"
_BEFORE = re.compile(rf"(?:{_VERB}|(?:{_TO}|{_GESTURE})(?=[：:，,]))(?P<apart>[：:，,\s]*)\Z")
#: X：“…”, as in an interview; X的原话是：“…”.
_BARE = re.compile(
    rf"\A[^，,。：:；]{{0,24}}?(?P<name>{PERSON}++)(?!的|[收看读听接见]到)[^，,。：:；]{{0,6}}[：:]\s*\Z"
)
_WORDS_SAID = re.compile(
    rf"(?P<name>{PERSON}++|{COMPANY}++|(?<!其)[他她])(?:的(?:{alternatives('zh-words-said')})(?:很简单|很短|只有[^，,。：:]{{1,8}})?(?:[是为][：:，,]?|[：:])"
    rf"|(?:给|致|写给)[^，,。：:]{{1,16}}的(?:信|公开信|邮件|便条|留言|短信)[^，,。：:]{{0,10}}[：:])\s*\Z"
)
#: X留下一句：“…”, 他算了一笔账：“…”.
_TELLING = re.compile(
    rf"(?:(?:{alternatives('zh-tellings')})[了过]?(?:这样|这么)?(?:短短|简短)?的?[一两三几]?[个条份封则行段笔]?(?:{alternatives('zh-told-things')})"
    rf"|(?:{alternatives('zh-told-so')}))[：:]\s*\Z"
)
#: 用X的话说，“…”.
_IN_WORDS_OF = re.compile(rf"(?:用|按|按照|依照|照)(?P<name>{PERSON}++)的(?:话来?说|说法)[是，,：:]*\s*\Z")
#: 谈及对手，X毫不客气：“…。”; nobody else may be named.
_COLON = re.compile(
    rf"\A[^：:{PERSON}]*(?P<name>{PERSON}++)(?![、和与及们]|的(?!态度|语气|反应))[^：:；{PERSON}]{{0,40}}[：:]\s*\Z"
)
_THING = re.compile(alternatives("zh-things"))
#: “…？”停了停，他又说，“…”: what stands before the pronoun.
_PAUSE = rf"[^，,：:；。！？\n“「\"{PERSON}{COMPANY}]{{1,10}}[，,](?=[他她](?:{_ADVERBS})*{_VERB}(?:[。，,“「\"]|\Z))"
_AFTER = re.compile(
    rf"\A[，,—]{{0,2}}\s*(?:{_PAUSE})?(?P<clause>[^，,：:；。！？\n“「\"]{{0,80}}?)(?:{_VERB}|{_TO}|{_GESTURE})(?P<next>\Z|[。，,；：:！\n]|(?=[“「\"]))"
)
#: “…”，X说…: the words of the verb go on behind it.
_AFTER_NAME = re.compile(rf"\A[，,]\s*(?P<name>{PERSON}++)(?:{_ADVERBS})?{_VERB}")
_INSIDE = re.compile(_VERB)
_BESIDE = re.compile(
    rf"(?P<lead>[^。！？:：“「\"{PERSON}]{{0,40}})(?P<name>{PERSON}++)(?![的们、和与及])[^。！？{PERSON}]*+(?:[。！？]|\Z)"
)
#: Words about the quotation itself: 这是X的口号.
_POINTS = re.compile("[这那此该]|标语|口号|上写")
_BRACKETS = re.compile(r"[（(][^（）()]{0,60}[）)]")
_TRAILING = re.compile(rf"(?:{_ADVERBS}|\s)+\Z")
_ADVERB = re.compile(_ADVERBS)
_STARTS = re.compile(rf"(?:{_ADVERBS}|{_OPENERS})")
_VOICE = re.compile(rf"(?:的)?(?:{_VOICES})+")
_PRONOUN = re.compile(
    rf"(?:\A|[，,；”」\"])(?:[^，,；]{{0,8}}[早晚午天日年月后时前里])?(?:{_ADVERBS}|\s)*(?:{_PRONOUNS})(?!们|的)(?P<gap>[^，,；]*(?:[，,][^，,；]*)?)\Z"
)
_STRANGER = re.compile(rf"(?:{alternatives('zh-strangers')}|{alternatives('zh-faceless')})\Z")
#: 对记者说: a stranger who is spoken to.
_TO_STRANGER = re.compile(r"[对向跟给][^，,]{0,8}\Z")
#: Not of somebody whose name follows: 老板林默言.
_ANY_STRANGER = re.compile(rf"(?:{alternatives('zh-strangers')})(?! ?{PERSON})")
#: X的妻子说: not X. What ends in one of these is a time or place instead: X在昨天的会上说.
_OWNED = re.compile(r"\A(?!.着).*的[^，,]{0,5}[^，,时上中里后前下会间际候]\Z")
#: X没有回应.
_NOT = re.compile(r"(?:没|没有|未|尚未|并未|不|不愿|不肯|拒绝|无法)\Z")
_HE = ("他", "她")
_NO_SUBJECT = "的之和与等们、及跟/"
#: Behind one of these a name is spoken to or of, unless a time or place ends in between: 对…X, but 在…上X.
_TO_WHOM = re.compile(rf"(?:{alternatives('zh-to-whom')})[^上中里时后前下际会间，,；]{{0,16}}\Z")
#: Where the verb before a quotation begins at the earliest, and the adverbs before a verb, in characters from its end.
_VERB_NEAR, _ADVERBS_NEAR = 48, 16
#: Most characters between a speaker and the verb.
_GAP = 60
#: Verbs of a sentence that are tried.
_TRIES = 6


def before(tail: str) -> tuple[bool, Said | None]:
    """Whether a verb of speech stands before a quotation, and who speaks; tail: its masked sentence up to the mark"""
    offset = max(0, len(tail) - NEAR)
    tail = tail[offset:]
    plain = _BRACKETS.sub(lambda match: " " * len(match[0]), tail)
    match = _WORDS_SAID.search(plain) or _IN_WORDS_OF.search(plain)
    if match:
        return True, Said(PRONOUN if match["name"] in _HE else offset + match.start("name"))
    match = _BEFORE.search(plain, max(0, len(plain) - _VERB_NEAR))
    if match:
        return True, _said(plain[: match.start()], offset, glued=not match["apart"].strip())
    match = _BARE.search(plain)
    if match:
        return True, Said(offset + match.start("name"))
    match = _TELLING.search(plain, max(0, len(plain) - _VERB_NEAR))
    if match:
        return True, _said(plain[: match.start()], offset, glued=False)
    match = None if offset or _THING.search(tail) or has_stranger(tail) else _COLON.match(plain)
    if match is None or _is_spoken_to(plain, match.start("name")):
        return False, None
    return True, Said(match.start("name"), weak=True)


def after(rest: str) -> tuple[bool, Said | None]:
    """Whether a verb of speech follows a quotation, and who speaks; rest: the masked text behind the mark"""
    rest = rest[:NEAR]
    plain = _BRACKETS.sub(lambda match: " " * len(match[0]), rest)
    match = _AFTER.match(plain)
    if match is None:
        match = _AFTER_NAME.match(plain)
        return bool(match), Said(match.start("name")) if match else None
    said = _said(match["clause"], match.start("clause"), glued=False)
    if said is None:
        return True, None
    return True, Said(said.start, said.voice, leads_on=match["next"] in ("：", ":", "，", ","))


def beside(rest: str) -> Said | None:
    """Whom a sentence without a verb of speech is about that stands behind a quotation: “…。”X倒了一杯水。"""
    match = _BESIDE.match(rest[:NEAR])
    if match is None or _POINTS.search(match["lead"]) or _ANY_STRANGER.search(match["lead"]):
        return None
    return None if _is_spoken_to(rest, match.start("name")) else Said(match.start("name"))


def within(sentence: str) -> Said | None:
    """Who speaks in a sentence that reports in its own words: X表示，…"""
    plain = _BRACKETS.sub(lambda match: " " * len(match[0]), sentence[:NEAR])
    for _, match in zip(range(_TRIES), _INSIDE.finditer(plain), strict=False):
        said = _said(plain[: match.start()], 0, glued=False)
        if said:
            return said
    return None


def has_stranger(sentence: str) -> bool:
    """Whether somebody without a name stands in a sentence"""
    return bool(_ANY_STRANGER.search(sentence))


def _said(clause: str, offset: int, *, glued: bool) -> Said | None:
    """The subject of the verb that follows a clause"""
    clause = _stripped(clause)
    for name in reversed(list(NAME.finditer(clause))):
        gap = clause[name.end() :]
        if _is_spoken_to(clause, name.start()):
            continue
        if is_person(clause, name.start()):
            own = _speaks(gap)
            return Said(offset + name.start(), glued=glued) if own else _pronoun(clause, glued=glued)
        voice = _VOICE.match(gap)
        left = gap[voice.end() :] if voice else gap
        if _speaks(left) and (not left or _STARTS.match(left)):
            return Said(offset + name.start(), voice=bool(voice), glued=glued)
    return _pronoun(clause, glued=glued)


def _pronoun(clause: str, *, glued: bool) -> Said | None:
    match = _PRONOUN.search(clause)
    return Said(PRONOUN, glued=glued) if match and _speaks(match["gap"]) else None


def _speaks(gap: str) -> bool:
    """Whether what stands between a name and a verb of speech leaves it the subject"""
    gap = _stripped(gap.lstrip())
    if not gap:
        return True
    if len(gap) > _GAP or gap[0] in _NO_SUBJECT or _OWNED.search(gap):
        return False
    if _NOT.search(gap):
        return False
    stranger = _STRANGER.search(gap)
    if stranger and not _TO_STRANGER.search(gap[: stranger.start()]):
        return False
    last = re.split("[，,]", gap)[-1]
    return last == gap or not last or bool(_STARTS.match(last))


def _is_spoken_to(clause: str, at: int) -> bool:
    pre = RUNS.sub(r"\1", clause[max(0, at - _GAP) : at])
    return bool(_TO_WHOM.search(_ADVERB.sub("", pre)))


def _stripped(clause: str) -> str:
    """Without the adverbs at its end"""
    match = _TRAILING.search(clause, max(0, len(clause) - _ADVERBS_NEAR))
    return clause[: match.start()] if match else clause
