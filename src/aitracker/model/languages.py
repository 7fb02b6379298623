"""Text in several languages: which one is shown, and where it is a fallback."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aitracker.model.errors import InvalidValueError
from aitracker.model.examples import LANGUAGES, TAGS

LocalizedText = str | Mapping[str, str]
"""A string (the same in every language) or a mapping by BCP 47 tag."""

LANGUAGE_TAG = "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""A pattern for a language tag of BCP 47; see `is_language`."""


RIGHT_TO_LEFT = (
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A pattern for a letter of a script that runs from right to left."""

_RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
)

INVISIBLE = "\xad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
"""Invisible characters that no text needs, for a class of a pattern.

Soft hyphens, spaces without width, tags. The joiners U+200C and U+200D are not among them: Arabic,
Persian and emoji need them.
"""


PROSE = frozenset({"summary", "note", "text", "does", "says", "condition", "title"})
"""The keys of texts that are in a language. Any other is a name: a plain one is meant for all."""


class ShownText(NamedTuple):
    """A text as shown, and its language tag where that is not the one asked for, else ""."""

    text: str
    fallback: str


def choose(text: LocalizedText | None, order: Sequence[str]) -> ShownText:
    """The text in the first language of `order` that it has.

    Any other language it has after those.
    """
    if text is None:
        return ShownText("", "")
    if isinstance(text, str):
        return ShownText(text, "")
    for tag in (*order, *text):
        if tag in text:
            return ShownText(text[tag], "" if order and tag == order[0] else tag)
    return ShownText("", "")


class Texts:
    """Chooses texts in an order of languages.

    With `marks`, for people, one in another language than the first bears its tag. `plain` is the
    language of prose that does not say its own.
    """

    def __init__(self, order: Sequence[str], *, marks: bool, plain: str | None = None) -> None:
        self.order = order
        self.marks = marks
        self.plain = plain

    @property
    def language(self) -> str:
        """The language in which words of the vocabulary are said."""
        return self.order[0] if self.order else "en"

    def prose(self, text: LocalizedText | None) -> str:
        """A text as shown, where a plain one is in the language of plain texts; "" for none."""
        return self.choose({self.plain: text} if self.plain and isinstance(text, str) else text)

    def choose(self, text: LocalizedText | None) -> str:
        """A name as shown, where a plain one is meant for all languages; "" for none."""
        choice = choose(text, self.order)
        return (
            f"{choice.text} [{choice.fallback}]" if choice.fallback and self.marks else choice.text
        )


def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left."""
    return language.partition("-")[0] in _RIGHT_TO_LEFT_LANGUAGES


def is_language(tag: str) -> bool:
    """Whether a text is a language tag."""
    return re.fullmatch(LANGUAGE_TAG, tag) is not None


def check_text(value: object) -> LocalizedText:
    """A text that is not empty, or a mapping from language tags to such texts.

    InvalidValueError for anything else.
    """
    if isinstance(value, str):
        return _filled(value)
    if not isinstance(value, dict):
        raise InvalidValueError(
            "wrong-type",
            "expected text, or one text for each language",
            f"write one text, or {LANGUAGES}",
        )
    if not any(text is not None for text in value.values()):
        raise InvalidValueError(
            "empty-text", "this text is empty", "write the text, or delete this field"
        )
    for tag, text in value.items():
        if not is_language(tag):
            comma = (
                "if the comma before it is part of the text, put the text in quotes"
                if text is None
                else ""
            )
            hint = comma or language_hint(tag)
            raise InvalidValueError(
                "not-a-language", f"'{tag}' is not a language tag", hint, (tag,), at_key=True
            )
        if text is not None and not isinstance(text, str):
            raise InvalidValueError(
                "wrong-type",
                f"expected text for '{tag}'",
                "write one text, without brackets or dashes",
                (tag,),
            )
        if text is not None:
            _filled(text, (tag,))
    return {tag: text for tag, text in value.items() if text is not None}


_LANGUAGES = {
    "ar": "ara arabic arabe العربية عربي عربية بالعربية",
    "de": "deu ger german allemand deutsch الألمانية",
    "en": "eng english anglais الإنجليزية انجليزي انجليزية بالانجليزية",
    "es": "spa spanish espagnol español الإسبانية",
    "fr": "fra fre french français francais الفرنسية فرنسي فرنسية بالفرنسية",
    "zgh": "tamazight amazigh amazighe الأمازيغية",
}
"""How people call a language instead of by its tag."""


def language_hint(text: str) -> str:
    """A hint for what is no tag: the tag of the language that it names, if it does."""
    from aitracker.model.folding import fold

    folded_text = fold(text.strip())
    for tag, names in _LANGUAGES.items():
        if folded_text in map(fold, (tag, *names.split())):
            return f"did you mean '{tag}'?"
    tag = text.strip().replace("_", "-")
    if is_language(tag):
        return f"did you mean '{tag}'?"
    return f"use a tag {TAGS}"


def _filled(text: str, below: tuple[str, ...] = ()) -> str:
    if not text.strip():
        raise InvalidValueError(
            "empty-text", "this text is empty", "write the text, or delete this field", below
        )
    return text
