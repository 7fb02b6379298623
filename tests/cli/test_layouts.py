"""What people see: `show`, `why` and `disputes` in three languages, held by golden files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aitracker.display.cells import readable, width
from tests.conftest import BASE, SHIPPED, run, write
from tests.goldens import GOLDEN, compare, on_a_terminal

REGISTRY = """\
schema_version: 1
registry: {title: A registry, jurisdiction: MA, languages: [en, fr, ar], license: CC-BY-4.0}
initiatives:
  plan:
    kind: strategy
    name: {en: National plan, fr: Plan national, ar: المخطط الوطني}
    aliases:
      - The Plan
      - {text: {fr: Feuille de route, en: Road map}, sources: [press-page]}
    formerly: [old-plan, older-plan]
    summary: {en: "Ten years of research, teaching and computing for the whole of the country",
        fr: Dix ans de recherche}
    lead: [{organization: ministry, does: {en: steers, fr: pilote}}, Some Firm]
    partners:
      - organization: agency
        others_say: [{organization: council, sources: [rival-page]}]
      - {unnamed: three state bodies}
    tags: [digital, law]
    links: [{url: "https://plan.example/about"}]
    identifiers: {wikidata: Q1, doi: 10.1/1}
    implements: [law]
    see: [lab]
    follows: [sketch]
    note: The text of the plan is not public.
    sources: [press-page, official-page]
    others_say:
      - {name: Digital plan, kind: roadmap, sources: [rival-page]}
      - {says: {en: no plan at all, fr: aucun plan}, note: In an interview., sources: [rival-page,
          late-page]}
    undecided: true
    history:
      - {date: 2023~, status: announced, summary: {en: Said in parliament, fr: Dit au parlement,
          ar: قيل في البرلمان}, sources: [press-page]}
      - date: 2024-05-29
        status: launched
        place: {en: Rabat, ar: الرباط}
        people:
          presided: [{name: Jane Doe, title: Envoy, for: Some Firm}]
          signed:
            - person: minister
              note: Signed for two offices.
              others_say: [{title: Deputy, sources: [rival-page]}]
            - person: second
              for: {organization: agency, others_say: [{name: The Bank, sources: [late-page]}]}
          attended: [{unnamed: two envoys}]
        note: The text came a week later.
        sources: [official-page]
        others_say: [{date: 2024-05-30, status: active, sources: [rival-page]}]
      - {date: 2024-06/2024-09, summary: First call, meets: First call}
      - {at: congress, status: active, summary: Second phase}
      - {date: 2026-11/.., summary: May have begun}
    milestones:
      - {name: First call, due: 2024-08}
      - {name: Second call, due: 2025, sources: [late-page]}
      - {name: Site, due: 2026~, note: Near the port., others_say: [{due: 2027,
          sources: [rival-page]}]}
      - {name: Label, due: 2028}
    figures:
      - metric: jobs
        value: 240000
        by: 2030
        baseline: 50000
        part: in services
        others_say: [{value: 270000, sources: [rival-page]}]
        undecided: true
      - {metric: seats, value: 90, by: 2025-06, said: 2024-05-29}
      - {metric: seats, value: 30+, measured: 2025-08, sources: [late-page]}
      - metric: budget
        value: 1.4 bn MAD
        by: 2027
        stage: committed
        from: {organization: council, note: By decree.}
      - {metric: centres, value: 12}
  lab: {kind: institute, name: Lab, part_of: [plan], sources: [press-page],
      history: [{date: 2026-01-20, status: active}]}
  law: {kind: law, name: {en: Law, fr: Loi, ar: القانون}, sources: [press-page],
      history: [{date: 2023, status: adopted}]}
  sketch: {kind: roadmap, name: Sketch, sources: [press-page], history: [{date: 2022,
      status: announced}]}
