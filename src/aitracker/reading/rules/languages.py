"""Rules about the languages of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aitracker.model.problems import Problem
from aitracker.model.records import Record, Registry


def missing_translation(registry: Registry) -> Iterator[Problem]:
    """A name in several languages has all the languages of the registry.

    A name that is one text is the same in every language, and needs none.

    Bad::

        organizations:
          agency: {name: {en: Agency, fr: Agence}, sources: [press-page]}

    Good::

        organizations:
          agency:
            name: {en: Agency, fr: Agence, ar: وكالة}
            sources: [press-page]
    """
    for key, record in registry.records.items():
        if isinstance(record, Record) and isinstance(record.name, Mapping):
            missing = [tag for tag in registry.header.languages if tag not in record.name]
            if missing:
                yield Problem(
                    f"the name of '{key}' is missing in {', '.join(missing)}",
                    "add it if a source has it",
                    id=key,
                    path=("name",),
                )


def unlisted_language(registry: Registry) -> Iterator[Problem]:
    """The header lists the language of every text; another tag is wrong, or missing there.

    Bad::

        organizations:
          agency:
            name:
              en: Agency
              fr: Agence
              arq: وكالة
            sources: [press-page, official-page]

    Good::

        organizations:
          agency:
            name:
              en: Agency
              fr: Agence
              ar: وكالة
            sources: [press-page, official-page]
    """
    languages = registry.header.languages
    for key, path, item in registry.items if languages else ():
        for field in _TEXTS:
            text = getattr(item, field, None)
            for tag in text if isinstance(text, Mapping) else ():
                if tag not in languages:
                    hint = "correct the tag, or add it to languages in the header"
                    yield Problem(
                        f"'{tag}' is not a language of this registry",
                        hint,
                        id=key,
                        path=(*path, field, tag),
                    )


_TEXTS = ("name", "summary", "note", "title", "place", "text", "says", "does")
"""The keys that may hold a text by language."""
