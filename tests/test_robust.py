"""The index under bad conditions, with real processes.

The conditions are folders that refuse, full disks, files that change, signals.
"""

from __future__ import annotations

import contextlib
import functools
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from binascii import crc32
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.generated import registry

from aitracker.catalog.cache import _seal
from aitracker.display.progress import bar
from tests.conftest import BASE, PATIENCE, program, run, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pexpect = pytest.importorskip("pexpect", reason="needs a terminal driver: pip install -e '.[dev]'")

START = "import sys; from aitracker.cli.main import main; sys.exit(main())"
PEOPLE = "minister\tpeople"
MARK = "CACHEDIR.TAG"


@functools.cache
def generated(initiatives: int) -> str:
    return registry(initiatives)


def plans(number: int, name: str = "plan") -> str:
    """A registry of so many small records, on one line each."""
    records = "".join(
        f"  {name}-{n}: {{kind: strategy, name: Plan {n}, sources: [press-page], "
        "history: [{date: 2025-01-01, status: announced}]}\n"
        for n in range(number)
    )
    return f"{BASE}initiatives:\n{records}"


def cache() -> Path:
    return Path(os.environ["XDG_CACHE_HOME"]) / "aitracker"


def kept() -> list[str]:
    """The endings of all files in the cache but its mark."""
    found = cache().iterdir() if cache().exists() else []
    return sorted(path.suffix for path in found if path.name != MARK)


def in_the_making() -> list[Path]:
    return list(cache().glob("*.new*")) if cache().exists() else []


def started(*args: str, code: str = START, **options: Any) -> subprocess.Popen[str]:
    """A command line in a process of its own that is not waited for."""
    command = [sys.executable, "-c", code, *args]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        **options,
    )


def answers(done: subprocess.CompletedProcess[str]) -> bool:
    return done.returncode == 0 and done.stdout.startswith(PEOPLE) and done.stderr == ""


# Many at once


@pytest.mark.slow
def test_processes_that_build_one_index_at_once_all_answer_and_leave_one_index(place: Path) -> None:
    write(place, generated(100))
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: program("list"), range(12)))
    assert {one.returncode for one in done} == {0}
    assert len({one.stdout for one in done}) == 1
    assert done[0].stdout.count("\n") == 100
    assert kept() == [".db"]


# Folders that refuse


@functools.cache
def bound_by_permissions() -> list[str] | None:
    """What to put before a command so that permissions hold for it, as they do not for root.

    None where that cannot be had.
    """
    if os.geteuid() != 0:
        return []
    powers = "-dac_override,-dac_read_search"
    command = ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"]
    with contextlib.suppress(OSError):
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return command
    return None


def bound(*args: str) -> subprocess.CompletedProcess[str]:
    """Runs a command line as somebody whom permissions bind."""
    before = bound_by_permissions()
    if before is None:
        pytest.skip("permissions do not bind root here, and setpriv cannot change that")
    command = [*before, sys.executable, "-c", START, *args]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
    )


@pytest.fixture
def closed() -> Iterator[Callable[[Path, int], None]]:
    """Gives a file or folder a mode, and takes it back so that the test's folder can be deleted."""
    changed: list[tuple[Path, int]] = []

    def close(path: Path, mode: int) -> None:
        changed.append((path, path.stat().st_mode))
        path.chmod(mode)

    yield close
    for path, mode in reversed(changed):
        path.chmod(mode)


@pytest.mark.parametrize("mode", [0o500, 0o000], ids=["read-only", "closed"])
def test_a_cache_folder_that_refuses_is_no_obstacle(
    mode: int, place: Path, closed: Callable[[Path, int], None]
) -> None:
    write(place, BASE)
    cache().mkdir(parents=True)
    closed(cache(), mode)
    assert answers(bound("list", "people"))
    closed(cache(), 0o700)
    assert kept() == []


def test_a_read_only_cache_is_read(place: Path, closed: Callable[[Path, int], None]) -> None:
    write(place, BASE)
    assert answers(program("list", "people"))
    closed(cache(), 0o500)
    assert answers(bound("list", "people"))
    assert f"{cache()}/" in bound("info").stdout


def with_a_hole(index: Path, *, unseen: bool = True) -> None:
    """What a loss of power may leave: as long as it was, but empty in one place.

    Here that is where it is not checked.
    """
    with contextlib.closing(sqlite3.connect(index)) as connection:
        (page,) = connection.execute(
            "select rootpage from sqlite_schema where name = 'record'"
        ).fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
        (pages,) = connection.execute("pragma page_count").fetchone()
    with index.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    if unseen:
        raw = index.read_bytes()
        end = pages * size  # the bytes of the registry stand between the pages and the seal
        seal = _seal(index, end, crc32(raw[:end]))
        index.write_bytes(raw[: -len(seal)] + seal)


