"""What came of it: due, stale, disputes, why, and the past."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.conftest import BASE, run, write

REGISTRY = (
    BASE
    + """\
  old-page: {url: "https://old.example/1", publisher: Old News, title: A plan is born,
      published: 2024-03-01, language: en}
  rival-page: {url: "https://rival.example/1", publisher: The Rival, published: 2025-01~}
  late-page: {url: "https://late.example/1", publisher: The Late, published: 2026-03}
initiatives:
  plan:
    kind: strategy
    name: {en: Plan, fr: Plan national, ar: مخطط}
    lead: [ministry, Some Firm]
    sources: [old-page]
    history:
      - {date: 2024-03-01, status: announced}
      - {date: 2024-05-10, summary: First site opens, meets: First site}
      - {date: 2026-03, status: delayed, sources: [late-page]}
    milestones:
      - {name: First site, due: 2024-03}
      - {name: Second site, due: 2025}
      - {name: Third site, due: 2026~}
      - {name: Law, due: 2026-12-31}
      - {name: Label, due: 2027/..}
    figures:
      - metric: jobs
        value: 240000
        by: 2030
        others_say: [{value: 270000, sources: [rival-page]}, {value: 250000, note: in a table,
            sources: [official-page, press-page]}]
        undecided: true
        note: Nobody published a count.
      - {metric: seats, value: 90, by: 2025-06}
      - {metric: seats, value: 30, measured: 2025-08, sources: [late-page]}
  quiet: {kind: programme, name: Quiet, lead: ministry, sources: [old-page],
      history: [{date: 2024-03-01, status: launched}]}
  layout: {kind: report, name: TextLayout, sources: [old-page], history: [{date: 2024-03-01,
      status: launched}]}
partnerships:
  mou:
    kind: mou
    name: Memorandum
    parties: [ministry, Some Firm]
    sources: [old-page]
    history:
      - date: 2024-03-01
        status: signed
        people: {signed: [{person: minister, for: ministry}]}
        others_say: [{says: only talks, sources: [rival-page]}, {date: 2024-03-02,
            sources: [official-page]}]
        note: The official page was corrected.
  lab:
    kind: joint-lab
    name: Lab
    parties: [ministry]
    implements: [mou]
    sources: [late-page]
    history: [{date: 2026-03, status: launched}]
