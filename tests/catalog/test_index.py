"""The index as a file: what is sorted stays in memory, and what is damaged is made anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from aitracker.catalog.build import ROWS
from aitracker.catalog.cache import open_index
from aitracker.reading.locate import File
from tests.conftest import BASE, run, write

MEMORY = 2
"""The number of SQLite for `pragma temp_store = memory`."""


@pytest.mark.parametrize("kept", [True, False])
def test_an_index_sorts_in_memory(
    kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not kept:
        (tmp_path / "file").write_text("in the way", "utf-8")
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    index = open_index([File("r.yaml", BASE.encode())])
    file = index.connection.execute("pragma database_list").fetchone()[2]
    assert bool(file) == kept
    assert index.connection.execute("pragma temp_store").fetchone() == (MEMORY,)
    index.connection.close()


def test_rows_have_the_columns_of_their_tables() -> None:
    connection = open_index([File("r.yaml", BASE.encode())]).connection
    for table, row in ROWS.items():
        columns = [name for _, name, *_ in connection.execute(f"pragma table_info({table})")]
        assert sorted(row._fields) == sorted(columns), table
    tables = connection.execute("select name from sqlite_schema where type = 'table'")
    own = {name for (name,) in tables if not name.startswith(("words", "sqlite_"))}
    assert own == ROWS.keys()


def test_a_status_holds_on_the_last_day_there_is(place: Path) -> None:
    write(
        place,
        BASE
        + """\
initiatives:
  plan:
    kind: law
    name: Plan
    sources: [press-page]
    history: [{date: 2025, status: announced}, {date: 2026, status: adopted}]
""",
    )
    assert run("list", "--as-of", "9999-12-31", "--fields", "status").out == "adopted\n"
    assert run("list", "--as-of", "2025-12-31", "--fields", "status").out == "announced\n"


def test_an_index_damaged_inside_is_at_fault_and_not_the_query_that_meets_it(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aitracker.catalog.cache._CHECKED", 4096)  # the rest is checked by nobody
    names = "".join(
        f"  plan-{n}: {{kind: law, name: Plan {n}, sources: [press-page], "
        "history: [{date: 2025}]}\n"
        for n in range(200)
    )
    write(place, f"{BASE}initiatives:\n{names}")
    query = ("sql", "select count(*), sum(length(data)) from record")
    right = run(*query)
    (index,) = (tmp_path / "cache" / "aitracker").glob("*.db")
    whole = index.read_bytes()
    ended = set()
    for start in range(8192, len(whole), 16384):
        index.write_bytes(whole[:start] + b"\xff" * 4096 + whole[start + 4096 :])
        damaged = run(*query)
        assert damaged == right or (damaged.code == 3 and "run the command again" in damaged.err)
        ended.add(damaged.code)
        assert run(*query) == right
    assert 3 in ended


def test_a_link_to_which_nobody_objects_is_not_contested(place: Path) -> None:
    write(place, BASE)
    assert run("sql", "select distinct contested from link").out == "0\n"
