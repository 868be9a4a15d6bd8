import shlex


def words(line, limit=12):
    try:
        return shlex.split(line)[:limit] or ["show"]
    except ValueError:
        return ["show"]
