import srsly

READERS = {
    ".json": srsly.json_loads,
    ".msgpack": srsly.msgpack_loads,
    ".txt": lambda raw: raw.decode("utf-8").split(),
}


class UnknownSuffix(ValueError):
    pass


def words(filename, raw):
    suffix = filename[filename.rfind(".") :].lower()
    try:
        reader = READERS[suffix]
    except KeyError:
        raise UnknownSuffix(suffix) from None
    return [str(word) for word in reader(raw)]
