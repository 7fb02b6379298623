from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.core import TyperOption

from aitracker.cli.completion import bash
from aitracker.cli.completion.offers import _OFFERS, _PATHS, answer
from aitracker.cli.lazy import EVERY_COMMAND, GROUPS, load
from aitracker.display.cells import bare
from aitracker.model.vocabulary import words
from tests.conftest import program, run, write

if TYPE_CHECKING:
    from collections.abc import Sequence

REGISTRY = """\
schema_version: 1
registry: {title: A registry, jurisdiction: MA, languages: [fr, ar], license: CC-BY-4.0}
initiatives:
  plan:
    kind: strategy
    name: {fr: Le plan, ar: الخطة}
    tags: [energy, data-centres]
    lead: ministry
    sources: [page]
    history:
      - date: 2025-01-01
        status: announced
        people:
          presented: [minister]
      - {date: 2025-06-01, status: launched}
    figures:
      - {metric: people trained, value: 15000, by: 2026}
  council: {kind: body, name: A council, tags: [energy], sources: [page],
      history: [{date: 2025-02-01, status: active}]}
partnerships:
  accord: {kind: mou, name: An accord, parties: [ministry], sources: [page],
      history: [{date: 2025-03-01, status: signed}]}
organizations:
  ministry: {name: The Ministry, kind: ministry, sources: [page]}
people:
  minister: {name: A Minister, roles: [{organization: ministry, title: Minister}], sources: [page]}
sources:
  page: {url: "https://press.example/1", publisher: The Press, title: A page, published: 2025-01-02}
"""


@pytest.fixture
def registry(place: Path) -> Path:
    """A small registry where the program finds it by itself."""
    return write(place, REGISTRY)


