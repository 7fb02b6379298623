"""What the program prints, held against a file of tests/golden.

`UPDATE_GOLDEN=1 pytest` writes the files anew.
"""

from __future__ import annotations

import contextlib
import io
import os

from aitracker.cli.main import main
from tests.conftest import REPOSITORY, Ran

GOLDEN = REPOSITORY / "tests" / "golden"


def compare(out: str, name: str) -> None:
    """Fails where the output is not, byte for byte, what the golden file holds."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(out.encode())
    assert path.exists(), f"there is no tests/golden/{name}; UPDATE_GOLDEN=1 pytest makes it"
    meant = path.read_bytes().decode()
    assert out == meant, f"if this is meant, write tests/golden/{name} anew: UPDATE_GOLDEN=1 pytest"


class _Terminal(io.BytesIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_a_terminal(*args: str, color: str = "never", bidi: str = "none") -> Ran:
    """Runs a command line as on a terminal of COLUMNS columns and 24 lines.

    It shows no marks of direction, unless `bidi` is another than "none".
    """
    raw_out, raw_err = _Terminal(), io.BytesIO()
    out, err = io.TextIOWrapper(raw_out, "utf-8"), io.TextIOWrapper(raw_err, "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*args, "--color", color, "--bidi", bidi])
        out.flush()
        err.flush()
    return Ran(int(code), raw_out.getvalue().decode(), raw_err.getvalue().decode())
