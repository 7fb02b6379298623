"""Small things that a person sees and that only a test of the whole command shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BASE, run, write
from tests.goldens import on_a_terminal


def plan(more: str = "", name: str = "plan") -> str:
    """An initiative with more lines."""
    return f"""  {name}:
    kind: strategy
    name: {name.title()}
    sources: [press-page, official-page]
    history: [{{date: 2024-01-01, status: announced}}]
{more}"""


def test_a_pager_may_be_given_with_options(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place, BASE + "initiatives:\n" + "".join(plan(name=f"plan-{n}") for n in range(30)))
    monkeypatch.setenv("AITRACKER_PAGER", "sh -c 'cat > paged'")
    done = on_a_terminal("list")
    assert (done.code, done.out) == (0, "")
    assert (place / "paged").read_text("utf-8").count("plan-") == 30


def test_a_pager_that_cannot_be_started_hides_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, BASE + "initiatives:\n" + "".join(plan(name=f"plan-{n}") for n in range(30)))
    broken = place / "pager"
    broken.write_text("no program", "utf-8")
    broken.chmod(0o755)
    for pager in ("no-such-pager-anywhere -R", "less 'unclosed", str(broken)):
        monkeypatch.setenv("AITRACKER_PAGER", pager)
        assert on_a_terminal("list").out.count("plan-") == 30


def test_an_aim_is_replaced_only_by_one_said_on_a_later_day(place: Path) -> None:
    def standing(said: str) -> list[str]:
        aims = """    figures:
      - {metric: jobs, value: 100, by: 2030, said: 2024-05-29}
      - {metric: jobs, value: 200, by: 2030, said: SAID}
"""
        write(place, f"{BASE}initiatives:\n{plan(aims.replace('SAID', said))}")
        return [row["text"] for row in run("due", "--json").json if row["state"] != "ended"]

    assert standing("2024-05-30") == ["jobs: 200"]
    assert standing("2024-05-29") == ["jobs: 100", "jobs: 200"]
    assert standing("2024-05-28") == ["jobs: 100"]


def test_a_plain_name_in_two_records_asks_for_a_record_and_in_one_for_nothing(place: Path) -> None:
    firm = "    lead: [Some Firm]\n"
    once = write(place, f"{BASE}initiatives:\n{plan(firm)}{plan(name='other')}")
    assert "Some Firm" not in run("check").out
    once.write_text(f"{BASE}initiatives:\n{plan(firm)}{plan(firm, name='other')}", "utf-8")
    assert "'Some Firm' appears by plain name in 2 places; give it a record" in run("check").out


def test_a_plain_name_twice_in_one_record_asks_for_nothing(place: Path) -> None:
    more = "    lead: [Some Firm]\n    partners: [Some Firm]\n"
    write(place, f"{BASE}initiatives:\n{plan(more)}")
    assert "appears by plain name" not in run("check").out
