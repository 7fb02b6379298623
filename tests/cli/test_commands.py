from __future__ import annotations

import json
from pathlib import Path

import pytest

from aitracker.catalog import cache
from tests.conftest import BASE, SHIPPED, run, write

COMMANDS = ("list", "show", "timeline", "check", "info")


def test_bare_it_prints_help_and_is_done() -> None:
    done = run()
    assert (done.code, done.err) == (0, "")
    assert all(command in done.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_each_command_has_help(command: str, flag: str) -> None:
    done = run(command, flag)
    assert done.code == 0
    assert done.out.startswith(f"Usage: aitracker {command}")


def test_a_mistyped_command_is_a_usage_error_with_the_nearest() -> None:
    done = run("timline")
    assert done.code == 2
    assert "'timeline'" in done.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["list", "initiative", "--formt", "json"], "--format"),
        (["list", "--format", "xml"], "'xml'"),
        (["list", "partnershps"], "partnerships"),
        (["list", "signatories", "--role", "sined"], "signed"),
        (["list", "--as-of", "2025-13"], "no month 13"),
        (["list", "--lang", "français"], "language tag"),
        (["show"], "ID"),
        (["show", "minister", "--format", "tsv"], "use table, json, jsonl, yaml, md or ids"),
    ],
)
def test_a_wrong_use_exits_2_and_names_the_remedy(args: list[str], said: str, place: Path) -> None:
    write(place, BASE)
    done = run(*args)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("word", ["person", "people"])
def test_the_singular_works(word: str, place: Path) -> None:
    write(place, BASE)
    assert [row[0] for row in run("list", word).rows] == ["minister"]


def test_no_rows_are_an_answer(place: Path) -> None:
    write(place, BASE)
    assert run("list").code == 0
    assert run("list").out == ""
    assert run("list", "--json").json == []
    assert run("timeline", "--json").json == []


def test_an_unknown_id_exits_1_with_the_nearest(place: Path) -> None:
    write(place, BASE)
    done = run("show", "minster")
    assert done.code == 1
    assert "did you mean 'minister'" in done.err
    assert run("timeline", "nothing-like-it").code == 1


def test_a_name_of_several_records_lists_their_ids_and_names(place: Path) -> None:
    write(place, BASE)
    done = run("show", "mini")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "Error: 'mini' matches 2 records\n"
        "  ministry  The Ministry\n"
        "  minister  A Minister\n"
        "  use one of these ids, or more of the name\n"
    )
    assert run("list", "--org", "mini").code == 0  # of organizations it fits one
    assert run("show", "the min", "-f", "ids").out == "ministry\n"


def test_no_more_choices_are_listed_than_a_screen_holds(place: Path) -> None:
    rows = "".join(
        f"  firm-{n}: {{name: Firm {n}, kind: company, sources: [press-page]}}\n" for n in range(30)
    )
    write(place, BASE.replace("organizations:\n", f"organizations:\n{rows}"))
    lines = run("why", "firm").err.splitlines()
    assert lines[0] == "Error: 'firm' matches 30 records"
    assert lines[-2] == "  and 10 more"
    assert len(lines) == 23


def test_the_registry_is_found_by_option_then_environment_then_upward_then_packed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(*args: str) -> str:
        return str(run("info", "--json", *args).json["registry"])

    assert Path(found()).resolve() == SHIPPED.resolve()
    assert run("info", "--json").json["packed"].startswith("yes")
    write(place, BASE)
    deep = place / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert found() == "../../data/initiatives.yaml"
    other = write(place, BASE, "other.yaml")
    monkeypatch.setenv("AITRACKER_REGISTRY", str(other))
    assert found() == str(other)
    third = write(place, BASE, "third.yaml")
    assert found("-r", str(third)) == str(third)


def test_a_file_takes_in_the_folder_beside_it_and_a_folder_is_a_registry(place: Path) -> None:
    path = write(place, BASE)
    write(
        place,
        "organizations:\n  agency: {name: Agency, sources: [press-page]}\n",
        "data/initiatives/more.yaml",
    )
    assert [row[0] for row in run("list", "organizations").rows] == ["ministry", "agency"]
    path.rename(place / "elsewhere.yaml")
    alone = run("list", "organizations", "-r", str(path.with_suffix("")))
    assert [row[0] for row in alone.rows] == ["agency"]


