"""Shows which small mistakes in the code no test would notice.

Run it with `python benchmarks/mutants.py --sample 150 --seed 1`.

A sample of all changes of `mutations.py` is tried one by one, in copies of the tree. A first run of
the tests, without any change, notes which of them reach which function (`reached.py`); a change is
then put to those that reach it, and with --whole to all others too, also those that are slow and
run the program in processes. What nobody can see is listed with reasons in `unseen.toml`, and does
not count.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import queue
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from mutations import Mutation, mutated, mutations
from reached import CHOOSE, RECORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TestsByName = dict[str, list[str]]
"""The tests that reach a function or a module, the quickest first."""

REPOSITORY = Path(__file__).parent.parent
PACKAGE = Path("src/aitracker")
UNSEEN = Path(__file__).with_name("unseen.toml")
FOLDERS = ("files", "model", "reading", "catalog", "editing", "display", "cli")
SLOW = (
    "tests/test_robust.py",
    "tests/reading/test_types.py",
    "tests/cli/test_shells.py",
    "tests/cli/test_process.py",
)
"""What takes longest, much of it in processes of which it cannot be known what they reach."""

PROCESSES = (
    "tests/cli/test_process.py",
    "tests/cli/test_pager.py",
    "tests/editing/test_questions.py",
)
IN_PROCESSES = ("display", "cli")
"""Folders of which some things are seen only where the program is a process.

They are signals, streams, questions and the way it ends.
"""

LONGEST = 600
"""Seconds of processor time after which a mutant loops for ever; a busy machine kills none."""

ASLEEP = 3600
"""Seconds on the clock after which a mutant waits for ever."""

OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "reached")
QUICK = ("tests", "-m", "not slow", *(f"--ignore={path}" for path in SLOW))
FIRST = 200
"""Tests a mutant is put to at first.

Some functions are reached by nearly all, and most mutants do not survive the first.
"""

MEMORY = 4 * 1024**3
"""Bytes a test run may take, so that a mutant that fills the memory ends alone."""


class Mutant(NamedTuple):
    """A change to a module, by its number there."""

    module: str
    source: str
    number: int
    mutation: Mutation

    @property
    def folder(self) -> str:
        return self.module.split("/", maxsplit=1)[0]

    @property
    def owner(self) -> str:
        """The function it is in, as `reached.py` calls it."""
        return f"{self.module} {self.mutation.function}"

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is called in `unseen.toml`: it outlives changes elsewhere in the module."""
        return self.module, self.mutation.written, self.mutation.change

    def __str__(self) -> str:
        return f"{PACKAGE / self.module}:{self.mutation.line}: {self.mutation.change}"


def mutants() -> list[Mutant]:
    """Every mutant of the package, in the order of the files."""
    root = REPOSITORY / PACKAGE
    found = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            module = path.relative_to(root).as_posix()
            source = path.read_text("utf-8")
            changes = enumerate(mutations(source))
            found += [Mutant(module, source, number, change) for number, change in changes]
    return found


def unseen() -> dict[tuple[str, str, str], str]:
    """The mutants that nobody can see, with the reasons."""
    entries = tomllib.loads(UNSEEN.read_text("utf-8"))["unseen"]
    return {(one["module"], one["line"], one["change"]): one["reason"] for one in entries}


