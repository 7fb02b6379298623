"""Every option of every command: it changes the answer, or it is refused."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from aitracker.cli.command import Command, section
from aitracker.cli.lazy import COMMANDS, EVERY_COMMAND, load
from aitracker.cli.options import Format, Formats
from tests.conftest import BASE, REPOSITORY, SHIPPED, Ran, committed, run, write
from tests.test_docs_run import typed

if TYPE_CHECKING:
    from pathlib import Path

REGISTRY = (
    BASE.replace("A registry", "{en: A registry, fr: Un registre}")
    + """\
  rival-page: {url: "https://rival.example/1", publisher: The Rival, published: 2025-03-01,
      accessed: 2026-11-24}
  newest-page: {url: "https://newest.example/1", publisher: The Newest, published: 2026-11-24}
initiatives:
  plan:
    kind: strategy
    name: {en: The plan, fr: Le plan, ar: الخطة}
    lead: ministry
    tags: [digital]
    sources: [press-page, official-page]
    history:
      - {date: 2024-03-01, status: announced, sources: [press-page]}
      - {date: 2026-01-20, status: launched, people: {presented: [minister]}}
    milestones:
      - {name: The site, due: 2027-03-01}
      - {name: Old site, due: 2025}
      - {name: Moved site, due: 2026-12}
      - {name: Moved site, due: 2029, said: 2026-02}
    figures: [{metric: The site jobs, value: 9, by: 2028}, {metric: jobs, value: 5, measured: 2024}]
    others_say: [{name: The scheme, sources: [rival-page]}]
  lab:
    kind: institute
    name: {en: The lab for the plan, fr: Le labo plan}
    part_of: [plan]
    hosted_by: [plan]
    implements: [plan]
    sources: [rival-page]
    history: [{date: 2025-02-01, status: active}]
    milestones: [{name: Opening, due: 2026-12-10}]
    figures: [{metric: budget, value: 1 m MAD, stage: announced, from: Some Bank}]
    others_say: [{kind: body, sources: [press-page]}]
  idea:
    kind: pledge
    name: {en: The idea of a plan, fr: "Idée de plan"}
    sources: [rival-page]
    history: [{date: 2026-03-01, status: announced}]
    milestones: [{name: Talks, due: 2028}]
    others_say: [{kind: law, sources: [press-page]}]
  loan:
    kind: programme
    name: {en: The loan of the plan, fr: Le prêt du plan}
    tags: [context]
    sources: [rival-page]
    history: [{date: 2024-05-01, status: announced}]
    milestones: [{name: Payment, due: 2028}]
partnerships:
  deal:
    kind: mou
    name: {en: The deal of the plan, fr: "L'accord du plan"}
    parties: [ministry, Some Firm]
    sources: [press-page]
    history: [{date: 2026-01-20, status: signed, people: {signed: [minister]}}]
"""
)

LINES: dict[str, list[str]] = {
    "list": ["list"],
    "show": ["show", "plan"],
    "timeline": ["timeline"],
    "search": ["search", "plan"],
    "tree": ["tree", "plan"],
    "stats": ["stats"],
    "due": ["due"],
    "stale": ["stale"],
    "figures": ["figures"],
    "disputes": ["disputes"],
    "why": ["why", "plan"],
    "check": ["check"],
    "sql": ["sql", "select id, day, 'الخطة' as name from record, clock order by id desc"],
    "info": ["info"],
}
"""A line of each command that reads a registry; the others have no options of their own."""

VALUES: dict[str, list[str]] = {
    "--role": ["signatories", "--role", "presented"],
    "--kind": ["--kind", "strategy"],
    "--status": ["--status", "launched"],
    "--org": ["--org", "ministry"],
    "--party": ["--party", "Some Firm"],
    "--had": ["--had", "announced:2024"],
    "--person": ["--person", "minister"],
    "--tag": ["--tag", "digital"],
    "--source": ["--source", "official-page"],
    "--part-of": ["--part-of", "plan"],
    "--implements": ["--implements", "plan"],
    "--hosted-by": ["--hosted-by", "plan"],
    "--related": ["--related", "plan"],
    "--all": ["--all"],
    "--depth": ["--depth", "0"],
    "--evidence": ["--evidence", "single-source"],
    "--since": ["--since", "2028"],
    "--until": ["--until", "2024"],
    "--fields": ["--limit", "1", "--fields", "{}"],
    "--sort": ["--sort", "{}"],
    "--limit": ["--limit", "1"],
    "--as-of": ["--as-of", "2025-06-01"],
    "--format": ["--format", "json"],
    "--json": ["--json"],
    "--registry": ["--registry", "other.yaml"],
    "--lang": ["--lang", "fr"],
    "--color": ["--color", "always"],
    "--bidi": ["--bidi", "isolate"],
    "--within": ["--within", "30d"],
    "--overdue": ["--overdue"],
    "--slipped": ["--slipped"],
    "--context": ["--context"],
    "--after": ["--after", "1y"],
    "--by": ["--by", "tag"],
    "--metric": ["--metric", "jobs"],
    "--unit": ["--unit", "mad"],
    "--stage": ["--stage", "announced"],
    "--payer": ["--payer", "Some Bank"],
    "--sums": ["--sums"],
    "--coverage": ["--coverage"],
    "--strict": ["--strict"],
    "--errors-only": ["--errors-only"],
    "--explain": ["--explain", "unknown-term"],
    "--changed": ["--changed"],
    "--exit-code": ["--exit-code"],
    "--schema": ["--schema"],
    "--clear-cache": ["--clear-cache"],
}
"""Each option with a value that changes the answer."""

UNSEEN = {
    "--no-pager": "a pipe has no pager; see test_pager",
    "--timeout": "a query that ends in time does not see it; see test_sql",
    "--help": "it is asked of each command in test_commands",
    "--wide": "it needs a screen; see test_details",
}

COLUMNS = {"stats": "value", "why": "publisher"}
"""Where it is not the id: a column by which the rows of a command change their order."""

ARABIC = {
    "The plan": "الخطة",
    "The Press": "الصحافة",
    "The site": "الموقع",
    "A registry": "سجل",
}
"""Words of the registry in a script whose direction matters."""


def options(name: str) -> list[str]:
    """The long names of a command's options."""
    found = [max(each.opts, key=len) for each in load(name).params if section(each) != "Arguments"]
    return [option for option in found if option not in UNSEEN]


