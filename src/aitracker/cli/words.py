"""Words on a command line: several joined by commas, in any case, as the vocabulary says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def parts(values: Iterable[str] | None) -> list[str]:
    """What an option was given, once or several times: each part between commas."""
    return [part.strip() for value in values or () for part in value.split(",") if part.strip()]


def terms(
    what: str, values: Sequence[str] | None, vocabularies: Sequence[str], otherwise: str = ""
) -> tuple[str, ...]:
    """The words of these vocabularies that an option was given, or their labels in any language.

    UsageError for one that is none, with the nearest, `otherwise` or all words.
    """
    if not values:
        return ()
    texts = parts(values) or [values[0]]
    result = [word for text in texts for word in _words_of(what, text, vocabularies, otherwise)]
    return tuple(dict.fromkeys(result))


def _words_of(what: str, text: str, vocabularies: Sequence[str], otherwise: str) -> list[str]:
    from aitracker.model.vocabulary import nearest, words, words_meant

    result = words_meant(text, vocabularies)
    if result:
        return result
    all_words = [word for vocabulary in vocabularies for word in words(vocabulary)]
    raise unknown(what, text, nearest(text, vocabularies), otherwise or _one_of(all_words))


def word_of(what: str, text: str, choices: Sequence[str]) -> str:
    """The known word that a text is, in any case; UsageError with the nearest for any other."""
    word = text.strip().lower()
    if word in choices:
        return word
    from aitracker.model.nearest import nearest_of

    raise unknown(what, text, nearest_of(word, choices), _one_of(choices))


def unknown(what: str, text: str, near: str | None, otherwise: str) -> UsageError:
    """What is said of a word that means nothing: the nearest, else what there is."""
    return UsageError(f"unknown {what} '{text}'", f"did you mean '{near}'?" if near else otherwise)


def _one_of(words: Sequence[str]) -> str:
    return f"one of: {', '.join(words)}"
