from __future__ import annotations

import ast
from pathlib import Path

import pytest

import aitracker

ROOT = Path(aitracker.__file__).parent
FLOORS = ("files", "model", "reading", "catalog", "editing", "display", "cli")
MODULES = sorted(ROOT.rglob("*.py"))
ONLY = {
    "yaml": {"reading/libyaml.py"},
    "pydantic": {"reading/validate.py"},
    "sqlite3": {"catalog"},
    "rich": {"display"},
    "typer": {"cli"},
}
# The versions `info` prints are asked of the module itself; Pydantic's hook is found by name, its types only checked.
EXCEPT = {("sqlite3", "cli/commands/info_.py"), ("pydantic", "model/scalars.py")}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def room(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=room)
def test_imports_go_down_only(path: Path) -> None:
    floor = room(path).split("/")[0]
    if floor not in FLOORS:
        return
    for name in imported(path):
        if name.startswith("aitracker."):
            other = name.split(".")[1]
            assert FLOORS.index(other) <= FLOORS.index(floor), (
                f"{room(path)} imports {name}, which is above it"
            )


@pytest.mark.parametrize("path", MODULES, ids=room)
def test_each_library_is_known_in_one_room(path: Path) -> None:
    for name in imported(path):
        library = name.split(".")[0]
        if library in ONLY and (library, room(path)) not in EXCEPT:
            assert any(
                room(path) == allowed or room(path).startswith(f"{allowed}/")
                for allowed in ONLY[library]
            ), f"{room(path)} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=room)
def test_a_module_says_its_job_in_its_first_line(path: Path) -> None:
    first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]
    assert first.endswith((".", ":")), f"{room(path)} does not say its job in a sentence"


def test_only_one_module_writes_and_only_one_ends_the_program() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called != "print", f"{room(path)} prints"
                if called.startswith(
                    ("sys.stdout.buffer", "sys.stderr.buffer", "sys.stdout.write")
                ):
                    assert room(path) == "display/streams.py"
                if called in ("sys.exit", "os._exit", "exit"):
                    assert room(path) in ("cli/main.py", "__main__.py")


def test_nothing_in_the_code_is_moroccan() -> None:
    for path in MODULES:
        if room(path) != "model/vocabulary_data.py":
            text = path.read_text("utf-8").lower()
            for word in ("mtnra", "jazari", "seghrouchni", "rabat"):
                assert word not in text.replace("jazari-root", ""), f"{room(path)} speaks of {word}"