"""
)


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def test_due_lists_what_is_owed_the_nearest_first_then_what_is_settled() -> None:
    rows = run("due", "--json").json
    assert [(row["text"], row["state"], row["days"], row["late"]) for row in rows] == [
        ("seats: 90", "overdue", -512, None),
        ("Second site", "overdue", -328, None),
        ("Third site", "soon", 37, None),
        ("Law", "soon", 37, None),
        ("jobs: 240000", "open", 1498, None),
        ("Label", "open", None, None),
        ("First site", "met", -968, 40),
    ]
    assert rows[1] == {
        "id": "plan",
        "collection": "initiatives",
        "name": "Plan",
        "lead": ["ministry", "Some Firm"],
        "promise": "milestone",
        "text": "Second site",
        "due": "2025",
        "state": "overdue",
        "days": -328,
        "sources": ["old-page"],
        "late": None,
        "certain": True,
        "first": None,
        "slips": 0,
        "slipped": None,
        "result": None,
        "outcome": None,
        "gap": None,
        "horizon": "2026-03-01",
        "note": None,
        "contested": False,
    }
    assert (rows[0]["result"], rows[0]["outcome"], rows[0]["gap"]) == ("30", "short", "60")


@pytest.mark.parametrize(
    ("args", "texts"),
    [
        (["--overdue"], ["seats: 90", "Second site"]),
        (["--within", "37d"], ["Third site", "Law"]),
        (["--within", "36d"], []),
        (["--within", "2m", "--overdue"], ["seats: 90", "Second site", "Third site", "Law"]),
        (["--within", "10y"], ["Third site", "Law", "jobs: 240000"]),
        (["--overdue", "--as-of", "2024-05-09"], ["First site"]),
        (["--overdue", "--as-of", "2027-06-01"], ["seats: 90", "Second site", "Third site", "Law"]),
    ],
)
def test_due_is_narrowed_to_what_is_overdue_near_or_both(args: list[str], texts: list[str]) -> None:
    assert [row["text"] for row in run("due", *args, "--json").json] == texts


def test_due_knows_on_a_day_only_what_had_been_promised_by_then() -> None:
    assert run("due", "--as-of", "2024-02-29").out == ""
    assert [row["state"] for row in run("due", "--as-of", "2024-03-01", "--json").json] == [
        "soon",
        "open",
        "open",
        "open",
        "open",
        "open",
        "open",
    ]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["due", "--exit-code"], 1),
        (["due", "--exit-code", "--overdue"], 1),
        (["due", "--overdue"], 0),
        (["due", "--exit-code", "--within", "30d"], 0),
        (["due", "--exit-code", "--within", "20y"], 1),
        (["due", "--exit-code", "--as-of", "2024-02-01"], 0),
        (["stale", "--exit-code"], 1),
        (["stale", "--exit-code", "--after", "5y"], 0),
        (["stale"], 0),
    ],
)
def test_the_exit_code_tells_a_script_whether_anything_was_found(
    args: list[str], code: int
) -> None:
    assert run(*args).code == code


@pytest.mark.parametrize("span", ["soon", "-5d", "6 moons", "3", "99999y", "2027", "٩٠"])
def test_a_span_of_time_that_is_none_is_a_usage_error_that_shows_the_forms(span: str) -> None:
    for args in (["due", f"--within={span}"], ["stale", f"--after={span}"]):
        done = run(*args)
        assert done.code == 2
        assert "90d, 12w, 6m or 1y" in done.err or f"write {span}d" in done.err


def test_stale_lists_open_records_by_their_silence_and_tells_what_came_of_them() -> None:
    rows = run("stale", "--as-of", "2026-11-24", "--json").json
    assert [
        (row["id"], row["status"], row["newest"], row["days"], row["delivered"]) for row in rows
    ] == [
        ("quiet", "launched", "2024-03-01", 998, []),
        ("mou", "signed", "2026-01-21", 307, ["lab"]),
        ("plan", "delayed", "2026-03", 238, ["First site", "seats"]),
        ("lab", "launched", "2026-03", 238, []),
    ]


def test_stale_takes_for_news_only_what_was_out_on_the_day() -> None:
    assert [
        (row["id"], row["days"])
        for row in run("stale", "--as-of", "2025-12-31", "--after", "1y", "--json").json
    ] == [("quiet", 670)]
    assert run("stale", "--as-of", "2024-08-01").out == ""


def test_disputes_set_each_rival_beside_the_registry_with_publishers_the_undecided_first() -> None:
    assert run("disputes", "--json").json == [
        {
            "id": "plan",
            "collection": "initiatives",
            "name": "Plan",
            "field": "figures.0.value",
            "says": "240000",
            "rivals": [
                {"says": "270000", "publishers": ["The Rival"], "sources": ["rival-page"]},
                {
                    "says": "250000",
                    "publishers": ["The State", "The Press"],
                    "sources": ["official-page", "press-page"],
                    "note": "in a table",
                },
            ],
            "undecided": True,
            "publishers": ["Old News"],
            "note": "Nobody published a count.",
            "fact": "jobs: 240000, by 2030",
        },
        {
            "id": "mou",
            "collection": "partnerships",
            "name": "Memorandum",
            "field": "history.0",
            "says": "2024-03-01: signed",
            "rivals": [
                {"says": "only talks", "publishers": ["The Rival"], "sources": ["rival-page"]}
            ],
            "undecided": False,
            "publishers": ["Old News"],
            "note": "The official page was corrected.",
            "fact": "2024-03-01: signed",
        },
        {
            "id": "mou",
            "collection": "partnerships",
            "name": "Memorandum",
            "field": "history.0.date",
            "says": "2024-03-01",
            "rivals": [
                {"says": "2024-03-02", "publishers": ["The State"], "sources": ["official-page"]}
            ],
            "undecided": False,
            "publishers": ["Old News"],
            "note": "The official page was corrected.",
            "fact": "2024-03-01: signed",
        },
    ]
    assert [row[3] for row in run("disputes", "mou").rows] == ["history.0", "history.0.date"]
    assert run("disputes").rows[0][5] == "270000 (The Rival); 250000 (The State, The Press)"
    assert run("disputes", "--as-of", "2024-02-01").out == ""


def test_disputes_are_laid_out_for_people() -> None:
    assert (
        run("disputes", "plan", "-f", "table").out
        == """\
