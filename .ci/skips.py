"""Fails when a test was skipped that may not be: skips.py [--not-root] REPORT.

REPORT is a report of pytest in JUnit's XML.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def allowed(who: str) -> tuple[str, ...]:
    """How the reasons begin that this user may have to skip a test."""
    lines = Path(__file__).with_name("skips.txt").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line[:1] != "#"]
    return tuple(reason for by, reason, _ in rows if by in (who, "anybody"))


def skipped(report: str) -> list[tuple[str, str]]:
    """The tests of a report that were skipped, and why."""
    return [
        (f"{case.get('classname')}::{case.get('name')}", skip.get("message") or "")
        for case in ET.parse(report).iter("testcase")  # noqa: S314 # our own report
        for skip in case.iter("skipped")
    ]


if __name__ == "__main__":
    *options, report = sys.argv[1:]
    user = "not root" if options or os.geteuid() != 0 else "root"
    reasons = allowed(user)
    wrong = [f"{name}: {why}" for name, why in skipped(report) if not why.startswith(reasons)]
    sys.exit("\n".join(["skipped, and not in .ci/skips.txt:", *wrong]) if wrong else 0)
