from flask import g, jsonify, request

from blog.authentication import api

POSTS = []


@api.get("/posts/")
def posts():
    return jsonify(POSTS)


@api.post("/posts/")
def write():
    POSTS.append({"by": g.email, "text": str(request.get_json()["text"])})
    return "", 201
