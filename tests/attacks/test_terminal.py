"""Text that would steer a terminal, by every way that leads to one.

The ways are names of files, arguments, fields, columns.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest

from aitracker.display.markup import LRM, PDI, RLI, linked
from aitracker.display.streams import Screen, safe
from tests.conftest import BASE, run, write

pexpect = pytest.importorskip("pexpect", reason="needs a terminal driver: pip install -e '.[dev]'")

START = "import sys; from aitracker.cli.main import main; sys.exit(main())"
HOSTILE = (
    "x\x1b]0;PWNED\x07\x1b[2J\x9b2J\u202e\u2066\u200b\u2060\xad\ufeff\u200f\U000e0041\U000e0003"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\U000e0000-\U000e007f]"
)
COLOUR = re.compile("\x1b\\[[0-9;]*m")
ISOLATE = re.compile("[\u2066\u2067]([^\u2066-\u2069\n]*)\u2069\u200e?")
FORMATS = ["table", "tsv", "csv", "json", "jsonl", "yaml", "md", "ids"]
# What a registry may hold: all of the above is refused, save paired isolates, and direction marks
# in prose.
NAME = "Minister \u2067وزير\u2069 [b] <script>"
OFFICE = "Min\u200fister"


@pytest.fixture
def folder(place: Path) -> Path:
    """A folder registry with a file whose name is hostile, and with a mistake in it."""
    text = BASE.replace("A Minister", NAME).replace("title: Minister", f"title: {OFFICE}")
    write(place, text, "registry/a.yaml")
    write(
        place,
        "schema_version: 2\npeople: {a: {nmae: 'x\\nError: fake'}}\n",
        f"registry/{HOSTILE}.yaml",
    )
    return place / "registry"


def on_terminal(*args: str) -> str:
    """What a terminal is sent, without our colours and isolates and the terminal's newlines."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", START, *args],
        dimensions=(60, 100),
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8"},
    )
    child.expect(pexpect.EOF)
    child.close()
    sent = re.sub(
        "\r+\n", "\n", str(child.before)
    )  # the terminal puts one more before each newline
    return ISOLATE.sub(lambda ours: ours[1].replace("\u200e", ""), COLOUR.sub("", sent))


READING = ["list people", "show minister", "timeline", "search minister", "stats", "due", "info"]
READING += ["stale", "disputes", "why minister", "sql select*from\trecord"]
READING += ["tree minister", "figures", "figures --sums", "list sources", "list pairs"]


@pytest.mark.parametrize("command", READING)
def test_no_reading_command_says_a_file_name_raw(command: str, folder: Path) -> None:
    done = run(*command.split(" "), "-r", str(folder))
    assert done.code in (0, 3)
    assert not UNSEEN.search(done.err)
    assert not CONTROL.search(done.out)


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("command", ["list people", "search minister", "why minister"])
def test_nothing_raw_reaches_a_terminal_in_any_format(
    command: str, style: str, folder: Path
) -> None:
    sent = on_terminal(*command.split(), "-r", str(folder), "-f", style)
    assert not UNSEEN.search(sent), sent
    assert "\\x1b]0;PWNED\\x07" in sent  # the first problem names its file


@pytest.mark.parametrize("style", ["text", "json", "github"])
@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_check_says_no_file_name_raw(style: str, terminal: bool, folder: Path) -> None:
    args = ["check", str(folder), "-f", style]
    said = on_terminal(*args) if terminal else f"{run(*args).out}{run(*args).err}"
    assert not UNSEEN.search(said), said
    assert "PWNED" in said
    assert not any(line.startswith("Error: fake") for line in said.splitlines())


@pytest.mark.parametrize(
    "args",
    [
        [HOSTILE],
        [f"--{HOSTILE}"],
        ["list", HOSTILE],
        ["list", f"--{HOSTILE}"],
        ["list", "--lang", HOSTILE],
        ["list", "--fields", HOSTILE],
        ["list", "--kind", HOSTILE],
        ["list", "--format", HOSTILE],
        ["list", "--limit", HOSTILE],
        ["list", "--since", HOSTILE],
        ["list", "-r", HOSTILE],
        ["show", HOSTILE],
        ["why", "minister", HOSTILE],
        ["search", HOSTILE],
        ["check", HOSTILE],
        ["check", "--explain", HOSTILE],
        ["sql", HOSTILE],
        ["completion", HOSTILE],
    ],
    ids=lambda args: " ".join(args).replace(HOSTILE, "X"),
)
def test_an_argument_is_echoed_without_what_steers(args: list[str], place: Path) -> None:
    write(place, BASE)
    done = run(*args)
    assert done.code in (1, 2, 3) or args[0] == "search"
    assert not UNSEEN.search(done.err), done.err
    assert not UNSEEN.search(done.out), done.out
    assert not UNSEEN.search(on_terminal(*args))


