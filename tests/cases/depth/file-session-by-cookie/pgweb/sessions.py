import os
from pickle import dump, load
from uuid import uuid4

from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict


class ManagedSession(CallbackDict, SessionMixin):
    def __init__(self, initial=None, sid=None):
        def on_update(this):
            this.modified = True

        super().__init__(initial or {}, on_update)
        self.sid = sid or uuid4().hex
        self.modified = False


class FileStore:
    def __init__(self, path):
        self.path = path
        os.makedirs(path, exist_ok=True)

    def exists(self, sid):
        return os.path.isfile(os.path.join(self.path, sid))

    def get(self, sid):
        if not self.exists(sid):
            return ManagedSession()
        fname = os.path.join(self.path, sid)
        with open(fname, "rb") as fh:
            version, data = load(fh)  # found: pickle-from-request
        return ManagedSession(data if version == 1 else None, sid=sid)

    def put(self, session):
        with open(os.path.join(self.path, session.sid), "wb") as fh:
            dump((1, dict(session)), fh)


class StoredSessions(SessionInterface):
    def __init__(self, store):
        self.store = store

    def open_session(self, app, request):
        cookie = request.cookies.get(app.config["SESSION_COOKIE_NAME"])
        if not cookie:
            return ManagedSession()
        sid, _sep, _rest = cookie.partition("!")
        return self.store.get(sid)

    def save_session(self, app, session, response):
        if not session.modified:
            return
        self.store.put(session)
        response.set_cookie(app.config["SESSION_COOKIE_NAME"], session.sid, httponly=True, secure=True, samesite="Lax")
