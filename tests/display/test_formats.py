from __future__ import annotations

import json
import re
from typing import Literal

import pytest
from bidi import get_display  # type: ignore[import-untyped] # it has no types

from aitracker.catalog.timeline import TimelineRow
from aitracker.catalog.tree import TreeRow
from aitracker.display.cells import width
from aitracker.display.formats import diagnostics, flat, structured, table, timeline_text, tree_text
from aitracker.display.formats.table import WHOLE, Column
from aitracker.display.layout import TextLayout
from aitracker.display.markup import with_marks
from aitracker.display.streams import Screen
from aitracker.model.problems import Problem

PLAIN = Screen(terminal=False, color=False, bidi="none", width=0, height=0)


def terminal(
    columns: int, *, color: bool = False, bidi: Literal["isolate", "mark", "none"] = "none"
) -> Screen:
    return Screen(terminal=True, color=color, bidi=bidi, width=columns, height=24)


def test_tsv_has_a_line_a_row_whatever_is_in_it() -> None:
    rows: list[tuple[object, ...]] = [
        ("a", None, True, False, 3, ["x", "y"], [], "tab\there\nand\\there")
    ]
    assert list(flat.tsv(rows)) == ["a\t\ttrue\tfalse\t3\tx; y\t\ttab\\there\\nand\\\\there\n"]


def test_json_is_one_array_also_of_nothing() -> None:
    text = "".join(structured.array([("a", None), ("ب", ["x"])], ["id", "list"]))
    assert json.loads(text) == [{"id": "a", "list": None}, {"id": "ب", "list": ["x"]}]
    assert "ب" in text
    assert "".join(structured.array([], ["id"])) == "[]\n"


ROWS: list[list[str | None]] = [
    [
        "first-id-of-all",
        "signed",
        "2026-01-12",
        "A name that is rather long and goes on and on",
        "contested",
    ],
    ["second", None, None, "مختبر البحث والتطوير", "single-source"],
]
COLUMNS = [
    Column("id", 12),
    Column("status", 9, 3),
    Column("since", 10, 2),
    Column("name", 16),
    Column("evidence", 12, 1),
]


@pytest.mark.parametrize("columns", [40, 60, 80, 140])
def test_a_table_fits_its_screen_and_drops_columns_in_their_order(columns: int) -> None:
    lines = "".join(table.lines(ROWS, COLUMNS, terminal(columns))).splitlines()
    assert all(width(line) <= columns for line in lines)
    assert len(lines) == 3
    headings = lines[0].split()
    assert headings == [column.key for column in COLUMNS if column.key in headings]
    assert headings[0] == "id"
    assert "name" in headings
    assert ("evidence" in headings) == (columns >= 75)


def test_a_dumb_terminal_is_as_wide_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert any(width(line) > 90 for line in table.lines(ROWS, COLUMNS, terminal(140)))


def test_too_little_room_folds_one_column_below_its_row_before_any_is_cut_below_its_least() -> None:
    columns = [
        Column("id", 16),
        Column("status", 9),
        Column("since", 10, 1),
        Column("name", 18, fold=True),
        Column("evidence", 13, 2),
    ]
    lines = "".join(table.lines(ROWS, columns, terminal(36))).splitlines()
    assert lines[0].split() == ["id", "status"]
    assert lines[1].split() == ["first-id-of-all", "signed"]
    assert " ".join(line.strip() for line in lines[2:4]) == ROWS[0][3]
    assert all(line.startswith("  ") for line in lines[2:4])


IDS = [
    Column("id", WHOLE),
    Column("status", 9),
    Column("since", 10),
    Column("name", 16, fold=True),
    Column("evidence", 12, 1),
]


@pytest.mark.parametrize("columns", range(8, 130))
def test_an_id_is_never_cut(columns: int) -> None:
    lines = "".join(table.lines(ROWS, IDS, terminal(columns))).splitlines()
    ids = [row[0] for row in ROWS]
    assert [line.split()[0] for line in lines if line[0] != " "] == ["id", *ids]
    assert all(width(line) <= max(columns, len("first-id-of-all")) for line in lines)


def test_where_even_the_shortest_do_not_fit_all_stand_below_the_id() -> None:
    lines = "".join(table.lines(ROWS, IDS, terminal(30))).splitlines()
    assert lines[:3] == ["id", "first-id-of-all", "  signed  2026-01-12"]


def test_the_text_is_folded_before_who_and_when_are_dropped() -> None:
    columns = [Column("id", WHOLE), Column("status", 9, 1), Column("name", 40, fold=True)]
    lines = "".join(table.lines([[row[0], row[1], row[3]] for row in ROWS], columns, terminal(50)))
    assert lines.split()[:4] == ["id", "status", "first-id-of-all", "signed"]


