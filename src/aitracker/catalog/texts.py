"""The texts of a record by the field they are searched in: what the index folds, and what an excerpt is cut from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aitracker.model.languages import Words

FIELDS = ("name", "aliases", "summary", "history", "objectives", "figures", "people", "rivals")
"""The searched columns of the table `words`, in their order."""

Called = Mapping[str, "list[Words]"]
"""The names and aliases of organizations and people by id: who is named by id is found by any of them."""

_BODIES = ("lead", "partners", "parties", "each_with", "organizers", "roles")
_MENTIONS = ("person", "organization", "name", "unnamed", "title", "does")


def texts(key: str, data: dict[str, Any], known: Called) -> Iterator[tuple[str, str]]:
    """Every text of a record in its normal form with its field, its id last; one in several languages comes once for each."""
    for field, words in _words(data, known):
        yield from ((field, text) for text in spoken(words))
    yield "name", key.replace("-", " ")


def _words(data: dict[str, Any], known: Called) -> Iterator[tuple[str, Words | None]]:
    if "url" in data:
        yield from (("name", data.get(field)) for field in ("title", "publisher", "via"))
        return
    yield "name", data.get("name")
    yield from (("aliases", alias["text"]) for alias in data.get("aliases", ()))
    yield from (("aliases", old.replace("-", " ")) for old in data.get("formerly", ()))
    yield "summary", data.get("summary")
    yield from (("summary", tag) for tag in data.get("tags", ()))
    yield from (("objectives", objective["text"]) for objective in data.get("objectives", ()))
    yield "history", data.get("place")
    for entry in data.get("history", ()):
        yield from (("history", entry.get(field)) for field in ("summary", "place"))
    for figure in data.get("figures", ()):
        yield "figures", _figure(figure)
    yield from (("figures", milestone["name"]) for milestone in data.get("milestones", ()))
    yield from (("people", words) for words in _people(data, known))
    yield from (("summary", note) for note in _notes(data))
    yield from (("rivals", words) for words in _rivals(data, known))


def _figure(figure: dict[str, Any]) -> str:
    part = f", {figure['part']}" if "part" in figure else ""
    return f"{figure['metric']}{part}: {figure['value']}"


def _people(data: dict[str, Any], known: Called) -> Iterator[Words | None]:
    """Whoever plays a part, in all they are called."""
    for key in _BODIES:
        for party in data.get(key, ()):
            yield from _mention(party, known)
    if "patron" in data:
        yield from _mention(data["patron"], known)
    for holder in (data, *data.get("history", ())):
        for mentions in holder.get("people", {}).values():
            for mention in mentions:
                yield from _mention(mention, known)


def _mention(item: dict[str, Any], known: Called) -> Iterator[Words | None]:
    for key in _MENTIONS:
        if key in ("person", "organization") and key in item:
            yield from known.get(item[key], ())
        else:
            yield item.get(key)
    if "for" in item:
        yield from _mention(item["for"], known)


def _notes(data: Any) -> Iterator[Words]:
    """The notes of a record and of its items, those of rival accounts apart."""
    for item in _items(data):
        if "note" in item:
            yield item["note"]


def _rivals(data: Any, known: Called) -> Iterator[Words | None]:
    for item in _items(data):
        for rival in item.get("others_say", ()):
            yield from (
                rival.get(key) for key in ("says", "note", "summary", "place", "metric", "value")
            )
            yield from _mention(rival, known)


def _items(data: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a record but rival accounts, itself first."""
    if isinstance(data, dict):
        yield data
        for key, value in data.items():
            if key != "others_say":
                yield from _items(value)
    elif isinstance(data, list):
        for value in data:
            yield from _items(value)


def called(data: dict[str, Any]) -> list[Words]:
    """The name and the aliases of a record in its normal form; of a source its title, else its publisher."""
    if "url" in data:
        return [data.get("title") or data["publisher"]]
    return [data["name"], *(alias["text"] for alias in data.get("aliases", ()))]


def spoken(words: Words | None) -> Iterator[str]:
    """A text in each of its languages."""
    if isinstance(words, str):
        yield words
    elif words is not None:
        yield from words.values()
