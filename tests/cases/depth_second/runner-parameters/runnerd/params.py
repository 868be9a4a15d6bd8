from dataclasses import dataclass, field


@dataclass
class Params:
    args: tuple = ()
    kwargs: dict = field(default_factory=dict)

    @classmethod
    def single(cls, value):
        return cls(args=(value,))
