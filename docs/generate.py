"""Writes what the program says: reference, rules, schema, manual page, the answers in pages.

Run it with `python docs/generate.py`. A test asks that the files are what this makes, so they
cannot go stale.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import shlex
from pathlib import Path
from runpy import run_path
from tempfile import TemporaryDirectory
from typing import Any

from aitracker.cli.lazy import EVERY_COMMAND
from aitracker.cli.main import main
from aitracker.model import scalars
from aitracker.model.dates import Date
from aitracker.model.fields import Field, fields, parts
from aitracker.model.records import ITEM_TYPES, RECORD_TYPES
from aitracker.model.scalars import Checked
from aitracker.model.values import Value
from aitracker.model.vocabulary import definition, label, words
from aitracker.reading.editor_schema import without_ids
from aitracker.reading.explain import EXPLANATIONS
from aitracker.reading.schema import schema

REPOSITORY = Path(__file__).parent.parent
LAYERS = ("files", "model", "reading", "catalog", "editing", "display", "cli")
"""The folders of src/aitracker; a module imports from its own and those before it."""


def commands() -> str:
    """The reference of all commands: their help, as the program prints it."""
    lines = [
        "# Commands",
        "",
        "As the program prints it. `aitracker COMMAND --help` says the same.",
        "",
    ]
    for name in (None, *EVERY_COMMAND):
        lines += [
            f"## aitracker {name or ''}".rstrip(),
            "",
            "```text",
            _help(name.split() if name else []).rstrip(),
            "```",
            "",
        ]
    return "\n".join(lines)


def _help(args: list[str]) -> str:
    """What `--help` prints on a terminal of 80 columns."""
    os.environ |= {"COLUMNS": "80", "AITRACKER_REGISTRY": "-"}  # help names no languages then
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out):
        main([*args, "--help"])
    out.seek(0)
    return out.read()


def rules() -> str:
    """The page of all problems `check` reports, with a bad and a good example each."""
    lines = [
        "# What `aitracker check` reports",
        "",
        (
            "Each problem has a code, printed in brackets at the end of its line; "
            "`aitracker check --explain CODE` prints what"
        ),
        (
            "stands here. Errors make `check` fail; warnings are worth a look, "
            "and fail only with `--strict`. The examples stand"
        ),
        (
            "beside a registry that has an organization `ministry`, its `minister`, "
            "and the sources `press-page` and"
        ),
        "`official-page`.",
        "",
    ]
    for title, explained in EXPLANATIONS.items():
        lines += [f"## {title}", ""]
        for code, text in explained.items():
            lines += [f"### {code}", "", text.replace("::\n", ":\n").rstrip(), ""]
    return "\n".join(lines)


_KINDS: dict[Any, str] = {
    scalars.check_line: "line",
    scalars.check_name: "line",
    scalars.check_text: "text",
    scalars.check_slug: "id",
    scalars.check_address: "address",
    scalars.check_language: "language",
    scalars.check_country: "country",
    scalars.check_flag: "flag",
    Date.parse: "date",
    Value.parse: "value",
}
"""What data-model.md calls a value, by what checks it."""


def fields_page() -> str:
    """The page of all fields: of records, of items inside them, of rival accounts."""
    items = [kind for kind in ITEM_TYPES if kind not in RECORD_TYPES.values()]
    lines = [
        "# All fields",
        "",
        (
            "What each field of a registry means, as `aitracker schema` tells an editor. "
            "The kinds of value are explained in"
        ),
        (
            "[data-model.md](data-model.md#ids-and-kinds-of-value). "
            "A list is a list even with one item in it, except where it says"
        ),
        '"one or several".',
        "",
    ]
    for title, kind in RECORD_TYPES.items():
        lines += [f"## {title}", "", *_table(kind)]
    lines += ["## Items", "", "What stands in a list of a record, or inside such an item.", ""]
    lines += [line for kind in items for line in (f"### {_name(kind)}", "", *_table(kind))]
    return "\n".join(lines)


def _table(kind: type) -> list[str]:
    rows = [f"| `{field.key}` | {_kind(field)} | {field.about.meaning} |" for field in fields(kind)]
    return [
        (kind.__doc__ or "").split("\n")[0],
        "",
        "| field | kind | meaning |",
        "|---|---|---|",
        *rows,
        "",
    ]


def _name(kind: type) -> str:
    """The name of a class of items in words: EntryRival is a rival account of an entry."""
    name = kind.__name__
    if name == "Rival":
        return "rival account"
    return (
        f"rival account of {name.removesuffix('Rival').lower()}"
        if name.endswith("Rival")
        else name.lower()
    )


def _kind(field: Field) -> str:
    """What may be written there, in the words of data-model.md."""
    if field.item is not None:
        one = f"[{_name(field.item)}](#{_name(field.item).replace(' ', '-')})"
    elif field.refers is not None:
        ids = "ids" if field.is_list else "id"
        one = f"{ids} of {' or '.join(field.refers.collections) or 'any record'}"
    elif field.term is not None:
        one = "word"
    else:
        checks = [part.check for part in parts(field.type) if isinstance(part, Checked)]
        one = _KINDS[checks[0]]
    several = f"by role, lists of {one}" if field.by_key and field.item else f"list of {one}"
    if field.by_key and field.item is None:
        several = f"{one}, by scheme"
    if field.about.alone:
        several = f"one or several of {one}"
    kind = several if field.is_list or field.by_key else one
    return f"{kind}, needed" if field.required else kind


def modules() -> str:
    """The page of all modules, by layer: the first line of each one's docstring."""
    lines = [
        "# All modules",
        "",
        (
            "Each module of `src/aitracker` with its job, as its first line says it. "
            "The layers are explained in"
        ),
        "[architecture.md](architecture.md#the-layers).",
        "",
    ]
    for layer in LAYERS:
        folder = REPOSITORY / "src" / "aitracker" / layer
        lines += [f"## {layer}", "", _first_line(folder / "__init__.py"), ""]
        lines += ["| module | job |", "|---|---|"]
        paths = sorted(path for path in folder.rglob("*.py") if path.name != "__init__.py")
        lines += [
            f"| `{path.relative_to(folder).with_suffix('').as_posix()}` | {_first_line(path)} |"
            for path in paths
        ]
        lines += [""]
    return "\n".join(lines)


