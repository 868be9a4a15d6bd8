import yaml


class PrefsLoader(yaml.Loader):
    """Adds the !include tag of the settings files."""


PrefsLoader.add_constructor("!include", lambda loader, node: loader.construct_scalar(node))
