"""What a hand writes in place of what was meant is found by trying, and told on its line."""

from __future__ import annotations

import pytest

from tests.conftest import BASE, loaded

LAB = """\
  lab:
    kind: joint-lab
    name: Lab
    parties: [ministry]
    sources: [press-page, official-page]
    history:
      - {date: 2026-01-12, status: launched, summary: Opens}
      - date: 2026-01-14
        summary: First visitors
"""
WHOLE = "    sources: [press-page, official-page]"
STEP = "      - {date: 2026-01-12, status: launched, summary: Opens}"
CONFLICT = (
    "this line of a merge conflict was left in the file; keep one of the two versions, and delete"
    " the lines <<<, === and >>>"
)
MENDED = "write: sources: [press-page, official-page]"


def said(old: str, new: str) -> list[str]:
    """What is said of the lab with this text in place of that: line, message and remedy."""
    assert LAB.count(old) == 1
    start = f"{BASE}partnerships:\n".count("\n")
    found = loaded(f"{BASE}partnerships:\n{LAB.replace(old, new)}").problems
    return [f"{p.line - start} {p.message}; {p.hint}" for p in found if p.severity == "error"]


@pytest.mark.parametrize(
    "written",
    [
        "press-page, official-page]",
        "press-page; official-page",
        "press-page and official-page",
        "press-page / official-page",
        "press-page official-page",
        "- press-page - official-page",
        "(press-page, official-page)",
        "{press-page, official-page}",
        '"press-page, official-page"',
        "[press-page] [official-page]",
        "[[press-page, official-page]]",
        "[press-page؛ official-page]",
        "[press-page و official-page]",
        "[press-page,, official-page]",
        "[- press-page, - official-page]",
    ],
)
def test_ids_between_other_signs_get_the_list_that_was_meant(written: str) -> None:
    (only,) = said(WHOLE, f"    sources: {written}")
    assert only.startswith("5 ")
    assert only.endswith(MENDED)


def test_ids_on_lines_of_their_own_get_the_list_that_was_meant() -> None:
    lines = "    sources: press-page\n      - official-page"
    assert said(WHOLE, lines) == [
        (
            "5 a list is written in square brackets, with commas;"
            f" in place of this line and the 1 below it, {MENDED}"
        )
    ]


@pytest.mark.parametrize("sign", ["=>", "->", "=", " - ", " – ", "/ ", ". ", ", ", " :"])
def test_another_sign_for_a_colon_gets_the_colon(sign: str) -> None:
    (only,) = said("    name: Lab", f"    name{sign}Lab")
    assert only.endswith("write: name: Lab")


@pytest.mark.parametrize("bullet", ["o", "➢", "→", "✓", "1.", "a)", "(1)", "\uf0b7", "+", "--"])
def test_what_stands_for_a_dash_is_told_to_be_none(bullet: str) -> None:
    assert said("      - date: 2026-01-14", f"      {bullet} date: 2026-01-14") == [
        f"8 '{bullet}' is not a dash; write: - date: 2026-01-14"
    ]


@pytest.mark.parametrize(
    ("note", "mended"),
    [
        ("(to be confirmed)", "write: # to be confirmed"),
        ("<!-- to be confirmed -->", "write: # to be confirmed"),
        ("TODO", "write: # TODO"),
        ("***", "delete this line"),
    ],
)
def test_a_line_that_is_no_field_is_a_note_or_nothing(note: str, mended: str) -> None:
    (only,) = said("    name: Lab", f"    {note}\n    name: Lab")
    assert only.startswith("3 ")
    assert only.endswith(f"; {mended}")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "        summary: First visitors",
            "        summary: First\nvisitors",
            (
                "10 this line continues the one above;"
                " move it to the end of the line above: summary: First visitors"
            ),
        ),
        (
            "    kind: joint-lab",
            "    joint-lab",
            "2 this value has no key before it; write: kind: joint-lab",
        ),
        (
            "    history:\n",
            "",
            "6 the line 'history:' is missing above this one; type above this line: history:",
        ),
        (
            "    kind: joint-lab",
            '    "kind": "joint-lab",',
            '2 \',\' does not belong behind this value; write: "kind": "joint-lab"',
        ),
        (
            WHOLE,
            f"{WHOLE} to be checked",
            (
                "5 a note behind a value begins with a space and a #;"
                " write: sources: [press-page, official-page] # to be checked"
            ),
        ),
        (
            STEP,
            "      - date: 2026-01-12, status: launched, summary: Opens",
            (
                "7 an item on one line stands in braces;"
                " write: - {date: 2026-01-12, status: launched, summary: Opens}"
            ),
        ),
        (
            "    kind: joint-lab",
            "+    kind: joint-lab",
            "2 '+' does not belong here; type spaces in its place, so that 4 stand before 'kind'",
        ),
        (
            "        summary: First visitors",
            "        signed: [minister]",
            ("9 unknown field 'signed'; write it below people:, as people: {signed: [minister]}"),
        ),
    ],
)
def test_a_slip_gets_the_change_that_mends_it(old: str, new: str, told: str) -> None:
    assert told in said(old, new)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kind: joint-lab // to check", "joint-lab"),
        ("kind: “joint-lab”", "joint-lab"),
        ("kind: joint-lab;", "joint-lab"),
    ],
)
def test_signs_around_a_value_are_left_out_of_what_is_offered(written: str, meant: str) -> None:
    (only,) = said("kind: joint-lab", written)
    assert only.endswith(f"; did you mean '{meant}'?")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("htpps://press.example/1", "https://press.example/1"),
        ("https://press.example/1,", "https://press.example/1"),
        ("voir https://press.example/1", "https://press.example/1"),
        ("<https://press.example/1>", "https://press.example/1"),
        ("https://press.example/1 (PDF)", "https://press.example/1"),
        ("https://press.example/1, https://press.example/2", "https://press.example/1"),
    ],
)
def test_the_address_in_a_text_is_offered(written: str, meant: str) -> None:
    text = BASE.replace("url: https://press.example/1", f"url: {written}", 1)
    (only,) = (p for p in loaded(text).problems if p.severity == "error")
    assert only.hint == f"did you mean '{meant}'?"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  official-page:\n", "", "a second record begins here, and has no id"),
        (
            "  official-page:\n",
            "  #official-page:\n",
            "this # hides the id 'official-page' of the record below",
        ),
    ],
)
def test_a_record_without_its_id_is_told_so(old: str, new: str, told: str) -> None:
    text = BASE.replace("\n  official-page:", "\n\n  official-page:")
    assert text.count(old) == 1
    found = loaded(text.replace(old, new)).problems
    assert any(p.message == told and p.code == "no-id" for p in found)


