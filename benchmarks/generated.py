"""Registries of any size and of three shapes to measure on, and the commands that read them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_WORDS = (
    "national centre platform roadmap research data cloud "
    "skills regional digital public health water energy"
).split()
_ARABIC = (
    "المركز الوطني للذكاء الاصطناعي خارطة طريق البحث "
    "البيانات المهارات الجهوي الرقمي الصحة الماء الطاقة"
).split()
_FRENCH = (
    "centre national plateforme feuille de route recherche "
    "données compétences régional numérique santé énergie"
).split()
_STATUS = ("announced", "signed", "launched", "active", "completed")


def registry(initiatives: int, seed: int = 1) -> str:
    """As many initiatives, seeded, in three languages, in the shape of the shipped registry.

    Organizations, people and sources come in proportion.
    """
    return "\n".join(_lines(initiatives, random.Random(seed))) + "\n"


def _lines(initiatives: int, draw: random.Random) -> Iterator[str]:
    bodies, people, sources = (
        max(initiatives // 20, 3),
        max(initiatives // 10, 3),
        max(initiatives * 2, 5),
    )

    def cited(most: int) -> str:
        return (
            "["
            + ", ".join(
                f"page-{n}" for n in sorted(draw.sample(range(sources), draw.randint(1, most)))
            )
            + "]"
        )

    def day() -> str:
        return f"20{draw.randint(20, 26)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"

    def name(words: list[str]) -> str:
        return " ".join(draw.choices(words, k=draw.randint(3, 7)))

    yield from (
        "schema_version: 1",
        "registry: {title: Generated, jurisdiction: MA, languages: [en, fr, ar]}",
        "initiatives:",
    )
    for n in range(initiatives):
        yield from (f"  plan-{n}:", "    kind: programme", "    name:")
        yield from (
            f"      en: {name(_WORDS)} {n}",
            f"      fr: {name(_FRENCH)} {n}",
            f"      ar: {name(_ARABIC)} {n}",
        )
        yield from (
            f"    summary: {name(_WORDS)}",
            f"    lead: body-{draw.randrange(bodies)}",
            f"    sources: {cited(3)}",
            "    history:",
        )
        for status in _STATUS[: draw.randint(1, 4)]:
            yield (
                f"      - {{date: {day()}, status: {status}, "
                f"summary: {name(_WORDS)}, sources: {cited(2)}}}"
            )
        person = draw.randrange(people)
        yield from (
            f"      - date: {day()}",
            (
                f"        people: {{signed: [{{person: person-{person}, "
                f"for: body-{draw.randrange(bodies)}}}]}}"
            ),
            f"        organizations: {{refused: [body-{draw.randrange(bodies)}, State {n % 27}]}}",
            f"      - {{at: day-{draw.randrange(bodies)}, sources: {cited(1)}}}",
        )
        yield from _voted(draw, day)
        yield from _promised(draw, day)
        yield from _figures(draw, day, cited(1))
    yield "events:"
    yield from (
        f"  day-{n}: {{name: Day {n}, date: {day()}, organizers: [body-{n}], sources: {cited(2)}}}"
        for n in range(bodies)
    )
    yield "organizations:"
    yield from (
        f"  body-{n}: {{kind: agency, name: {name(_WORDS)} {n}, sources: {cited(2)}}}"
        for n in range(bodies)
    )
    yield "people:"
    yield from (f"  person-{n}: {{name: Person {n}, sources: {cited(1)}}}" for n in range(people))
    yield "sources:"
    for n in range(sources):
        yield from (
            f"  page-{n}:",
            f"    url: https://page{n % 97}.example/{n}",
            f"    publisher: Publisher {n % 97}",
            f"    published: {day()}",
        )


def _voted(draw: random.Random, day: Callable[[], str]) -> Iterator[str]:
    """A vote of a chamber now and then, and who cast it."""
    if draw.random() < 0.5:
        yield f"      - date: {day()}"
        yield f"        vote: {{for: {draw.randint(100, 500)}, against: {draw.randint(1, 99)}}}"
        yield "        organizations: {decided: [The Chamber], abstained: [A Group]}"


def _figures(draw: random.Random, day: Callable[[], str], page: str) -> Iterator[str]:
    """An aim, said again with another number and date now and then, and money with its parts."""
    value, by = draw.randint(10, 9000), draw.randint(2026, 2031)
    yield "    figures:"
    yield f"      - {{metric: people trained, value: {value}, by: {by}, sources: {page}}}"
    if draw.random() < 0.5:
        yield (
            f"      - {{metric: people trained, value: {value // 2}, by: {by + 1}, said: {day()}, "
            f"instead_of: {by}}}"
        )
    yield "      - {metric: budget, value: 90 m EUR, stage: announced}"
    for part in ("north", "south"):
        yield f"      - {{metric: {part}, value: {draw.randint(1, 45)} m EUR, of: budget}}"


def _promised(draw: random.Random, day: Callable[[], str]) -> Iterator[str]:
    """Dates of application, one of them moved, and a milestone that is put off now and then."""
    yield from (
        "    applies:",
        f"      - {{from: {day()}, part: Chapter I}}",
        f"      - {{from: {day()}, part: the rest}}",
        f"      - {{from: {day()}, part: the rest, said: {day()}}}",
        "    milestones:",
        f"      - {{name: Opening, due: 20{draw.randint(24, 27)}-Q{draw.randint(1, 4)}}}",
        f"      - {{name: Label, due: ../{day()}, condition: once the rules are ready}}",
    )
    for _ in range(draw.randint(0, 3)):
        yield f"      - {{name: Opening, due: {day()}, said: {day()}}}"


_HEAD = """schema_version: 1
registry: {title: Generated, jurisdiction: MA, languages: [en]}
"""

_PAGES = """  page-a: {url: "https://a.example/a", publisher: A, published: 2020-01-01}
  page-b: {url: "https://b.example/b", publisher: B, published: 2020-02-01}
