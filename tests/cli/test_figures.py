"""Figures as numbers, and sums that add nothing twice."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitracker.catalog.figures import FigureRow
from aitracker.catalog.sums import SumRow, sums
from tests.conftest import BASE, SHIPPED, program, run, write
from tests.goldens import on_a_terminal

if TYPE_CHECKING:
    from pathlib import Path

REGISTRY = (
    BASE
    + """\
initiatives:
  plan:
    kind: strategy
    name: Plan
    lead: [ministry, Some Firm]
    sources: [press-page]
    history: [{date: 2024-01-01, status: announced}]
    figures:
      - {metric: budget, value: 10 bn MAD, stage: announced}
      - {metric: budget, part: roads, value: 4 bn MAD, stage: announced}
      - {metric: budget, part: schools, value: 6 bn MAD, stage: announced}
      - {metric: investment, value: 2.5~ bn MAD, stage: announced}
      - {metric: exports, value: 40 bn MAD, by: 2030}
      - {metric: jobs, value: 500+, by: 2025-12}
      - {metric: jobs, value: 120, measured: 2025-06}
      - {metric: capacity, value: 1.5 MW}
      - {metric: cost, value: 3 m EUR, stage: spent, from: ministry}
      - {metric: cost, value: 2 m EUR, stage: spent, from: Banque de l'État}
  child:
    kind: programme
    name: Child
    part_of: [plan]
    sources: [press-page]
    history: [{date: 2024-06-01, status: launched}]
    figures:
      - {metric: budget, value: 1 bn MAD, stage: announced}
      - {metric: loan, value: 5+ m USD, stage: committed}
  other:
    kind: fund
    name: Other
    sources: [press-page]
    history: [{date: 2025-06-01, status: announced}]
    figures:
      - {metric: capital, part: first, value: 1-2 bn MAD, stage: announced}
      - {metric: capital, part: second, value: 500 m MAD, stage: announced}
"""
)


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def rows(*args: str) -> list[dict[str, Any]]:
    done = run("figures", *args, "--json")
    assert done.code == 0, done.err
    found: list[dict[str, Any]] = done.json
    return found


def test_a_figure_is_numbers_with_its_unit_stage_and_payer() -> None:
    found = {(row["id"], row["metric"], row["part"], row["payer"]): row for row in rows()}
    assert len(found) == len(rows()) - 1  # jobs aimed at, and jobs measured
    budget = found["plan", "budget", None, None]
    assert (budget["value"], budget["low"], budget["high"]) == ("10 bn MAD", 10**10, 10**10)
    assert (budget["unit"], budget["stage"], budget["type"]) == ("MAD", "announced", None)
    assert budget["lead"] == ["ministry", "Some Firm"]
    assert budget["sources"] == ["press-page"]
    about = found["plan", "investment", None, None]
    assert (about["low"], about["high"]) == (2_500_000_000, 2_500_000_000)
    assert found["plan", "capacity", None, None]["low"] == 1.5
    span = found["other", "capital", "first", None]
    assert (span["low"], span["high"]) == (10**9, 2 * 10**9)
    assert found["plan", "cost", None, "Banque de l'État"]["low"] == 2_000_000
    aim, result = (row for row in rows("plan") if row["metric"] == "jobs")
    assert (aim["type"], aim["low"], aim["high"], aim["date"]) == ("aim", 500, None, "2025-12")
    assert aim["state"] == next(
        row["state"] for row in run("due", "--json").json if "jobs" in row["text"]
    )
    assert (result["type"], result["state"], result["date"]) == ("result", None, "2025-06")


@pytest.mark.parametrize(
    ("options", "metrics"),
    [
        ("--metric job", "jobs jobs"),
        ("--metric JOBS,loan", "jobs jobs loan"),
        ("--unit eur", "cost cost"),
        ("--unit MW,USD", "capacity loan"),
        ("--stage spent", "cost cost"),
        ("--stage committed,spent", "cost cost loan"),
        ("--payer ministry", "cost"),
        ('--payer "banque de l\'etat"', "cost"),
        ("--since 2026", "exports"),
        ("--until 2025-06", "jobs"),
        ("--kind fund", "capital capital"),
        ("--org 'some firm' --stage spent", "cost cost"),
        ("child", "budget loan"),
        ("--as-of 2024-03 child", ""),
        ("--as-of 2025-12 plan --metric jobs", "jobs"),
    ],
)
def test_figures_are_chosen(options: str, metrics: str) -> None:
    assert " ".join(row["metric"] for row in rows(*shlex.split(options))) == metrics


@pytest.mark.parametrize(
    ("args", "code"),
    [("--unit MDA", 1), ("--metric jops", 1), ("--stage paid", 2), ("--payer Nobody", 1)],
)
def test_what_no_figure_has_is_an_error(args: str, code: int) -> None:
    done = run("figures", *args.split())
    assert (done.code, done.out) == (code, "")
    assert done.err


def test_ids_come_from_standard_input() -> None:
    done = program("figures", "-", "-f", "ids", input="child\tx\n")
    assert (done.returncode, done.stdout) == (0, "child\n")
    assert program("figures", "-", "--json", input="").stdout == "[]\n"


def test_sums_mix_no_currency_and_no_stage_and_add_no_part_to_its_whole() -> None:
    assert rows("--sums") == [
        {
            "stage": "announced",
            "unit": "MAD",
            "low": 11_500_000_000,
            "high": 12_500_000_000,
            "about": False,
            "figures": 3,
            "left_out": 4,
        },
        {
            "stage": "committed",
            "unit": "USD",
            "low": 5_000_000,
            "high": None,
            "about": False,
            "figures": 1,
            "left_out": 0,
        },
        {
            "stage": "spent",
            "unit": "EUR",
            "low": 5_000_000,
            "high": 5_000_000,
            "about": False,
            "figures": 2,
            "left_out": 0,
        },
    ]


def test_the_footer_says_the_sums_and_what_is_not_added() -> None:
    said = re.sub(r"(?<=of)\n *", " ", on_a_terminal("figures").err).splitlines()
    not_added = [
        "parts of a whole: 2",
        "other metrics of the same record: 1",
        "of records that belong to another: 1",
        "without a stage: 1",
    ]
    assert said[0].startswith("14 figures, as of 2026-11-24")
    assert said[1:] == [
        "  announced: 11.5 bn to 12.5 bn MAD (3 figures)",
        "  committed: at least 5 m USD (1 figure)",
        "  spent: 5 m EUR (2 figures)",
        f"  not added: {', '.join(not_added)}",
    ]
    about = on_a_terminal("figures", "--metric", "investment").err.splitlines()
    assert about[1:] == ["  announced: about 2.5 bn MAD (1 figure)"]
    assert on_a_terminal("figures", "--unit", "MW").err.count("\n") == 1


@pytest.mark.parametrize("columns", ["60", "80"])
def test_a_table_of_sums_says_where_one_has_no_upper_bound(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    headings, *lines = on_a_terminal("figures", "--sums").out.splitlines()
    left_out = ["left_out"] if columns == "80" else []  # the footer has it
    wide = ["stage", "unit", "low", "high", "about", "figures"]
    assert headings.split() == [*wide, *left_out]
    (committed,) = (line for line in lines if line.startswith("committed"))
    assert committed.split()[:7] == ["committed", "USD", "5000000", "or", "more", "no", "1"]


def test_a_later_version_is_added_in_place_of_an_earlier_one(place: Path) -> None:
    second = "{metric: capital, part: second, value: 500 m MAD, stage: announced"
    later = second.replace("500", "300")
    text = REGISTRY.replace(
        f"      - {second}}}\n",
        f"      - {second}, said: 2025-07}}\n      - {later}, said: 2026-01}}\n",
    )
    write(place, text)
    first = rows("--sums", "other")[0]
    assert (first["low"], first["high"], first["left_out"]) == (13 * 10**8, 23 * 10**8, 1)


def amount(record: str, number: int, **more: Any) -> FigureRow:
    fields: dict[str, Any] = dict.fromkeys(FigureRow._fields)
    fields |= {"id": record, "metric": "budget", "value": str(number), "low": number}
    fields |= {"high": number, "unit": "MAD", "stage": "announced", **more}
    return FigureRow(**fields)


@given(
    st.lists(
        st.builds(
            amount,
            record=st.sampled_from(["a", "b", "c"]),
            number=st.integers(1, 9),
            metric=st.sampled_from(["budget", "cost"]),
            part=st.sampled_from([None, "x", "y"]),
            payer=st.sampled_from([None, "p", "q"]),
            unit=st.sampled_from(["MAD", "USD", "MW"]),
            stage=st.sampled_from([None, "announced", "spent"]),
        )
    )
)
def test_every_amount_is_added_or_said_not_to_be(found: list[FigureRow]) -> None:
    rows_, left_out = sums(found, {"b": {"a"}, "a": {"b"}})
    money = [row for row in found if row.unit in ("MAD", "USD")]
    assert sum(row.figures for row in rows_) + left_out.total() == len(money)
    assert {(row.stage, row.unit) for row in rows_} == {
        (row.stage, row.unit) for row in money if row.stage
    }
    for row in rows_:
        alike = [each for each in money if (each.stage, each.unit) == (row.stage, row.unit)]
        assert row.low <= sum(each.low for each in alike)
        assert row.figures + row.left_out == len(alike)
        for whole in alike:
            if whole.id == "c" and not whole.part and not whole.payer:
                assert row.low >= min(
                    each.low
                    for each in alike
                    if each.id == "c" and not each.part and not each.payer
                )


def test_sums_of_the_shipped_registry_are_never_more_than_all_its_amounts() -> None:
    found = rows("-r", str(SHIPPED))
    for row in rows("--sums", "-r", str(SHIPPED)):
        alike = [
            each for each in found if (each["stage"], each["unit"]) == (row["stage"], row["unit"])
        ]
        assert row["low"] <= sum(each["low"] for each in alike)
        assert row["figures"] + row["left_out"] == len(
            [each for each in alike if each["state"] != "revised"]
        )
    assert [*rows("--sums", "-r", str(SHIPPED))[0]] == list(SumRow._fields)


@pytest.mark.parametrize("columns", ["40", "60", "80", "140"])
@pytest.mark.parametrize("options", [[], ["--sums"]])
def test_no_id_and_no_number_is_cut_on_a_terminal(
    options: list[str], columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = on_a_terminal("figures", *options, "-r", str(SHIPPED)).out
    rows = run("figures", *options, "-r", str(SHIPPED), "--json").json
    keys = ("low", "high") if options else ("id", "value")
    whole = set(shown.split())
    for row in rows:
        for part in " ".join(str(row[key]) for key in keys if row[key] is not None).split():
            assert part in whole


@pytest.mark.parametrize("value", ["999999.999 tn MAD", "9223372036854775808 MAD"])
def test_the_largest_amount_is_summed_and_a_larger_one_leaves_only_its_record_out(
    value: str, place: Path
) -> None:
    plans = "".join(
        f"  plan-{n}:\n    kind: fund\n    name: Plan {n}\n    sources: [press-page]\n"
        "    history: [{date: 2025, status: announced}]\n"
        f"    figures: [{{metric: budget, value: {amount}, stage: announced}}]\n"
        for n, amount in enumerate([value, "1 MAD", value])
    )
    write(place, f"{BASE}initiatives:\n{plans}")
    done = run("figures", "--sums", "-f", "json")
    assert "internal error" not in done.err
    whole = 2 * 999_999_999 * 10**9 + 1 if "tn" in value else 1
    assert (done.code, done.json[0]["low"]) == (0 if "tn" in value else 3, whole)
