"""The command line: options on both sides of the verb, exit codes, what is printed where, and hostile surroundings."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dossier.cli import main
from dossier.cli.explain import columns, explain
from dossier.cli.report import printable, tally
from dossier.errors import Problem
from dossier.model import Article, Block, Meta, Removal, Where

ROOT = Path(__file__).parent.parent
GOOD = Path(__file__).parent / "sites" / "good"
BUILD = [sys.executable, str(ROOT / "build.py")]
ARTICLE = "content/articles/second.md"


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A good site; the working folder is elsewhere"""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    shutil.copytree(GOOD, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process"""

    def run(*words: object) -> Ran:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        captured = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, captured.out, captured.err)

    return run


def process(*words: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Runs a command in a process of its own"""
    return subprocess.run(
        [*BUILD, *map(str, words)], capture_output=True, timeout=60, check=False, **{"cwd": ROOT, **options}
    )


def records(out: str | bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


# --- verbs and options ---------------------------------------------------------------------------------------------


def test_without_a_verb_it_builds_the_site_in_the_working_folder(site: Path) -> None:
    ran = process("--jobs", 1, cwd=site)
    assert (ran.returncode, ran.stderr) == (0, b"")
    line = ran.stdout.decode()
    assert line.startswith("2 articles, ") and line.count("\n") == 1
    assert "no problems" in line and line.rstrip().endswith("s → _site")
    assert {"index.html", "articles/second.html"} <= pages(site / "_site")
    assert {path.name for path in site.iterdir()} == {"site.yaml", "content", "_site", ".dossier"}


@pytest.mark.parametrize(
    "words",
    [
        ["--site", "SITE", "-d", "OUT", "build"],
        ["build", "--site", "SITE", "-d", "OUT"],
        ["--site", "SITE", "build", "--output", "OUT"],
        ["-d", "nowhere", "--site", "/", "build", "--site", "SITE", "-d", "OUT"],
        ["--site", "SITE", "-d", "OUT"],
    ],
)
def test_options_stand_before_or_after_the_verb_and_the_later_one_counts(
    words: list[str], site: Path, tmp_path: Path, command: Command
) -> None:
    given = {"SITE": str(site), "OUT": str(tmp_path / "out")}
    ran = command(*(given.get(word, word) for word in words), "--jobs", 1)
    assert ran.code == 0 and ran.out.rstrip().endswith(str(tmp_path / "out"))
    assert "index.html" in pages(tmp_path / "out") and not (site / "_site").exists()


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["build", "--help"], ["check", "-h"], ["inspect", "--help"]])
def test_help(words: list[str], command: Command) -> None:
    ran = command(*words)
    assert (ran.code, ran.err) == (0, "")
    assert "--site" in ran.out and "--strict" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_version(command: Command) -> None:
    assert command("--version").code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--strcit"], "--strict"),
        (["biuld"], "biuld"),
        (["build", "extra"], "extra"),
        (["--jobs", "many"], "many"),
        (["--jobs", "-1"], "-1"),
        (["--site", "/nowhere/at/all"], "/nowhere/at/all"),
        (["check", "--site", __file__], Path(__file__).name),
        (["inspect", "--site", "/nowhere/at/all", "x"], "/nowhere/at/all"),
        (["--base-url", "example.org"], "example.org"),
        (["--base-url", "https://example.org/?a"], "such as https://"),
        (["-d"], "requires an argument"),
    ],
)
def test_wrong_usage_is_2_and_says_what(words: list[str], says: str, command: Command) -> None:
    ran = command(*words)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err.replace("\n", "") and ran.err.count("\n") < 8


def test_a_folder_that_is_no_site_is_an_error_with_a_way_out(tmp_path: Path, command: Command) -> None:
    ran = command("--site", tmp_path)
    assert ran.code == 1 and "no-site" in ran.err and "--site" in ran.err
    assert not list(tmp_path.iterdir())


# --- exit codes and what is printed --------------------------------------------------------------------------------


def test_warnings_are_0_and_with_strict_1(site: Path, command: Command) -> None:
    (site / "content/articles/third.pdf").write_text("x")
    ran = command("--site", site, "--jobs", 1)
    assert ran.code == 0 and "1 warning" in ran.out and "warning[not-read]" in ran.err
    strict = command("check", "-s", "--site", site)
    assert strict.code == 1 and strict.err.endswith("1 warning: nothing was written\n")


