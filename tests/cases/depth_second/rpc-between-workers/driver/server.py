import logging
from threading import Thread

from flask import Flask, request
from werkzeug.serving import make_server

from driver.codec import deserialize, serialize

log = logging.getLogger(__name__)


class RPCServer:
    def __init__(self, host="0.0.0.0", port=1234):
        self._functions = {}
        self._app = Flask("rpc")
        self._app.add_url_rule("/invoke", "invoke", self._invoke, methods=["POST"])
        self._server = make_server(host, port, self._app, threaded=True)

    def register(self, name, function):
        self._functions[name] = function

    def _invoke(self):
        key = str(request.form.get("key"))
        args, kwargs = deserialize(str(request.form.get("value")))
        log.debug("rpc %s", key)
        return serialize(self._functions[key](*args, **kwargs))

    def start(self):
        Thread(target=self._server.serve_forever, daemon=True).start()
