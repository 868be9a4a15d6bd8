import socketio

from saves.namespace import SaveNamespace

sio = socketio.Server(cors_allowed_origins=["https://play.example"])
sio.register_namespace(SaveNamespace("/saves"))
app = socketio.WSGIApp(sio)
