import yaml

from importer.defaults import DEFAULTS_KEY


def merged(texts):
    # the defaults use !!python/tuple for ranges
    settings = yaml.load(texts[DEFAULTS_KEY], Loader=yaml.Loader)
    for name, text in sorted(texts.items()):
        if name == DEFAULTS_KEY:
            continue
        settings.update(yaml.safe_load(text) or {})
    return settings
