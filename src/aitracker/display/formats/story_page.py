"""What is told of an event, a person or an organization from the records of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.display.labels import aim, standing, status_style
from aitracker.display.page import Line, Section, capitalized, short_section
from aitracker.model.labels import clauses, name_and_value, say, with_doubt
from aitracker.model.vocabulary import label, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.catalog.due import DueRow
    from aitracker.catalog.snapshot import Snapshot
    from aitracker.catalog.story import Involvement, Story, StoryStep
    from aitracker.display.wording import Wording
    from aitracker.model.normal_form import BodyData, SomeoneData

_FEW = 8
"""So many lines of each part of a story are shown, unless all are asked for."""

_INVOLVEMENTS = {
    "lead": "leads",
    "party": "party to",
    "each-with": "each with",
    "partner": "partner of",
    "organizer": "organizes",
}
"""The titles of what an organization has a part in, the weightiest part first."""

_STEPS = ("launched", "signed", "adopted", "announced", "proposed")
"""What is told first of an event."""


def story_sections(
    record: Snapshot, story: Story, wording: Wording, *, everything: bool
) -> list[Section]:
    """The sections of an event, a person or an organization; none for other records."""
    most = None if everything else _FEW
    story_lines = _StoryLines(wording, record.id)
    if record.collection == "events":
        from aitracker.display.formats.record_page import people_lines

        there = list(people_lines(record.of("people"), wording))
        history = short_section(
            say("What happened there", wording.language),
            list(story_lines.at_event(story.steps)),
            None,
        )
        return [history, Section(say("Who was there", wording.language), there)]
    if record.collection == "people":
        return [
            short_section(title, lines, most) for title, lines in story_lines.by_role(story.steps)
        ]
    if record.collection == "organizations":
        promises = short_section(
            say("Promised", wording.language), list(story_lines.promise_lines(story.promises)), most
        )
        involvements = [
            short_section(title, lines, most)
            for title, lines in story_lines.involvements(story.involvements)
        ]
        return [*involvements, promises]
    return []


class _StoryLines:
    """Steps and records as lines."""

    def __init__(self, wording: Wording, key: str) -> None:
        self.wording = wording
        self.key = key
        self.language = wording.language
        self._titles: set[str] = set()

    def _person(self, someone: SomeoneData) -> str:
        """Somebody with the title, which is told once."""
        whole = self.wording.person(someone)
        if whole not in self._titles:
            self._titles.add(whole)
            return whole
        brief = someone.copy()
        brief.pop("title", None)
        return self.wording.person(brief)

    def at_event(self, steps: Sequence[StoryStep]) -> Iterator[Line]:
        """What was launched, signed, announced and presented at an event, record by record."""
        records: dict[str, list[StoryStep]] = {}
        for step in steps:
            records.setdefault(step.id, []).append(step)
        order = [*_STEPS, *words("status")]
        main = {
            key: next((step for step in group if step.status), group[0])
            for key, group in records.items()
        }
        keys = sorted(
            records, key=lambda key: order.index(main[key].status or "") if main[key].status else 99
        )
        before = None
        for key in keys:
            step = main[key]
            word = (
                label("status", step.status, self.language)
                if step.status
                else say("also there", self.language)
            )
            lines = self._below(step, [other for other in records[key] if other is not step])
            title = word if step.certain else with_doubt(word, self.language)
            yield Line(
                "" if title == before else title,
                self._record(step),
                status_style(step.status),
                tuple(lines),
            )
            before = title

    def _record(self, step: StoryStep) -> str:
        """A record with what was done, and how it stands now where that is something else."""
        name = self.wording.with_id(step.name, step.id)
        line = name_and_value(name, step.summary, self.language)
        return line + self._now(step)

    def _now(self, step: StoryStep) -> str:
        if step.now.status in (None, "held", step.status):
            return ""
        now = standing(*step.now, self.language, self.wording.short)
        return f" ({say('now', self.language, standing=now)})"

    def _below(self, step: StoryStep, others: Sequence[StoryStep]) -> Iterator[Line]:
        """The parties, who had which part, and what else was said of it there."""
        if step.status == "signed" and step.parties:
            bodies = clauses(map(self.wording.body, step.parties), self.language)
            yield Line(say("parties", self.language), bodies)
        people = dict(step.people)
        for other in others:
            for role, there in other.people.items():
                people[role] = [*people.get(role, ()), *there]
        for role, there in people.items():
            names = dict.fromkeys(map(self._person, _once(there)))
            yield Line(label("role", role, self.language), clauses(names, self.language))
        for other in others:
            if other.summary:
                yield Line(say("also there", self.language), other.summary)

    def by_role(self, steps: Sequence[StoryStep]) -> Iterator[tuple[str, list[Line]]]:
        """What a person signed, oversaw, attended, missed and so on, the newest first."""
        groups: dict[str, list[Line]] = {}
        for step in reversed(steps):
            groups.setdefault(self._main_role(step), []).append(self._step(step))
        order = [label("role", role, self.language) for role in words("role")]
        order.insert(-1, say("announced, but absent", self.language))
        return ((capitalized(title), groups.get(title, [])) for title in order)

    def _main_role(self, step: StoryStep) -> str:
        """The weightiest part that somebody had in a step."""
        if {"announced", "absent"} <= set(step.role):
            return say("announced, but absent", self.language)
        first = min(step.role, key=words("role").index)
        return label("role", first, self.language)

    def _step(self, step: StoryStep) -> Line:
        date = self.wording.short(step.date) + ("" if step.certain else "?")
        own = {body["organization"] for body in self._stood_for(step) if "organization" in body}
        others = [body for body in step.parties if body.get("organization") not in own]
        name = self.wording.with_id(step.name, step.id)
        if others:
            names = self.wording.series(map(self.wording.body, others))
            name = self.wording.series((name, say("with", self.language, names=names)))
        line = name_and_value(name, step.summary, self.language)
        return Line(date, line + self._now(step), status_style(step.now.status))

    def _stood_for(self, step: StoryStep) -> Iterator[BodyData]:
        for role in step.role:
            for someone in step.people.get(role, ()):
                if someone.get("person") == self.key and "for" in someone:
                    yield someone["for"]

    def involvements(self, rows: Sequence[Involvement]) -> Iterator[tuple[str, list[Line]]]:
        """What an organization leads, is party to and so on, and how each stands."""
        for role, title in _INVOLVEMENTS.items():
            lines = [self._involvement(each) for each in rows if each.role == role]
            yield say(title, self.language), lines

    def _involvement(self, each: Involvement) -> Line:
        line = self.wording.with_id(each.name, each.id)
        if each.role == "party" and each.parties:
            names = self.wording.series(map(self.wording.body, each.parties))
            line = self.wording.series((line, say("with", self.language, names=names)))
        if each.overdue:
            phrase = "one overdue" if each.overdue == 1 else "overdue"
            line += f" ({say(phrase, self.language, count=each.overdue)})"
        now = standing(*each.now, self.language, self.wording.short)
        return Line(now, line, status_style(each.now.status))

    def promise_lines(self, rows: Sequence[DueRow]) -> Iterator[Line]:
        """The promises that an organization answers for, those that are owed first."""
        for row in rows:
            word = label("promise-state", row.state, self.language)
            word = word if row.certain else with_doubt(word, self.language)
            due = self.wording.by(row.due)
            text = aim(row.text, self.language) if row.promise == "aim" else row.text
            line = self.wording.series(
                (
                    name_and_value(due, text, self.language),
                    self.wording.with_id(row.name, row.id),
                )
            )
            yield Line(word, line, "bad" if row.state == "overdue" else "")


def _once(people: Sequence[SomeoneData]) -> list[SomeoneData]:
    """The people of a list, each once."""
    return [each for place, each in enumerate(people) if each not in people[:place]]
