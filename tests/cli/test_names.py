"""Organizations are called by name where people read, and by id where programs do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BASE, run, write
from tests.goldens import on_a_terminal

LONG_NAME = "The Ministry of Everything That Is Digital in the Land"
WHO = f"""\
initiatives:
  plan:
    kind: strategy
    name: Plan
    lead: [ministry, Some Firm]
    sources: [press-page]
    history: [{{date: 2024-01-01, status: announced}}]
    milestones: [{{name: {"A deadline with many words " * 2}, due: 2027, note: Said twice}}]
    figures: [{{metric: budget, value: 3 m EUR, stage: spent, from: ministry}}]
"""


@pytest.mark.parametrize(
    ("columns", "lead"),
    [
        ("60", "  ministry, …\n"),
        ("120", "The Ministry of Everything That"),
        ("200", f"{LONG_NAME}, Some Firm"),
    ],
)
def test_a_table_has_names_where_they_take_no_room_from_other_columns(
    place: Path, monkeypatch: pytest.MonkeyPatch, columns: str, lead: str
) -> None:
    write(place, BASE.replace("name: The Ministry", f"name: {LONG_NAME}") + WHO)
    monkeypatch.setenv("COLUMNS", columns)
    assert lead in on_a_terminal("due").out
    assert LONG_NAME in on_a_terminal("due", "--wide").out
    if columns != "60":  # the text is as long as beside an id
        assert ("A deadline with many words " * 2).strip() in on_a_terminal("due").out


def test_markdown_has_names_and_labels_and_formats_for_programs_ids_and_words(
    place: Path,
) -> None:
    write(place, BASE.replace("name: The Ministry", f"name: {LONG_NAME}") + WHO)
    fields = ("--fields", "lead,state,due,certain")
    assert run("due", *fields, "-f", "md", "--lang", "fr").out.splitlines()[2] == (
        f"| {LONG_NAME}; Some Firm | toujours en cours | 2027\\* | oui |"
    )
    assert "| 2027 |" in run("due", "-f", "md").out  # where the note has a column of its own
    assert run("due", *fields, "-f", "tsv").out == "ministry; Some Firm\topen\t2027\ttrue\n"
    assert run("figures", "--json").json[0]["payer"] == "ministry"