Plan [plan]
  figures, value (undecided): jobs: 240000, by 2030
  registry  240000 (Old News)
  others    270000 (The Rival)
  others    250000 (The State, The Press)
            note: in a table
  note      Nobody published a count.
"""
    )


def test_why_tells_who_says_a_fact_how_well_it_is_vouched_for_and_who_says_otherwise() -> None:
    assert (
        run("why", "mou", "status").out
        == """\
Memorandum
mou

status: signed since 2024-03-01
  contested
  Old News, 2024-03-01, en [old-page]
    A plan is born
    https://old.example/1
  others say: only talks
    The Rival, 2025-01~ [rival-page]
      https://rival.example/1
  others say: date 2024-03-02
    The State, 2026-01-21, official [official-page]
      https://official.example/1
  note: The official page was corrected.
"""
    )
    rows = run("why", "mou", "status", "--json").json
    assert [
        (row["field"], row["value"], row["publisher"], row["official"], row["rival"])
        for row in rows
    ] == [
        ("status", "signed since 2024-03-01", "Old News", False, False),
        ("status", "only talks", "The Rival", False, True),
        ("status.date", "2024-03-02", "The State", True, True),
    ]
    assert rows[0] == {
        "id": "mou",
        "field": "status",
        "value": "signed since 2024-03-01",
        "publisher": "Old News",
        "date": "2024-03-01",
        "source": "old-page",
        "official": False,
        "rival": False,
        "title": "A plan is born",
        "language": "en",
        "url": "https://old.example/1",
        "evidence": "contested",
        "undecided": False,
        "note": "The official page was corrected.",
    }


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("figures", ["figures.0", "figures.1", "figures.2"]),
        ("figures.1", ["figures.1"]),
        ("name", ["name"]),
        ("lead", ["lead.0", "lead.1"]),
        ("milestones.4", ["milestones.4"]),
        ("tags", []),
    ],
)
def test_why_takes_a_field_or_a_place_below_it(field: str, fields: list[str]) -> None:
    found = run("why", "plan", field, "--json").json
    assert list(dict.fromkeys(row["field"] for row in found if not row["rival"])) == fields


def test_why_finds_a_part_anywhere_in_the_path_and_refuses_what_is_no_field() -> None:
    assert [row["field"] for row in run("why", "mou", "signed", "--json").json] == [
        "history.0.people.signed.0"
    ]
    done = run("why", "mou", "statuss")
    assert done.code == 2
    assert "did you mean 'status'?" in done.err
    assert run("why", "nothing-so-called").code == 1


def test_every_fact_of_a_record_is_told_with_its_evidence() -> None:
    rows = run("why", "plan", "--json").json
    words = {row["field"]: row["evidence"] for row in rows if not row["rival"]}
    assert words["figures.0"] == "contested"
    assert words["history.2"] == words["name"] == "single-source"
    assert next(iter(words)) == "status"
    assert {"", "kind", "name", "lead.1", "history.1", "milestones.4", "figures.2"} <= set(words)


def test_show_before_a_record_began_tells_its_name_and_nothing_else() -> None:
    assert (
        run("show", "mou", "--as-of", "2024-02").out
        == "Memorandum\nmou (memorandum of understanding)\n\ndid not exist yet on 2024-02-29\n"
    )
    data = run("show", "mou", "--as-of", "2024-02", "--json").json
    assert (data["begun"], data["status"], data["related"]) == (False, None, [])
    assert "parties" not in data
    assert "sources" not in data


def test_why_before_a_record_began_knows_no_facts() -> None:
    assert (
        run("why", "mou", "--as-of", "2024-02").out
        == "Memorandum\nmou\n\ndid not exist yet on 2024-02-29\n"
    )
    assert run("why", "mou", "status", "--as-of", "2024-02", "--json").json == []


def test_show_on_a_day_leaves_out_steps_aims_offices_and_relations_that_came_later() -> None:
    before, after = (
        run("show", "plan", "--as-of", day, "--json").json for day in ("2024-12-31", "2026-11-24")
    )
    assert (len(before["history"]), len(after["history"])) == (2, 3)
    assert (before["status"], after["status"]) == ("announced", "delayed")
    assert [
        related["id"] for related in run("show", "mou", "--as-of", "2025", "--json").json["related"]
    ] == []
    assert [related["id"] for related in run("show", "mou", "--json").json["related"]] == ["lab"]
    assert "roles" not in run("show", "minister", "--as-of", "2024-10-22", "--json").json
    assert "Minister, The Ministry" in run("show", "minister", "--as-of", "2024-10-23").out
    assert [row[7] for row in run("list", "people", "--as-of", "2024-10-22").rows] == [""]
    assert [row[7] for row in run("list", "people", "--as-of", "2024-10-23").rows] == ["ministry"]
    assert run("show", "ministry", "--as-of", "2024-02-01", "--json").json["related"] == []


def test_a_status_that_may_not_hold_yet_is_marked_everywhere(place: Path) -> None:
    write(
        place,
        BASE + "initiatives:\n"
        "  idea: {kind: pledge, name: Idea, sources: [press-page], history: [{date: 2026, "
        "status: announced}]}\n",
    )
    assert "announced?" in run("show", "idea", "--as-of", "2026-05").out
    assert "status: announced? since 2026" in run("why", "idea", "--as-of", "2026-05").out
    assert "history: 2026?: announced [history.0]" in run("why", "idea", "--as-of", "2026-05").out
    assert "history: 2026: announced [history.0]" in run("why", "idea", "--as-of", "2026").out


def test_a_promise_met_at_a_day_not_known_exactly_is_marked_until_it_is_past(place: Path) -> None:
    text = (
        "initiatives:\n"
        "  plan: {kind: strategy, name: Plan, sources: [press-page], history: [{date: "
        "2026-02-01, status: announced}, "
    )
    write(
        place,
        BASE
        + text
        + "{date: 2026-05, meets: Site}], milestones: [{name: Site, due: 2026-04-20}]}\n",
    )
    assert "met?" in run("due", "--as-of", "2026-05-10", "-f", "table").out
    row = run("due", "--as-of", "2026-06", "--json").json[0]
    assert (row["state"], row["certain"], row["late"]) == ("met", True, 11)


PLAN = "initiatives:\n  plan:\n    kind: strategy\n    name: Plan\n    sources: [press-page]\n"


def due_of(place: Path, rest: str, *args: str) -> list[tuple[str, str, bool, int | None]]:
    write(place, BASE + PLAN + rest)
    return [
        (row["text"], row["state"], row["certain"], row["late"])
        for row in run("due", *args, "--json").json
    ]


def test_nothing_is_owed_before_its_record_has_begun(place: Path) -> None:
    rest = (
        "    history: [{date: 2026-06-01, status: announced}]\n"
        "    figures: [{metric: seats, value: 5, by: 2027}]\n"
    )
    assert due_of(place, rest, "--as-of", "2026-05") == []
    for command in (
        ["show", "plan"],
        ["show", "plan", "--json"],
        ["why", "plan"],
        ["disputes", "plan"],
    ):
        done = run(*command, "--as-of", "2026-05")
        assert (done.code, done.err) == (0, "")
    assert len(due_of(place, rest, "--as-of", "2026-06")) == 1


@pytest.mark.parametrize(
    "met", ["{date: ../2026-03, meets: Site}", "{meets: Site, sources: [official-page]}"]
)
def test_a_promise_met_since_nobody_knows_when_has_not_slipped(place: Path, met: str) -> None:
    rest = (
        f"    history: [{{date: 2025-01-01, status: announced}}, {met}]\n"
        f"    milestones: [{{name: Site, due: 2025-12}}]\n"
    )
    assert due_of(place, rest, "--as-of", "2026-11-24") == [("Site", "met", True, None)]


@pytest.mark.parametrize(
    ("due", "day", "state"),
    [
        ("2025~/2026-03-15", "2026-03-16", "overdue"),
        ("2025-03-01/2025~", "2026-06-01", "maybe-overdue"),
        ("2025-03-01/2025~", "2027-01-01", "overdue"),
    ],
)
def test_a_span_is_about_where_its_end_is(place: Path, due: str, day: str, state: str) -> None:
    rest = (
        f"    history: [{{date: 2025-01-01, status: announced}}]\n"
        f"    milestones: [{{name: Site, due: {due}}}]\n"
    )
    assert due_of(place, rest, "--as-of", day) == [("Site", state, True, None)]


def test_a_certain_step_is_not_hidden_by_a_vague_one(place: Path) -> None:
    rest = (
        "    history: [{date: 2025-01-01, status: announced}, {date: 2026, meets: Site}, "
        "{date: 2026-03-05, meets: Site}]\n"
        "    milestones: [{name: Site, due: 2026}]\n"
    )
    assert due_of(place, rest, "--as-of", "2026-02") == [("Site", "met", False, None)]
    assert due_of(place, rest, "--as-of", "2026-06") == [("Site", "met", True, None)]


def test_a_measurement_that_may_be_later_than_the_aim_counts_and_is_marked(place: Path) -> None:
    rest = (
        "    history: [{date: 2025-01-01, status: announced}]\n"
        "    figures: [{metric: seats, value: 9, by: 2026, said: 2026-01-22}, {metric: "
        "seats, value: 12, measured: 2026}]\n"
    )
    assert due_of(place, rest, "--as-of", "2026-06") == [("seats: 9", "met", False, None)]
    assert due_of(place, rest, "--as-of", "2026-12-31") == [("seats: 9", "met", True, None)]


def test_overdue_keeps_what_may_not_have_been_met_yet(place: Path) -> None:
    rest = (
        "    history: [{date: 2025-01-01, status: announced}, {date: 2026, meets: "
        "Site}]\n    milestones: [{name: Site, due: 2026-02}]\n"
    )
    assert due_of(place, rest, "--as-of", "2026-06", "--overdue") == [("Site", "met", False, None)]
    assert run("due", "--as-of", "2026-06", "--overdue", "--exit-code").code == 1
    assert due_of(place, rest, "--as-of", "2026-12-31", "--overdue") == []


def test_a_revised_aim_is_the_one_in_force_from_the_day_of_its_revision(place: Path) -> None:
    rest = (
        "    history: [{date: 2025-01-01, status: announced}]\n"
        "    figures: [{metric: seats, value: 9, by: 2027}, {metric: seats, value: 5, by: "
        "2027, said: 2026-03-01}]\n"
    )
    assert due_of(place, rest, "--as-of", "2026-02") == [("seats: 9", "open", True, None)]
    assert due_of(place, rest, "--as-of", "2026-03-01") == [
        ("seats: 5", "open", True, None),
    ]


def test_results_parties_and_guests_of_later_days_are_absent(place: Path) -> None:
    write(
        place,
        BASE
        + """\
