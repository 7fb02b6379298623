"""How an index is opened: what is sorted stays in memory, wherever the index itself is."""

from __future__ import annotations

from pathlib import Path

import pytest

from aitracker.catalog.cache import open_index
from aitracker.reading.locate import File
from tests.conftest import BASE

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
