"""The files of a new registry: the text to start from, and what can stand beside it."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from aitracker.editing.render import scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FOR_EDITORS = "# yaml-language-server: $schema={schema}\n"
"""The first line of a registry that has a schema beside it."""

_TEXT = """\
# One fact, one line. Every fact has a source. What other sources say stands at the fact, under
# others_say. Replace the examples by your own, and run: aitracker check
schema_version: 1
registry:
  title: {title}
  jurisdiction: {country}
  languages: [{languages}]      # the first is shown where a text has no other
  license: CC-BY-4.0

# Initiatives: strategies, laws, bodies, programmes, platforms, infrastructure.
initiatives:

  example-strategy:             # an id: lower-case letters, digits, hyphens
    kind: strategy
    name: {strategy}
    lead: example-ministry
    sources: [example-gazette-strategy, example-daily-strategy]
    history:
      - {{date: 2026-01-12, status: announced, summary: Presented by the minister}}
      - date: 2026-02-20
        status: adopted
        people: {{signed: [example-minister]}}
        sources: [example-gazette-decree]
    milestones:
      - {{name: First report, due: 2027}}
    figures:
      - {{metric: people trained, value: 10000, by: 2030}}
      # A number that others give otherwise: the item one field a line, the other account below it.
      - metric: budget
        value: 120 m USD
        others_say:
          - {{value: 100 m USD, sources: [example-weekly-budget]}}

# Partnerships: memoranda, conventions, contracts, declarations.
partnerships:

  example-memorandum:
    kind: mou
    name: {memorandum}
    parties: [example-ministry, Example Company]      # an id, or a name that has no record
    implements: [example-strategy]
    sources: [example-gazette-strategy, example-daily-strategy]
    history:
      - {{at: example-conference, status: signed, people: {{signed: [example-minister]}}}}

# Events: what is signed or said there names them with at:
events:

  example-conference:
    name: {conference}
    date: 2026-01-12
    organizers: [example-ministry]
    sources: [example-gazette-strategy, example-daily-strategy]

organizations:

  example-ministry:
    kind: ministry
    name: {ministry}
    country: {country}
    sources: [example-gazette-strategy, example-daily-strategy]

people:

  example-minister:
    name: Example Minister
    roles:
      - {{organization: example-ministry, title: {minister}, from: 2025-01}}
    sources: [example-gazette-strategy, example-daily-strategy]

# Sources, in the order of their ids, which begin with the publisher.
# To add one: aitracker add source URL
sources:

  example-daily-strategy:
    url: https://daily.example/2026/01/12/strategy
    publisher: The Example Daily
    published: 2026-01-12

  example-gazette-decree:
    url: https://gazette.example/2026/02/20/decree
    publisher: Example Gazette
    kind: official
    published: 2026-02-20

  example-gazette-strategy:
    url: https://gazette.example/2026/01/12/strategy
    publisher: Example Gazette
    kind: official
    published: 2026-01-13

  example-weekly-budget:
    url: https://weekly.example/2026/01/15/budget
    publisher: The Example Weekly
    published: 2026-01-15
"""

_NAMES = {
    "title": ("AI policy of {country}", "Politique d'IA de {country}", "سياسة الذكاء الاصطناعي"),
    "strategy": ("Example strategy", "Stratégie d'exemple", "استراتيجية للمثال"),
    "memorandum": ("Example memorandum", "Mémorandum d'exemple", "مذكرة للمثال"),
    "conference": ("Example conference", "Conférence d'exemple", "مؤتمر للمثال"),
    "ministry": ("Example Ministry", "Ministère d'exemple", "وزارة للمثال"),
    "minister": ("Minister", "Ministre", "وزير"),
}
"""What the examples are called in English, French and Arabic."""

_PLACES = {"en": 0, "fr": 1, "ar": 2}

_EDITORCONFIG = """\
# Editors that read this file keep the form that the registry has.
[*.yaml]
charset = utf-8
indent_style = space
indent_size = 2
insert_final_newline = true
max_line_length = off
"""

_HOOK = """\
# Checks the registry before each commit.
# To turn it on: pip install pre-commit && pre-commit install
repos:
  - repo: local
    hooks:
      - id: aitracker-check
        name: check the registry
        entry: {command}
        language: system
        files: \\.ya?ml$
        pass_filenames: false
"""

_WORKFLOW = """\
# Each problem of the registry stands at its line in the pull request that brings it.
name: Registry

on:
  pull_request:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: actions/setup-python@v6
        with:
          python-version: "3.13"
      - run: python -m pip install aitracker
      - run: {command}
