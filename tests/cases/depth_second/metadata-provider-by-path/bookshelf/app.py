from flask import Flask, jsonify, request

from bookshelf.lookup import build

app = Flask(__name__)
app.config.from_prefixed_env("BOOKSHELF")
DEFAULT_PROVIDER = "bookshelf.providers.openshelf:OpenShelf"


@app.get("/metadata/providers")
def known():
    return jsonify(["bookshelf.providers.openshelf:OpenShelf", "bookshelf.providers.national:National"])


@app.get("/metadata/<provider>")
def search(provider):
    path = DEFAULT_PROVIDER if provider == "default" else provider
    found = build("bookshelf", path, locale=request.args.get("locale", "en"))
    return jsonify(found.search(request.args["query"]))
