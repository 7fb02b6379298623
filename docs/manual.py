"""The manual page aitracker(1), made from the help of the program and from the README."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from typer._click import Context

from aitracker import __version__
from aitracker.cli.command import Command, section
from aitracker.cli.lazy import EVERY_COMMAND, LazyGroup, load, program

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REPOSITORY = Path(__file__).parent.parent
SITE = "https://github.com/aitracker/aitracker"

SHARED = ("Filters", "Output", "Registry")
"""The groups of options that commands share, each described once under its heading."""

ALL = "timeline"
"""A command that has all of them."""

ENVIRONMENT = {
    "AITRACKER_REGISTRY": "The registry to read where --registry is not given.",
    "AITRACKER_LANG": "The language of names and texts where --lang is not given.",
    "AITRACKER_TODAY": "The day to take for today, as in 2026-11-24.",
    "AITRACKER_PAGER, PAGER": (
        "The pager for what is taller than the screen; less or more by default, none if empty."
    ),
    "AITRACKER_EDITOR, VISUAL, EDITOR": "The editor that aitracker edit opens, with its options.",
    "AITRACKER_DEBUG": "If set, a bug shows where it happened.",
    "LC_ALL, LC_MESSAGES, LANG": (
        "On a terminal, the language of names and texts where none is asked for."
    ),
    "NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE": (
        "No colours, or colours in a pipe too; --color comes first."
    ),
    "COLUMNS": "The width of the screen.",
    "MLTERM": "In mlterm, right-to-left text is kept in place by marks in place of isolates.",
    "TERM": "On a dumb terminal there are no colours, no pager and no isolates.",
    "CI": "If set, no progress is drawn.",
    "LESS": "The options of less; FRX by default.",
    "SUDO_UID": (
        "Run as root, whose registry above the working directory is read besides root's own."
    ),
    "XDG_STATE_HOME": (
        "Where an edited copy is kept that was not written; ~/.local/state by default."
    ),
    "XDG_CACHE_HOME": "The folder in which the index is kept; ~/.cache by default.",
}
"""The variables the program heeds. A test compares them with those its source asks for."""

FILES = {
    "data/initiatives.yaml, data/initiatives/*.yaml": (
        "The registry, if it stands in this folder or one above it."
    ),
    "~/.cache/aitracker/*.db": (
        "Indexes of registries, made anew when they are missing. "
        "aitracker info --clear-cache deletes them."
    ),
}


def manual() -> str:
    """The page in the macros of man(7)."""
    group = program()
    lines = [
        f'.TH AITRACKER 1 "{_released()}" "aitracker {__version__}" "User Commands"',
        ".SH NAME",
        "aitracker \\- answers who signed what with whom, from one plain YAML registry",
        ".SH SYNOPSIS",
        *_synopsis("aitracker", "[OPTIONS] COMMAND [ARGS]..."),
        ".SH DESCRIPTION",
        *(line for part in (group.help or "").split("\n\n") for line in _paragraph(part)),
        ".SH OPTIONS",
        *_tags(_records(group)),
        ".SH COMMANDS",
        *(line for name in EVERY_COMMAND for line in _command(name)),
        ".SH SHARED OPTIONS",
        *_shared(),
        *_tagged("EXIT STATUS", _exit_codes()),
        *_tagged("ENVIRONMENT", ENVIRONMENT),
        *_tagged("FILES", FILES),
        ".SH EXAMPLES",
        *_examples(),
        ".SH SEE ALSO",
        *_prose(f"{SITE}/blob/main/docs/index.md"),
        ".SH REPORTING BUGS",
        *_prose(f"{SITE}/issues"),
    ]
    return "\n".join(lines) + "\n"


def _released() -> str:
    """The day of this version in the changelog."""
    text = (REPOSITORY / "CHANGELOG.md").read_text("utf-8")
    return text.split(f"## {__version__} - ")[1][:10]


def _command(name: str) -> Iterator[str]:
    """A command with what is its own, and the headings under which the rest stands."""
    command = load(name)
    context = Context(command, info_name=name)
    yield f".SS {_quoted(f'aitracker {name}')}"
    yield from _synopsis(f"aitracker {name}", " ".join(command.collect_usage_pieces(context)))
    for paragraph in (command.help or "").split("\n\n"):
        yield from _paragraph(paragraph)
    shared = set(_records(load(ALL), SHARED))
    yield from _tags(record for record in _records(command) if record not in shared)
    for title, rows in command.tables.items():
        yield from (".PP", _text(f"{title}:"), *_tags(rows()))
    titles = [title for title in SHARED if shared & set(_records(command, (title,)))]
    if titles:
        yield from _paragraph(f"And the shared options under: {', '.join(titles)}.")


def _shared() -> Iterator[str]:
    """Each shared option once, as the command says it that has them all."""
    for title in SHARED:
        yield f".SS {_quoted(title)}"
        yield from _tags(_records(load(ALL), (title,)))


def _records(command: Command | LazyGroup, titles: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Arguments and options as the help says them; only those under these headings, if any."""
    context = Context(command, info_name=command.name)
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None and (not titles or section(parameter) in titles):
            # Of no registry, so that no languages are named.
            text = command.fill_help(record[1], "-") if isinstance(command, Command) else record[1]
            yield record[0], text


def _tags(records: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, meaning in records:
        yield from (".TP", _bold(term), *_prose(meaning))


def _exit_codes() -> dict[str, str]:
    """The exit codes, from the README."""
    section = _readme().split("## Exit codes\n")[1].split("\n## ")[0]
    found = re.findall(r"(\d+) ([^;]+)", " ".join(section.split()))
    return {code: f"{_begun(meaning.rstrip('.'))}." for code, meaning in found}


def _examples() -> Iterator[str]:
    """The command lines of the README that have a comment."""
    for line in re.findall(r"^    (aitracker .*)$", _readme(), re.MULTILINE):
        command, _, said = line.partition(" # ")
        yield from (".PP", f"{_text(_begun(said.strip()))}:") if said else (".PP",)
        yield from (".nf", f".RS\n{_bold(command.strip())}\n.RE", ".fi")


def _tagged(title: str, entries: dict[str, str]) -> Iterator[str]:
    """A section of terms, each with what it means."""
    yield f".SH {title}"
    yield from _tags(entries.items())


def _synopsis(name: str, rest: str) -> Iterator[str]:
    yield f"{_bold(name)} {_text(rest)}"


def _paragraph(text: str) -> Iterator[str]:
    """A paragraph, or, after the sign for it that Click knows, lines that stay as they are."""
    yield ".PP"
    if text.startswith("\b"):
        yield from (".nf", *map(_text, text[1:].strip("\n").splitlines()), ".fi")
    else:
        yield from _prose(text)


def _prose(text: str) -> Iterator[str]:
    yield from map(_text, wrap(" ".join(text.split()), 72, break_on_hyphens=False))


def _begun(text: str) -> str:
    """Words as the beginning of a sentence."""
    return text[0].upper() + text[1:]


def _bold(text: str) -> str:
    return f"\\fB{_text(text)}\\fR"


def _quoted(text: str) -> str:
    return f'"{_text(text)}"'


def _text(text: str) -> str:
    """Text in which nothing is a request or an escape, and hyphens can be copied."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _readme() -> str:
    return (REPOSITORY / "README.md").read_text("utf-8")
