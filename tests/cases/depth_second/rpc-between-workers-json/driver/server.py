import cloudpickle
from flask import Flask, Response, abort, request

from driver.codec import deserialize


class RPCServer:
    def __init__(self):
        self._functions = {}
        self.app = Flask("rpc")
        self.app.add_url_rule("/invoke", "invoke", self._invoke, methods=["POST"])
        self.app.add_url_rule("/functions/<name>", "function", self._function)

    def register(self, name, function):
        self._functions[name] = function

    def _function(self, name):
        if name not in self._functions:
            abort(404)
        return Response(cloudpickle.dumps(self._functions[name]), mimetype="application/octet-stream")

    def _invoke(self):
        args, kwargs = deserialize(str(request.form.get("value")))
        return {"result": self._functions[str(request.form.get("key"))](*args, **kwargs)}
