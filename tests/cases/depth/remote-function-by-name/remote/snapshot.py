from pathlib import Path

import cloudpickle

TARGET = Path("/var/lib/remote/functions.bin")


def write(functions):
    TARGET.write_bytes(cloudpickle.dumps(functions))


def size():
    return len(cloudpickle.loads(TARGET.read_bytes()))
