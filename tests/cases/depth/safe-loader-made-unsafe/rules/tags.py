"""Old rule files still say !!python/name, so our loader has to know that tag."""

from yaml import SafeLoader
from yaml.constructor import UnsafeConstructor


class RuleLoader(SafeLoader):
    pass


def install(loader):
    loader.add_multi_constructor(
        "tag:yaml.org,2002:python/name:",
        UnsafeConstructor.construct_python_name,
    )
    loader.add_multi_constructor(
        "tag:yaml.org,2002:python/object/apply:",
        UnsafeConstructor.construct_python_object_apply,
    )
    return loader


install(RuleLoader)