EACH = [(name, option) for name in LINES for option in options(name)]

ON_A_TERMINAL = {("check", "--bidi")}
"""It isolates the excerpts, which only a terminal has; see test_process."""


@pytest.fixture(autouse=True)
def registry(place: Path) -> None:
    write(
        place,
        BASE + "events:\n  fair: {name: F, date: 2026, sources: [press-page]}\n",
        "other.yaml",
    )
    write(place, REGISTRY)


def test_every_command_and_option_is_tried() -> None:
    assert set(COMMANDS) - set(LINES) == {"schema", "completion"}
    assert {option for _, option in EACH} == set(VALUES)


@cache
def _screen(option: str) -> list[str]:
    return ["-f", "table"] if option in ("--color", "--bidi", "--lang") else []


@pytest.mark.parametrize(("name", "option"), [pair for pair in EACH if pair not in ON_A_TERMINAL])
def test_an_option_changes_the_answer_or_is_refused(name: str, option: str, place: Path) -> None:
    line = LINES[name]
    if (name, option) == ("sql", "--schema"):
        line = ["sql"]
    if option == "--bidi":
        line = {"search": ["search", "خطة"], "stats": ["stats", "--by", "publisher"]}.get(
            name, line
        )
        text = REGISTRY
        for word, arabic in ARABIC.items():
            text = text.replace(word, arabic)
        write(place, text)
    if option == "--changed":
        committed(place)
    column = COLUMNS.get(name, "id")
    screen = [] if name == "check" else _screen(option)
    if (name, option) == ("stats", "--lang"):
        screen = ["-f", "table"]  # only people read labels
    without = run(*line, *screen)
    done = run(*line, *screen, *(value.format(column) for value in VALUES[option]))
    assert "bug" not in done.err
    assert done.code in (0, 1), done.err
    assert (done.code, done.out) != (without.code, without.out)


NONSENSE = {
    option: "!" for option in VALUES if VALUES[option][-1] != option and option != "--registry"
}


@pytest.mark.parametrize(
    ("name", "option"), [pair for pair in EACH if pair[1] in NONSENSE], ids=" ".join
)
def test_a_value_that_means_nothing_is_refused(name: str, option: str) -> None:
    role = ["signatories"] if option == "--role" else []
    done = run(*LINES[name], *role, option, "!")
    assert (done.code in (1, 2), done.out) == (True, "")
    assert "'!'" in done.err


@pytest.mark.parametrize(("name", "option"), EACH, ids=" ".join)
def test_an_option_of_one_value_given_twice_is_refused(name: str, option: str) -> None:
    parameter: Any = next(each for each in load(name).params if option in each.opts)
    if parameter.is_flag or parameter.multiple:
        return
    values = VALUES[option]
    first = values[-1].format("id")
    second = {"--color": "never", "--bidi": "none", "--format": "yaml"}.get(option, first)
    done = run(*LINES[name], option, first, f"{option}={second}")
    if name == "check" and option == "--format":
        assert done.code == 2
        return
    assert (done.code, done.out) == (2, "")
    assert f"Error: {option} is given twice: '{first}' and '{second}'\n" in done.err


FORMATS = [(name, style) for name in LINES for style in Format]


