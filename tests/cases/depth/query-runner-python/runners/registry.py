RUNNERS = {}


def register(cls):
    RUNNERS[cls.type()] = cls
    return cls


class QueryRunner:
    @classmethod
    def type(cls):
        return cls.__name__.lower()

    def run_query(self, query):
        raise NotImplementedError
