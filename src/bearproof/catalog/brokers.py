"""Which settings say what a worker takes from its broker? By the names that Celery and kombu give them."""

from __future__ import annotations

#: Settings that list the formats which are read; the old names are those of Celery 3.
KEYS: frozenset[str] = frozenset(
    {"accept_content", "result_accept_content", "CELERY_ACCEPT_CONTENT", "CELERY_RESULT_ACCEPT_CONTENT"}
)
#: Formats that build any object.
PICKLED: frozenset[str] = frozenset({"pickle", "application/x-python-serialize"})
#: The app whose settings these are, and what its settings are called.
APP, SETTINGS = "celery.Celery", "celery.Celery.conf"
#: Calls of kombu that are told what they accept.
CONSUMERS: frozenset[str] = frozenset(
    {
        "kombu.Consumer",
        "kombu.messaging.Consumer",
        "kombu.Connection.Consumer",
        "kombu.Connection.SimpleQueue",
        "kombu.Connection.SimpleBuffer",
    }
)
