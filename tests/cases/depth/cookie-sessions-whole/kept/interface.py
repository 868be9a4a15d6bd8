import pickle
import zlib

from flask.sessions import SecureCookieSession, SessionInterface

from kept.packing import PackedSessions


class ClientSessions(PackedSessions, SessionInterface):
    serializer = pickle

    def open_session(self, app, request):
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie:
            return SecureCookieSession()
        try:
            return SecureCookieSession(self.unpack(cookie))
        except (ValueError, zlib.error):
            return SecureCookieSession()

    def save_session(self, app, session, response):
        if session.modified:
            name = self.get_cookie_name(app)
            response.set_cookie(name, self.pack(dict(session)), httponly=True, secure=True, samesite="Strict")
