"""Whose deeds a timeline tells, what belongs to a record, and the filters that ask for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aitracker.catalog.filters import Filters
from aitracker.catalog.lists import records
from aitracker.catalog.timeline import timeline
from aitracker.catalog.tree import tree
from aitracker.reading.load import load
from aitracker.reading.locate import File
from tests.conftest import BASE, SHIPPED_FILES, catalog, indexed, loaded

if TYPE_CHECKING:
    from aitracker.catalog.catalog import Catalog

DAY = "2026-11-24"
ALL = ("initiatives", "partnerships", "events", "organizations", "people", "sources")

NETWORK = (
    BASE
    + """\
  other-page: {url: "https://other.example/1", publisher: Other, published: 2026-01-22}
initiatives:
  network: {kind: network, name: Network, lead: ministry, sources: [press-page],
      history: [{date: 2025, status: announced}, {at: fair, status: launched,
          people: {presented: [minister]}}]}
  north: {kind: institute, name: North, part_of: [network], sources: [press-page],
      history: [{date: 2025-03, status: announced}]}
  wing: {kind: institute, name: Wing, part_of: [north], sources: [press-page],
      history: [{date: 2025-04, status: announced}]}
  later: {kind: programme, name: Later, follows: [network], sources: [press-page],
      history: [{date: 2027, status: announced}]}
partnerships:
  talks: {kind: talks, name: Talks, sources: [press-page], history: [{date: 2024-05-09,
      status: held, people: {met: [{name: Her Predecessor, for: ministry}]}}]}
  deal:
    kind: mou
    name: Deal
    parties: [ministry, Some Firm]
    see: [network]
    sources: [press-page]
    history:
      - {date: 2025-02, status: announced, people: {announced: [minister]}}
      - {date: 2025-06-20, status: signed, people: {signed: [minister],
          absent: [{name: Jane Doe, for: Some Firm}]}}
  lab: {kind: joint-lab, name: Lab, implements: [deal], hosted_by: [wing], parties: [Some Firm],
      sources: [press-page], history: [{date: 2026-01-12, status: launched}]}
events:
  fair: {name: Fair, date: 2025-09-01, organizers: [ministry], sources: [press-page],
      people: {spoke: [minister], attended: [minister]}}
