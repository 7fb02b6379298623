"""Takes pictures of the program in real terminals, in three languages.

Run it with `python docs/gallery.py FOLDER [TERMINAL...]`. It needs Xvfb, ImageMagick and the
terminals (`apt install xvfb imagemagick x11-utils lxterminal xterm mlterm kitty tmux`, with
libgl1-mesa-dri for kitty); a terminal that is not there is left out, and said. What a terminal
makes of Arabic is seen here and nowhere else: the tests know only what Unicode's algorithm says.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LINES = 85
DISPLAY = ":97"
COMMANDS = {
    "list": "list partnerships --limit 12",
    "show": "show mistral-ai-lab",
    "timeline": "timeline --since 2026-01 --until 2026-02",
    "search": "search الجزري",
    "due": "due --within 1y --limit 12",
    "stale": "stale --limit 12",
    "disputes": "disputes maroc-digital-2030 --limit 1",
    "why": "why mistral-ai-lab status",
    "stats": "stats initiatives",
    "people": "list people --limit 12",
}
LANGUAGES = ("en", "fr", "ar")
WIDTHS = (60, 80, 120)
TERMINALS = {
    "vte": "lxterminal --no-remote --geometry={columns}x{lines} -e {script}",
    "xterm": "xterm -fa 'DejaVu Sans Mono' -fs 10 -geometry {columns}x{lines} -e {script}",
    "mlterm": "mlterm -g {columns}x{lines} -e {script}",
    "kitty": "kitty --config NONE -o linux_display_server=x11 -o remember_window_size=no"
    " -o initial_window_width={columns}c -o initial_window_height={lines}c {script}",
    "tmux": "lxterminal --no-remote --geometry={columns}x{lines} -e {tmux}",
}


def picture(terminal: str, script: Path, columns: int, target: Path) -> None:
    """What a terminal of this width shows once a script has ended."""
    command = TERMINALS[terminal].format(
        columns=columns,
        lines=LINES,
        script=shlex.quote(str(script)),
        tmux=shlex.quote(f"tmux -L gallery -f /dev/null new {script}"),
    )
    environment = {
        **os.environ,
        "DISPLAY": DISPLAY,
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
    }
    ended = script.with_suffix(".ended")
    ended.unlink(missing_ok=True)
    process = subprocess.Popen(
        shlex.split(command), env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    )
    patience = time.monotonic() + 120
    while not ended.exists() and time.monotonic() < patience:
        time.sleep(0.1)
    time.sleep(1)  # the terminal draws after the program has written
    subprocess.run(
        ["import", "-window", "root", "-trim", "+repage", str(target)], env=environment, check=True
    )
    script.with_suffix(".go").touch()
    process.wait(60)


def pictures(folder: Path, terminals: list[str]) -> None:
    """A picture of each command in each terminal, language and width."""
    path = shlex.quote(os.environ["PATH"])  # where tmux starts a shell, it would be another
    with tempfile.TemporaryDirectory() as work:
        for terminal in terminals:
            for columns in WIDTHS:
                for language in LANGUAGES:
                    for name, command in COMMANDS.items():
                        script = Path(work) / "script"
                        go, ended = script.with_suffix(".go"), script.with_suffix(".ended")
                        go.unlink(missing_ok=True)
                        program = f"aitracker {command} --lang {language} --no-pager"
                        script.write_text(
                            f"#!/bin/sh\nPATH={path}\n"
                            f"clear\n{program}\ntouch {ended}\n"
                            f"for i in $(seq 300); do [ -e {go} ] && exit; sleep 0.1; done\n"
                        )
                        script.chmod(0o755)
                        target = folder / f"{terminal}-{columns}-{language}-{name}.png"
                        picture(terminal, script, columns, target)
                        print(target)


def main() -> None:
    """Takes the pictures of all terminals that are there, or of those that are named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    named = sys.argv[2:] or list(TERMINALS)
    there = [name for name in named if shutil.which(shlex.split(TERMINALS[name])[0])]
    for name in set(named) - set(there):
        print(f"{name} is not here", file=sys.stderr)
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", "1400x1700x24"], stderr=subprocess.DEVNULL
    )
    try:
        time.sleep(2)
        pictures(folder, there)
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
