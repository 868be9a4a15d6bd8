import logging

import socketio

from saves.store import SaveStore

log = logging.getLogger("saves")


class SaveNamespace(socketio.Namespace):
    def __init__(self, namespace):
        super().__init__(namespace)
        self.store = SaveStore()

    def on_connect(self, sid, environ):
        log.info("%s from %s", sid, environ.get("REMOTE_ADDR"))

    def on_restore(self, sid, data):
        game = self.store.restore(sid, data["save"])
        self.emit("restored", {"level": game["level"]}, room=sid)
