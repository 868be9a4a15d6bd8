import struct

PREFIX = struct.Struct("!L")
LONGEST = 2**20


def frames(body):
    view = memoryview(body)
    while len(view) >= PREFIX.size:
        (length,) = PREFIX.unpack_from(view)
        if length > LONGEST:
            return
        yield bytes(view[PREFIX.size : PREFIX.size + length])
        view = view[PREFIX.size + length :]
