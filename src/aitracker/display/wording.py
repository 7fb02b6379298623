"""What a record says as short texts for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.catalog.facts import claims
from aitracker.model.labels import say
from aitracker.model.vocabulary import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aitracker.catalog.facts import Account, Fact
    from aitracker.model.languages import LocalizedText, Texts

_WHO = ("organization", "person", "name", "unnamed")


class Wording:
    """Words facts in the languages of `texts`; `names` are the shown names of ids.

    For people (where `texts` bear marks), words of the vocabulary are said in the first language.
    """

    def __init__(self, texts: Texts, names: Mapping[str, str]) -> None:
        self.texts = texts
        self.names = names
        self._items: dict[str, Callable[[dict[str, Any]], str]] = {
            "party": self.party,
            "mention": self.person,
            "role": self.office,
            "figure": lambda figure: self.figure(figure) + _when(figure),
            "milestone": self.milestone,
            "application": self.application,
            "phrase": lambda phrase: self.text(phrase["text"]),
            "link": lambda link: str(link["url"]),
        }

    @property
    def language(self) -> str:
        """The language in which words of the vocabulary are said."""
        return self.texts.language

    def fact(self, fact: Fact) -> str:
        """What a fact says, in one line; "" where only others say something."""
        doubt = "" if fact.certain else "?"
        if fact.value is None:
            return ""
        if fact.item is None:
            return self.value(fact.key, fact.value)
        if fact.item == "state":
            return f"{self.status(fact.value['status'])}{doubt} since {fact.value['since']}"
        if fact.item == "entry":
            return f"{fact.value.get('date', 'undated')}{doubt}: {self.step(fact.value)}"
        return self._items[fact.item](fact.value)

    def claimed(self, fact: Fact, account: Account) -> str:
        """What others say instead."""
        plain = account.key == "says" and fact.item is None and fact.path
        return self.value(fact.key if plain else account.key, account.value)

    def contradicted(self, fact: Fact, key: str) -> str:
        """What the registry has at the key that others contradict.

        Whoever is meant, by whatever key, is one thing.
        """
        if key == "says":
            return self.fact(fact)
        item = fact.value if isinstance(fact.value, dict) else {}
        if key in _WHO and any(other in item for other in _WHO):
            return self.who(item)
        return self.value(key, item[key]) if key in item else ""

    def text(self, words: LocalizedText | None) -> str:
        """A text in the language shown."""
        return self.texts.choose(words)

    def status(self, status: str) -> str:
        """A word of the vocabulary of statuses."""
        return label("status", status, self.language) if self.texts.marks and status else status

    def named(self, key: str) -> str:
        """An id with its name."""
        name = self.names[key]
        return f"{name} [{key}]" if name else key

    def body(self, party: Mapping[str, Any]) -> str:
        """An organization where it plays a part."""
        return (
            self.named(party["organization"])
            if "organization" in party
            else party.get("name") or f"({party.get('unnamed', '?')})"
        )

    def party(self, party: Mapping[str, Any]) -> str:
        """An organization with what it does."""
        beside = [self.text(party["does"])] if "does" in party else []
        if "part" in party:
            beside.append(say("only a part", self.language, part=party["part"]))
        return f"{self.body(party)} ({'; '.join(beside)})" if beside else self.body(party)

    def vote(self, vote: Mapping[str, Any]) -> str:
        """How a vote came out."""
        keys = [key for key in ("for", "against", "abstained") if key in vote]
        return ", ".join(say(f"votes {key}", self.language, votes=vote[key]) for key in keys)

    def who(self, item: Mapping[str, Any]) -> str:
        """A person or an organization, however it is named."""
        return self.named(item["person"]) if "person" in item else self.body(item)

    def person(self, mention: Mapping[str, Any]) -> str:
        """Somebody on a day, with title and body."""
        who = self.who(mention)
        stood_for = _plain(mention.get("for", {}))
        known = ", ".join(
            part
            for part in (self.text(mention.get("title")), f"for {stood_for}" if stood_for else "")
            if part
        )
        return f"{who} ({known})" if known else who

    def office(self, role: Mapping[str, Any]) -> str:
        """An office with its dates."""
        title = self.text(role.get("title"))
        dates = (
            f", {role.get('from', '')}–{role.get('until', '')}"
            if "from" in role or "until" in role
            else ""
        )
        return f"{title + ', ' if title else ''}{self.body(role)}{dates}"

    def milestone(self, milestone: Mapping[str, Any]) -> str:
        """A milestone with its date."""
        due = f", due {milestone['due']}" if "due" in milestone else ""
        return f"{milestone['name']}{due}{self._condition(milestone)}"

    def application(self, each: Mapping[str, Any]) -> str:
        """From when, or until when, what applies."""
        dates = " ".join(f"{key} {each[key]}" for key in ("from", "until") if key in each)
        return f"{each['part']}, {dates}" if "part" in each else dates

    def _condition(self, promise: Mapping[str, Any]) -> str:
        return f", if: {self.text(promise['condition'])}" if "condition" in promise else ""

    def figure(self, figure: Mapping[str, Any]) -> str:
        """A figure without its date."""
        part = f", {figure['part']}" if "part" in figure else ""
        baseline = f" from {figure['baseline']}" if "baseline" in figure else ""
        payer = _plain(figure.get("from", {}))
        paid = f", paid by {payer}" if payer else ""
        stage = f" ({figure['stage']})" if "stage" in figure else ""
        whole = f", part of {figure['of']}" if "of" in figure else ""
        said = f", said {figure['said']}" if "said" in figure else ""
        line = f"{figure['metric']}{part}: {figure['value']}{baseline}{paid}{stage}{whole}{said}"
        return line + self._condition(figure)

    def step(self, entry: Mapping[str, Any]) -> str:
        """A step without its date."""
        parts = [
            self.status(entry.get("status", "")),
            self.text(entry.get("summary")),
            self.text(entry.get("place")),
            self.vote(entry.get("vote", {})),
        ]
        line = "; ".join(part for part in parts if part)
        return f"{line} (at {entry['at']})".lstrip() if "at" in entry else line

    def claim(self, rival: Mapping[str, Any]) -> str:
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
        if key == "vote":
            return self.vote(value)
        if key == "identifiers":
            return ", ".join(f"{scheme} {code}" for scheme, code in value.items())
        return self.text(value)


def _when(figure: Mapping[str, Any]) -> str:
    if "by" in figure:
        return f", by {figure['by']}"
    return f", measured {figure['measured']}" if "measured" in figure else ""


def _plain(body: Mapping[str, Any]) -> str | None:
    return body.get("organization") or body.get("name") or body.get("unnamed")