def test_a_notice_never_stops_a_build(site: Path, command: Command) -> None:
    (site / "site.yaml").write_text("title: x\n")
    ran = command("--site", site, "--strict", "--jobs", 1)
    assert ran.code == 0 and "notice[no-url]" in ran.err and "no problems" in ran.out
    assert command("--site", site, "--base-url", "https://example.org").err == ""
    assert "https://example.org/" in (site / "_site/sitemap.xml").read_text("utf-8")


def test_quiet_says_what_is_wrong_and_nothing_else(site: Path, command: Command) -> None:
    (site / "site.yaml").write_text("title: x\n")
    assert command("-q", "--site", site) == Ran(0, "", "")
    (site / "content/articles/third.pdf").write_text("x")
    ran = command("--site", site, "-q")
    assert (ran.code, ran.out) == (0, "") and ran.err.count("\n") == 1


def test_verbose_tells_the_seconds_of_each_stage(site: Path, command: Command) -> None:
    ran = command("-v", "--site", site, "--jobs", 1)
    assert [line.split()[0] for line in ran.err.splitlines()] == ["Cleaning", "Linking", "Rendering", "Indexing"]


def test_check_writes_nothing(site: Path, command: Command) -> None:
    before = sorted(site.rglob("*"))
    ran = command("check", "--site", site)
    assert ran.code == 0 and "→" not in ran.out
    assert sorted(site.rglob("*")) == before


def test_clean_forgets_the_cache_and_builds_the_same(site: Path, command: Command) -> None:
    command("--site", site, "--jobs", 1)
    before = {path: path.read_bytes() for path in (site / "_site").rglob("*.html")}
    (site / ".dossier/left-over").write_text("x")
    ran = command("--site", site, "--clean", "--jobs", 1)
    assert ran.code == 0 and ", 0 changed" in ran.out
    assert not (site / ".dossier/left-over").exists()
    assert {path: path.read_bytes() for path in (site / "_site").rglob("*.html")} == before


@pytest.mark.parametrize("output", ["content/out", "static", "templates/x", "content", "."])
def test_a_site_is_not_written_among_its_sources(output: str, site: Path, command: Command) -> None:
    before = sorted(path for path in site.rglob("*"))
    ran = command("--site", site, "-d", site / output)
    assert ran.code == 1 and "foreign-output" in ran.err
    assert sorted(path for path in site.rglob("*") if ".dossier" not in path.parts) == before


# --- inspect -------------------------------------------------------------------------------------------------------


def test_inspect_prints_a_line_for_each_article_of_the_site(site: Path, command: Command) -> None:
    ran = command("inspect", "--site", site)
    found = records(ran.out)
    assert (ran.code, ran.err, len(found)) == (0, "", 2)
    assert [Path(one["path"]).name for one in found] == ["lab-move.txt", "second.md"]
    assert {m["entity"] for m in found[1]["mentions"]} >= {"an-lan", "qiming"}
    assert sorted(path.name for path in site.iterdir()) == ["content", "site.yaml"]


def test_inspect_reads_files_and_paths_from_standard_input_in_their_order(site: Path) -> None:
    paths = [site / ARTICLE, site / "nowhere.txt", site / "content/articles/2024/lab-move.txt", site]
    typed = b"\r\n\n".join(os.fsencode(path) for path in paths[1:])
    ran = process("inspect", "--site", site, paths[0], "-", input=typed)
    found = records(ran.stdout)
    assert ran.returncode == 0 and ran.stderr == b""
    assert [one["path"] for one in found] == [str(path) for path in paths]
    assert ["text" in one for one in found] == [True, False, True, False]
    assert "error" not in found[0] and found[1].keys() == {"path", "problems"}
    assert "warning[unreadable]" in found[1]["problems"][0] and "warning[not-a-file]" in found[3]["problems"][0]


def test_inspect_with_strict_is_1_where_a_file_has_problems(site: Path, command: Command) -> None:
    assert command("inspect", "-s", "--site", site, site / ARTICLE).code == 0
    ran = command("inspect", "-s", "--site", site, site / "nowhere", site / ARTICLE)
    assert ran.code == 1 and len(records(ran.out)) == 2


def test_inspect_needs_no_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(GOOD / ARTICLE, tmp_path / "a.md")
    (found,) = records(command("inspect", "a.md").out)
    assert (found["path"], found["title"]) == ("a.md", "一座旧楼的新用途")


def test_inspect_tells_the_errors_of_the_sites_own_files(site: Path, command: Command) -> None:
    (site / "content/people/x.md").write_text("x")
    ran = command("inspect", "--site", site, site / ARTICLE)
    assert (ran.code, ran.out) == (1, "") and "no-front-matter" in ran.err


