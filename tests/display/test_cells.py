from __future__ import annotations

import os
import re

import pytest
from bidi import get_display  # type: ignore[import-untyped] # it has no types
from hypothesis import given
from hypothesis import strategies as st

from aitracker.display import cells
from aitracker.display.cells import (
    escape,
    in_place,
    one_line,
    padded,
    readable,
    runs_right_to_left,
    truncate,
    width,
    wrap,
)
from aitracker.display.formats import structured
from aitracker.display.layout import TextLayout
from aitracker.display.markup import with_marks
from aitracker.display.streams import Screen, columns_to_draw, screen, write

ANY = st.text(
    st.characters(codec="utf-8") | st.sampled_from("عربيé😀\u200d\ufe0f\u0301\x1b\n\t [/]"),
    max_size=60,
)
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@given(ANY)
def test_nothing_that_steers_a_terminal_survives(text: str) -> None:
    assert not FORBIDDEN.search(escape(text))
    assert not FORBIDDEN.search(one_line(text))


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x1b]8;;http://x\x07y", "\\x1b]8;;http://x\\x07y"),
        ("a\u202eb", "a\\u202eb"),
        ("a\nb", "a\\nb"),
        ("\x9b2J", "\\x9b2J"),
        ("[bold]x[/]", "[bold]x[/]"),
    ],
)
def test_escapes_are_shown_as_what_they_are(hostile: str, shown: str) -> None:
    assert escape(hostile) == shown


@given(ANY.map(one_line), st.integers(1, 30))
def test_a_cut_text_fits_and_is_a_beginning(text: str, columns: int) -> None:
    cut = truncate(text, columns)
    assert width(cut) <= columns
    assert text.startswith(cut.removesuffix("…").rstrip()) or cut == text


@given(ANY.map(one_line), st.integers(4, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_no_break_space_holds() -> None:
    assert wrap("le mot «\u00a0numérique\u00a0» ici", 14) == [
        "le mot",
        "«\u00a0numérique\u00a0»",
        "ici",
    ]


def test_a_cut_never_splits_what_is_seen_as_one_character() -> None:
    assert truncate("ab👨‍👩‍👧‍👦cd", 4) == "ab…"
    assert truncate("e\u0301e\u0301e\u0301", 2) == "e\u0301…"


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("jobs: 190000", 11, "jobs:…"),
        ("jobs: 190000", 12, "jobs: 190000"),
        ("jobs: 190000 in all", 13, "jobs: 190000…"),
        ("rate: 12.5 %", 10, "rate:…"),
        ("2004254000 MAD", 8, "…"),
    ],
)
def test_a_number_is_shown_whole_or_not_at_all(text: str, columns: int, shown: str) -> None:
    assert truncate(text, columns) == shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [("مختبر", 5), ("مَرَّاكُش", 5), ("日本", 4), ("😀", 2), ("é", 1), ("e\u0301", 1)],
)
def test_width_counts_columns_not_characters(text: str, columns: int) -> None:
    assert width(text) == columns


ISOLATING = Screen(terminal=True, color=False, bidi="isolate", width=80, height=24)


def placed(text: str, screen: Screen, paragraph: str = "") -> str:
    """The text in its place, as it is written."""
    direction = runs_right_to_left(paragraph or text)
    return with_marks(in_place(text, screen, right_to_left=direction))


def filled(text: str, columns: int, screen: Screen, *, at_end: bool = True) -> str:
    """The text filled up, as it is written."""
    return with_marks(padded(text, columns, screen, at_end=at_end))


@given(ANY.map(one_line), st.integers(1, 30))
def test_isolates_are_always_paired_on_every_line(text: str, columns: int) -> None:
    for line in [
        placed(truncate(text, columns), ISOLATING),
        *(placed(line, ISOLATING, text) for line in wrap(text, columns)),
    ]:
        opened = line.count("\u2066") + line.count("\u2067")
        assert opened == line.count("\u2069") <= 1
        assert line.endswith((" \u2069", " \u200e\u2069")) or not opened


def test_only_right_to_left_text_is_isolated() -> None:
    assert placed("Mistral AI", ISOLATING) == "Mistral AI"
    assert placed("مختبر Mistral", ISOLATING) == "\u2067مختبر Mistral \u2069"


def test_no_mark_of_direction_stands_on_a_letter() -> None:
    for bidi in ("isolate", "mark"):
        line = placed("غيثة مزور", ISOLATING._replace(bidi=bidi))
        assert re.search(r"[^\s\u2066\u2067\u2069][\u2069\u200e]", line) is None


