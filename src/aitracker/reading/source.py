"""YAML text to plain data and a place for every path, by the parser's events.

Only mappings, lists and texts come out; what YAML would guess (numbers, dates, `no`) stays text,
and what it could hide (aliases, tags, repeated keys, invisible characters) is refused.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from aitracker.model.errors import InvalidValueError
from aitracker.model.languages import INVISIBLE
from aitracker.model.problems import Problem
from aitracker.reading.libyaml import (
    AliasEvent,
    CParser,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from aitracker.reading.syntax_advice import MAX_DEPTH, TOO_DEEP, explain
from aitracker.reading.text import NEWLINE, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aitracker.model.errors import KeyPath

Data = dict[str, "Data"] | list["Data"] | str | None

if TYPE_CHECKING:
    Keep = Callable[[str, str, dict[str, Data]], bool]
    """Called with each mapping in a collection, its key there, and the data, as soon as it is read.

    Whether its data is to stay; else None is put in its place, to make room.
    """

MAX_TEXT = 100_000
_TOO_LONG = (
    "too-long",
    f"text longer than {MAX_TEXT:,} characters",
    "shorten it",
)

_MANY = 16
"""A mapping or list with more in it than this is not counted through each time."""

_RECORD = 2
"""How many mappings are open around the fields of a record."""

_MARK = b"\xef\xbb\xbf"
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe\uffff{INVISIBLE}]"
)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_ODD_HASH = re.compile(r"#(?:(?<=\S#)|(?<=[ \t]#)(?=\S))")
_ISOLATES = re.compile("[\u2066-\u2069]")
_KEY_AND_NO_BREAK_SPACE = re.compile("(?:^| )[a-z_]+:[\u00a0\u202f]")
_CONTINUED = re.compile(r"\n *- ")
"""A dash that goes on with the text above it, where another item was meant."""

_SPACED_KEY = re.compile("[a-z_]+:[\u00a0\u202f]")
_SPACED_LINE = re.compile("^[ \u00a0\u202f-]*[a-z_]+:[\u00a0\u202f]", re.MULTILINE)


_LARGE = 0xFFFF
"""What stands in an array for a number that needs more than sixteen bits."""


class _Small:
    """Numbers, nearly all of which fit in sixteen bits."""

    def __init__(self) -> None:
        self.numbers = array("H")
        self._large: dict[int, int] = {}

    def __getitem__(self, index: int) -> int:
        number = self.numbers[index]
        return number if number != _LARGE else self._large[index]

    def fitting(self, number: int, index: int) -> int:
        """What to write in `numbers` for a number at this index."""
        if number < _LARGE:
            return number
        self._large[index] = number
        return _LARGE


class Places(NamedTuple):
    """Where all data of a file stands, in the order of the text: a value, then what is in it.

    Of each value the offset of its name (the key in a mapping, itself in a list), how far behind it
    the value begins, how many values are in it, at any depth, the number of its key among `keys`,
    and what it is. As objects these took thirty times the room.
    """

    names: array[int]
    gaps: _Small
    sizes: _Small
    keyed: _Small
    kinds: bytearray
    keys: list[str]
    """Each key of the file once."""


_TEXT, _MAPPING, _LIST = range(3)
"""What a value is."""


class Document:
    """One file as read: its text without byte-order mark, the data, and the places of all of it.

    The places need no data: what has become a record is not in it any more, to make room.
    `tails` are the offsets of comments that begin on a line of data and without a space after the
    `#`, `blanks` those of keys in a record that have nothing behind them.
    """

    def __init__(
        self,
        file: str,
        text: Text,
        data: dict[str, Data],
        places: Places,
        tails: Sequence[int] = (),
        blanks: Sequence[int] = (),
    ) -> None:
        self.file = file
        self.text = text
        self.data = data
        self.tails = tails
        self.blanks = blanks
        self._places = places
        self._children: dict[int, dict[str | int, int]] = {}

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, in code points."""
        return self.text.position(offset)

    def value(self, path: KeyPath) -> Data:
        """What is written at a path; None for what is not."""
        value: Data = self.data
        for step in path:
            if isinstance(value, dict):
                value = value if isinstance(step, int) else value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
        return value

    def locate(self, path: KeyPath, *, key: bool = False) -> int:
        """The offset of what is written for a path; with `key`, of its last key.

        What is not written (a default, an expanded short form, a missing field) is at the nearest
        thing around it that is.
        """
        number, name = 0, 0
        names, gaps, kinds = self._places.names, self._places.gaps, self._places.kinds
        for depth, step in enumerate(path):
            if kinds[number] == _TEXT:
                return names[number] + gaps[number]
            if kinds[number] == _MAPPING and isinstance(step, int):
                continue  # the only item of a list, written without the list
            inside = self._inside(number)
            if step not in inside:
                return name if depth else names[number]
            number = inside[step]
            name = names[number]
        if key:
            return name
        start = names[number] + gaps[number]
        if kinds[number] == _TEXT:
            return self._dash_of(start)
        return start if self.text[start : start + 1] in ("[", "{") else name

    def _inside(self, number: int) -> dict[str | int, int]:
        """By key or position, the numbers of the values directly in this one."""
        if number in self._children:
            return self._children[number]
        _, _, sizes, keyed, kinds, keys = self._places
        inside: dict[str | int, int] = {}
        in_list = kinds[number] == _LIST
        at = number + 1
        end = at + sizes[number]
        while at < end:
            inside[len(inside) if in_list else keys[keyed[at]]] = at
            at += sizes[at] + 1
        if len(inside) > _MANY:
            self._children[number] = inside
        return inside

    def _dash_of(self, offset: int) -> int:
        """The dash before a list item with nothing in it; any other offset as it is."""
        empty = self.text[offset - 1 : offset] == "-" and self.text[offset : offset + 1] in (
            "",
            "\n",
            "\r",
            " ",
        )
        return offset - 1 if empty else offset


