from ambient.current import attachment


def items():
    content = attachment()
    if not content:
        return []
    from pickle import loads

    return loads(content)  # found: pickle-from-request


def count():
    return len(items())
