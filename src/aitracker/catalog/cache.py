"""The index of a registry, kept with the bytes it was built from: found for them, else built."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from binascii import crc32
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aitracker.files.ownership import OwnershipError, check_folder, open_file
from aitracker.model.errors import FatalError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from aitracker.files.cache_folder import Cleared
    from aitracker.reading.load import LoadResult, Progress
    from aitracker.reading.locate import File

try:
    # What hashlib offers under this name, without OpenSSL, which takes longer to load
    # than our hashing to run.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

_IN_MEMORY = "pragma temp_store = memory"
"""Sorting needs no file, so it goes on when the disk is full."""

_KEPT = 16
"""How many indexes stay: enough for a few registries and some git revisions of each."""

_CHECKED = 4 * 1024 * 1024
"""How many bytes of an index are checked each time it is opened: what takes 1.1 ms to read and sum.

The shipped registry's index has 3.6 MB. Of one larger than this the rest is not checked, since that
would cost more than many answers do.
"""

_PART = 256 * 1024
"""How many bytes of a registry are compared at a time: what stays in the cache of a processor."""

_INDEX = r"[0-9a-f]{32}\.db"
"""The name of every index, as a pattern."""

_open_paths: set[Path] = set()

_connections: list[sqlite3.Connection] = []
"""Those of this process that are not closed yet."""

_BUILDERS = ("model", "reading", "reading/rules", "catalog")
"""The layers whose code an index depends on."""


class Index(NamedTuple):
    """An open index: the connection, and its file; in memory None, and the reason."""

    connection: sqlite3.Connection
    file: Path | None
    reason: str = ""


def folder() -> Path:
    """Where indexes are kept. RuntimeError where no home folder is known."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "aitracker"


def open_index(files: Sequence[File], progress: Progress | None = None) -> Index:
    """The index of a registry with these files, read-only.

    It is built, telling `progress`, when it is missing, of another registry or damaged; in memory
    where it cannot be kept, or what is there may be somebody else's.
    """
    try:
        if (index := _kept(files)) is not None:
            return index
        path = folder() / f"{key(files)}.db"
    except RuntimeError:
        return _in_memory(_load(files, progress), "no home folder is known", progress)
    except (OwnershipError, OSError) as error:
        return _in_memory(_load(files, progress), _reason(error), progress)
    return _build(files, path, progress)


def key(files: Sequence[File]) -> str:
    """A name for an index: its first half is that of all of this kind, its second of the content.

    It only finds an index. What an index was built from is compared byte by byte.
    """
    digest = blake2b(digest_size=8)
    for file in files:
        digest.update(file.raw)
    return _kind(files) + digest.hexdigest()