"""


def _hub(size: int) -> Iterator[str]:
    """One body that leads all, one plan that all implement, and a rival account about each."""
    yield f"{_HEAD}organizations:\n"
    yield "  body: {kind: agency, name: The Body, sources: [page-a]}\n"
    yield "initiatives:\n"
    yield (
        "  plan-0: {kind: strategy, name: Plan 0, lead: body, sources: [page-a], "
        "history: [{date: 2020, status: adopted}]}\n"
    )
    for n in range(1, size):
        yield (
            f"  plan-{n}: {{kind: programme, name: National plan {n}, lead: body, "
            "implements: [plan-0], sources: [page-a], summary: A national plan, "
            "others_say: [{summary: Nothing of it, sources: [page-b]}], "
            "figures: [{metric: people trained, value: 500, by: 2030}], "
            "history: [{date: 2021-03-01, status: launched}]}\n"
        )
    yield f"sources:\n{_PAGES}"


def _deep(size: int) -> Iterator[str]:
    """One record with so many steps, aims, people and sources."""
    yield f"{_HEAD}organizations:\n"
    yield "  body: {kind: agency, name: The Body, sources: [page-a]}\n"
    yield "initiatives:\n  plan-0:\n    kind: programme\n    name: A national plan\n"
    yield "    lead: body\n"
    yield f"    sources: [{', '.join(f'page-{n}' for n in range(size))}]\n    figures:\n"
    for n in range(size):
        yield f"      - {{metric: people trained {n}, value: 500, by: 2030, sources: [page-{n}]}}\n"
    yield "    history:\n"
    for n in range(size):
        day = f"20{10 + n // 300 % 15:02}-{n // 25 % 12 + 1:02}-{n % 25 + 1:02}"
        yield (
            f"      - {{date: {day}, status: launched, summary: Step {n}, sources: [page-{n}], "
            "others_say: [{summary: Nothing of it, sources: [page-b]}], "
            f"people: {{spoke: [{{name: Speaker {n}}}]}}}}\n"
        )
    yield f"sources:\n{_PAGES}"
    for n in range(size):
        yield (
            f'  page-{n}: {{url: "https://c.example/{n}", publisher: P{n % 97}, '
            "published: 2009-01-01}\n"
        )


SHAPES: Mapping[str, Callable[[int], str]] = {
    "generated": registry,
    "hub": lambda size: "".join(_hub(size)),
    "deep": lambda size: "".join(_deep(size)),
}
"""A registry of each shape, as YAML."""

_FEW = """schema_version: 1
registry: {title: Generated, jurisdiction: MA, languages: [en, fr, ar]}
organizations:
  body: {kind: agency, name: The Body, sources: [page-a, page-b]}
