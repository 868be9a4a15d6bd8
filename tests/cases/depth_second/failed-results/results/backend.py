import sys


class ResultBackend:
    def __init__(self):
        self._meta = {}

    def store(self, task_id, state, result):
        self._meta[task_id] = {"state": state, "result": result}

    def get(self, task_id):
        return self._meta.get(task_id, {"state": "PENDING", "result": None})

    @staticmethod
    def exception_to_python(report):
        if isinstance(report, BaseException):
            return report
        module = report.get("exc_module") or "builtins"
        kind, arguments = report["exc_type"], report.get("exc_message", [])
        return getattr(sys.modules[module], kind)(*arguments)  # found: deserializer-from-request