def test_a_column_with_nothing_in_it_is_left_out() -> None:
    assert list(table.lines([["a", None]], [Column("id"), Column("late")], PLAIN)) == [
        "id\n",
        "a\n",
    ]


def test_a_table_without_width_cuts_nothing() -> None:
    text = "".join(table.lines(ROWS, COLUMNS, PLAIN))
    assert "goes on and on" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_right_to_left_cells_are_isolated_one_by_one_and_columns_stay_in_line(columns: int) -> None:
    text = "".join(table.lines(ROWS, COLUMNS, terminal(columns, bidi="isolate")))
    lines = with_marks(text).splitlines()
    assert len(re.findall("[\u2066\u2067]", lines[2])) == lines[2].count("\u2069") == 1
    assert all(width(line) <= columns for line in lines)


def test_ids_are_shown_whole_or_not_at_all() -> None:
    columns = [Column("id", WHOLE), Column("text", 12, fold=True), Column("lead", 6, fold=True)]
    cells = [
        ["plan", "Start of all the works", ["ministry-of-water", "agency", "board"]],
        ["deal", "Opening", ["The Agency of all the Waters"]],
    ]
    for columns_of_screen in range(24, 80):
        shown = "".join(table.lines(cells, columns, terminal(columns_of_screen)))
        assert "ministry-of-water" in shown
        assert all(width(line) <= columns_of_screen for line in shown.splitlines())
        ids = re.findall(r"[a-z]+(?:-[a-z]+)*(?=…)", shown.split("ministry-of-water")[1])
        assert not set(ids) & {"ag", "age", "agen", "agenc", "bo", "boa", "boar"}
    wide = list(table.lines(cells, columns, terminal(44)))
    assert wide[1] == "plan  Start of all…   ministry-of-water, …\n"


def test_a_tree_in_arabic_stays_within_the_screen() -> None:
    root = TreeRow(
        0, [], "plan", "initiatives", None, "خطة", "signed", True, "2026", None, False, 0
    )
    part = root._replace(depth=1, relation=["part_of"], id="part", parent="plan")
    for columns in range(30, 70):
        screen = terminal(columns, bidi="isolate")
        lines = with_marks(tree_text.text([root, part], screen, "ar")).splitlines()
        assert all(width(line) <= columns for line in lines)
        assert lines[0].startswith(" \u2067")


def test_columns_are_folded_one_after_another() -> None:
    columns = [Column("id", WHOLE), Column("text", 12, fold=True), Column("lead", 6, fold=True)]
    cells = [["plan", "Start of all the works", ["ministry-of-water"]]]
    assert list(table.lines(cells, columns, terminal(30))) == [
        "id    lead\n",
        "plan  ministry-of-water\n",
        "  Start of all the works\n",
    ]
    unled = list(table.lines([*cells, ["deal", "Opening of the works", []]], columns, terminal(22)))
    assert unled[-2:] == ["deal\n", "  Opening of the works\n"]
    assert list(table.lines(cells, columns, terminal(22))) == [
        "id\n",
        "plan\n",
        "  Start of all the\n",
        "  works\n",
        "  ministry-of-water\n",
    ]


def test_a_heading_stands_where_most_of_its_cells_do() -> None:
    columns = [Column("id", WHOLE), Column("newest", 21)]
    cells = [["a", "2025-01"], ["b", "بحلول 2025-11"], ["c", "2025-12"]]
    lines = list(table.lines(cells, columns, terminal(60, bidi="isolate"), "ar"))
    shown = [get_display(with_marks(line), base_dir="L") for line in lines]
    assert [re.sub("[\u2066-\u2069\u200e]", "", line).rstrip() for line in shown] == [
        "فرعملا  ربخ رخآ",
        "a       2025-01",
        "b       2025-11 لولحب",
        "c       2025-12",
    ]


def test_markup_and_escapes_in_a_cell_are_only_text() -> None:
    hostile: list[list[str | None]] = [
        ["x", "[bold]b[/bold] [/nothing] \x1b[31m \x1b]8;;u\x07 a\nb", None, None, None]
    ]
    text = "".join(table.lines(hostile, COLUMNS, PLAIN))
    assert "[bold]b[/bold] [/nothing] \\x1b[31m \\x1b]8;;u\\x07 a b" in text
    assert "\x1b" not in text


def test_colour_never_says_what_words_do_not() -> None:
    row = TimelineRow("2026-01-12", "events", "day", "Day", "cancelled", True, None, None, [])
    colored = timeline_text.text([row], terminal(80, color=True), "en")
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == timeline_text.text([row], terminal(80), "en")


