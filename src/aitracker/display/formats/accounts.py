"""`why` and `disputes` for people: facts with who says so, and rival accounts beside them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from aitracker.catalog.facts import evidence
from aitracker.display.paper import Paper
from aitracker.display.words import told_by
from aitracker.model.vocabulary import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aitracker.catalog.facts import DisputeRow, Fact
    from aitracker.catalog.phrases import Phrases
    from aitracker.catalog.view import View
    from aitracker.display.streams import Screen

_ACCOUNT = 10
_WORD = {"corroborated": "good", "single-source": "doubt", "unsourced": "bad", "contested": "doubt"}


def disputes(rows: Sequence[DisputeRow], screen: Screen) -> str:
    """Each disputed fact with the registry's account and, under it, the others'."""
    paper = Paper(screen)
    for row in rows:
        undecided = " (undecided)" if row.undecided else ""
        paper.heading(f"{row.name} [{row.id}]")
        paper.row("", f"{row.field or 'as a whole'}{undecided}: {row.fact}", indent=2)
        said = f"{row.says} ({', '.join(row.publishers)})" if row.says else "says nothing of it"
        paper.row("registry", said, indent=2, hang=_ACCOUNT)
        for rival in row.rivals:
            paper.row("others", str(rival), indent=2, hang=_ACCOUNT, style="doubt")
            if "note" in rival:
                paper.row("note:", rival["note"], indent=2 + _ACCOUNT, hang=6)
        if row.note:
            paper.row("note", row.note, indent=2, hang=_ACCOUNT)
    return paper.text()


def why(view: View, found: Sequence[Fact], phrases: Phrases, screen: Screen) -> str:
    """Each fact (those of the same sources together), how well it is vouched for, its sources, and rival accounts with theirs."""
    paper = Paper(screen)
    cited = dict(view.sources)
    paper.row("", view.name, style="title")
    paper.row("", view.id, style="dim")
    if not view.begun:
        paper.gap()
        paper.row("", f"not begun by {view.day}", style="doubt")
    for (sources, strength, _), alike in groupby(
        found, lambda fact: (fact.sources, evidence(fact, cited), _alone(fact))
    ):
        together = list(alike)
        fact = together[0]
        paper.gap()
        for each in together:
            paper.row("", f"{each.field or 'as a whole'}: {each.value}", style="heading")
        paper.row(
            "",
            label("evidence", strength, phrases.language)
            + (", undecided" if fact.undecided else ""),
            indent=2,
            style=_WORD[strength],
        )
        for source in sources:
            _source(paper, source, cited.get(source), 2)
        for rival in fact.rivals:
            said = rival.value if rival.key == "says" else f"{rival.key} {rival.value}"
            paper.row("others say:", said, indent=2, hang=12, style="doubt", label_style="doubt")
            if rival.note:
                paper.row("note:", rival.note, indent=4, hang=6)
            for source in rival.sources:
                _source(paper, source, cited.get(source), 4)
        if note := _note(fact):
            paper.row("note:", phrases.text(note), indent=2, hang=6)
    return paper.text()


def _alone(fact: Fact) -> str | None:
    """What keeps a fact from being told together with its neighbours of the same sources."""
    return fact.field if fact.rivals or _note(fact) else None


def _note(fact: Fact) -> Any:
    return fact.item.get("note") if fact.field else None


def _source(paper: Paper, key: str, page: Mapping[str, Any] | None, indent: int) -> None:
    """A source: who, when, in which language, official or not; its title; its address."""
    if page is None:
        paper.row("", f"[{key}], which is left out because of an error in it", indent=indent)
        return
    paper.row("", f"{told_by(page)} [{key}]", indent=indent)
    if "title" in page:
        paper.row("", page["title"], indent=indent + 2)
    paper.address(page["url"], indent=indent + 2)
