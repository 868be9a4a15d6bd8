import operator

OPERATORS = {"plus": operator.add, "minus": operator.sub, "times": operator.mul}


class Formula:
    def __init__(self, name, left, right):
        self.name, self.left, self.right = name, left, right

    @classmethod
    def loads(cls, text):
        left, name, right = text.split()
        return cls(name, int(left), int(right))

    def eval(self):
        return OPERATORS[self.name](self.left, self.right)
