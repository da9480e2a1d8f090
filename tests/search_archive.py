"""A varied archive made up by a seeded generator, and the plain scan that the index is held against."""

import random
import re
from functools import lru_cache

from dossier.config import Settings
from dossier.model import Article, Block, Linked, Meta
from dossier.render import Archive
from dossier.render.search.tokens import plain, runs_and_words
from dossier.simplified import simplified

#: Ordinary characters, from which words are put together at random.
HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因"
    "由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解"
    "问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设"
)
LATIN = "ba co da en fi go ha in jo ka le mi no pa re so ta ve wi xu".split()
SIGNS = "，。、；：？！《》（）“”…— \n"
NAMES = 60


@lru_cache(maxsize=2)
def varied(count: int, seed: int = 5) -> tuple[Linked, ...]:
    """Articles of words by Zipf's law: Han, Latin, numbers, names with separators, traditional characters"""
    rng = random.Random(seed)
    words = ["".join(rng.choice(HAN) for _ in range(rng.choice((1, 2, 2, 2, 3, 4)))) for _ in range(4_000)]
    latin = ["".join(rng.choice(LATIN) for _ in range(rng.randint(1, 4))) for _ in range(800)]
    latin = [rng.choice((word, word.title(), word.upper(), word + "É")) for word in latin]
    names = ["・".join("".join(rng.choice(HAN) for _ in range(rng.randint(2, 3))) for _ in "ab") for _ in range(NAMES)]
    back = {ord(short): chr(long) for long, short in simplified().items()}

    def word() -> str:
        kind, rank = rng.random(), int(rng.paretovariate(0.3)) - 1 + rng.randrange(20)
        if kind < 0.86:
            found = words[min(rank, len(words) - 1)]
        elif kind < 0.94:
            found = f" {latin[min(rank, len(latin) - 1)]} "
        else:
            found = rng.choice((str(rng.randrange(3_000)), rng.choice(names).replace("・", rng.choice("・·•"))))
        return found + (rng.choice(SIGNS) if rng.random() < 0.14 else "")

    def article(number: int) -> Linked:
        texts = ["".join(word() for _ in range(rng.randint(10, 90))) for _ in range(rng.randint(1, 7))]
        texts = [text.translate(back) for text in texts] if number % 10 == 0 else texts
        blocks = tuple(Block(kind="paragraph", text=text.strip()) for text in texts)
        meta = Meta(title=f"{word()}{word()}", published=f"20{10 + number * 14 // count}-01", lang="zh")
        return Linked(
            article=Article(id=f"a{number:05}", path="", meta=meta, blocks=blocks), mentions=(), dates=(), roles=()
        )

    return tuple(article(number) for number in range(count))


def archive(articles: tuple[Linked, ...], **settings: str) -> Archive:
    return Archive(settings=Settings(**{"title": "档案", **settings}), entities=(), articles=articles)


def searched(one: Linked) -> list[str]:
    return [plain(text) for text in (one.article.meta.title, *(block.text for block in one.article.blocks))]


class Scan:
    """Looks through all texts, one after the other"""

    def __init__(self, articles: tuple[Linked, ...]) -> None:
        self.texts = [searched(one) for one in articles]
        self.words = [{word for text in texts for word in runs_and_words(text)[1]} for texts in self.texts]

    def find(self, query: str) -> list[int]:
        """The numbers of the articles that have all runs of a query, and words that begin as each of its words"""
        runs, words = runs_and_words(query)
        if not runs and not words:
            return []
        return [
            number
            for number, texts in enumerate(self.texts)
            if all(any(run in text for text in texts) for run in runs)
            and all(any(known.startswith(word) for known in self.words[number]) for word in words)
        ]


def queries(articles: tuple[Linked, ...], count: int, seed: int = 9) -> dict[str, list[str]]:
    """Random parts of random texts: 2–6 Han characters, Latin words, 7–20 characters, several terms"""
    rng = random.Random(seed)

    def run(low: int, high: int) -> str:
        while True:
            found = re.findall(f"[㐀-鿿]{{{low},}}", rng.choice(rng.choice(articles).article.blocks).text)
            if found:
                text = rng.choice(found)
                length = min(len(text), rng.randint(low, high))
                start = rng.randrange(len(text) - length + 1)
                return text[start : start + length]

    def word() -> str:
        while True:
            found = re.findall(r"[A-Za-zÉ]{2,}", rng.choice(rng.choice(articles).article.blocks).text)
            if found:
                return rng.choice(found)

    return {
        "han": [run(2, 6) for _ in range(count)],
        "latin": [word() for _ in range(count)],
        "long": [run(7, 20) for _ in range(count // 6)],
        "several": [f"{run(2, 3)} {rng.choice((run(1, 2), word()))}" for _ in range(count // 6)],
        "one": [run(1, 1) for _ in range(count // 6)],
        "nothing": ["鿿鿎", "zzzyx", "的鿎", "。"],
    }
