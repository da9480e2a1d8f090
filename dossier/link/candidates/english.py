"""People and companies in Latin letters, by the names that people have and the words around."""

from collections.abc import Iterator, Sequence

from dossier.link.candidates.clues import Clue, Tie
from dossier.link.candidates.english_patterns import (
    ABBREVIATION,
    BEFORE_HELD,
    BEFORE_KIND,
    BODY_AFTER,
    BODY_BEFORE,
    BODY_LEADS,
    BODY_WINDOW,
    CAMEL,
    DEED_AFTER,
    HEAD_OF,
    INVESTED,
    JOINT,
    KINDS_BEFORE,
    MANY,
    OF_PERSON,
    OFFICE_HOLDER,
    PUBLIC,
    RUN_BY,
    SPEECH_AFTER,
    SPOKESPERSON,
    TITLE_WINDOW,
    WHO_RUNS,
    WORD_BEFORE,
    patterns,
)
from dossier.link.candidates.latin import POSSESSIVE, Run
from dossier.link.candidates.lexicon import word_after, word_before, words
from dossier.link.candidates.personal import is_given, is_personal, is_pinyin, may_be_given


class English:
    """One text's runs and what is counted over them"""

    def __init__(self, text: str, runs: Sequence[Run], known: dict[int, str]) -> None:
        self.text = text
        self.runs = runs
        self.known = known
        self._words_before: dict[int, str] = {}
        self.singles = {run.words[0] for run in runs if len(run.words) == 1}
        self.speakers = {run.words[0] for run in runs if len(run.words) == 1 and self._says(run)}
        self.people_ends = {run.end for run in runs if is_personal(run) and is_given(run.words[0])}

    def clues(self) -> Iterator[Clue]:
        """Clues to people and companies"""
        for run in self.runs:
            if run.start in self.known:
                continue
            for rule in self._person(run):
                yield Clue("person", run.start, run.end, rule)
            rules = list(self._company(run))
            if rules and not (self._is_in_title(run) or self._is_in_office(run)):
                yield from (Clue("company", run.start, run.end, rule) for rule in rules)
        yield from self._listed()

    # --- people ------------------------------------------------------------------------------------------------------

    def _person(self, run: Run) -> Iterator[str]:
        if not is_personal(run) or self._is_quoted(run):
            return
        first, last = run.words[0], run.words[-1]
        if is_given(first):
            yield "first-name"
        elif last in words("en_words", "surnames") and may_be_given(first):
            yield "known-surname"
        if len(run.words) == 2 and is_pinyin(first, last):
            yield "pinyin-name"
        yield "two-words"
        if run.title_before:
            honorific = run.title_before in words("en_words", "honorifics")
            yield "honorific" if honorific else "role-before"
        elif self._chinese_title(run):
            yield "title-before"
        elif self._is_addressed(run):
            yield "honorific"
        elif self._is_behind_role(run):
            yield "role-before"
        if patterns().office.match(self.text, run.end):
            yield "role-after"
        if DEED_AFTER.match(self.text, run.end):
            yield "deed"
        if self._says(run) or (last in self.speakers and may_be_given(first)):
            yield "speech-verb"
        if last in self.singles:
            yield "surname-again"

    def _is_behind_role(self, run: Run) -> bool:
        """Whether a role in small letters stands in front, or what a company is to its people: run by"""
        if self._before(run) in words("en_words", "roles") and self.text[run.start - 1] == " ":
            return True
        return self.text.endswith(RUN_BY, max(0, run.start - 32), run.start)

    def _is_addressed(self, run: Run) -> bool:
        """Whether a form of address with its dot stands in front: Dr. Jane Doe"""
        before = self.text[max(0, run.start - 16) : run.start].split(" ")
        return len(before) > 1 and before[-2].endswith(".") and before[-2][:-1] in words("en_words", "honorifics")

    def _is_quoted(self, run: Run) -> bool:
        """Whether a name is the title of a work: “Mary Poppins”"""
        before, after = self.text[run.start - 1 : run.start], self.text[run.end : run.end + 2].lstrip(",.")
        return before in ('"', "《") and after[:1] in ('"', "》") and bool(before and after)

    def _chinese_title(self, run: Run) -> bool:
        """A Chinese title in front, a space or a colon between: 首席投资官：Jane Doe"""
        before = self.text[max(0, run.start - 10) : run.start].rstrip(" :(")
        return bool(word_before(before, len(before), words("zh_words", "titles"), 6))

    def _says(self, run: Run) -> bool:
        after = SPEECH_AFTER.match(self.text, run.end)
        if after and after[1] in words("en_words", "speech"):
            return True
        if word_after(self.text, run.end + (self.text[run.end : run.end + 1] == " "), words("zh_words", "speech"), 5):
            return True
        return self._before(run) in ("said", "says", "told", "asked", "wrote", "added")

    def _before(self, run: Run) -> str:
        """The word in front; asked for by several rules"""
        word = self._words_before.get(run.start)
        if word is None:
            match = WORD_BEFORE.search(self.text, max(0, run.start - 24), run.start)
            word = self._words_before[run.start] = match[1] if match else ""
        return word

    def _is_in_title(self, run: Run) -> bool:
        """Whether a run stands in the title of a work: 《Neural Networks: …》, “Neural Networks: …”"""
        opened = self.text.rfind("《", max(0, run.start - TITLE_WINDOW), run.start)
        if opened >= 0 and self.text.find("》", opened, run.start) < 0:
            return True
        return self.text[run.start - 1 : run.start] == '"' and self.text.startswith(": ", run.end)

    def _is_in_office(self, run: Run) -> bool:
        """Whether a run is the rest of an office's name: Center for Security and Emerging Technology"""
        if not self.text.endswith(BODY_LEADS, max(0, run.start - BODY_WINDOW), run.start):
            return False
        return bool(BODY_BEFORE.search(self.text, max(0, run.start - BODY_WINDOW), run.start))

    # --- companies ---------------------------------------------------------------------------------------------------

    def _company(self, run: Run) -> Iterator[str]:
        last = run.words[-1].rstrip(".")
        # A school is no company, nor is “the Center” in the Center for River Safety.
        whole = len(run.words) > 1 or self.text.startswith((" for ", " of "), run.end)
        if whole and last in words("en_words", "other-ends"):
            return
        if all(word in words("en_words", "places") for word in run.words):
            return
        if len(run.words) > 1 and last in words("en_words", "company-ends"):
            if BODY_AFTER.match(self.text, run.end) or run.words[0] in PUBLIC:
                return
            weak = last in words("en_words", "company-ends-weak")
            if weak and self.text.endswith(HEAD_OF, max(0, run.start - 16), run.start):
                return
            yield "company-suffix-weak" if weak else "company-suffix"
        elif last in words("en_words", "stop") or (len(run.words) == 1 and len(last) < 2):
            return
        if CAMEL.match(run.words[0]):
            yield "camel-case"
        yield from self._company_cues(run)

    def _company_cues(self, run: Run) -> Iterator[str]:
        text, before = self.text, self._before(run)
        place = text[run.start - 1 : run.start] == " "
        if self._run_by_its(run) or OFFICE_HOLDER.match(text, run.end) or SPOKESPERSON.match(text, run.end):
            yield "company-deed"
        if self._is_held(run) or self._is_one_of(run) or (place and before in words("en_words", "company-cues-strong")):
            yield "company-cue"
        elif place and before in words("en_words", "company-cues"):
            yield "company-cue-weak"
        if patterns().kind.match(text, run.end):
            yield "company-deed"
        elif (after := SPEECH_AFTER.match(text, run.end)) and after[1] in words("en_words", "company-deeds"):
            yield "company-deed-weak"
        yield from self._chinese_cues(run)

    def _is_held(self, run: Run) -> bool:
        """Whether somebody's office, or somebody, stands in front of a name: CEO of Acme, Jane Doe of Acme"""
        window = max(0, run.start - 40), run.start
        if not self.text.endswith(BEFORE_HELD, *window):
            return False
        if patterns().held.search(self.text, *window) or WHO_RUNS.search(self.text, *window):
            return True
        of_person = OF_PERSON.search(self.text, *window)
        return of_person is not None and of_person.start() in self.people_ends

    def _is_one_of(self, run: Run) -> bool:
        """Whether a name is an example of a kind of companies: rivals such as Acme"""
        window = max(0, run.start - 60), run.start
        if not self.text.endswith(BEFORE_KIND, *window) or (is_personal(run) and is_given(run.words[0])):
            return False
        return KINDS_BEFORE.search(self.text, *window) is not None

    def _run_by_its(self, run: Run) -> bool:
        """Whether somebody's office stands behind a name: Acme CEO, Acme's founder"""
        if run.title_after == POSSESSIVE:
            return bool(patterns().holder.match(self.text, run.end))
        return run.title_after in words("en_words", "roles")

    def _chinese_cues(self, run: Run) -> Iterator[str]:
        text = self.text
        at = run.start - (text[run.start - 1 : run.start] == " ")
        end = run.end + (text[run.end : run.end + 1] == " ")
        if at and text[at - 1] >= "\u2e80":
            goes_on = text[run.end : run.end + 1] >= "\u2e80" and not self._word_behind(run.end)
            if word_before(text, at, words("zh_companies", "before-strong"), 5) and not goes_on:
                yield "company-cue"
            elif word_before(text, at, words("zh_companies", "before"), 4):
                yield "company-cue-weak"
        if text[end : end + 1] >= "\u2e80":
            if word_after(text, end, words("zh_companies", "after-strong"), 5):
                yield "company-deed"
            elif len(word_after(text, end, words("zh_companies", "after"), 4)) > 1:
                yield "company-deed-weak"

    def _word_behind(self, end: int) -> bool:
        """Whether a word, or a mark, begins behind a name, which then does not go on in Chinese: AC米兰"""
        if not "\u4e00" <= self.text[end] <= "\u9fff":
            return True
        lexicons = (words("zh_companies", "after"), words("zh_words", "deeds"), words("zh_words", "before"))
        return any(word_after(self.text, end, lexicon, 4) for lexicon in lexicons)

    def abbreviations(self) -> Iterator[Tie]:
        """Names with their initials in brackets: Sierra Nevada Corporation (SNC)"""
        for run in self.runs:
            match = ABBREVIATION.match(self.text, run.end) if len(run.words) > 1 else None
            if match and match[1] == "".join(word[0] for word in run.words if word[0].isupper()):
                yield Tie("company", (run.start, run.end), match.span(1))

    # --- lists -------------------------------------------------------------------------------------------------------

    def chains(self) -> Iterator[list[Run]]:
        """Runs that follow each other with a comma or `and` between: Astro, Deep Space and Draper"""
        chain: list[Run] = []
        for run in self.runs:
            joint = JOINT.match(self.text, chain[-1].end) if chain else None
            if chain and not (joint and joint.end() == run.start and joint.end() > chain[-1].end + 1):
                yield chain
                chain = []
            chain.append(run)
        yield chain

    def _listed(self) -> Iterator[Clue]:
        """People and companies by their neighbours in a list: companies where two of three or more are some"""
        for chain in self.chains():
            people = [run for run in chain if run.start not in self.known and is_personal(run)]
            if sum(is_given(run.words[0]) for run in people) and len(people) > 1:
                yield from (Clue("person", run.start, run.end, "name-pair") for run in people)
            if chain and self._is_one_of(chain[0]):
                others = (run for run in chain[1:] if run.start not in self.known and not is_given(run.words[0]))
                yield from (Clue("company", run.start, run.end, "company-list") for run in others)
            elif len(chain) >= MANY:
                yield from self._companies_of(chain)
            elif len(chain) > 1 and INVESTED.match(self.text, chain[-1].end):
                yield from self._companies_of(chain, least=1)
            elif len(chain) > 1 and self._is_held(chain[0]) and chain[1].start not in self.known:
                yield Clue("company", chain[1].start, chain[1].end, "company-pair")

    def _companies_of(self, chain: list[Run], least: int = 2) -> Iterator[Clue]:
        ends = words("en_words", "company-ends")
        by_end = (run for run in chain if len(run.words) > 1 and run.words[-1] in ends)
        sure = {run.start for run in chain if self.known.get(run.start) == "company"} | {run.start for run in by_end}
        if len(sure) >= least and not any(run.words[0] in words("en_words", "first-names") for run in chain):
            for run in chain:
                if run.start not in self.known:
                    yield Clue("company", run.start, run.end, "company-list")
