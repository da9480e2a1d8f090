"""A small archive in memory, and the default theme: what the tests of the render room look at."""

from pathlib import Path

from dossier.config import Settings
from dossier.model import (
    Anchor,
    Annotation,
    Article,
    Block,
    CuratedRole,
    Entity,
    Event,
    Evidence,
    FoundDate,
    FreePage,
    Image,
    Linked,
    Mention,
    Meta,
    Name,
    Place,
    Removal,
    RoleFact,
    Span,
    Theme,
)
from dossier.render import Archive, assets, plan, render

ROOT = Path(__file__).parent.parent
#: Stands only in the text of the second article, far from its beginning.
SECRET = "只在这里的话"
URL = "https://example.org/archive/"


def theme(**changed: str) -> Theme:
    """The default theme; changed: path with `__` for `/` and `_html` for `.html` → another text"""
    files = {p.relative_to(ROOT / "templates").as_posix(): p.read_text("utf-8") for p in _files("templates")}
    files |= {name.replace("_html", ".html").replace("__", "/"): text for name, text in changed.items()}
    static = tuple((p.relative_to(ROOT / "static").as_posix(), p.read_bytes()) for p in _files("static"))
    return Theme(templates=tuple(sorted(files.items())), assets=static)


def _files(folder: str) -> list[Path]:
    return sorted(p for p in (ROOT / folder).rglob("*") if p.is_file())


def block(text: str, *spans: tuple[str, str, str]) -> Block:
    """A paragraph; spans: (kind, the text that it covers, ref)"""
    found = [Span(start=text.index(t), end=text.index(t) + len(t), kind=kind, ref=ref) for kind, t, ref in spans]
    return Block(kind="paragraph", text=text, spans=tuple(sorted(found, key=lambda s: (s.start, -s.end))))


PEOPLE = (
    Entity(
        id="lin-an",
        kind="person",
        name="林安",
        latin="Lin An",
        names=(Name(text="林安"), Name(text="Lin An"), Name(text="凌安", sic=True)),
        roles=(CuratedRole(company="bright", title="首席执行官", since="2021-03", source="2024/first"),),
        ids=(("wikidata", "Q42"),),
        links=("https://example.com/lin",),
        formerly=("an-lin",),
        biography=(block("写过 <b> 的人。"),),
    ),
    Entity(
        id="查理-吴",
        kind="person",
        name="查理・吴",
        names=(Name(text="查理・吴"),),
        status="found",
        confidence=0.82,
        evidence=(Evidence(rule="title-before-name", sentence=f"董事查理・吴说过{SECRET}。", article="2024/second"),),
    ),
    Entity(id="gone", kind="person", name="某人", names=(Name(text="某人"),), hide=True),
)
COMPANIES = (Entity(id="bright", kind="company", name="Bright Labs", names=(Name(text="Bright Labs"),), type="lab"),)


