from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitracker.model.errors import KeyPath
from aitracker.model.problems import Problem
from aitracker.reading.source import MAX_TEXT, Document, parse
from aitracker.reading.syntax_advice import MAX_DEPTH


def read(text: str | bytes) -> Document:
    document = parse("f.yaml", text.encode() if isinstance(text, str) else text)
    assert isinstance(document, Document), document
    return document


def refused(text: str | bytes) -> str:
    problem = parse("f.yaml", text.encode() if isinstance(text, str) else text)
    assert isinstance(problem, Problem), problem.data
    assert problem.message
    return f"{problem.line}:{problem.column} {problem.code}"


def place(document: Document, *path: str | int) -> tuple[int, int]:
    return document.position(document.locate(path))


def test_every_scalar_is_text_and_only_plain_nothing_is_absent() -> None:
    document = read("a: [NO, on, 010, 12:30, 2024-13-45, 1_0, '', 'null', ~, null, '~']\nb:\n")
    assert document.data == {
        "a": ["NO", "on", "010", "12:30", "2024-13-45", "1_0", "", "null", None, None, "~"],
        "b": None,
    }


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_count_code_points_whatever_the_mark_the_newlines_and_the_script(
    newline: str, mark: str
) -> None:
    document = read(
        mark + newline.join(["# 😀 ملاحظة", "a:", "  - {ar: مختبر, x: 😀, y: é}", "  - b: 'c'", ""])
    )
    assert place(document, "a", 0, "ar") == (3, 10)
    assert place(document, "a", 0, "x") == (3, 20)
    assert place(document, "a", 0, "y") == (3, 26)
    assert place(document, "a", 1, "b") == (4, 8)


def test_what_is_not_written_is_at_the_nearest_thing_around_it() -> None:
    document = read("records:\n  one:\n    parties: [mtnra]\n")
    assert place(document, "records", "one", "parties", 0, "organization") == (3, 15)
    assert place(document, "records", "one", "sources") == (2, 3)
    assert place(document, "records", "one") == (2, 3)
    assert place(document, "records", "one", "parties") == (3, 14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1 not-a-registry"),
        ("# only a comment\n", "1:1 not-a-registry"),
        ("- a\n", "1:1 not-a-registry"),
        ("a: 1\na: 2\n", "2:1 duplicate-key"),
        ("a: {b: 1, c: 2, b: 3}\n", "1:17 duplicate-key"),
        ("a: &x 1\n", "1:4 anchor"),
        ("a: *x\n", "1:4 alias"),
        ("a: &x {b: 1}\n", "1:4 anchor"),
        ("a: !!int 1\n", "1:4 tag"),
        ("a: !x [b]\n", "1:4 tag"),
        ("<<: {a: 1}\n", "1:1 merge-key"),
        ("a: 1\n---\nb: 2\n", "2:1 several-documents"),
        ("? [a]\n: b\n", "1:3 key-not-text"),
        ("a: 'it\nb: 1\n", "1:4 unclosed-quote"),
        ('a: "one\nb: "two"\n', "1:4 unclosed-quote"),
        ("a: [1, 2\nb: 3\n", "1:4 unclosed-bracket"),
        ("a: {b: 1\n", "1:4 unclosed-bracket"),
        ("\ta: 1\n", "1:1 tab"),
        ("a:\n\tb: 1\n", "2:1 tab"),
        ("a: b: c\n", "1:5 colon-in-text"),
        ("a: {b: c d: e}\n", "1:11 colon-in-text"),
        ("a: {b: c}}\n", "1:10 yaml-syntax"),
        ("a:\n  b: 1\n c: 2\n", "3:2 indentation"),
        ("a: @b\n", "1:4 yaml-syntax"),
        ("a:\n  name:\u00a0x\n", "2:8 no-break-space"),
        ("a: x\u202ey\n", "1:5 bidi-control"),
        ("a: x\u2067y\n", "1:4 bidi-control"),
        ("a: x\u2069y\n", "1:4 bidi-control"),
        ("a: x\u0085y\n", "1:5 line-separator"),
        ("a: x\u2028y\n", "1:5 line-separator"),
        ("a: x\x1b[31m\n", "1:5 control-character"),
        ('a: "x\\e[31m"\n', "1:4 control-character"),
        ('a: "\\u202e"\n', "1:4 bidi-control"),
        (b"a: \xff\n", "1:4 not-utf-8"),
        ("a:\n".encode("utf-16"), "1:1 not-utf-8"),
    ],
)
def test_what_yaml_would_hide_or_guess_is_refused_where_it_stands(
    text: str | bytes, expected: str
) -> None:
    assert refused(text) == expected


def test_a_text_has_at_most_so_many_characters() -> None:
    assert read(f"a: {'b' * MAX_TEXT}\n").data == {"a": "b" * MAX_TEXT}
    assert refused(f"a: 1\nb: {'b' * (MAX_TEXT + 1)}\n") == "2:4 too-long"


def test_a_paired_isolate_is_allowed() -> None:
    assert read("a: x\u2067ع\u2069y\n").data == {"a": "x\u2067ع\u2069y"}


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- "])
def test_depth_is_guarded_before_memory_is(bracket: str) -> None:
    assert refused(bracket * 100_000).endswith("too-deep")


def test_the_last_allowed_depth_is_read() -> None:
    depth = MAX_DEPTH - 1
    document = read("a: " + "[" * depth + "]" * depth)
    inner: Any = document.data["a"]
    for _ in range(depth - 1):
        inner = inner[0]
    assert inner == []


