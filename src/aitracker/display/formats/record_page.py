"""What a record says of itself as a page: first how it stands, last who says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aitracker.catalog.part_totals import part_sums
from aitracker.display.formats.story_page import story_sections
from aitracker.display.labels import citation, part_label, singular, standing, status_style
from aitracker.display.page import Line, Page, Section, capitalized, short_section
from aitracker.model.labels import (
    clauses,
    field,
    name_and_value,
    say,
    series,
    with_colon,
    with_doubt,
)
from aitracker.model.vocabulary import PROMISE_FIELDS, kind_vocabulary, label, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from aitracker.catalog.facts import Fact
    from aitracker.catalog.snapshot import PromiseState, Related, Snapshot, StepState
    from aitracker.catalog.story import Story
    from aitracker.display.wording import Wording

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

_FEW = 5
"""So many lines of what comes after the story are shown, unless all are asked for."""

_NAMED = 6
"""So many records in one line."""

_PUBLISHERS = 3
"""So many publishers are named where who says so stands in a line."""


def page(
    record: Snapshot,
    labels: Mapping[str, str],
    wording: Wording,
    story: Story,
    *,
    everything: bool = False,
) -> Page:
    """The record for people; `labels` are those of the fields of its collection.

    The long tail is cut unless `everything` is asked for.
    """
    return _RecordPage(record, labels, wording, story, everything=everything).page()


def related_ids(record: Snapshot) -> list[str]:
    """The records whose standing is told beside them: those it is related to."""
    relations = words("relation")
    ids = [
        key for fact in record.facts.values() if fact.key in relations for key in fact.value or ()
    ]
    return [*ids, *(each.id for each in record.related if each.role in relations)]


class _RecordPage:
    """One record, section by section."""

    def __init__(
        self,
        record: Snapshot,
        labels: Mapping[str, str],
        wording: Wording,
        story: Story,
        *,
        everything: bool,
    ) -> None:
        self.record = record
        self.labels = labels
        self.wording = wording
        self.language = wording.language
        self.story = story
        self.few = None if everything else _FEW
        self.everything = everything
        self.part_sums = part_sums(record)

    def page(self) -> Page:
        record = self.record
        summary = self.wording.text(record.value("summary"))
        head = Page(record.name, self._kind(), self._names(), summary, [], self.language)
        if not record.begun:
            unborn = say("not begun", self.language, day=record.day)
            return head._replace(sections=[Section("", [Line("", unborn, "doubt")])])
        story = story_sections(record, self.story, self.wording, everything=self.everything)
        return head._replace(
            sections=[
                Section("", self._facts()),
                *story,
                self._section("What happened", list(self._history()), None),
                self._section("Promised and measured", list(self._promises()), None),
                self._section("Objectives", self._objectives(), self.few),
                self._section("Others say", list(self._others_say()), self.few),
                self._section("Notes", list(self._notes()), self.few),
                Section(say("Named by", self.language), list(self._named_by(bool(story)))),
                Section("", list(self._rest())),
                self._section("Sources", list(self._sources()), self.few),
            ]
        )

    def _section(self, title: str, lines: list[Line], most: int | None) -> Section:
        return short_section(say(title, self.language), lines, most)

    def _kind(self) -> str:
        kind, vocabulary = self.record.value("kind"), kind_vocabulary(self.record.collection)
        if kind and vocabulary:
            return label(vocabulary, kind, self.language)
        return singular(self.record.collection, self.language)

    def _names(self) -> list[tuple[str, str]]:
        name = self.record.value("name")
        if not isinstance(name, dict):
            return []
        first = next((name[tag] for tag in (*self.wording.texts.order, *name) if tag in name), "")
        return [(tag, words) for tag, words in name.items() if words != first]

    def _facts(self) -> list[Line]:
        """Where it stands: status, day and place, how well it is vouched for, who takes part."""
        lines = []
        state = self.record.state
        if state:
            standing_text = standing(
                state.status, state.since, state.certain, self.language, self.wording.short
            )
            line = series((standing_text, self._publishers(state.sources)), self.language)
            lines.append(Line(say("Status", self.language), line, status_style(state.status)))
        day = state.since if state and self.record.collection == "events" else None
        lines += self._fields(
            lambda fact: fact.key in _WHEN_AND_WHERE and (fact.key != "date" or fact.value != day)
        )
        if self.record.evidence:
            lines.append(self._evidence(self.record.evidence))
        lines += self._fields(
            lambda fact: (
                fact.item is None
                and not isinstance(fact.value, list)
                and fact.key not in _WHEN_AND_WHERE
            )
        )
        lines += self._fields(lambda fact: fact.item is not None or self._is_list(fact))
        return [*lines, *self._relations()]

    def _evidence(self, evidence: str) -> Line:
        count = self.record.publishers or 0
        word = label("evidence", evidence, self.language)
        phrase = "one publisher" if count == 1 else "publishers"
        line = say(phrase, self.language, evidence=word, count=count)
        if self.record.official:
            line = say("official among them", self.language, evidence=line)
        return Line(say("Evidence", self.language), line)

    def _is_list(self, fact: Fact) -> bool:
        """Whether it is a list that has no place among the relations."""
        return isinstance(fact.value, list) and fact.key not in words("relation")

    def _fields(self, fits: Callable[[Fact], bool]) -> Iterator[Line]:
        """The fields without a place of their own for which a test holds, each with its label."""
        before = ""
        for fact in self.record.facts.values():
            inside = fact.path.rpartition(".")[2] in ("for", "from")
            if fact.key in _PLACED or fact.value is None or inside or not fits(fact):
                continue
            title = self._title(fact)
            office = self.record.offices.get(fact.path)
            doubt = " (?)" if office and not office.certain else ""
            label_text = "" if title == before and not office else title
            yield Line(label_text, self._text(fact) + self._left(fact) + doubt)
            before = title

    def _left(self, party: Fact) -> str:
        """That a party has withdrawn since, by the day."""
        is_gone = party.key in ("parties", "each_with") and any(
            fact.value.get(key) == party.value.get(key)
            for fact in self.record.of("history")
            if ".organizations.withdrew." in fact.path
            for key in ("organization", "name")
            if key in fact.value
        )
        return f" ({label('role', 'withdrew', self.language)})" if is_gone else ""

    def _title(self, fact: Fact) -> str:
        office = self.record.offices.get(fact.path)
        if office and not office.held:
            return say("Earlier", self.language)
        return field(fact.key, self.language, self.labels.get(fact.key, fact.key))

    def _text(self, fact: Fact) -> str:
        """What a fact says, and that others say otherwise."""
        return self.wording.fact(fact) + self._contested(fact)

    def _contested(self, fact: Fact) -> str:
        return f" ({label('evidence', 'contested', self.language)})" if fact.rivals else ""

    def _relations(self) -> Iterator[Line]:
        """The records it names, then those that name it so, each with its standing."""
        groups: dict[str, list[str]] = {}
        relations, inferred = words("relation"), self.record.value("inferred") or ()
        for fact in self.record.facts.values():
            if fact.key in relations and fact.value:
                title = label("relation", fact.key, self.language)
                groups.setdefault(title, []).extend(
                    self._related(other, self.wording.named(other), inferred=other in inferred)
                    for other in fact.value
                )
        for related in self.record.related:
            if related.role in relations:
                title = label("inverse-relation", related.role, self.language)
                line = self._related(related.id, self._link(related), inferred=related.inferred)
                groups.setdefault(title, []).append(line)
        for title, others in groups.items():
            for place, other in enumerate(others):
                yield Line("" if place else capitalized(title), other)

    def _related(self, key: str, name: str, *, inferred: bool) -> str:
        """A record it is related to, how that stands, and whether an editor inferred the tie."""
        now = self.story.standings.get(key)
        details = [standing(*now, self.language, self.wording.short)] if now else []
        if inferred:
            details.append(say("inferred", self.language))
        return f"{name} ({'; '.join(details)})" if details else name

    def _link(self, related: Related) -> str:
        return self.wording.with_id(related.name, related.id)

    def _objectives(self) -> list[Line]:
        return [Line("", self._text(fact)) for fact in self.record.of("objectives")]

    def _history(self) -> Iterator[Line]:
        present: dict[str, list[Fact]] = {}
        for fact in self.record.of("history"):
            entry, *within = _ACTING.split(fact.path)
            if within:
                present.setdefault(entry, []).append(fact)
        for step in self.record.steps:
            entry_fact = self.record.fact(f"history.{step.position}")
            if entry_fact is not None:
                yield self._entry(step, entry_fact, present.get(entry_fact.path, []))

    def _entry(self, step: StepState, entry: Fact, present: Sequence[Fact]) -> Line:
        state = self.record.state
        below = [*people_lines(present, self.wording)]
        whole = self.record.fact("")
        if self.everything and entry.sources and (whole is None or entry.sources != whole.sources):
            below.append(Line("", self._publishers(entry.sources), "dim"))
        return Line(
            self.wording.short(step.date) + ("" if step.certain else "?"),
            self.wording.step(entry.value) + self._contested(entry),
            status_style(entry.value.get("status")),
            tuple(below),
            current=state is not None and state.position == step.position,
        )

    def _promises(self) -> Iterator[Line]:
        states = {
            f"{PROMISE_FIELDS[each.kind]}.{each.position}": each for each in self.record.promises
        }
        for key in ("applies", "milestones", "figures"):
            for fact in self.record.of(key):
                if fact.item in ("application", "milestone", "figure"):
                    yield self._promise(fact, states.get(fact.path))

    def _promise(self, fact: Fact, state: PromiseState | None) -> Line:
        when, line = self._when(fact)
        if state is not None and (state.state != "open" or state.slipped or state.outcome):
            line += f" ({self._became(state)})"
        whole = self.record.fact("")
        differs = fact.sources and (whole is None or fact.sources != whole.sources)
        below = (
            [Line("", self._publishers(fact.sources), "dim")] if self.everything and differs else []
        )
        if fact.path in self.part_sums:
            below.insert(0, Line("", self.wording.part_sum(self.part_sums[fact.path])))
        late = "bad" if state is not None and state.state == "overdue" else ""
        return Line(when, line + self._contested(fact), late, tuple(below))

    def _when(self, fact: Fact) -> tuple[str, str]:
        """The date of a promise or a figure, and the rest of it."""
        value, date = fact.value, self.wording.date
        if fact.item == "milestone":
            bare: Any = {key: value[key] for key in value if key != "due"}
            due = say("due date", self.language, date=date(value["due"])) if "due" in value else ""
            return due, self.wording.milestone(bare)
        if fact.item == "application":
            dates: Any = {key: value[key] for key in value if key != "part"}
            return self.wording.application(dates), self.wording.text(value.get("part"))
        when = say("stated", self.language)
        if "by" in value:
            when = self.wording.by(value["by"])
        elif "measured" in value:
            when = say("in date", self.language, date=date(value["measured"]))
        return when, self.wording.figure(value)

    def _became(self, promise: PromiseState) -> str:
        """The state of a promise, what was reached of it, and by how much it was put off."""
        word = label("promise-state", promise.state, self.language)
        clauses_ = [word if promise.certain else with_doubt(word, self.language)]
        if promise.outcome and promise.gap and promise.state != "revised":
            outcome = label("outcome", promise.outcome, self.language)
            gap = self.wording.amount(promise.gap)
            clauses_.append(say("outcome by", self.language, outcome=outcome, gap=gap))
        if promise.first and promise.slipped and promise.state != "revised":
            delay = {"first": self.wording.date(promise.first), "days": promise.slipped}
            clauses_.append(say("slipped", self.language, **delay))
        return clauses(clauses_, self.language)

    def _others_say(self) -> Iterator[Line]:
        """Each fact that others contradict, with what they say."""
        for fact in self.record.facts.values():
            if not fact.rivals or (fact.item is None and fact.path):
                continue  # what is said against a plain value is said against the whole
            rivals = tuple(self._rival(fact, rival) for rival in fact.rivals)
            yield Line("", self._about(fact), below=rivals)

    def _rival(self, fact: Fact, rival: Mapping[str, Any]) -> Line:
        doubt = f" ({say('undecided', self.language)})" if fact.undecided else ""
        claim = f"{self.wording.claim(rival)}{doubt}"
        line = series((claim, self._publishers(rival.get("sources", []))), self.language)
        note = rival.get("note")
        below = (
            (Line(with_colon(say("note", self.language), self.language), self.wording.text(note)),)
            if note is not None
            else ()
        )
        return Line(say("but", self.language), line, "doubt", below)

    def _about(self, fact: Fact) -> str:
        """A fact that stands away from its place, with what tells which one it is."""
        if not fact.path:
            return say("as a whole", self.language)
        text = self.wording.fact(fact)
        if fact.item in ("entry", "milestone", "figure", "application"):
            return text
        title = self._title(fact)
        _, *acting = _ACTING.split(fact.path)
        if acting:
            title = capitalized(part_label(acting[-1].split(".")[0], self.language))
        return name_and_value(title, text, self.language)

    def _notes(self) -> Iterator[Line]:
        for fact in self.record.facts.values():
            if fact.note is None or (fact.item is None and fact.path):
                continue
            note = self.wording.text(fact.note)
            if not fact.path:
                yield Line("", note)
            else:
                yield Line("", name_and_value(self._short(fact), note, self.language))

    def _short(self, fact: Fact) -> str:
        """A fact in a few words, for a note about it."""
        value: Any = fact.value or {}
        if fact.item == "entry":
            return self.wording.short(value.get("date", ""))
        if fact.item in ("mention", "party", "role"):
            return self.wording.who(value)
        if fact.item == "figure":
            return self.wording.text(value["metric"])
        return self.wording.fact(fact)

    def _named_by(self, has_story: bool) -> Iterator[Line]:
        """Who names it in another way, by that way; what a story has told is not told again.

        An event that somebody is announced for is not told until it has come.
        """
        roles: dict[str, list[str]] = {}
        elsewhere = set(words("relation"))
        if has_story:
            elsewhere.update(("at", *words("role"), *words("part")))
        told = {step.id for step in self.story.steps}
        for related in self.record.related:
            to_come = related.role == "announced" and related.id not in told
            if to_come or related.role not in elsewhere:
                roles.setdefault(related.role, []).append(self._link(related))
        for role, links in roles.items():
            yield Line(
                part_label(role, self.language),
                self._few(links, _NAMED, say("strong separator", self.language)),
            )

    def _few(self, names: Sequence[str], most: int, between: str = "") -> str:
        """Some names, and how many more there are."""
        between = between or say("separator", self.language)
        if self.everything or len(names) <= most:
            return between.join(names)
        first = between.join(names[:most])
        return say("names and more", self.language, names=first, count=len(names) - most)

    def _rest(self) -> Iterator[Line]:
        if aliases := [self.wording.fact(fact) for fact in self.record.of("aliases")]:
            yield Line(say("also", self.language), clauses(aliases, self.language))
        if formerly := self.record.value("formerly"):
            yield Line(say("formerly", self.language), series(formerly, self.language))
        for scheme, code in (self.record.value("identifiers") or {}).items():
            yield Line(scheme, code)
        for place, link in enumerate(self.record.of("links")):
            title = self.wording.name(link.value.get("title")) or link.value["url"]
            before = "" if place else say("Links", self.language)
            yield Line(before, title, url=link.value["url"])
        if tags := self.record.value("tags"):
            yield Line(say("Tags", self.language), series(tags, self.language))

    def _sources(self) -> Iterator[Line]:
        """The sources, those of the record as a whole first."""
        whole = self.record.fact("")
        first = [
            key for key in (whole.sources if whole else None) or () if key in self.record.pages
        ]
        for key in dict.fromkeys([*first, *self.record.pages]):
            source = self.record.pages[key]
            line = self.wording.with_id(citation(source, self.language, self.wording.date), key)
            yield Line("", line, url=source["url"])

    def _publishers(self, sources: Sequence[str] | None) -> str:
        """Who says so, by publisher."""
        pages = self.record.pages
        names = list(
            dict.fromkeys(pages[key]["publisher"] if key in pages else key for key in sources or ())
        )
        phrase = "says" if len(names) == 1 else "say"
        return say(phrase, self.language, names=self._few(names, _PUBLISHERS))


def people_lines(attendance: Sequence[Fact], wording: Wording) -> Iterator[Line]:
    """Who was there, a line for each role; who was announced and did not come in one of its own."""
    roles: dict[str, list[str]] = {}
    for fact in attendance:
        if fact.path.rpartition(".")[2] not in ("for", "from"):
            role = _ACTING.split(fact.path)[-1].split(".")[0]
            mark = f" ({label('evidence', 'contested', wording.language)})"
            who = wording.fact(fact) + (mark if fact.rivals else "")
            roles.setdefault(role, []).append(who)
    no_shows = [each for each in roles.get("absent", ()) if each in roles.get("announced", ())]
    for role, people in roles.items():
        others = [each for each in people if each not in no_shows]
        if others and role in ("announced", "absent"):
            yield Line(label("role", role, wording.language), clauses(others, wording.language))
        elif role not in ("announced", "absent"):
            yield Line(label("role", role, wording.language), clauses(people, wording.language))
    if no_shows:
        yield Line(
            say("announced, but absent", wording.language),
            clauses(no_shows, wording.language),
            "doubt",
        )
