"""The texts of what a record says, by the column they are searched in.

They are what the index folds, and what an excerpt is cut from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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

Names = Mapping[str, "Sequence[str]"]
"""The names and aliases of organizations and people by id, in each language.

Who is named by id is found by any of them.
"""


_BESIDE = frozenset({"sources", "others_say", "note"})
"""The keys of an item whose texts are not part of what it says."""


class TextSource(Protocol):
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


class TextReader(NamedTuple):
    """Finds texts.

    `reads` says of each key whether it holds a text, or an id to be found by the `names` of its
    record.
    """

    reads: Mapping[str, str]
    names: Names

    def texts(self, key: str, facts: Iterable[TextSource]) -> list[tuple[str, str]]:
        """Every text of a record with its column, its id last.

        One in several languages comes once for each.
        """
        texts: list[tuple[str, str]] = []
        for fact in facts:
            if fact.item == "figure":
                texts.append(("figures", _figure(fact.value)))
            elif fact.search is not None and not _is_nested(fact.path):
                column = fact.search
                texts += [(column, text) for text in self._words(fact.key, fact.value)]
            # The note and the rivals of a plain value are those of its record.
            if (fact.note or fact.rivals) and (fact.item is not None or not fact.path):
                texts += self._beside(fact)
        texts.append(("name", key.replace("-", " ")))
        return texts

    def _beside(self, fact: TextSource) -> Iterator[tuple[str, str]]:
        """The texts of a note and of rival accounts."""
        yield from (("summary", text) for text in in_each_language(fact.note))
        for rival in fact.rivals or ():
            yield from (("rivals", text) for text in self._words("", rival))
            yield from (("rivals", text) for text in in_each_language(rival.get("note")))

    def _words(self, key: str, value: Any) -> Iterable[str]:
        """The texts in a value, and the names of those whose ids are in it."""
        if isinstance(value, list):
            return [text for each in value for text in self._words(key, each)]
        reads = self.reads.get(key)
        if reads is None:
            return self._inside(value) if isinstance(value, dict) else ()
        if reads == "text":
            return in_each_language(value)
        if reads == "id":
            return self.names.get(value, ())
        from aitracker.model.vocabulary import labels_of

        return labels_of(key, value)

    def _inside(self, item: Mapping[str, Any]) -> list[str]:
        return [
            text
            for key, value in item.items()
            # Most values of items are dates and the like, which nobody looks for.
            if key not in _BESIDE and (key in self.reads or not isinstance(value, str))
            for text in self._words(key, value)
        ]


def _is_nested(path: str) -> bool:
    """Whether this is said of an organization inside an item, which tells its name itself."""
    return "." in path and not path.rpartition(".")[2].isdigit()


def _figure(figure: dict[str, Any]) -> str:
    part = f", {figure['part']}" if "part" in figure else ""
    return f"{figure['metric']}{part}: {figure['value']}"


def in_each_language(words: LocalizedText | None) -> Iterable[str]:
    """A text in each of its languages."""
    if words is None:
        return ()
    return (words,) if isinstance(words, str) else words.values()
