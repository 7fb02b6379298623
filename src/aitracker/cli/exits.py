"""The exit codes, which scripts rely on."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    """Done, also with no rows."""
    NO = 1
    """The answer is no: errors were found, or an id names nothing."""
    USAGE = 2
    """The command line is wrong."""
    CANNOT = 3
    """It cannot be done, or not whole: no registry, one with errors, a full disk."""
    INTERRUPTED = 130
    """Ctrl-C."""
