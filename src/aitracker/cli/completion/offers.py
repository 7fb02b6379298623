"""What may stand next on a command line: commands, options, words, ids, each with help."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aitracker.cli.completion.line import Line, parse_line, split_option
from aitracker.cli.lazy import EVERY_COMMAND, GROUPS, load
from aitracker.cli.words import parts
from aitracker.display.cells import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.cli.click_internals import Parameter
    from aitracker.cli.command import Command

    Offer = tuple[str, str]
    Offers = Callable[["Request"], Iterable[Offer]]

FILES = ":files"
"""In place of offers: the shell completes the name of a file."""

OPEN = ":open"
"""Before offers: the word may go on, so the shell puts no space after it."""

_SAFE = re.compile(r"[A-Za-z0-9._,=-]+")
"""What is offered goes onto a command line: nothing in it may mean anything to a shell."""

_QUOTES = str.maketrans("", "", "'\"\\")
"""Fish leaves the quotes of the word that is being typed; no offer has any."""

_HELP_LENGTH = 60


class Request(NamedTuple):
    """The parameter whose value is being typed, how far, and the line before it."""

    line: Line
    name: str
    typed: str


def answer(words: Sequence[str]) -> list[str]:
    """The lines a shell reads: `value` or `value<TAB>help`, FILES or OPEN.

    `words` are those after the name of the program, the last as far as it is typed; it may be
    empty. Each value begins as that one does, but for ids that are offered for a part of a name.
    """
    *before, last = words
    last = last.translate(_QUOTES)
    name = next((word for word in before if not word.startswith("-")), None)
    if name is None:
        return _lines(
            "",
            last,
            [("--help", "Show help and exit."), ("--version", "Show the version and exit.")],
            _commands(),
        )
    rest = before[before.index(name) + 1 :]
    if name in GROUPS:
        if not rest:
            return _lines("", last, _commands(name))
        name, *rest = f"{name} {rest[0]}", *rest[1:]
    if name not in EVERY_COMMAND:
        return []
    command = load(name)
    line = parse_line(name, command, rest)
    if line.waiting is not None:
        return _values(line, line.waiting, "", last)
    if not line.closed and last.startswith("-"):
        flag, value = split_option(last)
        if value is not None and flag in line.options:
            return _values(line, line.options[flag], last.removesuffix(value), value)
        return _lines("", last, _options(command, line))
    if line.argument is not None:
        return _values(line, line.argument, "", last)
    return _lines("", last, _options(command, line))


def _commands(group: str = "") -> Iterator[Offer]:
    """The commands after the name of the program, or after that of a group."""
    for name, text in EVERY_COMMAND.items():
        first, _, second = name.rpartition(" ")
        if first == group:
            yield second, text
    if not group:
        yield from GROUPS.items()


def _lines(front: str, prefix: str, *offers: Iterable[Offer]) -> list[str]:
    """The offers that begin with what is typed, behind the `front` of the same word."""
    start = prefix.lower()
    return _as_lines(
        front, (offer for part in offers for offer in part if offer[0].lower().startswith(start))
    )


def _as_lines(front: str, offers: Iterable[Offer]) -> list[str]:
    """Offers as lines, behind the `front` of the same word."""
    return [
        f"{value}\t{help_line}" if (help_line := _help(text)) else value
        for value, text in ((front + value, text) for value, text in offers)
        if _SAFE.fullmatch(value)
    ]


def _help(text: str) -> str:
    plain = bare(text)
    return plain if len(plain) <= _HELP_LENGTH else f"{plain[: _HELP_LENGTH - 3].rstrip()}..."


def _values(line: Line, parameter: Parameter, front: str, prefix: str) -> list[str]:
    name = parameter.name or ""
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return _lines(front, prefix, ((str(choice), "") for choice in choices))
    if name in _PATHS:
        return [FILES]
    offers = _keys if name in _LISTS else _OFFERS.get(name) or _of_field(line.name, name)
    if offers is None:
        return []
    if parameter.multiple:  # several may be joined by commas
        head, comma, prefix = prefix.rpartition(",")
        front += head + comma
        there = {*head.split(","), *parts(line.given.get(name, ()))}
    else:
        there = set(line.given.get(name, ()))
    new = (each for each in offers(Request(line, name, prefix)) if each[0] not in there)
    if name in _NAMED:
        return _as_lines(front, new)
    return [*([OPEN] if name in _LISTS else []), *_lines(front, prefix, new)]


def _extras() -> Iterator[Offer]:
    from aitracker.editing.new_registry import EXTRAS

    return ((name, "") for name in (*EXTRAS, "all"))


def _of_field(command: str, name: str) -> Offers | None:
    """The values of an option that fills a field; None where they can be any."""
    field_option = load(command).filling.get(name)
    if field_option is None:
        return None
    term, refers = field_option.field.term, field_option.field.refers
    if term is not None and not field_option.field.by_key:
        return lambda _: _words(term.vocabulary)
    if field_option.field.about.short == "person":
        return lambda request: _ids(request, "people")
    if field_option.field.about.short == "organization":
        return _organizations
    if field_option.field.item is None and refers is not None:
        return lambda request: _ids(request, *refers.collections)
    return None


def _options(command: Command, line: Line) -> Iterator[Offer]:
    """The options that can still be given, by their long names where they have one."""
    for name, option in line.options.items():
        long = name.startswith("--") or not any(other.startswith("--") for other in option.opts)
        if long and (option.multiple or option.name not in line.given):
            yield name, command.fill_help(option.help or "")


def _catalog(line: Line) -> Catalog:
    """The index of the registry of this line; FatalError for standard input or a pipe."""
    from aitracker.catalog.cache import open_index
    from aitracker.catalog.catalog import Catalog
    from aitracker.cli.session import day_of, languages_of
    from aitracker.model.errors import FatalError
    from aitracker.reading import locate

    path = line.last("registry")
    # The shell has not expanded the line yet. Commands in it are not run: these two know none.
    # `~x` may be no user, for which `Path.expanduser` raises an error.
    place = locate.find_registry(path and os.path.expandvars(os.path.expanduser(path)))  # noqa: PTH111
    if not (Path(place.name).is_file() or Path(place.name).is_dir()):
        raise FatalError(f"{place.name} is not a file")
    index = open_index(locate.read_files(place))
    return Catalog(
        index.connection,
        day_of(line.last("as_of")),
        languages_of(line.last("lang"), terminal=True),
    )


def _ids(request: Request, *collections: str) -> Iterable[Offer]:
    from aitracker.catalog.completion_values import ids

    return ids(_catalog(request.line), request.typed.lower(), collections)


def _organizations(request: Request) -> Iterable[Offer]:
    """Organizations, and the initiatives that may stand where one is meant."""
    from aitracker.catalog.completion_values import ids
    from aitracker.model.vocabulary import BODY_KINDS

    catalog = _catalog(request.line)
    return ids(catalog, request.typed.lower(), ("organizations", "initiatives"), BODY_KINDS)


def _tags(request: Request) -> Iterator[Offer]:
    from aitracker.catalog.completion_values import tags
    from aitracker.display.labels import count

    return ((tag, count(number, "record")) for tag, number in tags(_catalog(request.line)))


def _languages(request: Request) -> Iterator[Offer]:
    return ((tag, "") for tag in _catalog(request.line).header.languages)


def _fields(request: Request) -> Iterator[Offer]:
    """The fields of the record named before, as deep as was typed and one step deeper.

    With what they say, or how many facts are in them; then the roles of people in it.
    """
    from aitracker.catalog.resolve import resolve
    from aitracker.catalog.snapshot import snapshot, sourced_facts
    from aitracker.display.labels import count
    from aitracker.display.wording import Wording

    catalog = _catalog(request.line)
    depth = request.typed.count(".") + 2
    record = snapshot(catalog, resolve(catalog, request.line.last("id") or ""))
    wording = Wording(catalog.texts, record.names)
    meanings: dict[str, str] = {}
    below: dict[str, int] = {}
    roles: dict[str, str] = {}
    for fact in sourced_facts(record):
        parts = fact.path.split(".")
        for size in range(1, min(len(parts), depth) + 1):
            path = ".".join(parts[:size])
            below[path] = below.get(path, 0) + 1
        meanings[fact.path] = wording.fact(fact)
        roles.update((part, "") for part in parts[1:] if not part.isdecimal())
    for path, number in below.items():
        if path:
            yield path, meanings.get(path) or count(number, "fact")
    yield from roles.items()


def _assignments(request: Request) -> Iterator[Offer]:
    """The fields of the record named before, or of an item of it, each ready for a value."""
    from aitracker.catalog.resolve import resolve
    from aitracker.catalog.snapshot import snapshot
    from aitracker.editing.paths import parse_path, place_at
    from aitracker.model.fields import fields
    from aitracker.model.records import RECORD_TYPES

    catalog = _catalog(request.line)
    record = snapshot(catalog, resolve(catalog, request.line.last("id") or ""))
    front, dot, _ = request.typed.rpartition(".")
    kind: type | None = RECORD_TYPES[record.collection]
    if front:
        kind = place_at(RECORD_TYPES[record.collection], parse_path(front)).field.item
    for field in fields(kind) if kind is not None else ():
        yield f"{front}{dot}{field.key}=", field.about.meaning
    yield from ((f"{path}=", text) for path, text in _fields(request))


def _kinds(request: Request) -> Iterator[Offer]:
    """Kinds of the collection that is listed, where one is named; else of all."""
    from aitracker.cli.commands.list_ import collection_named
    from aitracker.cli.filter_options import KINDS
    from aitracker.model.vocabulary import kind_vocabulary

    collection = request.line.last("collection")
    own = kind_vocabulary(collection_named(collection)) if collection else None
    for vocabulary in (own,) if own else KINDS:
        yield from _words(vocabulary)


def _words(vocabulary: str) -> Iterator[Offer]:
    from aitracker.model.vocabulary import definition, words

    return ((word, definition(vocabulary, word)) for word in words(vocabulary))


def _collections(_: Request) -> Iterator[Offer]:
    yield from _words("collection")
    yield "signatories", "who signed, oversaw or presided"
    yield "pairs", "which parties have made agreements with each other"
    yield "all", "every record of the six collections"


def _word_values(request: Request, column: str) -> Iterator[Offer]:
    """The metrics or units of the figures."""
    from aitracker.catalog.figures import distinct_values

    return ((value, "") for value in distinct_values(_catalog(request.line), column))


def _dates(_: Request) -> Iterator[Offer]:
    from aitracker.model.relative_dates import WORDS

    return ((word, "") for word in WORDS)


def _count_keys(_: Request) -> Iterator[Offer]:
    from aitracker.catalog.counts import BY

    return ((field, "") for field in BY)


def _codes(_: Request) -> Iterator[Offer]:
    from aitracker.reading.explain import EXPLANATIONS

    return (
        (code, text.split("\n", 1)[0])
        for section in EXPLANATIONS.values()
        for code, text in section.items()
    )


def _formats(request: Request) -> Iterator[Offer]:
    return ((style, "") for style in load(request.line.name).formats.names)


_ROWS = {
    "list": ("catalog.rows", "ListRow"),
    "timeline": ("catalog.timeline", "TimelineRow"),
    "tree": ("catalog.tree", "TreeRow"),
    "search": ("catalog.search", "SearchRow"),
    "stats": ("catalog.counts", "StatRow"),
    "due": ("catalog.due", "DueRow"),
    "figures": ("catalog.figures", "FigureRow"),
    "stale": ("catalog.stale", "StaleRow"),
    "disputes": ("display.formats.disputes", "DisputeRow"),
    "why": ("display.formats.why", "WhyRow"),
}
"""Where the rows of each command are, which is imported only when needed."""


_LISTED = {
    "signator": ("catalog.signatories", "SignatoryRow"),
    "source": ("catalog.sources", "SourceRow"),
    "pair": ("catalog.pairs", "PairRow"),
}
"""Where rows of `list` are that are no records, by how what is listed begins."""


def _keys(request: Request) -> list[Offer]:
    """The columns of the rows of the command; with a hyphen before them where one is typed."""
    from aitracker.catalog.rows import row_keys

    module, name = _ROWS.get(request.line.name, ("", ""))
    if request.line.name == "list":
        collection = request.line.last("collection") or ""
        rows = (row for start, row in _LISTED.items() if collection.startswith(start))
        module, name = next(rows, (module, name))
    if not module:
        return []  # those of `sql` depend on the query
    row: type[tuple[object, ...]] = getattr(import_module(f"aitracker.{module}"), name)
    sign = "-" if request.name == "sort" and request.typed.startswith("-") else ""
    return [(sign + key, "") for key in row_keys(row)]


_PATHS = frozenset({"registry", "path", "from_"})
_LISTS = frozenset({"fields", "sort"})
"""Parameters whose values are joined by commas."""

_NAMED = frozenset(
    {"ids", "id", "old", "what", "org", "party", "payer", "person", "source"}
    | {"part_of", "implements", "hosted_by", "related"}
)
"""Parameters whose values are ids, which are offered for a part of a name too."""

_OFFERS: dict[str, Offers] = {
    "ids": _ids,
    "id": _ids,
    "old": _ids,
    "with_": lambda _: _extras(),
    "organization": _organizations,
    "what": _ids,
    "values": _assignments,
    "field": _fields,
    "collection": _collections,
    "lang": _languages,
    "kind": _kinds,
    "status": lambda _: _words("status"),
    "evidence": lambda _: _words("evidence"),
    "role": lambda _: _words("role"),
    "tag": _tags,
    "org": _organizations,
    "party": _organizations,
    "payer": _organizations,
    "stage": lambda _: _words("stage"),
    "metric": lambda request: _word_values(request, "metric"),
    "unit": lambda request: _word_values(request, "unit"),
    "had": lambda _: _words("status"),
    "person": lambda request: _ids(request, "people"),
    "source": lambda request: _ids(request, "sources"),
    "part_of": _ids,
    "implements": _ids,
    "hosted_by": _ids,
    "related": _ids,
    "since": _dates,
    "until": _dates,
    "as_of": _dates,
    "by": _count_keys,
    "explain": _codes,
    "format": _formats,
}
"""By the name of a parameter, which means the same in every command: the values it takes."""