def offered(*line: str) -> dict[str, str]:
    """What may stand next on this line, with its help."""
    done = run("completion", "zsh", "--", *line)
    assert (done.code, done.err) == (0, "")
    return dict(offer.partition("\t")[::2] for offer in done.out.splitlines() if offer != ":open")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed(shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0
    assert f"aitracker completion {shell} -- " in done.out


def test_another_shell_is_wrong_use() -> None:
    assert run("completion", "tcsh").code == 2


def test_commands_are_offered_with_their_line_of_help() -> None:
    assert offered("sh") == {"show": "Show everything about a record."}
    names = {name for name in EVERY_COMMAND if " " not in name}
    assert set(offered("")) == {*names, *GROUPS, "--help", "--version"}
    assert offered("-") == {
        "--help": "Show help and exit.",
        "--version": "Show the version and exit.",
    }


def test_behind_a_command_there_is_not_nothing_is_offered() -> None:
    assert offered("shwo", "") == {}


def test_options_are_offered_until_they_are_given_unless_they_repeat() -> None:
    assert offered("show", "--l") == {"--lang": "Language of names and texts (en, fr or ar)."}
    assert offered("show", "--lang", "ar", "--l") == {}
    assert "--kind" in offered("list", "--kind", "law", "--k")
    assert "--json" in offered("info", "")
    assert offered("show", "--", "--l") == {}


def test_ids_are_offered_with_the_shown_name(registry: Path) -> None:
    assert registry.exists()
    assert offered("show", "p") == {"plan": "Le plan", "page": "A page"}
    assert offered("show", "--lang", "ar", "pl") == {"plan": "الخطة"}
    assert offered("timeline", "MIN") == {"ministry": "The Ministry", "minister": "A Minister"}
    assert (
        set(offered("why", ""))
        == set(offered("disputes", ""))
        == {*("plan", "council", "accord", "ministry", "minister", "page")}
    )


def test_an_id_is_not_offered_twice(registry: Path) -> None:
    assert registry.exists()
    assert set(offered("show", "plan", "p")) == {"page"}


def test_why_offers_the_fields_of_the_record(registry: Path) -> None:
    assert registry.exists()
    fields = offered("why", "plan", "")
    assert fields["status"] == "launched since 2025-06-01"
    assert fields["figures"] == "1 fact"
    assert fields["figures.0"].startswith("people trained")
    assert fields["history"] == "3 facts"
    assert {"history.0", "history.0.people"} & set(fields) == {"history.0"}
    assert "presented" in fields
    assert set(offered("why", "plan", "history.0.")) == {
        "history.0.people",
        "history.0.people.presented",
    }
    assert set(offered("why", "plan", "history.0.people.presented.")) == {
        "history.0.people.presented.0"
    }
    assert offered("why", "nothing-of-the-kind", "") == {}


def test_collections_and_words_are_offered_with_what_they_mean(registry: Path) -> None:
    assert registry.exists()
    assert offered("list", "p")["people"].startswith("a person whom a source names")
    assert set(offered("list", "")) == {*words("collection"), "signatories", "pairs", "all"}
    assert set(offered("list", "--status", "")) == set(words("status"))
    assert set(offered("due", "--evidence", "c")) == {"corroborated", "contested"}
    assert set(offered("list", "signatories", "--role", "")) == set(words("role"))
    assert {"law", "mou", "ministry", "press"} < set(offered("list", "--kind", ""))
    assert set(offered("list", "partnership", "--kind", "")) == set(words("partnership-kind"))


def test_values_of_the_registry_are_offered_where_they_fit(registry: Path) -> None:
    assert registry.exists()
    assert offered("list", "--tag", "") == {"data-centres": "1 record", "energy": "2 records"}
    assert offered("list", "--tag", "energy", "--tag", "") == {"data-centres": "1 record"}
    assert set(offered("list", "--org", "")) == {"ministry", "council"}
    assert set(offered("list", "--person", "")) == {"minister"}
    assert set(offered("list", "--source", "")) == {"page"}
    assert set(offered("show", "--lang", "")) == {"fr", "ar"}


def test_columns_are_offered_also_behind_a_comma() -> None:
    assert set(offered("list", "--fields", "na")) == {"name"}
    assert set(offered("list", "--fields", "id,n")) == {"id,name", "id,newest"}
    assert set(offered("list", "--fields", "name,n")) == {"name,newest"}
    assert set(offered("list", "signatories", "--fields", "pe")) == {"person"}
    assert "late" in offered("due", "--sort", "")
    assert set(offered("stale", "--sort", "-n")) == {"-name", "-newest"}
    assert set(offered("list", "--sort", "-since,n")) == {"-since,name", "-since,newest"}
    assert run("completion", "zsh", "--", "list", "--fields", "i").out.startswith(":open\n")


def test_words_of_an_option_are_offered() -> None:
    assert set(offered("list", "--format", "j")) == {"json", "jsonl"}
    assert set(offered("list", "-f", "t")) == {"table", "tsv"}
    assert set(offered("show", "--color", "")) == {"auto", "always", "never"}
    assert set(offered("show", "--bidi", "i")) == {"isolate"}
    assert set(offered("completion", "")) == {"bash", "zsh", "fish"}
    assert "unknown-term" in offered("check", "--explain", "unknown-")


def test_a_value_in_the_same_word_keeps_what_stands_before_it() -> None:
    assert set(offered("list", "--kind=mo")) == {"--kind=mou"}
    assert set(offered("list", "-fts")) == {"-ftsv"}
    assert set(offered("list", "--fields=id,na")) == {"--fields=id,name"}
    assert offered("list", "--no-such=mo") == {}


@pytest.mark.parametrize(
    "line",
    [["show", "-r", ""], ["list", "--registry", "x"], ["list", "--registry=x"], ["check", ""]],
)
def test_files_are_left_to_the_shell(line: Sequence[str]) -> None:
    assert run("completion", "zsh", "--", *line).out == ":files\n"


def test_the_registry_on_the_line_and_that_of_the_environment_are_the_ones_read(
    registry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write(tmp_path, REGISTRY.replace("plan", "other"), "my registry.yaml")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AITRACKER_REGISTRY", str(other))
    assert "other" in offered("show", "")
    assert "plan" in offered("show", "-r", str(registry), "")
    monkeypatch.delenv("AITRACKER_REGISTRY")
    assert "plan" in offered("show", "")
    for line in (
        ["-r", str(other)],
        [f"--registry={other}"],
        [f"-r{other}"],
        ["-r", "~/my registry.yaml"],
        ["-r", "$HOME/my registry.yaml"],
    ):
        assert "other" in offered("show", *line, ""), line


BROKEN = {
    "missing.yaml": None,
    "empty.yaml": "",
    "broken.yaml": "initiatives: [",
    "bytes.yaml": "\xff\xfe\x00",
    "list.yaml": "- a\n- b\n",
    "record.yaml": "schema_version: 1\ninitiatives:\n  plan: {kind: strateggy}\n",
}


@pytest.mark.parametrize(
    "name",
    [
        *BROKEN,
        "",
        "-",
        "/dev/zero",
        "/dev/stdin",
        "\udcff",
        "a\nb",
        "$(touch ran)",
        "`touch ran`",
        "~nobody-here/x",
    ],
)
@pytest.mark.parametrize(
    "line",
    [
        ["show"],
        ["why", "plan"],
        ["list", "--tag"],
        ["list", "--org"],
        ["show", "--lang"],
        ["list", "--source"],
    ],
)
def test_a_registry_that_cannot_be_read_completes_nothing_and_says_nothing(
    name: str, line: list[str], place: Path
) -> None:
    if (text := BROKEN.get(name)) is not None:
        (place / name).write_bytes(text.encode("latin-1"))
    (place / "data").mkdir()
    (place / "data" / "initiatives.yaml").write_bytes(b"[")
    done = run("completion", "fish", "--", line[0], "-r", name, *line[1:], "")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert not (place / "ran").exists()


def test_a_pipe_and_standard_input_are_not_waited_for(place: Path) -> None:
    os.mkfifo(place / "pipe.yaml")
    reading, _ = os.pipe()
    for name in ("pipe.yaml", "-", "/dev/stdin"):
        done = program("completion", "zsh", "--", "show", "-r", name, "", stdin=reading)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "name",
    [
        "$(touch ran)",
        "`touch ran`",
        "a 'b' \"c\"",
        "a:b\\:c",
        "one\\ntwo\\tthree",
        "الجزري (روت) [ab]",
        "%F{red} !! ; | & > <",
        "--x",
    ],
)
def test_a_hostile_name_is_reduced_to_letters_digits_and_a_few_signs(
    name: str, place: Path
) -> None:
    quoted = '"' + name.replace('"', '\\"').replace("\\:", "\\\\:") + '"'
    write(place, REGISTRY.replace("{fr: Le plan, ar: الخطة}", quoted))
    (text,) = offered("show", "pl").values()
    assert text
    assert re.fullmatch(r"[\w .,()-]+", text)
    assert "_" not in text


def test_a_long_name_is_cut(place: Path) -> None:
    write(place, REGISTRY.replace("{fr: Le plan, ar: الخطة}", "plan " * 1000))
    assert offered("show", "pl") == {"plan": "plan " * 11 + "pl..."}


@given(st.text())
def test_bare_text_holds_nothing_else(text: str) -> None:
    found = bare(text)
    assert all(sign.isalpha() or sign.isdecimal() or sign in " .,-()" for sign in found)
    assert found == found.strip()
    assert bare(found) == found


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_whatever_is_typed_what_is_offered_means_nothing_to_a_shell(typed: list[str]) -> None:
    for line in (["list", "--fields"], ["list", "--kind"], ["list", "--sort"], ["list"], []):
        for offer in answer([*line, *typed]):
            assert re.fullmatch(
                r":(open|files)|[A-Za-z0-9._,=-]+(\t[^\x00-\x1f$`'\"\\:;|&<>*?!{}\[\]]+)?", offer
            )


def test_the_words_of_bash_are_joined_and_rid_of_quotes() -> None:
    assert bash.join_words(["list", "--kind", "=", "mo"]) == (["list", "--kind=mo"], 7)
    assert bash.join_words(["list", "--kind", "=", ""]) == (["list", "--kind="], 7)
    assert bash.join_words(["show", "-r", "a", ":", "b", "c"]) == (["show", "-r", "a:b", "c"], 0)
    assert bash.join_words(["show", "-r", '"my file"', "my\\ other", "'open"]) == (
        ["show", "-r", "my file", "my other", "open"],
        0,
    )
    assert run("completion", "bash", "--", "list", "--kind", "=", "mo").out.startswith("mou\t")
    assert (
        run("completion", "bash", "--", "list", "--fields", "=", "id,na").out == ":open\nid,name\n"
    )


@given(st.lists(st.text(), min_size=1))
def test_no_words_of_bash_are_too_odd(pieces: list[str]) -> None:
    meant, front = bash.join_words(pieces)
    assert len(meant) <= len(pieces)
    assert (
        front <= len(meant[-1])
        or "'" in "".join(pieces)
        or '"' in "".join(pieces)
        or "\\" in "".join(pieces)
    )


@pytest.mark.parametrize(
    "line",
    [
        [""],
        ["show", ""],
        ["why", "plan", ""],
        ["list", "--org", ""],
        ["list", "--tag", ""],
        ["list", "--fields", ""],
        ["show", "--l"],
    ],
)
def test_with_a_warm_index_neither_rich_nor_pydantic_nor_yaml_is_imported(
    line: list[str], registry: Path
) -> None:
    assert registry.exists()
    assert run("list").code == 0
    asked = (
        "import sys; from aitracker.cli.main import main; code = main(['completion', "
        "'bash', '--', *sys.argv[1:]]);"
        "print(code, sorted({'rich', 'pydantic', 'pydantic_core', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, *line], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "0 []"
    assert len(done.stdout.splitlines()) > 1


FREE = {
    "new",
    "url",
    "to",
    "country",
    "languages",
    "title",
    "depth",
    "within",
    "after",
    "limit",
    "words",
    "query",
    "timeout",
}
"""Values that nobody can guess: spans, numbers, what is new."""


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_every_value_of_a_command_is_completed_or_free(command: str) -> None:
    for parameter in load(command).params:
        name = parameter.name or ""
        flag = isinstance(parameter, TyperOption) and parameter.is_flag
        known = (
            name in FREE
            or name.startswith("field_")
            or name in _OFFERS
            or name in _PATHS
            or hasattr(parameter.type, "choices")
        )
        if name in ("fields", "sort") and command != "sql":
            assert answer([*command.split(), f"--{name}", ""])[1:], (
                f"offers.py does not know the columns of {command}"
            )
        else:
            assert flag or known or command == "sql", f"offers.py does not know {name} of {command}"


def test_why_offers_the_roles_in_which_people_were_there(place: Path) -> None:
    event = (
        "events:\n"
        "  day: {name: Day, date: 2025-05-01, sources: [page], people: {spoke: [minister]}}\n"
    )
    write(place, REGISTRY + event)
    assert {"people", "spoke"} <= set(offered("why", "day", ""))
    assert offered("why", "day", "sp") == {"spoke": ""}
    assert {"people", "presented"} <= set(offered("why", "plan", ""))


@pytest.mark.parametrize("option", ["--since", "--until", "--as-of"])
def test_a_date_is_completed_by_the_words_for_days(option: str) -> None:
    assert set(offered("timeline", option, "last-")) == {"last-week", "last-month", "last-year"}


SPOKEN = """\
schema_version: 1
registry: {title: A registry, jurisdiction: MA, languages: [en, ar], license: CC-BY-4.0}
initiatives:
  hub: {kind: network, name: The Atlas network, sources: [page],
    history: [{date: 2025, status: announced}]}
  law: {kind: law, name: Law on Atlas data, sources: [page],
    history: [{date: 2025, status: announced}]}
organizations:
  firm: {name: {en: Atlas Firm, ar: شركة الأطلس}, kind: company, sources: [page]}
  bank: {name: Bank of Rabat, kind: company, sources: [page]}
sources: {page: {url: "https://press.example/1", publisher: P, published: 2025-01-02}}
"""


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        (["show", "rab"], {"bank"}),
        (["show", "--", "أطل"], {"firm"}),
        (["show", "atlas"], {"hub", "law", "firm"}),
        (["list", "--org", "atl"], {"hub", "firm"}),  # a law is no body
        (["list", "--org", "bank,atl"], {"bank,hub", "bank,firm"}),
        (["show", "la"], {"law"}),  # since an id begins so
        (["show", "a"], set()),
        (["show", "zzz"], set()),
        (["list", "--status", "signed,lau"], {"signed,launched"}),
        (["list", "--kind=law,ne"], {"--kind=law,network"}),
    ],
)
def test_a_part_of_a_name_that_begins_no_id_offers_the_ids(
    line: list[str], ids: set[str], place: Path
) -> None:
    write(place, SPOKEN)
    assert set(offered(*line)) == ids


@pytest.mark.usefixtures("registry")
def test_behind_a_comma_in_an_argument_that_is_one_name_nothing_is_offered() -> None:
    assert offered("tree", "pl") == {"plan": "Le plan"}
    assert offered("tree", "plan,ac") == {}
