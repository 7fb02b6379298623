"""`--put-off`: a promise said anew, in the place of the one that the record has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from aitracker.cli.options import option
from aitracker.editing import expected_data
from aitracker.model.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from aitracker.editing.draft import DraftRecord

PutOffOption = Annotated[
    bool,
    option("--put-off", help="A new version of an existing promise; see --said."),
]


def complete_revision(
    record: DraftRecord, field: str, data: dict[str, Any], same: tuple[str, ...]
) -> None:
    """Completes an item that is a new version of the last one with the `same` values.

    NotFoundError where there is none, UsageError where nothing tells when it was said.
    """
    there = expected_data.value_at(record.data, (field,))
    items = [each for each in there or () if isinstance(each, dict)]
    values = [data.get(key) for key in same]
    earlier = [each for each in items if [each.get(key) for key in same] == values]
    promises = [each for each in earlier if "measured" not in each]
    if not promises:
        raise NotFoundError(
            f"'{record.id}' has no {field} with {same[0]} '{values[0]}' to put off",
            f"see: aitracker why {record.id} {field}",
        )
    if "said" not in data and "sources" not in data:
        raise UsageError("missing --said", "say when it was put off, or give a --source for it")
    last = promises[-1]
    if "by" in data and "by" in last and last["by"] != data["by"]:
        data.setdefault("instead_of", last["by"])
