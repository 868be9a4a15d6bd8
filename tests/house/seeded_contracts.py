"""Which contracts does a forbidden import break? Run as a script, beside a copy of the tree; answers in JSON.

Standard input holds, per contract id, the files to write below the working folder: path -> text to append. Each seed
is written, the one contract is checked on the graph anew, and the files are put back. The script runs apart because
import-linter finds the package by its import path, where the test process has the real one already.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import importlinter.api  # noqa: F401  # its import configures the library
from importlinter.application import use_cases
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.domain.contract import registry

CONFIG = "contracts.toml"


def main() -> None:
    """Answer for every seed with the contract's name and what it reports, or null when it was kept."""
    seeds: dict[str, dict[str, str]] = json.load(sys.stdin)
    registry.register(ForbiddenContract, "forbidden")
    registry.register(IndependenceContract, "independence")
    with contextlib.redirect_stdout(io.StringIO()):
        answers = {contract: broken(contract, files) for contract, files in seeds.items()}
    print(json.dumps(answers))  # noqa: T201  # the answer


def broken(contract: str, files: dict[str, str]) -> dict[str, Any] | None:
    """The broken contract's name and the modules it says were reached."""
    with written(files):
        options = use_cases.read_user_options(CONFIG)
        report = use_cases.create_report(options, (contract,), cache_dir=None)
    for broken_contract, check in report.get_contracts_and_checks():
        if not check.kept:
            chains = check.metadata.get("invalid_chains", [])
            return {
                "name": broken_contract.name,
                "reached": sorted({chain["upstream_module"] for chain in chains if isinstance(chain, dict)}),
            }
    return None


@contextlib.contextmanager
def written(files: dict[str, str]) -> Iterator[None]:
    """The files with the seed in them, and afterwards as they were."""
    before = {path: Path(path).read_text(encoding="utf-8") if Path(path).exists() else None for path in files}
    for path, text in files.items():
        Path(path).write_text((before[path] or "") + text, encoding="utf-8")
    yield
    for path, old in before.items():
        if old is None:
            Path(path).unlink()
        else:
            Path(path).write_text(old, encoding="utf-8")


if __name__ == "__main__":
    main()
