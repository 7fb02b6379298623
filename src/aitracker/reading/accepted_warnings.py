"""Warnings that were looked at: which are left, and what was accepted for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.model.records import AcceptedWarning, Registry


class AcceptedWarnings:
    """The warnings that are left when those are taken out that a record accepts for a while."""

    def __init__(self, registry: Registry, warnings: Sequence[Problem]) -> None:
        self.remaining: list[Problem] = []
        self._warnings: set[tuple[str, str]] = set()
        for warning in warnings:
            acceptance = self._acceptance(registry, warning)
            if acceptance is None:
                self.remaining.append(warning)
            elif _has_ended(acceptance, registry.today):
                hint = f"{warning.hint} (accepted until {acceptance.until}: {acceptance.reason})"
                self.remaining.append(warning._replace(hint=hint))

    def _acceptance(self, registry: Registry, warning: Problem) -> AcceptedWarning | None:
        self._warnings.add((warning.id or "", warning.code))
        record = registry.records.get(warning.id or "")
        acceptances = record.accepted_warnings if record else ()
        return next((each for each in acceptances if each.warning == warning.code), None)

    def accepted_nothing(self, registry: Registry) -> Iterator[Problem]:
        """A warning that is accepted is one that the record has; what is mended needs no excuse.

        An accepted warning is not told before the day of `until`, when it is told again.

        Bad::

            organizations:
              agency:
                name: Agency
                sources: [press-page, official-page]
                accepted_warnings:
                  - {warning: single-source, reason: only one paper wrote of it, until: 2962-01}

        Good::

            organizations:
              agency:
                name: Agency
                sources: [press-page]
                accepted_warnings:
                  - {warning: single-source, reason: only one paper wrote of it, until: 2962-01}
        """
        for key, record in registry.records.items():
            for position, each in enumerate(record.accepted_warnings):
                if (key, each.warning) not in self._warnings:
                    yield Problem(
                        f"'{key}' has no warning '{each.warning}'",
                        "delete this entry",
                        id=key,
                        path=("accepted_warnings", position),
                    )


def _has_ended(acceptance: AcceptedWarning, today: str) -> bool:
    """Whether the day has come on which the warning is told again."""
    first = acceptance.until.begins.first
    return first is None or first.isoformat() <= today
