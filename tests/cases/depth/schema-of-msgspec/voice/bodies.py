from typing import Annotated, Literal

import msgspec

Speed = Annotated[float, msgspec.Meta(gt=0.25, lt=4.0)]


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    voice: Literal["anna", "bert", "cleo"]
    text: str
    speed: Speed = 1.0


decode = msgspec.json.Decoder(Wanted).decode
