"""Typos of the hand, typed into a sound registry, and what `check` makes of each.

Run it with `python benchmarks/typos/typos.py [SEED] [--list] [--unlisted]`. Each kind of typo is a
pattern for the lines it can happen on; the seed chooses the lines. With `--unlisted` the kinds are
those of `unlisted.toml`, which were thought of after the remedies were built. Of each typo is
counted whether a problem is reported on its line, whether nothing is reported, and whether obeying
the remedies to the letter (`obeying.py`) leaves nothing to report.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kinds import BLOCKS, INSERTIONS, SUBSTITUTIONS
from obeying import obey

from aitracker.reading.load import load
from aitracker.reading.locate import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aitracker.model.problems import Problem
    from aitracker.model.records import AnyRecord

SOUND = (Path(__file__).parent / "registry.yaml").read_text("utf-8").splitlines()
ROUNDS = 3
OF_EACH = 4


class Typo(NamedTuple):
    """A mistake: its group and name, the lines, and those a problem may be placed on."""

    group: str
    name: str
    lines: list[str]
    right: frozenset[int]


class Outcome(NamedTuple):
    """What came of a typo."""

    placed: bool
    silent: bool
    fixed: bool
    first: list[str]


def typos(seed: int) -> Iterator[Typo]:
    """All typos of a seed."""
    chance = random.Random(seed)
    for kind in SUBSTITUTIONS:
        fits = [at for at, line in enumerate(SOUND) if re.search(kind.pattern, line)]
        for at in sorted(chance.sample(fits, min(kind.count or OF_EACH, len(fits)))):
            lines = SOUND.copy()
            lines[at] = re.sub(kind.pattern, kind.typed, lines[at], count=1)
            below = kind.below + lines[at].count("\n")
            lines = "\n".join(lines).split("\n")
            yield Typo(kind.group, kind.name, lines, frozenset(range(at + 1, at + 2 + below)))
    yield from _insertions(chance)
    yield from _moves(chance)


def unlisted(seed: int) -> Iterator[Typo]:
    """All typos of `unlisted.toml`, each once; those of the group `fine` are no mistakes."""
    chance = random.Random(seed)
    text = "\n".join(SOUND) + "\n"
    groups = tomllib.loads((Path(__file__).parent / "unlisted.toml").read_text("utf-8"))
    for group, kinds in groups.items():
        for name, pattern, typed, above, below in kinds:
            found = chance.choice(list(re.finditer(pattern, text, re.MULTILINE)) or [None])
            if found is None:
                continue
            new = _expand(found, typed)
            first = text.count("\n", 0, found.start()) + 1
            last = first + new.count("\n") - (new.endswith("\n") and found[0].endswith("\n"))
            lines = (text[: found.start()] + new + text[found.end() :]).rstrip("\n").split("\n")
            right = range(first - above, max(first, last) + 1 + below)
            yield Typo(group, name, lines, frozenset(right))


def _expand(found: re.Match[str], typed: str) -> str:
    """What is typed, with the groups of the pattern filled in where it names any."""
    try:
        return found.expand(typed)
    except re.error:
        return typed


def _insertions(chance: random.Random) -> Iterator[Typo]:
    """Typos that are new lines after one that fits."""
    for kind in INSERTIONS:
        fits = [at for at, line in enumerate(SOUND) if re.search(kind.pattern, line)]
        for at in sorted(chance.sample(fits, min(kind.count or OF_EACH, len(fits)))):
            typed = kind.typed.split("\n")
            lines = [*SOUND[: at + 1], *typed, *SOUND[at + 1 :]]
            right = range(at + (1 if kind.above else 2), at + 2 + len(typed))
            yield Typo(kind.group, kind.name, lines, frozenset(right))


def _moves(chance: random.Random) -> Iterator[Typo]:
    """Typos that move a line and all that is deeper below it."""
    for kind in BLOCKS:
        fits = [at for at, line in enumerate(SOUND) if re.search(kind.pattern, line)]
        for at in sorted(chance.sample(fits, min(kind.count or OF_EACH, len(fits)))):
            end = at + 1
            indent = _indent(SOUND[at])
            while end < len(SOUND) and (not SOUND[end] or _indent(SOUND[end]) > indent):
                end += 1
            lines = SOUND.copy()
            for n in range(at, end):
                if lines[n]:
                    lines[n] = " " * kind.by + lines[n] if kind.by > 0 else lines[n][-kind.by :]
            yield Typo(kind.group, kind.name, lines, frozenset(range(at + 1, end + 1)))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def check(lines: list[str]) -> list[Problem]:
    """What a check reports."""
    return load([File("registry.yaml", ("\n".join(lines) + "\n").encode())]).problems


def outcome(typo: Typo, sound: dict[str, AnyRecord]) -> Outcome | None:
    """What the check says of a typo, and whether its remedies fix it; None for no mistake."""
    read = load([File("registry.yaml", ("\n".join(typo.lines) + "\n").encode())])
    found = read.problems
    if not found and read.registry.records == sound:
        return None
    first = [f"{p.line}:{p.column} {p.message}; {p.hint} [{p.code}]" for p in found]
    placed = any(p.line in typo.right for p in found)
    # Nothing but true words: an error elsewhere that is no consequence of the typo is a false one.
    lines, seen = typo.lines, set[tuple[str, str]]()
    for _ in range(ROUNDS):
        if not found:
            break
        says = {(problem.message, lines[problem.line - 1]) for problem in found}
        if says & seen:
            break  # the same words of the same line again: obeying them leads in a circle
        seen |= says
        fixed = obey(lines, found)
        if fixed is None:
            break
        lines, found = fixed, check(fixed)
    return Outcome(placed, not first, bool(first) and not found, first)


def main() -> int:
    """Prints a table by group; with --list, what is not placed or not fixed."""
    seed = next((int(word) for word in sys.argv[1:] if word.isdigit()), 1)
    # What leaves the data as they were is no mistake: a list may stand a space to the right.
    sound = load([File("registry.yaml", ("\n".join(SOUND) + "\n").encode())]).registry.records
    typed = list((unlisted if "--unlisted" in sys.argv else typos)(seed))
    fine = [typo for typo in typed if typo.group == "fine"]
    typed = [typo for typo in typed if typo.group != "fine"]
    all_of = [(typo, found) for typo in typed if (found := outcome(typo, sound))]
    groups = dict.fromkeys(typo.group for typo in typed)
    counts = {name: Counter[str]() for name in (*groups, "all")}
    for typo, found in all_of:
        for name in (typo.group, "all"):
            counts[name].update(["typed", *(key for key in found._fields if getattr(found, key))])
    print(f"{'group':14}{'typed':>7}{'placed':>8}{'fixed':>8}{'silent':>8}")
    for name, row in counts.items():
        figures = f"{row['typed']:7}{row['placed']:8}{row['fixed']:8}{row['silent']:8}"
        print(f"{name:14}{figures}")
    whole = counts["all"]
    shares = [f"{key} {whole[key] / whole['typed']:.1%}" for key in ("placed", "fixed", "silent")]
    print(", ".join(shares))
    if fine:
        alarms = [(typo, problems) for typo in fine if (problems := check(typo.lines))]
        print(f"false alarms {len(alarms)} of {len(fine)} edits without a mistake")
    if "--list" in sys.argv:
        for typo, found in all_of:
            if not found.placed or not found.fixed:
                faults = [name for name in ("placed", "fixed") if not getattr(found, name)]
                at = min(typo.right)
                print(f"\n{typo.group}: {typo.name}, not {' nor '.join(faults)}: line {at}")
                print(
                    "\n".join(
                        f"  {n:4} {typo.lines[n - 1]}"
                        for n in range(max(at - 1, 1), min(at + 3, len(typo.lines)))
                    )
                )
                print("\n".join(f"  -> {line}" for line in found.first[:4]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
