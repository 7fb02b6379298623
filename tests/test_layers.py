"""The layers: who may import whom, and which library is known where.

docs/architecture.md says so too.
"""

from __future__ import annotations

import ast
import re
import runpy
from importlib import import_module
from pathlib import Path

import pytest

import aitracker
from tests.conftest import REPOSITORY

ROOT = Path(aitracker.__file__).parent
LAYERS = runpy.run_path(str(REPOSITORY / "docs" / "generate.py"))["LAYERS"]
ARCHITECTURE = (REPOSITORY / "docs" / "architecture.md").read_text("utf-8")
PICTURE = ARCHITECTURE.split("```text\n")[1].split("```")[0]
MODULES = sorted(ROOT.rglob("*.py"))
ONLY = {
    "yaml": {"reading/libyaml.py"},
    "pydantic": {"reading/validate.py"},
    "sqlite3": {"catalog"},
    "rich": {"display"},
    "typer": {"cli"},
}
# The versions `info` prints are asked of the module itself; Pydantic's hook is found by name, its
# types only checked.
EXCEPT = {("sqlite3", "cli/commands/info_.py"), ("pydantic", "model/scalars.py")}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def module_name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_imports_go_down_only(path: Path) -> None:
    layer = module_name(path).split("/")[0]
    if layer not in LAYERS:
        return
    for name in imported(path):
        if name.startswith("aitracker."):
            other = name.split(".")[1]
            assert LAYERS.index(other) <= LAYERS.index(layer), (
                f"{module_name(path)} imports {name}, which is above it"
            )


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_each_library_is_known_in_one_place(path: Path) -> None:
    for name in imported(path):
        library = name.split(".")[0]
        if library in ONLY and (library, module_name(path)) not in EXCEPT:
            assert any(
                module_name(path) == allowed or module_name(path).startswith(f"{allowed}/")
                for allowed in ONLY[library]
            ), f"{module_name(path)} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_says_its_job_in_its_first_line(path: Path) -> None:
    first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]
    assert first.endswith((".", ":")), f"{module_name(path)} does not say its job in a sentence"


def test_only_one_module_writes_and_only_one_ends_the_program() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called != "print", f"{module_name(path)} prints"
                if called.startswith(
                    ("sys.stdout.buffer", "sys.stderr.buffer", "sys.stdout.write")
                ):
                    assert module_name(path) == "display/streams.py"
                if called in ("sys.exit", "os._exit", "exit"):
                    assert module_name(path) in ("cli/main.py", "__main__.py")


def test_nothing_in_the_code_is_moroccan() -> None:
    for path in MODULES:
        if module_name(path) != "model/vocabulary_data.py":
            text = path.read_text("utf-8").lower()
            for word in ("mtnra", "jazari", "seghrouchni", "rabat"):
                assert word not in text.replace("jazari-root", ""), (
                    f"{module_name(path)} speaks of {word}"
                )


def names_of_the_picture() -> list[str]:
    names = re.findall(rf"\b(?:{'|'.join(LAYERS)})\.[\w.]*\w", PICTURE)
    assert len(names) >= 25
    return sorted(set(names))


@pytest.mark.parametrize("name", names_of_the_picture())
def test_every_name_of_the_picture_can_be_opened(name: str) -> None:
    module, _, inside = f"aitracker.{name}".rpartition(".")
    if (ROOT / name.replace(".", "/")).is_dir():
        import_module(f"aitracker.{name}")
    else:
        assert callable(getattr(import_module(module), inside))


def test_every_layer_and_module_that_the_page_names_exists() -> None:
    table = ARCHITECTURE.split("## The layers")[1].split("\n\n")[2]
    assert re.findall(r"^\| `(\w+)/`", table, re.MULTILINE) == list(LAYERS)
    assert sorted(
        path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] != "_"
    ) == sorted(LAYERS)
    for layer, module in re.findall(rf"`({'|'.join(LAYERS)})/(\w+)[.`]", ARCHITECTURE):
        assert (ROOT / layer / module).with_suffix(".py").exists(), f"{layer}/{module}"


def test_every_table_and_view_of_the_index_is_in_both_pages() -> None:
    catalog = ROOT / "catalog"
    sql = "".join((catalog / name).read_text("utf-8") for name in ("schema.sql", "views.sql"))
    names = set(re.findall(r"^create (?:virtual |temp )*(?:table|view) (\w+)", sql, re.MULTILINE))
    assert len(names) >= 16
    for page in (ARCHITECTURE, (REPOSITORY / "docs" / "sql.md").read_text("utf-8")):
        assert names <= set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) | {"clock"}