def test_a_damaged_index_in_a_read_only_cache_is_told_with_its_place(
    place: Path, closed: Callable[[Path, int], None]
) -> None:
    write(place, generated(30))
    program("list")
    (index,) = cache().glob("*.db")
    with_a_hole(index)
    closed(cache(), 0o500)
    done = bound("timeline")
    assert done.returncode == 3
    assert f"cannot be deleted: {index}" in done.stderr
    assert "XDG_CACHE_HOME" in done.stderr


@pytest.mark.parametrize("path", ["cache", "cache/aitracker"])
def test_a_file_where_the_cache_folder_should_be_is_no_obstacle_and_stays(
    path: str, place: Path, tmp_path: Path
) -> None:
    write(place, BASE)
    file = write(tmp_path, "mine", path)
    assert answers(program("list", "people"))
    assert answers(program("list", "people"))
    assert file.read_text() == "mine"


# Files in the cache that are not what they should be


def cut(index: Path) -> None:
    os.truncate(index, index.stat().st_size // 2)


def emptied(index: Path) -> None:
    os.truncate(index, 0)


def garbage(index: Path) -> None:
    index.write_bytes(os.urandom(8192))


def foreign(index: Path) -> None:
    index.unlink()
    with contextlib.closing(sqlite3.connect(index)) as connection:
        connection.execute("create table bookmarks (url)")


def ours_with_another_schema(index: Path) -> None:
    index.unlink()
    with contextlib.closing(sqlite3.connect(index)) as connection:
        connection.executescript(
            f"pragma application_id = {0x41495452}; create table registry (languages); "
            "insert into registry values (7); vacuum"
        )


def of_another_registry(index: Path) -> None:
    """An index of ours, whole, but under the name of this one."""
    other = write(index.parent.parent, BASE.replace("minister", "secretary"), "other.yaml")
    assert program("list", "-r", str(other)).returncode == 0
    (second,) = set(index.parent.glob("*.db")) - {index}
    second.replace(index)


def a_folder(index: Path) -> None:
    index.unlink()
    index.mkdir()


@pytest.mark.slow  # 3 % of the time of the quick part
@pytest.mark.parametrize(
    "spoil",
    [cut, emptied, garbage, foreign, ours_with_another_schema, of_another_registry, a_folder],
)
def test_what_is_no_index_of_this_registry_is_not_answered_from(
    spoil: Callable[[Path], None], place: Path
) -> None:
    write(place, BASE)
    first = program("list", "people")
    (index,) = cache().glob("*.db")
    spoil(index)
    again = program("list", "people")
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")
    assert kept() == [".db"]


@pytest.mark.parametrize("args", [["timeline"], ["sql", "select * from record"]], ids=" ".join)
def test_an_index_with_a_hole_is_told_and_the_next_run_is_right(
    args: list[str], place: Path
) -> None:
    write(place, generated(30))
    first = program(*args)
    (index,) = cache().glob("*.db")
    with_a_hole(index)
    damaged = program(*args)
    assert damaged.returncode == 3
    assert "was corrupt" in damaged.stderr
    assert program(*args).stdout == first.stdout


def test_a_hole_where_an_index_is_checked_costs_no_answer(place: Path) -> None:
    write(place, generated(30))
    first = program("timeline")
    (index,) = cache().glob("*.db")
    with_a_hole(index, unseen=False)
    again = program("timeline")
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, "")


def test_folders_among_the_indexes_do_not_keep_an_index_from_being_kept(place: Path) -> None:
    write(place, BASE)
    assert answers(program("list", "people"))
    (first,) = cache().glob("*.db")
    first.unlink()
    for number in range(20):
        (cache() / f"{number}.db").mkdir(parents=True)
        (cache() / f"{number}.new").mkdir()
        os.utime(cache() / f"{number}.new", (0, 0))
    assert answers(program("list", "people"))
    assert first.is_file()


# Full disks


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    disk = tmp_path / "tiny"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small disk, and not everywhere")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_cache_on_a_full_disk_is_no_obstacle_and_nothing_is_left_there(
    place: Path, tiny: Path
) -> None:
    write(place, generated(100))
    for _ in range(2):
        done = program("list", env={"XDG_CACHE_HOME": str(tiny)})
        assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 100, "")
    assert [path.name for path in tiny.rglob("*") if path.is_file()] in ([], [MARK])


