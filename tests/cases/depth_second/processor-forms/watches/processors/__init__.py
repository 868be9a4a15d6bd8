import importlib
import pkgutil
from functools import lru_cache


@lru_cache(maxsize=1)
def find_processors():
    packages = (info.name for info in pkgutil.iter_modules(__path__, prefix=__name__ + ".") if info.ispkg)
    return [(importlib.import_module(name), name.rpartition(".")[2]) for name in packages]


def form_for(processor, default):
    entry = next((pair for pair in find_processors() if pair[1] == processor), None)
    if entry is None:
        return default
    module = entry[0]
    try:
        forms = importlib.import_module(f"{module.__name__}.forms")
        return getattr(forms, "SettingsForm")
    except (ModuleNotFoundError, AttributeError):
        return default
