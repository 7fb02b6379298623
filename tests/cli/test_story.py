"""What `show` tells of an event, a person and an organization; pages in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from aitracker.display.formats.page_markdown import link, prose
from aitracker.display.labels import long_date
from tests.conftest import BASE, SHIPPED, run, write
from tests.goldens import on_a_terminal

if TYPE_CHECKING:
    from pathlib import Path

REGISTRY = (
    BASE
    + "".join(
        f"  page-{n}: {{url: 'https://page.example/{n}_(a)', publisher: 'Page {n}'}}\n"
        for n in range(8)
    )
    + """\
  arabic: {url: "https://arabic.example/%D8%AE", publisher: The *Star*, title: "[A] <b> & c_d"}
initiatives:
  plan:
    kind: strategy
    name: The plan
    lead: ministry
    sources: [press-page]
    history:
      - {at: fair, status: announced, summary: Told there, people: {presented: [minister]}}
      - {date: 2026-02, status: launched}
    milestones: [{name: The site, due: 2026-03}, {name: The end, due: 2028}]
partnerships:
  deal:
    kind: mou
    name: The deal
    parties: [ministry]
    sources: [press-page, arabic]
    history:
      - at: fair
        status: signed
        people:
          signed: [minister, {name: Jane Doe, for: Some Firm}]
          oversaw: [{name: Her Deputy, title: Deputy}]
events:
  fair:
    name: The fair
    date: 2026-01-12
    organizers: [ministry]
    people:
      spoke: [minister]
      announced: [{name: Tall Prince, title: Prince}, {name: Late Guest}]
      absent: [{name: Tall Prince, title: Prince}, {name: Nobody Asked}]
    sources: [press-page, page-0, page-1, page-2, page-3, page-4, page-5, page-6]
  party: {name: Party, date: 2027-05, sources: [press-page]}
