def pipe(*steps):
    def run(value):
        for step in steps:
            value = step(value)  # found: deserializer-from-request
        return value

    return run
