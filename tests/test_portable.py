"""Reading, checking and editing go on where what Windows lacks is hidden, what it has pretended."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aitracker.cli.lazy import COMMANDS
from aitracker.display.console import obeys_escapes
from aitracker.display.pager import words
from aitracker.editing.lock import lock_folder
from aitracker.model.errors import FatalError
from tests.conftest import BASE, SHIPPED, write

HIDING = """\
import os, signal, sys, subprocess, ctypes

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name in HIDDEN:
            raise ModuleNotFoundError(f"No module named '{name}'", name=name)

HIDDEN = {
    "fcntl", "termios", "pwd", "grp", "resource", "pty", "tty", "syslog", "readline", "curses",
    "posixshmem", "_posixshmem", "spwd", "crypt", "nis", "ossaudiodev",
}
for name in HIDDEN:
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Hidden())

for name in '''O_DIRECTORY O_NOFOLLOW O_NONBLOCK O_NOCTTY O_SYNC O_DSYNC O_CLOEXEC O_ASYNC O_PATH
        O_TMPFILE O_DIRECT fchown chown lchown fchmod chroot fork forkpty openpty getuid geteuid
        getgid getegid getgroups setuid setgid seteuid setegid getpgid getpgrp setpgid setsid
        getsid killpg wait wait3 wait4 WNOHANG WIFEXITED nice mkfifo mknod major minor uname
        sysconf confstr pathconf fpathconf fdatasync sync fchdir pread pwrite readv writev preadv
        pwritev sendfile posix_fadvise posix_fallocate posix_spawn lockf statvfs fstatvfs ctermid
        ttyname tcgetpgrp tcsetpgrp getxattr setxattr listxattr removexattr sched_yield
        sched_getaffinity getloadavg getpriority setpriority copy_file_range
        memfd_create eventfd pidfd_open splice'''.split():
    if hasattr(os, name):
        delattr(os, name)
for name in '''SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGPROF SIGQUIT SIGSTOP
        SIGTSTP SIGTTIN SIGTTOU SIGURG SIGUSR1 SIGUSR2 SIGVTALRM SIGWINCH SIGXCPU SIGXFSZ alarm
        getitimer setitimer pause pthread_kill pthread_sigmask sigpending sigwait
        siginterrupt'''.split():
    if hasattr(signal, name):
        delattr(signal, name)
"""

KERNEL = """
class Function:
    def __init__(self, name): self.name = name
    def __call__(self, *given):
        return 1

class Kernel:
    def __init__(self, name, **_): assert name == "kernel32"
    def __getattr__(self, name):
        setattr(self, name, Function(name))
        return getattr(self, name)

ctypes.WinDLL = Kernel
"""


def without_posix(code: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Runs Python code where nothing is left that only POSIX has."""
    return subprocess.run(
        [sys.executable, "-c", HIDING + KERNEL + code, *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        input="",
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "AITRACKER_REGISTRY": str(SHIPPED)},
    )


COMMAND = "from aitracker.cli.main import main; sys.exit(main())"

LINES = {
    "list": ["all"],
    "show": ["jazari-root"],
    "timeline": [],
    "search": ["rabat"],
    "stats": [],
    "due": [],
    "stale": [],
    "figures": [],
    "tree": ["jazari-institutes"],
    "disputes": [],
    "why": ["jazari-root"],
    "check": [],
    "schema": [],
    "sql": ["select id from record"],
    "info": [],
    "completion": ["bash"],
}


@pytest.mark.slow  # 6 % of the time of the quick part
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_runs_without_what_only_posix_has(name: str) -> None:
    done = without_posix(COMMAND, name, *LINES[name])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_what_is_hidden_is_hidden() -> None:
    done = without_posix("import fcntl")
    assert "No module named 'fcntl'" in done.stderr
    assert "no attribute 'fork'" in without_posix("os.fork()").stderr


EDIT = """
from pathlib import Path
from aitracker.editing.change import Edit, change
from aitracker.editing.splice import data_of
def edit(texts):
    after = texts[0].replace("A Minister", "The Minister")
    return [Edit(after, data_of(after))]
change([Path(sys.argv[1])], edit)
"""


