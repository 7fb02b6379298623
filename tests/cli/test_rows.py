"""Rows in every format, chosen, sorted, limited and filtered."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest
import yaml

from aitracker.catalog.counts import StatRow
from aitracker.display.cells import width
from aitracker.display.formats import stats_text
from aitracker.display.streams import Screen
from tests.conftest import BASE, REPOSITORY, program, run, write

GOLDEN = REPOSITORY / "tests" / "golden"

REGISTRY = (
    BASE
    + """\
  rival-page: {url: "https://rival.example/?a=1&b=[2]", publisher: 'Rival | "Sons"',
      title: '*Bold*, <b>, _x_', published: 2025-03}
initiatives:
  plan:
    kind: strategy
    name: {en: "Plan, \\"the\\" first", fr: Plan numérique, ar: الخطة}
    lead: [ministry, Some Firm]
    tags: [digital, law]
    sources: [press-page, official-page]
    history: [{date: 2025, status: announced, summary: 'Said | told \\ once',
        sources: [rival-page]}, {date: 2026-01-20, status: launched}]
    milestones: [{name: Site, due: 2027}]
  lab:
    kind: institute
    name: Lab
    tags: [law]
    sources: [press-page]
    history: [{date: 2026-01-20, status: active}]
    others_say: [{kind: body, sources: [rival-page]}]
partnerships:
  deal:
    kind: convention
    name: Deal
    parties: [ministry]
    each_with: [Firm A, Firm B, Firm C]
    sources: [press-page]
    history: [{date: 2026-01-20, status: signed, people: {signed: [minister, {name: Jane Doe,
        for: Firm A}]}}]