@pytest.mark.parametrize("target", ["nothing.yaml", "empty-folder"])
def test_a_registry_that_cannot_be_read_exits_3(target: str, place: Path) -> None:
    (place / "empty-folder").mkdir()
    for command in (["list"], ["timeline"], ["info"], ["check"]):
        done = run(*command, "-r", target)
        assert (done.code, done.out) == (3, "")
        assert target in done.err


def test_a_partly_broken_registry_gives_the_sound_records_and_exits_3(place: Path) -> None:
    write(
        place,
        BASE + "events:\n  bad: {nme: X}\n"
        "  good: {name: Good, date: 2026-01-12, sources: [press-page]}\n",
    )
    done = run("list", "events")
    assert done.code == 3
    assert [row[0] for row in done.rows] == ["good"]
    assert "errors in this registry, 1 record skipped; run: aitracker check" in done.err
    shown = run("show", "good")
    assert shown.out.startswith("Good\n")
    assert shown.code == 3


def test_a_registry_that_is_no_yaml_at_all_exits_3_and_says_why(place: Path) -> None:
    write(place, "a: [\n")
    done = run("list")
    assert (done.code, done.out) == (3, "")
    assert "initiatives.yaml:1:4" in done.err


def test_check_exits_1_on_errors_and_0_on_warnings_unless_strict(place: Path) -> None:
    write(place, BASE)
    assert run("check").code == 0
    write(place, BASE + "organizationz: {}\n")
    done = run("check")
    assert done.code == 1
    assert done.out == (
        "data/initiatives.yaml:20:1: error: unknown field 'organizationz'; "
        "did you mean 'organizations'? [unknown-key]\n"
    )
    write(place, BASE + "events:\n  day: {name: Day, date: 2026-01-12, sources: [press-page]}\n")
    assert run("check").code == 0
    assert run("check", "--strict").code == 1
    assert [problem["code"] for problem in run("check", "--json").json] == ["single-source"]
    assert run("check", "--format", "github").out.startswith(
        "::warning file=data/initiatives.yaml,line=21"
    )


def test_check_takes_a_path(place: Path) -> None:
    write(place, "x: 1\n", "bad.yaml")
    assert run("check", "bad.yaml").code == 1


def test_show_of_several_is_an_array_and_of_one_an_object(place: Path) -> None:
    write(place, BASE)
    assert run("show", "minister", "--json").json["id"] == "minister"
    assert [found["id"] for found in run("show", "minister", "ministry", "--json").json] == [
        "minister",
        "ministry",
    ]


def test_the_json_of_show_is_the_normal_form_and_what_is_derived(place: Path) -> None:
    write(
        place,
        BASE
        + """\
events:
  day:
    name: {en: Day, fr: Jour}
    date: 2026-01-12
    sources: [press-page]
    people: {spoke: [minister]}
    others_say: [{date: 2026-01-13, sources: [official-page], note: a slip}]
""",
    )
    assert run("show", "day", "--json").json == {
        "id": "day",
        "collection": "events",
        "begun": True,
        "status": "held",
        "since": "2026-01-12",
        "certain": True,
        "evidence": "contested",
        "name": {"en": "Day", "fr": "Jour"},
        "date": "2026-01-12",
        "sources": ["press-page"],
        "people": {
            "spoke": [
                {
                    "person": "minister",
                    "for": {"organization": "ministry"},
                    "title": "Minister",
                    "sources": ["press-page"],
                }
            ]
        },
        "others_say": [{"date": "2026-01-13", "sources": ["official-page"], "note": "a slip"}],
        "promises": [],
        "related": [],
        "disputes": [
            {
                "field": "date",
                "says": "2026-01-12",
                "rivals": [
                    {
                        "says": "2026-01-13",
                        "publishers": ["The State"],
                        "sources": ["official-page"],
                        "note": "a slip",
                    }
                ],
                "undecided": False,
                "publishers": ["The Press"],
                "note": None,
                "fact": "2026-01-12",
            }
        ],
    }
    assert run("show", "minister", "--json").json["related"] == [
        {
            "role": "spoke",
            "id": "day",
            "collection": "events",
            "name": "Day",
            "inferred": False,
        }
    ]


