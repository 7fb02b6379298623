"""What a record says as short texts for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.catalog.facts import claims
from aitracker.display.labels import amount, long_date, short_date, standing
from aitracker.model import labels
from aitracker.model.languages import PROSE
from aitracker.model.vocabulary import label, label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aitracker.catalog.facts import Account, Fact
    from aitracker.model.languages import LocalizedText, Texts
    from aitracker.model.normal_form import (
        ApplicationData,
        BodyData,
        EntryData,
        FigureData,
        MilestoneData,
        OfficeData,
        PartyData,
        SomeoneData,
        VoteData,
    )
    from aitracker.model.part_sums import PartSum

DATES = frozenset(
    {
        "date",
        "by",
        "measured",
        "due",
        "said",
        "from",
        "until",
        "published",
        "accessed",
        "instead_of",
    }
)
"""The keys of fields that hold a date."""
_PLAIN = ("metric", "part", "of", "unnamed")
"""Plain texts that are in a language all the same."""

_AMOUNTS = ("value", "baseline")

_WHO = ("organization", "person", "name", "unnamed")


class Wording:
    """Words facts in the languages of `texts`; `names` are the shown names of ids.

    People (where `texts` bear marks) read labels and phrases in the first language, programs the
    words of the vocabulary and English. As `prose`, for a page to be read elsewhere, dates are
    spelled out and ids left out.
    """

    def __init__(self, texts: Texts, names: Mapping[str, str], *, prose: bool = False) -> None:
        self.texts = texts
        self.names = names
        self.prose = prose
        self.spoken = texts.marks or prose
        self._items: dict[str, Callable[[Any], str]] = {
            "party": self.party,
            "mention": self.person,
            "role": self.office,
            "figure": lambda figure: self.series((self.figure(figure), self._when(figure))),
            "milestone": self.milestone,
            "application": self.application,
            "phrase": lambda phrase: self.text(phrase["text"]),
            "link": lambda link: str(link["url"]),
        }

    @property
    def language(self) -> str:
        """The language in which words of the vocabulary are said."""
        return self.texts.language

    def say(self, phrase: str, **values: object) -> str:
        """A phrase with its gaps filled in."""
        return labels.say(phrase, self.language if self.spoken else "en", **values)

    def series(self, items: Iterable[str]) -> str:
        """Items beside each other, without those that are empty."""
        return self.say("separator").join(filter(None, items))

    def _clauses(self, items: Iterable[str]) -> str:
        return self.say("strong separator").join(filter(None, items))

    def word(self, vocabulary: str, word: str) -> str:
        """A word of a vocabulary."""
        return label(vocabulary, word, self.language) if self.spoken and word else word

    def key(self, key: str) -> str:
        """The key of a field."""
        return labels.field(key, self.language) if self.spoken else key

    def fact(self, fact: Fact) -> str:
        """What a fact says, in one line; "" where only others say something."""
        doubt = "" if fact.certain else "?"
        if fact.value is None:
            return ""
        if fact.key == "aliases":
            return self.name(fact.value["text"])
        if fact.item is None and fact.key == "title":  # of a page, which is in its own language
            return self.name(fact.value)
        if fact.item is None:
            return self.value(fact.key, fact.value)
        if fact.item == "state":
            return self._state(fact.value, fact.certain)
        if fact.item == "entry":
            date = self.date(fact.value.get("date", "")) or self.say("undated")
            return self.say("named value", name=date + doubt, value=self.step(fact.value))
        return self._items[fact.item](fact.value)

    def _state(self, state: Mapping[str, str], certain: bool) -> str:
        if self.spoken:
            return standing(state["status"], state["since"], certain, self.language)
        return f"{state['status']}{'' if certain else '?'} since {state['since']}"

    def account_claim(self, fact: Fact, account: Account) -> str:
        """What others say instead."""
        plain = account.key == "says" and fact.item is None and fact.path
        return self.value(fact.key if plain else account.key, account.value)

    def registry_claim(self, fact: Fact, key: str) -> str:
        """What the registry has at the key that others contradict.

        Whoever is meant, by whatever key, is one thing.
        """
        if key == "says":
            return self.fact(fact)
        item: Any = fact.value if isinstance(fact.value, dict) else {}
        if key in _WHO and any(other in item for other in _WHO):
            return self.who(item)
        return self.value(key, item[key]) if key in item else ""

    def date(self, date: str) -> str:
        """A date inside a sentence, for programs as it is written."""
        return self.short(date) if self.spoken else date

    def short(self, date: str) -> str:
        """A date that stands alone, as short as it can be said."""
        return long_date(date, self.language) if self.prose else short_date(date, self.language)

    def by(self, date: str) -> str:
        """Until when; a deadline with an open beginning is one all the same."""
        return self.say(
            "by date", date=self.date(date.removeprefix("../") if self.spoken else date)
        )

    def with_id(self, name: str, key: str) -> str:
        """A name with its id, which prose does without."""
        return name if self.prose else f"{name} [{key}]"

    def text(self, words: LocalizedText | None) -> str:
        """A text in the language shown."""
        return self.texts.prose(words)

    def name(self, words: LocalizedText | None) -> str:
        """A name, a place or what a page is called, in the language shown."""
        return self.texts.choose(words)

    def status(self, status: str) -> str:
        """A word of the vocabulary of statuses."""
        return self.word("status", status)

    def named(self, key: str) -> str:
        """An id with its name."""
        name = self.names[key]
        return self.with_id(name, key) if name else key

    def body(self, party: BodyData) -> str:
        """An organization where it plays a part."""
        return (
            self.named(party["organization"])
            if "organization" in party
            else party.get("name") or f"({self.text(party.get('unnamed', '?'))})"
        )

    def party(self, party: PartyData) -> str:
        """An organization with what it does."""
        beside = [self.text(party["does"])] if "does" in party else []
        if "part" in party:
            beside.append(self.say("only a part", part=self.text(party["part"])))
        return f"{self.body(party)} ({self._clauses(beside)})" if beside else self.body(party)

    def vote(self, vote: VoteData) -> str:
        """How a vote came out."""
        sides = (("for", vote.get("for")), ("against", vote.get("against")))
        counts = (*sides, ("abstained", vote.get("abstained")))
        return self.series(self.say(f"votes {side}", votes=each) for side, each in counts if each)

    def who(self, item: SomeoneData) -> str:
        """A person or an organization, however it is named."""
        return self.named(item["person"]) if "person" in item else self.body(item)

    def person(self, mention: SomeoneData) -> str:
        """Somebody on a day, with title and body."""
        who = self.who(mention)
        body = self._body(mention.get("for", {}))
        details = self.series(
            (
                self.text(mention.get("title")),
                self.say("for body", body=body) if body else "",
            )
        )
        return f"{who} ({details})" if details else who

    def office(self, role: OfficeData) -> str:
        """An office with its dates."""
        title = self.text(role.get("title"))
        dates = ""
        if "from" in role or "until" in role:
            dates = f"{self.short(role.get('from', ''))}–{self.short(role.get('until', ''))}"
        return self.series((title, self.body(role), dates))

    def milestone(self, milestone: MilestoneData) -> str:
        """A milestone with its date."""
        due = self.say("due date", date=self.date(milestone["due"])) if "due" in milestone else ""
        return self.series((self.text(milestone["name"]), due, self._condition(milestone)))

    def application(self, each: ApplicationData) -> str:
        """From when, or until when, what applies."""
        days = (("from", each.get("from")), ("until", each.get("until")))
        dates = " ".join(
            self.say(f"applies {key}", date=self.date(day)) for key, day in days if day
        )
        return self.series((self.text(each.get("part")), dates))

    def _condition(self, promise: MilestoneData | FigureData) -> str:
        if "condition" not in promise:
            return ""
        return self.say("condition", text=self.text(promise["condition"]))

    def figure(self, figure: FigureData) -> str:
        """A figure without its date."""
        value = self.amount(figure["value"])
        if "baseline" in figure:
            value += f" {self.say('baseline', value=self.amount(figure['baseline']))}"
        payer = self._body(figure.get("from", {}))
        if payer:
            value = self.series((value, self.say("payer", who=payer)))
        if "stage" in figure:
            value += f" ({self.word('stage', figure['stage'])})"
        metric = self.text(self.series((figure["metric"], figure.get("part", ""))))
        return self.series(
            (
                self.say("named value", name=metric, value=value),
                self.say("part of", whole=self.text(figure["of"])) if "of" in figure else "",
                self.say("said", date=self.date(figure["said"])) if "said" in figure else "",
                self._condition(figure),
            )
        )

    def amount(self, value: str) -> str:
        """A value with its multiplier as people write it: 11 bn EUR, 11 Md EUR."""
        return amount(value, self.language) if self.spoken else str(value)

    def part_sum(self, total_of_parts: PartSum) -> str:
        """What the parts of a whole add up to, and whether that is the whole."""
        total, gap = self.amount(total_of_parts.total), self.amount(total_of_parts.gap)
        return self.say(f"parts {total_of_parts.word}", total=total, gap=gap)

    def _when(self, figure: FigureData) -> str:
        if "by" in figure:
            return self.by(figure["by"])
        if "measured" in figure:
            return self.say("measured", date=self.date(figure["measured"]))
        return ""

    def step(self, entry: EntryData) -> str:
        """A step without its date."""
        parts = [
            self.status(entry.get("status", "")),
            self.text(entry.get("summary")),
            self.name(entry.get("place")),
            self.vote(entry.get("vote", {})),
        ]
        line = self._clauses(parts)
        if "at" not in entry:
            return line
        event = (self.names[entry["at"]] or entry["at"]) if self.prose else entry["at"]
        return f"{line} ({self.say('at event', event=event)})".lstrip()

    def _body(self, body: BodyData) -> str:
        """An organization in few words: its id, in prose its name."""
        key = body.get("organization")
        if key is None:
            return body.get("name") or self.text(body.get("unnamed"))
        return (self.names[key] or key) if self.prose else key

    def claim(self, rival: Mapping[str, Any]) -> str:
        """What a rival account says, key by key."""
        return self._clauses(
            f"{self.key(key)} {self.value(key, value)}" if key != "says" else self.text(value)
            for key, value in claims(rival)
        )

    def value(self, key: str, value: Any) -> str:
        """The value of a key of a record, an item or a rival account."""
        if isinstance(value, list):
            return self.series(
                self.named(each) if isinstance(each, str) else self.value(key, each)
                for each in value
            )
        if key in ("for", "from") and not isinstance(value, str):
            return self.body(value)
        if key in ("organization", "person"):
            return self.named(value)
        if key in ("status", "stage", "kind") and self.spoken:
            return label_of(key, value, self.language)
        if key in DATES:
            return self.date(value)
        if key in _AMOUNTS:
            return self.amount(value)
        if key == "vote":
            return self.vote(value)
        if key == "identifiers":
            return self.series(f"{scheme} {code}" for scheme, code in value.items())
        return self.text(value) if key in PROSE or key in _PLAIN else self.name(value)


def read_until(horizon: str, day: str, language: str) -> str:
    """How far a registry has read, for a footer; "" where it has read on to the day and after."""
    return labels.say("read until", language, day=horizon) if horizon < day else ""


def context_note(number: int, language: str) -> str:
    """How many were left out as context, for a footer; "" for none."""
    if not number:
        return ""
    between = labels.say("strong separator", language)
    return f"{between}{labels.say('without context', language, count=number)}"
