"""What benchmarks/typos types into a sound registry is told, placed and fixed."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import PATIENCE, REPOSITORY


@pytest.mark.slow  # hundreds of registries are checked, and checked again when fixed
@pytest.mark.parametrize("seed", [1, 7])
def test_typos_are_placed_on_their_line_and_mended_by_obeying(seed: int) -> None:
    script = REPOSITORY / "benchmarks" / "typos" / "typos.py"
    done = subprocess.run(
        [sys.executable, script, str(seed)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    table = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line}
    assert int(table["all"][0]) >= 250
    shares = re.search(r"placed ([0-9.]+)%, fixed ([0-9.]+)%, silent ([0-9.]+)%", done.stdout)
    assert shares, done.stdout
    placed, fixed, silent = map(float, shares.groups())
    assert placed >= 98
    assert fixed >= 95
    assert silent <= 1
