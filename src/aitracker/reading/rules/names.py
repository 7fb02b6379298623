"""Rules about plain names that come close to the name of a record."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from aitracker.model.folding import fold
from aitracker.model.problems import Problem
from aitracker.model.records import Mention, Party, Registry, Role
from aitracker.model.tidying import without_title
from aitracker.reading.rules.references import id_key, known_names, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aitracker.model.errors import KeyPath

_SHORTEST = 5
"""Words of fewer letters differ in one of them too often: `UM6P` and `UM5P` are two."""


def almost_a_record(registry: Registry) -> Iterator[Problem]:
    """A plain name one letter off the name of a record is most likely misspelled.

    If it is somebody else, give the two a record each, with `not_same`.

    Bad::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [The Minstry]
            sources: [press-page, official-page]
            history: [{date: 2026-01-12, status: launched}]

    Good::

        partnerships:
          lab:
            kind: joint-lab
            name: Laboratory
            parties: [ministry]
            sources: [press-page, official-page]
            history: [{date: 2026-01-12, status: launched}]
    """
    plain = _plainly_named(registry)
    if not plain:
        return
    names = known_names(registry)
    near = _by_all_words_but_one(names)
    for key, path, item, name in plain:
        folded_name = fold(name)
        if (wanted(item), folded_name) in names:
            continue  # that name has a record, which is an error of its own
        record = _nearest(near, wanted(item), folded_name)
        how = "one letter off"
        if record is None and isinstance(item, Mention):
            record, how = (
                names.get(("people", fold(without_title(name)))),
                "a form of address before",
            )
        if record is not None:
            message = f"'{name}' is {how} a name of '{record}'"
            hint = f"write {record}, or {id_key(item)}: {record} instead of name:"
            yield Problem(message, hint, id=key, path=(*path, "name"))


def _plainly_named(registry: Registry) -> list[tuple[str, KeyPath, Party | Mention | Role, str]]:
    """The items that name somebody by a plain name: record, path, item, name."""
    return [
        (key, path, item, item.name)
        for key, path, item in registry.items
        if isinstance(item, Party | Mention | Role) and item.name is not None
    ]


class _Spelled(NamedTuple):
    """One word of a name of a record."""

    word: str
    record: str


_Near = dict[tuple[object, ...], list[_Spelled]]


def _by_all_words_but_one(names: Mapping[tuple[str, str], str]) -> _Near:
    """Each word of each name, by collection and the words around it."""
    near: _Near = defaultdict(list)
    for (collection, name), record in names.items():
        for around, word in _words(name):
            near[collection, *around].append(_Spelled(word, record))
    return near


def _words(name: str) -> Iterator[tuple[tuple[object, ...], str]]:
    """For each word long enough to be misspelled, what stands around it, and the word.

    Of a name of one word, how it begins or ends is what stands around it.
    """
    words = name.replace("_", " ").split()
    if len(words) == 1:
        if len(name) > _SHORTEST:
            yield ("<", name[:3]), name
            yield (">", name[-3:]), name
        return
    for number, word in enumerate(words):
        if len(word) >= _SHORTEST:
            yield (number, *words[:number], *words[number + 1 :]), word


def _nearest(near: _Near, collection: str, name: str) -> str | None:
    for around, word in _words(name):
        for candidate in near.get((collection, *around), ()):
            if _one_letter_off(word, candidate.word):
                return candidate.record
    return None


def _one_letter_off(one: str, other: str) -> bool:
    """Whether two words differ in one letter, added, left out, another or exchanged."""
    if one == other or abs(len(one) - len(other)) > 1 or one.isdecimal() or other.isdecimal():
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest_of_one, right = one[start:], other[start:]
    digits = any(letter.isdigit() for letter in rest_of_one[:1] + right[:1])
    if digits:
        return False  # numbers tell apart
    same_rest = rest_of_one[1:] == right[1:] or rest_of_one[1:] == right or rest_of_one == right[1:]
    return same_rest or (rest_of_one[:2] == right[:2][::-1] and rest_of_one[2:] == right[2:])
