from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from aitracker.catalog import cache
from aitracker.reading.locate import File
from tests.conftest import BASE, program, run, write

FILES = [File("r.yaml", BASE.encode())]


def test_an_index_is_built_once_and_found_again() -> None:
    first = cache.open_index(FILES)
    assert first.file is not None
    stamp = first.file.stat().st_mtime_ns
    assert cache.open_index(FILES).file == first.file
    assert first.file.stat().st_mtime_ns == stamp


def test_the_key_changes_with_a_byte_a_name_and_a_building_module(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keys = {
        cache.key(FILES),
        cache.key([File("r.yaml", BASE.encode() + b"\n")]),
        cache.key([File("s.yaml", BASE.encode())]),
    }
    package = tmp_path / "package"
    for room in cache._BUILDERS:
        (package / room).mkdir(parents=True)
    (package / "model" / "dates.py").write_text("one")
    monkeypatch.setattr(cache, "__file__", str(package / "catalog" / "cache.py"))
    keys.add(cache.key(FILES))
    (package / "model" / "dates.py").write_text("another")
    keys.add(cache.key(FILES))
    assert len(keys) == 5


def test_the_folder_is_private_and_holds_nothing_but_indexes_and_its_mark() -> None:
    index = cache.open_index(FILES)
    assert index.file is not None
    assert index.file.parent.stat().st_mode & 0o777 == 0o700
    assert index.file.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in index.file.parent.iterdir()} == {index.file.name, "CACHEDIR.TAG"}


@pytest.mark.parametrize("content", [b"", b"garbage", b"SQLite format 3\x00" + b"\x00" * 4080])
def test_a_damaged_or_foreign_file_is_built_again(content: bytes) -> None:
    path = cache.open_index(FILES).file
    assert path is not None
    path.write_bytes(content)
    index = cache.open_index(FILES)
    assert index.connection.execute("select count(*) from record").fetchone() == (4,)
    assert path.stat().st_size > len(content)


def test_a_file_cut_short_is_built_again() -> None:
    path = cache.open_index(FILES).file
    assert path is not None
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert cache.open_index(FILES).connection.execute("pragma integrity_check").fetchone() == (
        "ok",
    )


def test_where_nothing_can_be_kept_the_index_lives_in_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    index = cache.open_index(FILES)
    assert index.file is None
    assert index.connection.execute("select count(*) from record").fetchone() == (4,)


def test_an_index_cannot_be_written() -> None:
    for index in (cache.open_index(FILES), cache.open_index(FILES)):
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            index.connection.execute("delete from record")


def test_bytes_of_the_same_number_are_told_apart_and_both_indexes_stay() -> None:
    other = [File("r.yaml", BASE.replace("  minister:", "  sinister:").encode())]
    indexes = [cache.open_index(files) for files in (FILES, other, FILES, other)]
    people = [
        index.connection.execute("select id from record where collection = 'people'").fetchall()
        for index in indexes
    ]
    assert people == [[("minister",)], [("sinister",)]] * 2
    assert indexes[0].file == indexes[2].file != indexes[1].file == indexes[3].file


def test_what_an_index_was_built_from_is_compared_not_what_its_name_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Two contents of one size whose names would be the same: the worst a hash can do.
    monkeypatch.setattr(cache, "key", lambda files: f"{cache._kind(files)}{'0' * 16}")
    other = [File("r.yaml", BASE.replace("  minister:", "  sinister:").encode())]
    for files, person in ((FILES, "minister"), (other, "sinister"), (FILES, "minister")):
        found = cache.open_index(files).connection.execute(
            "select id from record where collection = 'people'"
        )
        assert found.fetchall() == [(person,)]


def test_a_warm_read_hashes_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.open_index(FILES)
    monkeypatch.setattr(cache, "key", None)
    assert cache.open_index(FILES).file is not None


@pytest.mark.parametrize("number", [1, 2, 3])
def test_files_larger_than_a_part_are_compared_to_the_last_byte(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_PART", len(BASE.encode()) // number + 1)
    files = [File("r.yaml", BASE.encode() + b"# a"), File("r/s.yaml", b"# one")]
    first = cache.open_index(files)
    assert cache.open_index(files).file == first.file
    for last in (
        [files[0]._replace(raw=BASE.encode() + b"# b"), files[1]],
        [files[0], files[1]._replace(raw=b"# two"[:5])],
    ):
        assert cache.open_index(last).file != first.file


def test_old_indexes_go_and_new_ones_stay(tmp_path: Path) -> None:
    for number in range(30):
        cache.open_index([File("r.yaml", BASE.encode() + b"# %d\n" % number)])
    assert len(list((tmp_path / "cache" / "aitracker").iterdir())) <= 17


def test_a_changed_registry_is_answered_anew(place: Path) -> None:
    path = write(place, BASE)
    assert [row[0] for row in run("list", "people").rows] == ["minister"]
    path.write_text(BASE.replace("  minister:", "  other-minister:"), "utf-8")
    assert [row[0] for row in run("list", "people").rows] == ["other-minister"]


QUERIES = {
    "list people": "lists",
    "list sources": "sources",
    "list signatories": "signatories",
    "timeline": "timeline",
    "search minister": "search",
    "due": "due",
    "stale": "stale",
}
"""Commands that print rows, each with the module of its query."""


@pytest.mark.parametrize("line", QUERIES)
def test_a_warm_read_imports_no_query_but_its_own(line: str, place: Path) -> None:
    write(place, BASE)
    assert program(*line.split()).returncode == 0
    asked = (
        "import sys; from aitracker.cli.main import main; code = main(sys.argv[1:]);"
        "print(code, *(name for name in sys.modules if name.startswith('aitracker.catalog.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, *line.split()], capture_output=True, text=True, check=False
    )
    code, *modules = done.stdout.splitlines()[-1].split()
    found = {name.removeprefix("aitracker.catalog.") for name in modules}
    assert code == "0"
    assert found & {*QUERIES.values(), "snapshot", "counts"} == {QUERIES[line]}


def test_a_warm_list_in_a_pipe_imports_no_words(place: Path) -> None:
    # Neither definitions nor labels, of which only what people see and some filters need any.
    write(place, BASE)
    asked = (
        "import sys; from aitracker.cli.main import main; code = main(['list']);"
        "print(code, *(name for name in sys.modules"
        " if name.startswith(('aitracker.model.vocabulary', 'aitracker.model.labels'))))"
    )
    assert program("list").returncode == 0
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0"


def test_a_warm_read_imports_neither_yaml_nor_pydantic_nor_rich(place: Path) -> None:
    write(place, BASE)
    asked = (
        "import sys; from aitracker.cli.main import main; code = main(sys.argv[1:]);"
        "heavy = {'yaml', 'pydantic', 'rich.console', 'rich.table', "
        "'aitracker.model.records', 'aitracker.reading.load'};"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    assert program("list", "people").returncode == 0
    for args in (
        ["list", "people"],
        ["show", "minister"],
        ["list", "signatories", "--json"],
        ["timeline"],
        ["info"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", asked, *args], capture_output=True, text=True, check=False
        )
        assert done.stdout.splitlines()[-1] == "0 []", (args, done)
