"""Registries of any size to measure on: seeded, in three languages, in the shape of the shipped one."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = "national centre platform roadmap research data cloud skills regional digital public health water energy".split()
_ARABIC = "المركز الوطني للذكاء الاصطناعي خارطة طريق البحث البيانات المهارات الجهوي الرقمي الصحة الماء الطاقة".split()
_FRENCH = "centre national plateforme feuille de route recherche données compétences régional numérique santé énergie".split()
_STATUS = ("announced", "signed", "launched", "active", "completed")


def registry(initiatives: int, seed: int = 1) -> str:
    """A registry with so many initiatives, and with organizations, people and sources in proportion."""
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
            yield f"      - {{date: {day()}, status: {status}, summary: {name(_WORDS)}, sources: {cited(2)}}}"
        person = draw.randrange(people)
        yield from (
            f"      - date: {day()}",
            f"        people: {{signed: [{{person: person-{person}, for: body-{draw.randrange(bodies)}}}]}}",
        )
        yield "    figures:"
        yield f"      - {{metric: people trained, value: {draw.randint(10, 9000)}, by: {draw.randint(2026, 2031)}, sources: {cited(1)}}}"
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
