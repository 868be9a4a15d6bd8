import ast
import inspect


def validate_code(code: str) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {"syntax": [], "function": []}
    try:
        ast.parse(code)
    except SyntaxError as err:
        errors["syntax"].append(str(err))
    return errors


def function_arguments(code: str) -> list[str]:
    namespace: dict = {}
    exec(code, namespace)  # found: code-from-request
    found = [obj for obj in namespace.values() if inspect.isfunction(obj)]
    return list(inspect.signature(found[0]).parameters) if found else []
