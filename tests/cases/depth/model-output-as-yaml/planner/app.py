from flask import Flask, jsonify, request

from planner.asking import Asker
from planner.steps import steps

app = Flask(__name__)
asker = Asker()


@app.post("/plan")
def plan():
    found = steps(asker.ask(request.form["dish"]))
    return jsonify(minutes=sum(int(step.get("minutes", 0)) for step in found), steps=len(found))
