"""Random mutants of the shipped registry, each read by `check` and by one reading command.

    python fuzz/mutants.py [NUMBER] [SEED]

They are counted by kind. Needs nothing but the program. Exit code 1 when one of them failed; its
files are kept.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from aitracker.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parent.parent / "data"
PROBLEM = re.compile(r"(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): (?:error|warning): ")
_LINE = re.compile(r"\r\n|\r|\n")
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = [
    *("\x00", "\x1b[31m", "\x07", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffe", "\t"),
    *("'", '"', "#", " #", ":", ": ", "- ", "{", "}", "[", "]", "[[[[", "&a ", "*a", "!!str "),
    *("|", ">-", "? ", "%", "@", "`", "---", "...", "<<: *a", "~", "null", "٣", "،", "\u00a0"),
    *("2025-13-45", "../..", "1e999", "99999999999999999999", "x" * 5000, "🎉", "é\u0301"),
]

COMMANDS = [
    ["list", "all"],
    ["list", "signatories", "--json"],
    ["show", "mistral-ai-lab"],
    ["timeline", "-f", "csv"],
    ["search", "mistral", "-f", "md"],
    ["due"],
    ["stale"],
    ["disputes", "-f", "yaml"],
    ["why", "jazari-root"],
    ["stats", "--coverage"],
    ["info"],
    ["sql", "select * from record", "-f", "jsonl"],
]


def byte(raw: bytes, chance: random.Random) -> bytes:
    """One bit of one byte is another."""
    place = chance.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ 1 << chance.randrange(8)]) + raw[place + 1 :]


def cut(raw: bytes, chance: random.Random) -> bytes:
    """The file ends too early."""
    return raw[: chance.randrange(len(raw))]


def hole(raw: bytes, chance: random.Random) -> bytes:
    """Up to 200 bytes are missing."""
    place = chance.randrange(len(raw))
    return raw[:place] + raw[place + chance.randint(1, 200) :]


def hostile(raw: bytes, chance: random.Random) -> bytes:
    """Characters that mean something to YAML, to terminals or to us stand somewhere."""
    place = chance.randrange(len(raw))
    return raw[:place] + chance.choice(HOSTILE).encode() + raw[place:]


def value(raw: bytes, chance: random.Random) -> bytes:
    """What stands behind a key is something hostile."""
    places = [found.span(1) for found in re.finditer(rb": ([^\n]+)", raw)]
    start, end = chance.choice(places)
    return raw[:start] + chance.choice(HOSTILE).encode() + raw[end:]


def line_gone(raw: bytes, chance: random.Random) -> bytes:
    """A line is missing."""
    lines = raw.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def line_twice(raw: bytes, chance: random.Random) -> bytes:
    """A line stands somewhere else too."""
    lines = raw.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return b"".join(lines)


def lines_swapped(raw: bytes, chance: random.Random) -> bytes:
    """Two lines stand in each other's place."""
    lines = raw.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def indent(raw: bytes, chance: random.Random) -> bytes:
    """A line begins in another column."""
    lines = raw.splitlines(keepends=True)
    place = chance.randrange(len(lines))
    lines[place] = b" " * chance.randrange(12) + lines[place].lstrip(b" ")
    return b"".join(lines)


def word(raw: bytes, chance: random.Random) -> bytes:
    """A word stands in the place of another.

    Ids, keys, dates and words of the vocabulary change places.
    """
    words = [found.span() for found in re.finditer(rb"[\w./:~+-]+", raw)]
    (start, end), (first, last) = chance.choice(words), chance.choice(words)
    return raw[:start] + raw[first:last] + raw[end:]


def many(raw: bytes, chance: random.Random) -> bytes:
    """Ten of the others, one after another."""
    for _ in range(10):
        raw = chance.choice(KINDS[:-1])(raw or b"\n: x\n", chance)
    return raw


KINDS: list[Callable[[bytes, random.Random], bytes]] = [
    *(byte, cut, hole, hostile, value, line_gone, line_twice, lines_swapped, indent, word, many)
]


def run(*args: str) -> tuple[int, str, str]:
    """A command line in this process, with what it wrote."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = int(main(list(args)))
        out.flush()
        err.flush()
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return code, texts[0], texts[1]


def wrong(command: list[str], registry: Path) -> str:
    """What is wrong with how a command took a registry, "" if nothing is."""
    began = time.process_time()
    code, out, err = run(*command, "-r", str(registry))
    if "bug" in err or "Traceback" in err:
        return err
    if time.process_time() - began > 5:
        return "took more than 5 seconds of the processor"
    if _RAW.search(out.replace("\r\n", "\n") + err):
        return "a control character was written"
    if command[0] != "check":
        return "" if code in (0, 1, 3) else f"exit code {code}"
    if code not in (0, 1):
        return f"exit code {code}: {err}"
    return next(filter(None, map(_place, out.splitlines())), "")


def _place(line: str) -> str:
    """What is wrong with a line of `check`: each problem stands inside a file."""
    found = PROBLEM.match(line)
    if not found:
        return "" if line.startswith(" ") else f"no problem: {line[:200]}"
    text = Path(found["file"]).read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    lines = _LINE.split(text)
    number, column = int(found["line"]), int(found["column"])
    if not (1 <= number <= len(lines) and 1 <= column <= len(lines[number - 1]) + 1):
        return f"outside the file: {line[:200]}"
    return ""


def attack(folder: Path, number: int, seed: int) -> dict[str, Counter[str]]:
    """Makes so many mutants and counts, by kind, how they were taken."""
    counts: dict[str, Counter[str]] = {kind.__name__: Counter() for kind in KINDS}
    chance = random.Random(seed)  # noqa: S311 # nothing secret
    registry = folder / "initiatives.yaml"
    for turn in range(number):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(DATA, folder)
        kind = KINDS[turn % len(KINDS)]
        path = chance.choice(sorted(folder.rglob("*.yaml")))
        path.write_bytes(kind(path.read_bytes(), chance))
        os.utime(path, (time.time() - 1,) * 2)  # so that nothing waits for it to be at rest
        for command in (["check"], COMMANDS[turn % len(COMMANDS)]):
            said = wrong(command, registry)
            counts[kind.__name__]["failed" if said else "passed"] += 1
            if said:
                kept = shutil.copytree(folder, f"{folder}-{turn}-{command[0]}")
                sys.stdout.write(f"{kind.__name__} {command} {kept}: {said}\n")
    return counts


def report(counts: dict[str, Counter[str]]) -> int:
    """Prints the table; 1 where something failed."""
    sys.stdout.write(f"{'kind':<15}{'tried':>8}{'passed':>8}{'failed':>8}\n")
    total = sum(counts.values(), Counter())
    for kind, count in [*counts.items(), ("all", total)]:
        tried = count.total()
        sys.stdout.write(f"{kind:<15}{tried:>8}{count['passed']:>8}{count['failed']:>8}\n")
    return int(total["failed"] > 0)


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    work = Path(tempfile.mkdtemp())
    os.environ.update(XDG_CACHE_HOME=str(work / "cache"), AITRACKER_TODAY="2026-11-24", CI="true")
    sys.exit(report(attack(work / "data", *asked, *[110, 1][len(asked) :])))
