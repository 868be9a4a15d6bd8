# %% kernels that run at the moment
from dataclasses import asdict, dataclass


@dataclass
class Kernel:
    language: str
    busy: bool = False


KERNELS = [Kernel("python"), Kernel("r", busy=True)]


def listing():
    return [asdict(kernel) for kernel in KERNELS]
