from .shelves import notebook


def titles(name):
    with notebook(name, "r") as shelf:
        return sorted(shelf)


def write(name, title, text):
    with notebook(name) as shelf:
        shelf[title] = text
        return len(shelf)
