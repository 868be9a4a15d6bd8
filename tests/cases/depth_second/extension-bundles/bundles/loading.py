import types

from bundles.archive import python_members


class Bundle:
    def __init__(self, name):
        self.name = name
        self.modules = {}

    def add(self, filename, source):
        dotted = filename.removesuffix(".py").replace("/", ".")
        module = types.ModuleType(f"{self.name}.{dotted}")
        module.__file__ = f"memory://{self.name}/{filename}"
        exec(compile(source, module.__file__, "exec"), module.__dict__)  # found: code-from-request
        self.modules[dotted] = module

    @classmethod
    def of(cls, name, content):
        bundle = cls(name)
        for filename, source in python_members(content):
            bundle.add(filename, source)
        return bundle
