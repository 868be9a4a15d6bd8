import marshal

FOLDER = "/srv/archive"


def entries(page):
    name = f"{FOLDER}/page-{page:05d}.marshal"
    try:
        with open(name, "rb") as handle:
            return marshal.load(handle)
    except FileNotFoundError:
        return []


def matching(page, word):
    return [entry for entry in entries(page) if word in entry["title"].lower()]
