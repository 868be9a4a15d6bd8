import struct

RECORD = struct.Struct("!Ld")


def records(body):
    whole = len(body) // RECORD.size * RECORD.size
    yield from RECORD.iter_unpack(body[:whole])


def hours(body):
    for timestamp, _value in records(body):
        yield timestamp // 3600
