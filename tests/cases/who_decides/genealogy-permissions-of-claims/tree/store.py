TREES = {}


def people_of(tree):
    return TREES.setdefault(tree, {})
