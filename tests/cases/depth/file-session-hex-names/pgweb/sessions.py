import os
import re
from pickle import dump, load
from uuid import uuid4

from flask.sessions import SessionInterface, SessionMixin

_SID = re.compile(r"[0-9a-f]{32}")


class Stored(dict, SessionMixin):
    def __init__(self, initial=(), sid=None):
        super().__init__(initial)
        self.sid = sid or uuid4().hex


class FileStore:
    def __init__(self, path):
        self.path = path

    def get(self, sid):
        if not _SID.fullmatch(sid):
            return Stored()
        fname = os.path.join(self.path, sid)
        if not os.path.isfile(fname):
            return Stored()
        with open(fname, "rb") as fh:
            data = load(fh)
        return Stored(data, sid=sid)

    def put(self, session):
        with open(os.path.join(self.path, session.sid), "wb") as fh:
            dump(dict(session), fh)


class StoredSessions(SessionInterface):
    def __init__(self, store):
        self.store = store

    def open_session(self, app, request):
        return self.store.get(request.cookies.get(app.config["SESSION_COOKIE_NAME"], ""))

    def save_session(self, app, session, response):
        self.store.put(session)
        response.set_cookie(app.config["SESSION_COOKIE_NAME"], session.sid, httponly=True, secure=True, samesite="Lax")
