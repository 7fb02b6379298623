"""A registry that is being changed: its texts, what they must say, and what that breaks."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.editing import expected_data, pages, paths, splice
from aitracker.editing.change import Edit
from aitracker.editing.order import alike, key_order, sibling_records
from aitracker.model.errors import FatalError, InvalidValueError, NotFoundError, UsageError
from aitracker.model.folding import fold
from aitracker.model.problems import Problem
from aitracker.model.records import RECORD_TYPES, Source
from aitracker.model.scalars import check_slug
from aitracker.reading.load import LoadResult, load
from aitracker.reading.locate import File
from aitracker.reading.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.model.errors import KeyPath


class DraftRecord(NamedTuple):
    """A record as written: its file, collection, id and data."""

    file: str
    collection: str
    id: str
    data: Any

    @property
    def path(self) -> KeyPath:
        """Where it stands in its file."""
        return (self.collection, self.id)

    @property
    def kind(self) -> type:
        """The class of such records."""
        return RECORD_TYPES[self.collection]


class Draft:
    """The files of a registry, and the changes to their texts so far.

    Each change is made to the text and, apart from it, to the plain data.
    """

    def __init__(self, files: Sequence[File]) -> None:
        self.before = list(files)
        self.texts: dict[str, str] = {}
        self.data: dict[str, Any] = {}
        self.unread: list[Problem] = []
        self.conversions: list[str] = []
        for file in files:
            document = parse(file.name, file.raw)
            if isinstance(document, Problem):
                self.unread.append(document)
            else:
                self.texts[file.name] = str(document.text)
                self.data[file.name] = document.data

    @cached_property
    def loaded(self) -> LoadResult:
        """The registry before the change."""
        return load(self.before)

    # What is there

    def records(self, collection: str = "") -> Iterator[DraftRecord]:
        """All records as written, of one collection or of all."""
        for file, data in self.data.items():
            for name in RECORD_TYPES:
                records = data.get(name)
                if isinstance(records, dict) and collection in ("", name):
                    for key, record in records.items():
                        yield DraftRecord(file, name, key, record)

    def line_of(self, record: DraftRecord) -> int:
        """The line on which a record begins."""
        document = parse(record.file, self.texts[record.file].encode())
        assert not isinstance(document, Problem)
        return document.position(document.locate(record.path, key=True))[0]

    def find(self, key: str) -> DraftRecord | None:
        """The record with this id."""
        return next((record for record in self.records() if record.id == key), None)

    def record(self, name: str, collections: Sequence[str] = ()) -> DraftRecord:
        """The record with this id, former id, name or alias; NotFoundError for none or several."""
        record = self.find(name)
        if record is not None and (not collections or record.collection in collections):
            return record
        if "://" in name:
            return self._page(name)
        fitting = [
            each for each in self.named(name) if not collections or each.collection in collections
        ]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            several = ", ".join(each.id for each in fitting)
            raise NotFoundError(f"'{name}' matches {len(fitting)} records: {several}", "use an id")
        raise NotFoundError(f"no record matches '{name}'", self._near(name, collections))

    def _page(self, url: str) -> DraftRecord:
        page = pages.source_at(url, self)
        if page is None:
            raise NotFoundError(
                f"no source has the address '{url}'", f"add it first: aitracker add source {url}"
            )
        return page

    def named(self, name: str) -> list[DraftRecord]:
        """The records with this former id, name or alias in any spelling; sources by title."""
        folded_name = fold(name).strip()
        return [each for each in self.records() if folded_name in map(fold, names(each))]

    def _near(self, name: str, collections: Sequence[str]) -> str:
        from aitracker.model.nearest import offered, several_near

        ids = [
            each.id for each in self.records() if not collections or each.collection in collections
        ]
        return offered(several_near(name, ids), "list every id: aitracker list all")

    # Changes

    def put(self, record: DraftRecord, path: KeyPath, value: Any) -> None:
        """Writes a value at a path of a record, with whatever must hold it."""
        path, value = self._with_holders(record, path, value)
        order: list[str] = []
        if isinstance(path[-1], str):
            order = self.order(record, path[:-1])
        self._edit(
            record.file,
            splice.put(self.texts[record.file], (*record.path, *path), value, order),
            expected_data.replaced(self.data[record.file], (*record.path, *path), value),
        )

    def _with_holders(self, record: DraftRecord, path: KeyPath, value: Any) -> tuple[KeyPath, Any]:
        """The path and value to write, where what should hold it is missing or a string."""
        for n in range(1, len(path)):
            there = expected_data.value_at(record.data, path[:n])
            inside = path[n:]
            if isinstance(there, dict | list) and there:
                continue
            if isinstance(there, str):
                key = self._key_of(record, path[:n], there)
                return path[:n], expected_data.replaced({key: there}, inside, value)
            return path[:n], expected_data.replaced({}, inside, value)
        return path, value

    def _key_of(self, record: DraftRecord, path: KeyPath, text: str) -> str:
        """The key that a string stands for: that of an item, or the first language of a text."""
        where = paths.place_at(record.kind, path)
        if where.field.item is not None:
            return paths.main_key(where, text)
        languages = self.loaded.registry.header.languages
        return languages[0] if languages else "en"

    def insert(self, record: DraftRecord, path: KeyPath, position: int | None, item: Any) -> None:
        """Writes an item more into a list of a record, the last one without a position."""
        there = expected_data.value_at(record.data, path)
        if there is None or not isinstance(there, list):
            self.put(record, path, [item] if there is None else [there, item])
            return
        full = (*record.path, *path)
        at = len(there) if position is None else position
        self._edit(
            record.file,
            splice.insert_item(self.texts[record.file], full, at, item),
            expected_data.inserted(self.data[record.file], full, at, item),
        )

    def delete(self, record: DraftRecord, path: KeyPath = ()) -> None:
        """Takes a record, or what is at a path of it, out of the text."""
        full = (*record.path, *path)
        self._edit(
            record.file,
            splice.delete(self.texts[record.file], full),
            expected_data.deleted(self.data[record.file], full),
        )

    def add(self, collection: str, key: str, record: dict[str, Any]) -> None:
        """Writes a new record where its id belongs; UsageError for an id that cannot be one."""
        self._check_new_id(key)
        file = self._file_of(collection)
        ids = list(self.data[file].get(collection) or {})
        text, path = self.texts[file], (collection, key)
        if ids:
            new = splice.put(text, path, record, _with_id(key, ids))
        else:
            new = splice.put(text, (collection,), {key: record})
        self._edit(file, new, expected_data.replaced(self.data[file], path, record))

    def _file_of(self, collection: str) -> str:
        """The file with most records of a collection, or called like it; else the first."""
        if not self.texts:
            raise FatalError(str(self.unread[0].message), "run: aitracker check")
        counts = Counter(each.file for each in self.records(collection))
        stem = f"/{collection}.yaml"
        candidates = (file for file in self.texts if f"/{file}".endswith(stem))
        return counts.most_common(1)[0][0] if counts else next(candidates, next(iter(self.texts)))

    def replace_text(self, file: str, text: str) -> None:
        """Takes a whole new text for a file, whatever it says."""
        self.texts[file] = text
        self.data[file] = None

    def rename(self, record: DraftRecord, new: str) -> None:
        """Gives a record another id, in all references too; the old one still works.

        FatalError where a file cannot be read, and may refer to it.
        """
        self._check_new_id(new)
        if self.unread:
            raise FatalError(
                f"{self.unread[0].file} cannot be read, and may refer to '{record.id}'",
                "run: aitracker check",
            )
        former = expected_data.value_at(record.data, ("formerly",)) or []
        if new not in former:
            self.insert(record, ("formerly",), None, record.id)
        else:
            self.put(record, ("formerly",), [record.id if key == new else key for key in former])
        for file, values in self._references(record.id, new).items():
            self._edit(
                file,
                splice.replace_texts(self.texts[file], values),
                expected_data.with_texts(self.data[file], values),
            )
        self._edit(
            record.file,
            splice.rename_key(self.texts[record.file], record.path, new),
            expected_data.renamed(self.data[record.file], record.path, new),
        )

    def _check_new_id(self, new: str) -> None:
        try:
            check_slug(new)
        except InvalidValueError as error:
            raise UsageError(error.message, error.hint) from None
        other = self.find(new)
        if other is not None:
            raise UsageError(
                f"id '{new}' is already used in {other.collection}", "choose another id"
            )

    def _references(self, key: str, new: str) -> dict[str, dict[KeyPath, str]]:
        """By file, the paths at which an id is written, each with the new id."""
        values: dict[str, dict[KeyPath, str]] = {}
        for holder, path in self.referring(key):
            values.setdefault(holder.file, {})[(*holder.path, *path)] = new
        return values

    def referring(self, key: str) -> list[tuple[DraftRecord, KeyPath]]:
        """The records that name an id, each with the path where it is written."""
        holders = {each.id: each for each in self.records()}
        return [
            (holder, paths.in_text(holder.data, holder.kind, reference.path))
            for name, reference in self.loaded.registry.references
            if reference.id == key and (holder := holders.get(name)) is not None
        ]

    def order(self, record: DraftRecord, path: KeyPath) -> list[str]:
        """The order of the keys of what is at a path of a record."""
        if not path:
            return self.record_order(record.collection)
        where = paths.place_at(record.kind, path)
        if where.field.item is None:
            return list(self.loaded.registry.header.languages)
        return self.item_order(record.collection, path, where.field.item)

    def record_order(self, collection: str) -> list[str]:
        """The order of the keys of a record, as others of its collection have them."""
        return key_order(RECORD_TYPES[collection], [each.data for each in self.records(collection)])

    def item_order(self, collection: str, path: KeyPath, kind: type) -> list[str]:
        """The order of the keys of items of a class, as others at such a path have them."""
        siblings = [
            each
            for data in self.data.values()
            for record in sibling_records(data, collection)
            for each in alike(record, path)
        ]
        return key_order(kind, [inner for each in siblings for inner in _each(each)])

    def _edit(self, file: str, text: str, data: Any) -> None:
        self.texts[file] = text
        self.data[file] = data

    # The result

    def edits(self) -> list[Edit]:
        """The new text of each file of the registry, and what it must say."""
        return [
            Edit(self.texts.get(file.name, _text(file)), self.data.get(file.name))
            for file in self.before
        ]

    def is_changed(self) -> bool:
        """Whether any text is another than before."""
        return any(
            edit.text != _text(file) for edit, file in zip(self.edits(), self.before, strict=True)
        )

    @cached_property
    def problems(self) -> list[Problem]:
        """The problems that the change makes, at their places in the new texts."""
        after = [
            File(file.name, edit.text.encode())
            for file, edit in zip(self.before, self.edits(), strict=True)
        ]
        old = Counter(map(_identity, self.loaded.problems))
        new = []
        for problem in load(after).problems:
            old[_identity(problem)] -= 1
            if old[_identity(problem)] < 0:
                new.append(problem)
        return new


def names(record: DraftRecord) -> Iterator[str]:
    """What a record may be called by besides its id: former ids, names, aliases, title."""
    data = record.data if isinstance(record.data, dict) else {}
    former = data.get("formerly")
    yield from (each for each in former or () if isinstance(each, str))
    if record.kind is Source:
        yield from (each for each in [data.get("title")] if isinstance(each, str))
        return
    aliases = data.get("aliases")
    for name in (data.get("name"), *(aliases if isinstance(aliases, list) else ())):
        text = name.get("text", name) if isinstance(name, dict) else name
        inside = text.values() if isinstance(text, dict) else [text]
        yield from (each for each in inside if isinstance(each, str))


def _with_id(key: str, ids: Sequence[str]) -> list[str]:
    """The ids of a collection with a new one where it is written.

    Where ids stand in their order it is kept. Else a new one stands beside those that begin with
    the same word, so that what two people add seldom meets at the end of the file.
    """
    before = [each for each in ids if each < key]
    at = len(before)
    if list(ids) != sorted(ids):
        word = key.partition("-")[0]
        family = [each for each in before if each.partition("-")[0] == word]
        at = ids.index(max(family)) + 1 if family else len(ids)
    return [*ids[:at], key, *ids[at:]]


def _each(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [value]


def _text(file: File) -> str:
    return file.raw.decode("utf-8-sig", "replace")


def _identity(problem: Problem) -> tuple[str, ...]:
    """What a problem says, wherever it stands now."""
    message = re.sub(r":[0-9]+", "", problem.message)
    return problem.file, problem.severity, problem.code, message, problem.id or ""
