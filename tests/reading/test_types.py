"""A wrong type at every place a type is possible: a sentence, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from aitracker.catalog.lists import records
from aitracker.catalog.signatories import signatories
from aitracker.catalog.timeline import timeline
from aitracker.model.errors import KeyPath
from tests.conftest import indexed, loaded

FULL: dict[str, Any] = {
    "schema_version": "1",
    "registry": {
        "title": {"en": "T"},
        "jurisdiction": "MA",
        "languages": ["en"],
        "license": "CC-BY-4.0",
    },
    "initiatives": {
        "plan": {
            "kind": "strategy",
            "name": {"en": "Plan", "ar": "خطة"},
            "formerly": ["old-plan"],
            "aliases": ["P", {"text": "Q", "sources": ["page"]}],
            "summary": "S",
            "tags": ["a-tag"],
            "links": ["https://example.org/", {"url": "https://example.org/2", "title": "T"}],
            "identifiers": {"law": "1-2"},
            "lead": "body",
            "partners": [
                {
                    "organization": "body",
                    "does": "D",
                    "others_say": [{"name": "X", "sources": ["page"]}],
                },
                {"unnamed": "two"},
            ],
            "part_of": ["day"],
            "sources": ["page"],
            "note": "N",
            "others_say": [
                {"kind": "roadmap", "identifiers": {"law": "3"}, "note": "N", "sources": ["page"]}
            ],
            "history": [
                {
                    "date": "2025",
                    "at": "day",
                    "status": "signed",
                    "summary": {"en": "S"},
                    "place": "R",
                    "meets": "M",
                    "people": {
                        "signed": [
                            "person",
                            {
                                "name": "X",
                                "for": "body",
                                "title": "T",
                                "others_say": [{"for": "Another Firm", "sources": ["page"]}],
                            },
                        ]
                    },
                    "sources": ["page"],
                    "undecided": "true",
                    "others_say": [
                        {"date": "2024", "status": "announced", "says": "S", "sources": ["page"]}
                    ],
                }
            ],
            "milestones": [
                {"name": "M", "due": "2026", "others_say": [{"due": "2027", "sources": ["page"]}]}
            ],
            "figures": [
                {
                    "metric": "m",
                    "value": "1",
                    "by": "2030",
                    "baseline": "0",
                    "part": "p",
                    "from": "body",
                    "stage": "spent",
                    "said": "2025",
                },
                {
                    "metric": "m",
                    "value": "2",
                    "measured": "2025",
                    "others_say": [{"value": "3", "from": "body", "sources": ["page"]}],
                },
            ],
        }
    },
    "partnerships": {
        "deal": {
            "kind": "mou",
            "name": "Deal",
            "parties": ["body", "Some Firm"],
            "each_with": [{"name": "onepoint"}],
            "objectives": ["O", {"text": {"en": "P"}, "sources": ["page"]}],
            "sources": ["page"],
            "history": [{"date": "2025-01", "status": "signed", "people": {"signed": ["person"]}}],
        }
    },
    "events": {
        "day": {
            "name": "Day",
            "date": "2025-05-05",
            "organizers": ["body"],
            "patron": "A King",
            "people": {"spoke": ["person"]},
            "sources": ["page"],
        }
    },
    "organizations": {
        "body": {"name": "Body", "kind": "agency", "country": "MA", "sources": ["page"]}
    },
    "people": {
        "person": {
            "name": "Person",
            "roles": [
                {
                    "organization": "body",
                    "title": "T",
                    "from": "2020",
                    "until": "2030",
                    "others_say": [{"from": "2021", "sources": ["page"]}],
                }
            ],
            "not_same": [],
            "sources": ["page"],
        }
    },
    "sources": {
        "page": {
            "url": "https://example.org/",
            "publisher": "P",
            "via": "V",
            "title": "T",
            "published": "2026",
            "language": "fr",
            "kind": "press",
        }
    },
}


def places(data: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    if path:
        yield path
    for key, value in (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    ):
        yield from places(value, (*path, key))


def replaced(data: Any, path: KeyPath, value: Any) -> Any:
    if not path:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = replaced(data[path[0]], path[1:], value)
    return copy


def written(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def test_the_full_registry_is_sound() -> None:
    assert [p for p in loaded(written(FULL)).problems if p.severity == "error"] == []


WRONG: list[Any] = [
    "",
    "§ text",
    [],
    [[]],
    ["x", []],
    {},
    {"x": "y"},
    [{}],
    None,
    [None],
    {"organization": {}},
    {"en": []},
]


@pytest.mark.slow
@pytest.mark.parametrize("wrong", WRONG, ids=written)
def test_a_wrong_type_anywhere_costs_at_most_the_records_it_is_in(wrong: Any) -> None:
    for path in places(FULL):
        found = loaded(written(replaced(FULL, path, wrong)))
        for problem in found.problems:
            assert problem.line >= 1
            assert problem.message
        index = indexed(found, "2030-12-31")
        listed = {row.id for row in records(index, ["initiatives", "partnerships", "events"])}
        whole = {key for key in ("plan", "deal", "day") if found.registry.records.get(key)}
        codes = {problem.code for problem in found.problems}
        assert listed == whole or (listed < whole and "empty-history" in codes), path
        assert {row.id for row in timeline(index)} == listed, path
        assert {row.record for row in signatories(index)} <= listed, path


@pytest.mark.parametrize("wrong", [{"x": ["y"]}, [["x"]]], ids=written)
def test_every_wrong_type_is_an_error_at_its_place(wrong: Any) -> None:
    for path in places(FULL):
        line = written(replaced(FULL, path, "MARK")).split("MARK")[0].count("\n") + 1
        lines = written(wrong).count("\n")
        errors = [
            p.line
            for p in loaded(written(replaced(FULL, path, wrong))).problems
            if p.severity == "error"
        ]
        assert any(line <= error <= line + lines for error in errors), (path, line, errors)