partnerships:
  deal:
    kind: mou
    name: Deal
    parties: [ministry]
    sources: [press-page]
    history:
      - {date: 2025-01-01, status: announced}
      - {date: 2026-03-01, status: signed, people: {signed: [{name: Joe Doe, for: Beta Co}]}}
    figures: [{metric: cost, value: 10, measured: 2026-05}]
    milestones: [{name: Text, due: 2027}]
events:
  fair:
    name: Fair
    date: 2026-06-10/2026-06-12
    sources: [press-page]
    history: [{date: 2026-01-30, status: announced}]
    people: {attended: [minister]}
""",
    )
    before, after = (
        run("show", "deal", "--json", "--as-of", day).json for day in ("2026-02", "2026-06")
    )
    assert ([len(data["parties"]) for data in (before, after)], "figures" in before) == (
        [1, 2],
        False,
    )
    assert run("due", "--as-of", "2026-02", "--json").json[0]["lead"] == ["ministry"]
    assert run("due", "--as-of", "2026-06", "--json").json[0]["lead"] == ["ministry", "Beta Co"]
    assert "people" not in run("show", "fair", "--json", "--as-of", "2026-02").json
    assert run("show", "minister", "--json", "--as-of", "2026-02").json["related"] == []
    assert [
        related["id"]
        for related in run("show", "minister", "--json", "--as-of", "2026-06-10").json["related"]
    ] == ["fair"]


BARE = """\
organizations:
  bare: {name: Bare, sources: [press-page], others_say: [{kind: regulator,
      sources: [official-page]}]}
