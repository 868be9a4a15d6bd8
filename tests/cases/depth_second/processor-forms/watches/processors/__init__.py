import importlib
import pkgutil
from functools import lru_cache


@lru_cache(maxsize=1)
def find_processors():
    found = []
    for info in pkgutil.iter_modules(__path__, prefix=__name__ + "."):
        if info.ispkg:
            found.append((importlib.import_module(info.name), info.name.rpartition(".")[2]))
    return found


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
