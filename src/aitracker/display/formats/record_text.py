"""`show`: one record on a screen, from its names to its sources, and as an object for a pipe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aitracker.catalog.facts import contradicted
from aitracker.catalog.snapshot import positions
from aitracker.display.formats import disputes
from aitracker.display.labels import short_date, status_style, told_by
from aitracker.display.layout import TextLayout
from aitracker.model.labels import say
from aitracker.model.vocabulary import PROMISE_FIELDS, kind_vocabulary, label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from aitracker.catalog.facts import Fact
    from aitracker.catalog.snapshot import PromiseState, Related, Snapshot, StepState
    from aitracker.display.streams import Screen
    from aitracker.display.wording import Wording

_LABEL = 16
_SINGULAR = {
    "events": "event",
    "organizations": "organization",
    "people": "person",
    "sources": "source",
}
_LAST = (
    "sources",
    "others_say",
    "undecided",
    "note",
    "history",
    "applies",
    "milestones",
    "figures",
)
_PLACED = frozenset(
    {
        "",
        "name",
        "kind",
        "formerly",
        "aliases",
        "summary",
        "title",
        "objectives",
        "people",
        "history",
        "milestones",
        "figures",
        "applies",
        "note",
        "identifiers",
        "links",
        "tags",
        "inferred",
    }
)
"""The fields with a place of their own; all others are rows with their label."""

_ACTING = re.compile(r"(?:^|\.)(?:people|organizations)\.")
"""Where in the path of a fact who acted on a day begins."""

_WHEN_AND_WHERE = ("date", "place")


def as_object(record: Snapshot, data: dict[str, Any], wording: Wording) -> dict[str, Any]:
    """The record as one object.

    It has its normal form (`data`), what is derived from it, who names it, what is disputed.
    """
    state = record.state
    moved = {kind: positions(record, key) for kind, key in PROMISE_FIELDS.items()}
    found = disputes.rows(
        _as_placed(record) if record.begun else (),
        {record.id: record.collection},
        record.pages,
        wording,
    )
    return {
        "id": record.id,
        "collection": record.collection,
        "begun": record.begun,
        "status": state.status if state else None,
        "since": state.since if state else None,
        "certain": state.certain if state else None,
        "evidence": record.evidence,
        **_facts_first(data),
        "promises": [
            promise._replace(position=moved[promise.kind][promise.position])._asdict()
            for promise in record.promises
        ],
        "related": [related._asdict() for related in record.related],
        "disputes": [_dispute(dispute) for dispute in found],
    }


def _as_placed(record: Snapshot) -> Iterator[Fact]:
    """What others contradict, with paths in what is there on the day.

    Some of a list may be missing there.
    """
    moved: dict[str, dict[int, int]] = {}
    for fact in contradicted(record.facts.values()):
        key, *rest = fact.path.split(".")
        if rest and rest[0].isdigit():
            if key not in moved:
                moved[key] = positions(record, key)
            rest[0] = str(moved[key][int(rest[0])])
        yield fact._replace(path=".".join((key, *rest)))


def _dispute(row: disputes.DisputeRow) -> dict[str, Any]:
    return {
        key: value
        for key, value in row._asdict().items()
        if key not in ("id", "collection", "name")
    }


def _facts_first(data: Any) -> Any:
    """Plain data with the keys in the order people write them.

    The facts come first, then who says so and who says otherwise.
    """
    if isinstance(data, list):
        return [_facts_first(item) for item in data]
    if not isinstance(data, dict):
        return data
    last = [key for key in _LAST if key in data]
    return {
        key: _facts_first(data[key]) for key in (*(key for key in data if key not in _LAST), *last)
    }


def text(record: Snapshot, labels: Mapping[str, str], wording: Wording, screen: Screen) -> str:
    """The record for people; `labels` are those of the fields of its collection."""
    return _RecordText(record, labels, wording, screen).render()


class _RecordText:
    """One record, section by section; a section with nothing to say is left out."""

    def __init__(
        self, record: Snapshot, labels: Mapping[str, str], wording: Wording, screen: Screen
    ) -> None:
        self.record = record
        self.labels = labels
        self.wording = wording
        self.language = wording.language
        self.layout = TextLayout(screen)

    def render(self) -> str:
        self._head()
        if not self.record.begun:
            self.layout.gap()
            self.layout.row("", f"did not exist yet on {self.record.day}", style="doubt")
            return self.layout.text()
        self._standing()
        self._fields(lambda fact: fact.item is not None or self._is_list(fact))
        self._relations()
        self._objectives()
        self._history()
        self._figures()
        if (whole := self.record.fact("")) and whole.rivals:
            self.layout.heading("Others say")
            self._rivals(whole, 2)
        self._named_by()
        self._rest()
        self._sources()
        return self.layout.text()

    def _head(self) -> None:
        record = self.record
        self.layout.row("", record.name, style="title")
        kind = record.value("kind")
        vocabulary = kind_vocabulary(record.collection)
        said = (
            label(vocabulary, kind, self.language)
            if kind and vocabulary
            else _SINGULAR.get(record.collection, "")
        )
        self.layout.row("", f"{record.id} ({said})", style="dim")
        for tag, name in self._other_names():
            self._row(tag, name)
        if aliases := [self.wording.fact(fact) for fact in record.of("aliases")]:
            self._row("also", "; ".join(aliases))
        if formerly := record.value("formerly"):
            self._row("formerly", ", ".join(formerly))
        if summary := record.value("summary"):
            self.layout.gap()
            self.layout.row("", self.wording.text(summary))

    def _other_names(self) -> list[tuple[str, str]]:
        name = self.record.value("name")
        if not isinstance(name, dict):
            return []
        shown = next((name[tag] for tag in (*self.wording.texts.order, *name) if tag in name), "")
        return [(tag, words) for tag, words in name.items() if words != shown]

    def _standing(self) -> None:
        """Where it stands: status, day and place, how well it is vouched for.

        Then all other plain fields.
        """
        self.layout.gap()
        if state := self.record.state:
            word = label("status", state.status, self.language) + ("" if state.certain else "?")
            since = f" since {state.since}" if state.since else ""
            line = f"{word}{since}, {_told(state.sources)}"
            self._row("Status", line, style=status_style(state.status))
        self._fields(lambda fact: fact.key in _WHEN_AND_WHERE)
        if self.record.evidence:
            self._evidence(self.record.evidence)
        self._fields(
            lambda fact: (
                fact.item is None
                and not isinstance(fact.value, list)
                and fact.key not in _WHEN_AND_WHERE
            )
        )

    def _evidence(self, evidence: str) -> None:
        count = self.record.publishers or 0
        official = ", an official one among them" if self.record.official else ""
        publishers = f"{count} {'publisher' if count == 1 else 'publishers'}{official}"
        self._row("Evidence", f"{label('evidence', evidence, self.language)}: {publishers}")

    def _is_list(self, fact: Fact) -> bool:
        """Whether it is a list that has no place among the relations."""
        return isinstance(fact.value, list) and not _label("relation", fact.key, self.language)

    def _fields(self, fits: Callable[[Fact], bool]) -> None:
        """The fields without a place of their own for which a test holds, each with its label."""
        before = ""
        for fact in self.record.facts.values():
            if fact.key in _PLACED or fact.value is None or not fits(fact):
                continue
            if fact.path.rpartition(".")[2] in ("for", "from"):
                self._beside(fact, _LABEL)
                continue
            title = self._title(fact)
            line = self.wording.fact(fact) + self._left(fact)
            office = self.record.offices.get(fact.path)
            doubt = " (?)" if office and not office.certain else ""
            self._row("" if title == before and not office else title, line + doubt)
            before = title
            if fact.item is not None:
                self._beside(fact, _LABEL)

    def _left(self, party: Fact) -> str:
        """That a party has withdrawn since, by the day."""
        withdrew = (
            fact for fact in self.record.of("history") if ".organizations.withdrew." in fact.path
        )
        gone = party.key in ("parties", "each_with") and any(
            fact.value.get(key) == party.value.get(key)
            for fact in withdrew
            for key in ("organization", "name")
            if key in fact.value
        )
        return f" ({label('role', 'withdrew', self.language)})" if gone else ""

    def _title(self, fact: Fact) -> str:
        office = self.record.offices.get(fact.path)
        return "Earlier" if office and not office.held else self.labels.get(fact.key, fact.key)

    def _relations(self) -> None:
        """The records it names, then those that name it so."""
        told: dict[str, list[str]] = {}
        inferred = self.record.value("inferred") or ()
        for fact in self.record.facts.values():
            if (title := _label("relation", fact.key, self.language)) and fact.value:
                told.setdefault(title, []).extend(
                    self.wording.named(other) + self._inferred(other in inferred)
                    for other in fact.value
                )
        for related in self.record.related:
            if title := _label("inverse-relation", related.role, self.language):
                told.setdefault(title, []).append(_link(related) + self._inferred(related.inferred))
        for title, others in told.items():
            for place, other in enumerate(others):
                self._row("" if place else _sentence(title), other)

    def _inferred(self, inferred: bool) -> str:
        return f" ({say('inferred', self.language)})" if inferred else ""

    def _objectives(self) -> None:
        if objectives := self.record.of("objectives"):
            self.layout.heading("Objectives")
            for objective in objectives:
                self.layout.row("-", self.wording.fact(objective), indent=2, hang=2)

    def _history(self) -> None:
        attendance = self.record.of("people")
        taken = [step for step in self.record.steps if step.position is not None]
        if not taken and not attendance:
            return
        self.layout.heading("What happened")
        self._people(attendance, 2)
        present: dict[str, list[Fact]] = {}
        for fact in self.record.of("history"):
            entry, *within = _ACTING.split(fact.path)
            if within:
                present.setdefault(entry, []).append(fact)
        for step in taken:
            self._entry(step, present.get(f"history.{step.position}", []))

    def _entry(self, step: StepState, present: Sequence[Fact]) -> None:
        path = f"history.{step.position}"
        entry = self.record.fact(path)
        if entry is None:
            return
        state = self.record.state
        mark = ">" if state is not None and state.position == step.position else " "
        doubt = "" if step.certain else "?"
        self.layout.row(
            f"{mark} {short_date(step.date, self.language)}{doubt}",
            self.wording.step(entry.value),
            hang=_LABEL,
            style=status_style(entry.value.get("status")),
        )
        self._people(present, _LABEL)
        self._note(entry, _LABEL)
        self._says(entry, _LABEL)
        self._rivals(entry, _LABEL)

    def _people(self, attendance: Sequence[Fact], indent: int) -> None:
        """Who was there, a line for each role, then what is to be said of one of them."""
        roles: dict[str, list[Fact]] = {}
        for fact in attendance:
            role = _ACTING.split(fact.path)[-1].split(".")[0]
            roles.setdefault(role, []).append(fact)
        for role, found in roles.items():
            said = "; ".join(
                self.wording.fact(fact)
                for fact in found
                if fact.path.rpartition(".")[2] not in ("for", "from")
            )
            self.layout.row(label("role", role, self.language), said, indent=indent, hang=11)
            for fact in found:
                self._beside(fact, indent + 11)

    def _figures(self) -> None:
        promised = [
            *self.record.of("applies"),
            *self.record.of("milestones"),
            *self.record.of("figures"),
        ]
        if not promised:
            return
        self.layout.heading("Promised and measured")
        states = {
            f"{PROMISE_FIELDS[each.kind]}.{each.position}": each for each in self.record.promises
        }
        for fact in promised:
            if fact.item in ("application", "milestone", "figure"):
                self._figure(fact, states.get(fact.path))
            else:
                self._beside(fact, _LABEL + 7)

    def _figure(self, fact: Fact, state: PromiseState | None) -> None:
        when, line = self._when(fact)
        if state is not None and (state.state != "open" or state.slipped or state.outcome):
            line += f" ({self._became(state)})"
        self.layout.row(f"  {when}", line, hang=_LABEL + 7)
        self._note(fact, _LABEL + 7)
        self._says(fact, _LABEL + 7)
        self._rivals(fact, _LABEL + 7)

    def _when(self, fact: Fact) -> tuple[str, str]:
        """The date of a promise or a figure, and the rest of it."""
        value = fact.value
        if fact.item == "milestone":
            bare = {key: value[key] for key in value if key != "due"}
            return (f"due {value['due']}" if "due" in value else ""), self.wording.milestone(bare)
        if fact.item == "application":
            return self.wording.application(
                {key: value[key] for key in value if key != "part"}
            ), value.get("part", "")
        when = "stated"
        if "by" in value:
            when = f"by {value['by']}"
        elif "measured" in value:
            when = f"in {value['measured']}"
        return when, self.wording.figure(value)

    def _became(self, promise: PromiseState) -> str:
        """The state of a promise, what was reached of it, and by how much it was put off."""
        doubt = "" if promise.certain else "?"
        said = [label("promise-state", promise.state, self.language) + doubt]
        if promise.outcome and promise.gap and promise.state != "revised":
            outcome = label("outcome", promise.outcome, self.language)
            said.append(say("outcome by", self.language, outcome=outcome, gap=promise.gap))
        if promise.first and promise.slipped and promise.state != "revised":
            slipped = {"first": promise.first, "days": promise.slipped}
            said.append(say("slipped", self.language, **slipped))
        return "; ".join(said)

    def _beside(self, fact: Fact, indent: int) -> None:
        """The note, and what others say."""
        self._note(fact, indent)
        self._rivals(fact, indent)

    def _rivals(self, fact: Fact, indent: int) -> None:
        for rival in fact.rivals:
            undecided = " (undecided)" if fact.undecided else ""
            line = f"{self.wording.claim(rival)}{undecided}, {_told(rival.get('sources', []))}"
            self.layout.row("but:", line, indent=indent, hang=5, style="doubt", label_style="doubt")
            if note := rival.get("note"):
                self.layout.row("note:", self.wording.text(note), indent=indent + 5, hang=6)

    def _note(self, fact: Fact, indent: int) -> None:
        if fact.note:
            self.layout.row("note:", self.wording.text(fact.note), indent=indent, hang=6)

    def _says(self, fact: Fact, indent: int) -> None:
        """The sources of an item, where they are not simply those of the record."""
        whole = self.record.fact("")
        if fact.sources and (whole is None or fact.sources != whole.sources):
            self.layout.row("", _told(fact.sources), indent=indent, style="dim")

    def _named_by(self) -> None:
        others = [
            related
            for related in self.record.related
            if not _label("inverse-relation", related.role, self.language)
        ]
        if others:
            self.layout.heading("Named by")
            for role, links in _by_role(others):
                title = _role(role, self.language)
                self.layout.row(title, "; ".join(links), indent=2, hang=_LABEL - 2)

    def _rest(self) -> None:
        self.layout.gap()
        whole = self.record.fact("")
        if whole and whole.note:
            self._row("Note", self.wording.text(whole.note))
        for scheme, code in (self.record.value("identifiers") or {}).items():
            self._row(scheme, code)
        for link in self.record.of("links"):
            self.layout.address(link.value["url"], indent=_LABEL)
        if tags := self.record.value("tags"):
            self._row("Tags", ", ".join(tags))

    def _sources(self) -> None:
        if not self.record.pages:
            return
        self.layout.heading("Sources")
        for key, page in self.record.pages.items():
            self.layout.row("", f"{key}: {told_by(page, self.language)}", indent=2)
            if "title" in page:
                self.layout.row("", page["title"], indent=4)
            self.layout.address(page["url"], indent=4)

    def _row(self, title: str, words: str, style: str = "") -> None:
        self.layout.row(title, words, hang=_LABEL, style=style)


def _told(sources: Sequence[str]) -> str:
    return f"{'says' if len(sources) == 1 else 'say'} {', '.join(sources)}"


def _by_role(others: Iterable[Related]) -> list[tuple[str, list[str]]]:
    roles: dict[str, list[str]] = {}
    for related in others:
        roles.setdefault(related.role, []).append(_link(related))
    return list(roles.items())


def _link(related: Related) -> str:
    return f"{related.name} [{related.id}]"


def _label(vocabulary: str, word: str, language: str) -> str:
    """The label of a word; "" if it is none of the vocabulary."""
    try:
        return label(vocabulary, word, language)
    except KeyError:
        return ""


def _role(role: str, language: str) -> str:
    known = {
        "at": "held there",
        "cites": "cited by",
        "holds": "office of",
        "patron": "patron of",
    }
    return _label("part", role, language) or _label("role", role, language) or known.get(role, role)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
