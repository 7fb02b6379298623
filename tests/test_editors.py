"""What an editor is given: settings, a task that reads the check, the schema in a real server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BASE, REPOSITORY, run, write

SETTINGS = REPOSITORY / ".vscode"


def read(name: str) -> Any:
    """A file of settings, which may have comments on lines of their own."""
    text = (SETTINGS / name).read_text("utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


def test_the_settings_name_the_schema_and_leave_the_lines_alone() -> None:
    settings = read("settings.json")
    for schema in settings["yaml.schemas"]:
        assert (REPOSITORY / schema).is_file()
    assert settings["yaml.format.enable"] is False
    assert settings["[yaml]"]["editor.formatOnSave"] is False
    assert read("extensions.json")["recommendations"] == ["redhat.vscode-yaml"]


@pytest.mark.parametrize("number", [0, 1])
def test_a_task_reads_every_line_of_the_check(place: Path, number: int) -> None:
    task = read("tasks.json")["tasks"][number]
    assert task["command"].startswith("aitracker check")
    pattern = task["problemMatcher"]["pattern"]
    write(
        place,
        BASE.replace("kind: ministry", "kind: ministri").replace("publisher: The", "pub: The"),
    )
    lines = run("check").out.splitlines()
    assert lines
    for line in lines:
        found = re.fullmatch(pattern["regexp"], line)
        assert found, line
        assert found[pattern["file"]] == "data/initiatives.yaml"
        assert found[pattern["severity"]] in ("error", "warning")
        assert int(found[pattern["line"]]) > 0


def test_editors_indent_yaml_with_two_spaces() -> None:
    text = (REPOSITORY / ".editorconfig").read_text("utf-8")
    yaml = text.split("[*.{yaml,yml}]")[1].split("[")[0]
    assert "indent_style = space\nindent_size = 2" in yaml


SERVER = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")


class Server:
    """A language server over its protocol, with one file open."""

    def __init__(self, path: Path, text: str, settings: dict[str, Any] | None = None) -> None:
        assert SERVER
        self.process = subprocess.Popen(
            [SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.uri = path.as_uri()
        self.number = 0
        self.ask("initialize", processId=os.getpid(), rootUri=path.parent.as_uri(), capabilities={})
        self.tell("initialized")
        settings = {
            "yaml": {
                "validate": True,
                "completion": True,
                "hover": True,
                "schemaStore": {"enable": False},
                **(settings or {}),
            }
        }
        self.tell("workspace/didChangeConfiguration", settings=settings)
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self.number += 1
        number = self.number
        self.send({"id": number, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def complete(self, line: int, character: int) -> list[dict[str, Any]]:
        found = self.ask(
            "textDocument/completion",
            textDocument={"uri": self.uri},
            position={"line": line, "character": character},
        )
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found
        return items

    def problems(self) -> list[str]:
        """What it objects to in the file, once it has read it."""
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics":
                return [each["message"] for each in message["params"]["diagnostics"]]

    def send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw))
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered with nothing."""
        assert self.process.stdout
        size = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        assert size, "the server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(size))
        if "method" in message and "id" in message:
            asked = (
                message["params"].get("items", []) if isinstance(message["params"], dict) else []
            )
            self.send({"id": message["id"], "result": [None for _ in asked] or None})
        return message

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def served(place: Path) -> Any:
    """Opens a registry in the server; its schema has the ids of the base registry."""
    if SERVER is None:
        pytest.skip("yaml-language-server is not installed")
    servers: list[Server] = []

    def opened(text: str, *schema: str) -> Server:
        write(place, BASE)
        (place / "registry.schema.json").write_text(run("schema", *schema).out, "utf-8")
        path = place / "data" / "more.yaml"
        line = "# yaml-language-server: $schema=../registry.schema.json\n"
        path.write_text(line + text, "utf-8")
        servers.append(Server(path, line + text))
        return servers[-1]

    yield opened
    for server in servers:
        server.close()


PLAN = "initiatives:\n  plan:\n    kind: \n    sources: []\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the server is started by its script")
def test_a_server_offers_words_with_one_definition_each(served: Any) -> None:
    items = served(PLAN).complete(3, 10)
    strategy = next(item for item in items if item["label"] == "strategy")
    assert "plan with aims" in json.dumps(strategy["documentation"])
    assert "bill" not in json.dumps(strategy["documentation"])


def test_a_server_offers_the_ids_of_the_registry(served: Any) -> None:
    labels = {item["label"] for item in served(PLAN, "--ids").complete(4, 14)}
    assert {"press-page", "official-page"} <= labels