def test_a_timeline_stands_under_its_years_and_months() -> None:
    rows = [
        TimelineRow("2024", "initiatives", "plan", "Plan", "proposed", False, None, None, []),
        TimelineRow(
            "../2025-11", "initiatives", "bill", "Bill", "proposed", True, "Seen", None, []
        ),
        TimelineRow("2026-01-12", "events", "day", "Day", "held", True, None, None, []),
        TimelineRow(
            "2026-01-12", "partnerships", "lab", "Lab", "launched", True, "Launch", "day", []
        ),
        TimelineRow(
            "2026-04-07/2026-04-09", "events", "fair", "Fair", "held", True, None, None, []
        ),
    ]
    assert timeline_text.text(rows, PLAIN, "en") == (
        "2024\n"
        "    2024           proposed?   Plan [plan]\n"
        "\n"
        "2025\n"
        "  November\n"
        "    by 2025-11     proposed    Bill: Seen [bill]\n"
        "\n"
        "2026\n"
        "  January\n"
        "    2026-01-12     held        Day [day]\n"
        "                   launched    Lab: Launch [lab]\n"
        "  April\n"
        "    2026-04-07/09  held        Fair [fair]\n"
    )
    assert "يناير" in timeline_text.text(rows, PLAIN, "ar")
    assert "دجنبر" not in timeline_text.text(rows, PLAIN, "ar")


PROBLEM = Problem(
    "unknown status 'x'",
    "did you mean 'y'?",
    "unknown-term",
    id="plan",
    file="data/r.yaml",
    line=3,
    column=7,
)


def test_a_problem_is_one_line_an_editor_can_jump_to() -> None:
    line = "data/r.yaml:3:7: error: unknown status 'x'; did you mean 'y'? [unknown-term]\n"
    assert "".join(diagnostics.text([PROBLEM], PLAIN, {})) == line


def test_on_a_terminal_the_line_follows_with_a_caret_below_the_place() -> None:
    lines = {"data/r.yaml": ["", "", "    - {ع: x}"]}
    shown = "".join(diagnostics.text([PROBLEM], terminal(80), lines)).splitlines()
    assert shown[1:] == ["        - {ع: x}", "          ^"]
    narrow = "".join(
        diagnostics.text([PROBLEM], terminal(40), {"data/r.yaml": ["", "", "x" * 500]})
    ).splitlines()
    assert max(map(len, narrow[1:])) <= 40


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("    - {ع: x}", "\u2066{ع: x} \u200e\u2069"),
        ("      فاس: x", "فاس:"),
        ('      "نص" و', '"نص"'),
    ],
)
def test_where_text_is_turned_round_the_word_is_quoted_and_no_caret_points_elsewhere(
    line: str, said: str
) -> None:
    lines = {"data/r.yaml": ["", "", line]}
    text = "".join(diagnostics.text([PROBLEM], terminal(80, bidi="isolate"), lines))
    shown = with_marks(text).splitlines()
    assert shown[1].startswith("    \u2066")
    assert shown[2].startswith("    at: ")
    assert said in shown[2]


def test_github_gets_ten_of_each_severity_and_the_number_of_the_rest() -> None:
    warning = PROBLEM._replace(severity="warning")
    lines = list(diagnostics.github([warning] * 11 + [PROBLEM] * 13))
    assert [line.partition(" ")[0] for line in lines[:20]] == ["::error"] * 10 + ["::warning"] * 10
    assert all(not line.startswith("::") for line in lines[20:24])
    assert lines[24:] == [
        (
            "::notice title=aitracker check::3 more errors and 1 more warning;"
            " see the log of this step\n"
        ),
    ]


def test_github_gets_a_command_for_each_problem_the_worst_first() -> None:
    warning = Problem(
        "50%\nof", "", "unused-source", severity="warning", file="a,b.yaml", line=1, column=1
    )
    assert list(diagnostics.github([warning, PROBLEM])) == [
        (
            "::error file=data/r.yaml,line=3,col=7,title=unknown-term::"
            "unknown status 'x'; did you mean 'y'?\n"
        ),
        "::warning file=a%2Cb.yaml,line=1,col=1,title=unused-source::50%25%0Aof\n",
    ]


def test_a_readable_address_is_a_link_to_the_one_that_works() -> None:
    coded = "https://e.example/%D8%A7%D9%84"
    layout = TextLayout(terminal(80, color=True))
    layout.address(coded, indent=0)
    assert f"\x1b]8;;{coded}\x1b\\" in layout.text()
    assert "https://e.example/ال" in layout.text()
    plain = TextLayout(terminal(80, color=True))
    plain.address("https://e.example/plain", indent=0)
    assert "]8;;" not in plain.text()
    piped = TextLayout(PLAIN)
    piped.address(coded, indent=0)
    assert piped.text() == f"{coded}\n"
