"""The ids that were meant where an address, a publisher, a title or a name stands for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aitracker.model.folding import fold
from aitracker.model.nearest import nearest_of
from aitracker.model.records import RECORD_TYPES, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aitracker.model.records import AnyRecord
    from aitracker.reading.source import Document

_MOST = 5
"""How many ids are offered."""

_MOST_COMPARED = 20
"""For more texts than this the nearest of all ids is not looked for, which takes time.

So many have another cause than a misspelled id.
"""


class IdHints:
    """What all records are called, sound or not, by collection."""

    def __init__(
        self, documents: Iterable[Document], sound_records: Mapping[str, AnyRecord]
    ) -> None:
        self._ids_by_name: dict[str, dict[str, list[str]]] = {}
        self._ids: dict[str, dict[str, None]] = {}
        self._compared: set[str] = set()
        for collection in RECORD_TYPES:
            ids_by_name: dict[str, list[str]] = defaultdict(list)
            ids = self._ids[collection] = {}
            for document in documents:
                records = document.data.get(collection)
                for key, data in records.items() if isinstance(records, dict) else ():
                    ids[key] = None
                    texts = _texts(
                        sound_records[key] if data is None and key in sound_records else data
                    )
                    for text in {fold(each) for each in (key, *texts)}:
                        ids_by_name[_plain(text)].append(key)
            self._ids_by_name[collection] = ids_by_name

    def hint(self, text: str, collections: tuple[str, ...]) -> str:
        """A remedy for a text where the id of a record of these collections is asked for.

        Only ids that exist are offered.
        """
        candidates = collections or tuple(RECORD_TYPES)
        matches = self._matches(text, candidates)
        if len(matches) == 1:
            return f"did you mean '{matches[0]}'?"
        if matches:
            more = ", ..." if len(matches) > _MOST else ""
            return f"write the id of one of: {', '.join(matches[:_MOST])}{more}"
        parts = text.replace(",", " ").replace(";", " ").split()
        if len(parts) > 1 and all(any(part in self._ids[c] for c in candidates) for part in parts):
            return f"separate the ids with commas: did you mean '{', '.join(parts)}'?"
        if (near := self._nearest(_slug(text), candidates)) is not None:
            return f"did you mean '{near}'?"
        what = f"a record in {' or '.join(collections)}" if collections else "a record"
        return f"write the id of {what}; add the record if there is none"

    def _nearest(self, slug: str, collections: Sequence[str]) -> str | None:
        """The id most like this one, as long as there are few to compare."""
        if slug not in self._compared and len(self._compared) >= _MOST_COMPARED:
            return None
        self._compared.add(slug)
        return nearest_of(slug, (key for name in collections for key in self._ids[name]))

    def _matches(self, text: str, collections: tuple[str, ...]) -> list[str]:
        plain = _plain(fold(text))
        return list(
            dict.fromkeys(k for c in collections for k in self._ids_by_name[c].get(plain, ()))
        )


def _texts(data: Any) -> Iterator[str]:
    """The address, publisher, title, names and aliases of a record, or of what should be one."""
    for key in ("url", "archived", "publisher", "title", "name", "aliases"):
        values = data.get(key) if isinstance(data, dict) else getattr(data, key, None)
        for value in values if isinstance(values, list | tuple) else [values]:
            text = value.text if isinstance(value, Phrase) else value
            if isinstance(text, str):
                yield text
            elif isinstance(text, Mapping):
                yield from (each for each in text.values() if isinstance(each, str))


def _plain(text: str) -> str:
    """A folded text without what differs between two ways to write an address or an id."""
    bare = text.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return _slug(bare) or bare


def _slug(text: str) -> str:
    """The words of a text, joined by hyphens."""
    words = "".join(each if each.isalnum() else " " for each in fold(text)).split()
    return "-".join(words)
