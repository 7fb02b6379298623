"""An event that is still to come is there from the day on which it was announced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BASE, run, write

REGISTRY = (
    BASE.replace(
        "sources:\n",
        """sources:
  programme: {url: https://press.example/2, publisher: The Press, published: 2025-06}
  leaflet: {url: https://press.example/3, publisher: The Press}
""",
        1,
    )
    + """\
events:
  summit:
    name: Robotics summit
    date: 2099-03-02/2099-03-03
    place: Rabat
    tags: [robots]
    organizers: [ministry]
    sources: [official-page, programme]
    people: {announced: [minister]}
  fair:
    name: Robotics fair
    date: 2099
    sources: [leaflet]
  meeting:
    name: Robotics meeting
    date: 2025-09-01
    sources: [programme, official-page]
  congress:
    name: Robotics congress
    date: 2099-05-01
    sources: [programme]
    history:
      - {date: 2025-03-01, summary: The minister speaks of it}
      - {date: 2025-08-01, status: delayed}
"""
)


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def listed(*args: str) -> dict[str, str]:
    return {row["id"]: row["status"] for row in run("list", "events", *args, "--json").json}


def there(day: str) -> dict[str, bool]:
    """By command, whether the summit is there on a day."""
    questions = {
        ("list", "events"): "Robotics summit",
        ("list", "all"): "Robotics summit",
        ("list", "events", "--org", "ministry"): "Robotics summit",
        ("search", "robotics summit"): "Robotics summit",
        ("stats", "--by", "tag"): "robots",
        ("tree", "summit"): "scheduled",
        ("why", "summit"): "scheduled",
        ("show", "summit"): "scheduled",
        ("show", "ministry"): "Robotics summit",
        ("list", "events", "--person", "minister"): "Robotics summit",
        ("show", "minister"): "Robotics summit",
        ("sql", "select id from begun"): "summit",
    }
    return {
        " ".join(args): answer in run(*args, "--as-of", day).out
        for args, answer in questions.items()
    }


def test_an_event_is_scheduled_from_the_last_day_of_its_oldest_page() -> None:
    assert listed() == {
        "summit": "scheduled",
        "fair": "scheduled",
        "meeting": "held",
        "congress": "delayed",
    }
    assert listed("--as-of", "2025-06-30") == dict.fromkeys(
        ("summit", "meeting", "congress"), "scheduled"
    )
    assert listed("--as-of", "2025-06-29") == {"congress": "scheduled"}
    assert listed("--as-of", "2025-02") == {}


def test_an_event_that_no_dated_page_announces_is_there_from_the_newest_page_of_all() -> None:
    assert "fair" not in listed("--as-of", "2026-01-20")
    assert listed("--as-of", "2026-01-21")["fair"] == "scheduled"


def test_where_no_page_has_a_date_an_event_to_come_is_always_there(place: Path) -> None:
    text = REGISTRY.replace(", published: 2025-06", "").replace("    published: ", "    title: ")
    write(place, text)
    assert listed()["summit"] == "scheduled"
    assert "scheduled" in run("show", "summit").out


def test_all_commands_agree_when_an_event_is_there() -> None:
    assert not any(there("2025-06-29").values()), there("2025-06-29")
    assert all(there("2025-06-30").values()), there("2025-06-30")
    assert "summit" in run("completion", "bash", "--", "show", "sum").out


def test_an_event_to_come_is_shown_with_its_status_and_who_is_announced() -> None:
    page = run("show", "summit").out
    assert "scheduled" in page
    assert "The Press" in page
    assert "A Minister" in page
    assert run("show", "summit", "--json").json["since"] == "../2025-06-30"


def test_the_announcement_of_an_event_is_no_step_of_it() -> None:
    assert "summit" not in run("timeline").out
    assert [row["date"] for row in run("timeline", "meeting", "--json").json] == ["2025-09-01"]
    years = run("stats", "events", "--by", "year", "--format", "csv").out
    assert "year,2099," in years
    assert "year,2025,2," in years


def test_a_registry_with_an_event_to_come_is_sound() -> None:
    assert run("check", "--errors-only").out == ""
