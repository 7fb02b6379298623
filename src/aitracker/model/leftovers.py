"""Files in the making, which must not outlive a run that is interrupted."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_made: set[str] = set()


@contextlib.contextmanager
def temporary(path: Path) -> Iterator[Path]:
    """A path that is gone afterwards, unless what was there got another name; also after an interrupt (see `sweep`)."""
    _made.add(str(path))
    try:
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        _made.discard(str(path))


def sweep() -> None:
    """Deletes what is in the making, for a process that is about to end at once."""
    for path in list(_made):
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108 # nothing is imported or built in a signal handler that need not be
