import io

import numpy as np


def arrays(filename, content):
    stream = io.BytesIO(content)
    if filename.endswith(".npz"):
        with np.load(stream, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}
    return {"spectrum": np.load(stream)}
