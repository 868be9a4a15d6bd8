class TaskFailed(Exception):
    """What a worker reported and we have no class for."""


KINDS = {kind.__name__: kind for kind in (ValueError, KeyError, TimeoutError, ConnectionError, TaskFailed)}


class ResultBackend:
    def __init__(self):
        self._meta = {}

    def store(self, task_id, state, result):
        self._meta[task_id] = {"state": state, "result": result}

    def get(self, task_id):
        return self._meta.get(task_id, {"state": "PENDING", "result": None})

    @staticmethod
    def exception_to_python(report):
        message = report.get("exc_message", "")
        kind = KINDS.get(report.get("exc_type"))
        if kind is None:
            return TaskFailed(report.get("exc_type"), message)
        if isinstance(message, list):
            return kind(*message)
        return kind(message)
