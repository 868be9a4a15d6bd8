"""What a language model answered reaches a deserializer, or is run as code.

What it finds
    An answer of an AI client that is given to pickle, to a YAML loader that builds objects, to jsonpickle and their
    kin, or to `eval` and `exec`.

Why it matters
    Whoever can write into the prompt (a user, a page that was read, a document that was looked up) can make the model
    answer what he likes, and what is loaded then runs with the rights of the server.

Instead
    Ask for JSON, and validate the answer against a schema. Where YAML is wanted, read it with `yaml.safe_load`.

How it is proven
    It is not: what a model answers cannot be foretold. The source shows the way from the answer to the call.

How the guard stops it
    It does not: the bytes come from the model, not from the request.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog.rows import Kind
from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.flows import flows

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=502,
    since="0.1",
    family="deserialization",
    tags=("owasp-api10", "owasp-llm05"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Flows of a model's answers into a dangerous call."""
    for flow in flows(app, "pickle", "yaml", "deserializer", "code", kinds=(Kind.MODEL_OUTPUT,)):
        yield check.from_flow(flow, f"what the model answers reaches {flow.call}; use {flow.use} instead")


check.example(
    "the answer is read by the plain YAML loader",
    """
    import yaml
    from flask import Flask, request
    from openai import OpenAI

    app = Flask(__name__)
    client = OpenAI()


    @app.post("/plan")
    def plan():
        answer = client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": request.form["wish"]}]
        )
        steps = yaml.load(answer.choices[0].message.content, Loader=yaml.Loader)  # found
        return str(len(steps))
    """,
)
check.example(
    "a wrapper hands the answer on, and it is evaluated",
    {
        "app.py": """
        from flask import Flask, request

        from asking import Asker

        app = Flask(__name__)
        asker = Asker()


        @app.post("/sum")
        def total():
            return str(eval(asker.ask(request.form["question"])))  # found
        """,
        "asking.py": """
        import anthropic


        class Asker:
            def __init__(self):
                self._client = anthropic.Anthropic()

            def ask(self, question):
                message = self._client.messages.create(
                    model="m", max_tokens=9, messages=[{"role": "user", "content": question}]
                )
                return message.content[0].text.strip()
        """,
    },
)
check.example(
    "the answer is JSON, or YAML that is read safely",
    """
    import json

    import yaml
    from flask import Flask, request
    from openai import OpenAI

    app = Flask(__name__)
    client = OpenAI()


    @app.post("/plan")
    def plan():
        answer = client.chat.completions.create(
            model="m", messages=[{"role": "user", "content": request.form["wish"]}]
        )
        text = answer.choices[0].message.content
        return str([json.loads(text), yaml.safe_load(text)])
    """,
)
