from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import aitracker
from aitracker.cli import click_internals as internals
from aitracker.cli.lazy import program

TOLD = f"Typer {version('typer')} no longer has what cli/click_internals takes from it"


def test_typer_still_has_what_it_does_not_promise() -> None:
    group = program()
    assert isinstance(group, internals.Command), TOLD
    assert all(isinstance(parameter, internals.Parameter) for parameter in group.params), TOLD
    assert issubclass(internals.NoArgsIsHelpError, internals.UsageError), TOLD
    with pytest.raises(internals.UsageError) as raised:
        group.main(["--nothing"], prog_name="aitracker", standalone_mode=False)
    assert isinstance(raised.value, internals.ClickException), TOLD
    assert isinstance(raised.value.ctx, internals.Context), TOLD
    assert raised.value.ctx.get_usage().startswith("Usage: aitracker"), TOLD
    with pytest.raises(internals.NoArgsIsHelpError):
        group.main([], prog_name="aitracker", standalone_mode=False)


def test_a_typer_without_it_is_told_with_its_version() -> None:
    without = (
        "import sys, typer; sys.modules['typer._click.exceptions'] = None; import "
        "aitracker.cli.click_internals"
    )
    done = subprocess.run(
        [sys.executable, "-c", without], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert f"ImportError: Typer {version('typer')} no longer has" in done.stderr


def test_it_is_the_only_module_that_names_what_is_private() -> None:
    sources = Path(aitracker.__file__).parent.rglob("*.py")
    assert {path.name for path in sources if "typer._" in path.read_text("utf-8")} == {
        "click_internals.py"
    }
