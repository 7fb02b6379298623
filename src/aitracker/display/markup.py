"""What we send a terminal besides text: styles and isolates, and nothing else."""

from __future__ import annotations

STYLES = {
    "title": "1",
    "heading": "1;36",
    "label": "2",
    "good": "32",
    "doubt": "33",
    "bad": "31",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
}
"""Select Graphic Rendition codes; every styled word also says in words what its colour says."""

FSI, PDI, LRM = "\u2068", "\u2069", "\u200e"

STYLE = rf"\x1b\[(?:0|{'|'.join(sorted(set(STYLES.values())))})m"
"""A pattern for a style of ours, or the end of one."""

ISOLATE = f"{FSI}(?=[^{FSI}{PDI}\n]*{PDI}{LRM})|{PDI}(?={LRM})|(?<={PDI}){LRM}"
"""A pattern for a mark that begins or ends an isolate of ours."""


def styled(text: str, style: str) -> str:
    """The text in a style."""
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


def isolated(text: str) -> str:
    """The text in an isolate, so that it cannot reorder what stands beside it."""
    return f"{FSI}{text}{PDI}{LRM}"
