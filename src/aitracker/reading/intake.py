"""Bytes from plain files and from standard input, never more than there is room for."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from aitracker.model.errors import FatalError

if TYPE_CHECKING:
    from typing import BinaryIO

MAX_BYTES = 256 * 1024 * 1024
"""The size of a registry at most, all its files together."""

MAX_LINES = 16 * 1024 * 1024
"""How many bytes of ids or of a query are taken from standard input at most."""

_PART = 1 << 20

_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opening never waits.

Windows has no such flag, nor files that would make it wait, but changes newlines unless told.
"""

_QUIET = 0.05
"""Seconds after which a file that was not written to is taken to be whole."""

_PATIENCE = 2.0
"""Seconds we wait for that."""

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
}
# Patterns are compiled when first used, and kept by re: few names need them.
_BYTE = rb"\\x([89a-f][0-9a-f])"
_UNREADABLE = "[\udc80-\udcff]"
"""How Python keeps a byte that the locale cannot read."""


def printable(path: str | Path) -> str:
    r"""A path, or a word of the command line, as text.

    It is UTF-8 whatever the locale says, else what the locale makes of it; bytes that neither
    can read stand as `\xff`. What is text already stays as it is.
    """
    word = os.fspath(path)
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeEncodeError:
        return word
    except UnicodeDecodeError as error:
        if re.search(_UNREADABLE, word):
            return bytes(error.object).decode("utf-8", "backslashreplace")
        return word


def path_of(name: str) -> Path:
    r"""The path of this printable name; `\xff` is that byte, unless a file is so called."""
    as_utf_8 = Path(os.fsdecode(name.encode("utf-8", "surrogateescape")))
    for path in (as_utf_8, Path(name)):  # they differ where the locale is not UTF-8
        if os.path.lexists(path):
            return path
    raw = re.sub(_BYTE, lambda match: bytes([int(match[1], 16)]), os.fsencode(as_utf_8))
    return Path(os.fsdecode(raw))


def file_bytes(path: Path, room: int = MAX_BYTES) -> bytes:
    """The bytes of a plain file; FatalError for what is none, is too large, or does not rest.

    A file that was written to a moment ago may be half-written, and half a registry may read
    like a whole one.
    """
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        _check(
            path, path.stat(), room
        )  # before it is opened, which alone may hang, or do something
        with os.fdopen(os.open(path, _READING), "rb") as file:
            now, before = time.time(), os.fstat(file.fileno())
            _check(path, before, room)
            raw = file.read(before.st_size + 1)
            if len(raw) > before.st_size:  # it grows, or is one of those without a size
                raw += _read_up_to(file, room - len(raw), printable(path))
            after = os.fstat(file.fileno())
        age = now - before.st_mtime
        quiet = not 0 <= age < _QUIET  # a stamp that lies in the future is another clock's
        if quiet and (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            return raw
        time.sleep(_QUIET if quiet else _QUIET - age)
    raise FatalError(f"{printable(path)} is still being written", "try again later")


def input_bytes(room: int = MAX_BYTES) -> bytes:
    """All that comes in; FatalError where that is more than `room`, or cannot be read."""
    try:
        return _read_up_to(sys.stdin.buffer, room, "standard input")
    except (
        AttributeError,
        OSError,
    ) as error:  # there is no such object where the stream was closed before we began
        reason = (error.strerror or error) if isinstance(error, OSError) else "it is closed"
        raise FatalError(
            f"standard input cannot be read: {reason}",
            "pipe something into the program, or leave out the -",
        ) from None


def input_lines() -> list[str]:
    """The lines of standard input, as UTF-8 whatever the locale."""
    return input_bytes(MAX_LINES).decode("utf-8-sig", "replace").splitlines()


def _check(path: Path, status: os.stat_result, room: int) -> None:
    """FatalError for what is no plain file, or is too large; nothing is read for that."""
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        hint = "name a YAML file or a folder of them"
        if kind == stat.S_IFIFO:
            hint += ", or read it through standard input: --registry -"
        raise FatalError(
            f"{printable(path)} is {_KINDS.get(kind, 'no file')}, not a plain file", hint
        )
    if status.st_size > room:
        raise _too_large(printable(path), room)


def _read_up_to(stream: BinaryIO, room: int, name: str) -> bytes:
    """All that a stream holds; at most one byte more than there is room for is read."""
    buffer = io.BytesIO()
    part: bytes | None
    while part := stream.read(min(_PART, room + 1 - buffer.tell())):
        buffer.write(part)
        if buffer.tell() > room:
            raise _too_large(name, room)
    if part is None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return buffer.getvalue()


def _too_large(name: str, room: int) -> FatalError:
    if room == MAX_LINES:
        return FatalError(f"{name} has more than {MAX_LINES // 1024**2} MiB", "give fewer lines")
    return FatalError(
        f"with {name}, the registry has more than {MAX_BYTES // 1024**2} MiB",
        "name a smaller one with --registry",
    )
