"""A typo of the hand is found by trying, and obeying the remedy mends it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from aitracker.model.records import RECORD_TYPES
from aitracker.reading import fixes
from aitracker.reading.blocks import blocks
from aitracker.reading.fixes import Trials, faults
from tests.conftest import BASE, calls, loaded, run, write

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


def lab(old: str, new: str) -> list[str]:
    """What is said of the lab with this text in place of that."""
    assert LAB.count(old) == 1
    text = f"{BASE}partnerships:\n{LAB.replace(old, new)}"
    start = f"{BASE}partnerships:\n".count("\n")
    return [
        f"{p.line - start}:{p.column} {p.message}; {p.hint}"
        for p in loaded(text).problems
        if p.severity == "error"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    name: Lab",
            "   name: Lab",
            (
                "3:4 this line stands 1 space too far to the left;"
                " move it 1 space to the right, in line with 'kind'"
            ),
        ),
        (
            "    history:",
            "  history:",
            (
                "6:3 this line stands 2 spaces too far to the left;"
                " move it 2 spaces to the right, in line with 'sources'"
            ),
        ),
        (
            "      - date: 2026-01-14",
            "      • date: 2026-01-14",
            "8:7 '•' is not a dash; write: - date: 2026-01-14",
        ),
        (
            "kind: joint-lab",
            "kind:joint-lab",
            "2:9 no space after the colon; write: kind: joint-lab",
        ),
        (
            "    name: Lab",
            "    // to be confirmed\n    name: Lab",
            "3:5 a note to other editors begins with #; write: # to be confirmed",
        ),
        (
            "      - date: 2026-01-14",
            "        others_say: [{says: no, sources: [press-page]}]\n      - date: 2026-01-14",
            (
                "8:9 'others_say' belongs to the item above, which its braces have closed;"
                " write that item without braces, one field per line: '- date: 2026-01-12',"
                " 'status: launched', 'summary: Opens'; then 'others_say:'"
            ),
        ),
        (
            "launched, summary",
            "launched summary",
            (
                "7:44 a comma is missing here;"
                " write: - {date: 2026-01-12, status: launched, summary: Opens}"
            ),
        ),
        (
            "    name: Lab",
            "    name: “Lab : one”",
            "3:11 '“' is not a quote of YAML; write: name: \"Lab : one\"",
        ),
        (
            "    parties: [ministry]",
            "    signatories: [minister]",
            (
                "4:5 unknown field 'signatories';"
                " move it into a step of history: - {people: {signed: [minister]}}"
            ),
        ),
        (
            "    name: Lab",
            "    name: Lab\n<<<<<<< HEAD\n    note: a\n=======\n    note: b\n>>>>>>> x",
            (
                "4:1 this line of a merge conflict was left in the file;"
                " keep one of the two versions, and delete the lines <<<, === and >>>"
            ),
        ),
    ],
)
def test_the_slip_itself_is_named_with_what_mends_it(old: str, new: str, said: str) -> None:
    assert lab(old, new) == [said]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "    name: Lab",
            "    -- to be confirmed\n    name: Lab",
            "3:5 a note to other editors begins with #; write: # to be confirmed",
        ),
        (
            "    name: Lab",
            "    ; to be confirmed\n    name: Lab",
            "3:5 a note to other editors begins with #; write: # to be confirmed",
        ),
        ("    name: Lab", "    name Lab", "3:9 missing colon after the key; write: name: Lab"),
        ("    name: Lab", "    name = Lab", "3:9 '=' is not a colon; write: name: Lab"),
        ("    name: Lab", "    name：Lab", "3:9 '：' is not a colon; write: name: Lab"),
        ("    name: Lab", "    name،  Lab", "3:9 '،' is not a colon; write: name: Lab"),
        ("    history:", "    history", "6:12 missing colon after the key; write: history:"),
        ("    name: Lab", "\tname: Lab", "3:1 a tab cannot be used here; indent with 4 spaces"),
        ("    name: Lab", "  \tname: Lab", "3:3 a tab cannot be used here; indent with 4 spaces"),
        (
            "    name: Lab",
            "\u00a0\u00a0\u00a0\u00a0name: Lab",
            (
                "3:1 no-break space in place of an ordinary space;"
                " replace all 4 with ordinary spaces"
            ),
        ),
        (
            "    name: Lab",
            "    name:\u00a0Lab",
            (
                "3:10 no-break space in place of an ordinary space;"
                " replace it with an ordinary space"
            ),
        ),
        (
            "      - date: 2026-01-14",
            "      -date: 2026-01-14",
            "8:8 no space after the dash; write: - date: 2026-01-14",
        ),
        (
            "      - date: 2026-01-14",
            "      * date: 2026-01-14",
            "8:7 '*' is not a dash; write: - date: 2026-01-14",
        ),
        (
            "      - date: 2026-01-14",
            "      — date: 2026-01-14",
            "8:7 '—' is not a dash; write: - date: 2026-01-14",
        ),
        (
            "        summary: First visitors",
            "       summary: First visitors",
            (
                "9:8 this line stands 1 space too far to the left;"
                " move it 1 space to the right, in line with 'date'"
            ),
        ),
        (
            "        summary: First visitors",
            "          summary: First visitors",
            (
                "9:11 this line stands 2 spaces too far to the right;"
                " move it 2 spaces to the left, in line with 'date'"
            ),
        ),
        (
            "        summary: First visitors",
            "      summary: First visitors",
            (
                "9:7 this line stands 2 spaces too far to the right;"
                " move it 2 spaces to the left, in line with 'history'"
            ),
        ),
        (
            "      - {date: 2026-01-12, status: launched, summary: Opens}",
            "        - {date: 2026-01-12, status: launched, summary: Opens}",
            (
                "7:9 this line stands 2 spaces too far to the right;"
                " move it 2 spaces to the left, in line with the dashes"
            ),
        ),
        (
            "      - {date: 2026-01-12, status: launched, summary: Opens}",
            "     - {date: 2026-01-12, status: launched, summary: Opens}",
            (
                "7:6 this line stands 1 space too far to the left;"
                " move it 1 space to the right, in line with the dashes"
            ),
        ),
        (
            "      - date: 2026-01-14",
            "     - date: 2026-01-14",
            (
                "8:6 this line stands 1 space too far to the left;"
                " move it 1 space to the right, in line with the dashes"
            ),
        ),
        (
            "      - date: 2026-01-14",
            "    - date: 2026-01-14",
            (
                "8:5 this line stands 2 spaces too far to the left;"
                " move it 2 spaces to the right, in line with the dashes"
            ),
        ),
        (
            "    sources: [press-page, official-page]",
            "    sources: [press-page, official-page",
            "5:14 this list is not closed; write: sources: [press-page, official-page]",
        ),
        (
            "    sources: [press-page, official-page]",
            "    sources: [press-page, official-page}",
            "5:14 this list is not closed; write: sources: [press-page, official-page]",
        ),
        (
            "{date: 2026-01-12, status",
            "{date:2026-01-12, status",
            (
                "7:15 no space after the colon;"
                " write: - {date: 2026-01-12, status: launched, summary: Opens}"
            ),
        ),
        (
            "{date: 2026-01-12, status: launched",
            "{date: 2026-01-12، status: launched",
            (
                "7:26 an Arabic comma (،) does not separate two entries;"
                " use an ordinary comma (,): - {date: 2026-01-12, status: launched, summary: Opens}"
            ),
        ),
        (
            "Opens}",
            "Opens",
            (
                "7:9 this mapping is not closed;"
                " write: - {date: 2026-01-12, status: launched, summary: Opens}"
            ),
        ),
        (
            "summary: Opens}",
            "summary: 'Opens}",
            (
                "7:55 this quote is never closed;"
                " write: - {date: 2026-01-12, status: launched, summary: 'Opens'}"
            ),
        ),
        (
            "summary: Opens}",
            'summary: "Opens}',
            (
                "7:55 this quote is never closed;"
                ' write: - {date: 2026-01-12, status: launched, summary: "Opens"}'
            ),
        ),
        (
            "    name: Lab",
            "    name: Lab: one",
            '3:14 colon and space in a text without quotes; write: name: "Lab: one"',
        ),
        ("    name: Lab", '    name: "Lab', '3:11 this quote is never closed; write: name: "Lab"'),
        ("    name: Lab", "    name: 'Lab", "3:11 this quote is never closed; write: name: 'Lab'"),
        (
            "    name: Lab",
            "    name: «Lab: one»",
            "3:11 '«' is not a quote of YAML; write: name: \"Lab: one\"",
        ),
        ("    name: Lab", "    name: @lab", '3:11 text cannot start with @; write: name: "@lab"'),
        ("    name: Lab", "    name: *lab", '3:11 alias *lab is not allowed; write: name: "*lab"'),
        (
            "    name: Lab",
            "    name: &lab x",
            '3:11 anchor &lab is not allowed; write: name: "&lab x"',
        ),
        ("    name: Lab", "    name: %lab", '3:11 text cannot start with %; write: name: "%lab"'),
        (
            "    name: Lab",
            "    name: !lab x",
            '3:11 tag !lab is not allowed; write: name: "!lab x"',
        ),
        ("    name: Lab", "    name: `lab`", '3:11 text cannot start with `; write: name: "`lab`"'),
        (
            "    name: Lab",
            "    note: one\n      two: three\n    name: Lab",
            (
                "4:7 this line stands 2 spaces too far to the right;"
                " move it 2 spaces to the left, in line with 'note'"
            ),
        ),
        (
            "    kind: joint-lab",
            "   kind: joint-lab",
            (
                "2:4 this line stands 1 space too far to the left;"
                " move it 1 space to the right, in line with 'name'"
            ),
        ),
        (
            "    kind: joint-lab",
            "     kind: joint-lab",
            (
                "2:6 this line stands 1 space too far to the right;"
                " move it 1 space to the left, in line with 'name'"
            ),
        ),
        (
            "    parties: [ministry]",
            "    parties:\n    -ministry",
            "5:6 no space after the dash; write: - ministry",
        ),
        (
            "    parties: [ministry]",
            "    parties:\n      ministry",
            "5:7 this item has no dash before it; type a dash and a space in column 5",
        ),
        (
            "    parties: [ministry]",
            "    figures: [{metric: jobs, value: >500}]\n    parties: [ministry]",
            (
                "4:37 'at least' is a + after the number;"
                " write: figures: [{metric: jobs, value: 500+}]"
            ),
        ),
        (
            "    parties: [ministry]",
            "    figures: [{metric: jobs, value: 5,000}]\n    parties: [ministry]",
            "4:38 a comma inside a number; write: figures: [{metric: jobs, value: 5000}]",
        ),
        (
            "    parties: [ministry]",
            "    figures: [{metric: jobs, value: 5,5}]\n    parties: [ministry]",
            "4:38 a comma inside a number; write: figures: [{metric: jobs, value: 5.5}]",
        ),
        (
            "      - date: 2026-01-14",
            "        date: 2026-01-14",
            "8:9 this item has no dash before it; type a dash and a space in column 7",
        ),
    ],
)
def test_a_slip_in_one_line_is_mended_by_the_line_that_was_meant(
    old: str, new: str, said: str
) -> None:
    assert lab(old, new) == [said]


@pytest.mark.parametrize("column", [7, 9, 11])
def test_a_field_below_an_item_in_braces_opens_them_wherever_it_stands(column: int) -> None:
    field = f"{' ' * (column - 1)}others_say: [{{says: no, sources: [press-page]}}]"
    (said,) = lab("      - date: 2026-01-14", f"{field}\n      - date: 2026-01-14")
    assert said == (
        f"8:{column} 'others_say' belongs to the item above, which its braces have closed;"
        " write that item without braces, one field per line: '- date: 2026-01-12',"
        " 'status: launched', 'summary: Opens'; then 'others_say:'"
    )


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ('sources: ["https://press.example/1"]', "did you mean 'press-page'?"),
        ("sources: [The Press]", "did you mean 'press-page'?"),
        ("sources: [Press page]", "did you mean 'press-page'?"),
        ("sources: [press-page official-page]", "write: sources: [press-page, official-page]"),
        ("sources: [Le Journal]", "write the id of a record in sources"),
    ],
)
def test_only_ids_that_exist_are_offered(written: str, hint: str) -> None:
    [said] = lab("sources: [press-page, official-page]", written)
    assert hint in said


@pytest.mark.parametrize("word", ["laboratoire commun", "مختبر مشترك", "Joint_Lab"])
def test_the_label_of_a_word_in_any_language_gets_the_word(word: str) -> None:
    [said] = lab("kind: joint-lab", f"kind: {word}")
    assert said.endswith("did you mean 'joint-lab'?")


def test_two_mistakes_of_yaml_are_told_in_one_run(place: Path) -> None:
    path = write(place, BASE + "partnerships:\n" + LAB.replace("name: Lab", 'name: "Lab'))
    text = path.read_text("utf-8").replace("name: The Ministry,", "name: The: Ministry,")
    write(path.parent, text, "twice.yaml")
    done = run("check", "data/twice.yaml", "--errors-only")
    assert [line.split(": ")[0] for line in done.out.splitlines()] == [
        "data/twice.yaml:4:23",
        "data/twice.yaml:23:11",
    ]
    assert done.err == "data/twice.yaml was read in part: 2 records skipped until corrected\n"


def test_a_collection_that_stands_twice_and_ends_amid_a_record_moves_no_place() -> None:
    text = "sources:\nsources:\n  ministry:\nso: 2026-01-urces:\n  press-page:\n    nmae: x\n"
    places = [(found.line, found.code) for found in loaded(text).problems]
    assert (2, "duplicate-key") in places
    assert max(places)[0] <= text.count("\n")


def test_a_sound_block_has_no_fault_and_a_broken_one_more_than_a_misspelled_one() -> None:
    lines = LAB.splitlines()
    misspelled = LAB.replace("summary: First", "sumary: First").splitlines()
    broken = LAB.replace("kind: joint-lab", "kind: joint: lab").splitlines()
    assert 0 == faults("partnerships", lines) < faults("partnerships", misspelled)
    assert faults("partnerships", misspelled) < faults("partnerships", broken)
    assert Trials().remedy("partnerships", lines, 3) is None


def test_blocks_are_the_records_of_a_file() -> None:
    text = dedent(BASE) + "initiatives:\n  # a note\n  plan: {name: Plan}\n\nstray:\n    name: X\n"
    found = [(each.collection, each.id) for each in blocks(text.splitlines())]
    assert found == [
        ("registry", ""),
        ("organizations", "ministry"),
        ("people", "minister"),
        ("sources", "press-page"),
        ("sources", "official-page"),
        ("initiatives", "plan"),
        ("initiatives", "stray"),
    ]
    assert {collection for collection, _ in found} <= {"registry", *RECORD_TYPES}


def test_a_thousand_broken_records_cost_no_more_trials_than_a_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fixes, "_TRIALS", 50)

    def read(number: int) -> None:
        texts = (
            LAB.replace("lab:", f"lab-{n}:").replace("name: Lab", "name: [L") for n in range(number)
        )
        assert loaded(f"{BASE}partnerships:\n{''.join(texts)}").problems

    assert calls(lambda: read(400)) < 4.5 * calls(lambda: read(100))


def test_one_record_takes_no_more_than_its_share_of_the_trials(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fixes, "_TRIALS", 5)
    trials = Trials(room=100)
    lines = LAB.replace("    name: Lab", "    name: [Lab").splitlines()
    assert trials.remedy("partnerships", lines, 2) is None
    assert 90 < trials.room < 100


def test_the_lines_nearest_to_a_mistake_are_tried_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixes, "_TRIALS", 100)
    (said,) = lab("        summary: First visitors", "       summary: First visitors")
    assert said.startswith("9:8 this line stands 1 space too far to the left")


def test_each_collection_may_have_its_ids_in_a_column_of_its_own() -> None:
    deeper = "".join(f"  {line}\n" for line in LAB.splitlines())
    other = deeper.replace("lab:", "other-lab:").replace("name: Lab", "name: [Lab")
    found = loaded(f"{BASE}partnerships:\n{deeper}{other}").problems
    (problem,) = (each for each in found if each.severity == "error")
    assert problem.line == BASE.count("\n") + 1 + LAB.count("\n") + 3
