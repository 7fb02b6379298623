"""`aitracker add partnership`: a whole record."""

from __future__ import annotations

from aitracker.cli.new_record import command_for

EXAMPLES = (
    (
        "aitracker add partnership --kind mou --name Deal --party ORGANIZATION"
        " --source SOURCE --date 12/01/2027 --status signed -n"
    ),
    "aitracker add partnership deal --print > deal.yaml",
)

command = command_for("partnerships")