def test_offsets_of_inspect_fit_its_text(site: Path, command: Command) -> None:
    for found in records(command("inspect", "--site", site).out):
        assert found["mentions"]
        for fact in (*found["mentions"], *found["dates"], *found["roles"]):
            assert found["text"][fact["start"] : fact["end"]] == fact["text"]
        for block in found["blocks"]:
            if block["start"] is not None:
                assert found["text"].startswith(block["text"], block["start"])


def test_paths_of_odd_bytes_come_back_as_they_went(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff\xfe \x1b[31m.md")
    shutil.copy(GOOD / ARTICLE, odd)
    given = process("inspect", odd, cwd=tmp_path)
    typed = process("inspect", "-", input=os.fsencode(odd), cwd=tmp_path)
    for ran in (given, typed):
        (found,) = records(ran.stdout)
        assert found["path"] == str(odd) and found["title"]


EXPLAINED = """\
渡轮复航
2024-10-08 09:30 来源：示例网 作者：林小舟
停航两年之后，旧渡轮今天重新穿过海港，船长说发动机已经拆开\x1b[31m清洗。
夏天每小时一班，冬天每天三班，船票价格和两年前一样。
责任编辑：周远
责任编辑：林小舟
"""


def test_explain_prints_the_data_and_the_text_with_its_removals_in_place(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.txt").write_text(EXPLAINED, "utf-8")
    ran = command("inspect", "--explain", tmp_path / "a.txt", tmp_path / "nowhere")
    assert ran.code == 0 and "nowhere: warning[unreadable]" in ran.err and "\x1b" not in ran.out
    lines = ran.out.splitlines()
    assert lines[:3] == [
        str(tmp_path / "a.txt"),
        "title      渡轮复航",
        "published  2024-10-08T09:30 (text of the page: date line “2024-10-08 09:30 来源：示例网 作者：林小舟”)",
    ]
    assert "url        not known" in lines
    at = lines.index("- editor-line  A line that names the editor responsible, not part of the text.")
    assert lines[at - 1] == "paragraph  夏天每小时一班，冬天每天三班，船票价格和两年前一样。"
    assert lines[at + 1 : at + 3] == ["    责任编辑：周远", "    责任编辑：林小舟"]
    assert "     2 editor-line  A line that names the editor responsible, not part of the text." in lines
    assert lines[-2].startswith("4 pieces removed, ") and lines[-2].endswith(" of the characters; 2 blocks kept")


def test_explain_shows_where_in_a_block_something_was_cut_out() -> None:
    removal = Removal(at=0, rule="promotion", reason="An advertisement.", text="扫码", offset=3)
    blocks = (Block(kind="paragraph", text="前半句，后半句"),)
    article = Article(id="a", path="a.txt", meta=Meta(), blocks=blocks, removals=(removal,))
    lines = [line.lead + line.text for line in explain("a.txt", article)]
    assert "- promotion after “前半句”  An advertisement." in lines
    assert lines.index("paragraph  前半句，后半句") < lines.index("    扫码")


def test_explain_fits_the_terminal_and_is_in_colour_unless_it_is_not_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(EXPLAINED, "utf-8")
    words = ["inspect", "--explain", str(tmp_path / "a.txt")]
    coloured = on_a_terminal(words, stream="stdout", COLUMNS="60")
    assert "\x1b[31m- editor-line" in coloured and "\x1b[36mparagraph" in coloured
    plain = on_a_terminal(words, stream="stdout", COLUMNS="60", NO_COLOR="1")
    assert "\x1b" not in plain and re.search("paragraph  停航两年之后，旧渡轮今天.{1,20}…\r\n", plain)
    assert all(columns(line) <= 60 for line in plain.splitlines()[1:])


def test_explain_is_of_inspect_alone(command: Command) -> None:
    assert command("build", "--explain").code == 2


# --- surroundings --------------------------------------------------------------------------------------------------


def test_a_reader_that_closes_early_gets_no_traceback(site: Path) -> None:
    many = b"\n".join([os.fsencode(site / ARTICLE)] * 200)
    started = [*BUILD, "inspect", "-"]
    with subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin and running.stdout and running.stderr
        running.stdin.write(many)
        running.stdin.close()
        assert json.loads(running.stdout.readline())["title"]
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) in (0, 1)


def on_a_terminal(words: list[str], stream: str = "stderr", **environment: str) -> str:
    """What a command prints to one of its streams where that is a terminal"""
    ours, theirs = pty.openpty()
    added = {"TERM": "xterm-256color", **environment}
    plain = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "CI")}
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: theirs}
    with subprocess.Popen([*BUILD, *words], env={**plain, **added}, **streams) as running:  # type: ignore[call-overload]
        os.close(theirs)
        seen = b""
        try:
            while piece := os.read(ours, 65536):
                seen += piece
        except OSError:  # the other end is closed
            pass
        assert running.wait(60) == 0
    os.close(ours)
    return seen.decode()


