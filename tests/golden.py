"""Golden files of cleaned articles, `<source>.expected`: readable, one block or removal a line."""

from pathlib import Path

from dossier.model import Article


def shown(article: Article) -> str:
    """An article as a golden file has it: what is known of it, an empty line, then in order of the source

    `+ kind text` for what is kept (with level, style and group, and where an image or embed lies), `- rule text` for
    what goes; a removal inside a block has `@offset` and stands behind it; `⏎` is a line break.
    """
    meta = article.meta
    lines = [
        f"title: {meta.title}",
        f"published: {meta.published} ({meta.published_from}) {meta.published_why}".rstrip(),
        f"author: {'、'.join(meta.author)}",
        f"source: {meta.source}",
        f"url: {meta.url}",
        f"lang: {meta.lang}",
        "",
    ]
    removals = list(article.removals)
    for number, block in enumerate(article.blocks):
        lines += [f"- {r.rule} {r.text}" for r in removals if r.at == number and not r.offset]
        words = [block.kind, *([str(block.level)] if block.level else []), *([block.style] if block.style else [])]
        words += [f"g{block.group}"] if block.group else []
        spans = [f"<{s.kind} {s.start}-{s.end}{' ' + s.ref if s.ref else ''}>" for s in block.spans]
        image = [article.images[block.ref].src, article.images[block.ref].alt] if block.kind == "image" else []
        image += [block.address] if block.kind == "embed" else []
        lines.append(" ".join(["+", ".".join(words), *image, block.text, *spans]).strip())
        lines += [f"- {r.rule}@{r.offset} {r.text}" for r in removals if r.at == number and r.offset]
    lines += [f"- {r.rule} {r.text}" for r in removals if r.at == len(article.blocks)]
    return "\n".join(line.replace("\n", "⏎").rstrip() for line in lines) + "\n"


def cases(folder: Path, suffix: str) -> list[Path]:
    """The sources of a folder; there must be some"""
    found = sorted(path for path in folder.iterdir() if path.suffix == suffix)
    assert found, f"no {suffix} in {folder}"
    return found


def expected(source: Path) -> str:
    """The golden text beside a source; one that is missing is a mistake"""
    golden = source.with_name(source.name + ".expected")
    assert golden.exists(), f"{golden.name} is missing: write what the article should be"
    return golden.read_text("utf-8")


def visible(text: str) -> str:
    """A text without white space and characters that no reader sees"""
    return "".join(text.split()).translate(dict.fromkeys(map(ord, "\u200b\u2060\ufeff")))


def spelled(article: Article) -> str:
    """Kept and removed text together, in the order of the source, without white space"""
    parts: list[str] = []
    removals = list(article.removals)
    assert [r.at for r in removals] == sorted(r.at for r in removals)
    for number, block in enumerate(article.blocks):
        here = [r for r in removals if r.at == number]
        parts += [r.text for r in here if not r.offset]
        start = 0
        for removal in (r for r in here if r.offset):
            parts += [block.text[start : removal.offset], removal.text]
            start = removal.offset
        parts.append(block.text[start:])
    return visible("".join(parts + [r.text for r in removals if r.at == len(article.blocks)]))
