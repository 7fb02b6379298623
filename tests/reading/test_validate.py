from __future__ import annotations

import dataclasses
import subprocess
import sys
import typing
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

import pytest

from aitracker.model import fields as fields_of
from aitracker.model import nearest
from aitracker.model.dates import Date
from aitracker.model.records import Partnership
from aitracker.reading import validate
from aitracker.reading.normalize import normalize
from tests.conftest import BASE, loaded, problems


def test_records_are_frozen_standard_dataclasses_that_import_no_pydantic() -> None:
    assert dataclasses.is_dataclass(Partnership)
    assert Partnership.__dataclass_params__.frozen  # type: ignore[attr-defined] # set by the decorator
    code = (
        "import sys, aitracker.model.records;"
        "sys.exit('pydantic' in sys.modules or 'yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_scalars_become_our_own_types_and_unknown_numbers_stay_text() -> None:
    found = validate.record(
        "partnerships",
        normalize(
            {
                "kind": "mou",
                "name": "1_0",
                "sources": ["press-page"],
                "history": [{"date": "2026-01", "summary": "٣"}],
            },
            Partnership,
        ),
    )
    assert isinstance(found, Partnership)
    assert found.name == "1_0"
    assert found.history[0].date == Date.parse("2026-01")
    assert found.history[0].summary == "٣"


def test_all_faults_of_a_record_are_reported_and_the_others_are_kept() -> None:
    found = loaded(
        BASE,
        """
        partnerships:
          broken:
            kind: moo
            name: {e n: X}
            parties: {}
            part_of: ministry
            sources: [press-page]
            historie: []
            history: [{dat: 2025-09, status: singed}]
          sound: {kind: mou, name: Sound, sources: [press-page], history: [{date: 2026-01-12}]}
        """,
    )
    codes = [f"{p.line} {p.code}" for p in found.problems if p.severity == "error"]
    assert codes == [
        "4 unknown-term",
        "5 not-a-language",
        "6 wrong-type",
        "7 wrong-type",
        "9 unknown-key",
        "10 unknown-key",
        "10 unknown-term",
    ]
    assert "sound" in found.registry.records
    assert set(found.registry.broken) == {"broken"}


def test_the_id_of_a_broken_record_stays_known() -> None:
    assert problems(
        BASE,
        """
        organizations:
          broken: {name: Broken, kind: unheard-of, sources: [press-page, official-page]}
          child: {name: Child, part_of: [broken], sources: [press-page, official-page]}
        """,
    ) == ["3:32 unknown-term"]


def test_nearest_words_are_offered() -> None:
    found = loaded(
        BASE,
        """
        initiatives:
          plan:
            kind: stratgy
            naem: Plan
            name: Plan
            sources: [pres-page]
            history: [{date: 2026-01-12, status: anounced, people: {sined: [minister]}}]
        """,
    )
    hints = {p.code + p.hint for p in found.problems}
    assert {
        "unknown-termdid you mean 'strategy'?",
        "unknown-keydid you mean 'name'?",
        "unknown-termdid you mean 'announced'?",
    } <= hints


def test_a_mistake_made_in_many_records_is_worked_out_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted = Counter[str]()

    def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **options: Any) -> Any:
            counted[name] += 1
            return function(*args, **options)

        return called

    monkeypatch.setattr(typing, "get_type_hints", counting("hints", typing.get_type_hints))
    monkeypatch.setattr(nearest, "SequenceMatcher", counting("nearest", SequenceMatcher))
    fields_of._fields.clear()
    nearest._nearest.cache_clear()
    records = "".join(
        f"  plan-{n}: {{kind: strateg, nmae: Plan {n}, figures: [{{metric: x, valeu: 3}}]}}\n"
        for n in range(50)
    )
    found = loaded(f"{BASE}initiatives:\n{records}")
    errors = [p.code for p in found.problems if p.severity == "error"]
    assert Counter(errors)["unknown-key"] == 100
    assert counted["hints"] < 20
    assert 0 < counted["nearest"] < 20


def test_an_id_listed_twice_is_told_behind_a_record_that_names_one_outside_of_lists() -> None:
    deal = """\
partnerships:
  deal:
    kind: mou
    name: Deal
    parties: [ministry]
    sources: [press-page, official-page, press-page]
    history: [{date: 2025-05-01, status: signed}]
"""
    assert "organization: ministry" in BASE
    assert problems(BASE + deal) == ["25:42 cited-twice"]
