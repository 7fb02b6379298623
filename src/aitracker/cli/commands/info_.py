"""`aitracker info`: which registry, which index, which versions, how many records."""

from __future__ import annotations

from typing import Any

from aitracker.cli.options import Format, Printing
from aitracker.cli.session import Session
from aitracker.display.streams import write


def command(
    asked: Printing,
) -> int:
    """Which registry is read, where its index is, which versions are at work, and how many records there are."""
    from aitracker.display.paper import Paper

    session = Session(asked, piped=Format.table)
    facts = _facts(session)
    if session.style is not Format.table:
        session.print_objects([facts], one=True)
        return session.end()
    paper = Paper(session.screen)
    for key, value in facts.items():
        pairs = value.items() if isinstance(value, dict) else [(key, value)]
        for name, one in pairs:
            paper.row(str(name), "-" if one is None else str(one), hang=16)
    write([paper.text()])
    return session.end()


def _facts(session: Session) -> dict[str, Any]:
    import json
    import platform
    import sqlite3
    from importlib.metadata import version

    header = session.catalog.header()
    return {
        "registry": session.place.name,
        "packed": "yes, the one that comes with the program" if session.place.packed else "no",
        "title": session.catalog.text(header["title"]),
        "jurisdiction": header["jurisdiction"],
        "license": header["license"],
        "day": session.day,
        "index": str(session.index_file or f"in memory: {session.index_reason}"),
        "records": session.catalog.counts(),
        "left out": len(json.loads(header["broken"])),
        "versions": {
            "aitracker": version("aitracker"),
            "python": platform.python_version(),
            "sqlite": sqlite3.sqlite_version,
            "typer": version("typer"),
        },
    }
