"""The index of a registry, kept by content: found when nothing changed, built when something did."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.reading.load import Progress
    from aitracker.reading.locate import File

try:
    # What hashlib offers under this name, without OpenSSL, which takes longer to load than our hashing to run.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_MAGIC = 0x41495452
"""The application id in the header of our files ("AITR")."""

_IN_MEMORY = "pragma temp_store = memory"
"""Sorting needs no file, so it goes on when the disk is full."""

_KEPT = 16
"""How many indexes stay: enough for a few registries and some git revisions of each."""

_opened: set[Path] = set()

_connections: list[sqlite3.Connection] = []
"""Those of this process that are not closed yet."""

_BUILDERS = ("model", "reading", "reading/rules", "catalog")
"""The rooms whose code an index depends on."""


class Index(NamedTuple):
    """An open index: the connection, and its file (None in memory)."""

    connection: sqlite3.Connection
    file: Path | None


def folder() -> Path:
    """Where indexes are kept."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "aitracker"


def open_index(files: Sequence[File], progress: Progress | None = None) -> Index:
    """The index of a registry with these files, read-only; built, telling `progress`, when it is missing, foreign or damaged."""
    kept: Path | None
    try:
        kept = folder() / f"{key(files)}.db"
    except RuntimeError:  # no home folder is known
        kept = None
    if kept is not None and (connection := _open(kept)) is not None:
        return Index(connection, kept)
    return _build(files, kept, progress)


def key(files: Sequence[File]) -> str:
    """A name for the content: each file's name and bytes, and the stamps of the modules that build from them."""
    digest = blake2b(digest_size=16)
    package = Path(__file__).parent.parent
    for room in _BUILDERS:
        for module in sorted(os.scandir(package / room), key=lambda found: found.name):
            if module.name.endswith((".py", ".sql")):
                stat = module.stat()
                digest.update(f"{room}/{module.name}:{stat.st_size}:{stat.st_mtime_ns}\0".encode())
    for file in files:
        digest.update(f"{len(file.raw)}:{file.name}\0".encode("utf-8", "surrogateescape"))
        digest.update(file.raw)
    return digest.hexdigest()


def _open(path: Path) -> sqlite3.Connection | None:
    """The index in a file, if it is one of ours and whole."""
    try:
        size = path.stat().st_size
        connection = sqlite3.connect(
            f"file:{_quoted(path)}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
    except (OSError, sqlite3.Error):
        return None
    try:
        magic = connection.execute("pragma application_id").fetchone()[0]
        version = connection.execute("pragma user_version").fetchone()[0]
        pages = connection.execute("pragma page_count").fetchone()[0]
        page = connection.execute("pragma page_size").fetchone()[0]
        if (magic, version, pages * page) == (_MAGIC, _version(path), size):
            connection.execute("select languages from registry").fetchone()
            connection.execute(_IN_MEMORY)
            _opened.add(path)
            _connections.append(connection)
            return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None


def _version(path: Path) -> int:
    """What the header of an index says it is the index of: the beginning of its key, as far as SQLite has room for it."""
    return int(path.name[:7], 16)


def close() -> None:
    """Closes the indexes this process has opened; those in memory are gone."""
    while _connections:
        _connections.pop().close()


def discard() -> list[Path]:
    """Deletes the indexes this process has opened, since one of them turned out to be damaged; those that stay nevertheless."""
    close()  # not every system deletes what is open
    for path in _opened:
        with contextlib.suppress(OSError):
            path.unlink()
    return sorted(path for path in _opened if os.path.lexists(path))


def _quoted(path: Path) -> str:
    """The path in a URI for SQLite, which gives a meaning to three characters only."""
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _build(files: Sequence[File], kept: Path | None, progress: Progress | None) -> Index:
    from aitracker.catalog.build import build
    from aitracker.model.leftovers import temporary
    from aitracker.reading.load import load

    loaded = load(files, rules=False, progress=progress)
    if kept is not None:
        try:
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _prune(kept.parent)
            # Processes in containers that share the folder may have the same number.
            with temporary(kept.with_suffix(f".{os.getpid()}-{os.urandom(4).hex()}.new")) as beside:
                with contextlib.closing(sqlite3.connect(beside)) as connection:
                    connection.execute("pragma journal_mode = off")
                    connection.execute("pragma synchronous = off")
                    connection.execute(_IN_MEMORY)
                    connection.execute(f"pragma application_id = {_MAGIC}")
                    connection.execute(f"pragma user_version = {_version(kept)}")
                    build(loaded, connection, progress)
                beside.replace(kept)
            if (opened := _open(kept)) is not None:
                return Index(opened, kept)
        except (OSError, sqlite3.Error):
            pass  # a folder that cannot be written, or is full: the index lives in memory this once
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _connections.append(connection)
    connection.execute(_IN_MEMORY)
    build(loaded, connection, progress)
    return Index(connection, None)


def _prune(kept: Path) -> None:
    """Deletes all but the newest indexes, and what builds that were interrupted left behind an hour ago."""
    import time

    indexes = sorted(kept.glob("*.db"), key=_stamp, reverse=True)
    left = [path for path in kept.glob("*.new*") if _stamp(path) < time.time() - 3600]
    for path in (*indexes[_KEPT - 1 :], *left):
        with contextlib.suppress(
            OSError
        ):  # another process was faster, or somebody has put a folder there
            path.unlink()


def _stamp(path: Path) -> float:
    """When a file was written; long ago where it is gone."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0