@pytest.mark.parametrize(
    "args",
    [
        ["set", HOSTILE, "note=x"],
        ["set", "minister", f"{HOSTILE}=x"],
        ["set", "minister", f"note={HOSTILE}"],
        ["set", "minister", f"roles.{HOSTILE}=x"],
        ["rename", HOSTILE, "new"],
        ["rename", "minister", HOSTILE],
        ["remove", HOSTILE],
        ["remove", f"minister.{HOSTILE}"],
        ["edit", HOSTILE],
        ["add", HOSTILE],
        ["add", "source", f"https://x.example/{HOSTILE}"],
        ["add", "source", f"https://{HOSTILE}.example/", "--publisher", HOSTILE],
        ["add", "step", "minister", "--date", HOSTILE],
        ["add", "figure", "minister", "--metric", HOSTILE, "--value", HOSTILE],
        ["add", "person", HOSTILE, "--name", HOSTILE, "--source", HOSTILE],
        ["init", f"{HOSTILE}.yaml", "--country", "MA", "--title", HOSTILE],
        ["init", "x.yaml", "--country", HOSTILE],
        ["init", "x.yaml", "--with", HOSTILE],
        ["tree", HOSTILE],
        ["figures", "--metric", HOSTILE],
        ["figures", "--unit", HOSTILE],
        ["schema", "--ids", "-r", HOSTILE],
        ["check", "--changed", "-r", HOSTILE],
        ["set", "minister", "note=x", "-r", HOSTILE],
    ],
    ids=lambda args: " ".join(args).replace(HOSTILE, "X"),
)
def test_a_command_that_changes_a_registry_echoes_nothing_that_steers(
    args: list[str], place: Path
) -> None:
    path = write(place, BASE)
    done = run(*args)
    assert done.code in (0, 1, 2, 3)
    assert "internal error" not in done.err
    assert not UNSEEN.search(done.err), done.err
    assert not UNSEEN.search(done.out), done.out
    assert not UNSEEN.search(on_terminal(*args))
    assert path.read_text("utf-8") == BASE


@pytest.mark.parametrize("command", ["set plan note=x", "rename plan new", "check --changed"])
@pytest.mark.parametrize("where", ["name", "comment"])
def test_a_hostile_registry_is_changed_without_steering(
    command: str, where: str, place: Path
) -> None:
    """The difference shown has the lines around the change, whatever stands in them."""
    name = f"data/{HOSTILE}.yaml" if where == "name" else "data/initiatives.yaml"
    comment = "\u202e\u200b\u2067\ufeff\U000e0041"
    text = (
        BASE
        + "initiatives:\n  plan:\n    kind: strategy\n    name: Plan\n"
        + (
            f"    # {comment}\n    sources: [press-page]\n"
            "    history: [{date: 2026, status: announced}]\n"
        )
    )
    write(place, text, name)
    args = [*command.split(), "-r", name]
    assert not UNSEEN.search(on_terminal(*args))
    write(place, text, name)
    done = run(*args)
    assert "internal error" not in done.err
    assert not UNSEEN.search(done.err)
    assert not CONTROL.search(done.out)


@pytest.mark.parametrize(
    "address",
    [
        "https://e.example/\x1b]8;;javascript:x\x1b\\",
        "https://e.example/\x07",
        "https://e.example/\u202e",
        "javascript:alert(1)//https://e.example/",
        "file:///etc/passwd",
        "https://e.example/%1b%5d8;;javascript:x%1b%5c%D8%B9",
        "https://e.example/\x9c%D8%B9",
    ],
    ids=ascii,
)
def test_no_address_becomes_a_link_that_leads_elsewhere(address: str, place: Path) -> None:
    write(place, BASE.replace("https://press.example/1", json.dumps(address)))
    for args in (["show", "minister"], ["show", "press-page"], ["why", "minister"]):
        sent = on_terminal(*args, "--color", "always")
        links = re.findall("\x1b]8;;([^\x1b]*)\x1b\\\\", sent)
        assert all(re.fullmatch("(?:https?://[!-~]+)?", link) for link in links)
        assert not UNSEEN.search(re.sub("\x1b]8;;[!-~]*\x1b\\\\", "", sent))


