"""Request data is run as code.

What it finds
    `eval`, `exec`, `compile` and what is built on them (consoles, timers, profilers, formulas of pandas and sympy), fed
    with text which came with the request.

Why it matters
    Whoever sends the request runs code in the process. An empty `__builtins__` or a list of forbidden words is no
    hindrance: every object leads back to all classes that are loaded.

Instead
    Use a table from names to functions for what may be asked for. Plain values are read by `ast.literal_eval` or as
    JSON, formulas by a parser which knows its operators.

How it is proven
    It is not proven on the running app yet: the finding says what was seen in the source.

How the guard stops it
    It does not. The guard's schemas let only declared types through, which leaves no code to run.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.flows import flows, source_named

check = Check(
    __name__,
    severity=Severity.CRITICAL,
    cwe=95,
    since="0.1",
    family="injection",
    tags=("owasp-api8", "asvs-1.3.2"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Flows of request data into a call that runs text as code."""
    for flow in flows(app, "code"):
        name = flow.call.removeprefix("builtins.")
        yield check.from_flow(flow, f"{source_named(flow.label)} is run as code by {name}; use {flow.use}")


check.example(
    "a formula of the query is evaluated",
    """
    from flask import Flask, jsonify, request

    app = Flask(__name__)


    @app.get("/calculate")
    def calculate():
        formula = request.args["formula"]
        return jsonify(result=eval(formula, {"__builtins__": {}}))  # found
    """,
)
check.example(
    "a rule of the body is compiled in another module and run later",
    {
        "app.py": """
        from flask import Flask, jsonify, request

        from rules import Rule

        app = Flask(__name__)


        @app.post("/rules")
        def rules():
            rule = Rule(request.get_json()["source"])
            return jsonify(matches=rule.holds({"amount": 3}))
        """,
        "rules.py": """
        class Rule:
            def __init__(self, source):
                self.code = compile(source, "<rule>", "eval")  # found

            def holds(self, order):
                return bool(eval(self.code, {}, order))
        """,
    },
)
check.example(
    "a table of functions, literals, and code of our own",
    """
    import ast
    import operator

    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)
    OPERATIONS = {"add": operator.add, "sub": operator.sub}
    DEFAULTS = eval("{'a': 1, 'b': 2}")


    @app.post("/calculate")
    def calculate():
        body = request.get_json()
        if body["operation"] not in OPERATIONS:
            abort(400)
        numbers = ast.literal_eval(body["numbers"])
        return jsonify(result=OPERATIONS[body["operation"]](*numbers), defaults=DEFAULTS)
    """,
)
check.example(
    "a formula is only parsed, and walked over by its own operators",
    """
    import ast

    from flask import Flask, jsonify, request

    app = Flask(__name__)


    def value(node):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return value(node.left) + value(node.right)
        if isinstance(node, ast.Constant) and isinstance(node.value, int):
            return node.value
        raise ValueError(node)


    @app.get("/calculate")
    def calculate():
        tree = compile(request.args["formula"], "<formula>", "eval", ast.PyCF_ONLY_AST)
        return jsonify(result=value(tree.body))
    """,
)
check.example(
    "only known names and numbers are left",
    """
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)
    FORMULAS = {"double": "x * 2", "half": "x / 2"}


    @app.get("/calculate/<int:x>")
    def calculate(x):
        name = request.args["name"]
        if name not in FORMULAS:
            abort(404)
        return jsonify(result=eval(FORMULAS[name], {"x": x}), power=eval(f"{x} ** 2"))
    """,
)
