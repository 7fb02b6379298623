"""`aitracker add initiative`: a whole record."""

from __future__ import annotations

from aitracker.cli.new_record import command_for

EXAMPLES = (
    (
        "aitracker add initiative --kind law --name 'AI law' --source SOURCE"
        " --date 2027-01-12 --status proposed -n"
    ),
    "aitracker add initiative ai-law --print",
)

command = command_for("initiatives")