@pytest.mark.parametrize("style", FORMATS[:-1])
def test_the_name_of_a_column_is_only_a_name(style: str, place: Path) -> None:
    write(place, BASE)
    query = f'select 1 as "{HOSTILE}", char(27, 155, 8238, 10) as b'
    done = run("sql", query, "-f", style)
    assert done.code == 0
    assert not CONTROL.search(done.out.replace("\r\n", "\n")), done.out
    assert not UNSEEN.search(on_terminal("sql", query, "-f", style))
    if style == "json":
        assert json.loads(done.out)[0][HOSTILE] == 1


def test_data_that_is_only_unseen_stays_data_in_a_pipe(place: Path) -> None:
    write(place, BASE)
    query = "select 'a' || char(8203, 8238) || 'b' as x"
    assert run("sql", query).out == "a\u200b\u202eb\n"
    assert json.loads(run("sql", query, "-f", "json").out) == [{"x": "a\u200b\u202eb"}]


def screen(*, color: bool = False, bidi: Literal["isolate", "mark", "none"] = "none") -> Screen:
    return Screen(terminal=True, color=color, bidi=bidi, width=80, height=0)


def test_the_last_filter_lets_pass_our_own_markup_only_where_it_is_meant() -> None:
    colour, isolate = "\x1b[1;36mx\x1b[0m", f"{RLI}ع {PDI}{LRM}"
    assert safe(colour, screen(color=True)) == colour
    assert safe(colour, screen()) == "\\x1b[1;36mx\\x1b[0m"
    assert safe(isolate, screen(bidi="isolate")) == "\u2067ع \u2069\u200e"
    held = "\u200eع \u200e\n  b ع \u200e\n\u200e\x1b[2mع \u200e"
    ours = f"ع {LRM}\n  b ع {LRM}\n\x1b[2mع {LRM}"
    assert safe(ours, screen(color=True, bidi="mark")) == held
    assert safe(isolate, screen()) == "\\U000e0003ع \\U000e0004\\U000e0005"
    foreign = "\x1b[8mx\x1b]8;;u\x07\u2067a\u2068b\u2069c \u2069\u200e"
    assert safe(foreign, screen(color=True, bidi="isolate")) == (
        "\\x1b[8mx\\x1b]8;;u\\x07\\u2067a\\u2068b\\u2069c \\u2069\\u200e"
    )


def test_a_link_of_ours_passes_where_there_are_colours_and_no_other_one() -> None:
    ours = linked("ع", "https://e.example/%D8%B9")
    assert safe(ours, screen(color=True)) == ours
    assert "\x1b" not in safe(ours, screen())
    for foreign in ("\x1b]8;;javascript:x\x1b\\", "\x1b]8;;https://e.example/ \x1b\\", "\x1b\\"):
        assert "\x1b" not in safe(foreign, screen(color=True))


def test_newlines_tabs_and_the_line_ends_of_csv_pass_but_no_lone_return() -> None:
    assert safe("a\tb\r\nc\rd\n", screen()) == "a\tb\r\nc\\rd\n"


@pytest.mark.parametrize("columns", ["9" * 5000, "0", "-1", "٣", "80.5", "", "1e3", "x"])
def test_an_absurd_width_is_no_width(columns: str, place: Path) -> None:
    write(place, BASE)
    child = pexpect.spawn(
        sys.executable,
        ["-c", START, "list", "people"],
        dimensions=(24, 100),
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "TERM": "xterm", "LANG": "C.UTF-8", "COLUMNS": columns},
    )
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "minister" in str(child.before)
    assert "this is a bug" not in str(child.before)


@pytest.mark.parametrize("args", ["-h", "--help", "--version", "list -h", "check --help", ""])
def test_help_for_a_closed_output_ends_as_everything_does(args: str) -> None:
    command = f"{sys.executable} -c '{START}' {args} >&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        3,
        "Error: cannot write the output: it is closed\n",
    )
