class Pickle:
    """A jar of gherkins: 'dill:3;sour:2'. Nothing to do with the standard library."""

    def loads(self, text):
        jar = {}
        for entry in text.split(";"):
            kind, _, count = entry.partition(":")
            jar[kind] = int(count or 0)
        return jar

    def dumps(self, jar):
        return ";".join(f"{kind}:{count}" for kind, count in jar.items())


pickle = Pickle()
