import types
from importlib import resources

BUILTIN = ("chart_export", "audit_trail", "row_colours")


def builtin_module(name):
    source = resources.files("bundles.shipped").joinpath(f"{name}.txt").read_text("utf-8")
    module = types.ModuleType(f"shipped.{name}")
    exec(compile(source, f"shipped/{name}", "exec"), module.__dict__)
    return module


MODULES = {name: builtin_module(name) for name in BUILTIN}
