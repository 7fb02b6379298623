"""A change to a file on disk: locked, checked against what was meant, and replaced in one step."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.editing.lock import locked
from aitracker.editing.splice import data_of
from aitracker.model.failures import Failure
from aitracker.model.leftovers import temporary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MARK = b"\xef\xbb\xbf"


class Edit(NamedTuple):
    """The new text of a file, and the plain data it must say."""

    text: str
    data: Any


def change(path: Path, edit: Callable[[str], Edit]) -> tuple[str, str]:
    """Applies an edit to the text of a file, and returns the text before and after.

    The file's folder is locked meanwhile, so two changes wait for each other. Mode, symbolic link, byte-order mark and
    newlines stay; nothing is written when the new text does not say exactly what was meant.
    """
    real = path.resolve()
    with locked(real.parent):
        try:
            raw = real.read_bytes()
            before = raw.removeprefix(_MARK).decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Failure(f"{path} cannot be read: {error}") from None
        after, meant = edit(before)
        if data_of(after) != meant:
            raise Failure(
                f"the change to {path} would not say what was meant; nothing was written",
                "change the file in an editor",
            )
        _replace(real, (_MARK if raw.startswith(_MARK) else b"") + after.encode("utf-8"))
    return before, after


def _replace(path: Path, raw: bytes) -> None:
    """The file with new content, whole or not at all."""
    if not os.access(path, os.W_OK):
        raise Failure(f"{path} cannot be written: it is read-only", "nothing was changed")
    try:
        with temporary(path.with_name(f".{path.name}.{os.getpid()}.new")) as beside:
            with beside.open("xb") as file:
                was = path.stat()
                beside.chmod(stat.S_IMODE(was.st_mode))
                # Only the superuser may give a file back to its owner; Windows knows no such owner.
                with contextlib.suppress(OSError, AttributeError):
                    os.chown(beside, was.st_uid, was.st_gid)
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
    except OSError as error:
        raise Failure(
            f"{path} cannot be written: {error.strerror}", "nothing was changed"
        ) from None
