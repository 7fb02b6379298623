from __future__ import annotations

import re
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent

import pytest

from aitracker.model.problems import Problem
from aitracker.reading.load import load
from aitracker.reading.locate import File
from aitracker.reading.rules import ERRORS, STYLE, WARNINGS, Rule, StyleRule, code_of
from tests.conftest import BASE, calls, loaded, problems

INVALID = Path(__file__).parent.parent / "invalid"


def example(rule: Rule | StyleRule, which: str) -> str:
    """The YAML under `Bad::` or `Good::` in a rule's docstring."""
    return example_in(cleandoc(rule.__doc__ or ""), which)


def example_in(doc: str, which: str) -> str:
    match = re.search(rf"^{which}::\n\n((?:    .*\n|\n)+)", doc + "\n", re.MULTILINE)
    assert match, f"no {which.lower()} example in: {doc}"
    return dedent(match[1])


@pytest.mark.parametrize("rule", [*ERRORS, *WARNINGS, *STYLE], ids=code_of)
def test_the_bad_example_of_a_rule_is_reported_and_the_good_one_is_not(
    rule: Rule | StyleRule,
) -> None:
    severity = "error" if rule in ERRORS else "warning"
    bad = [(p.code, p.severity) for p in loaded(BASE, example(rule, "Bad")).problems]
    assert (code_of(rule), severity) in bad
    good = loaded(BASE, example(rule, "Good")).problems
    assert code_of(rule) not in [p.code for p in good]
    assert not [p for p in good if p.severity == "error"]