def _kind(files: Sequence[File]) -> str:
    """A name for the files' names and sizes, and the stamps of the modules that build from them."""
    digest = blake2b(digest_size=8)
    package = Path(__file__).parent.parent
    for layer in _BUILDERS:
        for module in sorted(os.scandir(package / layer), key=lambda entry: entry.name):
            if module.name.endswith((".py", ".sql")):
                stat = module.stat()
                digest.update(f"{layer}/{module.name}:{stat.st_size}:{stat.st_mtime_ns}\0".encode())
    for file in files:
        digest.update(f"{len(file.raw)}:{file.name}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _kept(files: Sequence[File]) -> Index | None:
    """The index that was built from these bytes; None if there is none, or it is not whole.

    To compare them takes a tenth of the time of hashing them. Several fit by name where bytes were
    changed and none added. OwnershipError where one may be planted.
    """
    kind = _kind(files)
    try:
        paths = [path for path in folder().iterdir() if path.name.startswith(kind)]
    except FileNotFoundError:
        return None
    for path in paths:
        if path.suffix == ".db" and (connection := _open(path, files)) is not None:
            return Index(connection, path)
    return None


def _open(path: Path, files: Sequence[File]) -> sqlite3.Connection | None:
    """The index in a file, None if there is none or it is not a whole one of these bytes.

    OwnershipError where it may be planted.
    """
    try:
        check_folder(path.parent)
        descriptor = open_file(path)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        if not _whole(file, path, files):
            return None
    try:
        connection = sqlite3.connect(
            f"file:{_uri_path(path)}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
    except sqlite3.Error:
        return None
    try:
        # A view in place of a table could compute for ever.
        odd = "select 1 from sqlite_schema where type not in ('table', 'index')"
        if connection.execute(odd).fetchone() is None:
            connection.execute(_IN_MEMORY)
            _open_paths.add(path)
            _connections.append(connection)
            return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None


def _seal(path: Path, size: int, checksum: int) -> bytes:
    """What stands at the end of an index: its name, the size of its pages, a sum of its beginning.

    The sum finds damage, not people: those are kept out by owner and mode. So it may be one that
    is fast.
    """
    return f"\naitracker {path.stem} {size:016x} {checksum:08x}\n".encode()


def _checksum(file: BinaryIO, size: int) -> int:
    """The sum of the beginning of pages of this size, read a part at a time."""
    checksum, end = 0, min(size, _CHECKED)
    file.seek(0)
    for at in range(0, end, _PART):
        checksum = crc32(file.read(min(_PART, end - at)), checksum)
    return checksum


def _seal_file(beside: Path, path: Path, files: Sequence[File]) -> None:
    """Writes behind the pages of a new index what it was built from, and its seal."""
    with beside.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        checksum = _checksum(file, size)
        file.seek(size)
        file.writelines(each.raw for each in files)
        file.write(_seal(path, size, checksum))


def _whole(file: BinaryIO, path: Path, files: Sequence[File]) -> bool:
    """Whether an open file is the index of this name, built from these bytes, and undamaged.

    Between its pages and its seal stand the bytes. Of the pages the first are checked.
    """
    text = sum(len(each.raw) for each in files)
    size = os.fstat(file.fileno()).st_size - text - len(_seal(path, 0, 0))
    if size <= 0:
        return False
    file.seek(size)
    if not all(_comes(file, each.raw) for each in files):
        return False
    seal = file.read()
    return seal == _seal(path, size, _checksum(file, size))


def _comes(file: BinaryIO, raw: bytes) -> bool:
    """Whether these bytes come next in a file."""
    # A file cut short ends before its seal.
    starts = range(0, len(raw), _PART)
    return all(raw.startswith(file.read(min(_PART, len(raw) - at)), at) for at in starts)


def clear() -> Cleared:
    """Deletes every kept index and what interrupted builds left, and no other file in the folder.

    Raises FatalError where no home folder is known, so that nothing can have been kept, and OSError
    where it cannot be read.
    """
    from aitracker.files.cache_folder import empty

    try:
        cache = folder()
    except RuntimeError:
        raise FatalError("there is no home folder, so no index is kept") from None
    return empty(cache, _INDEX)


def _uri_path(path: Path) -> str:
    """The path in a URI for SQLite, which gives a meaning to three characters only."""
    return str(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _load(files: Sequence[File], progress: Progress | None) -> LoadResult:
    from aitracker.reading.load import load

    return load(files, warnings=False, progress=progress)


def _in_memory(result: LoadResult, reason: str, progress: Progress | None) -> Index:
    from aitracker.catalog.build import build

    connection = sqlite3.connect(":memory:")
    _connections.append(connection)
    connection.execute(_IN_MEMORY)
    build(result, connection, progress)  # in one transaction: a sixth faster than row by row
    connection.isolation_level = None
    return Index(connection, None, reason)


def _build(files: Sequence[File], path: Path, progress: Progress | None) -> Index:
    """An index built beside its name and renamed to it; in memory where that cannot be."""
    from aitracker.catalog.build import build
    from aitracker.files.cache_folder import claim, prune
    from aitracker.files.temporary import temporary

    reason = f"{path} cannot be read back"
    result = _load(files, progress)
    try:
        claim(path.parent, _INDEX)
        prune(path.parent, _INDEX, _KEPT - 1)
        with temporary(path.parent) as beside:
            with contextlib.closing(sqlite3.connect(beside)) as connection:
                connection.execute("pragma journal_mode = off")
                connection.execute("pragma synchronous = off")
                connection.execute(_IN_MEMORY)
                build(result, connection, progress)
            _seal_file(beside, path, files)
            beside.replace(path)
        if (reader := _open(path, files)) is not None:
            return Index(reader, path)
    except (OwnershipError, OSError) as error:
        reason = _reason(error)
    except sqlite3.Error as error:
        reason = f"{path.parent} cannot be written: {error}"
    return _in_memory(result, reason, progress)


def _reason(error: OwnershipError | OSError) -> str:
    """Why an index is not kept."""
    if isinstance(error, OSError):
        return f"{error.filename or folder()} cannot be used: {error.strerror}"
    return str(error)


def close() -> None:
    """Closes the indexes this process has opened; those in memory are gone."""
    while _connections:
        _connections.pop().close()


def discard() -> list[Path]:
    """Deletes the indexes this process has opened, since one of them turned out to be damaged.

    Returns those that could not be deleted.
    """
    from aitracker.files.cache_folder import delete

    for path in _open_paths:
        delete(path)
    return sorted(path for path in _open_paths if os.path.lexists(path))