partnerships:
  deal:
    kind: convention
    name: {en: Deal with the agencies, fr: Accord avec les agences, ar: اتفاق مع الوكالات}
    summary: One text, signed alike with each of three
    parties: [{organization: ministry, does: pays}]
    each_with: [agency, Firm A, {unnamed: a region}]
    objectives:
      - text: {en: Train teachers, fr: Former les enseignants, ar: تكوين المدرسين}
      - {text: Lend machines, sources: [late-page]}
    implements: [plan]
    sources: [press-page]
    history:
      - {at: congress, status: signed, people: {signed: [minister, {name: Karim Alami,
          for: Firm A}]}}
      - {date: ../2026-03, status: suspended, sources: [late-page]}
    milestones: [{name: Report, due: 2026-12-31}]
events:
  congress:
    name: {en: Congress on AI, fr: Congrès de l'IA, ar: مؤتمر الذكاء الاصطناعي}
    date: 2025-07-01/2025-07-02
    place: {en: Salé, fr: Salé, ar: سلا}
    organizers: [ministry, {name: Some Firm, does: hosts}]
    patron: {name: The Crown, note: Named on the programme only.}
    people:
      spoke: [minister, {person: second, for: agency}]
      absent: [{name: Jane Doe, for: Some Firm}]
    sources: [press-page, late-page]
    history:
      - {date: 2025-03, status: announced}
      - {date: 2025-06-20, summary: Moved to another town, others_say: [{says: never moved,
          sources: [rival-page]}]}
organizations:
  ministry: {name: {en: The Ministry, fr: Le ministère, ar: الوزارة}, kind: ministry, country: MA,
      sources: [press-page, official-page]}
  agency:
    name: {en: The Agency, fr: L'Agence, ar: الوكالة}
    aliases: [Agence X]
    kind: agency
    country: MA
    part_of: [ministry]
    identifiers: {ror: "01abc"}
    figures: [{metric: staff, value: 60~, measured: 2025}]
    others_say: [{kind: regulator, sources: [rival-page]}]
    sources: [official-page]
  council: {name: Council, kind: regulator, country: MA, sources: [press-page]}
people:
  minister:
    name: {en: A Minister, ar: وزيرة}
    aliases: [أمل]
    roles:
      - {organization: agency, title: Head, until: 2024-03}
      - {organization: ministry, title: {en: Minister, fr: Ministre, ar: وزيرة}, from: 2024-03-08,
          others_say: [{from: 2024-04, sources: [rival-page]}, {organization: council,
              sources: [late-page]}]}
      - {name: Some Firm, title: Adviser, from: 2030}
    not_same: [second]
    sources: [press-page, official-page]
  second:
    name: Second Minister
    roles: [{organization: agency, title: Head, from: 2024-04}, {organization: council,
        title: Member, until: 2026~}]
    sources: [press-page]
sources:
  press-page: {url: "https://press.example/1", publisher: The Press, title: A plan is born,
      published: 2023-02-01, language: en, accessed: 2026-01-02}
  official-page: {url: "https://official.example/1", publisher: The State, kind: official,
      published: 2024-05-29, language: fr, title: "Lancement du plan national"}
  rival-page:
    url: "https://rival.example/1"
    publisher: The Rival
    via: An agency
    title: "الخطة الوطنية: بداية متأخرة"
    published: 2024-06~
    accessed: 2026-01-03
    archived: "https://archive.example/rival"
    language: ar
    tags: [law]
    note: Read in print.
  late-page: {url: "https://late.example/1", publisher: The Late, published: 2026-03,
      accessed: 2026-11-24}
"""
RECORDS = {
    "initiative": "plan",
    "partnership": "deal",
    "event": "congress",
    "organization": "agency",
    "person": "minister",
    "source": "rival-page",
}


@pytest.fixture(autouse=True)
def registry(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "72")
    return write(place, REGISTRY)


def test_the_registry_of_these_layouts_has_no_mistake() -> None:
    assert run("check", "--errors-only").code == 0


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("what", RECORDS)
def test_a_record_of_each_collection_is_shown_whole(what: str, language: str) -> None:
    done = on_a_terminal("show", RECORDS[what], "--lang", language)
    assert done.code == 0
    compare(done.out, f"show/{what}.{language}.txt")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("key", ["plan", "minister"])
def test_why_lays_out_each_fact_with_who_says_so(key: str, language: str) -> None:
    done = on_a_terminal("why", key, "--lang", language)
    assert done.code == 0
    compare(done.out, f"why/{key}.{language}.txt")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_disputes_lays_out_both_sides(language: str) -> None:
    done = on_a_terminal("disputes", "--lang", language)
    assert done.code == 0
    compare(done.out, f"disputes/all.{language}.txt")


@pytest.mark.parametrize("columns", ["30", "44"])
def test_on_a_narrow_terminal_texts_stand_below_their_labels(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    told = [on_a_terminal(*what) for what in (("show", "plan"), ("why", "plan"), ("timeline",))]
    compare("\n".join(done.out for done in told), f"narrow.{columns}.txt")


@pytest.mark.parametrize("day", ["2021", "2024-03-20", "2024-06-15"])
def test_records_are_shown_as_of_a_day(day: str) -> None:
    done = on_a_terminal("show", "plan", "minister", "congress", "--lang", "en", "--as-of", day)
    assert done.code == 0
    compare(done.out, f"show/as-of-{day}.txt")


def test_the_words_a_search_finds_are_laid_out_below_their_field() -> None:
    done = on_a_terminal("search", "research computing", "--lang", "en")
    assert done.code == 0
    compare(done.out, "search/research-computing.txt")


TABLES = [
    "list all",
    "list people",
    "list sources",
    "list signatories",
    "timeline",
    "due",
    "stale",
    "stats",
]
OF_THE_DAY = {"stale": ["--as-of", "2026-11-24"]}
"""What is added to a command: the newest page of this registry is too old for anything silent."""


@pytest.mark.parametrize("columns", ["48", "64", "100"])
@pytest.mark.parametrize("what", TABLES)
def test_a_table_keeps_what_matters_on_a_narrow_terminal(
    what: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    done = on_a_terminal(*what.split(), *OF_THE_DAY.get(what, ()), "--lang", "en")
    assert done.code == 0
    assert max(map(width, done.out.splitlines())) <= int(columns)
    compare(done.out, f"tables/{what.replace(' ', '-')}.{columns}.txt")


@pytest.mark.parametrize("columns", ["40", "72", "140"])
@pytest.mark.parametrize(("command", "key"), [("show", "jobintech"), ("why", "mistral-mou")])
def test_a_record_of_the_shipped_registry_is_broken_to_the_width_and_loses_no_word(
    columns: str, command: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    asked = (command, key, "--lang", "en", "-r", os.fspath(SHIPPED))
    shown = on_a_terminal(*asked).out
    texts = [line for line in shown.splitlines() if "://" not in line]
    widest = min(int(columns), 100)
    assert widest * 0.7 < max(map(width, texts)) <= widest
    assert "".join(shown.split()) == readable("".join(run(*asked).out.split()))


LONG = REGISTRY
for short, long in (
    ("\n  lab:", "\n  laboratory-of-the-far-south:"),
    ("see: [lab]", "see: [laboratory-of-the-far-south]"),
    ("\n  deal:", "\n  deal-with-all-of-the-agencies:"),
    ("\n  council:", "\n  council-of-the-whole-country:"),
    ("organization: council", "organization: council-of-the-whole-country"),
    ("2026-01-20, status: active", "2025-12-20~/2026-02-28~, status: active"),
    ("due: 2024-08}", "due: 2024-08-01~/2024-09-30~}"),
    ("published: 2024-06~", "published: 2024-06-01~/2025-07-30~"),
    ("\n  rival-page:", "\n  rival-page-in-print-only:"),
    ("sources: [rival-page", "sources: [rival-page-in-print-only"),
    ("name: Lab,", "name: A laboratory with a very long name indeed,"),
    ("Karim Alami", "Karim Alami and all of his friends"),
    ("for: Firm A}", "for: A firm with a long name}"),
    (
        "[{date: 2023, status: adopted}]",
        (
            "[{date: 2023, status: adopted, meets: First reading}],"
            " milestones: [{name: First reading, due: 1980-01-02}, {name: Second, due: 1981}]"
        ),
    ),
    ("metric: jobs", "metric: jobs in the far south"),
    ("part: in services", "part: in services to firms"),
    ("publisher: The Rival", "publisher: The Rival of the South"),
    ("name: Second Minister", "name: Second Minister of everything else"),
):
    LONG = LONG.replace(short, long)


LISTS = [
    "list all",
    "list people",
    "list sources",
    "list signatories",
    "list pairs",
    "due",
    "stale",
    "figures",
]


def headings(what: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """The headings of a list on a terminal so wide, a space between them."""
    monkeypatch.setenv("COLUMNS", str(columns))
    done = on_a_terminal(*what.split(), *OF_THE_DAY.get(what, ()), "--lang", "en")
    return " ".join(done.out.splitlines()[0].split())


@pytest.mark.slow
@pytest.mark.parametrize("what", LISTS)
def test_columns_go_one_by_one_as_a_terminal_becomes_narrower(
    what: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, LONG)
    told: dict[str, list[int]] = {}
    for columns in range(24, 132):
        told.setdefault(headings(what, columns, monkeypatch), []).append(columns)
    lines = [f"{columns[0]}-{columns[-1]}  {heading}\n" for heading, columns in told.items()]
    compare("".join(lines), f"tables/{what.replace(' ', '-')}.columns.txt")


@pytest.mark.parametrize("what", LISTS)
def test_a_column_goes_where_one_more_character_has_no_room(
    what: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, LONG)
    golden = GOLDEN / "tables" / f"{what.replace(' ', '-')}.columns.txt"
    for line in golden.read_text("utf-8").splitlines():
        widths, heading = line.split(maxsplit=1)
        for columns in map(int, widths.split("-")):
            assert headings(what, columns, monkeypatch) == heading, columns


def test_where_nothing_has_room_beside_an_id_the_rest_stands_below_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(place, LONG.replace("ministry", "ministry-of-everything"))
    monkeypatch.setenv("COLUMNS", "32")
    lines = on_a_terminal("list", "organizations", "--lang", "en").out.splitlines()
    names = [line for line in lines if line.startswith(" ")]
    assert len(names) == len([line for line in lines[1:] if not line.startswith(" ")])


def test_sources_of_a_promise_are_told_where_they_are_not_those_of_the_record(
    place: Path,
) -> None:
    lab = """\
initiatives:
  lab:
    kind: institute
    name: Lab
    sources: [press-page, official-page]
    history: [{date: 2025-05-01, status: announced}]
    milestones: [{name: Opening, due: 2027, sources: [SOURCES]}]
"""
    lines = {}
    for sources in ("press-page", "press-page, official-page"):
        write(place, BASE + lab.replace("SOURCES", sources))
        lines[sources] = on_a_terminal("show", "lab", "--lang", "en", "--all").out.splitlines()
    told, untold = lines.values()
    assert len(told) == len(untold) + 1


@pytest.mark.parametrize(
    ("line", "footer"),
    [
        ("--role presided", "1 who presided,"),
        ("--role signed,presided --until 2024", "1 who presided, 2 who signed,"),
        ("--person minister --role signed --role attended --role spoke", "1 person, 3 times,"),
        ("--role signed", "3 people, 4 times,"),
        ("--role abstained", "no signatories,"),
    ],
)
def test_the_footer_of_signatories_says_what_is_counted(line: str, footer: str) -> None:
    shown = on_a_terminal("list", "signatories", *line.split(), "--lang", "en")
    assert shown.err.startswith(footer), shown.out