def no_room() -> None:
    """Lets no file of this process grow: what a full disk does, also to files for sorting."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_where_no_file_can_grow_an_index_lives_in_memory(place: Path) -> None:
    write(place, generated(100))
    done = program("list", preexec_fn=no_room)
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 100, "")
    assert kept() == []


def test_sorting_much_needs_no_room_and_a_good_index_is_not_thrown_away(place: Path) -> None:
    write(place, plans(3000))
    query = (
        "select id, data || data || data || data || data || data || data || data as long "
        "from record order by long, id"
    )
    first = program("sql", query)
    assert first.returncode == 0
    done = program("sql", query, preexec_fn=no_room)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == first.stdout
    assert kept() == [".db"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_many_rows_on_a_full_disk_are_told_in_one_sentence(place: Path) -> None:
    write(place, plans(2000))
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(
            [sys.executable, "-c", START, "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert process.returncode == 3
    assert process.stderr == "Error: cannot write the output: No space left on device\n"


# Streams that are gone


@pytest.mark.slow
def test_a_pipe_closed_after_one_of_10000_rows_ends_silently_with_0(place: Path) -> None:
    write(place, plans(10_000))
    command = f"{sys.executable} -c '{START}' list | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    first, code = done.stdout.splitlines()
    assert (first.split("\t")[0], code, done.stderr) == ("plan-0", "0", "")


@pytest.mark.parametrize("args", ["list people", "show minister", "check"])
def test_a_closed_output_is_told_in_one_sentence(args: str, place: Path) -> None:
    write(place, BASE)
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -c '{START}' {args} >&-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        3,
        "Error: cannot write the output: it is closed\n",
    )


@pytest.mark.parametrize("args", ["list -r -", "show -", "sql -"])
@pytest.mark.parametrize(
    ("stream", "why"), [("<&-", "it is closed"), ("0> output", "Bad file descriptor")]
)
def test_an_input_that_cannot_be_read_is_told(
    args: str, stream: str, why: str, place: Path
) -> None:
    write(place, BASE)
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -c '{START}' {args} {stream}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.splitlines()[0] == f"Error: standard input cannot be read: {why}"


# Registries that change or refuse while they are read

READER = """
import io, sys, time
from aitracker.cli.main import main
for _ in range(int(sys.argv[1])):
    sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(io.BytesIO())
    code = main(["list", "-f", "ids"])
    out, err = (stream.buffer.getvalue().decode() for stream in (sys.stdout, sys.stderr))
    names = sorted({line.split("-")[0] for line in out.split()})
    print(code, len(out.split()), *names, err, sep="|", end="\\0", file=sys.__stdout__)
