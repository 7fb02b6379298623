"""The row of a record, and what all rows have in common.

Field names and their order are a promise to scripts; new ones come at the end.

Named tuples rather than dataclasses, and those of other lists beside their queries: classes cost a
warm command time.
"""

# Without the future import: named tuples would compile each annotation again, at every start.

from typing import NamedTuple

DATES = frozenset({"date", "since", "newest", "due", "published", "accessed", "withdrew"})
"""The fields that hold dates as written."""


class ListRow(NamedTuple):
    """A record: its status on the day asked, since when, on which evidence.

    `evidence`, `publishers` (a count) and `official` are those of the record's core; `sources` are
    all it cites anywhere, `newest` the date of the newest of them.

    `parties` and `signatories` are by the day, ids or the plain names of those without a record.
    `first` and `last` are the ISO days between which `since` lies (of a source, when it appeared).
    `place` is that of the step the status rests on, or of the event. `url` is that of the first
    source.
    """

    id: str
    collection: str
    kind: str | None
    name: str
    status: str | None
    certain: bool | None
    since: str | None
    organizations: list[str]
    evidence: str | None
    publishers: int | None
    official: bool | None
    sources: list[str]
    newest: str | None
    parties: list[str]
    signatories: list[str]
    place: str | None
    first: str | None
    last: str | None
    summary: str | None
    url: str | None


def row_keys(row: type[tuple[object, ...]]) -> list[str]:
    """The names of a row's fields as printed."""
    # Every row is a named tuple.
    return [name.rstrip("_") for name in row._fields]  # type: ignore[attr-defined]
