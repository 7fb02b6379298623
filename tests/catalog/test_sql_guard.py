from __future__ import annotations

import sqlite3
from itertools import count
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from aitracker.catalog.cache import open_index
from aitracker.catalog.catalog import Catalog
from aitracker.catalog.sql_guard import MAX_LENGTH, Budget, guard
from aitracker.reading.locate import File
from tests.conftest import BASE, PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def guarded() -> Iterator[sqlite3.Connection]:
    connection = open_index([File("r.yaml", BASE.encode())]).connection
    Catalog(connection, "2026-11-24")
    budget = Budget(PATIENCE)
    guard(connection, budget)
    with budget:
        yield connection


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("select id from record where collection = 'people'", [("minister",)]),
        (
            (
                "select id from words join record on n = words.rowid "
                "where words match 'name: minister'"
            ),
            [("minister",)],
        ),
        (
            (
                "select rowid, highlight(words, 0, '<', '>') from words "
                "where words match 'name: minist*' order by rank limit 1"
            ),
            None,
        ),
        ("select count(*) from record, json_each(record.data, '$.sources')", [(4,)]),
        ("select count(*) > 9 from record, json_tree(record.data)", [(1,)]),
        ("select day from clock", [("2026-11-24",)]),
        ("select count(*) from begun", [(4,)]),
        (
            (
                "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) "
                "select max(i) from n"
            ),
            [(5,)],
        ),
        (
            "select json_extract(data, '$.url') from record where id = 'press-page'",
            [("https://press.example/1",)],
        ),
    ],
)
def test_reading_works_full_text_and_views_included(
    guarded: sqlite3.Connection, query: str, rows: list[tuple[object]] | None
) -> None:
    found = guarded.execute(query).fetchall()
    assert found if rows is None else found == rows


@pytest.mark.parametrize(
    "query",
    [
        "attach ':memory:' as other",
        "attach 'stolen.db' as other",
        "vacuum into 'stolen.db'",
        "delete from record",
        "insert into clock values ('2020-01-01')",
        "update clock set day = '2020-01-01'",
        "create table t (x)",
        "create temp table t (x)",
        "drop view temp.state",
        "pragma journal_mode = wal",
        "pragma query_only = off",
        "pragma database_list",
        "select load_extension('x')",
        "select printf('%1000000000d', 1)",
        "select zeroblob(1000000000)",
        "select randomblob(1000000000)",
        "begin immediate",
        "insert into words(words) values ('delete-all')",
    ],
)
def test_everything_else_is_refused(guarded: sqlite3.Connection, query: str, place: Path) -> None:
    with pytest.raises(sqlite3.DatabaseError):
        guarded.execute(query).fetchall()
    assert list(place.iterdir()) == []


def test_a_query_without_end_is_stopped_when_its_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = count()  # each look at the clock is a second after the one before
    clock = SimpleNamespace(monotonic=lambda: next(looks))
    monkeypatch.setattr("aitracker.catalog.sql_guard.time", clock)
    connection = open_index([File("r.yaml", BASE.encode())]).connection
    budget = Budget(5)
    guard(connection, budget)
    with budget, pytest.raises(sqlite3.OperationalError, match="interrupt"):
        connection.execute(
            "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
        ).fetchall()
    assert next(looks) == 8  # one at the start, five within the time, one after it, one at the end


def test_the_process_ends_only_when_a_second_more_than_its_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    clock = SimpleNamespace(monotonic=lambda: now[0])
    monkeypatch.setattr("aitracker.catalog.sql_guard.time", clock)
    ended = Event()
    budget = Budget(5, ended.set)
    with budget:
        now[0] = 5.9
        assert budget.over()
        assert not ended.wait(1)
        now[0] = 6.1
        assert ended.wait(PATIENCE)


def test_a_text_without_end_is_refused(guarded: sqlite3.Connection) -> None:
    with pytest.raises((sqlite3.DataError, sqlite3.OperationalError)):
        guarded.execute(
            "with recursive t(x) as (select 'aaaaaaaaaaaaaaaa' "
            "union all select x || x from t where length(x) < 1e9) select max(x) from t"
        ).fetchall()


def test_each_limit_is_set_where_sqlite_counts_itself(guarded: sqlite3.Connection) -> None:
    limits = {
        sqlite3.SQLITE_LIMIT_ATTACHED: 0,
        sqlite3.SQLITE_LIMIT_LENGTH: MAX_LENGTH,
        sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
        sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    }
    assert {limit: guarded.getlimit(limit) for limit in limits} == limits


def test_a_text_may_be_nearly_sixteen_mebibytes_long_and_not_longer(
    guarded: sqlite3.Connection,
) -> None:
    eight = """with recursive t(x) as (select '0123456789abcdef' union all
        select x || x from t where length(x) < 8 * 1024 * 1024),
        longest(x) as (select x from t order by length(x) desc limit 1)
        select length(x || substr(x, 1, {})) from longest"""
    least, most = 15 * 1024 * 512, 17 * 1024 * 512
    assert guarded.execute(eight.format(least)).fetchone() == (8 * 1024 * 1024 + least,)
    with pytest.raises((sqlite3.DataError, sqlite3.OperationalError)):
        guarded.execute(
            f"{eight.format(most)} where length(x || x || substr(x, 1, 1)) > 0"
        ).fetchone()


@pytest.mark.parametrize("closed", [True, False])
def test_a_watch_that_is_closed_ends_nothing(closed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aitracker.catalog.sql_guard._GRACE", 0.02)
    ended = Event()
    budget = Budget(0, ended.set)
    if closed:
        budget.close()
    with budget:
        assert ended.wait(0.2 if closed else PATIENCE) != closed
