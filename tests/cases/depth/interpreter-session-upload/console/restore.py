import os
import tempfile


def stash(upload):
    handle, path = tempfile.mkstemp(suffix=".session")
    os.close(handle)
    upload.save(path)
    return path


def restore(path):
    import dill

    try:
        before = set(globals())
        dill.load_session(path)  # found: deserializer-from-request
        return sorted(set(globals()) - before)
    finally:
        os.unlink(path)
