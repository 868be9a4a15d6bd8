import tarfile


def members(stream, limit=1 << 20):
    with tarfile.open(fileobj=stream, mode="r:gz") as archive:
        for info in archive:
            if not info.isfile() or info.size > limit:
                continue
            yield info.name, archive.extractfile(info).read()