"""
)


def steps(index: Catalog, *ids: str, **filters: tuple[str, ...]) -> list[tuple[str, str, str]]:
    found = timeline(index, ids or None, Filters(**filters))  # type: ignore[arg-type]
    return [(row.date, row.id, "; ".join(row.role)) for row in found]


def test_the_timeline_of_a_person_is_what_that_person_did() -> None:
    assert steps(catalog(DAY, NETWORK), "minister") == [
        ("2025-02", "deal", "announced"),
        ("2025-06-20", "deal", "signed"),
        ("2025-09-01", "network", "presented"),
        ("2025-09-01", "fair", "attended; spoke"),
    ]


def test_the_timeline_of_an_organization_is_what_it_took_part_in_with_its_part() -> None:
    assert steps(catalog(DAY, NETWORK), "ministry") == [
        ("2024-05-09", "talks", "met"),
        ("2025", "network", "lead"),
        ("2025-02", "deal", "announced; party"),
        ("2025-06-20", "deal", "party; signed"),
        ("2025-09-01", "network", "lead; presented"),
        ("2025-09-01", "fair", "attended; organizer; spoke"),
    ]


def test_the_timeline_of_a_record_is_that_of_it_and_of_all_that_belongs_to_it() -> None:
    index = catalog(DAY, NETWORK)
    assert [step[1:] for step in steps(index, "network")] == [
        ("network", ""),
        ("north", "part_of"),
        ("wing", ""),
        ("network", ""),
        ("lab", ""),
    ]
    assert [step[1:] for step in steps(index, "deal")] == [
        ("deal", ""),
        ("deal", ""),
        ("lab", "implements"),
    ]
    assert [step[1] for step in steps(index, "fair")] == ["network", "fair"]


def test_those_asked_for_in_several_ways_must_all_be_there() -> None:
    index = catalog(DAY, NETWORK)
    assert steps(index, "deal", person=("minister",)) == [
        ("2025-02", "deal", "announced"),
        ("2025-06-20", "deal", "signed"),
    ]
    assert [step[1] for step in steps(index, org=("ministry",), person=("minister",))] == [
        "deal",
        "deal",
        "network",
        "fair",
    ]
    assert steps(index) == [(date, key, "") for date, key, _ in steps(index)]
    assert list(timeline(index, [])) == []


def test_a_part_is_not_known_before_its_day() -> None:
    assert [step[1] for step in steps(catalog("2025-05", NETWORK), "minister")] == ["deal"]


IDS = [f"{letter}{n}" for letter in "ipeor" for n in range(3)]
_pick = st.sampled_from
_people = st.dictionaries(
    _pick(["signed", "attended", "spoke", "absent"]),
    st.lists(
        st.fixed_dictionaries({"person": _pick(["r0", "r1", "r2"])}, optional={"for": _pick("xy")}),
        min_size=1,
        max_size=2,
    ),
    max_size=2,
)
_BODIES = {"x": "o0", "y": {"name": "Plain"}}


@st.composite
def registries(draw: st.DrawFn) -> str:
    """A few records of each collection that name each other anyhow, perhaps in circles."""
    related = st.lists(_pick([key for key in IDS if key[0] != "r"]), max_size=2, unique=True)
    bodies = st.lists(_pick(["o0", "o1", "o2"]), max_size=2, unique=True)

    def record(letter: str, **more: Any) -> dict[str, Any]:
        relations = {name: draw(related) for name in ("part_of", "implements", "hosted_by", "see")}
        return {"name": letter, "sources": ["page"], **relations, **more}

    def history() -> list[dict[str, Any]]:
        return [
            {
                **draw(_pick([{"date": "2025-01-02"}, {"date": "2026"}, {"at": "e0"}])),
                "status": "signed",
                "people": _mentions(draw(_people)),
            }
            for _ in range(draw(st.integers(1, 2)))
        ]

    content: dict[str, Any] = {
        "schema_version": 1,
        "initiatives": {
            f"i{n}": record("i", kind="network", lead=draw(bodies), history=history())
            for n in range(3)
        },
        "partnerships": {
            f"p{n}": record("p", kind="mou", parties=draw(bodies), history=history())
            for n in range(3)
        },
        "events": {
            f"e{n}": record(
                "e", date="2025-05-05", organizers=draw(bodies), people=_mentions(draw(_people))
            )
            for n in range(3)
        },
        "organizations": {f"o{n}": {"name": f"Body {n}", "sources": ["page"]} for n in range(3)},
        "people": {f"r{n}": {"name": f"Person {n}", "sources": ["page"]} for n in range(3)},
        "sources": {"page": {"url": "https://page.example/1", "publisher": "Page"}},
    }
    return json.dumps(content)


def _mentions(people: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {
        role: [
            {**mention, **({"for": _BODIES[mention["for"]]} if "for" in mention else {})}
            for mention in mentions
        ]
        for role, mentions in people.items()
    }


def _agree(index: Catalog) -> None:
    """An id and the filter give one answer, and a person's is what the records say of it."""
    for row in records(index, ["organizations"]):
        assert steps(index, row.id) == steps(index, org=(row.id,))
    told = _told(index)
    for row in records(index, ["people"]):
        assert steps(index, row.id) == steps(index, person=(row.id,))
        assert {step[1:] for step in steps(index, row.id)} == told.get(row.id, set())


def _told(index: Catalog) -> dict[str, set[tuple[str, str]]]:
    """By person, in which records somebody says they had which parts, read from the records."""
    found: dict[str, set[tuple[str, str]]] = {}
    for key, data in index.connection.execute("select id, data from record"):
        record = json.loads(data)
        for step in (record, *record.get("history", ())):
            parts: dict[str, set[str]] = {}
            mentions = [
                (role, mention)
                for role, people in step.get("people", {}).items()
                for mention in people
            ]
            if "patron" in step:
                mentions.append(("patron", step["patron"]))
            for role, mention in mentions:
                if "person" in mention:
                    parts.setdefault(mention["person"], set()).add(role)
            for person, roles in parts.items():
                found.setdefault(person, set()).add((key, "; ".join(sorted(roles))))
    return found


