"""The texts of what a record says, by the column they are searched in.

They are what the index folds, and what an excerpt is cut from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from aitracker.model.languages import LocalizedText

FIELDS = (
    "name",
    "aliases",
    "summary",
    "history",
    "objectives",
    "figures",
    "people",
    "rivals",
    "kind",
)
"""The searched columns of the table `words`, in their order."""

Names = Mapping[str, "list[LocalizedText]"]
"""The names and aliases of organizations and people by id.

Who is named by id is found by any of them.
"""


class Said(Protocol):
    """What a piece of a record has to have for its texts to be found."""

    @property
    def path(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def item(self) -> str | None: ...
    @property
    def value(self) -> Any: ...
    @property
    def rivals(self) -> list[dict[str, Any]] | None: ...
    @property
    def note(self) -> Any: ...
    @property
    def search(self) -> str | None: ...


class Reader(NamedTuple):
    """Finds texts.

    `reads` says of each key whether it holds a text, or an id to be found by the `names` of its
    record.
    """

    reads: Mapping[str, str]
    names: Names

    def texts(self, key: str, facts: Iterable[Said]) -> Iterator[tuple[str, str]]:
        """Every text of a record with its column, its id last.

        One in several languages comes once for each.
        """
        for fact in facts:
            for column, words in self._said(fact):
                yield from ((column, text) for text in in_each_language(words))
        yield "name", key.replace("-", " ")

    def _said(self, fact: Said) -> Iterator[tuple[str, LocalizedText | None]]:
        if fact.item == "figure":
            yield "figures", _figure(fact.value)
        elif fact.search is not None and not _is_nested(fact.path):
            yield from ((fact.search, words) for words in self._words(fact.key, fact.value))
        if fact.item is None and fact.path:
            return  # the note and the rivals of a plain value are those of its record
        yield "summary", fact.note
        for rival in fact.rivals or ():
            yield from (("rivals", words) for words in self._words("", rival))
            yield "rivals", rival.get("note")

    def _words(self, key: str, value: Any) -> Iterator[LocalizedText | None]:
        """The texts in a value, and the names of those whose ids are in it."""
        reads = self.reads.get(key)
        if isinstance(value, list):
            for each in value:
                yield from self._words(key, each)
        elif reads == "text":
            yield value
        elif reads == "label":
            from aitracker.model.vocabulary import labels_of

            yield from labels_of(key, value)
        elif reads == "id":
            yield from self.names.get(value, ())
        elif isinstance(value, dict):
            for inner, each in value.items():
                if inner not in ("sources", "others_say", "note"):
                    yield from self._words(inner, each)


def _is_nested(path: str) -> bool:
    """Whether this is said of an organization inside an item, which tells its name itself."""
    return "." in path and not path.rpartition(".")[2].isdigit()


def _figure(figure: dict[str, Any]) -> str:
    part = f", {figure['part']}" if "part" in figure else ""
    return f"{figure['metric']}{part}: {figure['value']}"


def in_each_language(words: LocalizedText | None) -> Iterator[str]:
    """A text in each of its languages."""
    if isinstance(words, str):
        yield words
    elif words is not None:
        yield from words.values()