def first() -> Linked:
    """An article with everything: notes, a correction, an event, a table, a list, a picture, links"""
    opening = block(
        "林安离开 Bright Labs & 创办新公司，某人没有说话。",
        ("mention", "林安", "person/lin-an"),
        ("strong", "安离开 Bright", ""),
        ("mention", "Bright Labs", "company/bright"),
        ("mention", "某人", "person/gone"),
        ("note", "离开 Bright Labs", "n11111111"),
    )
    blocks = (
        opening,
        Block(kind="heading", text="后来", level=4),
        block(
            "林安在 2023 年 5 月说：原文 <script>。",
            ("mention", "林安", "person/lin-an"),
            ("note", "原文", "n22222222"),
        ),
        block(
            "见此处和那里。", ("link", "此处", "https://example.com/?a=1&b=2"), ("link", "那里", "javascript:alert(1)")
        ),
        Block(kind="item", text="一", group=1, style="ordered"),
        Block(kind="item", text="二", group=1, level=1),
        Block(kind="cell", text="年", group=2, style="header"),
        Block(kind="cell", text="数", group=2, style="header"),
        Block(kind="cell", text="2023", group=2, level=1),
        Block(kind="cell", text="7", group=2, level=1),
        Block(kind="image", group=3, ref=0),
        Block(kind="caption", text="图中人", group=3),
    )
    event = Event(type="left", date="2024-10-03", people=("lin-an",), companies=("bright",))
    anchors = (
        Anchor(
            id="n11111111",
            annotation=Annotation(quote="离开 Bright Labs", event=event, note=(block("编者的话。"),)),
            places=(Place(block=0, start=2, end=16),),
        ),
        Anchor(
            id="n22222222",
            annotation=Annotation(quote="原文", correction="更正"),
            places=(Place(block=2, start=14, end=16),),
        ),
    )
    article = Article(
        id="2024/first",
        path="content/articles/2024/first.txt",
        meta=Meta(
            title="林安离开",
            published="2024-10-08T09:30",
            published_from="dateline",
            published_why="dateline “10 月 8 日”",
            author=("记者甲",),
            source="某报",
            url="https://example.com/first",
            lang="zh",
            topics=("人事",),
        ),
        blocks=blocks,
        removals=(
            Removal(at=0, rule="title-repeated", reason="The title stands above.", text="林安离开"),
            Removal(at=0, offset=4, rule="ad", reason="An advertisement.", text="广告"),
            Removal(at=12, rule="comment-footer", reason="A form for comments.", text="说说你的看法"),
        ),
        images=(Image(src="https://example.com/a.jpg", alt="照片"),),
        note=(block("整篇的说明。"),),
        anchors=anchors,
        formerly=("2023/old",),
        digest="ab" * 32,
    )
    return _linked(article, dates=(FoundDate(place=Place(block=2, start=4, end=12), value="2023-05"),))


def second(rights: str = "full") -> Linked:
    """An article in which a unique phrase stands everywhere that text can get to"""
    said = f"董事查理・吴说过{SECRET}。"
    blocks = (
        block("Bright Labs 在 2022 年成立。", ("mention", "Bright Labs", "company/bright")),
        block(said, ("mention", "查理・吴", "person/查理-吴"), ("note", SECRET, "n33333333")),
        Block(kind="caption", text=SECRET),
    )
    anchor = Anchor(
        id="n33333333",
        annotation=Annotation(quote=SECRET, prefix=SECRET, note=(block("编者的注释。"),)),
        places=(Place(block=1, start=said.index(SECRET), end=said.index(SECRET) + len(SECRET)),),
    )
    article = Article(
        id="2024/second",
        path="content/articles/2024/second.txt",
        meta=Meta(title="第二篇", published="2022-05", lang="zh", rights=rights),
        blocks=blocks,
        removals=(Removal(at=3, rule="ad", reason="An advertisement.", text=SECRET),),
        images=(Image(src="https://example.com/b.jpg", alt=SECRET),),
        anchors=(anchor,),
    )
    role = RoleFact(
        person="查理-吴", company="", title=f"{SECRET}董事", place=Place(block=1, start=0, end=6), inferred=True
    )
    dates = (
        FoundDate(place=Place(block=0, start=14, end=20), value="2022"),
        FoundDate(place=Place(block=1, start=2, end=4), value="2021"),
    )
    return _linked(article, dates=dates, roles=(role,))


def _linked(article: Article, dates: tuple[FoundDate, ...], roles: tuple[RoleFact, ...] = ()) -> Linked:
    mentions = tuple(
        Mention(
            place=Place(block=n, start=s.start, end=s.end),
            kind="person" if s.ref.startswith("person/") else "company",
            entity=s.ref.partition("/")[2],
            how="full-name",
        )
        for n, b in enumerate(article.blocks)
        for s in b.spans
        if s.kind == "mention"
    )
    return Linked(article=article, mentions=mentions, dates=dates, roles=roles)


def archive(*articles: Linked, **settings: object) -> Archive:
    """The archive, with the two articles unless others are given"""
    return Archive(
        settings=Settings(**{"title": "档案", "url": URL, **settings}),
        entities=(*PEOPLE, *COMPANIES),
        articles=articles or (first(), second()),
        pages=(FreePage(id="about", title="关于", blocks=(block("说明。", ("link", "说明", "people/lin-an.html")),)),),
    )


def built(made: Archive) -> dict[str, str]:
    """Path → text of every file"""
    look = theme()
    files = [*(render(page, look) for page in plan(made)), *assets(look)]
    return {file.path: file.data.decode() for file in files}
