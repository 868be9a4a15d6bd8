def make_reader(load, limit):
    def read(raw):
        if len(raw) > limit:
            raise ValueError(len(raw))
        return load(raw)

    return read
