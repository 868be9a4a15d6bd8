from yaml import Loader as ConfLoader
from yaml import load as parse


def sections(handle):
    conf = parse(handle, ConfLoader)  # found: yaml-from-request
    return {str(name): len(body or ()) for name, body in conf.items()}


def allowed(filename):
    return filename.lower().endswith((".yml", ".yaml"))
