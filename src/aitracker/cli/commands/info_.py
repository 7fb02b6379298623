"""`aitracker info`: which registry, which index, which versions, how many records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from aitracker import __version__
from aitracker.cli.exits import Exit
from aitracker.cli.options import OBJECT_FORMATS, Format, TextOptions, option
from aitracker.cli.output import objects_report
from aitracker.cli.session import Session
from aitracker.display.labels import count
from aitracker.display.streams import say, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aitracker.display.streams import Screen

FORMATS = OBJECT_FORMATS

ALONE = ("clear_cache",)

EXAMPLES = ("aitracker info", "aitracker info --json", "aitracker info --clear-cache")


def command(
    options: TextOptions,
    *,
    clear_cache: Annotated[
        bool,
        option(
            "--clear-cache",
            help="Delete the indexes of all registries; the next command rebuilds its own.",
        ),
    ] = False,
) -> int:
    """Show which registry is read, where its index is, versions and record counts."""
    if clear_cache:
        return _clear_cache()
    session = Session(options)
    facts = _facts(session)
    report = {
        **objects_report(lambda: [facts], one=True),
        Format.table: lambda: [_text(facts, session.output.screen)],
    }
    session.output.print(report)
    return session.end()


def _clear_cache() -> int:
    from aitracker.catalog.cache import clear
    from aitracker.display.cells import escape

    result = clear()
    size = f" ({result.size / (1 << 20):.1f} MiB)" if result.files else ""
    write([escape(f"{count(result.files, 'index')} deleted from {result.folder}{size}") + "\n"])
    if result.stuck:
        say(escape(f"Error: cannot delete {result.stuck[0]}; it is in use, or not yours"))
        return Exit.CANNOT
    return Exit.DONE


def _text(facts: Mapping[str, Any], screen: Screen) -> str:
    from aitracker.display.layout import TextLayout

    layout = TextLayout(screen)
    for key, value in facts.items():
        pairs = value.items() if isinstance(value, dict) else [(key, value)]
        for name, one in pairs:
            layout.row(str(name), "-" if one is None else str(one), hang=16)
    return layout.text()


def _facts(session: Session) -> dict[str, Any]:
    import platform
    import sqlite3
    from importlib.metadata import version

    from aitracker.catalog.lists import record_counts

    header = session.catalog.header
    return {
        "registry": session.place.name,
        "packed": "yes, the one that comes with the program" if session.place.bundled else "no",
        "title": session.catalog.text(header.title),
        "jurisdiction": header.jurisdiction,
        "license": header.license,
        "day": session.day,
        "horizon": session.catalog.header.horizon,
        "index": str(session.index_file or f"in memory: {session.index_reason}"),
        "records": record_counts(session.catalog),
        "left out": len(header.broken),
        "versions": {
            "aitracker": __version__,
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "typer": version("typer"),
        },
    }
