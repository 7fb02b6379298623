"""How a single text of a registry is checked and converted.

The markers stand in the annotations of the records.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from aitracker.model import vocabulary
from aitracker.model.dates import Date
from aitracker.model.errors import InvalidValueError
from aitracker.model.examples import COUNTRY, ID
from aitracker.model.folding import fold
from aitracker.model.languages import LocalizedText, check_text, is_language, language_hint
from aitracker.model.nearest import did_you_mean, nearest_of
from aitracker.model.values import Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_ONE_ADDRESS = re.compile(r"https?://[^\s<>\"'“”«»،؛\])]+(?<![,;.])", re.IGNORECASE)
_AFTER_AN_ADDRESS = ",;،؛\"'>”»’"
_ENDS_AN_ADDRESS = re.compile(rf"[{_AFTER_AN_ADDRESS}\])]|\s+(?:\(|.*https?://)")


class Checked:
    """Marks a field whose text one function checks and converts, raising InvalidValueError.

    Pydantic finds the method below by its name, so the records need not import it.
    """

    def __init__(self, check: Callable[[object], Any]) -> None:
        self.check = check

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(
            self._converted,
            serialization=core_schema.plain_serializer_function_ser_schema(_as_text),
        )

    def _converted(self, value: object) -> Any:
        try:
            return self.check(value)
        except InvalidValueError as error:
            if isinstance(value, str) and not error.problem.hint.startswith("did you mean"):
                raise self._with_offer(error, value) from None
            raise

    def _with_offer(self, error: InvalidValueError, text: str) -> InvalidValueError:
        """The error with what is left of the text without stray signs, where that is right."""
        from aitracker.model.tidying import tidy

        for bare in tidy(text):
            try:
                self.check(bare)
            except InvalidValueError:
                continue
            own = error.problem
            return InvalidValueError(
                own.code, own.message, f"did you mean '{bare}'?", own.path, at_key=own.at_key
            )
        return error


class Term(Checked):
    """Marks a field that holds a word of a vocabulary."""

    def __init__(self, name: str) -> None:
        self.vocabulary = name
        super().__init__(self._check)

    def _check(self, value: object) -> str:
        if isinstance(value, list) and value:
            hint = f"write one word, such as '{value[-1]}'; each other is another step"
            raise InvalidValueError("wrong-type", "expected one word, got a list", hint)
        text = check_line(value)
        words = vocabulary.words(self.vocabulary)
        if text not in words:
            what = self.vocabulary.replace("-", " ")
            candidates = vocabulary.words_meant(text, (self.vocabulary,))
            hint = (
                f"did you mean '{candidates[0]}'?"
                if len(candidates) == 1
                else did_you_mean(text, words)
            )
            raise InvalidValueError("unknown-term", f"unknown {what} '{text}'", hint)
        return text


class Refers(Checked):
    """Marks a field that holds the id of a record, in one of `collections` or (none) in any."""

    def __init__(self, *collections: str) -> None:
        self.collections = collections
        super().__init__(check_slug)


def check_line(value: object) -> str:
    """Any text that is not empty; InvalidValueError otherwise."""
    if not isinstance(value, str):
        raise InvalidValueError(
            "wrong-type",
            f"expected text, got {kind_of(value)}",
            "write one text, without brackets or dashes",
        )
    if not value.strip():
        raise InvalidValueError(
            "empty-text", "this text is empty", "write the text, or delete this field"
        )
    return value


def check_name(value: object) -> str:
    """The plain name of a person or an organization; InvalidValueError otherwise."""
    text = check_line(value)
    if "،" in text:
        raise InvalidValueError(
            "arabic-comma",
            "an Arabic comma (،) does not separate two names",
            "use an ordinary comma (,)",
            offset=text.index("،"),
        )
    return text


def check_slug(value: object) -> str:
    """Lower-case letters and digits, joined by single hyphens; InvalidValueError otherwise."""
    text = check_line(value)
    if not SLUG.fullmatch(text):
        if "،" in text:
            raise InvalidValueError(
                "arabic-comma",
                "an Arabic comma (،) does not separate two ids",
                "use an ordinary comma (,)",
                offset=text.index("،"),
            )
        likely = likely_slug(text)
        hint = f"did you mean '{likely}'?" if likely else f"write it like {ID}"
        raise InvalidValueError(
            "not-an-id",
            f"'{text}' is not an id (lower-case letters, digits and single hyphens)",
            hint,
        )
    return text


def likely_slug(text: str) -> str:
    """The id that was most likely meant by a text that is none; "" where there is none."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def check_address(value: object) -> str:
    """A web address, http or https; InvalidValueError otherwise."""
    text = check_line(value)
    if not _ADDRESS.fullmatch(text) or not _has_a_host(text) or text[-1] in _AFTER_AN_ADDRESS:
        raise InvalidValueError(
            "not-an-address",
            f"'{text}' is not a web address",
            _likely_address(text) or "start with https:// or http://, and use no spaces",
        )
    return text