"""

RIVALS = (
    BASE.replace("organizations:\n", BARE)
    + """\
initiatives:
  plan:
    kind: strategy
    name: Plan
    lead: [{organization: ministry, others_say: [{name: Third Party, sources: [official-page]}]}]
    sources: [press-page]
    undecided: true
    others_say: [{name: The Scheme, sources: [official-page]}]
    figures:
      - metric: budget
        value: 5 m MAD
        from: {name: The Fund, others_say: [{name: The Bank, sources: [official-page]}]}
    history:
      - date: 2025-01-01
        status: announced
        people: {signed: [{name: Joe, for: {name: Body One, others_say: [{organization: ministry,
            sources: [official-page]}]}}]}
events:
  day:
    name: Day
    date: 2025-06-01
    sources: [press-page]
    patron: {name: The King, others_say: [{name: The Queen, sources: [official-page]}]}
    others_say: [{date: 2025-06-05, sources: [official-page]}, {place: Rabat,
        sources: [official-page]}]
"""
)


def test_every_rival_account_is_told_wherever_it_stands(place: Path) -> None:
    write(place, RIVALS)
    found = {
        (row["id"], row["field"]): (row["says"], str(row["rivals"][0]["says"]), row["publishers"])
        for row in run("disputes", "--json").json
    }
    assert found == {
        ("bare", "kind"): ("", "regulator", []),
        ("plan", "name"): ("Plan", "The Scheme", ["The Press"]),
        ("plan", "lead.0.name"): ("The Ministry [ministry]", "Third Party", ["The Press"]),
        ("plan", "figures.0.from.name"): ("The Fund", "The Bank", ["The Press"]),
        ("plan", "history.0.people.signed.0.for.organization"): (
            "Body One",
            "The Ministry [ministry]",
            ["The Press"],
        ),
        ("day", "patron.name"): ("The King", "The Queen", ["The Press"]),
        ("day", "date"): ("2025-06-01", "2025-06-05", ["The Press"]),
        ("day", "place"): ("", "Rabat", []),
    }
    for key in ("bare", "plan", "day"):
        told = run("show", key).out
        for (other, _), (_, rival, _) in found.items():
            assert other != key or rival.split(" [")[0] in told
    whole = next(row for row in run("why", "plan", "--json").json if row["field"] == "")
    assert (whole["undecided"], whole["evidence"]) == (False, "single-source")
    assert {row["evidence"] for row in run("why", "day", "status", "--json").json} == {"contested"}
    assert "says nothing about it" in run("disputes", "bare", "-f", "table").out


def test_why_takes_the_paths_that_disputes_prints_and_says_when_nothing_is_there() -> None:
    for field in ("history.0.date", "history.0.people.signed.0.title"):
        assert [
            row["field"] for row in run("why", "mou", field, "--json").json if not row["rival"]
        ] == [field.rpartition(".")[0]]
    assert "'mou' has nothing under 'history.99'" in run("why", "mou", "history.99").err
    assert "'mou' has nothing under 'tags'" in run("why", "mou", "tags").err
    assert "run: aitracker show old-page" in run("why", "old-page").err


def test_ids_given_twice_are_told_once_and_former_ids_in_any_case(place: Path) -> None:
    assert len(run("disputes", "mou", "Memorandum").rows) == 2
    write(
        place,
        BASE + PLAN + "    formerly: [old-plan]\n    history: [{date: 2025, status: announced}]\n",
    )
    assert run("show", "OLD-PLAN", "-f", "ids").out == "plan\n"


UNREAD = (
    BASE
    + """\
