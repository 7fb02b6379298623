"""`aitracker info`: which registry, which index, which versions, how many records."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from aitracker import __version__
from aitracker.cli.exits import Exit
from aitracker.cli.options import Format, Printing
from aitracker.cli.session import Session, count
from aitracker.display.streams import say, write
from aitracker.model.errors import UsageError


def command(
    asked: Printing,
    *,
    clear_cache: Annotated[
        bool,
        typer.Option(
            "--clear-cache",
            help="Delete the indexes of all registries; the next command builds what it needs.",
        ),
    ] = False,
) -> int:
    """Which registry is read, where its index is, which versions are at work, and how many records there are."""
    if clear_cache:
        if asked.registry or asked.format or asked.json:
            raise UsageError(
                "--clear-cache is for the indexes of all registries, and says so in a line",
                "leave out --registry, --format and --json",
            )
        return _clear_cache()
    from aitracker.display.layout import TextLayout

    session = Session(asked, piped=Format.table)
    facts = _facts(session)
    if session.style is not Format.table:
        session.print_objects([facts], one=True)
        return session.end()
    layout = TextLayout(session.screen)
    for key, value in facts.items():
        pairs = value.items() if isinstance(value, dict) else [(key, value)]
        for name, one in pairs:
            layout.row(str(name), "-" if one is None else str(one), hang=16)
    write([layout.text()], session.screen)
    return session.end()


def _clear_cache() -> int:
    from aitracker.catalog.cache import clear
    from aitracker.display.cells import escape

    cleared = clear()
    size = f" ({cleared.size / (1 << 20):.1f} MiB)" if cleared.indexes else ""
    write([escape(f"{count(cleared.indexes, 'index')} deleted from {cleared.folder}{size}") + "\n"])
    if cleared.stuck:
        say(escape(f"Error: cannot delete {cleared.stuck[0]}; it is in use, or not yours"))
        return Exit.CANNOT
    return Exit.DONE


def _facts(session: Session) -> dict[str, Any]:
    import platform
    import sqlite3
    from importlib.metadata import version

    from aitracker.catalog.lists import counts

    header = session.catalog.header
    return {
        "registry": session.place.name,
        "packed": "yes, the one that comes with the program" if session.place.packed else "no",
        "title": session.catalog.text(header.title),
        "jurisdiction": header.jurisdiction,
        "license": header.license,
        "day": session.day,
        "index": str(session.index_file or f"in memory: {session.index_reason}"),
        "records": counts(session.catalog),
        "left out": len(header.broken),
        "versions": {
            "aitracker": __version__,
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "typer": version("typer"),
        },
    }
