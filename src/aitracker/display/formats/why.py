"""`why`: each fact of a record with who says so and who says otherwise, as rows and for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.facts import evidence
from aitracker.catalog.part_totals import part_sums
from aitracker.display.formats.disputes import field_at, title_at
from aitracker.display.labels import source_line
from aitracker.display.layout import TextLayout
from aitracker.model.labels import name_and_value, with_colon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aitracker.catalog.facts import Fact
    from aitracker.catalog.snapshot import Snapshot
    from aitracker.display.streams import Screen
    from aitracker.display.wording import Wording
    from aitracker.model.normal_form import SourceData
    from aitracker.model.part_sums import PartSum

_STYLES = {
    "corroborated": "good",
    "single-source": "doubt",
    "unsourced": "bad",
    "contested": "doubt",
}


class WhyRow(NamedTuple):
    """One source of one fact, or of a rival account of it.

    For that `rival` is true, and `value` is what the rival says.
    """

    id: str
    field: str
    value: str
    publisher: str
    date: str | None
    source: str
    official: bool
    rival: bool
    title: str | None
    language: str | None
    url: str
    evidence: str
    undecided: bool
    note: str | None


def rows(facts: Sequence[Fact], record: Snapshot, wording: Wording) -> Iterator[WhyRow]:
    """A row for each source of each fact, and for each source of each rival account of it."""
    for fact in facts:
        strength = evidence(fact, record.pages)
        note = wording.text(fact.note) if fact.path and fact.note else None
        for source in fact.sources or ():
            claim = fact.path, wording.fact(fact), note
            yield _row(fact, claim, source, record.pages, strength, rival=False)
        for account in fact.accounts:
            path = field_at(fact.path, account.key)
            note_of = None if account.note is None else wording.text(account.note)
            for source in account.sources:
                claim = path, wording.account_claim(fact, account), note_of
                yield _row(fact, claim, source, record.pages, strength, rival=True)


def _row(
    fact: Fact,
    claim: tuple[str, str, str | None],
    source: str,
    pages: Mapping[str, SourceData],
    strength: str,
    *,
    rival: bool,
) -> WhyRow:
    """A row for what is said at a path, with its note, on the word of one source."""
    path, value, note = claim
    page = pages.get(source, {})  # one that is left out for an error of its own is only named
    return WhyRow(
        id=fact.record,
        field=path,
        value=value,
        publisher=page.get("publisher", ""),
        date=page.get("published"),
        source=source,
        official=page.get("kind") == "official",
        rival=rival,
        title=page.get("title"),
        language=page.get("language"),
        url=page.get("url", ""),
        evidence=strength,
        undecided=fact.is_open,
        note=note,
    )


def text(facts: Sequence[Fact], record: Snapshot, wording: Wording, screen: Screen) -> str:
    """Each fact (those of the same sources together), and how well it is vouched for.

    Its sources follow, and rival accounts with theirs.
    """
    layout = TextLayout(screen, wording.language)
    layout.row("", record.name, style="title")
    layout.row("", record.id, style="dim")
    if not record.begun:
        layout.gap()
        layout.row("", wording.say("not begun", day=record.day), style="doubt")
    sums = part_sums(record)
    for (sources, strength, _), alike in groupby(
        facts, lambda fact: (fact.sources, evidence(fact, record.pages), _alone(fact))
    ):
        together = list(alike)
        layout.gap()
        for fact in together:
            layout.row("", _heading(fact, wording), style="heading")
        undecided = wording.say("undecided") if together[0].is_open else ""
        strength_text = wording.series((wording.word("evidence", strength), undecided))
        layout.row("", strength_text, indent=2, style=_STYLES[strength])
        for source in sources or ():
            _source(layout, source, record.pages.get(source), 2, wording)
        _sums(layout, together, sums, wording)
        _beside(layout, together[0], record, wording)
    return layout.text()


def _heading(fact: Fact, wording: Wording) -> str:
    """A fact after its label; where that is not its path, the path is told for those who edit."""
    title = _title(fact, wording)
    heading = name_and_value(title, wording.fact(fact), wording.language)
    return heading if fact.path in ("", title) else f"{heading} [{fact.path}]"


def _title(fact: Fact, wording: Wording) -> str:
    return title_at(fact.path, wording.language) or wording.say("as a whole")


def _sums(
    layout: TextLayout, facts: Iterable[Fact], sums: Mapping[str, PartSum], wording: Wording
) -> None:
    """What the parts of these figures add up to."""
    for fact in facts:
        if fact.path in sums:
            layout.row("", _sum_line(fact, sums[fact.path], wording), indent=2)


def _sum_line(fact: Fact, total: PartSum, wording: Wording) -> str:
    line = name_and_value(_title(fact, wording), wording.part_sum(total), wording.language)
    return f"{line} [{fact.path}]"


def _beside(layout: TextLayout, fact: Fact, record: Snapshot, wording: Wording) -> None:
    """What others say, with their sources, and the note."""
    note = with_colon(wording.say("note"), wording.language)
    for account in fact.accounts:
        value = wording.account_claim(fact, account)
        claim = value if account.key == "says" else f"{wording.key(account.key)} {value}"
        others = with_colon(wording.say("others say"), wording.language)
        layout.row(others, claim, indent=2, hang=12, style="doubt", label_style="doubt")
        if account.note:
            layout.row(note, wording.text(account.note), indent=4, hang=6)
        for source in account.sources:
            _source(layout, source, record.pages.get(source), 4, wording)
    if fact.path and fact.note:
        layout.row(note, wording.text(fact.note), indent=2, hang=6)


def _alone(fact: Fact) -> str | None:
    """What keeps a fact from being told together with its neighbours of the same sources."""
    return fact.path if fact.accounts or (fact.path and fact.note) else None


def _source(
    layout: TextLayout, key: str, page: SourceData | None, indent: int, wording: Wording
) -> None:
    """A source: who, when, in which language, official or not; its title; its address."""
    if page is None:
        layout.row("", wording.say("page skipped", id=key), indent=indent)
        return
    layout.row("", f"{source_line(page, wording.language)} [{key}]", indent=indent)
    if "title" in page:
        layout.row("", page["title"], indent=indent + 2)
    layout.address(page["url"], indent=indent + 2)
