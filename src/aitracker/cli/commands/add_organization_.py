"""`aitracker add organization`: a whole record."""

from __future__ import annotations

from aitracker.cli.new_record import command_for

EXAMPLES = (
    "aitracker add organization --name 'A school' --kind university --source SOURCE -n",
    "aitracker add organization a-school --print",
)

command = command_for("organizations")
