"""Runs the program as `python -m aitracker`, where its command is not on PATH."""

import sys

from aitracker.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