def _first_line(path: Path) -> str:
    """The first line of a module's docstring."""
    line = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]
    return line.replace("`aitracker ", "`")  # the tests run what looks like a command line


class _Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


SHIPPED = REPOSITORY / "data" / "initiatives.yaml"


def answered(name: str, registry: Path = SHIPPED) -> str:
    """A page with each command's answer as a terminal prints it."""
    page = (REPOSITORY / name).read_text("utf-8")
    return re.sub(
        r"(?<=```console\n)(\$ aitracker (.*)\n)[^`]*(?=```)",
        lambda found: found[1] + answer(shlex.split(found[2]), registry=registry),
        page,
    )


def cases() -> str:
    """The page of cases, each answered from the registry that its blocks are together."""
    page = (REPOSITORY / "docs" / "cases.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    with TemporaryDirectory() as folder:
        registry = Path(folder) / "cases"
        registry.mkdir()
        for number, block in enumerate(blocks):
            (registry / f"{number:02}.yaml").write_text(block, "utf-8")
        return answered("docs/cases.md", registry).replace(f"{folder}/", "")


def answer(args: list[str], columns: int = 96, registry: Path = SHIPPED) -> str:
    """What a terminal of so many columns without colour shows of a registry.

    The day is that of the page.
    """
    fixed = {
        "COLUMNS": str(columns),
        "TERM": "dumb",
        "AITRACKER_TODAY": "2026-11-24",
        "AITRACKER_LANG": "en",
    }
    fixed["AITRACKER_REGISTRY"] = str(registry)
    before = dict(os.environ)
    out = _Terminal(io.BytesIO(), "utf-8")
    try:
        os.environ.update(fixed)
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(io.TextIOWrapper(io.BytesIO(), "utf-8")),
        ):
            main(args)
    finally:
        os.environ.clear()
        os.environ.update(before)
    out.seek(0)
    return out.read()


WORDS = {
    "Status words": "status",
    "Roles": "role",
    "Kinds of initiative": "initiative-kind",
    "Kinds of partnership": "partnership-kind",
    "Kinds of organization": "organization-kind",
    "Kinds of source": "source-kind",
    "Stages": "stage",
}
"""The vocabulary of each table of words in data-model.md, by its heading."""


def words_page() -> str:
    """data-model.md with its tables of words and of relations made anew."""
    text = (REPOSITORY / "docs" / "data-model.md").read_text("utf-8")
    for heading, name in WORDS.items():
        text = _with_table(text, f"### {heading}\n", [_word(name, each) for each in words(name)])
    relations = [
        f"| `{each}` | {definition('relation', each)} | {label('inverse-relation', each)} |"
        for each in words("relation")
    ]
    return _with_table(text, "## Relations\n", relations)


def _word(vocabulary: str, word: str) -> str:
    said = (label(vocabulary, word, language) for language in ("fr", "ar"))
    return f"| `{word}` | {definition(vocabulary, word)} | {' | '.join(said)} |"


def _with_table(text: str, heading: str, rows: list[str]) -> str:
    """The text with other rows in the first table after a heading."""
    before, found, after = text.partition(heading)
    table = re.compile(r"(\|[-|]+\|\n)(?:\|.*\n)+")
    return before + found + table.sub(lambda old: old[1] + "\n".join(rows) + "\n", after, count=1)


FILES = {
    "docs/data-model.md": words_page,
    "docs/cases.md": cases,
    "docs/questions.md": lambda: answered("docs/questions.md"),
    "README.fr.md": lambda: answered("README.fr.md"),
    "README.ar.md": lambda: answered("README.ar.md"),
    "docs/registry.md": lambda: answered("docs/registry.md"),
    "docs/sql.md": lambda: answered("docs/sql.md"),
    "docs/commands.md": commands,
    "docs/fields.md": fields_page,
    "docs/modules.md": modules,
    "docs/rules.md": rules,
    "docs/aitracker.1": run_path(str(REPOSITORY / "docs" / "manual.py"))["manual"],
    "schema/editor.schema.json": without_ids,
    "schema/registry.schema.json": lambda: (
        json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    ),
}

if __name__ == "__main__":
    for name, make in FILES.items():
        path = REPOSITORY / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(make(), "utf-8")
