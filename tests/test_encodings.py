"""Bytes become the text that was meant: declared, undeclared and wrongly declared encodings, and what was misread."""

from collections.abc import Iterator
from itertools import permutations

import pytest
from growth import grows_with_length
from hypothesis import given
from hypothesis import strategies as st

from dossier.clean import charsets
from dossier.clean.decode import decode
from dossier.clean.mojibake import WINDOWS, mend
from dossier.model import Source

#: A few words of each language, and the encodings that its pages are in.
TEXTS = {
    "zh": "港务局周一投票决定保留北端的旧灯塔，此前讨论了两年之久。委员们说，修缮费用低于新建。",
    "zh-Hant": "港務局週一投票決定保留北端的舊燈塔，此前討論了兩年之久。委員們說，修繕費用低於新建。",
    "ja": "港湾委員会は月曜日に北端の古い灯台を残すことを決めた。委員たちは、灯台は船を導いてきたと述べた。",
    "ko": "항만위원회는 월요일에 북쪽 끝의 오래된 등대를 보존하기로 결정했다. 위원들은 그렇게 말했다.",
    "ru": "Портовый совет в понедельник решил сохранить старый маяк на северной оконечности бухты.",
    "fr": "Le conseil du port a décidé lundi de garder le vieux phare à l’extrémité nord de la baie, après un débat.",
    "cs": "Rada přístavu v pondělí rozhodla, že zachová starý maják na severním konci zátoky, po dvou letech sporů.",
    "pl": "Rada portu w poniedziałek postanowiła zachować starą latarnię na północnym krańcu zatoki.",
    "tr": "Liman kurulu pazartesi günü kuzey ucundaki eski feneri korumaya karar verdi; şimdi işler başlıyor.",
    "el": "Το συμβούλιο του λιμανιού αποφάσισε τη Δευτέρα να κρατήσει τον παλιό φάρο στο βόρειο άκρο.",
    "ar": "قرر مجلس الميناء يوم الاثنين الإبقاء على المنارة القديمة في الطرف الشمالي من الخليج.",
    "he": "מועצת הנמל החליטה ביום שני לשמור על המגדלור הישן בקצה הצפוני של המפרץ.",
    "th": "คณะกรรมการท่าเรือลงมติเมื่อวันจันทร์ให้เก็บประภาคารเก่าไว้ที่ปลายด้านเหนือของอ่าว",
}
#: Each with the name that a page declares.
ENCODINGS = {
    "zh": {"gb18030": "gb2312", "utf-8": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"},
    "zh-Hant": {"big5": "big5", "gb18030": "gbk", "utf-16-le": "utf-16"},
    "ja": {"shift_jis": "Shift_JIS", "euc_jp": "EUC-JP", "iso2022_jp": "iso-2022-jp", "utf-16-be": "utf-16"},
    "ko": {"euc_kr": "euc-kr", "utf-16-le": "utf-16"},
    "ru": {"cp1251": "windows-1251", "koi8_r": "koi8-r", "iso8859_5": "iso-8859-5", "utf-16-le": "utf-16"},
    "fr": {"cp1252": "iso-8859-1", "utf-16-be": "utf-16"},
    "cs": {"cp1250": "windows-1250", "iso8859_2": "iso-8859-2"},
    "pl": {"cp1250": "windows-1250", "iso8859_2": "iso-8859-2"},
    "tr": {"cp1254": "windows-1254"},
    "el": {"cp1253": "windows-1253"},
    "ar": {"cp1256": "windows-1256"},
    "he": {"cp1255": "windows-1255"},
    "th": {"cp874": "tis-620"},
}


def read(data: bytes, name: str = "x.html") -> str:
    """The text of a file that is read without a warning"""
    text, problems = decode(Source(id="x", path=name, suffix=".html", data=data))
    assert not problems
    return text


def told(text: str) -> tuple[str, list[tuple[str, str, int]]]:
    """A text in UTF-8 as it is read, and code, severity and line of each problem"""
    found, problems = decode(Source(id="x", path="x.txt", suffix=".txt", data=text.encode()))
    return found, [(p.code, p.severity, p.where.line) for p in problems]


def cases() -> Iterator[tuple[str, str, str]]:
    for lang, encodings in ENCODINGS.items():
        for encoding, label in encodings.items():
            for declared in ("", label, "utf-8", "gb2312", "iso-8859-1"):
                yield lang, encoding, declared


@pytest.mark.parametrize(("lang", "encoding", "declared"), [*cases()])
def test_a_text_is_read_whatever_it_declares(lang: str, encoding: str, declared: str) -> None:
    head = f'<meta charset="{declared}">' if declared else ""
    for text in (f"{head}{TEXTS[lang]}", f"<html>{head}<body><p>{TEXTS[lang]}</p>\n<p>{TEXTS[lang]}</p></body></html>"):
        assert read(text.encode(encoding)) == text


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_wins_over_a_declaration(mark: str) -> None:
    text = '<meta charset="gb2312">' + TEXTS["ru"]
    assert read(text.encode(mark)) == text


@given(st.sampled_from(sorted(cases())), st.randoms(use_true_random=False))
def test_the_order_of_attempts_changes_nothing(case: tuple[str, str, str], random) -> None:  # type: ignore[no-untyped-def]
    lang, encoding, _ = case
    data = TEXTS[lang].encode(encoding)
    wide, narrow = charsets.WIDE, charsets.NARROW
    shuffled = random.choice(list(permutations(wide))), tuple(random.sample(narrow, len(narrow)))
    found = charsets.guessed(data)
    try:
        charsets.WIDE, charsets.NARROW = shuffled
        again = charsets.guessed(data)
    finally:
        charsets.WIDE, charsets.NARROW = wide, narrow
    assert charsets.strict(data, again or "utf-8") == charsets.strict(data, found or "utf-8")


@given(st.text(alphabet="港务局周一投票决定保留北端的旧灯塔，。喆囧㐂镕Abc 12\n", min_size=12))
def test_any_text_in_gb18030_that_says_so_is_read_back(text: str) -> None:
    page = "<meta charset=gb2312>" + text + TEXTS["zh"]
    assert read(page.encode("gb18030")) == page


@given(st.binary(max_size=400))
def test_no_bytes_are_lost_without_a_word(data: bytes) -> None:
    try:
        text, problems = decode(Source(id="x", path="x.txt", suffix=".txt", data=b"<p>Pier</p>" * 9 + data))
    except Exception as refused:
        assert "warning[" in str(refused)
        return
    if "\ufffd" in text:
        (problem,) = (p for p in problems if p.code in ("encoding", "lost-characters"))
        lines = text.split("\n")
        assert lines[problem.where.line - 1][problem.where.column - 1] == "\ufffd"


@pytest.mark.parametrize(
    "label", ["utf-7", "idna", "idna.", "unicode-escape", "hex", "zlib", "undefined", "no-such", "utf-7x"]
)
def test_a_declaration_of_no_encoding_counts_for_nothing(label: str) -> None:
    page = f"<meta charset={label}>" + TEXTS["ru"]
    assert read(page.encode()) == page and read(page.encode("cp1251")) == page
    broken = page.encode() + b"\xff\xfe\xfa"
    assert TEXTS["ru"][:9] in decode(Source(id="x", path="x", suffix=".txt", data=broken))[0]


def test_the_usual_form_of_an_encoding() -> None:
    assert charsets.strict(b"\xa1\x45\xa1\x4e\xf9\xd6", "big5hkscs") == "‧﹑碁"
    assert charsets.strict(b"\xa3\xe1", "big5hkscs") == "€"
    assert charsets.strict(b"\xad\xa1", "euc_jp") == "①"


# --- text that was misread before ----------------------------------------------------------------------------------


def misread(text: str) -> str:
    return text.encode().decode("latin-1").translate(WINDOWS)


def test_text_read_as_windows_1252_is_read_anew() -> None:
    for lang in ("zh", "ja", "ru", "fr", "cs"):
        found, problems = told("Pier\n" + misread(TEXTS[lang]))
        assert found == "Pier\n" + TEXTS[lang] and problems == [("mojibake", "warning", 2)], lang


def test_text_read_as_gbk_is_read_anew_only_where_no_character_was_lost() -> None:
    lossy = TEXTS["zh"].encode().decode("gb18030", "replace")
    assert told(lossy) == (lossy, [("lost-characters", "notice", 1), ("mojibake", "warning", 1)])
    words = "港务 局周 一投 票决 定保 留北 端的 旧灯 塔， 此前 讨论 了两 年之 久。".split()
    even = "".join(word for word in words if exact(word))
    assert len(even) > 12
    assert told(even.encode().decode("gb18030")) == (even, [("mojibake", "warning", 1)])


def exact(text: str) -> bool:
    """Whether the bytes of a text in UTF-8 are whole characters of GB18030"""
    try:
        return text.encode().decode("gb18030").encode("gb18030") == text.encode()
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("好\n锟斤拷锟斤拷的", [("mojibake", "warning", 2)]),
        ("Pier ï¿½ open", [("mojibake", "warning", 1)]),
        ("它在cafÃ©，", [("mojibake", "warning", 1)]),
        ("a\n\nb \ufffd c", [("lost-characters", "notice", 3)]),
    ],
)
def test_what_was_lost_before_is_told_and_left(text: str, problems: list[tuple[str, str, int]]) -> None:
    assert told(text) == (text, problems)


@pytest.mark.parametrize(
    "text",
    [*TEXTS.values(), "„Der Spaß“, sagt Groß“", "IRMÃO, Ã la carte", "Straß\xadburg", "涓涓细流，汩汩", "Âge, Été, Ça"],
)
def test_text_as_it_should_be_is_left(text: str) -> None:
    assert told(text) == (text, [])


@given(st.text())
def test_mending_never_changes_how_many_lines_there_are(text: str) -> None:
    plain = text.encode("utf-8", "ignore").decode()
    mended = mend(plain, plain.encode())
    assert mended.text.count("\n") == plain.count("\n")
    assert not mended.mended or mend(mended.text, mended.text.encode()).mended <= mended.mended


@pytest.mark.parametrize("unit", ["Ã©", "锛", "锟斤拷", "ß“", "Ã\n", "鐨勬\n", "的"])
def test_mending_takes_no_longer_than_its_text(unit: str) -> None:
    grows_with_length(lambda text: mend(text, text.encode()), unit * 100_000)
