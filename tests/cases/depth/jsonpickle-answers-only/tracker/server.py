from flask import Flask, Response, request

from tracker.dialogue import Tracker, initial_events

app = Flask(__name__)
TRACKERS = {}


def tracker_of(sender):
    if sender not in TRACKERS:
        TRACKERS[sender] = Tracker(sender)
        TRACKERS[sender].events.extend(initial_events())
    return TRACKERS[sender]


@app.post("/conversations/<sender>/tracker/events")
def append(sender):
    count = tracker_of(sender).update(request.get_data())
    return {"events": count}


@app.get("/conversations/<sender>/tracker")
def show(sender):
    return Response(tracker_of(sender).dump(), mimetype="application/json")
