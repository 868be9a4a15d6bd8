from quart import Blueprint, current_app, jsonify, request

letters = Blueprint("letters", __name__)


@letters.post("/letters")
async def receive():
    envelope = await request.get_data()
    letter = await current_app.opener.open(envelope)
    return jsonify(subject=str(letter.get("subject")))


@letters.get("/letters/count")
async def count():
    return jsonify(opened=current_app.opener.opened)