@pytest.mark.parametrize(("name", "style"), FORMATS)
def test_a_command_prints_the_formats_of_its_help_and_refuses_all_others(
    name: str, style: str
) -> None:
    command = load(name)
    done = run(*LINES[name], "-f", style)
    offered = style in command.formats.names
    if not offered:
        assert (done.code, done.out) == (2, "")
        assert f"Error: {name} has no format '{style}'\n  use " in done.err
    else:
        assert (done.code, done.err) == (0, "")
    text = re.search(r"Output format: (.*?);", " ".join(run(name, "--help").out.split()))
    assert text is not None
    assert (style in re.split(r", | or ", text[1])) == offered


@pytest.mark.parametrize("name", LINES)
def test_each_format_is_one_of_its_own(name: str) -> None:
    printed = {style: run(*LINES[name], "-f", style).out for style in load(name).formats.names}
    assert len(set(printed.values())) == len(printed)


def test_a_format_nobody_has_written_is_a_bug_and_prints_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from aitracker.cli.commands import show_

    formats = Formats(Format.table, Format.table, (*show_.FORMATS.others, Format.csv))
    monkeypatch.setattr(show_, "FORMATS", formats)
    done = run("show", "plan", "-f", "csv")
    assert (done.code, done.out) == (3, "")
    assert "internal error: KeyError" in done.err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("list --json -f csv", "--json and --format 'csv' contradict each other"),
        ("list -f csv --json", "--json and --format 'csv' contradict each other"),
        ("list -f ids --fields name", "--fields cannot be used with --format ids"),
        ("list -r a.yaml --registry b.yaml", "--registry is given twice: 'a.yaml' and 'b.yaml'"),
        ("check other.yaml -r data", "two registries: 'other.yaml' and 'data'"),
        ("info --clear-cache --lang fr", "--clear-cache cannot be combined with other options"),
        ("sql --schema --limit 3", "--schema cannot be combined with other options"),
        ("sql --schema select", "--schema cannot be combined with other options"),
        (
            "check --explain unknown-term --strict",
            "--explain cannot be combined with other options",
        ),
        ("check --explain unknown-term data", "--explain cannot be combined with other options"),
        ("check plan --changed", "an ID and --changed contradict each other"),
        ("check --strict --errors-only", "--strict and --errors-only contradict each other"),
        ("sql --lang fr 'select 1'", "No such option: --lang"),
    ],
)
def test_options_that_contradict_each_other_are_refused(line: str, message: str) -> None:
    done = run(*line.split())
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_the_same_said_in_two_ways_is_no_contradiction(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("list", "--json", "-f", "json").out == run("list", "--json").out
    monkeypatch.setenv("AITRACKER_REGISTRY", "data/initiatives.yaml")
    assert run("list", "-r", "other.yaml").out == ""
    assert run("sql", "--schema", "--no-pager").code == 0


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("-r x.yaml list", "aitracker list -r x.yaml"),
        ("--json list people", "aitracker list --json people"),
        ("--as-of 2025 show plan", "aitracker show --as-of 2025 plan"),
    ],
)
def test_an_option_before_the_command_is_told_where_it_goes(line: str, hint: str) -> None:
    done = run(*line.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"  write: {hint}\n")


def test_an_option_without_a_command_is_unknown() -> None:
    done = run("--nothing", "lst")
    assert done.code == 2
    assert "No such option: --nothing" in done.err


def test_a_command_line_is_not_changed_by_printing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from aitracker.cli.commands import list_
    from aitracker.cli.options import ListOptions

    given = {name: getattr(ListOptions, name) for name in dir(ListOptions) if name[0] != "_"}
    values = {name: value for name, value in given.items() if not callable(value)}
    values |= {"format": "ids", "sort": ["name"], "limit": 2}
    options = ListOptions(list_.FORMATS if hasattr(list_, "FORMATS") else load("list").formats)
    vars(options).update(values)
    before = dict(vars(options))
    monkeypatch.setattr("aitracker.cli.output.write", lambda chunks, *_, **__: list(chunks))
    assert list_.command(options) == 0
    assert vars(options) == before


# Help.

EXAMPLES = [(name, line) for name in COMMANDS for line in load(name).examples]

NOT_RUN = {
    "aitracker completion fish | source": "source is a command of fish; test_shells runs it",
    'eval "$(aitracker completion bash)"': "it changes a shell; test_shells runs it",
    "aitracker schema --save": "it writes beside the registry; test_editors runs it in a clone",
}

ENDS = {
    "aitracker check registry.yaml --errors-only": "registry.yaml",
    "aitracker check ID": "unused.yaml",
}
"""Examples that print nothing where nothing is wrong, and a file that one needs."""