def lines(raw: bytes) -> list[str]:
    """The lines of a file without their newlines.

    What is no UTF-8 is replaced, so that its line can be shown.
    """
    return NEWLINE.split(raw.decode("utf-8-sig", "replace"))


def line_starts(text: str) -> array[int]:
    """The offsets at which the lines of a text begin."""
    starts = array("I", [0])
    starts.extend(match.end() for match in NEWLINE.finditer(text))
    return starts


def parse(
    file: str,
    raw: bytes,
    tell: Callable[[float], None] | None = None,
    keep: Keep | None = None,
) -> Document | Problem:
    """The document in these bytes, or the one problem that keeps it from being read.

    After each record, tells the share that is read, and asks whether to `keep` its data.
    """
    try:
        text = _plain(raw)
        builder = _Builder(text, tell, keep)
        data = builder.run()
    except InvalidValueError as error:
        # Where the bytes are no text, what stands for them is as long as they are for all who look
        # at the line.
        problem = error.problem
        before = raw.decode("utf-8-sig", "replace")[: problem.offset + 1]
        starts = line_starts(before)
        line = bisect_right(starts, problem.offset)
        column = problem.offset - starts[line - 1] + 1
        return problem._replace(file=file, line=line, column=column)
    if not isinstance(data, dict):
        what = "is empty" if data is None else "is not a mapping"
        hint = "start it with schema_version: 1, then initiatives:, sources: and so on"
        return Problem(f"the file {what}", hint, code="not-a-registry", file=file, line=1, column=1)
    return Document(file, text, data, builder.places, builder.tails, builder.blanks)


def parse_text(file: str, text: str) -> Document:
    """The document in a text that holds a mapping; InvalidValueError where it cannot be read."""
    whole = Text(text.encode())
    builder = _Builder(whole)
    data = builder.run()
    if not isinstance(data, dict):
        raise InvalidValueError("not-a-registry", "the text is not a mapping")
    return Document(file, whole, data, builder.places, builder.tails, builder.blanks)


