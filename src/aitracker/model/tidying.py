"""What a text is without the signs around it that came along from elsewhere.

Nothing here is taken instead of what is written: it is offered, where the text itself is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = "\"'`´“”„‟«»‘’‚‹›<>()[]{}"
_BEFORE = re.compile(rf"^[\s{re.escape(_AROUND)}*#@&|:=!]+")
_BEHIND = re.compile(rf"[\s{re.escape(_AROUND)}*|.,;:!?،؛؟]+$")
_A_NOTE = re.compile(r"(?:#|\s+(?://|--|[(\[–—?]|\.\.\.|…)).*$", re.DOTALL)
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|dr|prof|m|mme|mlle|pr|sir|السيد|السيدة|الدكتور|الدكتورة|الأستاذ|د)\.? +",
    re.IGNORECASE,
)


def tidy(text: str) -> Iterator[str]:
    """The text without quotes, brackets and signs around it, or without a note behind it."""
    offers = {text, ""}
    for part in (text, _A_NOTE.sub("", text)):
        for bare in (part.strip(), _BEHIND.sub("", _BEFORE.sub("", part))):
            if bare not in offers:
                offers.add(bare)
                yield bare


def without_title(name: str) -> str:
    """A name without a form of address before it."""
    return _TITLE.sub("", name)
