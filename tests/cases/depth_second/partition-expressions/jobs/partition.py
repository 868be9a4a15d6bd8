KEYWORDS = ("ROWCOUNT", "CONCURRENCY")


class PartitionSpec:
    def __init__(self, num="0", by=()):
        self._num = str(num).upper().strip()
        self.by = list(by)

    @classmethod
    def from_json(cls, plain):
        return cls(plain.get("num_partitions", "0"), plain.get("partition_by", ()))

    def num(self, **values):
        expr = self._num
        for keyword in KEYWORDS:
            if keyword in expr:
                expr = expr.replace(keyword, str(values[keyword]))
        return int(eval(expr))  # found: code-from-request
