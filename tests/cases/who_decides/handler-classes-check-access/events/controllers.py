from flask import Flask, g, jsonify, request

from events.rh import RHManager, RHProtected

EVENTS = []


class RHEvents(RHProtected):
    def _process(self):
        return jsonify(viewer=g.claims["sub"], events=EVENTS)


class RHCreateEvent(RHManager):
    def _process(self):
        EVENTS.append(str(request.get_json()["title"]))
        return jsonify(EVENTS), 201


class RHClearEvents(RHManager):
    def _process(self):
        EVENTS.clear()
        return "", 204


app = Flask(__name__)
app.add_url_rule("/events", view_func=RHEvents.as_view(), methods=["GET"])
app.add_url_rule("/events", view_func=RHCreateEvent.as_view(), methods=["POST"])
app.add_url_rule("/events", view_func=RHClearEvents.as_view(), methods=["DELETE"])
