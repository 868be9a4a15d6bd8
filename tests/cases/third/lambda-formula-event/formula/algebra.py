from sympy import SympifyError, simplify, sympify


def simplified(text):
    try:
        return str(simplify(sympify(text)))  # found: code-from-request
    except SympifyError:
        return None
