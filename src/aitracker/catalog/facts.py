"""A record fact by fact: what it says, who says so, and who says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.phrases import claims
from aitracker.model.evidence import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from aitracker.catalog.phrases import Phrases
    from aitracker.catalog.view import View

    Say = Callable[[dict[str, Any]], str]


class Rival(NamedTuple):
    """An account against a fact: the key of the fact it contradicts (or "says"), what it says, on whose word."""

    key: str
    value: str
    sources: list[str]
    note: str | None


class Fact(NamedTuple):
    """`field` is its path from the record down ("" is the record as a whole), `value` what it says, on whose word."""

    field: str
    value: str
    item: dict[str, Any]
    sources: list[str]
    rivals: list[Rival]

    @property
    def undecided(self) -> bool:
        """Whether the registry leaves open who is right."""
        return bool(self.rivals and self.item.get("undecided"))


_PLAIN = (
    "name",
    "kind",
    "summary",
    "date",
    "place",
    "country",
    "identifiers",
    "part_of",
    "implements",
    "hosted_by",
    "follows",
    "see",
)
_WHO = ("organization", "person", "name", "unnamed")
_BODIES = ("lead", "partners", "parties", "each_with", "organizers")


class Account(dict[str, Any]):
    """What somebody says against the registry: `says`, `publishers`, `sources` and perhaps a `note`; as text one line."""

    def __str__(self) -> str:
        return f"{self['says']} ({', '.join(self['publishers'])})"


class DisputeRow(NamedTuple):
    """A fact that others contradict: the registry's account with who gives it, the rivals', and whether that is left open.

    `fact` is the whole fact in one line, where `says` is only the part that is disputed.
    """

    id: str
    collection: str
    name: str
    field: str
    says: str
    rivals: list[Account]
    undecided: bool
    publishers: list[str]
    note: str | None
    fact: str


class WhyRow(NamedTuple):
    """One source of one fact, or of a rival account of it (`rival` true, `value` what the rival says)."""

    id: str
    field: str
    value: str
    publisher: str
    date: str | None
    source: str
    official: bool
    rival: bool
    title: str | None
    language: str | None
    url: str
    evidence: str
    undecided: bool
    note: str | None


def facts(view: View, phrases: Phrases) -> Iterator[Fact]:
    """Every fact of a record in the order people write them, its status on the day first. A source has none but itself."""
    if view.collection == "sources" or not view.begun:
        return
    yield from _status(view, phrases)
    data = view.data
    whole = _rivals(data, phrases)
    core = data.get("sources", [])
    yield Fact("", view.name, data, core, [rival for rival in whole if rival.key not in _PLAIN])
    for key in _PLAIN:
        against = [rival._replace(key="says") for rival in whole if rival.key == key]
        if key in data or against:
            value = phrases.value(key, data[key]) if key in data else ""
            yield Fact(key, value, data if against else {}, core if key in data else [], against)
    yield from _listed(view, phrases)


def _status(view: View, phrases: Phrases) -> Iterator[Fact]:
    state = view.state
    if state is None:
        return
    entry = view.data if state.position is None else view.data["history"][state.position]
    doubt = "" if state.certain else "?"
    telling = ("date",) if state.position is None else ("status", "date", "says")
    rivals = [rival for rival in _rivals(entry, phrases) if rival.key in telling]
    item = entry if rivals or state.position is not None else {}
    yield Fact(
        "status",
        f"{phrases.status(state.status)}{doubt} since {state.since}",
        item,
        state.sources,
        rivals,
    )


def _listed(view: View, phrases: Phrases) -> Iterator[Fact]:
    """The facts that are items of a record, each with sources of its own; a step that may not have been taken yet with a `?`."""
    data = view.data
    doubts = {step.position for step in view.steps if not step.certain}
    for key in _BODIES:
        yield from _each(data, key, phrases.party, phrases)
    if "patron" in data:
        yield from _fact("patron", data["patron"], phrases.person, phrases)
    yield from _people(data, "people", phrases)
    for key in ("objectives", "aliases"):
        yield from _each(data, key, lambda phrase: phrases.text(phrase["text"]), phrases)
    yield from _each(data, "roles", phrases.office, phrases)
    for position, entry in enumerate(data.get("history", ())):
        field = f"history.{position}"
        when = entry.get("date", "undated") + ("?" if position in doubts else "")
        step = f"{when}: {phrases.step(entry)}"
        yield from _fact(field, entry, lambda _, step=step: step, phrases)  # type: ignore[misc] # bound early
        yield from _people(entry, f"{field}.people", phrases)
    yield from _each(
        data,
        "milestones",
        lambda milestone: f"{milestone['name']}, due {milestone['due']}",
        phrases,
    )
    yield from _each(
        data, "figures", lambda figure: phrases.figure(figure) + _when(figure), phrases
    )


def _when(figure: dict[str, Any]) -> str:
    return (
        f", by {figure['by']}"
        if "by" in figure
        else f", measured {figure['measured']}"
        if "measured" in figure
        else ""
    )


def _each(data: dict[str, Any], key: str, say: Say, phrases: Phrases) -> Iterator[Fact]:
    for position, item in enumerate(data.get(key, ())):
        yield from _fact(f"{key}.{position}", item, say, phrases)


def _people(holder: dict[str, Any], field: str, phrases: Phrases) -> Iterator[Fact]:
    for role, mentions in holder.get("people", {}).items():
        for position, mention in enumerate(mentions):
            yield from _fact(f"{field}.{role}.{position}", mention, phrases.person, phrases)


def _fact(field: str, item: dict[str, Any], say: Say, phrases: Phrases) -> Iterator[Fact]:
    """An item; and the organization inside it (`for`, `from`), where more than its name is said of that."""
    yield Fact(field, say(item), item, item.get("sources", []), _rivals(item, phrases))
    for key in ("for", "from"):
        body = item.get(key)
        if isinstance(body, dict) and any(
            said in body for said in ("sources", "others_say", "note")
        ):
            inner = {"sources": item.get("sources", []), **body}
            yield Fact(
                f"{field}.{key}",
                phrases.party(body),
                inner,
                inner["sources"],
                _rivals(inner, phrases),
            )


def _rivals(item: dict[str, Any], phrases: Phrases) -> list[Rival]:
    return [
        Rival(
            key,
            phrases.value(key, value),
            rival.get("sources", []),
            phrases.text(rival["note"]) if "note" in rival else None,
        )
        for rival in item.get("others_say", ())
        for key, value in claims(rival)
    ]


def chosen(found: Iterable[Fact], field: str) -> list[Fact]:
    """The facts at or below a field, such as `figures`, `figures.2` or `status`.

    Else the one above it (`figures.2.value`), or those with such a part in their path (`signed`).
    """
    everything = list(found)
    below = [
        fact for fact in everything if fact.field == field or fact.field.startswith(f"{field}.")
    ]
    above = [fact for fact in everything if fact.field and field.startswith(f"{fact.field}.")]
    named = [fact for fact in everything if field in fact.field.split(".")]
    return below or above[-1:] or named


def why(view: View, found: Iterable[Fact], phrases: Phrases) -> Iterator[WhyRow]:
    """A row for each source of each fact, and for each source of each rival account of it."""
    cited = dict(view.sources)
    for fact in found:
        strength = evidence(fact, cited)
        note = phrases.text(fact.item["note"]) if fact.field and fact.item.get("note") else None
        for source in fact.sources:
            yield _why(
                view, fact, fact.field, fact.value, source, cited, strength, note, rival=False
            )
        for rival in fact.rivals:
            for source in rival.sources:
                yield _why(
                    view,
                    fact,
                    _place(fact.field, rival.key),
                    rival.value,
                    source,
                    cited,
                    strength,
                    rival.note,
                    rival=True,
                )


def _why(
    view: View,
    fact: Fact,
    field: str,
    value: str,
    source: str,
    cited: Mapping[str, dict[str, Any]],
    strength: str,
    note: str | None,
    *,
    rival: bool,
) -> WhyRow:
    page = cited.get(source, {})  # one that is left out for an error of its own is only named
    return WhyRow(
        view.id,
        field,
        value,
        page.get("publisher", ""),
        page.get("published"),
        source,
        page.get("kind") == "official",
        rival,
        page.get("title"),
        page.get("language"),
        page.get("url", ""),
        strength,
        fact.undecided,
        note,
    )


def evidence(fact: Fact, cited: Mapping[str, dict[str, Any]]) -> str:
    """The word of the vocabulary `evidence` for one fact."""
    return word(len(_publishers(fact.sources, cited)), contested=bool(fact.rivals))


def disputes(view: View, phrases: Phrases) -> Iterator[DisputeRow]:
    """Each fact of a record that others contradict, key by key."""
    cited = dict(view.sources)
    for fact in facts(view, phrases):
        if fact.field == "status":
            continue  # told at the step that brought it
        for key in dict.fromkeys(rival.key for rival in fact.rivals):
            rivals = [_account(rival, cited) for rival in fact.rivals if rival.key == key]
            yield DisputeRow(
                view.id,
                view.collection,
                view.name,
                _place(fact.field, key),
                says := _says(fact, key, phrases),
                rivals,
                fact.undecided,
                _publishers(fact.sources, cited) if says else [],
                phrases.text(fact.item["note"]) if "note" in fact.item and fact.field else None,
                fact.value,
            )


def _says(fact: Fact, key: str, phrases: Phrases) -> str:
    """What the registry has at the key that a rival contradicts; whoever is meant, by whatever key, is one thing."""
    if key == "says":
        return fact.value
    if key in _WHO and any(other in fact.item for other in _WHO):
        return phrases.who(fact.item)
    return phrases.value(key, fact.item[key]) if key in fact.item else ""


def _account(rival: Rival, cited: Mapping[str, dict[str, Any]]) -> Account:
    account = Account(
        says=rival.value, publishers=_publishers(rival.sources, cited), sources=rival.sources
    )
    return account if rival.note is None else Account(account, note=rival.note)


def _publishers(sources: Iterable[str], cited: Mapping[str, dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(cited[source]["publisher"] for source in sources if source in cited))


def _place(field: str, key: str) -> str:
    return field if key == "says" else f"{field}.{key}" if field else key
