from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml

from aitracker.reading import libyaml
from tests.conftest import BASE, write


def test_pyyaml_still_has_what_it_does_not_promise() -> None:
    told = f"PyYAML {yaml.__version__} no longer has what reading/libyaml takes from it"
    parser = libyaml.CParser("a: [b]\n")
    kinds = []
    while (event := parser.get_event()) is not None:
        kinds.append(type(event).__name__)
        assert isinstance(getattr(event.start_mark, "index", None), int), told
    parser.dispose()
    assert [kind for kind in kinds if hasattr(libyaml, kind)] == [
        "DocumentStartEvent",
        "MappingStartEvent",
        "ScalarEvent",
        "SequenceStartEvent",
        "ScalarEvent",
        "SequenceEndEvent",
        "MappingEndEvent",
        "StreamEndEvent",
    ], told


def test_a_pyyaml_without_libyaml_is_told_with_its_version(place: Path) -> None:
    write(place, BASE)
    without = (
        "import sys; sys.modules['yaml._yaml'] = None;"
        "from aitracker.cli.main import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", without, "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr.startswith(f"Error: PyYAML {yaml.__version__} was built without libyaml")
    assert "Traceback" not in done.stderr
