"""How an answer is printed: in which format, on which screen, through a pager or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aitracker.cli.options import Format
from aitracker.display.streams import Screen, screen, write

if TYPE_CHECKING:
    from aitracker.cli.options import OutputOptions

Report = Mapping[Format, Callable[[], Iterable[str]]]
"""An answer: for each format a command has, what makes its text. Only one of them is called."""


class Output:
    """Where the answer of a command goes, and in which of its formats."""

    def __init__(self, options: OutputOptions) -> None:
        self.screen: Screen = screen(options.color, options.bidi)
        self.format = options.chosen_format(terminal=self.screen.terminal)
        self.for_people = self.format is options.formats.terminal
        self._paged = not options.no_pager

    def print(self, report: Report) -> None:
        """Prints a report in the format of the command line."""
        target = self.screen if self.for_people else self.screen.unmarked
        write(report[self.format](), target, paged=self._paged)


def objects_report(objects: Callable[[], Sequence[dict[str, Any]]], *, one: bool) -> Report:
    """Objects in the formats that have room for them: `one` alone, several as a list."""
    from aitracker.display.formats import structured

    def whole() -> Any:
        return objects()[0] if one else objects()

    return {
        Format.json: lambda: [structured.document(whole())],
        Format.jsonl: lambda: (f"{structured.line(each)}\n" for each in objects()),
        Format.yaml: lambda: [structured.yaml_document(whole())],
    }
