"""What benchmarks/slips types into a sound registry is told, placed and mended."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.conftest import PATIENCE, REPOSITORY


@pytest.mark.slow  # hundreds of registries are checked, and checked again when mended
@pytest.mark.parametrize("seed", [1, 7])
def test_slips_are_placed_on_their_line_and_mended_by_obeying(seed: int) -> None:
    script = REPOSITORY / "benchmarks" / "slips" / "slips.py"
    done = subprocess.run(
        [sys.executable, script, str(seed)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    table = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line}
    assert int(table["all"][0]) >= 250
    shares = re.search(r"placed ([0-9.]+)%, mended ([0-9.]+)%, silent ([0-9.]+)%", done.stdout)
    assert shares, done.stdout
    placed, mended, silent = map(float, shares.groups())
    assert placed >= 98
    assert mended >= 95
    assert silent <= 1
