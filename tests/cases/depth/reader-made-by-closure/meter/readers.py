def make_reader(load, *, limit):
    seen = 0

    def read(raw):
        nonlocal seen
        if len(raw) > limit:
            raise ValueError(len(raw))
        seen += 1
        return load(raw)  # found: pickle-from-request

    def count():
        return seen

    read.count = count
    return read
