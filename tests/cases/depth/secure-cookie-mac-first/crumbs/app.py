import os

from flask import Flask, jsonify, make_response, request

from crumbs.securecookie import SecureCookie

app = Flask(__name__)
KEY = os.environ["COOKIE_KEY"].encode()


@app.get("/recent")
def recent():
    cookie = SecureCookie.unserialize(request.cookies.get("recent", ""), KEY)
    pages = [*cookie.get("pages", ()), request.args.get("page", "/")][-5:]
    cookie["pages"] = pages
    response = make_response(jsonify(pages=pages))
    response.set_cookie("recent", cookie.serialize().decode(), httponly=True, secure=True, samesite="Lax")
    return response
