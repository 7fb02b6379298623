from __future__ import annotations

import pytest

from aitracker.model.evidence import Evidence, oldest, weigh
from tests.conftest import loaded

SOURCES = """
    sources:
      one: {url: "https://a.example/1", publisher: Agency, published: 2026-01-12}
      reprint: {url: "https://b.example/1", publisher: Agency, via: B, published: 2026-01-14}
      other: {url: "https://c.example/1", publisher: Other, published: 2026-01}
      state: {url: "https://d.example/1", publisher: State, kind: official}
    """


@pytest.mark.parametrize(
    ("sources", "contested", "word", "publishers", "official", "newest"),
    [
        ([], False, "unsourced", 0, False, None),
        (["one"], False, "single-source", 1, False, "2026-01-12"),
        (["one", "reprint"], False, "single-source", 1, False, "2026-01-14"),
        (["one", "other"], False, "corroborated", 2, False, "2026-01"),
        (["one", "state"], False, "corroborated", 2, True, "2026-01-12"),
        (["one", "other"], True, "contested", 2, False, "2026-01"),
    ],
)
def test_publishers_count_and_not_the_sites_that_copy_them(
    sources: list[str],
    contested: bool,
    word: str,
    publishers: int,
    official: bool,
    newest: str | None,
) -> None:
    found = weigh(sources, loaded(SOURCES).registry, contested=contested)
    assert found[:3] == Evidence(word, publishers, official, None)[:3]
    assert (str(found.newest) if found.newest else None) == newest


@pytest.mark.parametrize("published", ["2025-03/..", "../2025-03", "2025-03"])
def test_of_a_date_that_is_open_the_day_that_is_known_says_which_source_is_oldest(
    published: str,
) -> None:
    registry = loaded(SOURCES.replace("2026-01-14", published)).registry
    found = oldest(["one", "reprint", "state"], registry)
    assert str(found) == published