def test_a_billion_laughs_stops_at_the_first_anchor() -> None:
    bomb = 'a: &a ["lol"]\n' + "".join(
        f"{c}: &{c} [{', '.join(f'*{p}' for _ in range(9))}]\n"
        for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refused(bomb) == "1:4 anchor"


WORDS = st.text(st.sampled_from("ab z09é ع😀-:#,[]{}&*!|>'\"%@`\\\n\t"), max_size=8)
DATA = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


def written(data: Any, path: KeyPath, places: dict[KeyPath, int], before: str) -> str:
    """The data as flow YAML in double quotes, noting the offset of every value."""
    places[path] = len(before)
    if isinstance(data, str):
        return (
            before
            + '"'
            + data.replace("\\", "\\\\")
            .replace('"', '\\"')
            .replace("\n", "\\n")
            .replace("\t", "\\t")
            + '"'
        )
    text = before + ("[" if isinstance(data, list) else "{")
    for key, value in enumerate(data) if isinstance(data, list) else data.items():
        if isinstance(data, dict):
            text = written(key, (*path, "key of", key), places, text) + ": "
        text = written(value, (*path, key), places, text) + ", "
    return text + ("]" if isinstance(data, list) else "}")


@settings(max_examples=300)
@given(st.dictionaries(WORDS.filter(lambda w: w != "<<"), DATA, min_size=1, max_size=3))
def test_any_data_is_read_back_with_every_value_at_its_place(data: dict[str, Any]) -> None:
    places: dict[KeyPath, int] = {}
    text = written(data, (), places, "")
    if '"<<"' in text:
        return
    document = read(text)
    assert document.data == data
    for path, offset in places.items():
        if "key of" not in path:
            assert document.locate(path) == offset


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_one_problem(raw: bytes) -> None:
    found = parse("f.yaml", raw)
    if isinstance(found, Problem):
        assert found.line >= 1
        assert found.column >= 1


@given(st.text(st.sampled_from("ab: -[]{},'\"#\n &*!|>?%@`~\t\r"), max_size=60))
def test_any_text_is_a_document_or_one_problem_inside_it(text: str) -> None:
    found = parse("f.yaml", text.encode())
    if isinstance(found, Problem):
        assert 1 <= found.line <= len(text.splitlines()) + 2
        assert found.message


@pytest.mark.parametrize(
    "text",
    [
        "a: b # note\n",
        "a: b  # see issue #12, or page#2\n",
        "#a comment of its own\na: b\n",
        "  #a comment of its own, with page#2\na: b\n",
        "a: https://e.example/#part\n",
        "a: 'one #1'\nb: \"two #2\"\nc: x#3\n",
        "a: |\n  text #1\n  # more, a#b\nb: c\n",
        "a: [b, c] # note\nd: # note\n  e: f\n",
        "a: b\n## heading\n#### more #1\n",
    ],
)
def test_an_ordinary_comment_or_a_hash_within_a_text_is_nothing_to_tell(text: str) -> None:
    assert read(text).tails == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: Plan #1 of three\n", (1, 9)),
        ("a: 'Plan' #1 of three\n", (1, 11)),
        ("a: #1 of three\n", (1, 4)),
        ("a:\n  - #1\n", (2, 5)),
        ("a: [b, #c\n  d]\n", (1, 8)),
        ("a: b\t#c\n", (1, 6)),
        ("x: y#1\r\na: b #c\r\n", (2, 6)),
    ],
)
def test_a_comment_that_may_have_been_meant_as_text_is_told_at_its_hash(
    text: str, expected: tuple[int, int]
) -> None:
    document = read(text)
    assert [document.position(offset) for offset in document.tails] == [expected]


def test_what_needs_more_than_sixteen_bits_has_its_place_too() -> None:
    keys = "".join(f"  k{n}: v\n" for n in range(70_000))
    text = f"a:\n{keys}b:{' ' * 70_000}x\nc:{' ' * 70_000}[y]\nd: {{k69999: z}}\n"
    document = read(text)
    assert document.locate(("a", "k69999"), key=True) == text.index("k69999")
    assert document.locate(("b",), key=True) == text.index("b:")
    assert document.locate(("b",)) == text.index("x")
    assert document.locate(("c",)) == text.index("[")
    assert document.locate(("c", 0)) == text.index("y")
    assert document.locate(("d", "k69999"), key=True) == text.rindex("k69999")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a: "Plan"#1 of three\n', "1:10 comment-without-space"),
        ("a: 'Plan'#1\n", "1:10 comment-without-space"),
        ("a: [page,#page2]\n  ]\n", "1:10 comment-without-space"),
        ("a: [page]#b\n", "1:10 comment-without-space"),
        ("a: {b: P #1 of three, c: d}\n", "1:10 unclosed-bracket"),
        ("x: y\na: [b, #c]\nd: e\n", "2:8 unclosed-bracket"),
        ("a: [page,#b]\nc: d\n", "1:10 comment-without-space"),
        ('"a"#b: c\n', "1:4 comment-without-space"),
        ("a: x\u200by\n", "1:5 invisible-character"),
        ("a: x\u2060y\n", "1:5 invisible-character"),
        ("a: x\xady\n", "1:5 invisible-character"),
        ("a: x\ufeffy\n", "1:5 invisible-character"),
        ("a: \U000e0041\n", "1:4 invisible-character"),
        ('a: "\\U000e0041"\n', "1:4 invisible-character"),
    ],
)
def test_what_would_be_lost_or_not_be_seen_is_refused_where_it_stands(
    text: str, expected: str
) -> None:
    assert refused(text) == expected


def test_the_joiners_that_scripts_need_may_stand() -> None:
    assert read("a: می\u200cخواهم 👨\u200d👩\n").data == {"a": "می\u200cخواهم 👨\u200d👩"}
