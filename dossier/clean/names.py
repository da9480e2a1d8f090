"""Names of authors in a field or in a line of a page, Chinese and Latin, without roles and what else stands there."""

from dossier.clean import author_rules as rules
from dossier.clean.moment import read_moment

#: Longest field of names, longest name, and longest line of names after By, Von, Par and the like.
LONGEST_FIELD, LONGEST_NAME, LONGEST_BY = 160, 50, 100
#: A name that stands alone in a field of data has fewer blanks than this.
MOST_WORDS = 3
#: A wire's first words are read in so many characters; a line of reporters is no longer either.
WIRE_READ = 80
#: A line of reporters that ends like this is a sentence, or the credit of a picture.
NO_LINE = ("。", "摄", "图", "攝", "圖")


def is_collective(name: str) -> bool:
    """Whether an office signs as one: 某报编辑部, Example Wire staff"""
    return rules.COLLECTIVE.fullmatch(name) is not None


def field_names(text: str) -> list[str]:
    """Names in a field of data: those of `plain_names`, or one short word or two that may be a name by themselves"""
    names, alone = plain_names(text), " ".join(text.split())
    if names or not alone or rules.HAN.search(alone) or rules.NO_AUTHOR.search(alone):
        return names
    could_be = alone[0].isupper() and alone.replace(" ", "").isalpha() and alone.count(" ") < MOST_WORDS
    return [alone] if could_be and len(alone) <= LONGEST_NAME else []


def plain_names(text: str) -> list[str]:
    """Names in a text that is nothing but names: By ANN EXAMPLE and Bob Sample; 张三 李四"""
    if len(text) > LONGEST_FIELD or "://" in text:
        return []
    if rules.HAN.search(text):
        return han_names(text, strict=True)
    by = rules.BY.match(text)
    return latin_names(text[by.end() :] if by else text)


def line_names(text: str) -> list[str]:
    """Names of authors in a line of a page; empty: it names none"""
    if not rules.HAN.search(text):
        by = rules.BY.match(text)
        return latin_names(text[by.end() :]) if by and len(text) <= LONGEST_BY else []
    if bracket := rules.BRACKET.match(text):
        return han_names(bracket["names"], strict=True)
    return _labelled(text) or _reporters(text) or wire_names(text) or _beside_paper(text)


def _labelled(text: str) -> list[str]:
    """作者：某某; 文｜某某; 撰文：Ann Example"""
    for label in rules.AUTHOR_LABEL.finditer(text):
        rest = text[label.end() :]
        names = han_names(rest) or (latin_names(rest) if rest[:1].isascii() else [])
        if names:
            return names
    return []


def _reporters(text: str) -> list[str]:
    """本报记者 某某 某某"""
    line = rules.REPORTER_LINE.match(text)
    is_line = line and len(text) <= WIRE_READ and not text.endswith(NO_LINE)
    return han_names(text[line.end() :]) if line and is_line else []


def wire_names(text: str) -> list[str]:
    """Reporters in the first words of a report: 某社巴黎12月9日电（记者某某）"""
    wire = rules.WIRE.search(text, 0, WIRE_READ)
    return han_names(wire["names"], strict=not wire["label"]) if wire else []


def _beside_paper(text: str) -> list[str]:
    """某某/某报; 記者某某／台北報導; an office that signs beside the date"""
    if found := rules.NAME_AND_PAPER.match(text) or rules.REPORTING.search(text):
        return han_names(found["names"], strict=True)
    office = rules.OFFICE.search(text)
    return [office[0]] if office and read_moment(text) else []


def han_names(text: str, *, strict: bool = False) -> list[str]:
    """Chinese names that a text begins with, one after the other; roles between them are passed over

    strict: nothing marks the text as names, so that each must look like one, and nothing else may stand there.
    """
    names: list[str] = []
    for word in rules.BETWEEN.sub(" ", rules.ROLE.sub(" ", text)).split():
        for part in (piece.strip("|｜丨()（）[]【】:：·•-—") for piece in rules.NAMES_APART.split(word)):
            if not part:
                continue
            if not _is_han_name(part, strict=strict) or rules.NAMES_END.match(part):
                return [] if strict else names
            names.append(part)
    return names


def _is_han_name(word: str, *, strict: bool) -> bool:
    if is_collective(word):
        return True
    if not rules.HAN_NAME.fullmatch(word) or rules.NO_AUTHOR.search(word):
        return False
    if "·" in word or "・" in word or "•" in word:
        return True
    if word[:2] in rules.COMPOUND_SURNAMES:
        return len(word) > 2
    return not strict or (word[0] in rules.SURNAMES and len(word) <= 3)


def latin_names(text: str) -> list[str]:
    """Names that a text begins with, up to a role, a date or a paper: Ann Example and Bob Sample, Staff Writers"""
    end = rules.BY_END.search(text)
    head = (text[: end.start()] if end else text).strip(" ,.")
    names: list[str] = []
    for part in rules.NAMES_APART.split(head):
        name = rules.LEADING_ROLE.sub("", " ".join(part.strip(" .").split()))
        if is_collective(name):
            names.append(name)
        elif rules.LATIN_ROLE.search(name) or rules.NO_AUTHOR.search(name) or name.startswith("The "):
            break
        elif rules.LATIN_NAME.fullmatch(name) and len(name) <= LONGEST_NAME:
            names.append(name.title() if name.isupper() else name)
        else:
            return names if name == "" else []
    return names
