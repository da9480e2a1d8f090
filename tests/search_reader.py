"""Reads the index as a page does, from the files that a build makes: what static/find.js does, in Python."""

import base64
import json
import zlib
from bisect import bisect_right
from collections.abc import Iterable

from dossier.model import Output
from dossier.render.search.postings import decode
from dossier.render.search.shards import entries, shard_name
from dossier.render.search.tokens import LONGEST_GRAM, LONGEST_WORD, plain, runs_and_words


def values(data: bytes) -> list[object]:
    """What a file hands to static/find.js"""
    text = data.decode()
    return list(json.loads("[" + text[text.index("(") + 1 : text.rindex(")")] + "]"))


class Reader:
    def __init__(self, outputs: Iterable[Output]) -> None:
        self.files = {one.path: one.data for one in outputs}
        (self.meta,) = values(self.files["search/meta.js"])
        self.kept: dict[str, dict[str, str]] = {}
        self.loaded: set[str] = set()

    def shard(self, at: int) -> dict[str, str]:
        path = f"search/i/{shard_name(self.meta['first'][at])}.js"
        self.loaded.add(path)
        if path not in self.kept:
            first, text = values(self.files[path])
            assert first == self.meta["first"][at]
            self.kept[path] = dict(entries(text))
        return self.kept[path]

    def place(self, key: str) -> int:
        units = [first.encode("utf-16-be") for first in self.meta["first"]]
        return bisect_right(units, key.encode("utf-16-be")) - 1

    def listed(self, key: str) -> list[int] | None:
        at = self.place(key)
        said = self.shard(at).get(key) if at >= 0 else None
        return None if said is None else decode(said)

    def beginning(self, prefix: str) -> set[int]:
        found: set[int] = set()
        for at in range(max(0, self.place(prefix)), len(self.meta["first"])):
            first = self.meta["first"][at]
            if first.encode("utf-16-be") > prefix.encode("utf-16-be") and not first.startswith(prefix):
                break
            for key, said in self.shard(at).items():
                if key.startswith(prefix):
                    found.update(decode(said))
        return found

    def run(self, run: str) -> tuple[set[int], bool]:
        """Candidates, and whether they are exact"""
        for length in range(min(len(run), LONGEST_GRAM), 0, -1):
            numbers = self.listed(run[:length])
            if numbers is not None:
                gone = length < min(len(run), LONGEST_GRAM) and len(numbers) > self.meta["few"]
                return (set(), True) if gone else (set(numbers), length == len(run))
        return set(), True

    def find(self, query: str) -> list[int]:
        runs, words = runs_and_words(query)
        in_runs = [self.run(run) for run in runs]
        found = [*(numbers for numbers, _ in in_runs), *map(self.beginning, words)]
        numbers = set.intersection(*found) if found else set()
        exact = all(sure for _, sure in in_runs)
        return sorted(n for n in numbers if exact or self.has(n, runs, words))

    def article(self, number: int) -> tuple[list[str], list[list[str]]]:
        path = f"search/a/{number // self.meta['sizes'][0]}/{number}.js"
        self.loaded.add(path)
        _, head, encoding, packed = values(self.files[path])
        text = zlib.decompress(base64.b64decode(packed), -zlib.MAX_WBITS) if packed else b"[]"
        return head, json.loads(text.decode(self.meta["encodings"][encoding]))

    def has(self, number: int, runs: list[str], words: list[str]) -> bool:
        head, paragraphs = self.article(number)
        texts = [plain(text) for text in (head[1], *(text for _, text in paragraphs))]
        known = [word for text in texts for word in runs_and_words(text)[1]]
        return all(any(run in text for text in texts) for run in runs) and all(
            any(one.startswith(word[:LONGEST_WORD]) for one in known) for word in words
        )