partnerships:
  deal:
    kind: agreement
    name: Deal
    parties: [Some Firm]
    sources: [press-page]
    history: [{date: 2026, status: signed}, {date: 2026-01-19, status: active}]
    milestones:
      - {name: First site, due: 2026-01/2026-04, note: said as early in 2026}
      - {name: Second site, due: 2027}
"""
)


def test_a_deadline_with_a_note_has_a_star_and_the_note_is_in_the_rows(place: Path) -> None:
    write(place, UNREAD)
    assert [row["note"] for row in run("due", "--json").json] == ["said as early in 2026", None]
    assert [line.split()[1] for line in run("due", "-f", "table").out.splitlines()] == [
        "due",
        "2026-01/04*",
        "2027",
    ]


def test_a_list_that_is_empty_says_which_other_collections_have_what_is_asked_for(
    place: Path,
) -> None:
    write(place, UNREAD)
    done = run("list", "--org", "Some Firm", "--as-of", "2026-11")
    assert (done.code, done.out) == (0, "")
    command = "aitracker list partnerships --org 'Some Firm' --as-of 2026-11"
    assert done.err == f"1 partnership matches: {command}\n"
    assert run(*shlex.split(command)[1:]).out.startswith("deal\t")
    assert run("list", "--org", "minister", "--status", "signed").err.startswith("Error")
    assert run("list", "--evidence", "contested").err == ""


def test_rows_that_may_lie_outside_the_dates_asked_for_are_told(place: Path) -> None:
    write(place, UNREAD)
    done = run("timeline", "--since", "2026-01-15")
    assert [row[0] for row in done.rows] == ["2026", "2026-01-19"]
    assert done.err == "perhaps outside these dates, not dated exactly: 1\n"
    assert run("timeline", "--since", "2026").err == ""
    assert run("timeline", "--until", "2026-11").err.endswith("exactly: 1\n")


def test_a_dispute_is_titled_by_the_labels_of_the_field_and_the_role(place: Path) -> None:
    write(
        place,
        BASE
        + """\
  rival-page: {url: "https://rival.example/1", publisher: The Rival, published: 2026-02}
