"""What the docs tell people to type is typed.

That is every command line, and every mistake of the editing guide.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from aitracker.cli.lazy import COMMANDS, EDITING
from aitracker.model import labels
from tests.conftest import BASE, REPOSITORY, SHIPPED, Ran, loaded, run, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CASES = REPOSITORY / "docs" / "cases.md"
"""Its commands ask the page's own registry; test_cases runs them."""

WALKS = {REPOSITORY / "docs" / name for name in ("first-article.md", "premier-article.md")}
"""Pages whose lines build on each other: tests/editing/test_walk.py types them."""

PAGES = sorted({*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md")} - {CASES} - WALKS)

MEANT = {
    "CODE": "unknown-term",
    "COMMAND": "list",
    "ID": "jazari-root",
    "QUERY": "'select 1'",
    "SHELL": "bash",
    "WORD...": "show jazari-r",
    "tests/invalid/NAME.yaml": str(REPOSITORY / "tests" / "invalid" / "status-misspelled.yaml"),
}
"""What stands for the words in capitals."""

CODES = {
    "aitracker check --strict": 1,  # "fails on warnings too", which the shipped registry has
    "aitracker check tests/invalid/NAME.yaml": 1,  # an invalid registry
    "aitracker due --overdue --exit-code --json": 1,  # "ends with 1 if anything is listed"
}
"""How a command ends of which the page says that it does not end with 0."""

SILENT = {
    "aitracker check --changed",
    "aitracker check --errors-only",
    "aitracker check jazari-root",
}
"""What prints nothing where nothing is wrong, as the page says."""

NOT_RUN = {
    "aitracker due --slipped": "test_cases runs it on a registry where promises were put off",
    'aitracker show "Reading Machine"': "a record of the guide's own registry",
    'aitracker show "Sara Example"': "a record of the guide's own registry",
    "aitracker show second-room-memorandum": "the same; the test of the article prints it",
    "aitracker show charter --json": (
        "a record of the page's own registry; test_docs compares the answer"
    ),
    "aitracker completion fish | source": "source is a command of fish; test_shells runs it there",
}
"""The exceptions, and why."""


class Line(NamedTuple):
    """A command line, and the page on which it stands."""

    page: str
    command: str

    def __str__(self) -> str:
        return f"{self.page}: {self.command}"


def lines_of(page: Path) -> Iterator[Line]:
    """The command lines of a page: in blocks of code, and inline wherever they are whole."""
    text = page.read_text("utf-8")
    blocks = re.findall(r"^```(?:console)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    blocks += re.findall(r"^    \S.*$", text, re.MULTILINE)
    for block in blocks:
        for found in re.findall(r"^(?:\$ |    )?(aitracker(?: .*)?)$", block, re.MULTILINE):
            yield Line(page.name, found)
    for found in re.findall(
        r"`(aitracker(?: [^`]*)?)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    ):
        yield Line(page.name, found.replace("\\|", "|"))


EVERY_LINE = sorted({line for page in PAGES for line in lines_of(page)})

LINES = [
    line
    for line in EVERY_LINE
    if not any(f"{line.command} ".startswith(f"aitracker {name} ") for name in EDITING)
]
"""All but those that change a registry, which tests/editing/test_docs.py runs on one of its own."""


def test_the_lines_are_found() -> None:
    commands = [line.command for line in LINES if line.page == "README.md"]
    assert {command.split()[1] for command in commands if " " in command} >= set(COMMANDS)
    assert len(LINES) > 60
    assert set(NOT_RUN) | set(CODES) | SILENT <= {line.command for line in LINES}


def bare(command: str) -> str:
    """A command line without its quoted texts and its comment: what a shell has to do."""
    return re.sub(r"'[^']*'|\"[^\"]*\"", "", command.partition(" # ")[0])


def typed(command: str, folder: Path) -> Ran:
    """What comes of a command line: by a shell where it asks for more than the program."""
    for word, value in MEANT.items():
        command = re.sub(rf"(?<=\s){re.escape(word)}(?=\s|$)", value, command)
    if not re.search(r"[|>]", bare(command)):
        return run(*shlex.split(command, comments=True)[1:])
    program = folder / "bin" / "aitracker"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m aitracker "$@"\n')
    program.chmod(0o755)
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'PATH="{program.parent}:$PATH"\n{command}'],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.slow  # 9 % of the time of the quick part
@pytest.mark.parametrize("line", LINES, ids=str)
def test_every_command_line_of_the_docs_runs_and_answers(
    line: Line, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if line.command in NOT_RUN:
        assert NOT_RUN[line.command]
        return
    monkeypatch.setenv("AITRACKER_REGISTRY", str(SHIPPED))
    query = io.TextIOWrapper(io.BytesIO(b"select id from record limit 1"), "utf-8")
    monkeypatch.setattr("sys.stdin", query)
    if "| jq" in line.command and shutil.which("jq") is None:
        line = line._replace(command=line.command.partition("| jq")[0])
    done = typed(line.command, place)
    assert done.code == CODES.get(line.command, 0), done.err
    written = re.search(r"> (\S+)", bare(line.command))
    answer = (place / written[1]).read_text("utf-8") if written else done.out
    assert bool(answer.strip()) == (line.command not in SILENT)


SOUND = (
    BASE
    + """\
initiatives:
  lab:
    kind: programme
    name: Lab
    lead: ministry
    note: A note
    sources: [press-page, official-page]
    history:
      - date: 2026-01-12
        status: signed
        others_say:
          - {date: 2026-01-13, sources: [press-page]}
      - {date: 2026-01-14, summary: abc}
    milestones:
      - {name: Opening, due: 2027}
    figures:
      - {metric: jobs, value: 1, by: 2027}
"""
)

ITEM = "{date: 2026-01-14, summary: abc}"
FIGURE = "      - {metric: jobs, value: 1, by: 2027}\n"

SLIPS: dict[str, list[tuple[str, str]]] = {
    "a tab for indenting": [("    kind: programme", "\tkind: programme")],
    "`kind:` and a no-break space": [("kind: programme", "kind:\u00a0programme")],
    "`note: Plan IA : la suite`": [("note: A note", "note: Plan IA : la suite")],
    '`note: "Plan" national`': [("note: A note", 'note: "Plan" national')],
    '`{summary: "abc}`': [(ITEM, '{summary: "abc}')],
    "`{metric: budget, value: 1,4 bn MAD}`": [
        (FIGURE, f"{FIGURE}      - {{metric: budget, value: 1,4 bn MAD}}\n")
    ],
    "`{summary: signed, then launched}`": [(ITEM, "{summary: signed, then launched}")],
    "`sources: [press-page، official-page]`": [
        (
            "    sources: [press-page, official-page]\n    history",
            "    sources: [press-page، official-page]\n    history",
        )
    ],
    "`{summary: abc` without the brace": [(ITEM, "{summary: abc")],
    "`{date: 2026-01-12، status: signed}`": [(ITEM, "{date: 2026-01-12، status: signed}")],
    "a key one space too far left": [("    note: A note", "   note: A note")],
    "a key without its colon": [("note: A note", "note A note")],
    "a record twice, or `kind` twice in one": [("    note: A note", "    kind: programme")],
    "`status: anounced`": [("status: signed", "status: anounced")],
    "`state: signed`": [("status: signed", "state: signed")],
    "`sources: press-page`": [
        ("sources: [press-page, official-page]\n    history", "sources: press-page\n    history")
    ],
    "`sources: [pres-page]`": [
        ("sources: [press-page, official-page]\n    history", "sources: [pres-page]\n    history")
    ],
    "`lead: onepoint`, no such record": [("lead: ministry", "lead: onepoint")],
    "`lead: The Ministry`, which has a record": [("lead: ministry", "lead: The Ministry")],
    "`date: 2025-02-30`": [("date: 2026-01-12", "date: 2025-02-30")],
    "`date: 2026-1-12`": [("date: 2026-01-12", "date: 2026-1-12")],
    '`value: "1,4 bn MAD"`': [("value: 1,", 'value: "1,4 bn MAD",')],
    "`url: www.example.org`": [("url: https://press.example/1", "url: www.example.org")],
    "a record without `sources`": [
        ("    sources: [press-page, official-page]\n    history", "    history")
    ],
    "a rival without `sources`": [
        ("{date: 2026-01-13, sources: [press-page]}", "{date: 2026-01-13}")
    ],
    "`undecided: true` without a rival": [(ITEM, "{date: 2026-01-14, undecided: true}")],
    "the same figure with two values": [(FIGURE, FIGURE + FIGURE.replace("1,", "2,"))],
    "`meets: Openning`": [(ITEM, "{date: 2026-01-14, meets: Openning}")],
}
"""For each row of the table what is typed in place of what."""


def mistakes() -> dict[str, str]:
    """The table of the editing guide.

    It has what was written, and what the check says, with its code in brackets.
    """
    page = (REPOSITORY / "docs" / "editing.md").read_text("utf-8")
    table = page.split("| you wrote | the check says |\n|---|---|\n")[1].split("\n\n")[0]
    rows = [re.fullmatch(r"\| (.*?) \| (.*) `(\[[\w-]+\])` \|", row) for row in table.splitlines()]
    return {row[1]: f"{row[2]} {row[3]}" for row in rows if row}


def test_every_row_of_the_table_of_mistakes_is_tried() -> None:
    page = (REPOSITORY / "docs" / "editing.md").read_text("utf-8")
    assert len(re.findall(r"^\|.*`\[[\w-]+\]` \|$", page, re.MULTILINE)) == len(mistakes())
    assert mistakes().keys() == SLIPS.keys()
    assert not [each for each in loaded(SOUND).problems if each.severity == "error"]


@pytest.mark.parametrize("wrote", SLIPS)
def test_a_mistake_gives_the_words_of_its_row(wrote: str, place: Path) -> None:
    text = SOUND
    for old, new in SLIPS[wrote]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert all(
        code in text for code in re.findall("`([^`]+)`", wrote) if f"without `{code}`" not in wrote
    )
    write(place, text)
    done = run("check", "--errors-only")
    assert done.code == 1
    said = [line.partition(": error: ")[2] for line in done.out.splitlines()]
    assert said == [mistakes()[wrote].replace("`", "")]


def test_the_article_of_the_editing_guide_makes_a_sound_registry(place: Path) -> None:
    page = (REPOSITORY / "docs" / "editing.md").read_text("utf-8")
    section = page.split("## One article, through all files\n")[1].split("\n## ")[0]
    blocks = re.findall(r"```yaml\n# (\S+)\n(.*?)```", section, re.DOTALL)
    header = BASE.splitlines(keepends=True)[:2]
    header[1] = header[1].replace("[en, fr, ar]", "[en, fr]")
    for name, text in blocks:
        write(place, ("".join(header) if name.count("/") == 1 else "") + text, name)
    assert len(blocks) == 5
    done = run("check")
    assert (done.code, done.out) == (0, "")
    assert "Jane Doe" in run("show", "second-room-memorandum").out
    opened = section.split("```text\n")[1].split("```")[0]
    assert "- {metric: seats, value: 24, sources: [office-rooms]}" in opened


@pytest.mark.parametrize("page", ["README.fr.md", "README.ar.md"])
def test_a_readme_in_another_language_answers_in_it_and_has_the_commands_of_the_first(
    page: str,
) -> None:
    text = (REPOSITORY / page).read_text("utf-8")
    language = page.split(".")[1]
    answers = re.findall(r"```console\n\$ aitracker (.*)\n([^`]*)```", text)
    assert len(answers) == 2
    for command, answer in answers:
        assert command.endswith(f"--lang {language}")
        assert labels.word("status", "signed", language) in answer
    outside = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    typed_there = re.findall(r"^    (\S.*)$", outside, re.MULTILINE)
    first = (REPOSITORY / "README.md").read_text("utf-8")
    assert len(typed_there) == 2
    for command in typed_there:
        assert f"    {command.removesuffix(f' --lang {language}')}\n" in first


def test_the_registry_of_the_french_guide_is_sound(place: Path) -> None:
    page = (REPOSITORY / "docs" / "editing.fr.md").read_text("utf-8")
    example = re.findall(r"^```yaml\n(schema_version.*?)^```", page, re.MULTILINE | re.DOTALL)
    write(place, example[0])
    done = run("check")
    assert (done.code, done.out) == (0, "")
