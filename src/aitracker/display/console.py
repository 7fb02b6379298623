"""The console of Windows, which shows colours only after it was asked to obey escape sequences."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

_OUTPUT, _ERROR = -11, -12
"""What Windows calls the handles of standard output and standard error."""

_OBEYS_ESCAPES = 0x0004
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING, from Windows 10 of 2016 on."""


@cache
def obeys_escapes(*, windows: bool = os.name == "nt") -> bool:
    """Whether a terminal of this system does what escape sequences say.

    The console of Windows is asked to, once.
    """
    if not windows:
        return True
    import ctypes

    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined] # Windows only
    kernel.GetStdHandle.restype = ctypes.c_void_p  # a handle has 64 bits, ctypes takes 32
    obeying = [_enable(kernel, ctypes, number) for number in (_OUTPUT, _ERROR)]
    return any(obeying)


def _enable(kernel: Any, ctypes: Any, number: int) -> bool:
    """Asks the console behind a handle.

    False where there is none, or it is older than the sequences.
    """
    handle = ctypes.c_void_p(kernel.GetStdHandle(number))
    mode = ctypes.c_uint32()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(kernel.SetConsoleMode(handle, mode.value | _OBEYS_ESCAPES))
