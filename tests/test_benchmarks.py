"""Benchmarks that cannot lie: what is measured, what is refused, what a mutation run changes."""

from __future__ import annotations

import ast
import os
import shutil
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from benchmarks import counting, measuring
from benchmarks.measuring import Times, UnmeasuredError, ending, measured, once, table, verdict
from benchmarks.mutations import mutated, mutations

STEADY = Times((1.0, 1.0, 1.0, 1.0))
ENV = dict(os.environ)


def noting(place: Path, more: str = "") -> list[str]:
    """A command that leaves a mark of each of its runs."""
    return [sys.executable, "-c", f"open({str(place / 'runs')!r}, 'a').write('x'); {more}"]


def runs_of(place: Path) -> int:
    return len((place / "runs").read_text("utf-8"))


def test_the_first_run_is_never_counted_however_long_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter([17.0, 0.1, 0.2, 0.3])
    monkeypatch.setattr(measuring, "once", lambda *_: next(answers))
    assert measured({"show": ["show"]}, ENV, 3) == {"show": Times((0.1, 0.2, 0.3))}


def test_a_slow_command_is_measured_less_often_but_never_under_three_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds = {"slow": 20.0, "quick": 0.1}
    monkeypatch.setattr(measuring, "once", lambda name, *_: seconds[name])
    found = measured({name: [name] for name in seconds}, ENV, 10)
    assert [len(found[name].seconds) for name in seconds] == [3, 10]


def test_fewer_rounds_than_three_are_three_and_one_that_is_not_counted(place: Path) -> None:
    assert len(measured({"one": noting(place)}, ENV, 1)["one"].seconds) == 3
    assert runs_of(place) == 4


def test_a_command_that_fails_is_not_measured_and_says_why(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = {"broken": noting(place, "import sys; sys.exit('no such registry')")}
    code = ending(lambda: table(measured(failing, ENV, 5), "broken", {}))
    assert code == 3
    assert capsys.readouterr().err == (
        "first run: broken\nnot measured: broken: exit code 1: no such registry\n"
    )
    assert runs_of(place) == 1


def test_a_command_without_end_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "LONGEST", 0.2)
    with pytest.raises(UnmeasuredError, match=r"^endless: not done after 0.2 s$"):
        once("endless", [sys.executable, "-c", "while True: pass"], ENV)


def test_the_spread_is_that_of_the_middle_half_of_the_runs() -> None:
    assert STEADY.spread == 0
    assert Times((1.0, 2.0, 3.0, 4.0, 100.0)).median == 3.0
    assert Times((1.0, 2.0, 3.0, 4.0, 100.0)).spread == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("seconds", "goal", "said"),
    [
        ((1.2, 1.2, 1.2), 1.25, "met"),
        ((1.25, 1.25, 1.25), 1.25, "met"),
        ((1.3, 1.3, 1.3), 1.25, "MISSED"),
        ((1.0, 1.2, 1.5), 1.25, "too busy"),
        ((1.3, 1.3, 1.3), None, ""),
    ],
)
def test_a_goal_is_judged_only_where_the_runs_lie_close(
    seconds: tuple[float, ...], goal: float | None, said: str
) -> None:
    assert verdict(Times(seconds), STEADY, goal) == said
    if said:
        assert verdict(STEADY, Times((1.0, 1.2, 1.5)), goal) == "too busy"


def test_a_table_tells_runs_spread_ratio_and_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {"empty": STEADY, "list": Times((1.2, 1.2, 1.3))}
    assert table(rows, "empty", {"list": 1.25})
    assert not table(rows, "empty", {"list": 1.1})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["runs", "median", "spread", "ratio", "goal"]
    assert lines[1].split() == ["empty", "4", "1000.0", "ms", "0%", "1.00"]
    assert lines[2].split() == ["list", "3", "1200.0", "ms", "4%", "1.20", "1.25", "met"]
    assert lines[5].split()[-2:] == ["1.1", "MISSED"]
    assert ending(lambda: table(rows, "empty", {"list": 1.25})) == 0
    assert ending(lambda: table(rows, "empty", {"list": 1.1})) == 1


@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind is not installed")
def test_more_work_takes_more_instructions_and_what_fails_is_not_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    runs = {
        "little": ["/bin/sh", "-c", "exit 0"],
        "more": ["/bin/sh", "-c", "for i in 1 2 3 4 5 6 7 8 9; do :; done; exit 0"],
        "none": ["/bin/sh", "-c", "exit 3"],
    }
    counting.counted(runs, "little", ENV)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert lines[0][-1] == "1.00"
    assert float(lines[1][1]) >= float(lines[0][1])
    assert lines[2] == ["none", "not", "measured"]
    little, more = (counting.instructions(runs[name], ENV) for name in ("little", "more"))
    assert little is not None
    assert more is not None
    assert little < more


def test_without_valgrind_instructions_are_not_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    counting.counted({"empty": ["true"]}, "empty", ENV)
    assert capsys.readouterr().out.splitlines()[1].split() == ["empty", "not", "measured"]


MODULE = dedent('''\
    """A module."""
    from x import y
    LIMIT = 3
    class Box:
        def full(self, n: int = 1) -> bool:
            """Whether it is full."""
            assert n
            self.seen = True
            if n == LIMIT and not self.shut:
                raise y(n)
            return n > 2
    ''')


def test_every_kind_of_change_is_made_once_and_none_to_what_is_never_run() -> None:
    changes = mutations(MODULE)
    assert [change.change for change in changes if change.line < 8] == [
        "3  ->  4",
        "3  ->  2",
        "1  ->  2",
        "1  ->  0",
    ]
    assert [change.change for change in changes if change.line == 8] == [
        "self.seen = True  ->  (removed)",
        "True  ->  False",
    ]
    assert {
        "n == LIMIT and (not self.shut)  ->  n == LIMIT or not self.shut",
        "n == LIMIT  ->  n != LIMIT",
        "not self.shut  ->  self.shut",
        "raise y(n)  ->  (removed)",
        "return n > 2  ->  return None",
        "n > 2  ->  n >= 2",
    } <= {change.change for change in changes}
    assert {change.function for change in changes} == {"", "Box.full"}
    assert changes[-1].written == "return n > 2"


def test_changes_that_read_alike_on_one_line_are_told_apart() -> None:
    changes = [
        change.change
        for change in mutations("def f(a: int) -> bool:\n    return a == 1 or a == -1\n")
    ]
    assert "1  ->  2" in changes
    assert "1  ->  2  (number 2 on its line)" in changes
    assert len(set(changes)) == len(changes)


def test_each_change_gives_another_module_that_can_be_compiled() -> None:
    made = [mutated(MODULE, number) for number in range(len(mutations(MODULE)))]
    assert len({*made, ast.unparse(ast.parse(MODULE))}) == len(made) + 1
    for text in made:
        compile(text, "mutant", "exec")