"""


def read_while(change: Callable[[], None], processes: int, times: int) -> list[str]:
    """What processes answer that read the registry again and again while it is being changed."""
    done = threading.Event()

    def keep_changing() -> None:
        while not done.is_set():
            change()

    command = [sys.executable, "-c", READER, str(times)]
    changer = threading.Thread(target=keep_changing)
    changer.start()
    try:
        readers = [
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)
        ]
        said = [
            answer
            for reader in readers
            for answer in reader.communicate(timeout=PATIENCE)[0].split("\0")
            if answer
        ]
    finally:
        done.set()
        changer.join()
    assert len(said) == processes * times
    return said


@pytest.mark.slow
def test_a_registry_replaced_by_another_is_answered_from_the_one_or_the_other(place: Path) -> None:
    path = write(place, plans(40, "old"))
    texts = [plans(40, "old"), plans(60, "new")]

    def replace() -> None:
        texts.reverse()
        beside = path.with_name(".beside")
        beside.write_text(texts[0], "utf-8")
        beside.replace(path)
        time.sleep(0.12)

    # On a busy machine a file may never come to rest before the next one takes its place, which is
    # told.
    answers = {said for said in read_while(replace, processes=3, times=80) if said[:2] != "3|"}
    assert answers
    assert answers <= {"0|40|old|", "0|60|new|"}


class Clock:
    """Time as the reader of files sees it.

    It passes while the reader sleeps, and then something may happen.
    """

    def __init__(self, meanwhile: Callable[[float], None]) -> None:
        self.now = time.time()
        self.meanwhile = meanwhile

    def time(self) -> float:
        return self.now

    monotonic = time

    def sleep(self, seconds: float) -> None:
        self.now += max(seconds, 0.001)
        self.meanwhile(self.now)


def stamped(path: Path, text: str, now: float) -> None:
    """Writes a file, at a time."""
    path.write_text(text, "utf-8")
    os.utime(path, (now, now))


def test_a_registry_that_is_half_written_is_answered_when_the_other_half_is_there(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(place, plans(40))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    parts = ["".join(lines[:end]) for end in (35, 38, len(lines))]

    def write_more(now: float) -> None:
        if parts:
            stamped(path, parts.pop(0), now)

    clock = Clock(write_more)
    monkeypatch.setattr("aitracker.reading.intake.time", clock)
    write_more(clock.now)
    assert run("list").out.count("\n") == 40
    assert parts == []


def test_a_registry_that_changes_while_it_is_read_is_read_again(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(place, plans(20))
    looks = []
    fstat = os.fstat

    def look(descriptor: int) -> os.stat_result:
        looks.append(descriptor)
        if len(looks) == 2:  # the first is before the reading
            stamped(path, plans(40), time.time() - 1)
        return fstat(descriptor)

    monkeypatch.setattr("aitracker.reading.locate.os.fstat", look)
    assert run("list").out.count("\n") == 40
    assert len(looks) >= 4  # twice two for the file; then come those for the index


def test_a_registry_that_is_written_to_all_the_time_is_told(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(place, BASE)
    clock = Clock(lambda now: os.utime(path, (now, now)))
    monkeypatch.setattr("aitracker.reading.intake.time", clock)
    began = clock.now
    os.utime(path, (began, began))
    said = run("list")
    assert said.code == 3
    assert said.err.startswith("Error: data/initiatives.yaml is still being written")
    assert 2 <= clock.now - began < 3


@pytest.mark.parametrize("name", ["data", "data/initiatives", "data/initiatives.yaml"])
def test_no_other_registry_and_no_half_of_it_answers_for_one_that_may_not_be_read(
    name: str, place: Path, closed: Callable[[Path, int], None]
) -> None:
    write(place, BASE)
    write(place, "initiatives: {}\n", "data/initiatives/more.yaml")
    closed(place / name, 0o000)
    done = bound("list", "people")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("Error: ")
    assert "cannot be read: Permission denied" in done.stderr


def test_no_other_registry_answers_for_a_link_to_nothing(place: Path) -> None:
    (place / "data").mkdir()
    (place / "data" / "initiatives.yaml").symlink_to("nowhere.yaml")
    done = program("list")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("Error: there is no registry at data/initiatives.yaml")


# Signals while the index is built


MARKED = (
    "import os; from aitracker.cli import main as m; end = m._end; "
    f"m._end = lambda args: os.write(2, b'!') and end(args); {START}"
)
"""The program, saying when its interrupt handler stands.

Before that there is only the interpreter itself.
"""


@pytest.mark.slow
@pytest.mark.slow
def test_an_interrupt_at_any_moment_of_a_build_leaves_nothing_and_the_next_run_is_right(
    place: Path,
) -> None:
    write(place, generated(300))
    begun = time.monotonic()
    whole = program("list")
    taken = time.monotonic() - begun
    codes = set()
    for moment in range(11):
        shutil.rmtree(cache(), ignore_errors=True)
        process = subprocess.Popen(
            [sys.executable, "-c", MARKED, "list"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        assert process.stderr.read(1) == "!"
        time.sleep(taken * moment / 10)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
        codes.add(process.returncode)
        # After all is written, while the interpreter goes away, the signal itself ends the process:
        # 130 to a shell.
        assert process.returncode == 130 or (
            process.returncode in (0, -signal.SIGINT) and out == whole.stdout
        )
        assert err == ""
        assert in_the_making() == []
    assert 130 in codes
    assert program("list").stdout == whole.stdout


STUCK = f"""
import os, time
from aitracker.catalog import build as b
build = b.build
def stuck(*args):
    build(*args)
    os.write(2, b"!")
    time.sleep({PATIENCE})
