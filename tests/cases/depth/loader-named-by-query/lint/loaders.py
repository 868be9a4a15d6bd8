import yaml

LOADERS = {
    "strict": yaml.SafeLoader,
    "text": yaml.BaseLoader,
    "lenient": yaml.UnsafeLoader,
}
DEFAULT = "strict"


def names():
    return sorted(LOADERS)