def test_a_field_that_was_begun_is_told() -> None:
    begun = LAB.replace("    name: Lab", "    name: Lab\n    note:")
    found = [p for p in loaded(f"{BASE}partnerships:\n{begun}").problems if p.code == "blank-field"]
    assert [p.message for p in found] == ["nothing stands behind 'note:'"]


def test_a_missing_field_is_told_once() -> None:
    found = loaded(f"{BASE}partnerships:\n{LAB.replace('    name: Lab', '    name:')}").problems
    assert [p.code for p in found if p.code in ("blank-field", "missing-key")] == ["missing-key"]


@pytest.mark.parametrize("step", ["{}", "{date: 2026-01-12}", "{sources: [press-page]}"])
def test_a_step_says_something(step: str) -> None:
    lab = LAB.replace(STEP, f"      - {step}")
    found = loaded(f"{BASE}partnerships:\n{lab}").problems
    (only,) = (p for p in found if p.code == "empty-step")
    assert (only.severity, only.message) == ("warning", "this step says nothing")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("signataires", "signed"), ("participants", "attended"), ("intervenants", "spoke")],
)
def test_a_role_in_another_language_is_understood(written: str, meant: str) -> None:
    (only,) = said(
        "        summary: First visitors", f"        people:\n          {written}: [minister]"
    )
    assert only == f"10 unknown role '{written}'; did you mean '{meant}'?"


def test_the_ids_of_a_record_with_a_wrong_id_are_not_unknown() -> None:
    text = BASE.replace("  press-page:", "  press_page:", 1)
    assert [p.code for p in loaded(text).problems if p.severity == "error"] == ["not-an-id"]


def test_another_id_that_only_begins_alike_is_not_offered() -> None:
    (only,) = said("[press-page, official-page]", "[press-page, press-lab]")
    assert only == "5 unknown id 'press-lab'; add a record with this id, or correct it"


@pytest.mark.parametrize("name", ["“ministry”", "ministry ?", "«ministry»"])
def test_signs_around_the_name_of_a_record_do_not_hide_it(name: str) -> None:
    (only,) = said("parties: [ministry]", f"parties: ['{name}']")
    assert only.startswith(f"4 '{name}' has a record; write ministry")


@pytest.mark.parametrize(
    ("stray", "told"),
    [
        (
            "  // ask the ministry",
            "a note to other editors begins with #; write: # ask the ministry",
        ),
        ("<<<<<<< HEAD", CONFLICT),
    ],
)
def test_a_stray_line_above_the_first_record_is_told_alone(stray: str, told: str) -> None:
    assert said("  lab:", f"{stray}\n  lab:") == [f"1 {told}"]


def test_quotes_of_print_around_a_name_are_told() -> None:
    lab = LAB.replace("    name: Lab", "    name: “Lab”")
    found = loaded(f"{BASE}partnerships:\n{lab}").problems
    (only,) = (p for p in found if p.code == "quotes-of-print")
    assert (only.severity, only.hint) == ("warning", "write: name: Lab")


def test_quotes_of_print_around_a_quotation_are_left_alone() -> None:
    lab = LAB.replace("summary: First visitors", "summary: “First visitors”")
    assert lab != LAB
    found = loaded(f"{BASE}partnerships:\n{lab}").problems
    assert not [p for p in found if p.code == "quotes-of-print"]
