"""`aitracker add` for whole records: from options, from a file, or a form to fill in."""

# Without the future import: Typer reads the annotations of the function made here.

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aitracker.cli import questions
from aitracker.cli.adding import in_order, item
from aitracker.cli.editing import Editor
from aitracker.cli.exits import Exit
from aitracker.cli.field_options import FieldOption, FieldOptions, of_fields, options_for
from aitracker.cli.options import option
from aitracker.model.errors import UsageError
from aitracker.model.fields import fields, writing_order
from aitracker.model.records import RECORD_TYPES, Entry, Role

if TYPE_CHECKING:
    from aitracker.editing.draft import Draft

_FIRST: dict[str, type] = {"history": Entry, "roles": Role}
"""Lists whose first item is described by options of its own."""

_FromOption = Annotated[
    str | None,
    option(
        "--from", metavar="FILE", help="Read the record from YAML or JSON; - for standard input."
    ),
]
_PrintOption = Annotated[
    bool, option("--print", help="Print a form to fill in, and write nothing.")
]


def command_for(collection: str) -> Callable[..., int]:
    """The command that adds a record to a collection."""
    first = _first_list(collection)
    own = of_fields(RECORD_TYPES[collection], frozenset({first}))
    names = {each.name for each in own}
    inner = [each for each in of_fields(_FIRST[first]) if each.name not in names] if first else []
    group: Any = options_for([*own, *inner])
    keys = {each.name for each in inner}

    def command(
        options: group,
        id: Annotated[
            str | None,
            typer.Argument(
                metavar="[ID]", help="Its id; by default made from the name.", show_default=False
            ),
        ] = None,
        from_: _FromOption = None,
        print_: _PrintOption = False,
    ) -> int:
        if print_:
            return _print(collection, id)
        data = _read(from_) if from_ else {}
        return _add(options, collection, id, data, keys)

    noun = collection.removesuffix("s") if collection != "people" else "person"
    command.__doc__ = _HELP.format(noun=noun, article="an" if noun[0] in "aeiou" else "a")
    return command


_HELP = """Add {article} {noun} to the registry, in the order of ids.

Its fields are given by options, or read from a file with --from. --print prints a form to fill in.
"""


def _first_list(collection: str) -> str:
    keys = [
        field.key
        for field in fields(RECORD_TYPES[collection])
        if field.key in _FIRST and (field.required or field.key == "roles")
    ]
    return keys[0] if keys else ""


def _add(
    options: FieldOptions,
    collection: str,
    key: str | None,
    data: Mapping[str, Any],
    inner: set[str],
) -> int:
    """Writes a record; a file may give the id, and options win over what it says."""
    file_id, fields_in_file = _with_id(data, collection)
    name = key or file_id
    editor = Editor(options)
    kind = RECORD_TYPES[collection]
    missing = [each for each in _required_keys(kind) if each not in fields_in_file]
    optional_keys = ["status", "parties", "partners", "organization", "title"]
    answers = questions.complete(editor, options, missing, optional_keys)

    def plan(draft: "Draft") -> None:
        answers.plan(draft)
        values = answers.given
        record = dict(fields_in_file)
        record.update(item({k: v for k, v in values.items() if k.name not in inner}, draft))
        step = item({k: v for k, v in values.items() if k.name in inner}, draft)
        first = _first_list(collection)
        if step:
            order = draft.item_order(collection, (first,), _FIRST[first])
            record[first] = [*record.get(first, []), in_order(step, order)]
        _require(record, options, collection)
        order = draft.record_order(collection)
        draft.add(collection, name or _id_of(record), in_order(record, [*order, *record]))

    return editor.apply(plan, confirm=answers.asked)


def _required_keys(kind: type) -> list[str]:
    """The fields a record must have, and for its history the date of the first step."""
    by_key = {field.key: field for field in fields(kind)}
    keys = [
        key
        for key in writing_order(kind, as_listed=False)
        if by_key[key].required or key == "sources"
    ]
    return ["date" if key in _FIRST else key for key in keys]


def _require(record: Mapping[str, Any], options: FieldOptions, collection: str) -> None:
    """UsageError for a record without what it needs, with the option that gives it."""
    kind = RECORD_TYPES[collection]
    for key in _required_keys(kind):
        if key not in record and not (key == "date" and _first_list(collection) in record):
            raise UsageError(f"missing {options.flags[key]}", _meaning(options, key))


def _meaning(options: FieldOptions, key: str) -> str:
    each = next(one for one in options.filling.values() if one.field.key == key)
    return each.field.about.meaning


def _id_of(record: Mapping[str, Any]) -> str:
    """An id made of the name of a record; UsageError where it has no letters for one."""
    from aitracker.editing.ids import id_of_name

    name = record["name"]
    text = next(iter(name.values())) if isinstance(name, dict) else name
    id_ = id_of_name(str(text))
    if not id_:
        raise UsageError("missing ID", f"no id can be made of the name '{text}'")
    return id_


def _with_id(data: Mapping[str, Any], collection: str) -> tuple[str | None, Mapping[str, Any]]:
    """The id and the record in what was read: `{...}`, `id: {...}`, or all with the collection."""
    if set(data) == {collection} and isinstance(data[collection], dict):
        data = data[collection]
    keys = {field.key for field in fields(RECORD_TYPES[collection])}
    if len(data) == 1 and not keys & set(data):
        key, record = next(iter(data.items()))
        if isinstance(record, dict):
            return key, record
    return None, data


def _read(name: str) -> Mapping[str, Any]:
    """What a file, or standard input, says; FatalError where it cannot be read."""
    from aitracker.editing.splice import data_of
    from aitracker.reading.intake import file_bytes, input_bytes, path_of
    from aitracker.reading.source import decode

    raw = input_bytes() if name == "-" else file_bytes(path_of(name))
    data = data_of(decode(raw))
    if not isinstance(data, dict):
        raise UsageError(f"{name} holds no record", "write key: value, one field a line")
    return data


def _print(collection: str, key: str | None) -> int:
    from aitracker.display.streams import write

    write([f"{each}\n" for each in form(collection, key or "an-id")])
    return Exit.DONE


def form(collection: str, key: str) -> list[str]:
    """A record to fill in: each field with its meaning, what is not needed as a comment."""
    kind = RECORD_TYPES[collection]
    by_key = {field.key: field for field in fields(kind)}
    lines = [f"{collection}:", f"  {key}:"]
    for name in writing_order(kind, as_listed=False):
        field = by_key[name]
        mark = "" if field.required or name == "sources" else "# "
        value = _sample(FieldOption(field))
        lines.append(f"    {mark}{name}: {value}  # {field.about.meaning}")
    return lines


def _sample(each: FieldOption) -> str:
    field = each.field
    if field.term is not None and not field.by_key:
        from aitracker.model.vocabulary import words

        return words(field.term.vocabulary)[0]
    if field.key == "history":
        return "[{date: 2026-01-12, status: announced}]"
    if field.by_key:
        return "{}"
    if field.is_list:
        return "[]"
    return "..."
