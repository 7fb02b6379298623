"""`show` for people: one record as a story on a screen, and as JSON for a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aitracker.catalog.facts import disputes
from aitracker.display.paper import Paper
from aitracker.display.words import short_date, status_style, told_by
from aitracker.model.languages import choose
from aitracker.model.vocabulary import kind_vocabulary, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aitracker.catalog.facts import DisputeRow
    from aitracker.catalog.phrases import Phrases
    from aitracker.catalog.view import Promised, Related, Taken, View
    from aitracker.display.streams import Screen

_LABEL = 16
_PARTIES = (
    ("lead", "Lead"),
    ("partners", "Partners"),
    ("parties", "Parties"),
    ("each_with", "Each with"),
    ("organizers", "Organizers"),
)
_SINGULAR = {
    "events": "event",
    "organizations": "organization",
    "people": "person",
    "sources": "source",
}
_LAST = ("sources", "others_say", "undecided", "note", "history", "milestones", "figures")
_RELATIONS = ("part_of", "implements", "hosted_by", "follows", "see")


def as_object(view: View, phrases: Phrases) -> dict[str, Any]:
    """The record as one object: its normal form, what is derived from it, who names it, what is disputed."""
    state = view.state
    return {
        "id": view.id,
        "collection": view.collection,
        "begun": view.begun,
        "status": state.status if state else None,
        "since": state.since if state else None,
        "certain": state.certain if state else None,
        "evidence": view.evidence,
        **_facts_first(view.data),
        "promises": [promise._asdict() for promise in view.promises],
        "related": [related._asdict() for related in view.related],
        "disputes": [_dispute(dispute) for dispute in disputes(view, phrases)],
    }


def _dispute(row: DisputeRow) -> dict[str, Any]:
    return {
        key: value
        for key, value in row._asdict().items()
        if key not in ("id", "collection", "name")
    }


def _facts_first(data: Any) -> Any:
    """Plain data with the keys in the order people write them: the facts, then who says so and who says otherwise."""
    if isinstance(data, list):
        return [_facts_first(item) for item in data]
    if not isinstance(data, dict):
        return data
    last = [key for key in _LAST if key in data]
    return {
        key: _facts_first(data[key]) for key in (*(key for key in data if key not in _LAST), *last)
    }


def text(view: View, phrases: Phrases, screen: Screen) -> str:
    """The record for people, from its names down to its sources."""
    return _Story(view, phrases, screen).tell()


class _Story:
    """Tells one record, section by section; a section with nothing to say is left out."""

    def __init__(self, view: View, phrases: Phrases, screen: Screen) -> None:
        self.view = view
        self.data = view.data
        self.languages = phrases.languages
        self.language = phrases.language
        self.phrases = phrases
        self._text = self.phrases.text
        self._named = self.phrases.named
        self.paper = Paper(screen)

    def tell(self) -> str:
        self._head()
        if not self.view.begun:
            self.paper.gap()
            self.paper.row("", f"not begun by {self.view.day}", style="doubt")
            return self.paper.text()
        self._standing()
        self._who()
        self._relations()
        self._objectives()
        self._history()
        self._figures()
        self._rivals(self.data, 0, heading="Others say")
        self._named_by()
        self._rest()
        self._sources()
        return self.paper.text()

    def _head(self) -> None:
        self.paper.row("", self.view.name, style="title")
        kind = self.data.get("kind")
        vocabulary = kind_vocabulary(self.view.collection)
        said = (
            label(vocabulary, kind, self.language)
            if kind and vocabulary
            else _SINGULAR.get(self.view.collection, "")
        )
        self.paper.row("", f"{self.view.id} ({said})", style="dim")
        for tag, name in self._other_names():
            self._row(tag, name)
        aliases = [self._text(alias["text"]) for alias in self.data.get("aliases", ())]
        if aliases:
            self._row("also", "; ".join(aliases))
        if formerly := self.data.get("formerly"):
            self._row("formerly", ", ".join(formerly))
        if summary := self.data.get("summary"):
            self.paper.gap()
            self.paper.row("", self._text(summary))

    def _other_names(self) -> list[tuple[str, str]]:
        name = self.data.get("name")
        shown = choose(name, self.languages).text
        return (
            [(tag, words) for tag, words in name.items() if words != shown]
            if isinstance(name, dict)
            else []
        )

    def _standing(self) -> None:
        self.paper.gap()
        if state := self.view.state:
            word = label("status", state.status, self.language) + ("" if state.certain else "?")
            since = f" since {state.since}" if state.since else ""
            self._row(
                "Status", f"{word}{since}, {_told(state.sources)}", style=status_style(state.status)
            )
        if self.data.get("date"):
            self._row("Date", self.data["date"])
        if self.data.get("place"):
            self._row("Place", self._text(self.data["place"]))
        if self.view.evidence:
            word = label("evidence", self.view.evidence, self.language)
            count = self.view.publishers or 0
            official = ", an official one among them" if self.view.official else ""
            self._row(
                "Evidence",
                f"{word}: {count} {'publisher' if count == 1 else 'publishers'}{official}",
            )
        for key, title in (
            ("publisher", "Publisher"),
            ("via", "Via"),
            ("published", "Published"),
            ("accessed", "Accessed"),
            ("language", "Language"),
            ("url", "Address"),
            ("archived", "Archived"),
            ("country", "Country"),
        ):
            if key in self.data:
                self._row(title, self.data[key])

    def _who(self) -> None:
        for key, title in _PARTIES:
            for place, party in enumerate(self.data.get(key, ())):
                self._row("" if place else title, self.phrases.party(party))
                self._remarks(party, _LABEL)
        if patron := self.data.get("patron"):
            self._row("Patron", self.phrases.person(patron))
            self._remarks(patron, _LABEL)
        for role, (held, certain) in zip(
            self.data.get("roles", ()), self.view.offices, strict=True
        ):
            self._row(
                "Office" if held else "Earlier",
                self.phrases.office(role) + ("" if certain else " (?)"),
            )
            self._remarks(role, _LABEL)
        if others := self.data.get("not_same"):
            self._row("Not the same", ", ".join(self._named(key) for key in others))

    def _relations(self) -> None:
        told: dict[str, list[str]] = {}
        for relation in _RELATIONS:
            for target in self.data.get(relation, ()):
                told.setdefault(label("relation", relation, self.language), []).append(
                    self._named(target)
                )
        for related in self.view.related:
            if related.role in _RELATIONS:
                told.setdefault(label("inverse-relation", related.role, self.language), []).append(
                    _link(related)
                )
        for title, others in told.items():
            for place, other in enumerate(others):
                self._row("" if place else _sentence(title), other)

    def _objectives(self) -> None:
        if objectives := self.data.get("objectives"):
            self.paper.heading("Objectives")
            for objective in objectives:
                self.paper.row("-", self._text(objective["text"]), indent=2, hang=2)

    def _history(self) -> None:
        history = self.data.get("history", ())
        people = self.data.get("people")
        if not any(step.position is not None for step in self.view.steps) and not people:
            return
        self.paper.heading("What happened")
        if people:
            self._people(people, 2)
        for step in self.view.steps:
            if step.position is not None:
                self._entry(history[step.position], step)

    def _entry(self, entry: dict[str, Any], step: Taken) -> None:
        status = entry.get("status")
        line = self.phrases.step(entry)
        state = self.view.state
        mark = ">" if state is not None and state.position == step.position else " "
        doubt = "" if step.certain else "?"
        self.paper.row(
            f"{mark} {short_date(step.date)}{doubt}", line, hang=_LABEL, style=status_style(status)
        )
        self._people(entry.get("people", {}), _LABEL)
        self._note(entry, _LABEL)
        self._says(entry, _LABEL)
        self._rivals(entry, _LABEL)

    def _people(self, people: dict[str, Any], indent: int) -> None:
        for role, mentions in people.items():
            said = "; ".join(self.phrases.person(mention) for mention in mentions)
            self.paper.row(label("role", role, self.language), said, indent=indent, hang=11)
            for mention in mentions:
                self._remarks(mention, indent + 11)
                self._remarks(mention.get("for", {}), indent + 11)

    def _figures(self) -> None:
        figures, milestones = self.data.get("figures", ()), self.data.get("milestones", ())
        if not figures and not milestones:
            return
        self.paper.heading("Promised and measured")
        states = {(promise.kind, promise.position): promise for promise in self.view.promises}
        for position, milestone in enumerate(milestones):
            if (state := states.get(("milestone", position))) is not None:
                self._promise(
                    f"due {milestone['due']}", self._with_state(milestone["name"], state), milestone
                )
        for position, figure in enumerate(figures):
            state = states.get(("aim", position))
            if "by" not in figure:
                self._promise(
                    f"in {figure['measured']}" if "measured" in figure else "stated",
                    self.phrases.figure(figure),
                    figure,
                )
            elif state is not None:
                self._promise(
                    f"by {figure['by']}",
                    self._with_state(self.phrases.figure(figure), state),
                    figure,
                )

    def _with_state(self, line: str, promise: Promised) -> str:
        doubt = "" if promise.certain else "?"
        return (
            line
            if promise.state == "open"
            else f"{line} ({label('promise-state', promise.state, self.language)}{doubt})"
        )

    def _promise(self, when: str, line: str, item: dict[str, Any]) -> None:
        self.paper.row(f"  {when}", line, hang=_LABEL + 7)
        self._note(item, _LABEL + 7)
        self._says(item, _LABEL + 7)
        self._rivals(item, _LABEL + 7)
        self._remarks(item.get("from", {}), _LABEL + 7)

    def _rivals(self, item: dict[str, Any], indent: int, heading: str = "") -> None:
        rivals = item.get("others_say", ())
        if not rivals:
            return
        if heading:
            self.paper.heading(heading)
            indent = 2
        for rival in rivals:
            undecided = " (undecided)" if item.get("undecided") else ""
            line = f"{self.phrases.claim(rival)}{undecided}, {_told(rival.get('sources', []))}"
            self.paper.row("but:", line, indent=indent, hang=5, style="doubt", label_style="doubt")
            self._note(rival, indent + 5)

    def _remarks(self, item: dict[str, Any], indent: int) -> None:
        """What is remarked on an item that has no sources to be told, and what others say of it."""
        self._note(item, indent)
        self._rivals(item, indent)

    def _note(self, item: dict[str, Any], indent: int) -> None:
        if item is not self.data and (note := item.get("note")):
            self.paper.row("note:", self._text(note), indent=indent, hang=6)

    def _says(self, item: dict[str, Any], indent: int) -> None:
        """The sources of an item, where they are not simply those of the record."""
        own = item.get("sources", [])
        if own and own != self.data.get("sources"):
            self.paper.row("", _told(own), indent=indent, style="dim")

    def _named_by(self) -> None:
        others = [related for related in self.view.related if related.role not in _RELATIONS]
        if others:
            self.paper.heading("Named by")
            for role, links in _by_role(others):
                self.paper.row(
                    _role(role, self.language), "; ".join(links), indent=2, hang=_LABEL - 2
                )

    def _rest(self) -> None:
        self.paper.gap()
        if note := self.data.get("note"):
            self._row("Note", self._text(note))
        for scheme, code in self.data.get("identifiers", {}).items():
            self._row(scheme, code)
        for link in self.data.get("links", ()):
            self.paper.address(link["url"], indent=_LABEL)
        if tags := self.data.get("tags"):
            self._row("Tags", ", ".join(tags))

    def _sources(self) -> None:
        if not self.view.sources:
            return
        self.paper.heading("Sources")
        for key, source in self.view.sources:
            self.paper.row("", f"{key}: {told_by(source)}", indent=2)
            if "title" in source:
                self.paper.row("", source["title"], indent=4)
            self.paper.address(source["url"], indent=4)

    def _row(self, title: str, words: str, style: str = "") -> None:
        self.paper.row(title, words, hang=_LABEL, style=style)


def _told(sources: Sequence[str]) -> str:
    return f"{'says' if len(sources) == 1 else 'say'} {', '.join(sources)}"


def _by_role(others: Iterable[Related]) -> list[tuple[str, list[str]]]:
    roles: dict[str, list[str]] = {}
    for related in others:
        roles.setdefault(related.role, []).append(_link(related))
    return list(roles.items())


def _link(related: Related) -> str:
    return f"{related.name} [{related.id}]"


def _role(role: str, language: str) -> str:
    for vocabulary in ("part", "role"):
        try:
            return label(vocabulary, role, language)
        except KeyError:
            continue
    return {
        "at": "held there",
        "cites": "cited by",
        "holds": "office of",
        "patron": "patron of",
    }.get(role, role)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
