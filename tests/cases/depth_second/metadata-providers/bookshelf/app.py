from flask import Flask, abort, jsonify, request
from flask.views import MethodView

from bookshelf.plugins import providers

app = Flask(__name__)
ACTIVE = {provider.id: provider for provider in providers()}


class MetadataSearch(MethodView):
    def get(self, name):
        provider = ACTIVE.get(name)
        if provider is None:
            abort(404)
        return jsonify(provider.search(request.args.get("query", ""), request.args.get("locale", "en")))


app.add_url_rule("/metadata/<name>", view_func=MetadataSearch.as_view("metadata"))