class Copy:
    """A copy of the tree to try mutants in, one at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root.with_name(f"{root.name}.log")
        """What the last run of the tests printed."""
        left_out = shutil.ignore_patterns(".git", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(REPOSITORY, root, ignore=left_out)
        # The same layout with and without a change, so that a mutant differs by its change alone.
        for path in (root / PACKAGE).rglob("*.py"):
            path.write_text(ast.unparse(ast.parse(path.read_text("utf-8"))), "utf-8")

    def passes(self, tests: Sequence[str], chosen: Sequence[str] = (), **more: str) -> bool:
        """Whether these tests pass here, or those chosen of them; a run without end does not."""
        env = {**os.environ, "PYTHONPATH": f"{self.root / 'src'}:{self.root / 'benchmarks'}"}
        env |= {"CI": "true", **more}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        if chosen:
            choice = self.root.parent / f"{self.root.name}.json"
            choice.write_text(json.dumps(list(chosen)), "utf-8")
            env[CHOOSE] = str(choice)
        temporary = f"--basetemp={self.root.parent / f'{self.root.name}-tmp'}"
        with (
            self.log.open("w", encoding="utf-8") as log,
            subprocess.Popen(
                [sys.executable, "-m", "pytest", *OPTIONS, temporary, *tests],
                cwd=self.root,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            ) as process,
        ):
            try:
                code = process.wait(ASLEEP)
            except subprocess.TimeoutExpired:
                return False
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
        if code == pytest.ExitCode.NO_TESTS_COLLECTED:
            sys.exit(f"no test was run in {self.root}")
        return code == pytest.ExitCode.OK

    def survives(self, mutant: Mutant, tests_by_name: TestsByName, *, whole: bool) -> bool:
        """Whether no test notices the change.

        The tests are those that reach its function, or all of them with `whole`.
        """
        original = (self.root / PACKAGE / mutant.module).read_text("utf-8")
        self._write(mutant.module, mutated(mutant.source, mutant.number))
        tests = tests_by_name.get(mutant.owner) or tests_by_name.get(mutant.module, [])
        try:
            return (
                all(self._passes_these(part) for part in (tests[:FIRST], tests[FIRST:]))
                # What stands outside of functions is used by tests that reach none of the module:
                # help, docs.
                and (not (whole or not mutant.mutation.function) or self.passes(QUICK))
                and (mutant.folder not in IN_PROCESSES or self.passes(PROCESSES))
                and (not whole or (self.passes(SLOW) and self.passes(("tests", "-m", "slow"))))
            )
        finally:
            self._write(mutant.module, original)

    def _passes_these(self, tests: Sequence[str]) -> bool:
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        return not tests or self.passes(files, tests)

    def _write(self, module: str, text: str) -> None:
        path = self.root / PACKAGE / module
        # Compiled modules are told apart by second and size, which two mutants may share.
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()
        path.write_text(text, "utf-8")


def tests_of_functions(copy: Copy, record: Path) -> TestsByName:
    """Which tests reach each function and each module.

    The tests must pass as long as nothing is changed.
    """
    if not record.exists() and not copy.passes(QUICK, **{RECORD: str(record.absolute())}):
        last = "\n".join(copy.log.read_text("utf-8").splitlines()[-30:])
        sys.exit(f"{last}\nthe tests fail without any change, so no mutant can be judged")
    functions: TestsByName = json.loads(record.read_text("utf-8"))
    modules: TestsByName = {}
    for name, tests in functions.items():
        modules.setdefault(name.partition(" ")[0], []).extend(tests)
    return {name: in_turn(tests) for name, tests in (functions | modules).items()}


def in_turn(tests: Sequence[str]) -> list[str]:
    """The tests, the quickest of each file in turn, since those of one file are much alike."""
    files: dict[str, list[str]] = {}
    for test in dict.fromkeys(tests):
        files.setdefault(test.partition("::")[0], []).append(test)
    rounds = zip_longest(*files.values())
    return [test for each in rounds for test in each if test is not None]


def try_mutants(
    sample_mutants: Sequence[Mutant], processes: int, map_file: Path | None, *, whole: bool
) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant, with whether it survived, as soon as that is known."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        trees = [Copy(Path(folder) / f"tree-{number}") for number in range(processes)]
        tests_by_name = tests_of_functions(trees[0], map_file or Path(folder) / "reached.json")
        free: queue.Queue[Copy] = queue.Queue()
        for tree in trees:
            free.put(tree)

        def one(mutant: Mutant) -> tuple[Mutant, bool]:
            copy = free.get()
            try:
                return mutant, copy.survives(mutant, tests_by_name, whole=whole)
            finally:
                free.put(copy)

        with ThreadPoolExecutor(processes) as pool:
            waiting = [pool.submit(one, mutant) for mutant in sample_mutants]
            for done in as_completed(waiting):
                yield done.result()


def report(killed: Counter[str], survivors: Sequence[Mutant], unseen_counts: Counter[str]) -> float:
    """Prints what became of the mutants by folder, and those that survived.

    It returns the share killed of what can be seen.
    """
    survivor_counts = Counter(mutant.folder for mutant in survivors)
    print(f"{'':10}{'killed':>8}{'survived':>10}{'unseen':>8}{'share':>8}")
    for folder in FOLDERS:
        total = killed[folder] + survivor_counts[folder]
        share = f"{killed[folder] / total:.0%}" if total else ""
        print(
            f"{folder:10}{killed[folder]:>8}{survivor_counts[folder]:>10}{unseen_counts[folder]:>8}{share:>8}"
        )
    total = killed.total() + survivor_counts.total()
    share = killed.total() / total if total else 1.0
    print(
        f"{'all':10}{killed.total():>8}{survivor_counts.total():>10}{unseen_counts.total():>8}{share:>8.1%}"
    )
    for mutant in survivors:
        print(mutant)
    keys = {mutant.key for mutant in mutants()}
    for module, line, change in unseen().keys() - keys:
        print(f"{UNSEEN.name}: no such change any more: {module}: {line}: {change}")
    return share


def parse_arguments() -> argparse.Namespace:
    """What the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, default=150, help="how many mutants")
    options.add_argument("--seed", type=int, default=1, help="of the random sample")
    options.add_argument("--only", default="", help="modules that begin so: display/formats/")
    options.add_argument("--again", type=Path, help="only those named in this earlier report")
    options.add_argument("--map", type=Path, help="keeps which test reaches what, for another run")
    options.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options.add_argument("--whole", action="store_true", help="also the slowest tests")
    options.add_argument("--least", type=float, default=95, help="per cent that must be killed")
    return options.parse_args()


def sample(size: int, seed: int, only: str, again: Path | None) -> list[Mutant]:
    """So many mutants of these modules, the same for the same seed.

    Or all that an earlier report names.
    """
    every = [mutant for mutant in mutants() if mutant.module.startswith(only)]
    if again:
        names = set(again.read_text("utf-8").splitlines())
        return [mutant for mutant in every if str(mutant) in names]
    print(f"seed {seed}: {min(size, len(every))} of {len(every)} mutants", flush=True)
    return random.Random(seed).sample(every, min(size, len(every)))


def main() -> int:
    """Tries a sample; 1 when fewer than `--least` per cent of what can be seen are killed."""
    options = parse_arguments()
    os.nice(19)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    mutants_tried = sample(options.sample, options.seed, options.only, options.again)
    reasons = unseen()
    visible = [mutant for mutant in mutants_tried if mutant.key not in reasons]
    killed: Counter[str] = Counter()
    survivors: list[Mutant] = []
    results = try_mutants(visible, options.processes, options.map, whole=options.whole)
    for number, (mutant, survived) in enumerate(results, 1):
        word = "SURVIVED" if survived else "killed"
        print(f"{number}/{len(visible)} {word} {mutant}", file=sys.stderr, flush=True)
        if survived:
            survivors.append(mutant)
        else:
            killed[mutant.folder] += 1
    unseen_counts = Counter(mutant.folder for mutant in mutants_tried if mutant.key in reasons)
    return int(report(killed, survivors, unseen_counts) * 100 < options.least)


if __name__ == "__main__":
    sys.exit(main())
