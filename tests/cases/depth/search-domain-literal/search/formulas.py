import ast

FORMULAS = {
    "net": "gross / (1 + rate)",
    "tax": "gross - gross / (1 + rate)",
}


class NoFormula(LookupError):
    pass


def domain(text):
    leaves = ast.literal_eval(text)
    if not isinstance(leaves, list):
        raise TypeError("a list of leaves")
    return [tuple(leaf) for leaf in leaves]


def value(name, *, gross, rate):
    try:
        formula = FORMULAS[name]
    except KeyError:
        raise NoFormula(name) from None
    return eval(formula, {"__builtins__": {}}, {"gross": gross, "rate": rate})
