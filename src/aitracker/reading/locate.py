"""Where the registry is, and its files."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aitracker.files.temporary import JOURNAL
from aitracker.model.errors import FatalError
from aitracker.reading.intake import MAX_BYTES, file_bytes, input_bytes, path_of, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VARIABLE = "AITRACKER_REGISTRY"
_USUAL = Path("data") / "initiatives.yaml"

_PATIENCE = 2.0
"""Seconds for which a change of several files is waited for."""

_COPY = (
    r"(.+?)(?: - (?:Copy|Copie|نسخة)| copy| copie| ?\([0-9]+\)|[-_.](?:backup|old|orig|bak))"
    r"(?: ?\(?[0-9]*\)?)"
    r"|(?:Copy of|Copie de) (.+)"
)
"""How systems and people name the copy of a file."""


STANDARD_INPUT = "<stdin>"
"""How the file is called that standard input is."""


class File(NamedTuple):
    """A file of a registry: its name to print (relative to the working directory) and its bytes."""

    name: str
    raw: bytes


class Place(NamedTuple):
    """A registry: its name as given or found ("-" for standard input), whether it is bundled.

    `notice` is a sentence to print when it was not named and is not of the current repository.
    """

    name: str
    bundled: bool = False
    notice: str = ""


def find_registry(location: str | None = None) -> Place:
    """The registry: by option, by environment, the nearest data/initiatives.yaml upward, bundled.

    FatalError for one above the working directory that belongs to another user: whoever may write
    into a folder above could answer there for a registry of ours.
    """
    if location := location or os.environ.get(VARIABLE):
        return Place(printable(location))
    folders = _upward()
    for folder in folders:
        candidate = folder / _USUAL
        if _exists(candidate):
            name = printable(os.path.relpath(candidate))
            if folder == folders[0]:
                return Place(name)
            _check_owner(candidate, name)
            return Place(name, notice=_notice(name, folder, folders))
    notice = "using the registry that comes with aitracker; name another with --registry"
    return Place(printable(bundled_registry()), bundled=True, notice=notice)


def _notice(name: str, folder: Path, folders: Sequence[Path]) -> str:
    top = next((each for each in folders if os.path.lexists(each / ".git")), None)
    if top is not None and folder.is_relative_to(top):
        return ""
    where = "in a folder above" if top is None else "outside this git repository"
    return f"using {name}, {where}; to use it without this line, name it with --registry"


def _check_owner(path: Path, name: str) -> None:
    """FatalError where a registry belongs to somebody else: the rule of git's safe.directory."""
    me = {os.geteuid()}
    if 0 in me and (before := os.environ.get("SUDO_UID", "")).isdecimal():
        me.add(int(before))
    for each in (path, path.parent, path.with_suffix("")):
        try:
            owner = each.stat().st_uid
        except OSError:
            continue  # told when it is read
        if owner not in me:
            raise FatalError(
                f"the nearest registry, {name}, belongs to another user",
                f"if you trust it, name it: --registry {name}",
            )


def _upward() -> list[Path]:
    """The working directory and all above it; none where it was deleted under us."""
    try:
        here = Path.cwd()
    except OSError:
        return []
    return [here, *here.parents]


def _exists(path: Path) -> bool:
    """Whether the name exists, even as a broken link or in a closed folder."""
    try:
        path.lstat()
    except PermissionError:
        return os.path.lexists(path.parent)
    except OSError:
        return False
    return True


def bundled_registry() -> Path:
    """The bundled registry: inside the package when installed, beside `src` in a working tree.

    FatalError where it is missing.
    """
    package = Path(__file__).parent.parent
    for folder in (package, package.parent.parent):
        candidate = folder / _USUAL
        if candidate.is_file():
            return candidate
    raise FatalError(
        "the bundled registry is missing",
        "reinstall aitracker, or name a registry with --registry",
    )


def read_files(place: Place) -> list[File]:
    """All files of a registry, in order; raises FatalError for what is none, or only a part of one.

    A registry is a file and, if there is one, the folder of the same name beside it; or all such in
    a folder; or standard input.
    """
    if place.name == "-":
        return [File(STANDARD_INPUT, input_bytes())]
    path = path_of(place.name)
    try:
        folder = path.is_dir()
    except OSError as error:
        raise FatalError(
            f"{place.name[:80]} cannot be read: {error.strerror}", "name a registry with --registry"
        ) from None
    if (whole := registry_around(path)) is not None:
        name = printable(whole)
        raise FatalError(
            f"{place.name} is only a part of the registry {name}", f"name that: --registry {name}"
        )
    _refuse_cut_off(path if folder else path.resolve().parent)
    files = _yaml_files(path) if folder else [path]
    if not files:
        raise FatalError(
            f"no *.yaml file in the folder {place.name}",
            "name a file, or a folder of YAML files",
        )
    return _all([part for file in files for part in (file, *_yaml_files(file.with_suffix("")))])


def _refuse_cut_off(folder: Path) -> None:
    """FatalError where a change of several files was interrupted: some are old, some new."""
    end = time.monotonic() + _PATIENCE
    while os.path.lexists(folder / JOURNAL):
        if time.monotonic() > end:
            raise FatalError(
                f"a change of several files in {printable(folder)} was interrupted",
                "any command that changes the registry puts them back, such as: aitracker edit ID",
            )
        time.sleep(0.02)


def registry_around(path: Path) -> Path | None:
    """The registry of which this is one file, or the folder beside its file.

    None where it is whole.
    """
    beside = path if path.is_dir() else path.parent
    whole = beside.with_suffix(".yaml") if beside.name not in ("", "..") else None
    return whole if whole is not None and whole.is_file() else None


def _yaml_files(folder: Path) -> list[Path]:
    """The YAML files of a folder by name, none where it is no folder; hidden ones are editors' own.

    FatalError for a file that would be passed over though people mean it, or that is there twice.
    """
    try:
        names = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise FatalError(
            f"the folder {printable(folder)} cannot be read: {error.strerror}",
            "name another registry with --registry",
        ) from None
    for file in names:
        if file.suffix.lower() == ".yml":
            right = printable(file.with_suffix(".yaml").name)
            raise FatalError(
                f"{printable(file)} would not be read: files of a registry end in .yaml",
                f"rename it to {right}, or move it out of the folder",
            )
    files = [file for file in names if file.suffix == ".yaml"]
    stems = {file.stem for file in files}
    for file in files:
        # A plain word is no copy; to compile the pattern takes longer than to read the folder.
        copy_name = None if file.stem.isalnum() else re.fullmatch(_COPY, file.stem)
        original = next((name for name in copy_name.groups() if name), "") if copy_name else ""
        if original in stems:
            raise FatalError(
                f"{printable(file)} looks like a copy of {original}.yaml",
                "delete it, or move it out of the folder",
            )
    return files


def _all(paths: Iterable[Path]) -> list[File]:
    """These files, which together have no more bytes than a registry may have."""
    files: list[File] = []
    room = MAX_BYTES
    for path in paths:
        files.append(_read(path, room))
        room -= len(files[-1].raw)
    return files


def _read(path: Path, room: int) -> File:
    name = printable(path)
    try:
        return File(name, file_bytes(path, room))
    except FileNotFoundError:
        raise FatalError(
            f"there is no registry at {name}", "name one with --registry, or set AITRACKER_REGISTRY"
        ) from None
    except OSError as error:
        raise FatalError(
            f"{name} cannot be read: {error.strerror}", "name one with --registry"
        ) from None
