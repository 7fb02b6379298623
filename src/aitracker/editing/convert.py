"""Values as people type them become values as a registry writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aitracker.editing.splice import data_of
from aitracker.model import vocabulary
from aitracker.model.dates import Date
from aitracker.model.errors import FatalError, InvalidValueError, NotFoundError, UsageError
from aitracker.model.fields import parts
from aitracker.model.languages import check_text, is_language
from aitracker.model.nearest import did_you_mean
from aitracker.model.scalars import SLUG, Checked, Refers, Term
from aitracker.model.values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aitracker.editing.draft import Draft
    from aitracker.editing.paths import FieldPlace
    from aitracker.model.fields import Field

_OFFER = re.compile(r"'([^']+)'")
_CONVERTED = (Date.parse, Value.parse)
"""The checks whose remedy is written in the place of what was typed."""

BODIES = ("organizations", "initiatives")
"""The collections whose records may stand where an organization is asked for."""


def convert_at(text: str, where: FieldPlace, draft: Draft) -> Any:
    """What is typed for a path of a record."""
    if where.below:  # a language of a text, a scheme of numbers
        return text
    if where.item or not (where.field.is_list or where.field.by_key):
        return convert(text, where.field, draft)
    return convert_all([text], where.field, draft)


def convert_all(texts: Sequence[str], field: Field, draft: Draft) -> Any:
    """What is typed for a field, once for each of its values."""
    if field.is_list:
        values = [value for text in texts for value in _values_in(text, field, draft)]
        return values[0] if field.about.alone and len(values) == 1 else values
    if field.by_key:
        return _by_key(texts, field)
    if _is_localized(field) and (len(texts) > 1 or _language_and_text(texts[0], draft)):
        return _in_languages(texts, field, draft)
    return convert(texts[-1], field, draft)


def convert(text: str, field: Field, draft: Draft) -> Any:
    """One value as it is written: a text, or an item.

    UsageError for what the field cannot hold, NotFoundError for an id that is not there.
    """
    if text.startswith(("{", "[")):
        return _yaml(text)
    if field.item is not None:
        return _item(text, field, draft)
    return _single(text, field, draft)


def _values_in(text: str, field: Field, draft: Draft) -> list[Any]:
    """The values in one word: ids may stand with commas between them."""
    if text.startswith("["):
        values: list[Any] = _yaml(text)
        return values
    names = [each.strip() for each in text.split(",")]
    if len(names) > 1 and field.refers and all(map(SLUG.fullmatch, names)):
        return [convert(each, field, draft) for each in names]
    return [convert(text, field, draft)]


def _by_key(texts: Sequence[str], field: Field) -> dict[str, Any]:
    pairs = [text.partition("=") for text in texts]
    if not all(sign for _, sign, _ in pairs):
        raise UsageError(f"expected KEY=VALUE for '{field.key}'", f"write {field.key} as KEY=VALUE")
    return {key: value for key, _, value in pairs}


def _is_localized(field: Field) -> bool:
    return any(isinstance(part, Checked) and part.check is check_text for part in parts(field.type))


def _language_and_text(text: str, draft: Draft) -> tuple[str, str] | None:
    """The language and the text in `fr=Texte`, for a language of the registry."""
    tag, sign, rest = text.partition("=")
    languages = draft.loaded.registry.header.languages
    is_tag = sign and (tag in languages if languages else is_language(tag))
    return (tag, rest) if is_tag else None


def _in_languages(texts: Sequence[str], field: Field, draft: Draft) -> dict[str, str]:
    languages = draft.loaded.registry.header.languages
    by_language: dict[str, str] = {}
    for text in texts:
        tag, plain = _language_and_text(text, draft) or (languages[0] if languages else "en", text)
        if tag in by_language:
            raise UsageError(
                f"'{field.key}' is given twice in '{tag}'",
                f"write one for each language: fr=..., {tag}=...",
            )
        by_language[tag] = plain
    return by_language


def _item(text: str, field: Field, draft: Draft) -> Any:
    """An item in its short form: an id, a name or a text."""
    short = field.about.short
    if not short:
        raise UsageError(
            f"expected key: value pairs for '{field.key}'", "write '{key: value, ...}' in braces"
        )
    if short == "person":
        name, sign, body = text.partition(" for ")
        who = _id_or_name(name.strip(), ("people",), draft)
        if sign:
            key = "person" if SLUG.fullmatch(who) else "name"
            return {key: who, "for": _id_or_name(body.strip(), BODIES, draft)}
        return who
    return _id_or_name(text, BODIES, draft) if short == "organization" else text


def _id_or_name(text: str, collections: Sequence[str], draft: Draft) -> str:
    """The id of whom a name means; a name that no record has stays as it is.

    NotFoundError for an id that is not there, or a name that several have.
    """
    try:
        return draft.record(text, collections).id
    except NotFoundError:
        if SLUG.fullmatch(text) or draft.named(text):
            raise
        return text


def _single(text: str, field: Field, draft: Draft) -> str:
    mark = next((part for part in parts(field.type) if isinstance(part, Checked)), None)
    if isinstance(mark, Refers):
        return draft.record(text, mark.collections).id
    if isinstance(mark, Term):
        return convert_word(text, mark.vocabulary, field.key)
    if mark is None:
        return text
    try:
        mark.check(text)
    except InvalidValueError as error:
        return _convert(text, mark, field, error, draft)
    return text


def _convert(text: str, mark: Checked, field: Field, error: InvalidValueError, draft: Draft) -> str:
    """A date or an amount in our spelling; UsageError for what cannot be read."""
    offers: list[str] = _OFFER.findall(error.hint) if error.hint.startswith("did you mean") else []
    is_date = mark.check == Date.parse
    if not offers or (len(offers) > 1 and not is_date) or mark.check not in _CONVERTED:
        raise UsageError(f"{field.key}: {error.message}", error.hint) from None
    # Of a date with numbers for day and month the day stands first, as most who write so mean it.
    other = f"; if you mean {offers[1]}, write that" if len(offers) > 1 else ""
    draft.conversions.append(f"{field.key}: '{text}' was changed to {offers[0]}{other}")
    return offers[0]


def convert_word(text: str, name: str, key: str) -> str:
    """The word of a vocabulary, given itself or by its label; UsageError for any other."""
    if words := vocabulary.words_meant(text, (name,)):
        return words[0]
    what = name.replace("-", " ")
    raise UsageError(f"{key}: unknown {what} '{text}'", did_you_mean(text, vocabulary.words(name)))


def _yaml(text: str) -> Any:
    """A value in YAML's brackets; UsageError for what is none."""
    try:
        return data_of(f"value: {text}\n")["value"]
    except FatalError as error:
        raise UsageError(f"'{text}' cannot be read: {error.message}", error.hint) from None