def test_a_server_says_in_words_what_is_wrong_with_a_date_and_a_value(served: Any) -> None:
    text = (
        "events:\n  day:\n    name: Day\n    date: 12/01/2026\n    sources: [press-page]\n"
        "    figures: [{metric: m, value: 2 000}]\n"
    )
    said = " ".join(served(text).problems())
    assert "a date is 2026, 2026-01 or 2026-01-12" in said
    assert "an amount is a number with a point" in said
    assert "[1-9]" not in said


def test_a_server_has_no_objection_to_a_sound_registry(served: Any) -> None:
    assert served(BASE, "--ids").problems() == []


@pytest.fixture
def cloned(place: Path) -> Path:
    """A clone of the shipped registry with its schemas and its settings, under git."""
    for name in ("data", "schema", ".vscode"):
        shutil.copytree(REPOSITORY / name, place / "clone" / name)
    ours = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "-A"), (*ours, "commit", "-qm", "first")):
        subprocess.run(["git", *command], cwd=place / "clone", check=True)
    return place / "clone"


def opened_part(clone: Path) -> tuple[Server, list[str]]:
    """The file of the partnerships in the server, with the settings of the clone, and its lines."""
    path = clone / "data" / "initiatives" / "partnerships.yaml"
    text = path.read_text("utf-8")
    settings = {"schemas": read("settings.json")["yaml.schemas"], "format": {"enable": False}}
    return Server(path, text, settings), text.splitlines()


@pytest.mark.skipif(SERVER is None, reason="yaml-language-server is not installed")
def test_a_clone_is_sound_in_a_server_and_completes_ids_once_they_are_saved(
    cloned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(cloned)
    lines = (cloned / "data" / "initiatives" / "partnerships.yaml").read_text("utf-8").splitlines()
    line = next(n for n, each in enumerate(lines) if each.startswith("    sources: ["))
    column = lines[line].index("[") + 1
    labels = []
    for save in (False, True):
        assert not save or run("schema", "--save").code == 0
        server, _ = opened_part(cloned)
        try:
            assert server.problems() == []
            labels.append({item["label"] for item in server.complete(line, column)})
        finally:
            server.close()
    first = lines[line].partition("[")[2].split(",")[0].strip("] ")
    assert first not in labels[0]
    assert first in labels[1]


def test_saved_ids_are_renewed_by_the_check_and_left_out_by_git(
    cloned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(cloned)
    schema = cloned / "schema" / "editor.schema.json"
    assert json.loads(schema.read_text("utf-8"))["$ref"] == "registry.schema.json"
    run("check", "--errors-only")
    assert len(schema.read_text("utf-8")) < 1000
    saved = run("schema", "--save")
    assert saved.code == 0
    assert "git leaves the change out" in saved.err
    assert "ids-of-sources" in json.loads(schema.read_text("utf-8"))["$defs"]
    sources = cloned / "data" / "initiatives" / "sources.yaml"
    new = "\n  zz-new:\n    url: https://zz.example/1\n    publisher: ZZ\n    published: 2026\n"
    sources.write_text(sources.read_text("utf-8").rstrip("\n") + "\n" + new, "utf-8")
    run("check", "--errors-only")
    assert "zz-new" in json.loads(schema.read_text("utf-8"))["$defs"]["ids-of-sources"]["enum"]
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=cloned, check=True, capture_output=True, text=True
    )
    assert status.stdout == " M data/initiatives/sources.yaml\n"


def test_ids_are_not_saved_into_a_schema_without_them(place: Path) -> None:
    write(place, f"# yaml-language-server: $schema=plain.json\n{BASE}")
    (place / "data" / "plain.json").write_text(run("schema").out, "utf-8")
    done = run("schema", "--save")
    assert done.code == 3
    assert "plain.json is a schema without ids" in done.err


def test_ids_are_saved_only_where_the_registry_names_a_schema(place: Path) -> None:
    write(place, BASE)
    done = run("schema", "--save")
    assert done.code == 3
    assert "the registry names no schema for editors" in done.err


def test_a_new_registry_names_a_schema_only_where_it_has_one(place: Path) -> None:
    run("init", "plain/data/new.yaml", "--country", "MA")
    assert "$schema" not in (place / "plain" / "data" / "new.yaml").read_text("utf-8")
    run("init", "data/new.yaml", "--country", "MA", "--with", "schema")
    saved = run("schema", "--save", "-r", "data/new.yaml")
    assert saved.code == 0
    assert "git" not in saved.err  # where it keeps no file, it leaves none out
    made = json.loads((place / "schema" / "editor.schema.json").read_text("utf-8"))
    assert "example-ministry" in made["$defs"]["ids-of-organizations"]["enum"]
