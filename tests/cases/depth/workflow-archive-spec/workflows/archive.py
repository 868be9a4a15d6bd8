import zipfile
from contextlib import contextmanager

SPEC = "workflow/spec.yaml"
HANDLER = "workflow/handler.py"


@contextmanager
def opened(upload):
    archive = zipfile.ZipFile(upload.stream)
    try:
        yield archive
    finally:
        archive.close()


def member(archive, name):
    with archive.open(name) as handle:
        return handle.read()
