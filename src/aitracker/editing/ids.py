"""Ids made of names and of addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from aitracker.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Container

_WORDS = 5
"""An id made of a name has so many words at most."""


def id_of_name(name: str) -> str:
    """An id for this name: its letters in lower case; "" where it has none of a to z."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "-".join(words[:_WORDS])


def id_of_address(url: str, prefix: str) -> str:
    """An id for a page: the publisher, then the words of the last part of its address."""
    words = _last_words(url)
    own = [word for word in words if word not in prefix.split("-")][:2]
    return "-".join([*([prefix] if prefix else []), *own])


def free_id(key: str, ids: Container[str]) -> str:
    """The id, or where it is taken the same with a number."""
    if key not in ids:
        return key
    number = 2
    while f"{key}-{number}" in ids:
        number += 1
    return f"{key}-{number}"


def _last_words(url: str) -> list[str]:
    """The telling words of an address: the long ones of its last part that has any.

    Else its last number.
    """
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    for part in reversed(parts):
        words = re.findall(r"[a-z0-9]+", fold(part.rsplit(".", 1)[0]))
        letters = [word for word in words if not word.isdecimal()]
        telling = [word for word in letters if len(word) > 3] or letters
        if telling:
            return sorted(telling, key=len, reverse=True) if len(telling) > 4 else telling
    return re.findall(r"[0-9]+", url)[-1:]
