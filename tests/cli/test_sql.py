"""SQL of one's own: everything can be read, nothing else can be done."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from aitracker.catalog import sql
from aitracker.catalog.sql_guard import Budget
from tests.conftest import BASE, program, run, write


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(
        place,
        BASE
        + "events:\n  day: {name: {en: Day, ar: يوم}, date: 2026-01-12, sources: [press-page]}\n",
    )


def test_a_query_is_answered_with_the_names_of_its_columns() -> None:
    assert run(
        "sql", "select id, collection from record where collection = 'people'", "--json"
    ).json == [{"id": "minister", "collection": "people"}]
    assert (
        run("sql", "select id, id, 1 as id from record where id = 'ministry'", "-f", "csv").out
        == "id,id_2,id_3\r\nministry,ministry,1\r\n"
    )
    assert (
        run("sql", "select id from record", "--sort", "-id", "--limit", "1").out == "press-page\n"
    )
    assert run("sql", "select x'00ff' as b, 1e999 as i, null as n", "--json").json == [
        {"b": "X'00ff'", "i": "inf", "n": None}
    ]


def test_views_stand_on_the_day_asked() -> None:
    query = "select id, status from state"
    assert run("sql", query, "--as-of", "2026-01-12").out == "day\theld\n"
    assert run("sql", query, "--as-of", "2026-01-11").out == ""


def test_a_query_comes_from_standard_input_too_and_the_schema_is_printed() -> None:
    assert program("sql", "-", input="select count(*)\nfrom record\n").stdout == "5\n"
    schema = run("sql", "--schema").out
    for name in (
        "record",
        "entry",
        "link",
        "promise",
        "words",
        "clock",
        "state",
        "begun",
        "promised",
        "happened",
        "held",
        "news",
        "delivered",
    ):
        assert f" {name} " in schema
    assert run("sql").code == 2
    assert program("sql", "-", "-r", "-", input="").returncode == 2


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("selec 1", 2, "syntax error"),
        ("select nowhere.x from record", 2, "no such column"),
        ("select 1; select 2", 2, "expected one statement, got several"),
        ("select ?", 2, "parameters"),
        ("", 2, "not a query"),
        ("/* only a comment */", 2, "not a query"),
        ("delete from record", 2, "only queries that read the index are allowed"),
        ("attach 'x.db' as x", 2, "only queries that read the index are allowed"),
        ("vacuum into 'x.db'", 2, "only queries that read the index are allowed"),
        ("select load_extension('x')", 2, "only queries that read the index are allowed"),
        ("create temp table t (x)", 2, "only queries that read the index are allowed"),
        (
            "insert into clock values ('2020-01-01')",
            2,
            "only queries that read the index are allowed",
        ),
        ("pragma query_only = off", 2, "only queries that read the index are allowed"),
        ("select zeroblob(999999999)", 2, "only queries that read the index are allowed"),
        (
            "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
            3,
            "stopped after 0.2 seconds",
        ),
        (
            (
                "with recursive n(s) as (select 'xxxxxxxx' union all select s || s from n) "
                "select max(length(s)) from n"
            ),
            3,
            "too much memory",
        ),
    ],
)
def test_what_is_no_query_does_more_or_asks_too_much_is_told_and_changes_nothing(
    place: Path, query: str, code: int, said: str
) -> None:
    before = run("list", "all").out
    done = run("sql", query, "--timeout", "0.2")
    assert done.code == code
    assert said in done.err
    assert "bug" not in done.err
    assert run("list", "all").out == before
    assert sorted(path.name for path in place.iterdir()) == ["data"]


@pytest.mark.parametrize("seconds", ["nan", "inf", "-inf", "0", "-1", "1e999", "1e-9", "1e9", "x"])
def test_a_time_that_is_none_is_a_wrong_use(seconds: str) -> None:
    done = run("sql", "select 1", f"--timeout={seconds}")
    assert (done.code, done.out) == (2, "")
    assert "--timeout" in done.err


def test_a_query_that_takes_all_memory_is_told_in_a_sentence(place: Path) -> None:
    many = "".join(
        f"  person-{n}: {{name: Person {n}, sources: [press-page], note: {'x' * 2000}}}\n"
        for n in range(300)
    )
    write(place, BASE.replace("people:\n", f"people:\n{many}"))
    done = program(
        "sql",
        "select a.data from record a, record b, record c order by a.data || b.data || c.data",
        "--timeout",
        "60",
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "Error: this query needs too much memory",
        "  select fewer rows or columns",
    ]


DOUBLED = """with recursive doubled(x) as (
  select 'a' union all select x || x from doubled where length(x) < 8000000
), long as (select max(x) as x from doubled) """


@pytest.mark.parametrize(
    "work",
    [
        "instr(x, substr(x, 1, 4000000) || 'b')",
        "replace(x, substr(x, 1, 4000000) || 'b', '')",
        "x like '%' || substr(x, 1, 40000) || 'b%'",
    ],
)
def test_one_instruction_without_end_is_stopped_too(work: str) -> None:
    began = time.monotonic()
    done = program("sql", f"{DOUBLED} select length({work}) from long", "--timeout", "0.5")
    assert time.monotonic() - began < 30
    assert done.returncode == 3
    assert done.stdout == ""
    assert done.stderr.startswith("Error: stopped after 0.5 seconds\n")


def test_many_long_rows_are_stopped_before_they_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sql, "MAX_ANSWER", 3 << 20)
    query = f"{DOUBLED} select substr(x, 1, 1000000) from long, record"
    done = run("sql", query, "-f", "table")
    assert (done.code, done.out) == (3, "")
    assert "stopped after 3 MB" in done.err
    assert run("sql", f"{query} limit 3").code == 0


def test_words_of_a_query_are_not_taken_for_those_of_the_database() -> None:
    for name in ("interrupted", "readonly", "prohibited", "too big"):
        done = run("sql", f'select t."{name}" from record t')
        assert done.code == 2
        assert f"no such column: t.{name}" in done.err


def test_the_time_counts_in_which_rows_are_asked_for_not_that_in_which_they_are_read() -> None:
    budget = Budget(0.2)
    with budget:
        pass
    time.sleep(0.3)
    with budget:
        assert not budget.over()
        time.sleep(0.3)
        assert budget.over()


def test_a_query_that_ends_in_time_is_left_alone_afterwards() -> None:
    ended: list[str] = []
    budget = Budget(0.01, lambda: ended.append("expired"))
    with budget:
        pass
    time.sleep(1.6)
    assert ended == []
    budget.close()


def test_text_that_is_not_utf_8_is_shown_with_replacement_characters() -> None:
    done = run("sql", "select cast(x'41ff42' as text) as t, 'é' as e", "--json")
    assert (done.code, done.json) == (0, [{"t": "A\ufffdB", "e": "é"}])
    assert run("sql", "select cast(x'ff' as text)").out == "\ufffd\n"