PLACEHOLDERS = {"ID": "mistral-mou", "'Name of a record'": "'Mistral AI'"}
"""What the examples of the help leave to fill in, and what stands there in the tests."""


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_an_example_of_the_help_answers(
    name: str, line: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"  {line}\n" in run(name, "--help").out
    if line in NOT_RUN:
        return
    monkeypatch.setenv("AITRACKER_REGISTRY", str(SHIPPED))
    if line in ENDS:
        write(place, REGISTRY, ENDS[line])
    filled = line
    for word, value in PLACEHOLDERS.items():
        filled = re.sub(rf"(?<!\w){word}(?!\w)", value, filled)
    done: Ran = typed(filled, place)
    assert (done.code, done.err) == (0, "")
    assert done.out or line in ENDS or ">" in line


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_two_examples_and_has_its_own_options_first(name: str) -> None:
    out = run(name, "--help").out
    titles = re.findall(r"^(\w+):", out, re.MULTILINE)
    order = ["Usage", "Arguments", "Options", "Filters", "Output", "Registry", "Kinds", "Examples"]
    assert titles == [title for title in order if title in titles]
    assert len(load(name).examples) >= (1 if name == "schema" else 2)
    assert "<" not in out.replace("<path>", "")
    assert "{" not in out


@pytest.mark.parametrize("name", ["", *COMMANDS, "add source"])
def test_help_is_a_word_too(name: str) -> None:
    assert run("help", *name.split()) == run(*name.split(), "--help")
    assert run("help", *name.split()).code == 0


def test_help_about_a_command_there_is_not_names_the_nearest() -> None:
    done = run("help", "lst")
    assert (done.code, done.out) == (2, "")
    assert "'list'" in done.err


def test_help_lists_the_words_of_each_vocabulary() -> None:
    from aitracker.model.vocabulary import words

    out = re.sub(r"-\s+", "-", " ".join(run("list", "--help").out.split()))
    for vocabulary in ("status", "evidence", "role", "initiative-kind", "partnership-kind"):
        assert all(re.search(rf"\b{word}\b", out) for word in words(vocabulary)), vocabulary
    for name in ("timeline", "search", "stats", "due", "stale", "disputes"):
        text = " ".join(run(name, "--help").out.split())
        assert "Only this kind (see aitracker list --help)" in text


@pytest.mark.parametrize("name", [name for name in LINES if "--since" in options(name)])
def test_help_says_which_date_since_and_until_test(name: str) -> None:
    command = load(name)
    assert isinstance(command, Command)
    assert command.date
    out = " ".join(run(name, "--help").out.split())
    assert f"Only rows whose {command.date} may be DATE or later." in out


def test_the_terms_of_the_project_are_explained_in_help_and_docs() -> None:
    out = run("--help").out
    index = (REPOSITORY / "docs" / "index.md").read_text("utf-8")
    for term in ("evidence", "rival account", "promise", "silence"):
        assert re.search(rf"^    {term}  +\w", out, re.MULTILINE)
        assert f"**{term.capitalize()}**" in index


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("registry: {title: T, languages: [es, en]}", "es or en"),
        ("registry:\n  title: T\n  languages:\n    - de\n    - pt-BR\n", "de or pt-BR"),
        ("registry:\n  languages: [fr]\n", "fr"),
        ("registry: {title: T}", "a tag such as fr"),
        ("registry: {languages: [", "a tag such as fr"),
        ("registry: {languages: [French]}", "a tag such as fr"),
    ],
)
def test_help_names_the_languages_of_the_registry_at_hand(
    header: str, languages: str, place: Path
) -> None:
    path = write(place, f"schema_version: 1\n{header}\n", "other/registry.yaml")
    (place / "folder").mkdir()
    write(place, f"schema_version: 1\n{header}\n", "folder/a.yaml")
    text = f"Language of names and texts ({languages})."
    for registry in (str(path), str(place / "folder")):
        assert text in " ".join(run("list", "--registry", registry, "--help").out.split())
    assert text in " ".join(run("list", "--help", f"-r{path}").out.split())


def test_help_without_a_registry_has_an_example_of_a_language(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "empty").mkdir()
    for name in ("-", str(place / "nowhere.yaml"), str(place / "empty")):
        monkeypatch.setenv("AITRACKER_REGISTRY", name)
        done = run("show", "--help")
        assert (done.code, done.err) == (0, "")
        assert "Language of names and texts (a tag such as fr)." in " ".join(done.out.split())


@pytest.mark.parametrize("name", EVERY_COMMAND)
def test_the_help_names_nothing_of_the_bundled_registry(name: str) -> None:
    ids = {row["id"] for row in run("list", "all", "--json", "-r", str(SHIPPED)).json}
    out = run(*name.split(), "--help", "-r", "-").out
    assert not ids & set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", out))
    assert not re.search(r"Morocc|Maroc|Rabat|MAD|mtnra|mistral", out)
