"""What an index, a forge and a site show of the project.

It parses, agrees with the program, and leads somewhere.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import aitracker
from aitracker.cli.lazy import EVERY_COMMAND, load
from tests.conftest import REPOSITORY

SITE = "https://github.com/aitracker/aitracker"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
PAGES = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md")])
GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
FORMS = [path for path in sorted(GITHUB.glob("ISSUE_TEMPLATE/*.yml")) if path.name != "config.yml"]
LINK = re.compile(r"\]\(([^)\s]+)\)")


def parsed(path: Path) -> Any:
    """What a YAML file of ours says, its scalars as text: `on` is a key of workflows."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 # it makes text only


def description() -> str:
    """The README as an index shows it."""
    text = (REPOSITORY / "README.md").read_text("utf-8")
    for each in PROJECT["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]:
        to = each["replacement"].replace("$HFPR_VERSION", aitracker.__version__)
        text = re.sub(each["pattern"], to, text)
    return text


def test_every_link_of_the_description_is_absolute_and_leads_to_a_file() -> None:
    text = description()
    version = f"v{aitracker.__version__}"
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    raw = f"https://raw.githubusercontent.com/aitracker/aitracker/{version}/"
    assert pictures == [f"{raw}docs/screen.svg"]
    for target in LINK.findall(text):
        assert target.startswith(("https://", "#")), target
        if f"/{version}/" in target:
            path = target.removeprefix(raw).removeprefix(f"{SITE}/blob/{version}/").split("#")[0]
            assert (REPOSITORY / path).is_file()
    assert f"]({SITE}/blob/{version}/docs/index.md)" in text
    assert "](#complete-on-tab)" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_our_own_files_on_the_forge_lead_to_files(page: Path) -> None:
    for target in re.findall(rf"{SITE}/blob/main/([^)#\s]+)", page.read_text("utf-8")):
        assert (REPOSITORY / target).is_file(), f"{page.name} links to {target}"


def test_every_page_is_reached_from_the_first_and_from_the_menu() -> None:
    docs = REPOSITORY / "docs"
    reached, waiting = set(), ["index.md"]
    while waiting:
        name = waiting.pop()
        reached.add(name)
        links = LINK.findall((docs / name).read_text("utf-8"))
        local = {link.split("#")[0] for link in links if "://" not in link}
        names = {name for name in local if name.endswith(".md")}  # not the pictures
        waiting += sorted(names - reached)
    pages = {path.name for path in docs.glob("*.md")}
    assert reached == pages
    assert "(docs/index.md)" in (REPOSITORY / "README.md").read_text("utf-8")
    menu = str(parsed(REPOSITORY / "mkdocs.yml")["nav"])
    assert set(re.findall(r"[\w.-]+\.md", menu)) == pages


def test_the_version_has_one_source_and_the_changelog_and_the_citation_agree() -> None:
    assert "version" in PROJECT["project"]["dynamic"]
    source = REPOSITORY / PROJECT["tool"]["hatch"]["version"]["path"]
    assert source == Path(aitracker.__file__)
    cited = parsed(REPOSITORY / "CITATION.cff")
    (data,) = cited["references"]
    log = (REPOSITORY / "CHANGELOG.md").read_text("utf-8")
    for each in (cited, data):
        assert each["version"] == aitracker.__version__
        assert f"## {each['version']} - {each['date-released']}\n" in log
    licences = {cited["license"], data["license"]}
    assert " AND ".join(sorted(licences, reverse=True)) == PROJECT["project"]["license"]


def test_the_index_is_told_who_for_whom_and_where() -> None:
    project = PROJECT["project"]
    assert {"Homepage", "Documentation", "Changelog", "Issues", "Source"} <= set(project["urls"])
    assert project["authors"] == project["maintainers"] == [{"name": "aitracker contributors"}]
    versions = [name for name in project["classifiers"] if re.search(r":: 3\.\d+$", name)]
    assert [name.rpartition(".")[2] for name in versions] == ["11", "12", "13", "14"]
    assert project["requires-python"] == ">=3.11"


def test_the_manual_page_names_every_command_option_and_variable() -> None:
    written = (REPOSITORY / "docs" / "aitracker.1").read_text("utf-8")
    page = re.sub(r"\\f[BR]", "", written.replace("\\-", "-"))
    for name in EVERY_COMMAND:
        assert f'.SS "aitracker {name}"' in page
        for parameter in load(name).params:
            assert all(option in page for option in parameter.opts if option.startswith("--"))
    heeded: set[str] = set()
    for path in Path(aitracker.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        heeded.update(re.findall(r"""["'](AITRACKER_[A-Z]+)["']""", text))
        heeded.update(re.findall(r"""environ(?:\.get\(|\[)\s*["'](\w+)["']""", text))
    assert {"AITRACKER_REGISTRY", "NO_COLOR", "XDG_CACHE_HOME"} <= heeded
    said = page.split(".SH ENVIRONMENT")[1].split(".SH ")[0]
    assert heeded <= set(re.findall(r"\w+", said))
    assert PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"] == {
        "docs/aitracker.1": "share/man/man1/aitracker.1"
    }


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_only_and_pins_what_it_uses(path: Path) -> None:
    workflow = parsed(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert "permissions" not in job
        assert int(job["timeout-minutes"]) <= 45
        for step in job["steps"]:
            assert re.fullmatch(r"actions/[\w-]+@v\d+", step.get("uses", "actions/x@v1"))
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] == "false"


def test_the_workflows_run_what_a_person_runs() -> None:
    ci, registry = (parsed(GITHUB / "workflows" / name) for name in ("ci.yml", "registry.yml"))
    assert ".ci/run" in [step.get("run") for step in ci["jobs"]["all"]["steps"]]
    assert registry["on"] == {"pull_request": {"paths": ["data/**"]}}
    steps = [step.get("run") for step in registry["jobs"]["check"]["steps"]]
    assert "aitracker check --format github" in steps


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_an_issue_form_has_what_the_forge_asks_for(path: Path) -> None:
    form = parsed(path)
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    for field in fields:
        assert field["type"] in ("input", "textarea", "dropdown", "checkboxes")
        assert field["attributes"]["label"]
        assert field.get("validations", {}).keys() <= {"required"}


def test_a_fact_is_asked_for_with_its_record_and_its_source() -> None:
    (form,) = [parsed(path) for path in FORMS if path.name == "fact.yml"]
    assert [field["id"] for field in form["body"] if "id" in field] == [
        "record",
        "says",
        "source",
        "address",
        "more",
    ]
    links = parsed(GITHUB / "ISSUE_TEMPLATE" / "config.yml")["contact_links"]
    assert f"{SITE}/security/policy" in [link["url"] for link in links]
