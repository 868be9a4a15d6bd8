import logging

import socketio

from saves.model import SaveGame

log = logging.getLogger("saves")
sio = socketio.Server(cors_allowed_origins=["https://play.example"])
games = {}


@sio.event
def restore(sid, data):
    try:
        games[sid] = SaveGame.from_event(data)
    except (KeyError, TypeError, ValueError):
        log.info("%s sent a save game that is none", sid)
        return {"ok": False}
    return {"ok": True, "level": games[sid].level}


app = socketio.WSGIApp(sio)