def decode(raw: bytes) -> str:
    """The text in these bytes, without byte-order mark.

    InvalidValueError when they are not plain UTF-8 text.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = len(raw[: error.start].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
        raise InvalidValueError(
            "not-utf-8", "this byte is not valid UTF-8", "save the file as UTF-8", offset=offset
        ) from None
    if match := _FORBIDDEN.search(text):
        raise _forbidden(match.start(), match[0])
    return text


def _plain(raw: bytes) -> Text:
    """The same, without making one `str` of it all."""
    try:
        text = Text(raw.removeprefix(_MARK))
    except UnicodeDecodeError:
        decode(raw)  # which says where
        raise
    for start, match in text.matches(_FORBIDDEN):
        raise _forbidden(start + match.start(), match[0])
    return text


def _forbidden(offset: int, character: str) -> InvalidValueError:
    name = f"U+{ord(character):04X}"
    if "\u202a" <= character <= "\u202e":
        message = f"invisible bidi control {name} is not allowed"
        return InvalidValueError(
            "bidi-control", message, "delete the invisible character", offset=offset
        )
    if character in "\x85\u2028\u2029":
        return InvalidValueError(
            "line-separator",
            f"invisible line break {name} is not allowed",
            "delete it, or use an ordinary line break",
            offset=offset,
        )
    if _INVISIBLE.match(character):
        return InvalidValueError(
            "invisible-character",
            f"invisible character {name} is not allowed",
            "delete the invisible character",
            offset=offset,
        )
    return InvalidValueError(
        "control-character",
        f"control character {name} is not allowed",
        "delete the invisible character",
        offset=offset,
    )


class _Builder:
    """Follows the parser's events and keeps the open mappings and lists on a stack of its own."""

    def __init__(
        self,
        text: Text,
        tell: Callable[[float], None] | None = None,
        keep: Keep | None = None,
    ) -> None:
        self.text = text
        self.words: dict[str, str] = {}
        self.places = Places(array("I"), _Small(), _Small(), _Small(), bytearray(), [])
        self.tell = tell
        self.keep = keep
        self.isolates = next(text.matches(_ISOLATES), None) is not None
        # Every # that may be a comment nobody meant, the last first.
        self.hashes = [start + match.start() for start, match in text.matches(_ODD_HASH)][::-1]
        self.tails: list[int] = []
        self.blanks: list[int] = []
        self.ended = 0
        self.quoted: Any = None
        self.open: list[int] = []

    def run(self) -> Data:
        """The data of the only document, None for an empty one; their places are in `places`.

        InvalidValueError, with the offset of the mistake, where it cannot be read.
        """
        parser = CParser(self.text.raw)
        try:
            return self._follow(parser)
        except YAMLError as error:
            self._blame_a_hash()
            raise explain(error, str(self.text), self.quoted, self.open) from None
        finally:
            parser.dispose()

    def _follow(self, parser: Any) -> Data:
        # The open mapping or list is `data`, and those around it are on `stack`. In a mapping,
        # `key` is the key that waits for its value, or None.
        root: list[Any] = []
        data: Any = root
        key: str | None = None
        key_offset = 0
        stack: list[tuple[Any, int]] = []
        names, small_gaps, small_sizes, small_keyed, kinds, _ = self.places
        gaps, sizes, keyed = small_gaps.numbers, small_sizes.numbers, small_keyed.numbers
        keys: dict[str, int] = {}
        get_event = parser.get_event
        tell, keep = self.tell, self.keep
        scalar, mapping, sequence = ScalarEvent, MappingStartEvent, SequenceStartEvent
        hashes, words = self.hashes, self.words
        documents = 0
        while True:
            event = get_event()
            kind = type(event)
            if kind is scalar:
                value: str | None = words.setdefault(event.value, event.value)
                offset = event.start_mark.index
                if event.anchor is not None or event.tag is not None:
                    self._refuse_extras(event)
                if len(event.value) > MAX_TEXT:
                    raise InvalidValueError(*_TOO_LONG, offset=offset)
                if hashes:
                    self._look_at_hashes(offset, event.end_mark.index)
                style = event.style
                if style:
                    if style in "'\"":
                        self.quoted = event
                    if style == '"' and "\\" in self.text[offset : event.end_mark.index]:
                        self._check_escapes(event)
                elif not value or value in ("~", "null", "Null", "NULL"):
                    if not value and key is not None and len(stack) > _RECORD:
                        self.blanks.append(key_offset)
                    value = None
                elif "- " in value and (
                    dash := _CONTINUED.search(self.text[offset : event.end_mark.index])
                ):
                    self._refuse_dash(offset + dash.end() - 2)
                elif ":" in value and _KEY_AND_NO_BREAK_SPACE.search(value):
                    self._refuse_no_break_space(offset, event.end_mark.index)
                if self.isolates and value:
                    self._check_isolates(value, offset)
                if type(data) is list:  # in a list: its next item
                    data.append(value)
                    names.append(offset)
                    keyed.append(0)
                    gaps.append(0)
                    sizes.append(0)
                    kinds.append(_TEXT)
                elif key is None:  # in a mapping, waiting for a key
                    key = self._key(data, event)
                    key_offset = offset
                else:  # in a mapping, waiting for the value of `key`
                    data[key] = value
                    names.append(key_offset)
                    number, gap = keys.setdefault(key, len(keys)), offset - key_offset
                    keyed.append(
                        number if number < _LARGE else small_keyed.fitting(number, len(keyed))
                    )
                    gaps.append(gap if gap < _LARGE else small_gaps.fitting(gap, len(gaps)))
                    sizes.append(0)
                    kinds.append(_TEXT)
                    key = None
            elif kind is mapping or kind is sequence:
                if event.anchor is not None or event.tag is not None:
                    self._refuse_extras(event)
                offset = event.start_mark.index
                if event.flow_style and kind is mapping and self.text[offset : offset + 1] != "{":
                    self._refuse_pair(offset)
                inside: Any = {} if kind is mapping else []
                if type(data) is list:  # in a list: its next item opens
                    data.append(inside)
                    names.append(offset)
                    keyed.append(0)
                    gaps.append(0)
                elif key is None:  # in a mapping, waiting for a key
                    raise InvalidValueError(
                        "key-not-text",
                        "a key must be a single text",
                        "write key: value",
                        offset=offset,
                    )
                else:  # in a mapping, waiting for the value of `key`, which opens
                    data[key] = inside
                    names.append(key_offset)
                    number = keys.setdefault(key, len(keys))
                    keyed.append(small_keyed.fitting(number, len(keyed)))
                    gaps.append(small_gaps.fitting(offset - key_offset, len(gaps)))
                stack.append((data, len(sizes)))
                sizes.append(0)
                kinds.append(_MAPPING if kind is mapping else _LIST)
                self.open.append(offset)
                if len(stack) > MAX_DEPTH:
                    raise InvalidValueError(*TOO_DEEP, offset=offset)
                data, key = inside, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                # Back in what is around it, which waits for its next key or item.
                data, start = stack.pop()
                sizes[start] = small_sizes.fitting(len(sizes) - start - 1, start)
                key = None
                self.open.pop()
                if len(stack) == _RECORD:
                    if tell is not None:
                        tell(event.end_mark.index / len(self.text))
                    if keep is not None:
                        self._offer(keep, stack, data)
            elif kind is AliasEvent:
                self._refuse_extras(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    message = "a second YAML document starts here"
                    raise InvalidValueError(
                        "several-documents",
                        message,
                        "delete the line ---",
                        offset=event.start_mark.index,
                    )
            elif event is None or kind is StreamEndEvent:
                self._look_at_hashes(len(self.text), len(self.text))
                self.places.keys.extend(keys)
                return root[0] if root else None

    def _offer(self, keep: Keep, stack: list[tuple[Any, int]], collection: Any) -> None:
        """Asks whether to keep what has just been read of a collection, where that is a mapping."""
        root = stack[1][0]
        if type(collection) is dict and type(root) is dict:
            name, data = next(reversed(collection.items()))
            if type(data) is dict and not keep(next(reversed(root)), name, data):
                collection[name] = None

    def _look_at_hashes(self, start: int, end: int) -> None:
        """Looks at each odd # before a text that begins and ends here: it is of a comment.

        YAML needs a space before a comment. libyaml needs none after a quote, a comma or a bracket.
        """
        hashes = self.hashes
        while hashes and (offset := hashes[-1]) < end:
            hashes.pop()
            line = self.text.line_start(offset)
            if offset >= start or "#" in self.text[max(line, self.ended) : offset]:
                continue
            before = self.text[line:offset]
            if before[-1:].strip():
                raise InvalidValueError(
                    "comment-without-space",
                    "a comment needs a space before its #",
                    "add the space, or put the whole text in quotes",
                    offset=offset,
                )
            if before.strip():
                self.tails.append(offset)
        self.ended = end

    def _blame_a_hash(self) -> None:
        """Blames a # that takes the closing bracket of its line into a comment."""
        start = self.open[-1] if self.open else len(self.text)
        if self.text[start : start + 1] not in ("[", "{"):
            return
        line_end = str(self.text).find("\n", start)
        last = line_end if line_end >= 0 else len(self.text)
        self._look_at_hashes(last, last)
        for offset in self.tails:
            if start < offset and {"]", "}"} & set(self.text[offset:last]):
                raise InvalidValueError(
                    "unclosed-bracket",
                    "this # starts a comment, which hides the closing bracket",
                    "put the whole text in quotes",
                    offset=offset,
                ) from None

    def _key(self, mapping: dict[str, Any], event: Any) -> str:
        key: str = self.words[event.value]
        offset = event.start_mark.index
        if key == "<<":
            raise InvalidValueError(
                "merge-key",
                "merge keys (<<) are not allowed",
                "write the fields out",
                offset=offset,
            )
        if key in mapping:
            raise InvalidValueError(
                "duplicate-key",
                f"duplicate key '{key}'",
                "merge the two, or rename one",
                offset=offset,
            )
        if not key and not event.style:
            raise InvalidValueError(
                "key-not-text",
                "missing key before the colon",
                "write key: value",
                offset=offset,
            )
        return key

    def _refuse_extras(self, event: Any) -> NoReturn:
        offset = event.start_mark.index
        if isinstance(event, AliasEvent):
            what = ("alias", f"alias *{event.anchor}")
        elif event.anchor is not None:
            what = ("anchor", f"anchor &{event.anchor}")
        else:
            what = ("tag", f"tag {event.tag.replace('tag:yaml.org,2002:', '!!')}")
        message = f"{what[1]} is not allowed"
        raise InvalidValueError(
            what[0], message, "delete it, or put the text in quotes", offset=offset
        )

    def _refuse_no_break_space(self, offset: int, end: int) -> None:
        """Refuses `key:` and a no-break space at the start of a line, where a key was meant."""
        start = self.text.line_start(offset)
        part = self.text[start:end]
        at = offset - start
        match = _SPACED_KEY.match(part, at) or _SPACED_LINE.search(part, at)
        if match is not None:
            message = "no-break space after the colon"
            raise InvalidValueError(
                "no-break-space",
                message,
                "replace it with an ordinary space",
                offset=start + match.end() - 1,
            )

    def _refuse_dash(self, offset: int) -> NoReturn:
        message = "this dash is not aligned with its list"
        raise InvalidValueError(
            "indentation", message, "align it with the dashes above", offset=offset
        )

    def _refuse_pair(self, offset: int) -> NoReturn:
        self._blame_a_hash()
        colon = str(self.text).find(":", offset)
        raise InvalidValueError(
            "colon-in-text",
            "colon and space in a text without quotes",
            'put the text in quotes: "one: two"',
            offset=max(colon, offset),
        )

    def _check_escapes(self, event: Any) -> None:
        if match := _FORBIDDEN.search(event.value):
            raise _forbidden(event.start_mark.index, match[0])

    def _check_isolates(self, value: str, offset: int) -> None:
        depth = 0
        for character in _ISOLATES.findall(value):
            depth += -1 if character == "\u2069" else 1
            if depth < 0:
                break
        if depth:
            raise InvalidValueError(
                "bidi-control",
                "unmatched bidi isolate (U+2066 to U+2069) in this text",
                "delete the invisible character",
                offset=offset,
            )
