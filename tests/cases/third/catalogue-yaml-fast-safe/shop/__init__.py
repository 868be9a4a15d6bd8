from flask import Flask, abort, jsonify, request

from shop.importer import CatalogueError, CatalogueImporter


def create_app():
    app = Flask(__name__)
    catalogue = {}

    @app.route("/catalogue", methods=["POST"])
    def import_catalogue():
        upload = request.files.get("catalogue")
        if upload is None:
            abort(400)
        try:
            catalogue.update(CatalogueImporter(upload).products())
        except CatalogueError:
            abort(422)
        return jsonify(products=len(catalogue))

    return app