@pytest.mark.filterwarnings("ignore:only soft file lock")
def test_an_edit_locks_the_folder_and_leaves_no_file(place: Path) -> None:
    path = write(place, BASE)
    done = without_posix(EDIT, str(path))
    assert done.returncode == 0, done.stderr
    assert path.read_text("utf-8") == BASE.replace("A Minister", "The Minister")
    assert list(path.parent.iterdir()) == [path]


class Kernel:
    """The part of Windows that is asked for a console.

    Its answers are of the test's choice.
    """

    def __init__(self, **answers: Any) -> None:
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self.answers = answers

    def __call__(self, *_: object, **__: object) -> Kernel:
        return self

    def __getattr__(self, name: str) -> Any:
        def function(*given: Any) -> Any:
            self.asked.append((name, given))
            answer = self.answers.get(name, 1)
            return answer.pop(0) if isinstance(answer, list) else answer

        holder = SimpleNamespace(call=function)
        self.__dict__[name] = called = _Function(holder.call)
        return called


class _Function:
    restype: Any = None

    def __init__(self, call: Any) -> None:
        self.call = call

    def __call__(self, *given: Any) -> Any:
        return self.call(*given)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Any:
    def make(**answers: Any) -> Kernel:
        kernel = Kernel(**answers)
        monkeypatch.setattr(ctypes, "WinDLL", kernel, raising=False)
        monkeypatch.setattr("aitracker.editing.lock.fcntl", None)
        obeys_escapes.cache_clear()
        return kernel

    return make


def test_who_finds_the_lock_taken_waits_and_gives_up(windows: Any, place: Path) -> None:
    windows()
    said: list[str] = []
    other = place / ".." / place.name
    with (
        lock_folder(place),
        pytest.raises(FatalError, match=r"after 0\.1 seconds"),
        lock_folder(other, said.append, 0.1),
    ):
        pass
    assert len(said) == 1
    with lock_folder(other):
        pass
    assert list(place.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(windows: Any, place: Path) -> None:
    windows()
    with pytest.raises(FatalError, match="cannot be locked"), lock_folder(place / "no"):
        pass


@pytest.mark.parametrize(
    ("answers", "obeys"),
    [
        ({}, True),
        ({"SetConsoleMode": 0}, False),  # a console older than the sequences
        ({"GetConsoleMode": 0}, False),  # no console: both streams go elsewhere
        ({"GetConsoleMode": [0, 1]}, True),  # results go into a file, talk to the console
    ],
)
def test_the_console_is_asked_to_obey_escapes(windows: Any, answers: Any, obeys: bool) -> None:
    kernel = windows(**answers)
    assert obeys_escapes(windows=True) is obeys
    for name, given in kernel.asked:
        if name == "SetConsoleMode":
            assert given[1] & 4


def test_elsewhere_no_console_is_asked() -> None:
    assert obeys_escapes(windows=False)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (r"C:\Tools\less.exe -FRX", [r"C:\Tools\less.exe", "-FRX"]),
        (
            r'"C:\Program Files\Git\usr\bin\less.exe" -R',
            [r"C:\Program Files\Git\usr\bin\less.exe", "-R"],
        ),
        ("less '-P a b'", ["less", "-P a b"]),
        ('"less', []),
        ("", []),
    ],
)
def test_a_pager_with_backslashes_is_split_by_the_rules_of_windows(
    line: str, found: list[str]
) -> None:
    assert words(line, windows=True) == found


def test_a_pager_whose_path_holds_spaces_needs_no_quotes(place: Path) -> None:
    pager = place / "Program Files" / "less"
    pager.parent.mkdir()
    pager.write_text("#!/bin/sh\ncat\n")
    pager.chmod(0o755)
    assert words(str(pager)) == [str(pager)]
    assert words(f"'{pager}' -R") == [str(pager), "-R"]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["الرباط"], 2, "No such command 'الرباط'"),
        (["list", "--الرباط"], 2, "--الرباط"),
        (["list", "--limit", "الرباط"], 2, "الرباط"),
        (["show", "الرباط-1"], 1, "'الرباط-1'"),
    ],
)
def test_errors_are_utf8_whatever_the_locale(
    encoding: str, args: list[str], code: int, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "aitracker", *args],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, "AITRACKER_REGISTRY": str(SHIPPED)},
        timeout=60,
        check=False,
    )
    assert done.returncode == code
    assert said in done.stderr.decode("utf-8")
