"""What a dump says twice: its title, and its beginning, run together or cut off, above the article itself."""

from collections.abc import Sequence

from dossier.clean import dump_rules as rules
from dossier.clean.lines import Line
from dossier.fold import fold


def squeeze(text: str) -> str:
    """A text without white space"""
    return "".join(text.split())


def title_key(text: str) -> str:
    """A title for comparison: width, case, marks and white space do not count"""
    return squeeze(fold(text[: rules.TITLE_LONGEST]))


def without_site(title: str) -> str:
    """A title without the name of the site behind it, where what is left is still one"""
    bare = rules.SITE_SUFFIX.sub("", title)
    return bare if Line(bare, after_gap=False).width >= rules.TITLE_SURE else title


def is_same_title(key: str, line: Line) -> bool:
    """Whether a line is the title (as `title_key`), alone or with the name of the site behind it"""
    # Cheap tests first: this is asked of every line.
    if not key or not len(key) <= len(line.text) <= rules.TITLE_LONGEST or not key.startswith(fold(line.text[0])):
        return False
    return title_key(line.text) == key or title_key(rules.SITE_SUFFIX.sub("", line.text)) == key


def repeated_leads(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines near the beginning that stand again, whole or in pieces, in the lines that follow them"""
    found = set()
    squeezed = [squeeze(line.text) for line in lines[: rules.LEAD_LINES + rules.LEAD_WINDOW]]
    for number, line in enumerate(lines[: rules.LEAD_LINES]):
        text = rules.CUT.sub("", line.text)
        could_be = (line.prose or text != line.text) and line.width >= rules.LEAD_WIDTH
        following = squeezed[number + 1 : number + 1 + rules.LEAD_WINDOW]
        if could_be and len(text) <= rules.LEAD_LONGEST and _is_spelled(squeeze(text), following):
            found.add(number)
    return found


def _is_spelled(lead: str, following: Sequence[str]) -> bool:
    """Whether a text is the beginning of others put together; a few lines may stand between that are not in it"""
    at = misses = 0
    for text in following:
        if lead.startswith(text, at):
            at += len(text)
        elif text.startswith(lead[at:]):
            return True
        else:
            misses += 1
        if at == len(lead):
            return True
        if misses > rules.LEAD_MISSES:
            return False
    return False
