"""`--put-off`: a promise said anew, in the place of the one that the record has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from aitracker.cli.options import option
from aitracker.editing import meant
from aitracker.model.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from aitracker.editing.draft import Found

PutOffOption = Annotated[
    bool,
    option("--put-off", help="It is a new version of a promise that the record has; see --said."),
]


def revised(found: Found, field: str, written: dict[str, Any], same: tuple[str, ...]) -> None:
    """Completes an item that is a new version of the last one with the `same` values.

    NotFoundError where there is none, UsageError where nothing tells when it was said.
    """
    there = meant.value_at(found.data, (field,))
    items = [each for each in there or () if isinstance(each, dict)]
    wanted = [written.get(key) for key in same]
    earlier = [each for each in items if [each.get(key) for key in same] == wanted]
    promised = [each for each in earlier if "measured" not in each]
    if not promised:
        raise NotFoundError(
            f"'{found.id}' has no {field} with {same[0]} '{wanted[0]}' to put off",
            f"see: aitracker why {found.id} {field}",
        )
    if "said" not in written and "sources" not in written:
        raise UsageError("missing --said", "say when it was put off, or give a --source for it")
    last = promised[-1]
    if "by" in written and "by" in last and last["by"] != written["by"]:
        written.setdefault("instead_of", last["by"])