b.build = stuck
{START}
"""
"""The program, which stays where the index is written and not yet in its place, and says so."""


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda number: number.name
)
def test_an_end_in_the_midst_of_writing_leaves_at_most_what_the_next_build_removes(
    number: signal.Signals, place: Path
) -> None:
    write(place, generated(50))
    process = started("list", code=STUCK)
    assert process.stderr is not None
    assert process.stderr.read(1) == "!"
    assert in_the_making() != []
    process.send_signal(number)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    left = in_the_making()
    assert (left == []) == (number == signal.SIGINT)
    for path in left:
        os.utime(path, (time.time() - 4000,) * 2)
    write(place, BASE)
    assert answers(program("list", "people"))
    assert kept() == [".db"]


# The bar while the index is built


def on_terminal(*args: str, code: str = START, env: dict[str, str] | None = None) -> Any:
    """A program in a terminal of 100 columns that is not waited for."""
    settings = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "CI": "", **(env or {})}
    return pexpect.spawn(
        sys.executable,
        ["-c", code, *args],
        dimensions=(24, 100),
        encoding="utf-8",
        timeout=PATIENCE,
        env=settings,
    )


def sent(child: Any) -> str:
    """All that a terminal was sent; the program ended well."""
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    return str(child.before)


AT_ONCE = (
    f"from aitracker.display import progress; progress._PATIENCE = progress._PAUSE = 0; {START}"
)
"""The program, with a bar that does not wait for its second."""


def test_a_bar_waits_a_second_and_is_then_drawn_ten_times_a_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[float] = []
    clock = SimpleNamespace(now=0.0)
    clock.monotonic = lambda: clock.now
    monkeypatch.setattr("aitracker.display.progress.time", clock)
    monkeypatch.setattr("aitracker.display.progress.draw", lambda _: drawn.append(clock.now))
    with bar() as progress:
        for clock.now in (0.0, 0.99, 1.0, 1.05, 1.11, 1.2, 1.22):
            progress("{} of {}", 1, 2)
    assert drawn == [1.0, 1.11, 1.22]


def test_a_build_that_takes_its_time_shows_a_bar_that_is_gone_afterwards(place: Path) -> None:
    write(place, generated(350))
    first = sent(on_terminal("list", "--limit", "3", "--no-pager", code=AT_ONCE))
    second = sent(on_terminal("list", "--limit", "3", "--no-pager", code=AT_ONCE))
    assert "\x1b[K" not in second
    assert second.count("plan-") == 3
    bar, erased, rest = first.rpartition("\r\x1b[K")
    assert rest == second
    assert erased
    assert "\n" not in bar
    assert "indexing" in bar
    assert "of 1,119 records" in bar
    assert "━" in bar
    assert "\x1b[?25l" not in first  # the cursor is never hidden


def test_every_step_is_told_and_no_line_is_longer_than_the_terminal(place: Path) -> None:
    write(place, generated(50))
    out = sent(on_terminal("list", "--no-pager", code=AT_ONCE, env={"NO_COLOR": "1"}))
    drawn = [line.lstrip("\r") for line in out.split("\x1b[K")[:-1]]
    assert max(map(len, drawn)) < 100
    assert [
        step
        for step in ("reading", "checking the form", "indexing")
        if any(line.startswith(step) for line in drawn)
    ] == [
        "reading",
        "checking the form",
        "indexing",
    ]
    assert "\x1b" not in "".join(drawn)


def test_a_quick_build_shows_no_bar(place: Path) -> None:
    write(place, BASE)
    quick = AT_ONCE.replace("= 0;", f"= {PATIENCE};")
    assert "\x1b[K" not in sent(on_terminal("list", "people", code=quick))


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {"CI": "true"}], ids=str)
def test_where_nothing_can_be_erased_or_nobody_looks_there_is_no_bar(
    env: dict[str, str], place: Path
) -> None:
    write(place, generated(50))
    out = sent(on_terminal("list", "--limit", "1", code=AT_ONCE, env=env))
    assert "indexing" not in out
    assert "\x1b[K" not in out


def test_a_pipe_is_told_nothing_of_the_build_and_imports_no_rich(place: Path) -> None:
    write(place, generated(50))
    code = AT_ONCE.replace("sys.exit(main())", "main(); sys.exit('rich' in sys.modules)")
    done = subprocess.run(
        [sys.executable, "-c", code, "list", "--limit", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)


DRAWN = f"""
import time
from aitracker.display import progress
progress._PATIENCE = progress._PAUSE = 0
draw = progress.draw
def drawn(line):
    draw(line)
    if "indexing" in line:
        time.sleep({PATIENCE})
progress.draw = drawn
{START}
"""
"""The program, which stays where the index is being built and the bar says so."""


def test_an_interrupt_takes_the_bar_away_and_leaves_the_cursor(place: Path) -> None:
    write(place, generated(50))
    child = on_terminal("list", code=DRAWN)
    child.expect("indexing.*records")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert str(child.before).endswith("\r\x1b[K")
    assert "\x1b[?25l" not in str(child.before)
    assert in_the_making() == []
