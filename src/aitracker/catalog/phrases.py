"""Facts of a record in its normal form as short texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.model.languages import Words, choose
from aitracker.model.vocabulary import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_APART = ("sources", "note")


class Phrases:
    """Says facts in an order of languages; `names` are the shown names of ids.

    With `marks`, for people, fallbacks bear their tag, and words of the vocabulary are said in the first language.
    """

    def __init__(self, languages: Sequence[str], names: Mapping[str, str], *, marks: bool) -> None:
        self.languages = languages
        self.names = names
        self.marks = marks

    @property
    def language(self) -> str:
        """The language in which words of the vocabulary are said."""
        return self.languages[0] if self.languages else "en"

    def text(self, words: Words | None) -> str:
        """A text in the language shown."""
        shown = choose(words, self.languages)
        return f"{shown.text} [{shown.fallback}]" if shown.fallback and self.marks else shown.text

    def status(self, status: str) -> str:
        """A word of the vocabulary of statuses."""
        return label("status", status, self.language) if self.marks and status else status

    def named(self, key: str) -> str:
        """An id with its name."""
        name = self.names.get(key)
        return f"{name} [{key}]" if name else key

    def body(self, party: dict[str, Any]) -> str:
        """An organization where it plays a part."""
        return (
            self.named(party["organization"])
            if "organization" in party
            else party.get("name") or f"({party.get('unnamed', '?')})"
        )

    def party(self, party: dict[str, Any]) -> str:
        """An organization with what it does."""
        does = f" ({self.text(party['does'])})" if "does" in party else ""
        return self.body(party) + does

    def who(self, item: dict[str, Any]) -> str:
        """A person or an organization, however it is named."""
        return self.named(item["person"]) if "person" in item else self.body(item)

    def person(self, mention: dict[str, Any]) -> str:
        """Somebody on a day, with title and body."""
        who = self.who(mention)
        stood_for = _plain(mention.get("for", {}))
        known = ", ".join(
            part
            for part in (self.text(mention.get("title")), f"for {stood_for}" if stood_for else "")
            if part
        )
        return f"{who} ({known})" if known else who

    def office(self, role: dict[str, Any]) -> str:
        """An office with its dates."""
        title = self.text(role.get("title"))
        dates = (
            f", {role.get('from', '')}–{role.get('until', '')}"
            if "from" in role or "until" in role
            else ""
        )
        return f"{title + ', ' if title else ''}{self.body(role)}{dates}"

    def figure(self, figure: dict[str, Any]) -> str:
        """A figure without its date."""
        part = f", {figure['part']}" if "part" in figure else ""
        baseline = f" from {figure['baseline']}" if "baseline" in figure else ""
        payer = _plain(figure.get("from", {}))
        paid = f", paid by {payer}" if payer else ""
        stage = f" ({figure['stage']})" if "stage" in figure else ""
        said = f", said {figure['said']}" if "said" in figure else ""
        return f"{figure['metric']}{part}: {figure['value']}{baseline}{paid}{stage}{said}"

    def step(self, entry: dict[str, Any]) -> str:
        """A step without its date."""
        parts = [
            self.status(entry.get("status", "")),
            self.text(entry.get("summary")),
            self.text(entry.get("place")),
        ]
        line = "; ".join(part for part in parts if part)
        return f"{line} (at {entry['at']})".lstrip() if "at" in entry else line

    def claim(self, rival: dict[str, Any]) -> str:
        """What a rival account says, key by key."""
        return "; ".join(
            f"{key} {self.value(key, value)}" if key != "says" else self.text(value)
            for key, value in claims(rival)
        )

    def value(self, key: str, value: Any) -> str:
        """The value of a key of a record, an item or a rival account."""
        if isinstance(value, list):
            return ", ".join(
                self.named(each) if isinstance(each, str) else self.value(key, each)
                for each in value
            )
        if key in ("for", "from") and isinstance(value, dict):
            return self.body(value)
        if key in ("organization", "person"):
            return self.named(value)
        if key == "status":
            return self.status(value)
        if key == "identifiers":
            return ", ".join(f"{scheme} {code}" for scheme, code in value.items())
        return self.text(value)


def claims(rival: dict[str, Any]) -> list[tuple[str, Any]]:
    """The keys of a rival account that say something, with what they say."""
    return [(key, value) for key, value in rival.items() if key not in _APART]


def _plain(body: dict[str, Any]) -> str | None:
    return body.get("organization") or body.get("name") or body.get("unnamed")