@settings(max_examples=30)
@given(registries())
def test_an_id_and_its_filter_give_one_answer_whatever_the_registry(text: str) -> None:
    _agree(indexed(load([File("1.yaml", text.encode())]), "2030-01-01"))


def test_an_id_and_its_filter_give_one_answer_in_the_shipped_registry() -> None:
    files = [File(path.name, path.read_bytes()) for path in SHIPPED_FILES]
    _agree(indexed(load(files), "2100-01-01"))


def shape(index: Catalog, *roots: str, depth: int | None = None) -> list[str]:
    return [
        f"{'.' * row.depth}{row.id}{' again' if row.repeated else ''}"
        f"{f' +{row.below}' if row.below else ''}"
        for row in tree(index, roots, depth)
    ]


def test_a_tree_has_parts_what_is_hosted_and_what_carries_it_out_below_each_record() -> None:
    index = catalog(DAY, NETWORK)
    assert shape(index, "network") == ["network", ".north", "..wing", "...lab", ".deal"]
    assert [(row.relation, row.parent) for row in tree(index, ["network"])] == [
        ([], None),
        (["part_of"], "network"),
        (["part_of"], "north"),
        (["hosted_by"], "wing"),
        (["see"], "network"),
    ]
    assert shape(index, "deal", "wing") == ["deal", ".lab", "wing", ".lab"]
    assert shape(index, "network", depth=1) == ["network", ".north +1", ".deal"]
    assert shape(index, "network", depth=0) == ["network +2"]


def test_what_has_not_begun_by_the_day_is_not_in_a_tree() -> None:
    assert shape(catalog("2027-06-01", NETWORK), "network")[-1] == ".deal"
    assert ".later" in shape(catalog("2027-06-01", NETWORK), "network")
    assert shape(catalog("2025-03-15", NETWORK), "network") == ["network", ".north", ".deal"]


CIRCLE = (
    BASE
    + "initiatives:\n"
    + "".join(
        f"  {one}: {{kind: network, name: {one}, implements: [{others}], sources: [press-page], "
        "history: [{date: 2025, status: announced}]}\n"
        for one, others in {"a": "c, d", "b": "a", "c": "b", "d": "a"}.items()
    )
)


def test_a_circle_is_gone_round_once() -> None:
    assert shape(catalog(DAY, CIRCLE), "a") == [
        "a",
        ".b",
        "..c",
        "...a again +2",
        ".d",
        "..a again +2",
    ]


@settings(max_examples=30)
@given(registries(), st.integers(0, 3) | st.none())
def test_a_tree_ends_and_has_all_that_belongs_to_its_root(text: str, depth: int | None) -> None:
    index = indexed(load([File("1.yaml", text.encode())]), "2030-01-01")
    for key in ("i0", "p1", "e2"):
        rows = list(tree(index, [key], depth))
        opened = [row.id for row in rows if not row.repeated and not row.below]
        assert depth is not None or len(rows) <= len(IDS) ** 2
        assert all(row.depth <= (99 if depth is None else depth) for row in rows)
        if depth is None:
            below = {row.id for row in records(index, ALL, Filters(part_of=(key,)))}
            assert below <= {*opened, key}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"part_of": ("network",)}, ["north", "wing"]),
        ({"part_of": ("north", "deal")}, ["wing"]),
        ({"implements": ("deal",)}, ["lab"]),
        ({"hosted_by": ("wing",)}, ["lab"]),
        ({"related": ("network",)}, ["north", "deal"]),
        ({"related": ("wing",)}, ["north", "lab"]),
        ({"part_of": ("network",), "related": ("network",)}, ["north"]),
        ({"part_of": ("lab",)}, []),
    ],
)
def test_the_filters_of_relations(filters: dict[str, tuple[str, ...]], found: list[str]) -> None:
    rows = records(catalog(DAY, NETWORK), ALL, Filters(**filters))  # type: ignore[arg-type]
    assert [row.id for row in rows] == found


def test_the_registries_of_these_tests_are_sound() -> None:
    assert [p.code for p in loaded(NETWORK).problems if p.severity == "error"] == []
