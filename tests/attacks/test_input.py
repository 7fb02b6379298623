"""Registries that do not end, are no files, have names that are no text, or are somebody else's."""

from __future__ import annotations

import contextlib
import os
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks import generated

from aitracker.model.errors import FatalError
from aitracker.reading import intake, locate
from tests.conftest import BASE, REPOSITORY, Ran, program, run, write

START = "import sys; from aitracker.cli.main import main; sys.exit(main())"
COMMANDS = ["list", "check", "show minister"]
LITTLE = 400 * 1024**2
"""Memory for a process that must not take in what never ends.

It is less than twice what a registry may have.
"""


def little_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (LITTLE, LITTLE))


def bounded(*args: str, feed: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command line with little memory and time, perhaps with a command that feeds it."""
    command = [sys.executable, "-c", START, *args]
    source = None
    if feed:
        source = subprocess.Popen(["bash", "-c", feed], stdout=subprocess.PIPE)
    try:
        return subprocess.run(
            command,
            stdin=source.stdout if source else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            preexec_fn=little_memory,
        )
    finally:
        if source and source.stdout:
            source.stdout.close()
            source.wait()


def odd(kind: str, path: Path) -> None:
    """Something at this path that is no plain file."""
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "socket":
            # The name of a socket may have a hundred characters, that of a folder of tests more.
            with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(path.parent):
                made.bind(path.name)
        case "folder":
            path.mkdir()
        case device:
            path.symlink_to(f"/dev/{device}")


ODD = {"fifo": "a pipe", "socket": "a socket", "zero": "a device", "full": "a device"}


@pytest.mark.parametrize("where", ["named", "in a folder", "beside"])
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_plain_file_is_refused_at_once(
    command: str, kind: str, where: str, tmp_path: Path
) -> None:
    base = tmp_path / "r"
    base.mkdir()
    (base / "data").mkdir()
    if where == "beside":
        write(base, BASE, "data.yaml")
    odd(kind, base / "data" / "odd.yaml")
    named = {"named": "data/odd.yaml", "in a folder": "data", "beside": "data.yaml"}[where]
    began = time.monotonic()
    done = bounded(*command.split(), "-r", str(base / named))
    assert done.returncode == 3
    assert f"odd.yaml is {ODD[kind]}, not a plain file" in done.stderr
    assert done.stdout == ""
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("args", "most"),
    [("list -r -", "256 MiB"), ("check -", "256 MiB"), ("show -", "16 MiB"), ("sql -", "16 MiB")],
)
def test_an_endless_input_is_refused_when_it_is_too_long(args: str, most: str, place: Path) -> None:
    write(place, BASE)
    done = bounded(*args.split(), feed="yes 'a: b'")
    assert done.returncode == 3
    assert f" has more than {most}" in done.stderr
    assert "this is a bug" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_too_large_is_refused_without_being_read(command: str, place: Path) -> None:
    path = write(place, "", "big.yaml")
    os.truncate(path, intake.MAX_BYTES + 1)
    done = bounded(*command.split(), "-r", "big.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("Error: with big.yaml, the registry has more than 256 MiB")


def test_the_files_of_a_registry_have_one_limit_together(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locate, "MAX_BYTES", 1000)
    write(place, "# " + "x" * 598, "r/a.yaml")
    write(place, "# " + "x" * 398, "r/b.yaml")
    assert [len(file.raw) for file in locate.read_files(locate.Place("r"))] == [600, 400]
    write(place, "#", "r/c.yaml")
    with pytest.raises(FatalError, match=r"with r/c\.yaml"):
        locate.read_files(locate.Place("r"))


def test_a_text_of_many_megabytes_takes_at_most_five_times_its_size(tmp_path: Path) -> None:
    size = 60 * 1024**2
    path = write(
        tmp_path, f"schema_version: 1\norganizations:\n  a: {{name: {'x y ' * (size // 4)}}}\n"
    )
    done = measured("check", "-r", str(path))
    assert "[too-long]" in done.stdout
    assert peak(done) < 5 * size + 60 * 1024**2


@pytest.mark.parametrize("command", ["check", "list"])
def test_a_sound_registry_takes_at_most_seven_times_its_size_and_60_mb(
    command: str, tmp_path: Path
) -> None:
    path = tmp_path / "registry.yaml"
    path.write_text(generated.registry(6000), "utf-8")
    done = measured(command, "-r", str(path))
    assert done.stdout
    assert peak(done) < 7 * path.stat().st_size + 60 * 1024**2


MEASURED = (
    "import sys; from aitracker.cli.main import main; code = main(); "
    "status = open('/proc/self/status').read(); "
    "print(status.partition('VmHWM:')[2].split()[0], file=sys.stderr)"
)
"""The most memory of the program itself; getrusage begins with that of its parent."""


def measured(*args: str) -> subprocess.CompletedProcess[str]:
    """A run whose last line on standard error is the most memory it took."""
    return subprocess.run(
        [sys.executable, "-c", MEASURED, *args], capture_output=True, text=True, check=True
    )


def peak(done: subprocess.CompletedProcess[str]) -> int:
    """The most memory a measured run took, in bytes."""
    return int(done.stderr.split()[-1]) * 1024


# Names that are no text

RAW = os.fsdecode(b"r\xff\xe9")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_whose_name_is_no_utf_8_is_read_and_named(command: str, place: Path) -> None:
    write(place, BASE, f"{RAW}/a{RAW}.yaml")
    write(place, "schema_version: 2\n", f"{RAW}/b{RAW}.yaml")
    args = command.split()
    for name in (RAW, "r\\xff\\xe9"):  # as it is, and as it is printed
        done = program(*args, "-r", name)
        said = done.stdout + done.stderr
        assert "this is a bug" not in said
        assert done.returncode == {"check": 1, "list": 3, "show": 3}[args[0]]
        assert "r\\xff\\xe9/br\\xff\\xe9.yaml:1:" in said
    one = program(*args, "-r", f"{RAW}/a{RAW}.yaml")
    assert one.returncode == 0, one.stderr
    named = program(*args, env={"AITRACKER_REGISTRY": f"{RAW}/a{RAW}.yaml"})
    assert (named.returncode, named.stdout) == (0, one.stdout)


LOCALES = {
    "ASCII": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "Latin-1": {"LC_ALL": "fr_FR.ISO-8859-1", "PYTHONUTF8": "0"},
}


def in_locale(name: str, *args: str) -> Ran:
    """Runs a command line where the locale is not UTF-8; skips where there is no such locale."""
    code = "import sys; print(sys.getfilesystemencoding())"
    env = {**os.environ, **LOCALES[name]}
    encoding = subprocess.check_output([sys.executable, "-c", code], env=env, text=True).strip()
    if encoding != {"ASCII": "ascii", "Latin-1": "iso8859-1"}[name]:
        pytest.skip(f"the locale {LOCALES[name]['LC_ALL']} is not installed")
    done = program(*args, env=LOCALES[name])
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("locale", LOCALES)
def test_words_and_names_of_files_are_utf_8_in_any_locale(locale: str, place: Path) -> None:
    write(place, BASE.replace("A Minister", "Zoë وزير"), "dön/é.yaml")
    for name in ("dön", "dön/é.yaml"):
        done = in_locale(locale, "search", "zoë", "وزير", "-r", name)
        assert (done.code, done.rows[0][0]) == (0, "minister"), done.err
    assert in_locale(locale, "check", "dön/é.yaml").code == 0
    done = in_locale(locale, "show", "régie", "-r", "dön")
    assert (done.code, "'régie'" in done.err) == (1, True), done.err


def test_words_in_the_bytes_of_the_locale_are_what_it_makes_of_them(place: Path) -> None:
    write(place, BASE.replace("A Minister", "Zoë"), os.fsdecode(b"d\xf6n.yaml"))
    raw = [os.fsdecode(word) for word in (b"zo\xeb", b"d\xf6n.yaml")]
    done = in_locale("Latin-1", "search", raw[0], "-r", raw[1])
    assert (done.code, done.rows[0][0]) == (0, "minister"), done.err
    done = in_locale("Latin-1", "show", raw[0] + "-x", "-r", "dön.yaml")
    assert (done.code, "'zoë-x'" in done.err) == (1, True), done.err
    assert "'zo\\xeb-x'" in program("show", raw[0] + "-x", "-r", raw[1]).stderr


def test_a_name_that_is_written_with_a_backslash_is_that_name(place: Path) -> None:
    write(place, BASE, "r\\xff.yaml")
    assert run("list", "people", "-r", "r\\xff.yaml").out.startswith("minister")
    assert "there is no registry at s\\xff.yaml" in run("list", "-r", "s\\xff.yaml").err


@pytest.mark.parametrize(
    "args", ["list", "show", "search", "why", "sql", "list --tag", "list --org"]
)
def test_an_argument_that_is_no_utf_8_is_no_bug(args: str, place: Path) -> None:
    write(place, BASE)
    done = program(*args.split(), RAW)
    assert done.returncode in (0, 1, 2)
    assert "this is a bug" not in done.stderr


# Which registry answers

PACKED = "using the registry that comes with aitracker; name another with --registry\n"


def below(place: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = place / name
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("args", [["list", "people"], ["check"]])
def test_nothing_is_said_of_the_nearest_registry_of_the_repository(
    args: list[str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, BASE)
    assert run(*args).err == ""
    (place / ".git").mkdir()
    below(place, "a/b", monkeypatch)
    assert run(*args).err == ""


@pytest.mark.parametrize("args", [["list", "people"], ["check"], ["show", "minister"]])
def test_a_registry_outside_the_repository_is_said_in_a_pipe(
    args: list[str], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, BASE)
    deep = below(place, "a/b", monkeypatch)
    line = (
        "using ../../data/initiatives.yaml, {}; "
        "to use it without this line, name it with --registry\n"
    )
    assert run(*args).err == line.format("in a folder above")
    (deep / ".git").write_text("gitdir: elsewhere\n")
    assert run(*args).err == line.format("outside this git repository")
    assert run(*args, "-r", "../../data/initiatives.yaml").err == ""
    monkeypatch.setenv("AITRACKER_REGISTRY", "../../data/initiatives.yaml")
    assert run(*args).err == ""


def test_the_packed_registry_is_said_in_a_pipe() -> None:
    assert run("list", "--limit", "1").err == PACKED
    shipped = REPOSITORY / "data" / "initiatives.yaml"
    assert run("list", "--limit", "1", "-r", str(shipped)).err == ""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("what", ["data/initiatives.yaml", "data", "data/initiatives"])
def test_a_registry_above_that_belongs_to_another_is_refused_unless_it_is_named(
    what: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, BASE)
    (place / "data/initiatives").mkdir()
    (place / ".git").mkdir()
    os.chown(place / what, 65534, 65534)
    assert run("list", "people").code == 0  # where we stand ourselves
    below(place, "a/b", monkeypatch)
    for command in (["list", "people"], ["check"]):
        done = run(*command)
        assert (done.code, done.out) == (3, "")
        assert done.err == (
            "Error: the nearest registry, ../../data/initiatives.yaml, belongs to another user\n"
            "  if you trust it, name it: --registry ../../data/initiatives.yaml\n"
        )
    assert run("list", "people", "-r", "../../data/initiatives.yaml").code == 0
    monkeypatch.setenv("SUDO_UID", "65534")
    assert run("list", "people").code == 0
    monkeypatch.setenv("SUDO_UID", "9" * 5000)
    assert run("list", "people").code == 3