sources:
  page-a: {url: "https://a.example/a", publisher: A, published: 2020-01-01}
  page-b: {url: "https://b.example/b", publisher: B, published: 2020-02-01}
initiatives:
"""
_PLAN = """  plan-{n}:
    kind: programme
    name:
      en: National research platform {n}
      fr: Plateforme nationale de recherche {n}
      ar: المنصة الوطنية للبحث {n}
    summary: Data and skills for public health
    lead: body
    sources: [page-a, page-b]
    history:
      - {{date: 2020-12-03, status: announced, summary: A regional centre, sources: [page-a]}}
      - {{date: 2021-04-12, status: launched, summary: Research data, sources: [page-b]}}
      - date: 2022-05-01
        people: {{signed: [{{name: Person {n}, for: body}}]}}
    milestones:
      - {{name: Opening, due: 2027-05-01}}
    figures:
      - {{metric: people trained, value: 5000, by: 2030, sources: [page-b]}}
"""
_SIX = (
    ("kind: programme", "kind: programm{own}"),
    ("summary: Data", "descripton{own}: Data"),
    ("lead: body", "lead: The Body{own}"),
    ("2020-12-03", "2020-13-0{own}"),
    ("status: launched", "statos{own}: launched"),
    ("value: 5000", 'value: "5{own},000 people"'),
)
"""What is written in a sound record, and instead of it in a faulty one."""

MISTAKES = ("sound", "one mistake each", "six mistakes each", "six, each its own")
"""How many mistakes a record has; in the last, every one is spelled otherwise."""


def with_mistakes(records: int, shape: str) -> str:
    """So many records, with the mistakes of a shape."""
    mistakes = _SIX[: {"sound": 0, "one mistake each": 1}.get(shape, len(_SIX))]
    return _FEW + "".join(
        _faulty(_PLAN.format(n=n), mistakes, str(n) if "own" in shape else "")
        for n in range(records)
    )


def _faulty(record: str, mistakes: tuple[tuple[str, str], ...], own: str) -> str:
    for written, instead in mistakes:
        record = record.replace(written, instead.format(own=own), 1)
    return record


COMMANDS: Mapping[str, Sequence[str]] = {
    "list": ["list"],
    "list all": ["list", "all"],
    "list signatories": ["list", "signatories"],
    "list --org ORG": ["list", "--org", "{body}"],
    "timeline": ["timeline"],
    "timeline ID": ["timeline", "plan-0"],
    "search": ["search", "national"],
    "show": ["show", "plan-0"],
    "show --json": ["show", "plan-0", "--json"],
    "show ORG": ["show", "{body}"],
    "why": ["why", "plan-0"],
    "due": ["due"],
    "stale": ["stale"],
    "figures": ["figures"],
    "list pairs": ["list", "pairs"],
    "list --had": ["list", "--had", "launched:2021"],
    "disputes": ["disputes"],
    "stats": ["stats"],
}
"""The commands that read a registry of any shape, by what they are called in a benchmark."""


def arguments(name: str, shape: str) -> list[str]:
    """The arguments of a command on a registry of this shape; a body's name differs by shape."""
    body = "body-0" if shape == "generated" else "body"
    return [part.format(body=body) for part in COMMANDS[name]]