"""
)


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


@pytest.mark.parametrize("style", ["tsv", "csv", "json", "jsonl", "yaml", "md", "ids", "table"])
@pytest.mark.parametrize("what", ["list all", "timeline", "due", "disputes"])
def test_each_format_is_that_of_its_golden_file(what: str, style: str) -> None:
    golden = GOLDEN / f"{what.replace(' ', '-')}.{style}"
    out = run(*what.split(), "-f", style).out
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_bytes(out.encode())
    assert out.encode() == golden.read_bytes(), f"UPDATE_GOLDEN=1 pytest writes {golden.name} anew"


def test_every_format_says_the_same() -> None:
    rows = run("list", "all", "--json").json
    keys = list(rows[0])
    assert [json.loads(line) for line in run("list", "all", "-f", "jsonl").out.splitlines()] == rows
    assert yaml.safe_load(run("list", "all", "-f", "yaml").out) == rows
    assert run("list", "all", "-f", "ids").out.split() == [row["id"] for row in rows]
    out = run("list", "all", "-f", "csv").out
    assert out.count("\r\n") == len(rows) + 1
    read = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [list(row) for row in read] == [keys] * len(rows)
    assert [row["name"] for row in read] == [row["name"] for row in rows]
    assert [row["organizations"].split("; ") if row["organizations"] else [] for row in read] == [
        row["organizations"] for row in rows
    ]
    assert len(run("list", "all", "-f", "md").out.splitlines()) == len(rows) + 2


@pytest.mark.parametrize("style", ["tsv", "csv", "json", "jsonl", "yaml", "md", "ids"])
def test_no_rows_are_no_error_in_any_format(style: str) -> None:
    done = run(
        "list", "--kind", "fund", "-f", style, *([] if style == "ids" else ["--fields", "id,kind"])
    )
    assert (done.code, done.err) == (0, "")
    empty = {
        "json": "[]\n",
        "yaml": "[]\n",
        "csv": "id,kind\r\n",
        "md": "| id | kind |\n| --- | --- |\n",
    }
    assert done.out == empty.get(style, "")


def test_the_locale_changes_no_byte() -> None:
    out = [
        program("list", "all", "-f", style, env={"LC_ALL": locale}).stdout
        for locale in ("C", "C.UTF-8", "en_US.ISO-8859-1")
        for style in ("csv", "md")
    ]
    assert out[0:2] == out[2:4] == out[4:6]
    assert "Plan" in out[0]


def test_fields_are_chosen_in_their_order_and_an_unknown_one_lists_them() -> None:
    assert run("list", "--fields", "status,id").out == "launched\tplan\nactive\tlab\n"
    assert run("list", "--fields", "id", "--fields", "kind", "--json").json == [
        {"id": "plan", "kind": "strategy"},
        {"id": "lab", "kind": "institute"},
    ]
    assert run("list", "--fields", "id,since", "-f", "table").out.splitlines()[0].split() == [
        "id",
        "since",
    ]
    for option in ("--fields", "--sort"):
        done = run("list", option, "nme")
        assert done.code == 2
        assert "one of: id, collection, kind, name" in done.err


def test_rows_are_sorted_up_and_down_with_nothing_last_and_limited_after() -> None:
    assert run("list", "all", "--sort", "-name", "-f", "ids", "--limit", "3").out.split() == [
        "official-page",
        "press-page",
        "ministry",
    ]
    assert run("list", "all", "--sort", "publishers", "-f", "ids").out.split()[-3:] == [
        "press-page",
        "official-page",
        "rival-page",
    ]
    assert run("list", "all", "--sort", "-publishers", "-f", "ids").out.split()[-3:] == [
        "press-page",
        "official-page",
        "rival-page",
    ]
    assert run("list", "--sort", "since,-id", "-f", "ids").out.split() == ["plan", "lab"]
    assert run("list", "--limit", "0").out == ""
    assert run("list", "--limit", "-1").code == 2


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (["--kind", "institute"], ["lab"]),
        (["--kind", "institute", "--kind", "strategy"], ["plan", "lab"]),
        (["--status", "launched", "--tag", "law"], ["plan"]),
        (["--tag", "digital"], ["plan"]),
        (["--tag", "nothing-has-it"], []),
        (["--evidence", "contested"], ["lab"]),
        (["--org", "ministry"], ["plan"]),
        (["--org", "The Ministry"], ["plan"]),
        (["--source", "rival-page"], ["plan", "lab"]),
        (["--since", "2026"], ["plan", "lab"]),
        (["--until", "2025"], []),
        (["--until", "2025", "--as-of", "2025-06"], ["plan"]),
        (["--since", "2025-11", "--as-of", "2025"], ["plan"]),
    ],
)
def test_filters_let_through_what_fits_one_word_of_each(args: list[str], ids: list[str]) -> None:
    assert run("list", *args, "-f", "ids").out.split() == ids


def test_organizations_and_people_match_any_part_they_play_by_the_day() -> None:
    assert run("list", "all", "--person", "minister", "-f", "ids").out.split() == [
        "minister",
        "deal",
    ]
    assert run("list", "all", "--org", "ministry", "-f", "ids").out.split() == [
        "ministry",
        "minister",
        "plan",
        "deal",
    ]
    assert run("list", "partnerships", "--person", "minister", "--as-of", "2025").out == ""
    assert (
        run("list", "signatories", "--person", "minister", "--fields", "name,record").out
        == "A Minister\tdeal\n"
    )
    assert (
        run("list", "signatories", "--org", "ministry", "--fields", "name").out
        == "A Minister\nJane Doe\n"
    )
    assert run("timeline", "--person", "minister", "-f", "ids").out == "deal\n"


def test_filters_ask_the_own_date_of_a_row() -> None:
    assert run("timeline", "--until", "2025-06", "--fields", "date,id").out == "2025\tplan\n"
    assert run("timeline", "--source", "rival-page", "--fields", "date,id").out == "2025\tplan\n"
    assert run("due", "--until", "2026").out == ""
    assert run("due", "--since", "2027", "--fields", "text").out == "Site\n"
    assert run("list", "sources", "--until", "2025-12", "-f", "ids").out == "rival-page\n"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--kind", "instituut"], 2, "did you mean 'institute'?"),
        (["--kind", "zzz"], 2, "see the kinds: aitracker list --help"),
        (["--kind", "lois et projets"], 2, "see the kinds"),
        (["--status", "annoncés"], 2, "did you mean 'announced'?"),
        (["--status", ","], 2, "unknown status ','"),
        (["--tag", "zzz"], 1, "see the tags: aitracker stats --by tag"),
        (["--tag", "digitall"], 1, "did you mean 'digital'?"),
        (["--status", "anounced"], 2, "did you mean 'announced'?"),
        (["--evidence", "good"], 2, "one of: unsourced"),
        (["--org", "minstry"], 1, "did you mean 'ministry'?"),
        (["--person", "ministry"], 1, "is in organizations"),
        (["--source", "presss"], 1, "press-page"),
        (["--since", "12/01/2026"], 2, "2026-01-12"),
        (["--until", "2026/.."], 2, "has no last day"),
    ],
)
def test_a_filter_that_can_fit_nothing_is_told(args: list[str], code: int, said: str) -> None:
    done = run("list", *args)
    assert done.code == code
    assert said in done.err


@pytest.mark.parametrize(
    ("option", "spellings"),
    [
        ("--status", ["signed", "Signed", "SIGNÉ", "signe", "تم التوقيع"]),
        ("--kind", ["institute", "INSTITUTE", "Institut", "معهد"]),
        ("--evidence", ["single-source", "Single Source", "source unique", "single_source"]),
    ],
)
def test_a_word_is_meant_in_any_case_and_by_its_label_in_any_language(
    option: str, spellings: list[str]
) -> None:
    answers = {run("list", "all", option, spelling, "-f", "ids") for spelling in spellings}
    assert len(answers) == 1
    (answer,) = answers
    assert (answer.code, answer.err) == (0, "")
    assert 0 < len(answer.out.split()) < len(run("list", "all", "-f", "ids").out.split())


@pytest.mark.parametrize("name", ["partnerships", "Partnership", "PARTENARIATS", "شراكات"])
def test_a_collection_is_listed_by_any_of_its_names(name: str) -> None:
    assert run("list", name).out == run("list", "partnerships").out != ""


def test_a_role_is_meant_by_its_label_too() -> None:
    signed = run("list", "signatories", "--role", "signed").out
    assert run("list", "signatories", "--role", "Signature").out == signed != ""


@pytest.mark.parametrize(
    ("option", "one", "other"),
    [
        ("--status", "signed", "active"),
        ("--kind", "institute", "strategy"),
        ("--org", "ministry", "lab"),
        ("--source", "press-page", "rival-page"),
        ("--evidence", "single-source", "contested"),
        ("--tag", "digital", "law"),
    ],
)
def test_what_may_be_repeated_may_be_joined_by_commas(option: str, one: str, other: str) -> None:
    joined = run("list", "all", option, f"{one}, {other}")
    assert joined == run("list", "all", option, one, option, other)
    assert (joined.code, joined.err) == (0, "")
    assert joined.out != run("list", "all", option, one).out


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (["--since", "-7d"], ["--since", "2026-11-17"]),
        (["--since=-1y"], ["--since", "2025-11-24"]),
        (["--since", "last year", "--until", "last-year"], ["--since", "2025", "--until", "2025"]),
        (["--as-of", "-1y"], ["--as-of", "2025-11-24"]),
        (
            ["--as-of", "2026-02-01", "--since", "-2w"],
            ["--as-of", "2026-02-01", "--since", "2026-01-18"],
        ),
    ],
)
def test_a_date_may_be_counted_from_the_day_of_the_answer(
    asked: list[str], written: list[str]
) -> None:
    assert run("timeline", *asked) == run("timeline", *written)
    assert run("timeline", *asked).code == 0


def test_fields_to_count_by_may_be_joined_by_commas_in_any_case() -> None:
    joined = run("stats", "--by", "Kind,status")
    assert joined == run("stats", "--by", "kind", "--by", "status")
    assert (joined.code, joined.err) == (0, "")
    done = run("stats", "--by", "kid")
    assert (done.code, done.out, done.err) == (
        2,
        "",
        "Error: unknown field 'kid'\n  did you mean 'kind'?\n",
    )


def test_a_name_with_a_comma_is_one_name(place: Path) -> None:
    write(
        place,
        BASE.replace("The Ministry", "'Ministry of Roads, Rails'") + "initiatives:\n"
        "  plan: {kind: strategy, name: Plan, lead: ministry, sources: [press-page],\n"
        "    history: [{date: 2025, status: announced}]}\n",
    )
    assert run("list", "--org", "Ministry of Roads, Rails", "-f", "ids").out == "plan\n"


def test_ids_come_from_standard_input_up_to_the_first_tab() -> None:
    listed = program("list", "all").stdout
    assert program("show", "-", "--json", input=listed).stdout.count('"collection"') >= 5
    assert program(
        "timeline", "-", "--fields", "id", input="deal\tpartnerships\n\nlab\n"
    ).stdout.split() == ["lab", "deal"]
    assert program("show", "-", "--json", input="").stdout == "[]\n"
    assert program("show", "-", "-f", "ids", input="Lab\n").stdout == "lab\n"
    assert program("timeline", "-", input="").stdout == ""
    both = program("show", "-", "-r", "-", input="")
    assert both.returncode == 2
    assert "only once" in both.stderr


def test_show_writes_records_as_json_lines_and_yaml_too() -> None:
    one = run("show", "plan", "--json").json
    assert yaml.safe_load(run("show", "plan", "-f", "yaml").out) == one
    assert [
        json.loads(line)["id"]
        for line in run("show", "plan", "lab", "-f", "jsonl").out.splitlines()
    ] == ["plan", "lab"]
    assert run("show", "plan", "-f", "csv").code == 2


def test_stats_count_an_agreement_with_each_of_several_as_many() -> None:
    assert run("stats", "--by", "kind").rows == [
        ["kind", "convention", "1", "33.3", "3"],
        ["kind", "institute", "1", "33.3", ""],
        ["kind", "strategy", "1", "33.3", ""],
    ]
    assert run("stats", "initiatives", "--by", "tag").rows == [
        ["tag", "law", "2", "100.0", ""],
        ["tag", "digital", "1", "50.0", ""],
    ]
    assert run("stats", "--by", "year", "--by", "organization").rows == [
        ["year", "2025", "1", "33.3", ""],
        ["year", "2026", "2", "66.7", "3"],
        ["organization", "ministry", "2", "66.7", "3"],
        ["organization", "Firm A", "1", "33.3", "1"],
        ["organization", "Firm B", "1", "33.3", "1"],
        ["organization", "Firm C", "1", "33.3", "1"],
        ["organization", "Some Firm", "1", "33.3", ""],
    ]
    assert [row[1] for row in run("stats", "--by", "publisher").rows] == [
        "The Press",
        'Rival | "Sons"',
        "The State",
    ]
    assert run("stats", "--by", "kind", "--status", "signed").rows == [
        ["kind", "convention", "1", "100.0", "3"]
    ]
    assert {row["by"] for row in run("stats", "--json").json} == {
        "collection",
        "status",
        "evidence",
    }
    assert run("stats", "--by", "nothing").code == 2
    assert run("stats", "people", "--coverage").code == 2


def test_coverage_tells_how_much_is_sourced_corroborated_and_translated() -> None:
    found = {
        (row["by"], row["value"]): row["count"] for row in run("stats", "--coverage", "--json").json
    }
    assert found["facts", "all"] == found["facts", "sourced"] > 10
    assert found["records", "all"] == 5
    assert (
        found["records", "contested"]
        == found["rival accounts", "all"]
        == found["rival accounts", "decided"]
        == 1
    )
    assert found["rival accounts", "undecided"] == 0
    assert (found["names", "en"], found["sources", "all"], found["sources", "titled"]) == (5, 3, 1)


def test_bars_are_as_long_as_what_they_count() -> None:
    lines = run("stats", "--by", "kind", "-f", "table").out.splitlines()
    assert lines[0] == "kind (records, agreements)"
    assert [line.count("█") for line in lines[1:4]] == [40, 40, 40]
    assert lines[4] == "  total: 3 records, 3 agreements"


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_bars_fit_their_screen(columns: int) -> None:
    rows = [
        StatRow("kind", "a", 1000, 100.0, 1001),
        StatRow("kind", "framework agreement of a long name", 7, 0.7, 7),
        StatRow("kind", "مرسوم", 1, 0.1, None),
    ]
    screen = Screen(terminal=True, color=False, bidi="isolate", width=columns, height=24)
    for line in stats_text.text(rows, screen, "en").splitlines():
        assert width(line) <= columns


def test_dates_sort_by_their_first_day_whatever_their_form(place: Path) -> None:
    days = ["../2025-03", "2025-06-10", "2025", "2026~", "2025-03-31/2025-07", "2026-04-13"]
    steps = "".join(
        f"  e{n}: {{kind: pledge, name: E, sources: [press-page], history: [{{date: {day}, "
        f"status: announced}}]}}\n"
        for n, day in enumerate(days)
    )
    write(place, BASE + "initiatives:\n" + steps)
    ordered = ["2025", "../2025-03", "2025-03-31/2025-07", "2025-06-10", "2026~", "2026-04-13"]
    assert run("list", "--sort", "since", "--fields", "since").out.split() == ordered
    assert run("list", "--sort", "-since", "--fields", "since").out.split() == ordered[::-1]


@pytest.mark.parametrize(
    "args",
    [
        ["list", "--fields", ""],
        ["list", "--fields", ","],
        ["list", "--fields", "nope", "-f", "ids"],
        ["stats", "--coverage", "--kind", "mou"],
        ["stats", "signatories"],
        ["disputes", "plan", "--kind", "nonsense"],
        ["sql", "select name from record", "-f", "ids"],
    ],
)
def test_what_could_only_be_ignored_is_refused(args: list[str]) -> None:
    done = run(*args)
    assert done.code == 2
    assert "bug" not in done.err


def test_strange_numbers_and_bytes_are_no_bugs() -> None:
    assert run("list", "--limit", str(2**63), "-f", "ids").out.split() == ["plan", "lab"]
    assert run("list", "--fields", "id,id", "--limit", "1").out == "plan\n"
    assert run("sql", "select 5 as date, 1e300 as big", "-f", "table").code == 0
    assert yaml.safe_load(
        run("sql", "select 1e300 as a, 1e16 as b, 0.5 as c", "-f", "yaml").out
    ) == [{"a": 1e300, "b": 1e16, "c": 0.5}]
    assert run("sql", "select 1 a, 2 a_3, 3 a", "--json").json == [{"a": 1, "a_3": 2, "a_2": 3}]
    assert len(next(iter(run("sql", f"select {'1 + ' * 150}1", "--json").json[0]))) == 100
    for args in (["show", "\udcff"], ["list", "--org", "\udcff"], ["timeline", "\udcff"]):
        assert run(*args).code == 1
    assert program("show", "-", "-f", "ids", input="\ufefflab\n").stdout == "lab\n"


def test_disputes_of_a_record_are_filtered_too() -> None:
    assert run("disputes", "lab", "--kind", "strategy").out == ""
    assert len(run("disputes", "lab", "--kind", "institute").rows) == 1


def test_markdown_keeps_addresses_whole_and_spaces_that_hold() -> None:
    out = run(
        "sql", "select 'see http://x.y/a_b_c, $5 « mots » *b*' as t", "-f", "md"
    ).out.splitlines()[2]
    assert out == "| see <http://x.y/a_b_c,> \\$5 « mots » \\*b\\* |"


def test_info_takes_the_formats_that_have_room_for_an_object() -> None:
    facts = run("info", "--json").json
    assert yaml.safe_load(run("info", "-f", "yaml").out) == facts
    assert json.loads(run("info", "-f", "jsonl").out) == facts
    assert run("info", "-f", "csv").code == 2


def test_of_an_agreement_with_each_of_several_each_of_these_has_one(place: Path) -> None:
    write(
        place,
        BASE.replace(
            "people:\n",
            "  agency: {name: Agency, sources: [press-page]}\n"
            "  office: {name: Office, sources: [press-page]}\npeople:\n",
        )
        + """partnerships:
  alike:
    kind: convention
    name: Alike
    parties: [ministry]
    each_with: [agency, office, A Firm]
    sources: [press-page]
    history: [{date: 2025-01-01, status: signed}]
""",
    )
    counts = {row[1]: row[2:] for row in run("stats", "partnerships", "--by", "organization").rows}
    assert counts == {
        "ministry": ["1", "100.0", "3"],
        "A Firm": ["1", "100.0", "1"],
        "agency": ["1", "100.0", "1"],
        "office": ["1", "100.0", "1"],
    }
