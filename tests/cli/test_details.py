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


@pytest.mark.parametrize("color", ["never", "always"])
def test_what_fits_on_the_screen_goes_through_no_pager(
    place: Path, monkeypatch: pytest.MonkeyPatch, color: str
) -> None:
    monkeypatch.setenv("AITRACKER_PAGER", "sh -c 'cat > paged'")
    monkeypatch.setenv("COLUMNS", "36")

    def shown(count: int) -> str:
        plans = "".join(
            plan(name=f"plan-{n}").replace("announced", "launched") for n in range(count)
        )
        write(place, f"{BASE}initiatives:\n{plans}")
        return on_a_terminal("list", color=color).out

    assert shown(22).count("plan-") == 22  # with the heading and a line for the prompt, all 24
    assert shown(23) == ""


def test_a_label_of_wide_characters_takes_the_room_it_needs(place: Path) -> None:
    write(place, f"{BASE}initiatives:\n{plan('    identifiers: {标识: Q1, abc: Q2}')}\n")
    lines = on_a_terminal("show", "plan").out.splitlines()
    assert f"标识{' ' * 12}Q1" in lines
    assert f"abc{' ' * 13}Q2" in lines


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
    [warning] = [line for line in run("check").out.splitlines() if "Some Firm" in line]
    assert warning.endswith(
        "'Some Firm' is named in 2 places without a record; add a record, and use its id"
        " [plain-name-twice]"
    )
    last = len(once.read_text("utf-8").splitlines())
    assert warning.startswith(f"data/initiatives.yaml:{last}:12: ")


def test_a_plain_name_twice_in_one_record_asks_for_nothing(place: Path) -> None:
    more = "    lead: [Some Firm]\n    partners: [Some Firm]\n"
    write(place, f"{BASE}initiatives:\n{plan(more)}")
    assert "appears by plain name" not in run("check").out


def test_an_id_of_a_file_that_cannot_be_read_is_not_called_unknown(place: Path) -> None:
    write(place, BASE)
    write(place, "people: [\n", "data/initiatives/people.yaml")
    done = run("show", "somebody")
    assert done.code == 3
    assert "no record matches 'somebody' in the files that could be read" in done.err
    assert "did you mean" not in done.err


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("\u2067one\u2069", True),
        ("\u2067one\u2069 two \u2066three\u2069", True),
        ("\u2067one \u2066two\u2069\u2069", True),
        ("\u2067one", False),
        ("one\u2069", False),
        ("one\u2069 \u2067two", False),
        ("\u2067one \u2066two\u2069", False),
        ("\u2067one\u2069 two\u2069", False),
    ],
)
def test_isolates_are_closed_in_the_order_in_which_they_open(
    place: Path, name: str, sound: bool
) -> None:
    write(place, f'{BASE}initiatives:\n{plan()}    summary: "{name}"\n')
    done = run("check", "--errors-only")
    assert (done.code == 0) == sound
    assert ("isolate" in done.out) != sound


