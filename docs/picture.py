"""Draws what a terminal shows, for the README: `python docs/picture.py` writes docs/screen.svg.

A test asks that the words in the picture are what the program prints.
"""

from __future__ import annotations

import io
import runpy
from pathlib import Path

from rich.console import Console
from rich.text import Text

REPOSITORY = Path(__file__).parent.parent
PICTURE = REPOSITORY / "docs" / "screen.svg"
COLUMNS = 96
COMMANDS = [
    "aitracker timeline mistral-ai",
    "aitracker due --overdue",
    "aitracker disputes maroc-digital-2030 --limit 1",
    "aitracker stats partnerships --by status",
]

# No fonts from elsewhere: whoever looks at it has a monospaced one.
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">\
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def screen() -> str:
    """What is printed, colours and all."""
    answer = runpy.run_path(str(REPOSITORY / "docs" / "generate.py"))["answer"]
    shown = []
    for command in COMMANDS:
        shown.append(f"$ {command}\n")
        shown.append(answer([*command.split()[1:], "--color", "always"], columns=COLUMNS))
        shown.append("\n")
    return "".join(shown).rstrip("\n")


def picture() -> str:
    """The screen as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(screen()))
    return console.export_svg(title="aitracker", code_format=FORMAT, unique_id="aitracker")


if __name__ == "__main__":
    PICTURE.write_text(picture(), "utf-8")
