from acting.registry import action


@action("greet")
def greet(name, *, loud=False):
    return name.upper() if loud else name


@action("add")
def add(left, right):
    return float(left) + float(right)


@action("reverse")
def backwards(text):
    return text[::-1]