def test_a_terminal_that_draws_isolates_as_boxes_gets_a_mark_alone() -> None:
    assert placed("مختبر Mistral", ISOLATING._replace(bidi="mark")) == "مختبر Mistral \u200e"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("مذكرة…", "مذكرة…\u200f \u200e"),
        ("«معهد» للصناعة", "\u200f«معهد» للصناعة \u200e"),
        ("(فاس)", "\u200f(فاس)\u200f \u200e"),
        ("فاس    ", "فاس     \u200e"),
        ("مذكرة Orac…", "مذكرة Orac… \u200e"),
    ],
)
def test_a_sign_stays_at_its_end_of_arabic_without_isolates(text: str, marked: str) -> None:
    assert placed(text, ISOLATING._replace(bidi="mark")) == marked


def test_every_line_of_a_paragraph_runs_in_the_direction_of_its_first_letter() -> None:
    arabic, english = "تم الإطلاق؛ told by the minister", "Told by وزيرة"
    lines = [placed(line, ISOLATING, arabic) for line in wrap(arabic, 14)]
    assert [line[0] for line in lines] == ["\u2067"] * len(lines)
    assert placed("وزيرة", ISOLATING, english)[0] == "\u2066"


@pytest.mark.parametrize("number", ["2026-01-12", "2025-11/2026-02", "240 000", "1.5-2"])
def test_a_date_after_arabic_is_read_as_it_is_written(number: str) -> None:
    assert number in seen(placed(f"في فاس {number} تم", ISOLATING))
    assert number not in get_display(f"في فاس {number} تم", base_dir="L")


@pytest.mark.parametrize("word", ["--all", "/data/plan.yaml", "~/plan.yaml", "../plan.yaml"])
def test_an_option_and_a_path_after_arabic_keep_their_first_signs(word: str) -> None:
    assert word in seen(placed(f"لعرضها: {word}", ISOLATING))
    assert word not in get_display(f"لعرضها: {word}", base_dir="R")


def test_a_comma_between_latin_words_stays_between_them_where_the_line_ends() -> None:
    layout = TextLayout(ISOLATING._replace(width=20))
    layout.row("", "الرقمي: in Rabat, Fez, Agadir")
    assert [seen(line).strip() for line in with_marks(layout.text()).splitlines()] == [
        "in Rabat, :يمقرلا",
        "Fez, Agadir",
    ]
    layout = TextLayout(ISOLATING._replace(width=20))
    layout.row("", "الرقمي: Digital AI 2030, helps us")
    assert seen(with_marks(layout.text()).splitlines()[1]).strip() == "2030, helps us"


def test_the_mark_of_another_language_is_not_cut_off() -> None:
    assert truncate("graduates with skills [en]", 18) == "graduates wi… [en]"
    assert truncate("graduates with skills [pt-BR]", 16) == "graduat… [pt-BR]"
    assert truncate("graduates [en]", 8) == "graduat…"


def test_a_cell_is_filled_up_with_its_marks() -> None:
    assert filled("abc", 5, ISOLATING) == "\u2067\u200eabc\u200e  \u2069\u200e"
    assert filled("abc", 5, ISOLATING._replace(bidi="mark")) == "abc  "
    assert filled("فاس", 5, ISOLATING._replace(bidi="none")) == "فاس  "
    assert filled("فاس", 5, ISOLATING._replace(bidi="mark")) == "فاس  \u200e"
    assert filled("فاس", 6, ISOLATING) == "\u2067فاس   \u2069\u200e"
    assert width(padded("فاس", 6, ISOLATING, at_end=True)) == 6
    assert filled("فاس", 6, ISOLATING, at_end=False) == "\u2066فاس \u200e\u2069\u200e  "
    assert filled("abc", 5, ISOLATING, at_end=False) == "abc  "


@pytest.mark.parametrize(
    ("heading", "shown"),
    [("الأجل", "لجألا     "), ("بحلول 2025-11", "2025-11 لولحب "), ("الوضع؟", "؟عضولا    ")],
)
def test_arabic_before_other_columns_begins_where_they_do(heading: str, shown: str) -> None:
    cell = filled(heading, max(10, width(heading) + 1), ISOLATING, at_end=False)
    assert seen(f"{cell}|") == f"{shown}|"


def test_lines_in_arabic_begin_below_those_in_latin() -> None:
    layout = TextLayout(ISOLATING, "ar")
    layout.cells([("2026-01-11", 12)], "JobInTech: training")
    layout.cells([("بحلول 2026-01", 12)], "خارطة طريق")
    layout.cells([("2026-01-12", 12)], "إطلاق")
    first, second, third = map(seen, layout.text().splitlines())
    assert first == "2026-01-11  JobInTech: training"
    assert second.rstrip() == "2026-01 لولحب قيرط ةطراخ"
    assert third.rstrip() == "2026-01-12  قالطإ"


