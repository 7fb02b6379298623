"""`aitracker add source`: a page more that facts can rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from aitracker.cli import questions
from aitracker.cli.adding import in_order, item
from aitracker.cli.editing import Editor
from aitracker.cli.field_options import FieldOptions, of_fields, options_for
from aitracker.cli.options import option
from aitracker.model.errors import InvalidValueError, UsageError
from aitracker.model.records import Source

if TYPE_CHECKING:
    from aitracker.editing.draft import Draft

    SourceOptions = FieldOptions
else:
    SourceOptions = options_for(of_fields(Source, frozenset({"url"})))

EXAMPLES = (
    "aitracker add source URL --published 12/01/2027",
    "aitracker add source https://press.example/ai --publisher 'The Press' --id press-ai",
)


def command(
    options: SourceOptions,
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of the page.")],
    id: Annotated[
        str | None,
        option("--id", metavar="ID", help="Its id; by default made from publisher and address."),
    ] = None,
) -> int:
    """Add a source to the registry, in the order of ids.

    Publisher, language and kind are taken from other sources of the same host, unless given.
    If a source has this address already, nothing is added and its id is shown.
    """
    from aitracker.editing import pages
    from aitracker.model.scalars import check_address

    try:
        check_address(url)
    except InvalidValueError as error:
        raise UsageError(error.message, error.hint) from None

    editor = Editor(options)
    draft = editor.draft()
    _refuse_known(url, draft)
    page = pages.proposal(url, draft, None)
    required = () if "publisher" in page.fields else ("publisher",)
    answers = questions.complete(editor, options, required, ("title", "published"))

    def plan(draft: Draft) -> None:
        _refuse_known(url, draft)
        data = item(answers.given, draft)
        page = pages.proposal(url, draft, data.get("publisher"))
        defaults = {key: value for key, value in page.fields.items() if key not in data}
        record = {"url": url, **{key: value for key, (value, _) in defaults.items()}, **data}
        if "publisher" not in record:
            raise UsageError("missing --publisher", f"no other source is from {pages.host(url)}")
        for key, (value, why) in defaults.items():
            draft.conversions.append(f"{key}: {value} ({why})")
        order = draft.record_order("sources")
        draft.add("sources", id or page.id, in_order(record, order))

    return editor.apply(plan, confirm=answers.asked)


def _refuse_known(url: str, draft: Draft) -> None:
    """UsageError, with its id, for an address that is listed."""
    from aitracker.editing import pages

    there = pages.source_at(url, draft)
    if there is not None:
        raise UsageError(f"source '{there.id}' already has this address", f"cite it as {there.id}")
