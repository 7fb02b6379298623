"""What an address tells of a page: whose it is, in which language, of which day."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from aitracker.editing import ids
from aitracker.model.dates import Date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aitracker.editing.draft import Draft, DraftRecord

_LANGUAGE = re.compile(r"[a-z]{2}")
_DAY = re.compile(r"/(20[0-9]{2})[/-]([01][0-9])[/-]([0-3][0-9])(?![0-9])")
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|igshid|mc_[ce]id")
_ALIKE = ("publisher", "language", "kind", "via")
"""What pages of one host tend to have in common."""


class Page(NamedTuple):
    """What is proposed for a page: its id, and its fields, each with a reason in words."""

    id: str
    fields: dict[str, tuple[str, str]]


def source_at(url: str, draft: Draft) -> DraftRecord | None:
    """The source of this address, in any spelling of it."""
    address = normal_address(url)
    return next(
        (each for each in draft.records("sources") if address == normal_address(_url(each))), None
    )


def normal_address(url: str) -> str:
    """An address as it is compared: without scheme, www, tracking, fragment and last slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key)]
    rest = parts.path.rstrip("/") + (f"?{urlencode(query)}" if query else "")
    return host(url) + rest


def host(url: str) -> str:
    """The host of an address, without www."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return name.lower().removeprefix("www.")


def proposal(url: str, draft: Draft, publisher: str | None) -> Page:
    """What an address and the other pages of its host suggest."""
    pages = [each for each in draft.records("sources") if host(_url(each)) == host(url)]
    because = f"as for {pages[0].id}" if pages else ""
    fields = {key: (value, because) for key in _ALIKE if (value := _common(pages, key))}
    if publisher is not None:
        pages = [
            each for each in draft.records("sources") if _field(each, "publisher") == publisher
        ] or pages
    if (tag := _language(url)) and tag in draft.loaded.registry.header.languages:
        fields["language"] = (tag, "from the address")
    day = _DAY.search(urlsplit(url).path)
    if day and Date.is_one(date := "-".join(day.groups())):
        fields["published"] = (date, "from the address")
    slug = ids.id_of_name(publisher or fields.get("publisher", ("", ""))[0])
    keys = [each.id for each in pages]
    prefix = slug if all(key.startswith(f"{slug}-") for key in keys) else _prefix(keys)
    prefix = prefix or slug or ids.id_of_name(host(url).rpartition(".")[0])
    ids_in_use = {each.id for each in draft.records()}
    return Page(ids.free_id(ids.id_of_address(url, prefix), ids_in_use), fields)


def _url(record: DraftRecord) -> str:
    return _field(record, "url")


def _field(record: DraftRecord, key: str) -> str:
    value: Any = record.data.get(key) if isinstance(record.data, dict) else None
    return value if isinstance(value, str) else ""


def _common(pages: Sequence[DraftRecord], key: str) -> str:
    """What most pages have in a field; "" where they differ too much to tell."""
    values = Counter(_field(each, key) for each in pages)
    if not values:
        return ""
    value, number = values.most_common(1)[0]
    return value if number * 3 >= len(pages) * 2 else ""


def _prefix(keys: Iterable[str]) -> str:
    """The first words that ids have in common, leaving each at least one of its own."""
    words_by_id = [key.split("-") for key in keys]
    if not words_by_id:
        return ""
    prefix: list[str] = []
    for words in zip(*(each[:-1] for each in words_by_id), strict=False):
        if len(set(words)) > 1:
            break
        prefix.append(words[0])
    return "-".join(prefix if len(words_by_id) > 1 else words_by_id[0][:1])


def _language(url: str) -> str:
    parts = urlsplit(url)
    first = [part for part in parts.path.split("/") if part][:1]
    for word in (*first, (parts.hostname or "").partition(".")[0]):
        if _LANGUAGE.fullmatch(word):
            return word
    return ""
