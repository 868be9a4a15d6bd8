from flask import Flask, abort, jsonify, request

from archive.loading import ArchiveReader


class ImportController:
    def __init__(self, reader: ArchiveReader) -> None:
        self._reader = reader

    def import_archive(self):
        uploaded = request.files.get("archive")
        if uploaded is None:
            abort(400, "no archive")
        return jsonify(imported=len(self._reader.load(uploaded.stream))), 201


def create_app() -> Flask:
    app = Flask(__name__)
    controller = ImportController(ArchiveReader())
    app.add_url_rule("/api/archives", view_func=controller.import_archive, methods=["POST"])
    return app
