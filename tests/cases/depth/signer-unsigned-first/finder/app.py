import os

from flask import Flask, jsonify, make_response, request

from finder.remembered import freeze, thaw

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["FINDER_SECRET"]


@app.get("/find")
def find():
    filters = thaw(request.cookies.get("filters"))
    filters["tags"] = request.args.getlist("tag") or filters["tags"]
    response = make_response(jsonify(filters))
    response.set_cookie("filters", freeze(filters), httponly=True, secure=True, samesite="Lax")
    return response


@app.delete("/find")
def forget():
    response = make_response("", 204)
    response.delete_cookie("filters")
    return response