"""
)


@pytest.fixture(autouse=True)
def registry(place: Path) -> None:
    write(place, REGISTRY)


def test_an_event_tells_what_was_done_there_and_who_was_and_was_not() -> None:
    out = run("show", "fair").out
    assert "Status          held on 2026-01-12, say The Press, Page 0, Page 1 and 5 more\n" in out
    assert "held since" not in out
    assert (
        "What happened there\n"
        "  signed     The deal [deal]\n"
        "             parties  The Ministry [ministry]; Some Firm\n"
        "             signed   A Minister [minister] (Minister, for ministry); "
        "Jane Doe (for Some Firm)\n"
        "             oversaw  Her Deputy (Deputy)\n"
        "  announced  The plan [plan]: Told there (now launched since 2026-02)\n"
        "             presented  A Minister [minister] (for ministry)\n"
        "\n"
        "Who was there\n"
        "  spoke                  A Minister [minister] (Minister, for ministry)\n"
        "  announced to come      Late Guest\n"
        "  absent                 Nobody Asked\n"
        "  announced, but absent  Tall Prince (Prince)\n"
    ) in out
    assert "Named by" not in out


def test_the_long_tail_stands_behind_an_option_and_is_counted() -> None:
    short, whole = run("show", "fair").out, run("show", "fair", "--all").out
    assert "  … 3 more; --all shows them\n" in short
    assert (short.count("https://"), whole.count("https://")) == (5, 8)
    assert "--all" not in whole
    assert "say The Press, Page 0, Page 1, Page 2, Page 3, Page 4, Page 5, Page 6\n" in whole


def test_a_person_tells_offices_then_what_was_signed_and_said() -> None:
    out = run("show", "minister").out
    office, signed, presented, spoke = (
        out.index(words) for words in ("Office  ", "\nSigned\n", "\nPresented\n", "\nSpoke\n")
    )
    assert office < signed < presented < spoke < out.index("\nSources\n")
    assert "Signed\n  2026-01-12  The deal [deal], with Some Firm\n" in out
    assert "  2026-01-12  The plan [plan]: Told there (now launched since 2026-02)\n" in out
    assert "  2026-01-12  The fair [fair]\n" in out


def test_an_organization_tells_what_it_leads_and_has_promised_and_what_became_of_it() -> None:
    out = run("show", "ministry").out
    assert "Leads\n  launched since 2026-02  The plan [plan] (1 promise overdue)\n" in out
    assert "Party to\n  signed since 2026-01-12  The deal [deal], with Some Firm\n" in out
    assert "Organizes\n  held on 2026-01-12  The fair [fair]\n" in out
    assert (
        "Promised\n"
        "  overdue  by 2026-03: The site, The plan [plan]\n"
        "  open     by 2028: The end, The plan [plan]\n"
    ) in out


def test_what_came_later_is_not_told_on_an_earlier_day() -> None:
    assert "What happened there" not in run("show", "party", "--as-of", "2026").out
    assert "now launched" not in run("show", "fair", "--as-of", "2026-01-20").out
    assert "Signed" not in run("show", "minister", "--as-of", "2025").out
    unborn = run("show", "party", "--as-of", "2026-01-19").out
    assert unborn.endswith("\n\ndid not exist yet on 2026-01-19\n")


def test_a_record_without_a_kind_has_no_empty_brackets(place: Path) -> None:
    write(place, REGISTRY.replace("kind: ministry, ", ""))
    assert run("show", "ministry").out.startswith("The Ministry\nministry (organization)\n")
    assert run("show", "press-page").out.startswith("The Press\npress-page (press)\n")
    assert run("show", "fair").out.startswith("The fair\nfair (event)\n")


def test_an_address_is_readable_on_a_screen_and_as_written_elsewhere() -> None:
    coded, readable = "https://arabic.example/%D8%AE\n", "https://arabic.example/خ"
    assert coded in run("show", "deal").out
    assert readable in on_a_terminal("show", "deal").out
    assert "(https://arabic.example/%D8%AE)" in run("show", "deal", "-f", "md").out


def html(text: str) -> str:
    return str(MarkdownIt("commonmark").render(text))


def test_a_page_in_markdown_has_headings_bullets_and_links() -> None:
    text = run("show", "fair", "-f", "md").out
    assert text.startswith("# The fair\n\nevent, `fair`\n")
    assert "- **Status:** held on 12 January 2026, say" in text
    assert (
        "## What happened there\n\n- **signed:** The deal\n    - **parties:** The Ministry" in text
    )
    assert "- [Page 0](https://page.example/0_%28a%29)\n" in text
    assert "<h2>Sources</h2>\n<ul>\n<li><a href=" in html(text)
    assert "[deal]" not in text


def test_no_escape_of_markdown_shows_and_nothing_of_a_text_is_lost() -> None:
    text = run("show", "deal", "-f", "md").out
    rendered = re.sub(r"<[^>]+>", "", html(text))
    assert "\\" not in rendered
    assert "The *Star*: [A] &lt;b&gt; &amp; c_d" in rendered


def test_a_timeline_in_markdown_is_a_chronology() -> None:
    text = run("timeline", "-f", "md").out
    assert text == (
        "## 2026\n"
        "\n"
        "- **12 January 2026:** The plan (announced): Told there — "
        "[The Press](https://press.example/1)\n"
        "- **12 January 2026:** The deal (signed) — [The Press](https://press.example/1), "
        "[The \\*Star\\*](https://arabic.example/%D8%AE)\n"
        "- **12 January 2026:** The fair (held) — [The Press](https://press.example/1), "
        + ", ".join(f"[Page {n}](https://page.example/{n}_%28a%29)" for n in range(7))
        + "\n"
        "- **February 2026:** The plan (launched) — [The Press](https://press.example/1)\n"
    )
    assert "(signed, party)" in run("timeline", "ministry", "-f", "md").out
    assert run("timeline", "-f", "md", "--fields", "id").out.startswith("| id |\n")
    assert run("timeline", "-f", "md", "--since", "2030").out == ""


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2026", "2026"),
        ("2026-01", "January 2026"),
        ("2026-01-12", "12 January 2026"),
        ("2026-02-01", "1 February 2026"),
        ("2025-07~", "about July 2025"),
        ("../2025-11", "by November 2025"),
        ("2025-07-01/2025-07-02", "1–2 July 2025"),
        ("2023-06/2024-06", "June 2023 – June 2024"),
        ("2024-10/..", "from October 2024"),
        ("2025-12-30/2026-01-02", "30 December 2025 – 2 January 2026"),
    ],
)
def test_a_date_is_spelled_out(date: str, shown: str) -> None:
    assert long_date(date, "en") == shown


def test_dates_are_spelled_out_in_french_and_arabic() -> None:
    assert long_date("2026-02-01", "fr") == "1er février 2026"
    assert long_date("2026-08-02", "ar") == "2 غشت 2026"


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c` [d](e) <f> \\g",
        "1. one",
        "# two",
        "- three",
        "a ~~b~~ &amp; c",
        "snake_case $1",
    ],
)
def test_a_text_means_nothing_to_markdown(text: str) -> None:
    shown = html(f"- {prose(text)}")
    expected = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown == f"<ul>\n<li>{expected}</li>\n</ul>\n"


def test_an_address_stays_one_whatever_is_in_it() -> None:
    shown = html(link("a]b", "https://x.example/(a)<b> c\\"))
    assert shown == '<p><a href="https://x.example/%28a%29%3Cb%3E%20c%5C">a]b</a></p>\n'


def test_the_pages_of_the_shipped_registry_show_no_escape() -> None:
    for key in ("ai-made-in-morocco", "mtnra", "mistral-mou"):
        text = run("show", key, "-f", "md", "--all", "-r", str(SHIPPED)).out
        assert "\\" not in re.sub(r"<[^>]+>", "", html(text))


NETWORK = """\
  network: {kind: network, name: {en: Network, fr: Le réseau}, sources: [press-page],
      history: [{date: 2025, status: announced}]}
  north: {kind: institute, name: North, part_of: [network], sources: [press-page],
      history: [{date: ../2025-03, status: signed}]}
  lab: {kind: institute, name: Lab, hosted_by: [north], implements: [network],
      sources: [press-page], history: [{date: 2025-04, status: launched}]}
