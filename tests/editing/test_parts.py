"""`set`, `remove` and `rename`: what they write, what they refuse, and that all else stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BASE, Ran, run, write

REGISTRY = (
    BASE
    + """\
initiatives:

  lab:
    kind: institute
    name: The laboratory
    sources: [press-page, official-page]
    history: [{date: 2025-05-01, status: announced}]
    milestones: [{name: Opening, due: 2027}]

  # the first
  plan:
    kind: strategy   # a roadmap, some say
    name: {en: The plan, fr: Le plan}
    lead: ministry
    sources: [press-page, official-page]
    history:
      - {date: 2025-03-01, status: announced}
    figures:
      - {metric: GPU, value: 2000, by: 2030}  # promised
      - {metric: seats, value: 10, measured: 2025}

  # the second
  network:
    kind: network
    name: The network
    part_of: [plan]
    sources: [press-page, official-page]
    history:
      - {date: 2025-04-01, status: announced, people: {spoke: [minister]}}
"""
)


@pytest.fixture(autouse=True)
def registry(place: Path) -> Path:
    return write(place, REGISTRY)


def after(place: Path) -> str:
    return (place / "data" / "initiatives.yaml").read_text("utf-8")


def changed(place: Path, *pairs: tuple[str, str]) -> None:
    """Looks that these texts took the place of those, and nothing else is other than before."""
    text = REGISTRY
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    assert after(place) == text


def done(*args: str) -> Ran:
    ran = run(*args)
    assert ran.code == 0, ran.err
    return ran


@pytest.mark.parametrize(
    ("assignment", "old", "new"),
    [
        ("figures.0.value=1,2 MMDH", "value: 2000", "value: 1.2 bn MAD"),
        ("history.0.date=12/09/2025", "date: 2025-03-01", "date: 2025-09-12"),
        ("history.0.status=Signed", "status: announced}\n    f", "status: signed}\n    f"),
        ("history.0.status=تم التوقيع", "status: announced}\n    f", "status: signed}\n    f"),
        ("kind=roadmap", "strategy", "roadmap"),
        ("name.fr=Le « plan », enfin", "Le plan}", '"Le « plan », enfin"}'),
        ("lead=A Body: new", "lead: ministry", 'lead: "A Body: new"'),
        ("lead.0.does=hosts", "lead: ministry", "lead: {organization: ministry, does: hosts}"),
        (
            "figures.1.part=East",
            "value: 10, measured: 2025",
            "value: 10, measured: 2025, part: East",
        ),
        ("tags=ai", "    lead: ministry\n", "    tags: [ai]\n    lead: ministry\n"),
        ("tags=[ai, law]", "    lead: ministry\n", "    tags: [ai, law]\n    lead: ministry\n"),
    ],
)
def test_set_writes_a_value_in_its_place(place: Path, assignment: str, old: str, new: str) -> None:
    ran = run("set", "plan", assignment)
    assert ran.code == 0, ran.err
    changed(place, (old, new))


def test_what_is_read_otherwise_than_typed_is_told() -> None:
    assert (
        "value: '1,2 MMDH' was changed to 1.2 bn MAD\n"
        in done("set", "plan", "figures.0.value=1,2 MMDH").err
    )
    assert "2026-10-11" in done("set", "plan", "history.0.date=10/11/2026", "-n").err


def test_a_rival_opens_the_braces_of_its_item_and_keeps_the_comment(place: Path) -> None:
    done("set", "plan", "figures.0.others_say=[{value: 3000, sources: [press-page]}]")
    assert (
        "      - metric: GPU\n"
        "        value: 2000\n"
        "        by: 2030  # promised\n"
        "        others_say:\n"
        "          - {value: 3000, sources: [press-page]}\n"
        "      - {metric: seats, value: 10, measured: 2025}\n"
    ) in after(place)


def test_several_values_are_one_change_and_none_is_written_when_one_is_wrong(place: Path) -> None:
    ran = run("set", "plan", "kind=roadmap", "history.0.status=sgined")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'signed'?" in ran.err
    assert after(place) == REGISTRY


def test_a_dry_run_shows_the_change_and_writes_nothing(place: Path) -> None:
    ran = done("set", "plan", "kind=roadmap", "--dry-run")
    assert "-    kind: strategy   # a roadmap, some say\n" in ran.out
    assert "+    kind: roadmap   # a roadmap, some say\n" in ran.out
    assert after(place) == REGISTRY


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["set", "plan", "kind"], 2, "expected PATH=VALUE, got 'kind'"),
        (["set", "plan", "kind="], 2, "aitracker remove ID.kind"),
        (["set", "plan", "knd=law"], 2, "unknown field 'knd'"),
        (["set", "nobody", "kind=law"], 1, "no record matches 'nobody'"),
        (["set", "plan", "figures.7.value=1"], 1, "there is no 'figures.7'"),
        (["set", "plan", "milestones.0.due=2026"], 1, "there is no 'milestones.0'"),
        (["set", "plan", "lead.1.does=steers"], 1, "there is no 'lead.1'"),
        (["set", "plan", "sources=nowhere"], 1, "no record matches 'nowhere'"),
        (["set", "plan", f"figures.{'9' * 5000}.value=1"], 2, "unknown field '9999"),
        (["set", "plan", "figures.0.value=2,000"], 2, "did you mean '2000' or '2.000'?"),
        (["set", "plan", "history.0.date=one day"], 2, "'one day' is not a date"),
        (["set", "plan", "kind=law", "-r", "-"], 2, "standard input cannot be changed"),
        (["set", "plan", "history.0.meets=Opening"], 3, "the change would make an error"),
        (["remove", "plan"], 3, "'plan' is referred to by network.part_of.0"),
        (["remove", "plan.note"], 1, "'plan' has no 'note'"),
        (["remove", "plan.figures.9"], 1, "there is no 'figures.9'"),
        (["rename", "plan", "The Plan"], 2, "'The Plan' is not an id"),
        (["rename", "plan", "network"], 2, "id 'network' is already used in initiatives"),
        (["rename", "nothing", "new"], 1, "no record matches 'nothing'"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(
    place: Path, args: list[str], code: int, said: str
) -> None:
    ran = run(*args)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert after(place) == REGISTRY


def test_the_registry_of_the_program_is_not_changed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = place / "empty"
    empty.mkdir()
    (place / "data" / "initiatives.yaml").unlink()
    monkeypatch.chdir(empty)
    ran = run("set", "mistral-mou", "kind=mou")
    assert ran.code == 3
    assert "aitracker init --copy" in ran.err


def test_a_record_goes_with_its_line_and_one_empty_line_and_comments_stay(place: Path) -> None:
    start = REGISTRY.index("  network:")
    done("remove", "network")
    assert after(place) == REGISTRY[:start]
    done("remove", "plan")
    assert "# the first\n  # the second\n" in after(place).replace("\n\n", "\n")


def test_records_that_refer_to_each_other_go_together(place: Path) -> None:
    done("remove", "plan", "network", "plan")
    assert "plan" not in after(place)


def test_a_part_goes_and_a_field_that_is_then_empty_goes_with_it(place: Path) -> None:
    done("remove", "plan.figures.0")
    changed(place, ("      - {metric: GPU, value: 2000, by: 2030}  # promised\n", ""))
    done("remove", "plan.figures.0")
    assert "figures" not in after(place)
    done("remove", "network.part_of.0")
    assert "part_of" not in after(place)
    done("remove", "plan.name.fr")
    assert "name: {en: The plan}" in after(place)


def test_parts_of_one_list_are_those_at_the_positions_before_the_change(place: Path) -> None:
    done("remove", "plan.figures.0", "plan.figures.1")
    assert "figures" not in after(place)


def test_a_new_id_stands_in_every_file_and_the_old_one_answers(place: Path) -> None:
    folder = place / "data" / "initiatives"
    folder.mkdir()
    more = folder / "more.yaml"
    more.write_text(
        "initiatives:\n  third:\n    kind: law\n    name: Third\n    see: [network, plan] # both\n"
        "    sources: [press-page, official-page]\n    history: [{date: 2025, status: proposed}]\n"
    )
    done("rename", "plan", "great-plan")
    assert "see: [network, great-plan] # both\n" in more.read_text()
    changed(
        place,
        ("  plan:\n", "  great-plan:\n"),
        ("part_of: [plan]", "part_of: [great-plan]"),
        ("Le plan}\n", "Le plan}\n    formerly: [plan]\n"),
    )
    assert run("show", "plan", "-f", "ids").out == "great-plan\n"
    done("rename", "great-plan", "plan")
    assert "formerly: [great-plan]" in after(place)
    assert run("check", "--errors-only").code == 0


def test_a_person_named_by_role_is_renamed_too(place: Path) -> None:
    done("rename", "minister", "the-minister")
    assert "people: {spoke: [the-minister]}" in after(place)


def test_an_unreadable_file_forbids_what_might_break_it(place: Path) -> None:
    folder = place / "data" / "initiatives"
    folder.mkdir()
    (folder / "more.yaml").write_text("initiatives: {a: [\n")
    for line in (["rename", "plan", "new"], ["remove", "network"]):
        ran = run(*line)
        assert (ran.code, ran.out) == (3, "")
        assert "more.yaml cannot be read" in ran.err
    assert after(place) == REGISTRY


def test_a_change_that_would_make_an_error_says_how_to_avoid_it(place: Path) -> None:
    write(place, REGISTRY)
    done = run("set", "plan", "history.0.meets=Opening")
    assert done.code == 3
    assert "has no milestone 'Opening'; add the milestone to the record [meets-" in done.err
