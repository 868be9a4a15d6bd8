import base64
import lzma

import dill

from closures.pipe import pipe

read_closure = pipe(base64.b85decode, lzma.decompress, dill.loads)
