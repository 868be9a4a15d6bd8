import functools

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader

Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
parse = functools.partial(yaml.load, Loader=Loader)
parse_all = functools.partial(yaml.load_all, Loader=Loader)
dump = functools.partial(yaml.dump, Dumper=Dumper, sort_keys=False)