"""


def test_a_tree_has_branches_with_relation_kind_and_status(place: Path) -> None:
    write(place, REGISTRY.replace("partnerships:\n", f"{NETWORK}partnerships:\n", 1))
    assert run("tree", "network").out == (
        "Network [network]: network, announced since 2025\n"
        "├─ has part: North [north]: institute, signed by 2025-03\n"
        "│  └─ hosts: Lab [lab]: institute, launched since 2025-04\n"
        "└─ implemented by: Lab [lab]: institute, launched since 2025-04\n"
    )
    assert run("tree", "network", "--depth", "1").out.splitlines()[1].endswith("2025-03, 1 below")
    assert "Le réseau [network] : réseau, annoncé depuis 2025\n" in (
        run("tree", "network", "--lang", "fr").out
    )
    assert run("tree", "network", "-f", "ids").out == "network\nnorth\nlab\n"
    assert run("tree", "north", "-f", "tsv", "--fields", "depth,relation,id,parent").out == (
        "0\t\tnorth\t\n1\thosted_by\tlab\tnorth\n"
    )
    assert run("list", "--part-of", "Network", "--fields", "id").out == "north\n"
    assert run("list", "--related", "network", "-f", "ids").out == "north\nlab\n"


def test_the_branches_of_a_tree_go_on_beside_a_long_name(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    long = NETWORK.replace("name: North", f"name: {'North ' * 8}")
    write(place, REGISTRY.replace("partnerships:\n", f"{long}partnerships:\n", 1))
    lines = on_a_terminal("tree", "network", "--lang", "en").out.splitlines()
    assert lines[0] == "Network [network]: network, announced"
    assert lines[1] == "  since 2025"
    assert lines[2].startswith("├─ has part: North")
    assert lines[3].startswith("│  North")
    assert max(map(len, lines)) <= 40


def test_on_the_narrowest_screen_a_branch_of_a_tree_still_has_24_columns(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "12")
    long = NETWORK.replace("name: Lab", f"name: {'x' * 60}")
    write(place, REGISTRY.replace("partnerships:\n", f"{long}partnerships:\n", 1))
    lines = on_a_terminal("tree", "network", "--lang", "en").out.splitlines()
    assert [line for line in lines if "│" in line and "x" * 22 in line] != []
    assert max(len(line.lstrip("│├└─ ")) for line in lines) in {22, 24}
