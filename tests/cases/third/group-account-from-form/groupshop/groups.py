GROUPS = {"flat-12": ["milk", "bread"], "choir": ["scores"]}


def exists(name):
    return name in GROUPS
