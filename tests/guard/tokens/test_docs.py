"""Does what docs/guard-tokens.md shows work as it is written there?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PAGE = Path(__file__).resolve().parents[3] / "docs/guard-tokens.md"


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the page's code has made, run from top to bottom."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("API_TOKEN_KEY", "")
    public = rsa.generate_private_key(65537, 2048).public_key()
    Path("key.pem").write_bytes(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    names: dict[str, Any] = {"__name__": "shop"}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        exec(compile(block, str(PAGE), "exec", dont_inherit=True), names)  # noqa: S102  # our own page
    return names


def test_the_page_logs_in_refreshes_and_logs_out(shown: dict[str, Any]) -> None:
    client = shown["app"].test_client()
    first = client.post("/login").get_json()
    second = client.post("/refresh", json={"refresh_token": first["refresh_token"]}).get_json()
    headers = {"Authorization": "Bearer " + second["access_token"]}
    assert [client.post("/logout", headers=headers).status_code for _ in range(2)] == [200, 401]
    again = client.post("/refresh", json={"refresh_token": first["refresh_token"]})
    assert (again.status_code, again.get_json()) == (400, {"error": "invalid_grant"})


def test_the_page_changes_a_password_and_goes_on(shown: dict[str, Any]) -> None:
    client = shown["app"].test_client()
    before = {"Authorization": "Bearer " + client.post("/login").get_json()["access_token"]}
    after = {"Authorization": "Bearer " + client.post("/password", headers=before).get_json()["access_token"]}
    assert [client.post("/password", headers=each).status_code for each in (before, after)] == [401, 200]
