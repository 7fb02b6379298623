"""The same question put to other tools, on the same records.

Run it with `python benchmarks/peers.py [INITIATIVES]`. All print the ids and English names of what
is launched: we from our index, jq, Miller and yq from the full records as JSON, sqlite-utils from a
database it made of them, papis from a library with a folder for each. A tool that is not there is
left out.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generated import registry
from measuring import aitracker, ending, environment, measured, table

ROUNDS = 3
CHOOSE = '.[] | select(.status == "launched") | [.id, .name.en] | @tsv'


def records(path: Path, folder: Path, env: dict[str, str]) -> Path:
    """Every initiative as JSON, as `show` prints it, in one file."""
    ids = subprocess.run(
        aitracker("list", "-f", "ids", "-r", str(path)), capture_output=True, check=True, env=env
    ).stdout
    shown = subprocess.run(
        aitracker("show", "-", "--json", "-r", str(path)),
        input=ids,
        capture_output=True,
        check=True,
        env=env,
    ).stdout
    target = folder / "records.json"
    target.write_bytes(shown)
    return target


def library(full: Path, folder: Path, env: dict[str, str]) -> list[str] | None:
    """A papis library of the same records, and the question to it; None without papis."""
    if shutil.which("papis") is None:
        return None
    home = folder / "library"
    for record in json.loads(full.read_text("utf-8")):
        place = home / record["id"]
        place.mkdir(parents=True)
        facts = {
            "ref": record["id"],
            "title": record["name"]["en"],
            "status": record["status"],
            "data": json.dumps(record),
        }
        (place / "info.yaml").write_text(
            "".join(f"{key}: {json.dumps(value)}\n" for key, value in facts.items()), "utf-8"
        )
    config = folder / "papis"
    config.mkdir()
    (config / "config").write_text(
        f"[settings]\ndefault-library = registry\n[registry]\ndir = {home}\n", "utf-8"
    )
    env["PAPIS_CONFIG_DIR"] = str(config)
    command = ["papis", "list", "--format", "{doc[ref]}\t{doc[title]}", "status:launched"]
    subprocess.run(
        command, stdout=subprocess.DEVNULL, check=True, env=env
    )  # it makes its index, as we have made ours
    return command


def main() -> int:
    """Prints the times side by side."""
    parser = argparse.ArgumentParser(description="The same question to other tools.")
    parser.add_argument("initiatives", nargs="?", type=int, default=10_000)
    initiatives = parser.parse_args().initiatives
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "registry.yaml"
        path.write_text(registry(initiatives), "utf-8")
        env = environment(name)
        full = records(path, folder, env)
        print(f"{initiatives} initiatives, {full.stat().st_size / 1e6:.1f} MB as JSON")
        runs = {
            "aitracker list --status launched": aitracker(
                "list", "--status", "launched", "--fields", "id,name", "-r", str(path)
            )
        }
        if shutil.which("jq"):
            runs["jq"] = ["jq", "-r", CHOOSE, str(full)]
        if shutil.which("mlr"):
            runs["Miller"] = [
                "mlr",
                "--ijson",
                "--otsv",
                "filter",
                '$status == "launched"',
                "then",
                "cut",
                "-f",
                "id,name",
                str(full),
            ]
        if shutil.which("yq"):
            runs["yq"] = ["yq", "-r", CHOOSE, str(full)]
        if shutil.which("sqlite-utils"):
            base = str(folder / "records.db")
            subprocess.run(
                ["sqlite-utils", "insert", base, "records", str(full), "--pk", "id", "--alter"],
                check=True,
                env=env,
            )
            query = "select id, json_extract(name, '$.en') from records where status = 'launched'"
            runs["sqlite-utils"] = ["sqlite-utils", "query", base, query, "--tsv"]
        if (asked := library(full, folder, env)) is not None:
            runs["papis"] = asked
        base = "aitracker list --status launched"
        return ending(lambda: table(measured(runs, env, ROUNDS), base, {}))


if __name__ == "__main__":
    sys.exit(main())
