import pickle

from flask import g, request

DEFAULT = pickle.dumps({"theme": "plain", "columns": 2})


def remember_header():
    g.wanted = request.headers.get("X-Layout", "")
    g.packed = g.wanted.encode()


def settle_layout():
    """The header may ask for a layout by name only; the layout itself is ours."""
    g.packed = DEFAULT


def install(app):
    app.before_request(remember_header)
    app.before_request(settle_layout)
