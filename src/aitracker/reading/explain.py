"""What the code of a problem means, with a bad and a good example."""

from __future__ import annotations

from inspect import cleandoc

from aitracker.model.errors import NotFoundError
from aitracker.model.nearest import did_you_mean
from aitracker.reading.accepted_warnings import AcceptedWarnings
from aitracker.reading.problem_docs import FORMS
from aitracker.reading.rules import ERRORS, STYLE, WARNINGS, code_of

EXPLANATIONS = {
    "Errors of syntax and form": dict(FORMS),
    "Errors of meaning": {code_of(rule): cleandoc(rule.__doc__ or "") for rule in ERRORS},
    "Warnings": {
        code_of(rule): cleandoc(rule.__doc__ or "")
        for rule in (*WARNINGS, AcceptedWarnings.accepted_nothing, *STYLE)
    },
}
"""By section and code: the sentences, then the examples under `Bad::` and `Good::`."""


def explain(code: str) -> str:
    """What a problem's code means; NotFoundError with the nearest for a code there is not."""
    texts = {name: text for section in EXPLANATIONS.values() for name, text in section.items()}
    if code not in texts:
        raise NotFoundError(
            f"no problem has the code '{code}'",
            did_you_mean(code, list(texts), "docs/rules.md lists them"),
        )
    return texts[code].replace("::\n", ":\n").rstrip() + "\n"
