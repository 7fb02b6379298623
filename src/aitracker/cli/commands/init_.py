"""`aitracker init`: a new registry to start from."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli import prompts
from aitracker.cli.exits import Exit
from aitracker.cli.options import option
from aitracker.cli.words import parts
from aitracker.model.errors import FatalError, InvalidValueError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.editing.new_registry import NewFiles

EXAMPLES = (
    "aitracker init --country SN --languages fr,en --with all",
    "aitracker init mine/registry.yaml --copy",
)


_PathArgument = Annotated[
    str,
    typer.Argument(metavar="[PATH]", help="The file to write; data/initiatives.yaml by default."),
]
_CountryOption = Annotated[
    str | None, option("--country", metavar="CODE", help="Its country, as in ISO 3166, such as DE.")
]
_LanguagesOption = Annotated[
    list[str] | None,
    option("--languages", metavar="TAG,TAG", help="Languages of its texts; en by default."),
]
_TitleOption = Annotated[
    str | None, option("--title", metavar="TEXT", help="The name of the registry.")
]
_CopyOption = Annotated[bool, option("--copy", help="Copy the registry that comes with aitracker.")]
_WithOption = Annotated[
    list[str] | None,
    option(
        "--with",
        metavar="WHAT",
        help="Also write: schema, editor (settings), hook, workflow, or all. Repeatable.",
    ),
]


def command(
    path: _PathArgument = "data/initiatives.yaml",
    country: _CountryOption = None,
    languages: _LanguagesOption = None,
    title: _TitleOption = None,
    copy: _CopyOption = False,
    with_: _WithOption = None,
) -> int:
    """Write a new registry with commented examples, and optional files beside it.

    Existing files are never overwritten.
    """
    from aitracker.display.streams import say
    from aitracker.editing import new_registry
    from aitracker.reading import locate

    registry = Path(path)
    if registry.suffix != ".yaml":
        raise UsageError(f"'{path}' is not the name of a registry", "the name must end in .yaml")
    extras = _extras(with_ or [])
    if copy:
        if country or languages or title:
            raise UsageError("--copy takes no --country, --languages or --title", "leave them out")
        texts = new_registry.copies(locate.bundled_registry(), registry)
    else:
        schema = new_registry.schema_name(registry) if "schema" in extras else ""
        tags = _languages(languages or ["en"])
        texts = {registry: new_registry.text(_country(country), tags, title, schema)}
    for extra in extras:
        texts |= new_registry.EXTRAS[extra](registry)
    _write(texts)
    for each in texts:
        say(f"wrote {each}")
    say(f"next: open {registry}, then run: aitracker check")
    return Exit.DONE


def _extras(values: Sequence[str]) -> list[str]:
    from aitracker.editing.new_registry import EXTRAS

    names = parts(values)
    for name in names:
        if name not in (*EXTRAS, "all"):
            raise UsageError(f"--with: unknown file '{name}'", f"use {', '.join(EXTRAS)} or all")
    return list(EXTRAS) if "all" in names else list(dict.fromkeys(names))


def _country(code: str | None) -> str:
    """The country by option; a person at a terminal is asked for it."""
    from aitracker.display.streams import ask, say
    from aitracker.model.scalars import check_country

    while code is None and prompts.can_ask():
        answer = ask("country (two letters, as in ISO 3166): ").strip().upper()
        try:
            return check_country(answer)
        except InvalidValueError as error:
            say(error.message)
    if code is None:
        raise UsageError("missing --country", "give its two letters, as in --country SN")
    try:
        return check_country(code.upper())
    except InvalidValueError as error:
        raise UsageError(f"--country: {error.message}", error.hint) from None


def _languages(values: Sequence[str]) -> list[str]:
    from aitracker.model.scalars import check_language

    try:
        return list(dict.fromkeys(check_language(tag) for tag in parts(values) or values))
    except InvalidValueError as error:
        raise UsageError(f"--languages: {error.message}", error.hint) from None


def _write(texts: NewFiles) -> None:
    """Writes new files; FatalError, and none is left, where one is there or cannot be written."""
    there = [str(path) for path in texts if os.path.lexists(path)]
    if there:
        raise FatalError(
            f"{', '.join(there)} already exists; nothing was written",
            "give another path, or leave out what is there",
        )
    new_paths: list[Path] = []
    try:
        for path, text in texts.items():
            for folder in reversed(path.parents):
                if not folder.exists():
                    folder.mkdir(exist_ok=True)
                    new_paths.append(folder)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                new_paths.append(path)
                file.write(text)
    except OSError as error:
        _take_back(new_paths)
        raise FatalError(
            f"{error.filename} cannot be written: {error.strerror}", "nothing was written"
        ) from None


def _take_back(new_paths: Sequence[Path]) -> None:
    """Deletes what was made, the last first, but for a folder in which others have put a file."""
    for path in reversed(new_paths):
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
