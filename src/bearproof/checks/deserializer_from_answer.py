"""What another server answered reaches a deserializer, or is run as code.

What it finds
    The answer of an HTTP client (`requests`, `httpx`, `aiohttp`, `urllib`, an inference endpoint) that is given to
    pickle, to a YAML loader that builds objects, to jsonpickle and their kin, or to `eval` and `exec`.

Why it matters
    Whoever runs the other server, takes it over, or stands between without TLS chooses what is loaded, and what is
    loaded then runs with the rights of the one who asked. It is a weaker way in than a request: somebody must be asked.

Instead
    Ask for JSON, and validate the answer against a schema. Where YAML is wanted, read it with `yaml.safe_load`.

How it is proven
    It is not: what another server answers is not ours to send. The source shows the way from the answer to the call.

How the guard stops it
    It does not: the bytes come from another server, not from the request.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog.rows import Kind
from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.flows import flows_of

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=502,
    since="0.1",
    family="deserialization",
    tags=("owasp-api10", "asvs-1.5.2"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Flows of another server's answer into a dangerous call that no request reaches."""
    for flow in flows_of(app, Kind.ANSWER):
        yield check.from_flow(flow, f"what another server answers reaches {flow.call}; use {flow.use} instead")


check.example(
    "the answer of another service is unpickled",
    """
    import pickle

    import requests
    from flask import Flask

    app = Flask(__name__)


    @app.get("/prices")
    def prices():
        answer = requests.get("https://prices.example/today", timeout=5)
        answer.raise_for_status()
        return str(pickle.loads(answer.content))  # found
    """,
)
check.example(
    "a client of its own fetches a description, and the plain YAML loader reads it",
    {
        "client.py": """
        import io

        import requests


        class Client:
            def __init__(self, address):
                self.address = address
                self.session = requests.Session()

            def _ask(self, path):
                answer = self.session.get(f"{self.address}/{path}", timeout=5)
                return io.StringIO(answer.text)
        """,
        "describing.py": """
        import yaml

        from client import Client


        class Describing(Client):
            def description(self):
                with self._ask("openapi.yaml") as text:
                    return yaml.load(text, Loader=yaml.Loader)  # found
        """,
    },
)
check.example(
    "the answer is JSON, or YAML that is read safely",
    """
    import pickle

    import requests
    import yaml
    from flask import Flask

    app = Flask(__name__)
    OWN = pickle.dumps({"currency": "EUR"})


    @app.get("/prices")
    def prices():
        answer = requests.get("https://prices.example/today", timeout=5)
        return str([answer.json(), yaml.safe_load(answer.text), pickle.loads(OWN)])
    """,
)
