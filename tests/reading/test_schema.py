from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from aitracker.model import records, vocabulary
from aitracker.model.fields import fields
from aitracker.reading.schema import ids_by_collection, schema
from tests.conftest import BASE, REPOSITORY, SHIPPED_FILES, loaded, run

if TYPE_CHECKING:
    from collections.abc import Iterator

jsonschema = pytest.importorskip(
    "jsonschema", reason="validates against the schema: pip install -e '.[dev]'"
)


def objections(text: str) -> list[str]:
    """What the schema objects to, as an editor reads the file (1.2 core types)."""
    validator = jsonschema.Draft202012Validator(schema())
    data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 # BaseLoader makes text only
    return [error.json_path for error in validator.iter_errors(data)]


def test_the_schema_is_one_and_is_committed_as_it_is_made() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    committed = (REPOSITORY / "schema" / "registry.schema.json").read_text("utf-8")
    assert json.loads(committed) == schema()
    assert run("schema").out == committed


@pytest.mark.parametrize("path", SHIPPED_FILES, ids=lambda path: path.name)
def test_each_file_of_the_shipped_registry_names_its_schema_and_fits_it(path: Path) -> None:
    text = path.read_text("utf-8")
    first = text.splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.split("=")[1]).is_file()
    assert objections(text.replace("undecided: true", "note: x")) == []


@pytest.mark.parametrize(
    "record",
    [
        (
            "{name: Plan, kind: strategy, lead: ministry, sources: [press-page], "
            "history: [{date: 2026, status: announced}]}"
        ),
        (
            "{name: {en: Plan, ar-MA: خطة}, kind: fund, lead: [ministry, {name: onepoint}], "
            "sources: [press-page], history: []}"
        ),
        (
            "{name: Plan, kind: law, sources: [press-page], history: [{at: day, "
            "people: {signed: [minister, {name: X, for: ministry}]}}]}"
        ),
        (
            "{name: Plan, kind: law, aliases: [X, {text: Y, sources: [press-page]}], "
            "sources: [press-page], history: []}"
        ),
        (
            "{name: Plan, kind: law, figures: [{metric: m, value: 1.4 bn MAD, from: ministry, "
            "by: 2030~}], sources: [press-page], history: []}"
        ),
    ],
)
def test_short_forms_fit(record: str) -> None:
    assert objections(BASE + f"initiatives:\n  plan: {record}\n") == []


@pytest.mark.parametrize(
    ("record", "place"),
    [
        ("{name: Plan, kind: stratgy, sources: [press-page], history: []}", "kind"),
        ("{name: Plan, kind: law, sources: [press-page], history: [{status: anounced}]}", "status"),
        ("{name: Plan, kind: law, sources: [press-page], history: [{dat: 2026}]}", "history[0]"),
        ("{name: Plan, kind: law, sources: [press-page], history: [{date: 12/01/2026}]}", "date"),
        ("{name: Plan, kind: law, sources: press-page, history: []}", "sources"),
        ("{name: Plan, kind: law, history: []}", "plan"),
        ("{kind: law, sources: [press-page], history: []}", "plan"),
        (
            (
                "{name: Plan, kind: law, sources: [press-page], "
                "history: [{people: {sined: [minister]}}]}"
            ),
            "people",
        ),
        (
            (
                "{name: Plan, kind: law, sources: [press-page], "
                "history: [{others_say: [{date: 2026}]}]}"
            ),
            "others_say[0]",
        ),
        ("{name: {french: Plan}, kind: law, sources: [press-page], history: []}", "name"),
    ],
)
def test_what_check_would_refuse_an_editor_underlines(record: str, place: str) -> None:
    found = objections(BASE + f"initiatives:\n  plan: {record}\n")
    assert any(place in path for path in found), found


def test_every_key_is_described_and_every_word_defined_in_the_schema() -> None:
    found = json.dumps(schema(), ensure_ascii=False)
    for kind in records.ITEM_TYPES:
        for field in fields(kind):
            assert json.dumps(field.about.meaning, ensure_ascii=False)[1:-1] in found
    for name in (
        "status",
        "role",
        "stage",
        "initiative-kind",
        "partnership-kind",
        "organization-kind",
        "source-kind",
    ):
        for word in vocabulary.words(name):
            assert json.dumps(vocabulary.definition(name, word), ensure_ascii=False)[1:-1] in found


def test_the_language_server_sees_numbers_and_flags_where_people_write_them() -> None:
    text = dedent(
        """\
        initiatives:
          plan: {name: 2030, kind: law, sources: [p], history: [{date: 2030, undecided: true,
            others_say: [{date: 2031, sources: [p]}]}]}
        """
    )
    data: dict[str, Any] = yaml.safe_load(text)
    assert list(jsonschema.Draft202012Validator(schema()).iter_errors(data)) == []


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside a schema."""
    if isinstance(node, dict):
        yield node
    for inner in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from nodes(inner)


def test_each_word_has_one_definition_and_each_pattern_words_for_people() -> None:
    for node in nodes(schema()):
        if "enum" in node and node["enum"] != [1, "1"]:
            assert len(node["enumDescriptions"]) == len(node["enum"])
            assert all(node["enumDescriptions"])
        if "pattern" in node and isinstance(node["pattern"], str):
            assert node["patternErrorMessage"]


def test_fields_and_snippets_stand_in_house_order() -> None:
    made = schema()["$defs"]
    assert list(made["Partnership"]["properties"])[:2] == ["kind", "name"]
    for kind in records.RECORD_TYPES.values():
        body = list(made[kind.__name__]["defaultSnippets"][0]["body"])
        order = [key for key in made[kind.__name__]["properties"] if key in body]
        assert body == order
        assert set(made[kind.__name__].get("required", ())) <= set(body)


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("15000", True),
        ("1.4 bn MAD", True),
        ("73+ %", True),
        ("3-5 bn EUR", True),
        ("2 000", False),
        ("1,4 bn", False),
        ("> 500", False),
    ],
)
def test_an_editor_underlines_what_is_no_value(value: str, fits: bool) -> None:
    record = (
        f"{{name: Plan, kind: law, figures: [{{metric: m, value: '{value}'}}], "
        "sources: [press-page], history: []}"
    )
    assert (objections(BASE + f"initiatives:\n  plan: {record}\n") == []) == fits


def test_the_ids_of_a_registry_are_offered_with_their_names_where_they_may_stand() -> None:
    made = schema(ids_by_collection(loaded(BASE).registry))
    jsonschema.Draft202012Validator.check_schema(made)
    ids = made["$defs"]["ids-of-organizations"]
    assert ids == {"enum": ["ministry"], "enumDescriptions": ["The Ministry"]}
    sources = made["$defs"]["Entry"]["properties"]["sources"]["items"]
    assert {"$ref": "#/$defs/ids-of-sources"} in sources["anyOf"]
    lead = json.dumps(made["$defs"]["Initiative"]["properties"]["lead"])
    assert "ids-of-organizations" in lead
    data = yaml.load(BASE, Loader=yaml.BaseLoader)  # noqa: S506 # BaseLoader makes text only
    assert list(jsonschema.Draft202012Validator(made).iter_errors(data)) == []
