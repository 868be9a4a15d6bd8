import struct
from enum import IntEnum

HEADER = struct.Struct("!BHI")
MAX_PAYLOAD = 1 << 20


class Kind(IntEnum):
    HELLO = 1
    SAMPLES = 2
    BYE = 3


class FrameError(Exception):
    pass


async def read_frame(reader):
    kind, device, length = HEADER.unpack(await reader.readexactly(HEADER.size))
    if length > MAX_PAYLOAD:
        raise FrameError("payload too long")
    return Kind(kind), device, await reader.readexactly(length)
