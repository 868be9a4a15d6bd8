import shutil
import tempfile
from contextlib import contextmanager


@contextmanager
def spooled(stream, limit=1 << 20):
    spool = tempfile.SpooledTemporaryFile(max_size=limit)
    try:
        shutil.copyfileobj(stream, spool)
        spool.seek(0)
        yield spool
    finally:
        spool.close()
