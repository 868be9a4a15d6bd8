"""Is each draft a valid document? `bearproof spec` on the lab, on every case of the tests, and on the real projects.

Prints what openapi-spec-validator does not take, and how many drafts of how many it takes. The projects are fetched
once; with `--cases` they are left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from fetch import HERE, fetched
from openapi_spec_validator import OpenAPIV31SpecValidator

from bearproof import lab
from bearproof.inputs.settings import Settings
from bearproof.scan import static
from bearproof.scan.drafting.document import draft
from bearproof.scan.drafting.written import Texts

CASES = HERE.parent / "tests" / "cases"


def problems(tree: Path) -> list[str]:
    """What the validator has to say against the draft of one tree."""
    result = static.scan(tree, Settings(respect_gitignore=False, allow_incomplete=True))
    document = draft(result, Texts(partial(static.text_of, result.root)))
    return [str(error) for error in OpenAPIV31SpecValidator(json.loads(json.dumps(document))).iter_errors()]


def _trees(given: argparse.Namespace) -> Iterator[Path]:
    yield from (lab.VULNERABLE, lab.GUARDED)
    yield from sorted(path.parent for path in CASES.rglob("case.json"))
    if not given.cases:
        yield from fetched().values()


def main() -> None:
    """Draft each tree and tell what is not taken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", action="store_true", help="Only the lab and the cases.")
    taken = drafted = 0
    for tree in _trees(parser.parse_args()):
        found = problems(tree)
        drafted += 1
        taken += not found
        for problem in found:
            print(f"{tree.name}: {problem}")
    print(f"{taken:,} of {drafted:,} drafts are valid")


if __name__ == "__main__":
    main()
