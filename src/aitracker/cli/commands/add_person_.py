"""`aitracker add person`: a whole record."""

from __future__ import annotations

from aitracker.cli.new_record import command_for

EXAMPLES = (
    (
        "aitracker add person --name 'A. Person' --organization ORGANIZATION --title Director"
        " --from 2027-01 --source SOURCE -n"
    ),
    "aitracker add person --print",
)

command = command_for("people")
