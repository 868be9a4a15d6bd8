from flask import Flask, session

from pgweb.sessions import FileStore, StoredSessions


def create_app():
    app = Flask("pgweb")
    app.session_interface = StoredSessions(FileStore("/var/lib/pgweb/sessions"))

    @app.get("/visits")
    def visits():
        session["visits"] = session.get("visits", 0) + 1
        return {"visits": session["visits"]}

    return app