partnerships:
  deal:
    kind: agreement
    name: Deal
    parties: [ministry]
    sources: [press-page]
    history:
      - date: ../2026-01
        status: signed
        people:
          signed: [{person: minister, others_say: [{title: Deputy, sources: [rival-page]}]}]
        others_say: [{date: 2026-01-02, sources: [rival-page]}]
""",
    )
    titles = [line for line in run("disputes", "-f", "table").out.splitlines() if line[:2] == "  "]
    assert titles[0].startswith("  history, date: by 2026-01: signed")
    assert titles[3].startswith("  history, signed, title: A Minister")
    assert [row["field"] for row in run("disputes", "--json").json] == [
        "history.0.date",
        "history.0.people.signed.0.title",
    ]


FUND = (
    BASE
    + """\
initiatives:
  fund:
    kind: fund
    name: Fund
    sources: [press-page]
    history: [{date: 2026-01-19, status: announced}]
"""
)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["50 bn EUR", "150 bn EUR"], "parts add up to 200 bn EUR, as the whole"),
        (["50 bn EUR", "150000 m EUR"], "parts add up to 200 bn EUR, as the whole"),
        (
            ["50 bn EUR", "100-120 bn EUR"],
            "parts add up to 150-170 bn EUR, 30-50 bn EUR less than the whole",
        ),
        (["50 bn EUR", "100+ bn EUR"], "parts add up to 150+ bn EUR, as the whole"),
        (
            ["50~ bn EUR", "100 bn EUR"],
            "parts add up to 150~ bn EUR, 50~ bn EUR less than the whole",
        ),
        (["150 bn EUR", "100 bn EUR"], "parts add up to 250 bn EUR, 50 bn EUR more than the whole"),
        (["50 bn EUR", "100 bn USD"], ""),
        ([], ""),
    ],
)
def test_show_and_why_add_up_the_parts_of_a_whole(place: Path, parts: list[str], said: str) -> None:
    figures = [f"{{metric: part {n}, value: {part}, of: total}}" for n, part in enumerate(parts)]
    write(
        place,
        FUND
        + f"""\
    figures: [{", ".join(["{metric: total, value: 200 bn EUR, stage: announced}", *figures])}]
""",
    )
    for command in ("show", "why"):
        told = [line for line in run(command, "fund").out.splitlines() if "parts add" in line]
        if not said:
            assert told == []
        elif command == "show":
            assert [line.strip() for line in told] == [said]
    if said:
        assert f"figures: {said} [figures.0]" in run("why", "fund", "-f", "table").out


def test_parts_are_added_up_as_they_were_known_on_the_day_and_only_for_the_same_date(
    place: Path,
) -> None:
    write(
        place,
        FUND
        + """\
    figures:
      - {metric: total, value: 90, by: 2028}
      - {metric: north, value: 40, of: total}
      - {metric: south, value: 30, of: total}
      - {metric: south, value: 50, of: total, said: 2026-03}
      - {metric: total, value: 9, measured: 2026-06}
      - {metric: north, value: 3, of: total, measured: 2026-06}