"""

_SETTINGS = {
    "[yaml]": {"editor.formatOnSave": False, "editor.wordWrap": "on"},
    "yaml.format.enable": False,
}
_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}
_TASKS: dict[str, Any] = {
    "version": "2.0.0",
    "tasks": [
        {
            "label": "check the registry",
            "type": "process",
            "command": "aitracker",
            "args": ["check", "{registry}", "--errors-only"],
            "problemMatcher": {
                "owner": "aitracker",
                "fileLocation": ["relative", "${workspaceFolder}"],
                "pattern": {
                    "regexp": "^(.+?):(\\d+):(\\d+): (error|warning): (.*)$",
                    "file": 1,
                    "line": 2,
                    "column": 3,
                    "severity": 4,
                    "message": 5,
                },
            },
        }
    ],
}


def text(country: str, languages: Sequence[str], title: str | None, schema: str) -> str:
    """A registry with examples, without errors or warnings, for a country in these languages.

    `schema` is what its first line names for editors; without one it has no such line.
    """
    names = {
        key: _name(key, country, languages, indent=2 if key == "title" else 4) for key in _NAMES
    }
    names["minister"] = scalar(_NAMES["minister"][_PLACES.get(languages[0], 0)])
    if title:
        names["title"] = scalar(title)
    first = _FOR_EDITORS.format(schema=schema) if schema else ""
    return first + _TEXT.format(country=country, languages=", ".join(languages), **names)


def _name(key: str, country: str, languages: Sequence[str], *, indent: int) -> str:
    """A name in each of the languages, in English where there is no other."""
    names = {tag: _NAMES[key][_PLACES.get(tag, 0)].format(country=country) for tag in languages}
    if len(names) == 1:
        return scalar(next(iter(names.values())))
    margin = " " * (indent + 2)
    return "".join(f"\n{margin}{tag}: {scalar(name)}" for tag, name in names.items())


NewFiles = dict[Path, str]
"""The files to write, with their texts."""


def schema_files(registry: Path) -> NewFiles:
    """The JSON Schema, and the file for editors that names it until ids are saved into it."""
    from aitracker.reading.editor_schema import PLAIN, without_ids
    from aitracker.reading.schema import schema

    place = schema_place(registry)
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    return {place.with_name(PLAIN): text, place: without_ids()}


def schema_place(registry: Path) -> Path:
    """Where the schema that editors read stands: in a folder beside that of the registry."""
    from aitracker.reading.editor_schema import WITH_IDS

    return root(registry) / "schema" / WITH_IDS


def root(registry: Path) -> Path:
    """The folder of the project: that around `data`, where the registry is in one."""
    folder = registry.parent
    return folder.parent if folder.name == "data" else folder


def schema_name(registry: Path) -> str:
    """The schema as the first line of a registry names it."""
    return PurePosixPath(os.path.relpath(schema_place(registry), registry.parent)).as_posix()


def editor_files(registry: Path) -> NewFiles:
    """Settings with which editors leave the form of the registry alone."""
    folder = root(registry)
    (task,) = _TASKS["tasks"]
    arguments = [each.format(registry=_relative(registry)) for each in task["args"]]
    tasks = {**_TASKS, "tasks": [{**task, "args": arguments}]}
    settings = {"settings": _SETTINGS, "extensions": _EXTENSIONS, "tasks": tasks}
    return {
        folder / ".editorconfig": _EDITORCONFIG,
        **{
            folder / ".vscode" / f"{name}.json": json.dumps(content, indent=2) + "\n"
            for name, content in settings.items()
        },
    }


def hook_files(registry: Path) -> NewFiles:
    """A hook of pre-commit that checks the registry before each commit."""
    command = _check(registry, "--errors-only")
    return {root(registry) / ".pre-commit-config.yaml": _HOOK.format(command=command)}


def workflow_files(registry: Path) -> NewFiles:
    """A workflow of GitHub that checks the registry in each pull request."""
    path = root(registry) / ".github" / "workflows" / "registry.yml"
    return {path: _WORKFLOW.format(command=_check(registry, "--format github"))}


def _check(registry: Path, options: str) -> str:
    """The command line that checks a registry, as a text of YAML."""
    return scalar(f"aitracker check {shlex.quote(_relative(registry))} {options}")


def _relative(registry: Path) -> str:
    return PurePosixPath(os.path.relpath(registry, root(registry))).as_posix()


EXTRAS: dict[str, Callable[[Path], NewFiles]] = {
    "schema": schema_files,
    "editor": editor_files,
    "hook": hook_files,
    "workflow": workflow_files,
}
"""What can be written beside a registry."""


def copies(source: Path, registry: Path) -> NewFiles:
    """The files of a registry at another place."""
    files = [source, *sorted(source.with_suffix("").glob("*.yaml"))]
    return {
        registry if file == source else registry.with_suffix("") / file.name: file.read_text(
            "utf-8"
        )
        for file in files
    }