@pytest.mark.parametrize(
    ("language", "shown"), [("ar", "طابرلا Told by"), ("en", "Told by طابرلا")]
)
def test_what_has_arabic_in_it_runs_right_to_left_for_who_reads_arabic(
    language: str, shown: str
) -> None:
    layout = TextLayout(ISOLATING, language)
    layout.row("", "Told by الرباط")
    assert seen(layout.text()).strip() == shown


def test_an_id_stands_at_the_left_in_every_language() -> None:
    layout = TextLayout(ISOLATING, "ar")
    layout.id_line("plan", "مبادرة", "dim")
    assert seen(layout.text()).strip() == "plan (ةردابم)"


WORDS = st.sampled_from(
    [
        "فاس",
        "الدار البيضاء",
        "2026-01-12",
        "٢٠٢٦",
        "AI",
        "(MoU)",
        "12%",
        "و,",
        "Mistral",
        "«نص»",
        "-",
        "3",
    ]
)
CELLS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), min_size=2, max_size=5)


def seen(line: str) -> str:
    """The line as a terminal shows it that follows Unicode's algorithm, without the marks."""
    shown: str = get_display(with_marks(line), base_dir="L")
    return re.sub("[\u2066-\u2069\u200e]", "", shown)


@pytest.mark.parametrize("text", ["2004254000 MAD", "Name (x)…", "1.5-2 bn [en]"])
def test_latin_in_a_column_in_arabic_stands_at_the_right(text: str) -> None:
    assert seen(filled(text, 20, ISOLATING) + "|") == f"{text:>20}|"


@given(CELLS)
def test_no_cell_leaves_its_columns_on_a_terminal_that_reorders(cells: list[str]) -> None:
    line = "".join(filled(cell, width(cell) + 2, ISOLATING) for cell in cells)
    place = 0
    for cell in cells:
        columns = width(cell) + 2
        shown = seen(line)[place : place + columns]
        assert sorted(shown.split()) == sorted(seen(placed(cell, ISOLATING)).split())
        for number in re.findall("[0-9-]{2,}", cell):
            assert number in shown
        place += columns


def test_no_columns_are_as_one_and_an_ellipsis_needs_one() -> None:
    assert wrap("ab c", 0) == wrap("ab c", 1) == ["a", "b", "c"]
    assert [truncate("abc", columns) for columns in (-1, 0, 1, 2, 3)] == ["", "", "…", "a…", "abc"]


def test_a_bar_on_a_terminal_of_unknown_width_stays_within_eighty_columns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(_: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "get_terminal_size", unknown)
    assert columns_to_draw() == 79


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.example/%D8%AE%d8%a7-x?q=%C3%A9", "https://a.example/خا-x?q=é"),
        ("https://a.example/%2F%20%25%41", "https://a.example/%2F%20%25%41"),
        ("https://a.example/%D8%AE%D8", "https://a.example/خ%D8"),
        ("https://a.example/%FF%E2%80%AE%E2%80%8B", "https://a.example/%FF%E2%80%AE%E2%80%8B"),
        ("https://a.example/%E2%80%94", "https://a.example/%E2%80%94"),
        ("https://a.example/plain", "https://a.example/plain"),
    ],
)
def test_an_address_is_readable_and_leads_to_the_same_page(address: str, shown: str) -> None:
    from urllib.parse import quote, unquote_to_bytes

    assert readable(address) == shown
    again = quote(shown, safe="%/:?=-")
    assert unquote_to_bytes(again) == unquote_to_bytes(address)


def test_a_colon_after_a_space_of_its_own_stays_with_its_word() -> None:
    assert wrap("le plan : la suite ; fin", 9) == ["le plan :", "la", "suite ;", "fin"]


def test_what_is_all_printable_needs_no_escape() -> None:
    # So the pattern, which takes long to make, is made for other texts only.
    characters = "".join(map(chr, range(0x110000)))
    for unsafe in (cells._UNSAFE, structured._UNSAFE):
        found = re.findall(unsafe, characters)
        assert len(found) > 2000
        assert not [character for character in found if character.isprintable()]


def test_a_lone_surrogate_is_written_as_its_code(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(["\ud800\n"])
    assert capfdbinary.readouterr().out == b"\\ud800\n"
    assert escape("\ud800") == "\\ud800"


def test_the_mark_of_another_language_is_never_alone_on_a_line() -> None:
    assert wrap("names it as well [en]", 16) == ["names it as", "well [en]"]
    assert wrap("OCP and Mistral [ocp-mistral]", 16) == ["OCP and Mistral", "[ocp-mistral]"]
    assert wrap("see [en] there", 5) == ["see", "[en]", "there"]


def test_a_terminal_that_does_not_know_its_size_has_80_columns_and_24_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.fileno", lambda: 1)
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((0, 0)))
    assert screen("never", "none") == Screen(True, False, "none", 80, 24)
