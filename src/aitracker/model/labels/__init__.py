"""How the program speaks to people, in every language it has a file of labels for.

A language is added by one file beside this one, named by its code.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Labels(NamedTuple):
    """All that the reading commands say in one language; what is missing is said in English."""

    months: str
    """The names of the twelve months, with spaces between them."""
    words: Mapping[str, Mapping[str, str]]
    """By vocabulary, its words as people read them."""
    fields: Mapping[str, str]
    """By the key of a field or of a column of rows, what stands before it; in English the key."""
    phrases: Mapping[str, str]
    """By its key, everything else, with names in braces for what is filled in."""


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have labels, in the order of the alphabet."""
    from pkgutil import iter_modules

    return tuple(module.name for module in iter_modules(__path__))


@cache
def labels(language: str) -> Labels:
    """The labels of a language or, where it has none, those of English; `fr-MA` is French."""
    code = language.partition("-")[0]
    try:
        module = import_module(f"{__name__}.{code}")
    except ModuleNotFoundError:
        return labels("en")
    result: Labels = module.LABELS
    return result


def word(vocabulary: str, term: str, language: str) -> str:
    """A word of a vocabulary for people. KeyError for one that does not exist."""
    label = labels(language).words.get(vocabulary, {}).get(term)
    return label if label is not None else labels("en").words[vocabulary][term]


def field(key: str, language: str, english: str = "") -> str:
    """What stands before a field or above a column; in English, and for an unknown key, `english`.

    Without one it is the key.
    """
    return labels(language).fields.get(key) or english or key.replace("_", " ")


def say(phrase: str, language: str, **values: object) -> str:
    """A phrase with its gaps filled in. KeyError for a phrase that does not exist."""
    text = labels(language).phrases.get(phrase)
    return (text if text is not None else labels("en").phrases[phrase]).format_map(values)


def number(text: str, language: str) -> str:
    """A number, written with a point, as people write it: 26.9, 26,9."""
    return text.replace(".", say("decimal point", language))


def series(items: Iterable[str], language: str) -> str:
    """Items of one kind beside each other, with the comma of the language between them."""
    return say("separator", language).join(items)


def clauses(items: Iterable[str], language: str) -> str:
    """Items that have commas in them, the empty ones left out, with the language's semicolon."""
    return say("strong separator", language).join(filter(None, items))


def name_and_value(name: str, value: object, language: str) -> str:
    """A value behind its name, with the colon of the language; the name where there is no value."""
    return say("named value", language, name=name, value=value) if value else name


def with_colon(name: str, language: str) -> str:
    """A name with the colon of the language, for a value that stands beside it."""
    return say("named value", language, name=name, value="").rstrip()


def with_doubt(text: str, language: str) -> str:
    """What may not be so yet, with the question mark of the language."""
    return say("doubt", language, said=text)


def month(number: int, language: str) -> str:
    """The name of a month, 1 to 12."""
    return labels(language).months.split()[number - 1]
