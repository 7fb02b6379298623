"""The text that is open in an editor, kept until it is written or dropped."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from aitracker.files import interrupts
from aitracker.model.errors import FatalError, InvalidValueError
from aitracker.reading.intake import file_bytes, path_of
from aitracker.reading.source import decode

if TYPE_CHECKING:
    from collections.abc import Sequence

_VARIABLES = ("AITRACKER_EDITOR", "VISUAL", "EDITOR")
_USUAL = ("nano", "vim", "vi", "notepad")
_AT_COLON = frozenset({"subl", "hx", "zed", "mate"})
"""Editors that take the line after a colon."""

_VSCODE = frozenset({"code", "codium", "code-insiders", "cursor"})
_WITHOUT_LINE = frozenset({"notepad", "open"})


def folder() -> Path:
    """Where texts are kept: a folder of this user that no cleaning of caches empties.

    FatalError where no home folder is known.
    """
    try:
        state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    except RuntimeError:
        raise FatalError(
            "there is no home folder to keep the text in",
            "set XDG_STATE_HOME to a folder you can write to",
        ) from None
    return Path(state) / "aitracker" / "edits"


def make(file: str, text: str) -> Path:
    """A new file with this text, of the same name; FatalError where the disk refuses."""
    path = path_of(file)
    try:
        place = folder()
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        copy = place / f"{_mark(path)}-{os.getpid()}-{os.urandom(3).hex()}-{path.name}"
        with os.fdopen(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
            out.write(text.encode("utf-8"))
    except OSError as error:
        raise FatalError(
            f"no copy can be made in {folder()}: {error.strerror}",
            "set XDG_STATE_HOME to a folder you can write to",
        ) from None
    return copy


def older(file: str) -> list[Path]:
    """Copies of a file that an earlier edit has left."""
    paths = folder().glob(f"{_mark(path_of(file))}-*") if folder().is_dir() else ()
    return sorted(paths)


def _mark(path: Path) -> str:
    return sha256(os.fsencode(path.resolve())).hexdigest()[:12]


def edit(words: Sequence[str], path: Path, line: int) -> None:
    """Opens a file in an editor and waits; FatalError, and the file is kept, where that fails."""
    arguments = at_line(words[0], str(path), line)
    try:
        with interrupts.for_another():
            # The person's own choice.
            code = subprocess.run([*words, *arguments], check=False).returncode  # noqa: S603
    except OSError as error:
        raise FatalError(
            f"the editor '{words[0]}' cannot be started: {error.strerror}",
            f"set EDITOR to another one, such as EDITOR=nano; your text is kept in {path}",
        ) from None
    if code:
        raise FatalError(
            f"the editor ended with exit code {code}; nothing was written",
            f"your text is kept in {path}",
        )


def command() -> list[str]:
    """The editor's command line by AITRACKER_EDITOR, VISUAL, EDITOR, else a usual one.

    FatalError where there is none, or none that can be started.
    """
    for name in _VARIABLES:
        if line := os.environ.get(name, "").strip():
            return _command_exists(name, line)
    usual = next((name for name in _USUAL if shutil.which(name)), None)
    if usual is None:
        raise FatalError("no editor is set", "set EDITOR, such as EDITOR=nano")
    return [usual]


def _command_exists(variable: str, line: str) -> list[str]:
    """The words of a command line, of which the first can be started; FatalError for others."""
    hint = f"set {variable} to another one, such as {variable}=nano"
    try:
        words = [line] if shutil.which(line) else shlex.split(line, posix=os.name != "nt")
    except ValueError:
        raise FatalError(f"{variable} has a quote that is not closed: {line}", hint) from None
    if not (words and shutil.which(words[0])):
        raise FatalError(f"the editor '{line}' cannot be started", hint)
    return words


def at_line(editor: str, path: str, line: int) -> list[str]:
    """How an editor is asked to open a file at a line."""
    name = Path(editor).stem.lower()
    if name in _VSCODE:
        return ["--goto", f"{path}:{line}"]
    if name in _AT_COLON:
        return [f"{path}:{line}"]
    return [path] if name in _WITHOUT_LINE else [f"+{line}", path]


def read(path: Path) -> str:
    """The text of a copy; FatalError, and it is kept, where it cannot be read."""
    try:
        return decode(file_bytes(path))
    except OSError as error:
        raise FatalError(
            f"the edited text {path} cannot be read: {error.strerror}", "nothing was written"
        ) from None
    except InvalidValueError as error:
        raise FatalError(
            f"the edited text cannot be read: {error.message}", f"your text is kept in {path}"
        ) from None


def drop(path: Path) -> None:
    """Deletes a copy."""
    with contextlib.suppress(OSError):
        path.unlink()
