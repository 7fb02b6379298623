"""The types of plain data name the keys that records and items have."""

from __future__ import annotations

from typing import Any

import pytest

from aitracker.model import normal_form
from aitracker.model.fields import fields
from aitracker.model.records import (
    Application,
    Entry,
    Figure,
    Mention,
    Milestone,
    Party,
    Role,
    Source,
    Vote,
)

BESIDE = {"note", "sources", "others_say", "undecided"}
"""What stands beside the value of an item."""

ACTING = {"people", "organizations"}
"""What a step holds as items of their own."""


def keys(*kinds: type) -> set[str]:
    return {each.key for kind in kinds for each in fields(kind)} - BESIDE - ACTING


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (normal_form.PartyData, (Party,)),
        (normal_form.SomeoneData, (Party, Mention)),
        (normal_form.VoteData, (Vote,)),
        (normal_form.EntryData, (Entry,)),
        (normal_form.FigureData, (Figure,)),
        (normal_form.MilestoneData, (Milestone,)),
        (normal_form.ApplicationData, (Application,)),
        (normal_form.SourceData, (Source,)),
    ],
)
def test_plain_data_has_the_keys_of_its_class(data: Any, kinds: tuple[type, ...]) -> None:
    assert set(data.__annotations__) - BESIDE == keys(*kinds)


def test_an_office_names_its_organization_like_a_party() -> None:
    assert set(normal_form.OfficeData.__annotations__) == keys(Role) | {"unnamed"}