@pytest.mark.parametrize("case", sorted(INVALID.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_invalid_registry_has_just_the_expected_problems(case: Path) -> None:
    found = load([File(case.name, case.read_bytes())]).problems
    errors = "".join(f"{p.line}:{p.column} {p.code}\n" for p in found if p.severity == "error")
    assert errors == case.with_suffix(".expected").read_text("utf-8")


def test_the_files_of_a_registry_are_merged() -> None:
    registry = loaded(
        BASE, "organizations:\n  agency: {name: Agency, sources: [press-page]}\n"
    ).registry
    assert list(registry.records) == [
        "ministry",
        "minister",
        "press-page",
        "official-page",
        "agency",
    ]


def test_an_id_twice_names_both_places_even_across_files_and_collections() -> None:
    found = loaded(
        BASE, "events:\n  ministry: {name: Day, date: 2026-01-12, sources: [press-page]}\n"
    ).problems
    (twice,) = [p for p in found if p.code == "duplicate-id"]
    assert (twice.file, twice.line, twice.column) == ("2.yaml", 2, 3)
    assert "1.yaml:4" in twice.message


def test_a_syntax_error_hides_its_record_only() -> None:
    found = loaded(
        BASE,
        """\
        events:
          day: {name: [x}
          other-day: {name: Other day, date: 2026-13, sources: [press-page, official-page]}
          third-day:
            name: A day: the third
            date: 2026-01-12
            sources: [press-page, official-page]
        """,
        "organizations:\n  agency: {name: Agency, kind: x, sources: [press-page], see: [day]}\n",
    )
    assert [(p.file, p.line, p.code) for p in found.problems if p.severity == "error"] == [
        ("2.yaml", 2, "unclosed-bracket"),
        ("2.yaml", 3, "not-a-date"),
        ("2.yaml", 5, "colon-in-text"),
        ("3.yaml", 2, "unknown-term"),
    ]
    assert found.unread == 0
    assert found.partly == {"2.yaml": 2}


def test_what_cannot_be_read_alone_leaves_its_file_unread() -> None:
    found = loaded(BASE, UNREAD)
    assert [(p.file, p.code) for p in found.problems] == [("2.yaml", "unclosed-bracket")]
    assert (found.unread, found.partly) == (1, {})


@pytest.mark.parametrize(
    "typed",
    [
        "atlas-calcul:\n    name: Atlas\n    sources: [press-page, official-page]\n",
        "  atlas-calcul:\n  name: Atlas\n    sources: [press-page, official-page]\n",
        (
            "  first:\n    name: First: one\n    sources: [press-page, official-page]\n"
            "    atlas-calcul:\n      name: Atlas\n      sources: [press-page, official-page]\n"
        ),
        '  atlas-calcul:\n    name: "Atlas\n    sources: [press-page, official-page]\n',
        "   atlas-calcul:\n     name: Atlas\n     sources: [press-page, official-page]\n",
    ],
    ids=["margin", "field", "inside", "quote", "one space"],
)
@pytest.mark.parametrize(
    "after", ["", "  last:\n    name: Last\n    sources: [press-page, official-page]\n"]
)
def test_a_record_that_cannot_be_read_is_known_to_those_that_name_it(
    typed: str, after: str
) -> None:
    lab = """\
        partnerships:
          lab:
            kind: mou
            name: Lab
            parties: [ministry, atlas-calcul]
            sources: [press-page, official-page]
            history: [{date: 2026-01-12, status: signed}]
        """
    start = "organizations:\n  zero: {name: Zero, sources: [press-page, official-page]}\n"
    found = loaded(BASE, lab, start + typed + after)
    told = [(p.file, p.code) for p in found.problems if p.severity == "error"]
    assert told
    assert {file for file, _ in told} == {"3.yaml"}
    assert len(told) == 1


def test_problems_are_sorted_by_place() -> None:
    found = loaded(BASE, "people:\n  b: {name: B}\n  a: {nme: A}\n").problems
    assert found == sorted(found, key=lambda p: (p.file, p.line, p.column))
    assert len(found) > 2


def test_an_empty_record_is_an_error() -> None:
    assert problems(BASE, "organizations:\n  agency:\n") == ["2:3 empty-record"]


def test_a_schema_version_of_the_future_is_refused() -> None:
    assert problems("schema_version: 2\n") == ["1:17 schema-version"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 1000,
        bytes(range(256)) * 10,
        b"[" * 100_000,
        b'a: "x',
        b"\t",
        b"%YAML 9.9\n---\n",
        "\ufeff".encode(),
        b"a: {" * 50,
        b"- " * 99,
    ],
    ids=[
        "empty",
        "zeros",
        "binary",
        "brackets",
        "quote",
        "tab",
        "directive",
        "mark",
        "braces",
        "dashes",
    ],
)
def test_any_rubbish_is_one_problem(raw: bytes) -> None:
    found = load([File("rubbish.yaml", raw)])
    (problem,) = found.problems
    assert isinstance(problem, Problem)
    assert problem.severity == "error"
    assert not found.registry.records


def test_sixteen_times_as_much_noise_is_refused_with_sixteen_times_the_work() -> None:
    def refuse(mebibytes: int) -> None:
        noise = bytes(range(32, 127)) * (mebibytes * 1024**2 // 95)
        assert len(load([File("noise.yaml", noise)]).problems) == 1

    assert calls(lambda: refuse(16)) < 16.5 * calls(lambda: refuse(1))


def test_twice_as_many_misspelled_citations_take_twice_the_work() -> None:
    def report(number: int) -> None:
        records = "".join(
            f"  body-{n}: {{name: Body {n}, sources: [pge-{n}, pge-{n + 1}]}}\n"
            for n in range(number)
        )
        pages = "".join(
            f"  page-{n}: {{url: https://example.org/{n}, publisher: P, published: 2025}}\n"
            for n in range(number)
        )
        text = f"schema_version: 1\norganizations:\n{records}sources:\n{pages}"
        found = [each for each in loaded(text).problems if each.code == "unknown-reference"]
        assert len(found) == 2 * number
        assert sum("did you mean 'page-" in (each.hint or "") for each in found) <= 40

    assert calls(lambda: report(800)) < 2.2 * calls(lambda: report(400))


UNREAD = "organizations: {\n  parent: {\n"


@pytest.mark.parametrize(
    "text",
    [
        # An id, a source with its date, a later holder of an office, another publisher: all may
        # stand there.
        """\
        organizations:
          child: {name: Child, part_of: [parent], sources: [press-page, official-page]}
        """,
        """\
        initiatives:
          plan:
            kind: strategy
            name: Plan
            sources: [page]
            history: [{status: announced}]
        """,
        """\
        people:
          chair:
            name: A Chair
            sources: [press-page, official-page]
            roles: [{organization: ministry, title: Chair, from: 2020}, {name: School, title: Head}]
        partnerships:
          lab:
            kind: mou
            name: Laboratory
            sources: [press-page, official-page]
            history: [{date: 2026-01-12, status: signed, people: {signed: [chair]}}]
        """,
        "organizations:\n  child: {name: Child, sources: [press-page, page]}\n",
    ],
    ids=["id", "source", "office", "publisher"],
)
def test_a_file_that_cannot_be_read_is_not_blamed_on_the_others(text: str) -> None:
    found = loaded(BASE, text, UNREAD).problems
    assert [(p.file, p.code) for p in found] == [("3.yaml", "unclosed-bracket")]
    assert loaded(BASE, text).problems


def test_the_schema_version_may_stand_in_a_file_that_cannot_be_read() -> None:
    texts = ("organizations: {}\n", "schema_version: 1\npeople: {\n")
    assert [p.code for p in loaded(*texts).problems] == ["unclosed-bracket"]
    assert [p.code for p in loaded(texts[0]).problems] == ["schema-version"]


def test_references_of_a_broken_record_are_judged_with_the_records_of_all_files() -> None:
    plan = """\
        initiatives:
          plan: {kind: stratgy, name: Plan, lead: agency, sources: [press-page], history: []}
        """
    agency = "organizations:\n  agency: {name: Agency, sources: [press-page, official-page]}\n"
    assert problems(BASE, plan) == ["2:16 unknown-term", "2:43 unknown-reference"]
    codes = [p.code for p in loaded(BASE, plan, agency).problems]
    assert codes == ["unknown-term"]


def test_an_address_no_parser_takes_is_no_address() -> None:
    day = "events:\n  day:\n    name: Day\n    date: 2026\n"
    day += "    sources: [press-page, official-page]\n    links:\n"
    assert "7:9 not-an-address" in problems(BASE, day + '      - "https://[x"\n')


def test_a_header_that_cannot_be_read_is_not_said_to_be_missing_too() -> None:
    header, rest = BASE.split("\n", 1)
    text = f"{header}: 2\n{rest}"
    assert [p.code for p in loaded(text).problems] == ["colon-in-text"]