def test_a_terminal_sees_a_bar_and_colours_unless_it_wants_none(site: Path) -> None:
    (site / "content/articles/third.pdf").write_text("x")
    words = ["--site", str(site), "--jobs", "1"]
    coloured = on_a_terminal(words)
    assert "\x1b[33mcontent/articles/third.pdf" in coloured and "Rendering" in coloured
    plain = on_a_terminal(words, NO_COLOR="1")
    assert "\x1b[33m" not in plain and "warning[not-read]" in plain
    quiet = on_a_terminal([*words, "-q"], NO_COLOR="1")
    assert quiet.count("\n") == 1 and "Rendering" not in quiet


def test_without_a_terminal_there_are_no_escapes_even_in_latin_1(site: Path) -> None:
    (site / "content/articles/米\x1b[31m.pdf").write_text("x")
    ran = process("--site", site, "--jobs", 1, env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "latin-1"})
    assert ran.returncode == 0, ran.stderr
    assert b"\x1b" not in ran.stderr + ran.stdout
    assert b"\\x1b[31m.pdf: warning[not-read]" in ran.stderr


def test_help_can_be_read_in_latin_1() -> None:
    ran = process("inspect", "--help", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert (ran.returncode, ran.stderr) == (0, b"") and b"Usage" in ran.stdout


def test_standard_output_that_is_closed_is_no_crash(site: Path) -> None:
    words = " ".join([*BUILD, "check", "--site", str(site)])
    ran = subprocess.run(["sh", "-c", f"{words} >&-"], capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in ran.stderr


def test_a_message_shows_no_control_characters() -> None:
    assert printable("a\x1b[31m\u202e\u3000\n\udcff米 b") == "a\\x1b[31m\\u202e\\u3000\\n\\udcff米 b"


def test_the_count_of_problems() -> None:
    def problems(*severities: str) -> list[Problem]:
        return [Problem(severity=s, code="c", where=Where(), message="m") for s in severities]  # type: ignore[arg-type]

    assert tally(problems("error", "error", "warning", "notice")) == "2 errors, 1 warning"
    assert tally(problems("notice")) == "no problems"


def test_a_record_is_one_line_whatever_ends_lines_elsewhere(tmp_path: Path, command: Command) -> None:
    text = "第一句说了一件事\u2028，第二句说了另一件事\x85，第三句也在同一行\u2029。"
    (tmp_path / "a.txt").write_text(f"标题\n\n{text}\n\n{text}再说一遍。\n", "utf-8")
    ran = command("inspect", tmp_path / "a.txt")
    assert len(ran.out.splitlines()) == 1
    assert json.loads(ran.out)["path"] == str(tmp_path / "a.txt")


def test_a_profile_says_what_each_stage_took(site: Path, command: Command, tmp_path: Path) -> None:
    file = tmp_path / "profile.json"
    for known in (False, True):
        (site / "site.yaml").touch()
        assert command("build", "--site", site, "--profile", file).code == 0
        told = json.loads(file.read_text("utf-8"))
        assert {"version", "python", "system", "cores", "engine", "articles", "seconds", "memory"} <= told.keys()
        assert list(told["stages"]) == ["Cleaning", "Linking", "Rendering", "Indexing"]
        assert 0 < sum(stage["seconds"] for stage in told["stages"].values()) <= told["seconds"]
        cleaned = told["stages"]["Cleaning"]
        assert cleaned["items"] == told["articles"] > 0
        assert cleaned["known"] == (told["articles"] if known else 0)
    assert command("build", "--site", site, "--profile", file).code == 0
    assert json.loads(file.read_text("utf-8"))["stages"] == {}, "nothing changed"


def test_a_profile_that_cannot_be_written_is_told(site: Path, command: Command, tmp_path: Path) -> None:
    ran = command("build", "--site", site, "--profile", str(tmp_path / "none" / "profile.json"))
    assert ran.code == 1 and "profile cannot be written" in ran.err
