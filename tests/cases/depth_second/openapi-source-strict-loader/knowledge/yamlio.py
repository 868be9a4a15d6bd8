import yaml


class TextDates(yaml.SafeLoader):
    """Versions such as 2024-01-02 stay strings."""


TextDates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(stream):
    return yaml.load(stream, Loader=TextDates)
