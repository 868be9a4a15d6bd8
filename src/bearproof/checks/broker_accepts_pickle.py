"""A worker accepts pickled messages.

What it finds
    Settings of Celery and kombu that list pickle among the formats which are read (`accept_content`, `accept=`), where
    an app or a consumer takes them: in the call, in a dictionary, a class, or a module that it names.

Why it matters
    The sender of a message says in which format it is. Whoever can publish to the broker, or write into the result
    backend, then runs code in every worker.

Instead
    Accept JSON only: `accept_content = ["json"]`. What does not fit into JSON is stored, and its key is sent.

How it is proven
    It is not: the setting is the evidence.

How the guard stops it
    It does not: messages of a broker do not come through the web app.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import brokers
from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity, Step
from bearproof.model.app import App
from bearproof.model.protection import Given
from bearproof.taint.authorization.configured import set_at, settings_of

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=502,
    since="0.1",
    family="deserialization",
    tags=("owasp-api8", "asvs-1.5.2"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Settings that let pickled messages in."""
    for run, event in settings_of(app, brokers.KEYS | {"accept"}):
        if brokers.PICKLED.isdisjoint(_formats(event.value)):
            continue
        place = set_at(app, event)
        found = check.from_event(app, run, (event, ()), "pickled messages are accepted: whoever publishes runs code")
        yield check.finding(
            place=place,
            message=found.message,
            trace=(Step(place, f"{event.key} lists pickle"),),
            operation=None,
            sink_text=found.sink_text,
        )


def _formats(value: Given) -> set[object]:
    flat = [part for const in value.consts for part in (const if isinstance(const, (tuple, frozenset)) else (const,))]
    return {*flat, *(const for part in value.parts for const in part.consts)}


check.example(
    "in a dictionary that another module gives to the app",
    {
        "defaults.py": """
        BROKER = "redis://queue/0"

        SETTINGS = {
            "broker_url": BROKER,
            "accept_content": ["json", "pickle"],  # found
            "task_acks_late": True,
        }
        """,
        "worker.py": """
        from celery import Celery

        from defaults import SETTINGS

        app = Celery("worker", config_source=SETTINGS)
        """,
    },
)
check.example(
    "in a module that is named, and on the app itself",
    {
        "worker.py": """
        from celery import Celery

        app = Celery("worker")
        app.config_from_object("workersettings")
        app.conf.result_accept_content = ["pickle"]  # found
        """,
        "workersettings.py": """
        broker_url = "amqp://queue"
        accept_content = ["application/x-python-serialize"]  # found
        """,
    },
)
check.example(
    "only JSON is accepted, and a dictionary that nobody takes",
    """
    from celery import Celery
    from flask import Flask

    OLD = {"accept_content": ["pickle"]}

    web = Flask(__name__)
    worker = Celery("worker", accept_content=["json"])
    worker.conf.update(accept_content=("json", "msgpack"), task_serializer="json")


    @web.post("/work")
    def work():
        return worker.send_task("work").id
    """,
)
