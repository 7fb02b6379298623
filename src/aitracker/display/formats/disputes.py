"""`disputes`: facts that others contradict, as rows and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.catalog.facts import publishers
from aitracker.display.layout import TextLayout, columns_of
from aitracker.model.labels import field, name_and_value, say, series, with_colon
from aitracker.model.vocabulary import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aitracker.catalog.facts import Account, Fact
    from aitracker.display.streams import Screen
    from aitracker.display.wording import Wording
    from aitracker.model.normal_form import SourceData

ACTING = ("people", "organizations")
"""The fields in which the next part of a path is a role."""


class RivalAccount(dict[str, Any]):
    """What somebody says against the registry; as text one line.

    It has `says`, `publishers`, `sources` and perhaps a `note`.
    """

    def __str__(self) -> str:
        return f"{self['says']} ({', '.join(self['publishers'])})"


class DisputeRow(NamedTuple):
    """A fact that others contradict.

    It has the registry's account with who gives it, the rivals', and whether that is left open.
    `fact` is the whole fact in one line, where `says` is only the part that is disputed.
    """

    id: str
    collection: str
    name: str
    field: str
    says: str
    rivals: list[RivalAccount]
    undecided: bool
    publishers: list[str]
    note: str | None
    fact: str


def rows(
    facts: Iterable[Fact],
    collections: Mapping[str, str],
    pages: Mapping[str, SourceData],
    wording: Wording,
) -> Iterator[DisputeRow]:
    """A row for each key of each fact that others contradict.

    `collections` and `pages` are by id of record and source.
    """
    for fact in facts:
        accounts = fact.accounts
        for key in dict.fromkeys(account.key for account in accounts):
            claim = wording.registry_claim(fact, key)
            yield DisputeRow(
                fact.record,
                collections[fact.record],
                wording.names[fact.record],
                field_at(fact.path, key),
                claim,
                [_account(fact, each, pages, wording) for each in accounts if each.key == key],
                fact.is_open,
                publishers(fact.sources or (), pages) if claim else [],
                wording.text(fact.note) if fact.note is not None and fact.path else None,
                wording.fact(fact),
            )


def _account(
    fact: Fact, account: Account, pages: Mapping[str, SourceData], wording: Wording
) -> RivalAccount:
    rival = RivalAccount(
        says=wording.account_claim(fact, account),
        publishers=publishers(account.sources, pages),
        sources=account.sources,
    )
    if account.note is not None:
        rival["note"] = wording.text(account.note)
    return rival


def field_at(path: str, key: str) -> str:
    """The path of what an account contradicts."""
    return path if key == "says" else f"{path}.{key}" if path else key


def title_at(path: str, language: str) -> str:
    """A path for people: the labels of its fields and roles, without the places in lists.

    "" for a record as a whole.
    """
    parts = [part for part in path.split(".") if part and not part.isdigit()]
    names: list[str] = []
    for before, part in zip(["", *parts], parts, strict=False):
        if before in ACTING:
            names[-1] = label("role", part, language)
        else:
            names.append(field(part, language))
    return series(names, language)


def text(rows: Sequence[DisputeRow], language: str, screen: Screen) -> str:
    """Each disputed fact with the registry's account and, under it, the others'."""
    layout = TextLayout(screen, language)
    labels = [say(each, language) for each in ("registry account", "others account", "note")]
    registry, others, note = labels
    hang = max(columns_of(label, screen) for label in labels) + 2
    for row in rows:
        doubt = f" ({say('undecided', language)})" if row.undecided else ""
        layout.heading(f"{row.name} [{row.id}]")
        title = title_at(row.field, language) or say("as a whole", language)
        layout.row("", name_and_value(f"{title}{doubt}", row.fact, language), indent=2)
        claim = _claim_line(row.says, row.publishers, language) or say("says nothing", language)
        layout.row(registry, claim, indent=2, hang=hang)
        for rival in row.rivals:
            claim = _claim_line(rival["says"], rival["publishers"], language)
            layout.row(others, claim, indent=2, hang=hang, style="doubt")
            if "note" in rival:
                layout.row(with_colon(note, language), rival["note"], indent=2 + hang, hang=6)
        if row.note:
            layout.row(note, row.note, indent=2, hang=hang)
    return layout.text()


def _claim_line(claim: str, publishers: Sequence[str], language: str) -> str:
    """What is said, and by whom; "" for nothing."""
    return f"{claim} ({series(publishers, language)})" if claim else ""
