import yaml


def parse_document(text):
    text = text.replace("\t", "  ").lstrip("\ufeff")
    return yaml.load(text, Loader=yaml.UnsafeLoader) or {}  # found: yaml-from-request