def test_a_bar_is_as_long_as_its_share_to_an_eighth(place: Path) -> None:
    kinds = "".join(
        plan(name=f"{kind}-{n}").replace("strategy", kind)
        for kind, count in (("law", 16), ("bill", 8), ("fund", 1))
        for n in range(count)
    )
    write(place, f"{BASE}initiatives:\n{kinds}")
    lines = run("stats", "--by", "kind", "-f", "table").out.splitlines()
    bars = {line.split()[0]: line.split()[-1] for line in lines if "█" in line or "▏" in line}
    whole = len(bars["law"])
    assert set(bars["law"]) == {"█"}
    assert bars["bill"] == "█" * (whole // 2)
    assert 0 < len(bars["fund"]) <= whole // 16 + 1


@pytest.mark.parametrize("columns", range(20, 44))
def test_the_least_share_has_a_bar_wherever_the_largest_has(
    place: Path, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    laws = "".join(plan(name=f"law-{n}").replace("strategy", "law") for n in range(20))
    write(place, f"{BASE}initiatives:\n{laws}{plan()}")
    monkeypatch.setenv("COLUMNS", str(columns))
    law, strategy = on_a_terminal("stats", "--by", "kind").out.splitlines()[1:3]
    assert ("█" in law) == (strategy[-1] in "▏▎▍▌▋▊▉█")


@pytest.mark.parametrize(
    ("columns", "shown", "bar"), [(60, 36, 8), (50, 26, 8), (44, 20, 8), (34, 12, 6)]
)
def test_a_long_value_leaves_room_for_its_bar(
    place: Path, columns: int, shown: int, bar: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = f"    tags: [{'long-word-' * 5}long]"
    write(place, f"{BASE}initiatives:\n{plan(tag)}")
    monkeypatch.setenv("COLUMNS", str(columns))
    line = on_a_terminal("stats", "--by", "tag").out.splitlines()[1]
    assert len(line) == columns
    assert line.split()[0] == f"{('long-word-' * 5)[: shown - 1]}…"
    assert line.split()[-1] == "█" * bar


def test_the_first_error_is_named_below_what_was_skipped_for_errors(place: Path) -> None:
    write(place, f"{BASE}initiatives:\n{plan('    colour: red')}\n    shade: dark\n")
    done = run("list")
    assert done.code == 3
    assert "2 errors in this registry" in done.err
    assert "first error: data/initiatives.yaml:26:5: unknown field 'colour'" in done.err


def test_why_tells_facts_of_the_same_sources_together_but_for_one_with_a_note(place: Path) -> None:
    more = "    lead: [ministry, {organization: ministry, note: Since then}]\n    note: Look here"
    write(place, f"{BASE}initiatives:\n{plan(more)}\n")
    together, noted, last = run("why", "plan").out.split("\n\n")[1:]
    assert [line.partition(":")[0] for line in together.splitlines() if line[0] != " "] == [
        *("status", "as a whole", "name", "kind", "lead")
    ]
    assert noted.startswith("lead: The Ministry [ministry] [lead.1]\n")
    assert noted.endswith("  note: Since then")
    assert last.startswith("history: 2024-01-01: announced [history.0]\n")
    notes = {row["field"]: row["note"] for row in run("why", "plan", "--json").json}
    assert {field: note for field, note in notes.items() if note} == {"lead.1": "Since then"}


def test_a_part_that_applies_is_told_once_beside_its_date(place: Path) -> None:
    more = "    applies: [{from: 2025-08-02, part: Fines}, {from: 2026-08-02}]"
    write(place, f"{BASE}initiatives:\n{plan(more)}\n")
    lines = run("show", "plan").out.split("Promised and measured\n")[1].splitlines()[:2]
    assert [line.split() for line in lines] == [
        ["from", "2025-08-02", "Fines", "(in", "force)"],
        ["from", "2026-08-02", "(in", "force)"],
    ]


def test_a_page_in_markdown_has_one_bullet_for_what_goes_on_below_a_label(place: Path) -> None:
    parts = plan("    part_of: [whole]\n", "one") + plan("    part_of: [whole]\n", "two")
    write(place, f"{BASE}initiatives:\n{plan(name='whole')}{parts}")
    bullets = [each for each in run("show", "whole", "-f", "md").out.splitlines() if "**" in each]
    assert [each.partition(":**")[0] for each in bullets] == [
        *("- **Status", "- **Evidence", "- **Has part", "- **1 January 2024")
    ]
    assert bullets[2].count("announced since") == 2


def test_where_nothing_is_counted_there_is_no_bar(place: Path) -> None:
    write(place, BASE)
    done = run("stats", "--coverage", "-f", "table")
    assert (done.code, done.err) == (0, "")
    assert "rival accounts\n  all        0\n  decided    0\n  undecided  0\n" in done.out


def test_show_leaves_out_no_note(place: Path) -> None:
    noted = "note: REMARK"
    more = f"""    lead: [{{organization: ministry, {noted} 1}}]
    figures: [{{metric: jobs, value: 5, from: {{organization: ministry, {noted} 2}}, {noted} 3}}]
    milestones: [{{name: Site, due: 2027, {noted} 4}}]
    {noted} 5
"""
    text = BASE.replace("from: 2024-10-23", f"from: 2024-10-23, {noted} 6")
    step = f"""{{date: 2024-10-30, {noted} 7, people: {{signed: [{{person: minister, {noted} 8,
        for: {{organization: ministry, {noted} 9}}}}]}},
        others_say: [{{says: no, {noted} 10, sources: [press-page]}}]}}"""
    record = plan(more).replace("announced}]", f"announced}}, {step}]")
    write(place, f"{text}initiatives:\n{record}")
    assert run("check", "--errors-only").out == ""
    shown = run("show", "plan", "minister", "--all").out
    assert [number for number in range(1, 11) if f"REMARK {number}\n" not in shown] == []


def test_the_name_of_a_registry_that_no_system_takes_is_told() -> None:
    done = run("list", "-r", "x" * 300)
    assert done.code == 3
    assert f"{'x' * 80} cannot be read: File name too long" in done.err
    assert "x" * 81 not in done.err


@pytest.mark.parametrize(
    ("day", "known"),
    [("2024-02-28", False), ("2024-03", True), ("2024-03-01/2024-04-30", True), ("2025-07", False)],
)
def test_an_office_held_on_some_day_of_a_date_is_told(place: Path, day: str, known: bool) -> None:
    office = "from: 2024-03-05, until: 2024-03-15"
    step = f"announced}}, {{date: {day}, people: {{met: [minister]}}}}]"
    text = BASE.replace("from: 2024-10-23", office)
    write(place, f"{text}initiatives:\n{plan().replace('announced}]', step)}")
    shown = run("show", "plan").out
    assert ("A Minister [minister] (Minister, for ministry)" in shown) == known
    assert "A Minister [minister]" in shown


@pytest.mark.parametrize(("other", "known"), [("2024-10-23", True), ("2024-10-24", False)])
def test_an_office_two_take_up_on_one_day_is_held_by_both(
    place: Path, other: str, known: bool
) -> None:
    text = BASE.replace(
        "sources:\n  press-page",
        f"""  second:
    name: A Second
    roles: [{{organization: ministry, title: Minister, from: {other}}}]
    sources: [press-page, official-page]
sources:
  press-page""",
    )
    step = "announced}, {date: 2025-03-01, people: {met: [minister]}}]"
    write(place, f"{text}initiatives:\n{plan().replace('announced}]', step)}")
    shown = run("show", "plan").out
    assert ("A Minister [minister] (Minister, for ministry)" in shown) == known


@pytest.mark.parametrize(("number", "more"), [(6, ""), (7, " and 1 more"), (8, " and 2 more")])
def test_of_many_records_in_one_line_six_are_named(place: Path, number: int, more: str) -> None:
    office = "roles: [{organization: ministry, title: Minister}], sources: [press-page]"
    people = "".join(f"  holder-{n}: {{name: H, {office}}}\n" for n in range(1, number))
    write(place, BASE.replace("sources:\n  press-page", f"{people}sources:\n  press-page"))
    line = " ".join(run("show", "ministry").out.split())
    assert line.count("[holder-") == 5
    assert f"[holder-5]{more}" in line
    assert (" more" in line) == bool(more)
    assert run("show", "ministry", "--all").out.count("[holder-") == number - 1


def test_a_misspelled_field_is_told_with_the_one_that_is_meant(place: Path) -> None:
    write(place, f"{BASE}initiatives:\n{plan()}")
    done = run("why", "plan", "hystory")
    assert done.code == 2
    assert "did you mean 'history'?" in done.err
    assert run("why", "plan", "milestones").code == 0


def test_an_excerpt_of_a_long_text_begins_a_little_before_the_first_word_found(place: Path) -> None:
    words = " ".join(f"word{n}" for n in range(40))
    text = f"{words} needle {words} needle {words}"
    write(place, f"{BASE}initiatives:\n{plan(f'    summary: {text}')}\n")
    [row] = run("search", "needle", "--json").json
    before = " ".join(f"word{n}" for n in range(35, 40))
    after = " ".join(f"word{n}" for n in range(11))
    assert row["excerpt"] == f"…{before} needle {after}…"


def test_texts_of_any_script_are_readable_in_yaml(place: Path) -> None:
    summary = plan('    summary: {ar: "خطة: أولى", en: "A: b"}')
    write(place, f"{BASE}initiatives:\n{summary}\n")
    assert '"خطة: أولى"' in run("show", "plan", "-f", "yaml").out


def test_what_is_asked_first_is_answered() -> None:
    assert run("--version", "--help").out.startswith("aitracker ")
    assert "aitracker --help" not in run("--version", "--help").out
    assert "--version" in run("--help", "--version").out


def test_an_excerpt_ends_with_the_last_whole_word_of_its_length(place: Path) -> None:
    text = "needle ab " + "abcd " * 40
    write(place, f"{BASE}initiatives:\n{plan(f'    summary: {text.strip()}')}\n")
    [row] = run("search", "needle", "--json").json
    assert text[119] == " "
    assert row["excerpt"] == f"{text[:119]}…"


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("fr_FR.UTF-8", "fr"),
        ("fr.UTF-8", "fr"),
        ("fr", "fr"),
        ("ar_MA", "ar"),
        ("french", "en"),
        ("fra_FR", "en"),
        ("f1_FR", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("", "en"),
    ],
)
def test_a_locale_names_the_language_by_two_letters(
    place: Path, monkeypatch: pytest.MonkeyPatch, locale: str, shown: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    named = plan().replace("name: Plan", "name: {en: in en, fr: in fr, ar: in ar}")
    write(place, f"{BASE}initiatives:\n{named}")
    assert on_a_terminal("show", "plan").out.startswith(f"in {shown}\n")
