"""What must be true of a registry besides its form.

A rule is a generator whose name is the code of its problems.

Its docstring says why, with a bad and a good example; the tests run both, and the rules page of the
docs is made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from aitracker.model.problems import Problem
from aitracker.model.records import Registry
from aitracker.reading.rules import dates, evidence, languages, names, people, references, style
from aitracker.reading.source import Document

Rule = Callable[[Registry], Iterator[Problem]]
StyleRule = Callable[[Document], Iterator[Problem]]

ERRORS: tuple[Rule, ...] = (
    references.unknown_reference,
    references.wrong_collection,
    references.self_reference,
    references.cited_twice,
    references.one_name,
    references.name_of_a_record,
    references.formerly_taken,
    references.meets_nothing,
    references.replaces_nothing,
    references.inferred_nothing,
    dates.undated_entry,
    dates.empty_history,
    dates.ends_before_it_begins,
    dates.aim_or_result,
    dates.without_a_date,
    evidence.no_source,
    evidence.empty_rival,
    evidence.undecided_without_rival,
    evidence.figure_twice,
    evidence.rival_repeats,
    evidence.without_its_whole,
    people.for_whom,
    people.person_twice,
    people.present_and_absent,
)

WARNINGS: tuple[Rule, ...] = (
    references.unused_source,
    references.plain_name_twice,
    references.milestone_twice,
    names.almost_a_record,
    dates.empty_step,
    dates.in_the_future,
    dates.outside_its_event,
    dates.source_older,
    evidence.parts_exceed_whole,
    evidence.single_source,
    evidence.publisher_spelled_twice,
    evidence.address_twice,
    people.office_unknown,
    languages.missing_translation,
    languages.unlisted_language,
)

NEED_ALL_RECORDS = (references.unknown_reference, references.unused_source, people.for_whom)
"""Rules that would blame what can be read for records that stand where nothing can be read."""

STYLE: tuple[StyleRule, ...] = (
    style.block_form,
    style.one_fact_one_line,
    style.comment_after_text,
    style.blank_field,
    style.quotes_of_print,
)
"""Warnings about the text of a file rather than about its records."""


def code_of(rule: Any) -> str:
    """The kebab-case code of the problems a rule reports: its name."""
    return str(rule.__name__).replace("_", "-")
