import io
import zipfile


def python_members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            if info.is_dir() or info.file_size > 512_000:
                continue
            if info.filename.startswith("backend/") and info.filename.endswith(".py"):
                yield info.filename, archive.read(info)
