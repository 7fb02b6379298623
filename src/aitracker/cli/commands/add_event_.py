"""`aitracker add event`: a whole record."""

from __future__ import annotations

from aitracker.cli.new_record import command_for

EXAMPLES = (
    "aitracker add event --name 'AI day' --date 2027-01-12 --source SOURCE -n",
    "aitracker add event --print",
)

command = command_for("events")
