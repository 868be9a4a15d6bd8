from zipfile import ZipFile

EXTENSIONS = (".yaml", ".yml")


def remove_root(path):
    return path.split("/", 1)[1] if "/" in path else path


def contents_of(bundle: ZipFile) -> dict[str, str]:
    return {
        remove_root(name): bundle.read(name).decode() for name in bundle.namelist() if name.lower().endswith(EXTENSIONS)
    }
