"""Does each import contract catch what it forbids? Each is seeded with the violation, in a copy of the tree."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SRC = "src/bearproof/"

Seeds = dict[str, dict[str, str]]
Run = Callable[[Seeds], dict[str, Any]]

#: Contract id -> the files that break it. Rooms that are single modules are appended to, others get one more file.
#: The seeds of the second half reach the forbidden module through another room, and are lazy or for type checkers.
SEEDS = {
    "findings-may-import": {SRC + "findings.py": "\nimport bearproof.catalog.rows\n"},
    "errors-may-import": {SRC + "errors.py": "\nfrom bearproof.findings import Place\n"},
    "catalog-may-import": {SRC + "catalog/seed.py": "from bearproof import errors\n"},
    "inputs-may-import": {SRC + "inputs/seed.py": "import bearproof.model.source\n"},
    "model-may-import": {SRC + "model/seed.py": "import bearproof.taint\n"},
    "taint-may-import": {SRC + "taint/seed.py": "import bearproof.inputs\n"},
    "probe-may-import": {SRC + "probe/seed.py": "def late():\n    import bearproof.model\n"},
    "fix-may-import": {SRC + "fix/seed.py": "from bearproof import taint\n"},
    "checks-may-import": {SRC + "checks/seed.py": "import bearproof.errors\n"},
    "scan-may-import": {SRC + "scan/seed.py": "import bearproof.reports\n"},
    "reports-may-import": {SRC + "reports/seed.py": "import bearproof.catalog\n"},
    "cli-may-import": {SRC + "cli/seed.py": "import bearproof.model.source\n"},
    "surfaces-may-import": {SRC + "surfaces/seed.py": "import bearproof.checks\n"},
    "tripwire-may-import": {SRC + "tripwire/seed.py": "import bearproof.catalog\n"},
    "sensor-may-import": {SRC + "sensor/seed.py": "import bearproof.findings\n"},
    "guard-may-import": {SRC + "guard/seed.py": "import bearproof.sensor\n"},
    "lab-may-import": {SRC + "lab/seed.py": "import bearproof.tripwire\n"},
    "inputs-never": {SRC + "inputs/seed.py": "import bearproof.findings\n", SRC + "findings.py": "\nimport flask\n"},
    "model-never": {SRC + "model/seed.py": "import bearproof.inputs.seed\n", SRC + "inputs/seed.py": "import flask\n"},
    "taint-never": {
        SRC + "taint/seed.py": "import bearproof.model.seed\n",
        SRC + "model/seed.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import bearproof.probe\n",
    },
    "probe-never": {
        SRC + "probe/seed.py": "import bearproof.catalog\n",
        SRC + "catalog/__init__.py": "\nimport flask\n",
    },
    "fix-never": {
        SRC + "fix/seed.py": "import bearproof.model.seed\n",
        SRC + "model/seed.py": "def late():\n    from bearproof.probe.request import Request\n",
    },
    "checks-never": {
        SRC + "checks/seed.py": "import bearproof.taint.seed\n",
        SRC + "taint/seed.py": "import bearproof.reports\n",
    },
    "scan-never": {
        SRC + "scan/seed.py": "import bearproof.fix.seed\n",
        SRC + "fix/seed.py": "import bearproof.sensor\n",
    },
    "reports-never": {
        SRC + "reports/seed.py": "import bearproof.findings\n",
        SRC + "findings.py": "\nimport bearproof.checks\n",
    },
    "guard-never": {
        SRC + "guard/seed.py": "import bearproof.catalog.seed\n",
        SRC + "catalog/seed.py": "import bearproof.model\n",
    },
    "leaves-third-party": {SRC + "errors.py": "\nimport rich.console\n"},
    "wire-third-party": {SRC + "tripwire/seed.py": "def late():\n    import yaml\n"},
    "checks-third-party": {SRC + "checks/seed.py": "import libcst\n"},
    "checks-apart": {SRC + "checks/one.py": "import bearproof.checks.two\n", SRC + "checks/two.py": ""},
    "start": {SRC + "__init__.py": "\nfrom bearproof.findings import Finding\n"},
}


@pytest.fixture(scope="module")
def run(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Checks one contract per set of seeds, on one copy of the tree."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(root / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "vulnerable", "guarded"))
    shutil.copy(root / "contracts.toml", copy)

    def answers(seeds: Seeds) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, str(HERE / "seeded_contracts.py")],
            input=json.dumps(seeds),
            cwd=copy,
            env=os.environ | {"PYTHONPATH": str(copy / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return answers


@pytest.fixture(scope="module")
def seeded(run: Run) -> dict[str, Any]:
    """What every seed broke."""
    return run(SEEDS)


@pytest.mark.parametrize("contract", SEEDS)
def test_a_forbidden_import_breaks_its_contract(
    contract: str, seeded: dict[str, Any], contracts: list[dict[str, Any]]
) -> None:
    names = {each["id"]: each["name"] for each in contracts}
    assert seeded[contract] is not None, "the contract was kept"
    assert seeded[contract]["name"] == names[contract]


def test_every_contract_has_a_seed(contracts: list[dict[str, Any]]) -> None:
    assert [contract["id"] for contract in contracts] == list(SEEDS)


def test_every_forbidden_room_is_caught(run: Run, contracts: list[dict[str, Any]]) -> None:
    """One seed imports everything that its contract forbids: a misspelt module in the list would not be reached."""
    direct = [each for each in contracts if each["id"].endswith("-may-import")]
    files = {each["id"]: _file_of(each["source_modules"][0]) for each in direct}
    seeds = {
        each["id"]: {files[each["id"]]: "\n" + "".join(f"import {name}\n" for name in each["forbidden_modules"])}
        for each in direct
    }
    reached = {contract: answer["reached"] for contract, answer in run(seeds).items()}
    assert reached == {each["id"]: sorted(each["forbidden_modules"]) for each in direct}


def test_the_tree_as_it_stands_keeps_every_contract(run: Run, contracts: list[dict[str, Any]]) -> None:
    nothing: Seeds = {contract["id"]: {} for contract in contracts}
    assert run(nothing) == dict.fromkeys(nothing)


def _file_of(room: str) -> str:
    path = SRC + room.removeprefix("bearproof.")
    return path + (".py" if room in {"bearproof.findings", "bearproof.errors"} else "/seed.py")
