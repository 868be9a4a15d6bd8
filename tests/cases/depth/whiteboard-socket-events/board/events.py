from flask_socketio import SocketIO, emit, join_room

from board.rooms import Shape, rooms

socketio = SocketIO()


@socketio.on("join")
def on_join(data):
    join_room(data["room"])
    emit("snapshot", rooms[data["room"]].snapshot())


@socketio.on("draw")
def on_draw(data):
    rooms[data["room"]].shapes.append(Shape(str(data["kind"]), [float(point) for point in data["points"]]))
    emit("drawn", data, to=data["room"])


@socketio.on("undo-all")
def on_undo(message):
    room = rooms[message["room"]]
    if (text := message.get("snapshot")) is not None:
        room.restore(text)
    emit("snapshot", room.snapshot(), to=room.name)