def test_show_tells_the_story_in_a_pipe_without_marks_or_colour(place: Path) -> None:
    write(
        place,
        BASE
        + """\
partnerships:
  lab:
    kind: joint-lab
    name: {en: Laboratory, ar: مختبر}
    parties: [{organization: ministry, does: leads}, Some Firm]
    implements: [mou]
    sources: [press-page, official-page]
    history:
      - date: 2026-01-12
        status: launched
        sources: [press-page]
        others_say: [{date: 2026-01-13, sources: [official-page]}]
  mou: {kind: mou, name: Memorandum, sources: [press-page], history: [{date: 2025-09-12,
      status: signed, people: {signed: [minister]}}]}
""",
    )
    assert run("show", "lab").out == (
        "Laboratory\n"
        "lab (joint laboratory)\n"
        "ar              مختبر\n"
        "\n"
        "Status          launched since 2026-01-12, says The Press\n"
        "Evidence        corroborated: 2 publishers, an official one among them\n"
        "Parties         The Ministry [ministry] (leads)\n"
        "                Some Firm\n"
        "Implements      Memorandum [mou] (signed since 2025-09-12)\n"
        "\n"
        "What happened\n"
        "> 2026-01-12  launched (contested)\n"
        "\n"
        "Others say\n"
        "  2026-01-12: launched\n"
        "    but:  date 2026-01-13, says The State\n"
        "\n"
        "Sources\n"
        "  The Press (2026-01-20) [press-page]\n"
        "    https://press.example/1\n"
        "  The State (2026-01-21, official) [official-page]\n"
        "    https://official.example/1\n"
    )
    story = run("show", "mou").out
    assert "Implemented by  Laboratory [lab] (launched since 2026-01-12)" in story
    assert "signed  A Minister [minister] (Minister, for ministry)" in story


def test_as_of_shows_the_day_before_and_the_day_after(place: Path) -> None:
    write(
        place,
        BASE + "partnerships:\n"
        "  mou: {kind: mou, name: M, sources: [press-page], history: [{date: 2025-09, "
        "status: signed}]}\n",
    )
    assert run("list", "partnerships", "--as-of", "2025-08").out == ""
    assert run("list", "partnerships", "--as-of", "2025-09-15").rows[0][4:7] == [
        "signed",
        "false",
        "2025-09",
    ]
    assert run("list", "partnerships", "--as-of", "2025").rows[0][4:6] == ["signed", "true"]


@pytest.mark.parametrize(
    "hostile", ['"\\u001b"', '"[bold]x[/bold]\\n[/]"', "'[/foo] $(reboot) `x`'"]
)
def test_names_can_steer_nothing(hostile: str, place: Path) -> None:
    write(
        place,
        BASE + f"events:\n  day: {{name: {hostile}, date: 2026-01-12, sources: [press-page]}}\n",
    )
    for args in (
        ["list", "events"],
        ["list", "events", "--format", "table"],
        ["show", "day"],
        ["timeline", "-f", "table"],
        ["list", "events", "--json"],
    ):
        done = run(*args)
        assert "\x1b" not in done.out + done.err
        if done.code == 0 and args[0] == "list" and "--json" not in args:
            assert len(done.out.splitlines()) == (2 if "table" in args else 1)
    if "u001b" in hostile:
        assert "control-character" in run("check").out
    else:
        assert json.loads(run("show", "day", "--json").out)["name"].startswith("[")


def test_everything_works_where_nothing_can_be_cached(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, BASE)
    (place / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "file"))
    for args in (["list", "people"], ["show", "minister"], ["timeline"], ["info"]):
        done = run(*args)
        assert (done.code, done.err) == (0, ""), args


@pytest.mark.parametrize(
    "text",
    [
        BASE.replace("organizations:", "organizatons:"),
        BASE.replace("schema_version: 1", "schema_version: 2"),
    ],
)
def test_an_error_at_the_top_of_the_file_is_no_silent_answer(text: str, place: Path) -> None:
    write(place, text)
    done = run("list", "organizations")
    assert done.code == 3
    assert "aitracker check" in done.err


