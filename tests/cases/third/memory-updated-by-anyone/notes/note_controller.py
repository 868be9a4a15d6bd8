from flask import Flask, jsonify, request
from flask.views import MethodView

from notes.note_service import NoteNotFoundError, NoteService
from notes.security import BearerAuthenticator

service = NoteService()
authenticator = BearerAuthenticator()


class NotesController(MethodView):
    def post(self):
        principal = authenticator.authenticate()
        return jsonify(id=service.create(principal.subject, str(request.get_json()["content"]))), 201


class NoteController(MethodView):
    def get(self, note_id: str):
        principal = authenticator.authenticate()
        return jsonify(content=service.read(note_id, principal.subject).content)

    def put(self, note_id: str):
        authenticator.authenticate()
        note = service.update(note_id, str(request.get_json()["content"]))
        return jsonify(content=note.content)

    def delete(self, note_id: str):
        principal = authenticator.authenticate()
        service.delete(note_id, principal.subject)
        return "", 204


def create_app() -> Flask:
    app = Flask(__name__)
    app.register_error_handler(NoteNotFoundError, lambda _error: (jsonify(error="not found"), 404))
    app.add_url_rule("/notes", view_func=NotesController.as_view("notes"))
    app.add_url_rule("/notes/<note_id>", view_func=NoteController.as_view("note"))
    return app
