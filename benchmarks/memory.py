"""The most memory that reading takes, beside the size of what is read.

Run it with `python benchmarks/memory.py [INITIATIVES]`. The goal is five times the size and 60 MB.
One large text and what is refused stay below it. A sound registry takes up to seven times: its
records alone, as objects, take four times the size of their text.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import aitracker, environment

MB = 1024 * 1024
WRITE = (
    "import sys; from generated import registry; "
    "open(sys.argv[1], 'w', encoding='utf-8').write(registry(int(sys.argv[2])))"
)
"""In a process of its own: what this one takes is counted to those it starts."""


def peak(args: list[str], cache: str) -> float:
    """The most memory a command took, in MB."""
    nothing = os.open(os.devnull, os.O_RDWR)
    command = aitracker(*args)
    actions = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (0, 1, 2)]
    process = os.posix_spawn(command[0], command, environment(cache), file_actions=actions)
    _, _, used = os.wait4(process, 0)
    return used.ru_maxrss / 1024


def main() -> None:
    """Prints size, memory and their ratio after 60 MB are taken off."""
    initiatives = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        sound, one_text, too_large = (Path(folder) / f"{name}.yaml" for name in ("a", "b", "c"))
        here = Path(__file__).parent
        write = [sys.executable, "-c", WRITE, str(sound), str(initiatives)]
        subprocess.run(write, check=True, cwd=here)
        with one_text.open("w", encoding="utf-8") as file:
            file.write("schema_version: 1\nregistry: {title: ")
            file.writelines("x y " * (MB // 4) for _ in range(200))
            file.write("}\n")
        too_large.touch()
        os.truncate(too_large, 300 * MB)
        for what, path in (
            (f"{initiatives} initiatives", sound),
            ("one text", one_text),
            ("too large", too_large),
        ):
            for command in ("check", "list"):
                size = path.stat().st_size / MB
                most = peak([command, "-r", str(path)], folder)
                ratio = max(most - 60, 0) / size
                print(f"{what:24}{command:8}{size:>8.1f} MB{most:>8.0f} MB{ratio:>8.1f}")


if __name__ == "__main__":
    main()