def _likely_address(text: str) -> str:
    """A hint with the address that was meant, or ""."""
    inside = _ONE_ADDRESS.search(text)
    if inside and (inside.start() or _ENDS_AN_ADDRESS.match(text, inside.end())):
        return f"did you mean '{inside[0]}'?"
    scheme = re.match(r"([a-z]{3,6})[:;]?/+", text, re.IGNORECASE)
    if scheme and nearest_of(scheme[1], ("https", "http"), 0.7):
        text = f"{'http' if scheme[1] == 'http' else 'https'}://{text[scheme.end() :]}"
    bare = re.sub(r"^\s+|\s+$|\s+(?=[/.:?])|(?<=[/.:?])\s+", "", text).replace(" ", "%20")
    start = r"^(?!https?://)(?:https?:?/*)?(?=[\w-]+\.)"
    address = re.sub(start, "https://", bare, flags=re.IGNORECASE)
    sound = _ADDRESS.fullmatch(address) and "." in address and "@" not in address
    return f"did you mean '{address}'?" if sound and _has_a_host(address) else ""


def _has_a_host(address: str) -> bool:
    from urllib.parse import urlsplit

    try:
        return bool(urlsplit(address).hostname)
    except ValueError:  # brackets of an IPv6 address that hold none
        return False


def check_language(value: object) -> str:
    """A BCP 47 language tag; InvalidValueError otherwise."""
    text = check_line(value)
    if not is_language(text):
        raise InvalidValueError(
            "not-a-language",
            f"'{text}' is not a language tag",
            language_hint(text),
        )
    return text


def check_country(value: object) -> str:
    """Two capital letters as in ISO 3166-1; InvalidValueError otherwise."""
    text = check_line(value)
    if not re.fullmatch(r"[A-Z]{2}", text):
        hint = (
            f"did you mean '{text.upper()}'?"
            if re.fullmatch(r"[A-Za-z]{2}", text)
            else f"use the two capital letters of ISO 3166, {COUNTRY}"
        )
        raise InvalidValueError("not-a-country", f"'{text}' is not a country code", hint)
    return text


def check_flag(value: object) -> bool:
    """`true` or `false`, in these letters; InvalidValueError otherwise."""
    text = check_line(value)
    if text not in ("true", "false"):
        yes = fold(text) in ("yes", "oui", "true", "vrai", "1", "on", "نعم")
        hint = "did you mean 'true'?" if yes else "write true, or delete the line"
        raise InvalidValueError("not-a-flag", f"expected true or false, got '{text}'", hint)
    return text == "true"


def kind_of(value: object) -> str:
    """What was written, as the words of a message."""
    if isinstance(value, dict):
        return "key: value pairs"
    if isinstance(value, list | tuple):
        return "a list"
    return "nothing" if value is None else "text"


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, Date | Value) else value


Line = Annotated[str, Checked(check_line)]
Name = Annotated[str, Checked(check_name)]
Text = Annotated[LocalizedText, Checked(check_text)]
Day = Annotated[Date, Checked(Date.parse)]
Amount = Annotated[Value, Checked(Value.parse)]
Slug = Annotated[str, Checked(check_slug)]
Address = Annotated[str, Checked(check_address)]
Language = Annotated[str, Checked(check_language)]
Country = Annotated[str, Checked(check_country)]
Flag = Annotated[bool, Checked(check_flag)]
Status = Annotated[str, Term("status")]
SourceId = Annotated[str, Refers("sources")]
EventId = Annotated[str, Refers("events")]
PersonId = Annotated[str, Refers("people")]
OrganizationId = Annotated[str, Refers("organizations")]
AnyId = Annotated[str, Refers()]