""",
    )
    told = [line.strip() for line in run("show", "fund").out.splitlines() if "add up" in line]
    assert told == [
        "parts add up to 90, as the whole",
        "parts add up to 3, 6 less than the whole",
    ]


def test_what_each_pays_and_the_parts_named_are_added_up_where_it_is_money_with_a_stage(
    place: Path,
) -> None:
    write(
        place,
        FUND
        + """\
    figures:
      - {metric: budget, value: 50 m EUR, stage: committed}
      - {metric: budget, value: 35 m EUR, stage: committed, from: ministry}
      - {metric: budget, value: 10 m EUR, stage: committed, from: A Firm}
      - {metric: budget, value: 90 m EUR, stage: announced}
      - {metric: budget, part: north, value: 40 m EUR, stage: announced}
      - {metric: budget, part: south, value: 50 m EUR, stage: announced}
      - {metric: grant a month, value: 700 EUR}
      - {metric: grant a month, part: abroad, value: 900 EUR}
""",
    )
    told = [line.strip() for line in run("show", "fund").out.splitlines() if "add up" in line]
    assert told == [
        "parts add up to 45 m EUR, 5 m EUR less than the whole",
        "parts add up to 90 m EUR, as the whole",
    ]


CONTESTED = (
    BASE
    + """\
  rival-page: {url: "https://rival.example/1", publisher: The Rival, published: 2026-02}
events:
  fair:
    name: Fair
    date: 2026-01-18
    organizers: [ministry]
    sources: [press-page]
    others_say: [{place: Nowhere, sources: [rival-page]}]
partnerships:
  deal:
    kind: agreement
    name: Deal
    sources: [press-page]
    history:
      - date: 2026-01-19
        people:
          signed: [{person: minister, others_say: [{title: Deputy, sources: [rival-page]}]}]
          attended: [{name: A Guest}]
      - date: 2026-01-20
        summary: A second signature
        people: {signed: [minister]}
        others_say: [{says: nobody signed, sources: [rival-page]}]
      - date: 2026-01-21
        people: {signed: [minister]}
        others_say: [{place: Nowhere, sources: [rival-page]}]
    figures:
      - {metric: cost, value: 3, others_say: [{value: 4, sources: [rival-page]}]}
      - {metric: seats, value: 3, by: 2027}
    milestones:
      - {name: Opening, due: 2027, others_say: [{due: 2028, sources: [rival-page]}]}
"""
)


def test_rows_say_that_others_say_otherwise(place: Path) -> None:
    write(place, CONTESTED)
    roles = run("list", "signatories", "--role", "signed,attended", "--json").json
    assert [(row["date"][-2:], row["role"], row["contested"]) for row in roles] == [
        ("19", "signed", True),
        ("19", "attended", False),
        ("20", "signed", True),
        ("21", "signed", False),
    ]
    steps = run("timeline", "--json").json
    assert [(row["date"][-2:], row["contested"]) for row in steps] == [
        ("18", True),
        ("19", False),
        ("20", True),
        ("21", True),
    ]
    assert [row["contested"] for row in run("figures", "--json").json] == [True, False]
    assert {row["text"]: row["contested"] for row in run("due", "--json").json} == {
        "Opening": True,
        "seats: 3": False,
    }


def test_people_see_what_is_contested_beside_it(place: Path) -> None:
    write(place, CONTESTED)
    assert "signed (contested)" in run("list", "signatories", "-f", "table").out
    assert "A second signature (contested) [deal]" in run("timeline", "-f", "table").out
    assert "  3 (contested)" in run("figures", "-f", "table").out
    assert "Opening (contested)" in run("due", "-f", "table").out
    assert "contested" in run("timeline", "-f", "md").out


def test_a_party_that_signed_only_a_part_is_no_party_to_the_whole_wherever_the_part_is_written(
    place: Path,
) -> None:
    write(
        place,
        BASE
        + """\
partnerships:
  code:
    kind: code-of-practice
    name: Code
    sources: [press-page]
    each_with: [Firm A, Firm B, Firm C]
    history:
      - date: 2026-01-19
        status: signed
        organizations:
          signed: [Firm A, {name: Firm B, part: Safety}, {name: Firm C, part: Safety}]
      - {date: 2026-01-20, organizations: {signed: [Firm C]}}
""",
    )
    assert "Firm B (Safety only)" in run("show", "code").out.split("What happened")[0]
    assert run("stats", "partnerships", "--by", "kind", "--json").json[0]["agreements"] == 2
