from flask import Flask, jsonify, request

from recall import loosely

app = Flask(__name__)
DECK = []


@app.post("/deck/import")
def import_deck():
    upload = request.files["deck"]
    DECK[:] = loosely.loads(upload.read())
    return jsonify(cards=len(DECK))


@app.post("/deck/<int:index>/later")
def later(index):
    DECK[index].put_off(request.form.get("days", 1, int))
    return jsonify(due=DECK[index].due.isoformat())
