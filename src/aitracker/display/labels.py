"""How words of the vocabulary and months are said to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLES = {
    "active": "good",
    "held": "good",
    "completed": "good",
    "adopted": "good",
    "launched": "good",
    "signed": "good",
    "delayed": "doubt",
    "suspended": "doubt",
    "cancelled": "bad",
    "expired": "bad",
}


def status_style(status: str | None) -> str:
    """The style in which a status is printed."""
    return _STYLES.get(status or "", "")


def told_by(page: Mapping[str, Any]) -> str:
    """Who says so: publisher, where it was read, when, in which language, whether officially."""
    via = f" via {page['via']}" if "via" in page else ""
    official = "official" if page.get("kind") == "official" else None
    parts = [page["publisher"] + via, page.get("published"), page.get("language"), official]
    return ", ".join(part for part in parts if part)


def short_date(date: str) -> str:
    """A date for people.

    `../2025-11` is "by 2025-11", and the end of a span says only what differs from its beginning.
    """
    if date.startswith("../"):
        return f"by {date[3:]}"
    start, slash, end = date.partition("/")
    shared = (
        8
        if start[:8] == end[:8] and len(start) > 7
        else 5
        if start[:5] == end[:5] and len(start) > 4
        else 0
    )
    return start + slash + end[shared:]
