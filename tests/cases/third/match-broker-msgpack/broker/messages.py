import msgspec


class Join(msgspec.Struct, tag="join"):
    player: str
    rating: int


class Leave(msgspec.Struct, tag="leave"):
    player: str


decoder = msgspec.msgpack.Decoder(Join | Leave)
