"""Is there a test for each id of the standards that fails when that one line of the verifier is taken out?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GUARD = "bearproof.guard."
#: Where the tests are that are named by id; the first holds the good token too.
TOKENS, HEADERS = "tests/guard/test_hostile_tokens.py", "tests/guard/test_bearer.py"
ALGORITHMS = "tests/guard/tokens/test_algorithms.py"
ISSUERS = "tests/guard/tokens/test_issuers.py"
PUBLISHED = "tests/guard/tokens/test_published_keys.py"
#: Something good must still get through, or a test may fail for another reason than the line.
GOOD = "test_the_unusual_but_good_token_is_accepted[plain]"


@dataclass(frozen=True)
class Line:
    """A line, what stands there instead (nothing, if not said), and which tests are run, in which file."""

    module: str
    line: str
    instead: str = ""
    tests: str = ""
    file: str = TOKENS


ALGORITHM = ("tokens.keys", "found = [key for key in found if key.alg == alg]")
TYPE = ("tokens.claims", 'right_type(header.get("typ"), profile)')
AUDIENCE = ("tokens.claims", 'for_us(said.get("aud"), expected)')
SIGNATURE = (
    "tokens.verifying",
    'raise TokenRefused("wrong-signature")',
)
ALL_RINGS = "type(trust.ring)([key for each in self._rules.trusts for key in each.ring.keys])"

LINES = {
    "J1": Line(*ALGORITHM),
    "J2": Line(*ALGORITHM),
    "J3": Line("jwks.remote", "only_ours(alg, self._algorithms)", file=PUBLISHED),
    "J4": Line("tokens.keys", "one_use_each(self.keys)", file=ALGORITHMS),
    "J5": Line("tokens.public_keys", "if alg not in PUBLIC:", file=ALGORITHMS),
    "J6": Line(*SIGNATURE),
    "J7": Line("tokens.claims", '"enc": "encrypted",'),
    "J8": Line("tokens.public_keys", "if not fits:", file=ALGORITHMS),
    "J9": Line("tokens.keys", "if bits < least:", file=ALGORITHMS),
    "J10": Line("tokens.claims", '"zip": "zip-header",'),
    "J11": Line(*ALGORITHM),
    "J12": Line("strict_json", 'return raw.decode("utf-8")', "return raw.decode(json.detect_encoding(raw))"),
    "J13": Line(
        "tokens.verifying",
        "expected, ring = trust.expected, trust.ring",
        f"expected, ring = trust.expected, {ALL_RINGS}",
        file=ISSUERS,
    ),
    "J14": Line(
        "tokens.claims",
        'return name(said, "sub"), client, token_id',
        'return said.get("sub"), client, token_id',
    ),
    "J15": Line(*AUDIENCE),
    "J16": Line(
        "tokens.keys", "found = keys if name is None else [key for key in keys if key.kid == name]", "found = keys"
    ),
    "J17": Line(*TYPE, file=ISSUERS),
    "J18": Line("tokens.claims", "an_access_token(said, expected.profile)", file=ISSUERS),
    "J19": Line("tokens.compact", "legal_signs(text)"),
    "A1": Line(*TYPE),
    "A2": Line("tokens.claims", 'from_issuer(said.get("iss"), expected)'),
    "A3": Line(*AUDIENCE),
    "A4": Line(*SIGNATURE),
    "A5": Line("tokens.claims", "unexpired(expires, expected, now)"),
    "A6": Line(
        "gate",
        "found = Refusal(refused.status, refused.reason, error=refused.error)",
        "found = Refusal(refused.status, refused.reason)",
    ),
    "B1": Line(
        "border.bearer",
        '_CREDENTIALS = re.compile(r"[Bb][Ee][Aa][Rr][Ee][Rr] +([^\\s,]+)")',
        '_CREDENTIALS = re.compile(r"Bearer +([^\\s,]+)")',
        file=HEADERS,
    ),
    "B2": Line(
        "answers",
        "if refusal.error or code is HTTPStatus.UNAUTHORIZED:",
        tests="test_no_header_is_asked_for_one",
        file=HEADERS,
    ),
    "B3": Line(
        "views.doors",
        'MISSING = Refusal(401, "no-token")',
        'MISSING = Refusal(401, "x", error="invalid_token")',
        file=HEADERS,
    ),
    "B4": Line(
        "border.bearer",
        'return Refusal(400, "not-one-token", error="invalid_request")',
        "return None",
        file=HEADERS,
    ),
    "B5": Line("border.bearer", "return TWO_WAYS if _SECOND.search(header) else None", "return None", file=HEADERS),
}  # fmt: skip


@pytest.fixture(scope="module")
def outcomes(request: pytest.FixtureRequest) -> dict[str, dict[str, str]]:
    """Id -> test -> its outcome without the line."""
    if not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    rows = {
        name: {
            "module": GUARD + line.module,
            "line": line.line,
            "instead": line.instead,
            "tests": f"{line.tests or f'{name}- or test_{name.lower()}_'} or ({GOOD.partition('[')[0]} and plain)",
            "files": " ".join(sorted({TOKENS, line.file})),
        }
        for name, line in LINES.items()
    }
    asked = json.dumps(rows)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / "without_a_line.py")],
        input=asked, cwd=request.config.rootpath, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", LINES)
def test_a_test_by_this_id_fails_without_the_line(outcomes: dict[str, dict[str, str]], name: str) -> None:
    found = outcomes[name]
    assert found.get(GOOD) == "passed", found
    assert [test for test, outcome in found.items() if outcome == "failed"] != []


def test_every_id_has_its_line() -> None:
    ids = [f"J{number}" for number in range(1, 20)]
    ids += [f"A{number}" for number in range(1, 7)] + [f"B{number}" for number in range(1, 6)]
    assert list(LINES) == ids
