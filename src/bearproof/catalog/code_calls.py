"""Which calls run text as code? One row each, with a bad and a good line."""

from __future__ import annotations

from bearproof.catalog.rows import Arg, Sink

_TABLE = "a table of the functions that may be asked for, or ast.literal_eval for plain values"
_FORMULA = "a parser of formulas that knows its operators, such as one over ast with a list of node types"
_FAMILY = "code"


def _call(call: str, bad: str, good: str, *, arg: int = 0, keywords: tuple[str, ...] = (), use: str = _TABLE) -> Sink:
    module = call.rpartition(".")[0]
    package = ".".join(part for part in module.split(".") if part[:1].islower())
    start = "" if package == "builtins" else f"import {package}; "
    return Sink(call, _FAMILY, arg, keywords, use=use, bad=f"{start}{bad}", good=f"{start}{good}")


#: Parsing alone runs nothing: `compile` with this flag is `ast.parse`.
_ONLY_PARSED = (Arg("flags", 3, (1024,), ("ast.PyCF_ONLY_AST", "_ast.PyCF_ONLY_AST")),)

CODE: tuple[Sink, ...] = (
    _call("builtins.eval", "eval(data)", "eval('1 + 1')"),
    _call("builtins.exec", "exec(data)", "exec('x = 1')"),
    Sink(
        "builtins.compile", _FAMILY, 0, ("source",), unless=_ONLY_PARSED, use=_TABLE,
        bad="compile(data, 'sent', 'exec')",
        good="import ast; compile(data, 'sent', 'exec', ast.PyCF_ONLY_AST)",
    ),
    _call("code.InteractiveInterpreter.runsource", "code.InteractiveInterpreter().runsource(data.decode())",
          "code.InteractiveInterpreter().runsource('1')"),
    _call("code.InteractiveInterpreter.runcode", "code.InteractiveInterpreter().runcode(data)",
          "code.InteractiveInterpreter().runcode(compile('1', 'own', 'exec'))"),
    _call("code.InteractiveConsole.push", "code.InteractiveConsole().push(data.decode())",
          "code.InteractiveConsole().push('1')"),
    _call("timeit.timeit", "timeit.timeit(data.decode())", "timeit.timeit('pass')", keywords=("stmt",)),
    _call("timeit.repeat", "timeit.repeat(data.decode())", "timeit.repeat('pass')", keywords=("stmt",)),
    _call("cProfile.run", "cProfile.run(data.decode())", "cProfile.run('pass')", keywords=("statement",)),
    _call("profile.run", "profile.run(data.decode())", "profile.run('pass')", keywords=("statement",)),
    _call("pdb.run", "pdb.run(data.decode())", "pdb.run('pass')", keywords=("statement",)),
    _call("pdb.runeval", "pdb.runeval(data.decode())", "pdb.runeval('1')", keywords=("expression",)),
    _call("pandas.eval", "pandas.eval(data.decode())", "pandas.eval('1 + 1')", keywords=("expr",), use=_FORMULA),
    _call("pandas.DataFrame.eval", "pandas.DataFrame().eval(data.decode())", "pandas.DataFrame().eval('1 + 1')",
          keywords=("expr",), use=_FORMULA),
    _call("pandas.DataFrame.query", "pandas.DataFrame().query(data.decode())", "pandas.DataFrame().query('a > 1')",
          keywords=("expr",), use=_FORMULA),
    _call("sympy.sympify", "sympy.sympify(data.decode())", "sympy.sympify('x + 1')", keywords=("a",), use=_FORMULA),
    _call("sympy.parsing.sympy_parser.parse_expr", "sympy.parsing.sympy_parser.parse_expr(data.decode())",
          "sympy.parsing.sympy_parser.parse_expr('x + 1')", keywords=("s",), use=_FORMULA),
)  # fmt: skip