def test_a_record_left_out_is_not_denied(place: Path) -> None:
    write(place, BASE + "events:\n  bad: {nme: X}\n")
    done = run("show", "bad")
    assert done.code == 3
    assert "'bad' has errors" in done.err


def test_the_timeline_of_an_organization_or_a_person_is_that_of_what_they_take_part_in(
    place: Path,
) -> None:
    write(
        place,
        BASE + "events:\n"
        "  day: {name: Day, date: 2026-01-12, organizers: [ministry], "
        "people: {spoke: [minister]}, sources: [press-page]}\n",
    )
    for who in ("ministry", "minister"):
        assert [row[2] for row in run("timeline", who).rows] == ["day"]
    assert run("timeline", "press-page").rows == []


def test_options_that_would_be_ignored_are_refused(place: Path) -> None:
    write(place, BASE)
    assert run("list", "people", "--role", "signed").code == 2
    assert run("check", "one.yaml", "-r", "two.yaml").code == 2


@pytest.mark.slow
@pytest.mark.parametrize("checked", [4096, None], ids=["beyond what is checked", "as shipped"])
@pytest.mark.slow
def test_an_index_damaged_inside_is_thrown_away_and_the_next_run_is_right(
    checked: int | None, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if checked is not None:
        monkeypatch.setattr(cache, "_CHECKED", checked)
    events = "".join(
        f"  day-{n}: {{name: Day {n}, date: 2026-01-12, sources: [press-page]}}\n"
        for n in range(400)
    )
    write(place, BASE + "events:\n" + events)
    right = run("list", "events")
    (index,) = (tmp_path / "cache" / "aitracker").glob("*.db")
    whole = index.read_bytes()
    said = set()
    for start in range(4096, len(whole), 4096):
        index.write_bytes(whole[:start] + b"\xff" * 4096 + whole[start + 4096 :])
        damaged = run("list", "events")
        assert damaged == right or (damaged.code == 3 and "run the command again" in damaged.err)
        said.add(damaged.code)
        assert run("list", "events") == right
    assert said == ({0} if checked is None else {0, 3})


def test_a_table_marks_what_was_uncertain(place: Path) -> None:
    write(place, BASE + "events:\n  day: {name: Day, date: 2025-11, sources: [press-page]}\n")
    assert "held?" in run("list", "events", "--as-of", "2025-11-05", "-f", "table").out
    assert "held?" not in run("list", "events", "--as-of", "2025-12", "-f", "table").out


def test_check_leaves_warnings_out_where_only_errors_are_asked_for(place: Path) -> None:
    write(
        place,
        BASE + "events:\n  day: {name: Day, date: 2026-13, sources: [press-page]}\n"
        "  night: {name: N, date: 2026, sources: [press-page]}\n",
    )
    assert [row["severity"] for row in run("check", "--errors-only", "--json").json] == ["error"]
    assert len(run("check", "--json").json) > 1
    assert run("check", "--errors-only").code == 1
    assert run("check", "--errors-only", "--strict").code == 2


def test_a_language_the_registry_does_not_have_is_told(place: Path) -> None:
    write(place, BASE)
    done = run("list", "people", "--lang", "de")
    assert (done.code, "no 'de' texts in this registry; showing en" in done.err) == (0, True)
    assert run("list", "people", "--lang", "fr-MA").err == ""


def test_at_most_three_ids_are_offered_for_one_that_is_wrong(place: Path) -> None:
    plans = "".join(
        f"  plan-{n}: {{kind: strategy, name: Number {n}, sources: [press-page], "
        f"history: [{{date: 2025, status: announced}}]}}\n"
        for n in range(6)
    )
    write(place, f"{BASE}initiatives:\n{plans}")
    for wrong in ("plan-x", "lan"):
        done = run("show", wrong)
        assert done.code == 1
        assert done.err.count("plan-") == 3 + wrong.count("plan-")
    assert "every id" in run("show", "zzz").err
