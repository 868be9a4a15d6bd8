from uuid import uuid4

from flask import Flask, jsonify, make_response, request

from drafts.editor import Editor

app = Flask(__name__)


@app.put("/draft")
def save():
    visitor = request.cookies.get("visitor") or uuid4().hex
    Editor(visitor).save(request.stream.read())
    response = make_response("", 204)
    response.set_cookie("visitor", visitor, httponly=True, secure=True, samesite="Lax")
    return response


@app.get("/draft")
def load():
    document = Editor(request.cookies.get("visitor", "")).document
    return jsonify(title=document["title"], words=len(document["body"].split()))
